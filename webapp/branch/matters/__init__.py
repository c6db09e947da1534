"""Matters and their texts."""
