"""Tests of the post: the same ones over the sandbox and over real servers."""
