"""Signs of form without substance: facts that anybody may weigh for themselves."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

from webapp.supervision.compliance.rules.findings import Sign

FEW_HOUSEHOLDS = 10
"""Below so many households nothing is said of the pace."""
SECONDS_EACH = 10
"""Faster than this for each household on average is shown."""
SHORT_TEXT = 30
"""Texts with fewer letters resemble each other by chance."""


@dataclass(frozen=True)
class Burst:
    """How one representative noted the words of households on one item: how many, from first to last in seconds."""

    title: str
    households: int
    seconds: int
    name: str = ""


@dataclass(frozen=True)
class Same:
    """Another record with the same words: of which kind, and what people call it."""

    kind: str
    number: str


def text_digest(text: str) -> str:
    """The hash of the letters of a text: width, case, figures, blanks and punctuation do not count.

    Empty for texts too short to say anything.
    """
    letters = "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalpha())
    return hashlib.sha256(letters.encode()).hexdigest() if len(letters) >= SHORT_TEXT else ""


def sign_of_burst(burst: Burst) -> Sign | None:
    """Forty households in two minutes is shown; nine, or a household a minute, is not."""
    if burst.households < FEW_HOUSEHOLDS or burst.seconds >= burst.households * SECONDS_EACH:
        return None
    params = {"title": burst.title, "households": burst.households, "seconds": burst.seconds}
    return Sign("fast_consultation", params, burst.name)


def sign_of_same(same: Same) -> Sign:
    """The same words stand in another record."""
    return Sign(f"same_{same.kind}", {"number": same.number})
