"""Votes by proxy, only where the law knows them."""
