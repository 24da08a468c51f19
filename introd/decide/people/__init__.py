"""The list: who somebody is, what their standing is made of, what it costs to ask them, and who else would do. All of it pure."""
