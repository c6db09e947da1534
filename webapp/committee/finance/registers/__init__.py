"""Contracts, assets and resources of the collective."""
