"""Real mail servers for the tests: private instances in a folder of their own, never the machine's."""
