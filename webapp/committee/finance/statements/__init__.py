"""Statements of a month or a quarter, made from the books and hung on the board."""
