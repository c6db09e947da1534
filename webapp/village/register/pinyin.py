"""The initials of a name in pinyin, so that 王秀兰 is found by typing wxl."""

from __future__ import annotations

import functools
import os

# A name is no phrase: single characters are enough, and the phrases would cost every server process 45 MB.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import Style, lazy_pinyin

LONGEST = 60
# Characters that are read otherwise when they are a surname.
_SURNAMES = {
    "单": "s", "曾": "z", "解": "x", "仇": "q", "朴": "p", "查": "z", "区": "o", "翟": "z", "盖": "g", "乐": "y",
    "缪": "m", "折": "s", "种": "c", "黑": "h", "重": "c", "秘": "b", "冼": "x", "尉": "w", "洗": "x", "员": "y",
}  # fmt: skip


@functools.lru_cache(maxsize=8192)
def _initial(character: str) -> str:
    sounds = lazy_pinyin(character, style=Style.FIRST_LETTER, strict=False)
    letter = sounds[0][:1].lower() if sounds else ""
    return letter if letter.isascii() and letter.isalnum() else ""


def initials(name: str) -> str:
    """One small letter a character; what has no sound (dots, blanks) is left out."""
    if not name:
        return ""
    first = _SURNAMES.get(name[0]) or _initial(name[0])
    return (first + "".join(_initial(character) for character in name[1:]))[:LONGEST]
