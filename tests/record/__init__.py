"""The record: durable truth."""
