"""Interpellations: formal questions to those who hold office, with a clock."""
