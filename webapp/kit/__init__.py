"""Flask tools below the rooms."""
