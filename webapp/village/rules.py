"""Rules of the village itself: its code and its name."""

from __future__ import annotations

import dataclasses

from webapp.core.errors import InvalidInput

LONGEST_NAME = 80


@dataclasses.dataclass(frozen=True)
class Place:
    """A village as the statistical code list names it."""

    code: str
    name: str
    township: str = ""
    county: str = ""
    prefecture: str = ""
    province: str = ""


def require_code(code: str) -> int:
    """The 12-digit statistical code as a number: province 2, prefecture 2, county 2, township 3, village 3.

    Raises InvalidInput.
    """
    if not (len(code) == 12 and code.isascii() and code.isdecimal() and "11" <= code[:2] <= "82" and code[9:] != "000"):
        raise InvalidInput("village.code", "code", given=code[:40])
    return int(code)


def require_name(name: str) -> str:
    """A name that can stand on a notice. Raises InvalidInput."""
    if not 1 <= len(name.strip()) <= LONGEST_NAME or not name.isprintable():
        raise InvalidInput("village.name", "name", longest=LONGEST_NAME)
    return name.strip()
