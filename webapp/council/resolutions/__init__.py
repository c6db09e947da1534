"""Resolutions."""
