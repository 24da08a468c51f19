"""People in and out: CSV with any column names, vCard, LinkedIn's connections export; CSV, vCard and JSON on the way out."""
