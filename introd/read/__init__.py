"""Bytes → exactly one Reading. Pure: no clock, no network, no disk."""
