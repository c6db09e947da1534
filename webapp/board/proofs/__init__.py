"""Photographs that prove that a notice hung on the paper board."""
