"""The compliance board: the rules of the charter held against the record."""
