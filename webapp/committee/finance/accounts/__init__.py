"""The chart of accounts, and what the law wants published of it."""
