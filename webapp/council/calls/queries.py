"""Reading requests for a meeting: the names that count, what waits for the committee, what is late."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.board.rules import read_short_number
from webapp.branch.cosignatures.queries import may_sign
from webapp.branch.matters.rules import Source
from webapp.charter.rules import Profile
from webapp.core.database import prepared
from webapp.core.pages import Page, page_of
from webapp.council.calls.models import CallSupport, MeetingCall
from webapp.council.calls.rules import CallSource, CallState, Clock, clock_on
from webapp.village.register.models import Resident

SOURCES = {CallSource.REPRESENTATIVES: Source.REPRESENTATIVES, CallSource.VILLAGERS: Source.VILLAGERS}


@dataclasses.dataclass(frozen=True)
class CallLine:
    """One request, the names under it, and once they suffice the committee's clock."""

    call: MeetingCall
    names: int
    clock: Clock | None


class Supporter(NamedTuple):
    """One name under a request; `on_paper`: the clerk wrote it down."""

    resident_id: uuid.UUID
    name: str
    on_paper: bool
    supported_at: datetime


def calls_with_names() -> Select[MeetingCall, int]:
    names = (
        select(func.count(CallSupport.id))
        .where(CallSupport.village_id == MeetingCall.village_id, CallSupport.call_id == MeetingCall.id)
        .scalar_subquery()
    )
    return select(MeetingCall, names)


WAITING = prepared(
    calls_with_names()
    .where(MeetingCall.state.in_([CallState.GATHERING, CallState.REACHED]))
    .order_by(MeetingCall.due_on.is_(None), MeetingCall.due_on, MeetingCall.called_at)
)


def _line(call: MeetingCall, names: int, today: date) -> CallLine:
    clock = clock_on(call.due_on, today) if call.state is CallState.REACHED and call.due_on else None
    return CallLine(call, names, clock)


def waiting_calls(session: Session, today: date) -> list[CallLine]:
    """Requests that gather names or wait for the committee, the most urgent first. One query."""
    return [_line(call, names, today) for call, names in session.execute(WAITING)]


def due_calls(session: Session, today: date) -> list[CallLine]:
    """Requests on which the committee must convene, the most urgent first. One query."""
    return [line for line in waiting_calls(session, today) if line.clock is not None]


def calls(session: Session, number: int, today: date) -> Page:
    """All requests, the newest first, one page of them. Two queries."""
    found = page_of(session, calls_with_names().order_by(MeetingCall.called_at.desc()), number)
    return dataclasses.replace(found, rows=[_line(call, names, today) for call, names in found.rows])


def call_by_number(session: Session, number: str) -> MeetingCall | None:
    """The request people call by this number: 2026-1."""
    wanted = read_short_number(number)
    if wanted is None:
        return None
    query = select(MeetingCall).where(MeetingCall.year == wanted[0], MeetingCall.number == wanted[1])
    return session.execute(query).scalar_one_or_none()


def line_of(session: Session, call: MeetingCall, today: date) -> CallLine:
    """One request with its names and its clock."""
    return _line(call, names_under(session, call.id), today)


def names_under(session: Session, call_id: uuid.UUID) -> int:
    """How many people stand under a request."""
    query = select(func.count(CallSupport.id)).where(CallSupport.call_id == call_id)
    return int(session.execute(query).scalar_one())


def roll(session: Session, source: CallSource, on: date, profile: Profile) -> int:
    """How many people there are on a day whose name would count."""
    query = select(func.count(Resident.id)).where(may_sign(SOURCES[source], on, profile))
    return int(session.execute(query).scalar_one())


def who_counts(
    session: Session, source: CallSource, resident_ids: Collection[uuid.UUID], on: date, profile: Profile
) -> dict[uuid.UUID, tuple[str, bool]]:
    """Of these people the name, and whether it counts on that day; strangers to the register are missing. One query."""
    query = select(Resident.id, Resident.name, may_sign(SOURCES[source], on, profile)).where(
        Resident.id.in_(list(resident_ids))
    )
    return {key: (name, bool(counts)) for key, name, counts in session.execute(query)}


def supported_by(session: Session, call_id: uuid.UUID, resident_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these people stand under a request already."""
    query = select(CallSupport.resident_id).where(
        CallSupport.call_id == call_id, CallSupport.resident_id.in_(list(resident_ids))
    )
    return set(session.scalars(query))


def supporters(session: Session, call_id: uuid.UUID) -> Sequence[Supporter]:
    """The names under a request in the order they came: for the clerk, never for the public page."""
    query = (
        select(Resident.id, Resident.name, CallSupport.recorded_by_id.is_not(None), CallSupport.supported_at)
        .join(CallSupport, (CallSupport.village_id == Resident.village_id) & (CallSupport.resident_id == Resident.id))
        .where(CallSupport.call_id == call_id)
        .order_by(CallSupport.supported_at, Resident.name)
    )
    return [Supporter(*row) for row in session.execute(query)]


def has_open_call(session: Session, resident_id: uuid.UUID) -> bool:
    """Whether a request this person started still gathers names."""
    query = select(MeetingCall.id).where(
        MeetingCall.called_by_id == resident_id, MeetingCall.state == CallState.GATHERING
    )
    return session.execute(query.limit(1)).first() is not None
