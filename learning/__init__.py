"""How the classifiers of `introd/read/learned/` learn: `make learn` reads `learning/examples/` and writes their weights anew."""
