"""The words people type into a vote, kept to a length."""

from __future__ import annotations

from webapp.core.errors import InvalidInput

LONGEST_WORDS = 500


def checked_words(text: str, field: str) -> str:
    """Words with something in them and not too long. Raises InvalidInput."""
    words = text.strip()
    if not words or len(words) > LONGEST_WORDS:
        raise InvalidInput("poll.words", field, longest=LONGEST_WORDS)
    return words
