"""Amounts of money: whole fen, read from what people write."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

MOST_FEN = 10**12
"""Ten thousand million yuan: more than any village has is a slip of the pen."""
_WRITTEN = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.([0-9]{1,6}))?(万?)")
_BLANKS = re.compile(r"[\s_]")


def fen_of(text: str) -> int | None:
    """An amount in yuan as people write it, in whole fen: 128,000 · 12.8万 · ¥3000.50元. None when it is none."""
    plain = _BLANKS.sub("", unicodedata.normalize("NFKC", text)).removeprefix("¥").removesuffix("元")
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        return None
    yuan = Decimal(f"{found[1].replace(',', '')}.{found[2] or 0}")
    fen = yuan * (1_000_000 if found[3] else 100)
    return int(fen) if fen == int(fen) and fen <= MOST_FEN else None
