"""Mail about the time after the introduction: what parties tell, what the introducer decides, and what the list adds to letters."""
