"""Event and state and now → new state and letters owed. Pure: no clock, no randomness, no disk, no network."""
