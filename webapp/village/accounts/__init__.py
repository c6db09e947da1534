"""Accounts to sign in with."""
