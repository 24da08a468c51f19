"""Tests of the mail servers inside the process."""
