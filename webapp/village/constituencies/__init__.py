"""Constituencies of 5 to 15 households."""
