"""The citizen identity number: what it says about a person, and how little of it the village keeps.

GB 11643-1999: six digits of place, eight of birth, three of order (the last odd for men), one check character
(ISO 7064 MOD 11-2). The village stores a keyed hash and the last four characters, never the number.
"""

from __future__ import annotations

import hmac
import re
from datetime import date

from webapp.village.register.rules import Sex

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_SHAPE = re.compile(r"\d{17}[\dX]", re.ASCII)
_MASKED = re.compile(r"\*{14}\d{3}[\dX]", re.ASCII)
STARS = "*" * 14


def is_shaped(number: str) -> bool:
    """Whether this looks like an identity number: seventeen digits and a digit or X."""
    return _SHAPE.fullmatch(number) is not None


def is_masked(text: str) -> bool:
    """Whether this is an identity number as an export writes it: fourteen stars and the last four characters."""
    return _MASKED.fullmatch(text) is not None


def has_valid_checksum(number: str) -> bool:
    """Whether the last character fits the seventeen before it; a mistyped digit almost never does."""
    total = sum(weight * (ord(digit) - 48) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return number[17] == _CHECK[total % 11]


def birth_in(number: str) -> date | None:
    """The day of birth an identity number names, or None where it names no day of the calendar."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_in(number: str) -> Sex:
    """The sex an identity number names; the last four characters are enough."""
    return Sex.MALE if int(number[-2]) % 2 else Sex.FEMALE


def identity_tail(number: str) -> str:
    """What the village keeps in the clear: the last four characters; empty when there is no number."""
    return number[-4:]


def mask_identity(number: str) -> str:
    """An identity number as a page or an export shows it; takes the whole number or its last four characters."""
    return STARS + number[-4:] if number else ""


def identity_digest(number: str, key: bytes) -> bytes:
    """By what the village recognises a person's identity number without keeping it: HMAC-SHA256, 32 bytes.

    The key belongs to the installation (at least 16 bytes); without it nobody can try the numbers of a county.
    """
    if len(key) < 16:
        raise ValueError("the key of the identity digest needs at least 16 bytes")
    if not is_shaped(number):
        raise ValueError("only a whole identity number has a digest")
    return hmac.digest(key, number.encode("ascii"), "sha256")
