"""The configuration, from the file to the settings."""
