"""What is built, installed and run elsewhere."""
