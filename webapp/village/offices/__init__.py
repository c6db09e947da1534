"""Offices and terms."""
