"""Tests of writing: letters as the bytes that leave."""
