"""Sittings of the branch, the two committees and the party members."""
