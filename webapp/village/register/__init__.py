"""The household register."""
