"""Numbers of a person: identity (with its check digit), bank card (Luhn), mobile and fixed telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from webapp.board.privacy.signs import flat

_GAP = r"[ \-.]{0,2}"
_CENTURY = rf"(?:1{_GAP}[89]|2{_GAP}0)"
_DAY = rf"(?:0{_GAP}[1-9]|1{_GAP}[0-2]){_GAP}(?:0{_GAP}[1-9]|[12]{_GAP}\d|3{_GAP}[01])"
_IDENTITY = re.compile(
    rf"(?<!\d)[1-8](?:{_GAP}\d){{5}}{_GAP}{_CENTURY}{_GAP}\d{_GAP}\d{_GAP}{_DAY}(?:{_GAP}\d){{3}}{_GAP}[\dX](?!\d)"
)
_OLD_IDENTITY = re.compile(r"(?<!\d)[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)")
_NO_AMOUNT = r"(?!\d|\.\d{1,2}(?!\d)| ?万?元)"
_MOBILE = re.compile(rf"(?<![\d.,])(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}{_NO_AMOUNT}")
_FIXED = re.compile(
    rf"(?<![\d.\-])(?:\(0(?:10|2\d|[3-9]\d\d)\) ?|0(?:10|2\d|[3-9]\d\d)[ \-]{{0,2}})[2-8]\d{{6,7}}{_NO_AMOUNT}"
)
_TOLD_PHONE = re.compile(rf"(?:电话|座机|手机|联系方式)(?:号码|号)?[:： ]{{0,3}}(\d{{3,4}} ?-? ?\d{{4}}){_NO_AMOUNT}")
_CARD = re.compile(r"(?<!\d)(?:\d{16,19}|\d{4}(?:[ \-.]\d{4}){3}(?:[ \-.]?\d{1,3})?)(?!\d)")
_TOLD_ACCOUNT = re.compile(r"(?:卡号|账号|帐号|账户|帐户|存折)(?:号码|码|号)?[:： ]{0,3}(\d(?:[ \-]?\d){7,29})(?!\d)")
_THING = re.compile(
    r"(?:凭证|合同|编号|发票|票据|票号|单号|地块|宗地|承包|权证|不动产|单元|文号|代码|编码)[^\d\n|，。；、]{0,6}$"
)
_PROVINCES = frozenset(
    str(code) for code in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55),
                           *range(61, 66), 71, 81, 82, 83)
)  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MOST_GAPS = 4
"""A number is written in at most five groups, or digit by digit; more gaps are several numbers side by side."""


class Place(NamedTuple):
    """What was found from `start` to `end` of a text."""

    kind: str
    start: int
    end: int


def private_numbers(text: str) -> set[str]:
    """Which kinds of personal numbers a text holds (`identity`, `bank`, `phone`), full-width or with gaps as well."""
    return {place.kind for place in strict_places(flat(text))}


def masked(text: str) -> str:
    """The text with all personal numbers but their last four signs blotted out."""
    plain = list(text)
    for _, start, end in strict_places(flat(text)):
        blot(plain, start, end)
    return "".join(plain)


def blot(signs: list[str], start: int, end: int, keep: int = 4) -> None:
    """Blot out the digits and letters from start to end but the last few."""
    places = [at for at in range(start, end) if flat(signs[at]).isalnum()]
    for at in places[: len(places) - min(keep, len(places) // 2)]:
        signs[at] = "*"


def strict_places(plain: str) -> list[Place]:
    """Identity, bank and mobile numbers: what stands in no public text at all. One stretch of text is counted once."""
    return apart([*_identities(plain), *_cards(plain), *_all(_MOBILE, "phone", plain)])


def number_places(plain: str) -> list[Place]:
    """The same, and fixed telephones and whatever calls itself an account or a telephone."""
    told = [
        Place(kind, *match.span(1))
        for kind, pattern in (("bank", _TOLD_ACCOUNT), ("phone", _TOLD_PHONE))
        for match in pattern.finditer(plain)
    ]
    return apart([*strict_places(plain), *_all(_FIXED, "phone", plain), *told])


def apart(places: list[Place]) -> list[Place]:
    """Of places that overlap only the one named first."""
    found: list[Place] = []
    for place in places:
        if all(place.end <= other.start or place.start >= other.end for other in found):
            found.append(place)
    return found


def is_identity(number: str) -> bool:
    """Whether 17 digits and a check sign belong together (GB 11643)."""
    total = sum(int(sign) * weight for sign, weight in zip(number, _WEIGHTS, strict=False))
    return number[17] == "10X98765432"[total % 11]


def _all(pattern: re.Pattern[str], kind: str, plain: str) -> Iterator[Place]:
    return (Place(kind, *match.span()) for match in pattern.finditer(plain))


def _identities(plain: str) -> Iterator[Place]:
    for match in _IDENTITY.finditer(plain):
        number = "".join(sign for sign in match[0] if sign.isalnum())
        if number[:2] in _PROVINCES and (is_identity(number) or _is_written_whole(match, plain)):
            yield Place("identity", *match.span())
    for match in _OLD_IDENTITY.finditer(plain):
        if match[0][:2] in _PROVINCES and not _is_of_a_thing(plain, match.start()):
            yield Place("identity", *match.span())


def _is_written_whole(match: re.Match[str], plain: str) -> bool:
    """A number whose check sign is wrong is taken for a slip of the pen, unless it is the number of a thing."""
    gaps = len(re.findall(r"[ \-.]+", match[0]))
    return (gaps <= _MOST_GAPS or gaps == len(_WEIGHTS)) and not _is_of_a_thing(plain, match.start())


def _cards(plain: str) -> Iterator[Place]:
    for match in _CARD.finditer(plain):
        if _is_card(match[0]) and not _is_of_a_thing(plain, match.start()):
            yield Place("bank", *match.span())


def _is_of_a_thing(plain: str, start: int) -> bool:
    """Whether a voucher, a contract, a parcel of land or the like is named right before a number."""
    return _THING.search(plain[max(0, start - 16) : start]) is not None


def _is_card(text: str) -> bool:
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(set(digits)) == 1 or (len(digits) > 16 and digits[0] < 6):  # a parcel of land: village code and seven more
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return text.startswith("62") or (digits[0] in (3, 4, 5, 6, 9) and (sum(doubled) + sum(digits[-1::-2])) % 10 == 0)
