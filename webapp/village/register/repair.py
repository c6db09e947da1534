"""One cell at a time: read as it stands, put right where only one meaning is possible, refused otherwise.

Every function takes the text of a cell without spaces around it and returns the value and how it was repaired (None
when nothing was). What cannot be read raises ``CellRefused``. Nothing is ever guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from webapp.village.register.columns import plain
from webapp.village.register.identity import is_masked, is_shaped
from webapp.village.register.rules import RefusalKind, RepairKind

_NAME = re.compile(r"[\u4e00-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NAME_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅｡．・", "·"))
_NAME_LETTERS = frozenset({"Lo", "Lu", "Ll", "Lt", "Lm", "Mn", "Mc", "Nl"})
_NAME_SIGNS = frozenset(" ·-'’")
_HOUSEHOLD = re.compile(r"\w[\w\-/#]*")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_DATES = (
    (re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})", re.ASCII), RepairKind.SLASHED_DATE),
    (re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]?", re.ASCII), RepairKind.CHINESE_DATE),
    (re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})\.?", re.ASCII), RepairKind.DOTTED_DATE),
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII), RepairKind.UNPADDED_DATE),
    (re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII), RepairKind.COMPACT_DATE),
    (re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T]0{1,2}:00(?::00(?:\.0+)?)?", re.ASCII), RepairKind.TIMED_DATE),
)
_PHONE = re.compile(r"1\d{10}|0\d{9,11}|[2-8]\d{6,7}", re.ASCII)
_PHONE_SIGNS = re.compile(r"[\s\-‐‑–—()]+")
_ROUNDED = re.compile(r"\d(\.\d+)?E\+\d+", re.ASCII | re.IGNORECASE)
_IDENTITY_SIGNS = re.compile(r"[\s\-']+")


class CellRefused(Exception):
    """This cell cannot be read; the kind says why."""

    def __init__(self, kind: RefusalKind, **params: object) -> None:
        super().__init__(kind, params)
        self.kind = kind
        self.params: Mapping[str, object] = params


def _plain_width(text: str) -> tuple[str, RepairKind | None]:
    """Full-width letters and digits made plain, runs of spaces made one."""
    if text.isascii() and "  " not in text:
        return text, None
    narrow = " ".join(unicodedata.normalize("NFKC", text).split())
    return narrow, RepairKind.FULL_WIDTH if narrow != " ".join(text.split()) else None


def read_household(text: str) -> tuple[str, RepairKind | None]:
    """The number of a household: letters, digits, dashes."""
    if not text:
        raise CellRefused(RefusalKind.MISSING_HOUSEHOLD)
    number, repair = _plain_width(text)
    if _HOUSEHOLD.fullmatch(number) is None:
        raise CellRefused(RefusalKind.BAD_HOUSEHOLD, value=text)
    return number, repair


def read_group(text: str) -> tuple[str, RepairKind | None]:
    """The villagers' group, as the village calls it."""
    if not text:
        raise CellRefused(RefusalKind.MISSING_GROUP)
    return _plain_width(text)


def read_door(text: str) -> tuple[str, RepairKind | None]:
    """The number on the door, as free text; may be empty."""
    return _plain_width(text)


def read_name(text: str) -> tuple[str, RepairKind | None]:
    """A person's name: Chinese names hold no spaces, the dot inside a name is always ·."""
    if _NAME.fullmatch(text):
        return text, None
    if not text:
        raise CellRefused(RefusalKind.MISSING_NAME)
    dotted = text.translate(_NAME_DOTS)
    wide = unicodedata.normalize("NFKC", dotted)
    words = wide.split()
    name = ("" if _HAN.search(wide) else " ").join(words)
    for character in name:
        if character not in _NAME_SIGNS and unicodedata.category(character) not in _NAME_LETTERS:
            raise CellRefused(RefusalKind.BAD_NAME, sign=character)
    if not any(unicodedata.category(character) in _NAME_LETTERS for character in name):
        raise CellRefused(RefusalKind.BAD_NAME, sign=name[:1])
    if name == text:
        return name, None
    if name == "".join(text.split()) or name == " ".join(text.split()):
        return name, RepairKind.SPACED_NAME
    return name, RepairKind.NAME_DOT if dotted != text else RepairKind.FULL_WIDTH


def read_date(text: str) -> tuple[date, RepairKind | None]:
    """A day of birth, year first; a day that the calendar does not have is refused."""
    kind: RepairKind | None = None
    found = _ISO.fullmatch(text)
    if found is None:
        narrow = unicodedata.normalize("NFKC", text).replace(" 0", "\x000").replace(" ", "").replace("\x00", " ")
        if narrow != text.replace(" ", "") and _ISO.fullmatch(narrow):
            found, kind = _ISO.fullmatch(narrow), RepairKind.FULL_WIDTH
        else:
            readings = ((shape.fullmatch(narrow), name) for shape, name in _DATES)
            found, kind = next((reading for reading in readings if reading[0]), (None, None))
    if found is None:
        raise CellRefused(RefusalKind.BAD_DATE, value=text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])), kind
    except ValueError:
        raise CellRefused(RefusalKind.BAD_DATE, value=text) from None


def read_identity(text: str) -> tuple[str, RepairKind | None]:
    """An identity number of eighteen characters, whole or masked by an export; empty stays empty."""
    if is_shaped(text) or not text or is_masked(text):
        return text, None
    narrow = unicodedata.normalize("NFKC", text)
    number = _IDENTITY_SIGNS.sub("", narrow)
    if is_shaped(number.upper()):
        if any(sign not in narrow for sign in text if not sign.isspace()):
            return number.upper(), RepairKind.FULL_WIDTH_ID
        return number.upper(), RepairKind.SPACED_ID if number != text else RepairKind.SMALL_X_ID
    if _ROUNDED.fullmatch(number):
        raise CellRefused(RefusalKind.ROUNDED_IDENTITY)
    if len(number) == 15 and number.isdecimal():
        raise CellRefused(RefusalKind.OLD_IDENTITY)
    raise CellRefused(RefusalKind.BAD_IDENTITY, length=len(number))


def read_phone(text: str) -> tuple[str, RepairKind | None]:
    """A phone number as digits alone: a mobile number, a fixed line with or without its area; empty stays empty."""
    if not text or (text.isascii() and _PHONE.fullmatch(text)):
        return text, None
    narrow = unicodedata.normalize("NFKC", text)
    number = _PHONE_SIGNS.sub("", narrow)
    if _PHONE.fullmatch(number):
        wide = narrow == number and narrow != text
        return number, RepairKind.FULL_WIDTH if wide else RepairKind.DASHED_PHONE
    for prefix in ("+86", "0086", "86"):
        if number.startswith(prefix) and _PHONE.fullmatch(number[len(prefix) :]):
            return number[len(prefix) :], RepairKind.PREFIXED_PHONE
    raise CellRefused(RefusalKind.BAD_PHONE, value=text)


_V = TypeVar("_V")


def one_of(words: Mapping[str, _V], unknown: RefusalKind) -> Callable[[str], tuple[_V, RepairKind | None]]:
    """Reads a cell that holds one of a few words (relation, sex, yes or no); others are refused as ``unknown``."""

    def read(text: str) -> tuple[_V, RepairKind | None]:
        value = words.get(text)
        if value is None:
            value = words.get(plain(text))
        if value is None:
            raise CellRefused(unknown, value=text)
        return value, None

    return read
