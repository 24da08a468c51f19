"""Letter → bytes of a message."""
