"""Numbers that belong to one person and never hang on a board: identity, bank account, mobile phone (PIPL art. 28)."""

from __future__ import annotations

import re
import unicodedata

_GAP = r"[ \-]{0,2}"
_DAY = rf"(?:0[1-9]|1[0-2]){_GAP}(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(
    rf"(?<!\d)[1-8](?:{_GAP}\d){{5}}{_GAP}(?:18|19|20){_GAP}\d{_GAP}\d{_GAP}{_DAY}(?:{_GAP}\d){{3}}{_GAP}[\dX](?!\d)"
)
_OLD_IDENTITY = re.compile(r"(?<!\d)[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)")
_PHONE = re.compile(rf"(?<!\d)(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)")
_CARD = re.compile(r"(?<!\d)(?:\d{16,19}|\d{4}(?:[ \-]\d{4}){3}(?:[ \-]?\d{1,3})?)(?!\d)")


def private_numbers(text: str) -> set[str]:
    """Which kinds of personal numbers a text holds (`identity`, `bank`, `phone`), full-width or with gaps as well."""
    return {kind for kind, _, _ in _found(_flat(text))}


def masked(text: str) -> str:
    """The text with all personal numbers but their last four signs blotted out."""
    plain = list(text)
    for _, start, end in _found(_flat(text)):
        places = [at for at in range(start, end) if _flat(text[at]).isalnum()]
        for at in places[:-4]:
            plain[at] = "*"
    return "".join(plain)


def _found(flat: str) -> list[tuple[str, int, int]]:
    """Kind, start and end of each personal number; one stretch of text is counted once."""
    found: list[tuple[str, int, int]] = []
    for kind, pattern in (("identity", _IDENTITY), ("identity", _OLD_IDENTITY), ("bank", _CARD), ("phone", _PHONE)):
        for match in pattern.finditer(flat):
            start, end = match.span()
            if kind == "bank" and not _is_card(match[0]):
                continue
            if all(end <= other_start or start >= other_end for _, other_start, other_end in found):
                found.append((kind, start, end))
    return found


def _is_card(text: str) -> bool:
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(set(digits)) == 1:
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return text.startswith("62") or (digits[0] in (3, 4, 5, 6, 9) and (sum(doubled) + sum(digits[-1::-2])) % 10 == 0)


def _flat(text: str) -> str:
    """The text sign for sign with plain digits: full-width and other scripts' digits, dashes and blanks made simple."""
    return "".join(_flat_sign(sign) for sign in text)


def _flat_sign(sign: str) -> str:
    if sign.isascii():
        return sign.upper()
    value = unicodedata.decimal(sign, None)
    if value is not None:
        return str(value)
    if sign in "Xx":
        return "X"
    category = unicodedata.category(sign)
    if category == "Pd":
        return "-"
    return " " if category in ("Zs", "Cf") else sign
