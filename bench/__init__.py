"""Benchmarks: each prints ratios against a floor that is measured in the same run. `python -m bench` runs them all."""
