"""What happens after the introduction."""
