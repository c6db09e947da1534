"""Everything private in a text or list, in order, and the copy that may hang."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from webapp.board.privacy.numbers import apart, blot, number_places
from webapp.board.privacy.signs import flat
from webapp.board.privacy.tables import table_places
from webapp.board.privacy.words import word_places

KINDS = ("identity", "bank", "phone", "address", "health")
NEVER_SHOWN = frozenset({"identity"})
"""Nobody may let an identity number stand in public, for whatever reason (PIPL 28)."""


STAR = "＊"
"""Full-width: plain stars in a written text would make words strong and vanish."""

_RUN = re.compile(r"\*{5,}")
"""More than four stars say nothing more and stretch a list."""


@dataclass(frozen=True)
class Finding:
    """One private thing in a text: of which kind, what stands there, and what hangs in its place."""

    kind: str
    start: int
    end: int
    value: str
    shown: str


def findings(text: str) -> list[Finding]:
    """Everything private that a text or a list in it holds, from the beginning to the end."""
    plain = flat(text)
    places = apart([*number_places(plain), *table_places(plain), *word_places(plain)])
    return [
        Finding(kind, start, end, text[start:end], _blotted(kind, text[start:end]))
        for kind, start, end in sorted(places, key=lambda place: place.start)
    ]


def blotted(text: str, shown: Collection[str] = ()) -> str:
    """The copy that may hang. What stands in `shown` was let stand by two people; identity numbers never are."""
    copy = text
    for found in reversed(findings(text)):
        if found.kind in NEVER_SHOWN or found.value not in shown:
            copy = copy[: found.start] + found.shown + copy[found.end :]
    return copy


def _blotted(kind: str, value: str) -> str:
    if kind in ("address", "health"):
        return STAR * 2
    signs = list(value)
    blot(signs, 0, len(signs))
    return _RUN.sub(STAR * 4, "".join(signs)).replace("*", STAR)
