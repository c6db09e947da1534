"""Tests that name what was forgotten: each failure says what is missing, where, and what to write."""
