"""The public notice board."""
