"""What is reported: weeks, the digest, the picture, the page."""
