"""Boxes for ballots whose votes are kept apart from who took part."""
