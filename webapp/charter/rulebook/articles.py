"""Which article of the organic law says a thing, before and after the renumbering of 1 January 2026.

A reference reads ``SOURCE:article``, then ``(n)`` for a paragraph (款) or ``[n]`` for an item (项):
``VCOL-2025:28(3)``, ``RCEO:26[8]``. A source without articles stands alone: ``PRACTICE``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

VCOL_2018 = "VCOL-2018"
VCOL_2025 = "VCOL-2025"

ARTICLE_2018: dict[int, int] = {
    2: 2,
    4: 4,
    6: 5,
    8: 6,
    9: 7,
    14: 11,
    15: 12,
    16: 13,
    17: 14,
    18: 15,
    19: 16,
    21: 17,
    22: 18,
    23: 19,
    24: 20,
    25: 21,
    26: 22,
    27: 23,
    28: 24,
    29: 25,
    30: 26,
    31: 27,
    32: 28,
    35: 30,
    36: 31,
    37: 32,
    38: 33,
    39: 34,
    40: 35,
    41: 36,
    42: 37,
    47: 38,
}
"""Article of the 2025 text → article of the 2018 text on the same subject; new articles are missing here."""

_REFERENCE = re.compile(
    r"(?P<source>[A-Z][A-Z0-9-]*)"
    r"(?::(?P<article>[0-9]+)(?:\((?P<paragraph>[0-9]+)\))?(?:\[(?P<item>[0-9]+)\])?)?"
)


class Reference(NamedTuple):
    """An article taken apart; 0 where the reference does not go that deep."""

    source: str
    article: int = 0
    paragraph: int = 0
    item: int = 0


def parse_reference(text: str) -> Reference:
    """Read ``VCOL-2025:28(3)``; ``ValueError`` when it is not a reference."""
    found = _REFERENCE.fullmatch(text)
    if found is None:
        raise ValueError(f"not a reference to an article: {text!r}")
    part = found.groupdict()
    return Reference(part["source"], int(part["article"] or 0), int(part["paragraph"] or 0), int(part["item"] or 0))


def numbered(reference: str, text: str) -> str:
    """Turn ``VCOL:30`` into the numbering of the text in force (``VCOL-2018:26``); other sources stay.

    Paragraphs are dropped in the older text, whose paragraphs differ; ``KeyError`` for an article that is new.
    """
    if not reference.startswith("VCOL:"):
        return reference
    if text == VCOL_2025:
        return reference.replace("VCOL:", VCOL_2025 + ":", 1)
    return f"{VCOL_2018}:{ARTICLE_2018[parse_reference(reference).article]}"
