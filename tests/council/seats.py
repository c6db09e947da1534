"""Seats and circumstances for the rules of polls."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import UTC, date, datetime
from typing import Any

from webapp.charter.rules import Body
from webapp.core.errors import Blocker
from webapp.council.meetings.rules import SeatKind
from webapp.council.polls.rules import Circumstances, Vote, Voter

NOW = datetime(2026, 3, 6, 11, 0, tzinfo=UTC)
AROUND = Circumstances(
    matter="public_welfare",
    held_on=date(2026, 3, 6),
    notice_days=12,
    urgent=False,
    mandate=True,
    party_studied=True,
    local={},
)


def people(due: int, present: int, votes: dict[Vote, int] | None = None, **more: Any) -> list[Voter]:
    """So many due, the first of them in the hall and voting; every sixth sits on the committee, every other is a woman."""
    cast = [vote for vote, count in (votes or {}).items() for _ in range(count)]
    return [
        Voter(
            uuid.UUID(int=number),
            SeatKind.COMMITTEE if number % 6 == 5 else SeatKind.REPRESENTATIVE,
            number % 2 == 0,
            10,
            number < present,
            vote=cast[number] if number < len(cast) else None,
            has_voted=number < len(cast),
            **more,
        )
        for number in range(due)
    ]


def around(body: Body = Body.REPRESENTATIVES, matter: str = "public_welfare", **more: Any) -> Circumstances:
    return dataclasses.replace(AROUND, body=body, matter=matter, **more)


def needed(decision: Any, rule: str) -> tuple[int, int, int]:
    check = next(check for check in decision.rules if check.id == rule)
    return check.needed, check.base, check.got


def codes(found: list[Blocker]) -> set[str]:
    return {one.code for one in found}
