"""Whole cases, letter by letter."""
