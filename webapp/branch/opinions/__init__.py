"""Opinions of the supervision committee, kept with the matter."""
