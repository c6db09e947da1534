"""Mandates of the assembly."""
