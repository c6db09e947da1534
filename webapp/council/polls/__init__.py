"""Polls and ballots."""
