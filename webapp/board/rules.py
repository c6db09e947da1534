"""Rules of the notice board: how long a notice hangs, who may object and when, and what may never be written on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.board.privacy import private_numbers
from webapp.charter.deadlines import last_day
from webapp.charter.rules import Profile
from webapp.core.errors import Blocker, InvalidInput

LONGEST_TITLE = 120
LONGEST_TEXT = 20_000
SHORT_NUMBER = re.compile(r"([1-9][0-9]{0,3})-([1-9][0-9]{0,8})")
TABLE = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
MARKUP = re.compile(r"^[ \t]*(?:[-+]|[0-9]+\.)[ \t]|[#>*_`|]+|\]\([^)]*\)|\[|:?-{3,}:?", re.MULTILINE)


class NoticeKind(StrEnum):
    """What a notice is about."""

    RESOLUTION = "resolution"
    RESULT = "result"
    MEETING = "meeting"
    AFFAIRS = "affairs"
    FINANCE = "finance"


TYPED_KINDS = (NoticeKind.AFFAIRS, NoticeKind.FINANCE)
"""Kinds a clerk types; the others hang by themselves when what they tell of happens."""


@dataclass(frozen=True, order=True)
class Cover:
    """What a notice publishes: an item of the disclosure catalogue, for a quarter, a month, a year or an occasion."""

    item: str
    period: str


@dataclass(frozen=True)
class Hanging:
    """What the rules need to know of a notice on a day."""

    hangs_until: date
    is_down: bool
    unanswered: int = 0


def display_end(hung_on: date, profile: Profile) -> date:
    """The last day on which a notice must still hang (VCOL 35); the day it was hung does not count (Civil Code 201).

    Never shorter than the days the village gives its people to object.
    """
    days = max(profile.number("publish.display.days"), profile.number("publish.objection.days"))
    return last_day(hung_on, days)


def reply_due(raised_on: date, profile: Profile) -> date:
    """The last day for an answer to an objection; a last day off moves to the next working day (Civil Code 203)."""
    return last_day(raised_on, profile.number("publish.reply.days"), profile)


def is_display_over(hangs_until: date, today: date) -> bool:
    """Whether the notice has hung as long as the law asks: through the whole of its last day."""
    return today > hangs_until


def days_left(hangs_until: date, today: date) -> int:
    """How many more days it must hang, its last day included; 0 on the last day and after."""
    return max(0, (hangs_until - today).days)


def blockers_take_down(notice: Hanging, today: date, profile: Profile) -> list[Blocker]:
    """Why a notice may not come down yet: its days are not over, or a villager still waits for an answer."""
    blockers = []
    if not is_display_over(notice.hangs_until, today):
        params = {"until": notice.hangs_until.isoformat(), "days": days_left(notice.hangs_until, today) + 1}
        blockers.append(Blocker("board.display_not_over", profile.article("publish.display.days"), params))
    if notice.unanswered:
        article = profile.article("publish.reply.days")
        blockers.append(Blocker("board.objection_unanswered", article, {"count": notice.unanswered}))
    return blockers


def blockers_object(notice: Hanging, own_open: int, profile: Profile) -> list[Blocker]:
    """Why this villager may not object now: the notice is down, or their last objection is still to be answered."""
    if notice.is_down:
        return [Blocker("board.no_longer_hangs", profile.article("publish.objection.days"))]
    if own_open:
        return [Blocker("board.objection_open", profile.article("publish.reply.days"))]
    return []


def blockers_answer(is_own: bool) -> list[Blocker]:
    """Nobody answers an objection of their own."""
    return [Blocker("board.own_objection", "PRACTICE")] if is_own else []


def blockers_private(texts: Iterable[str], profile: Profile) -> list[Blocker]:
    """Why a text may not be shown in public: it holds an identity number, a bank account or a mobile number (PIPL)."""
    found = {kind for text in texts for kind in private_numbers(text)}
    article = profile.article("publish.mask.pii")
    return [Blocker(f"board.private_{kind}", article) for kind in sorted(found)]


def require_words(text: str, field: str, longest: int = LONGEST_TEXT) -> str:
    """A text that says something and fits, without blanks at its ends. Raises InvalidInput naming the field."""
    text = text.strip()
    if not text:
        raise InvalidInput("board.text_missing", field)
    if len(text) > longest:
        raise InvalidInput("board.text_long", field, longest=longest)
    return text


def read_short_number(text: str) -> tuple[int, int] | None:
    """Year and number of 2026-14; nothing for anything else."""
    match = SHORT_NUMBER.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else None


def written_covers(covers: Iterable[Cover]) -> str:
    """What a draft is to publish, one item and period a line."""
    return "\n".join(f"{cover.item}:{cover.period}" for cover in sorted(set(covers)))


def read_covers(text: str) -> list[Cover]:
    """The same, read back."""
    return [Cover(*line.split(":", 1)) for line in text.splitlines()]


def first_words(text: str, length: int = 70) -> str:
    """The beginning of a text without its Markdown signs and tables, for a card."""
    words = " ".join(MARKUP.sub(" ", TABLE.sub("", text[: length * 6])).split())
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"
