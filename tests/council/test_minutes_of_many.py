"""Minutes of thousands are made in a moment, and a small box stays shut in them however many were handed a paper."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from tests.council.builder import ROLES, Council
from tests.council.counting import counting
from webapp.charter.rules import Body, CountBy, profile_on
from webapp.council.meetings.rules import SeatKind
from webapp.council.minutes import record
from webapp.council.minutes.queries import happenings_of
from webapp.council.polls import operations as polls
from webapp.council.polls.rules import Channel, Secrecy

NOW = datetime(2026, 3, 6, 11, tzinfo=UTC)
MANY = 9_000


@dataclasses.dataclass(frozen=True)
class Taken:
    """A seat of a large assembly, as the record reads it."""

    id: uuid.UUID
    kind: SeatKind = SeatKind.VILLAGER
    checked_in_at: datetime | None = NOW
    acknowledged_at: datetime | None = None
    is_woman: bool = False


class Watched(list[Any]):
    """A list that counts how often somebody goes through it."""

    passes = 0

    def __iter__(self) -> Iterator[Any]:
        self.passes += 1
        return super().__iter__()


def test_nine_thousand_seats_are_one_pass() -> None:
    seats = [Taken(uuid.UUID(int=number)) for number in range(MANY)]
    stays = Watched(SimpleNamespace(seat_id=seat.id, came_at=NOW, left_at=None, how="list") for seat in seats)
    meeting = SimpleNamespace(body=Body.ASSEMBLY, count_by=CountBy.PERSONS, opened_at=NOW)
    seen: Any = SimpleNamespace(seats=seats, stays=stays, meeting=meeting, profile=profile_on(date(2026, 3, 6)))
    found = record._attendance(seen)
    assert (found["came"], found["at_opening"], found["needed"]) == (MANY, MANY, MANY // 2 + 1)
    assert stays.passes <= 2, "every stay was compared with every seat"


def test_ten_papers_with_nine_in_the_box_are_a_small_vote(council: Council) -> None:
    hall = counting(council, ROLES, secrecy=Secrecy.SECRET)
    hall.hand_out(ROLES[:10])
    hall.settle(Channel.PAPER, {"for": 9, "against": 0, "abstain": 0, "spoiled": 0})
    polls.close_poll(council.ctx("clerk"), hall.poll.id)
    session = council.anyone().session
    meeting = session.get_one(type(hall.meeting), (hall.meeting.village_id, hall.meeting.id))
    told = record.record_of(happenings_of(session, meeting))["items"][0]["polls"][0]
    assert (told["took_part"], told["only_outcome"], told["counts"]) == (10, True, None)
