"""A text sign for sign with plain digits, so that a number is found however it was written."""

from __future__ import annotations

import re
import unicodedata

_CHINESE = {sign: str(digit) for digit, sign in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_CHINESE_NUMBER = re.compile("[〇零一二三四五六七八九]{7,}")
_OPENING = {"（": "(", "）": ")", "．": ".", "·": ".", "。": "。", "｜": "|"}


def flat(text: str) -> str:
    """The text, as long as before, with full-width and other scripts' digits, dashes and blanks made simple.

    Chinese numerals count as digits from seven in a row on: 一三八〇〇一三八〇〇〇 is a telephone, 十二户 is not.
    """
    simple = "".join(flat_sign(sign) for sign in text)
    return _CHINESE_NUMBER.sub(lambda run: "".join(_CHINESE[sign] for sign in run[0]), simple)


def flat_sign(sign: str) -> str:
    """One sign, made simple."""
    if sign.isascii():
        return sign.upper()
    value = unicodedata.digit(sign, None)
    if value is not None:
        return str(value)
    if sign in "Ｘｘ":
        return "X"
    if sign in _OPENING:
        return _OPENING[sign]
    category = unicodedata.category(sign)
    if category == "Pd":
        return "-"
    return " " if category in ("Zs", "Cf") else sign
