"""Reading the duty to publish: the calendar with what was hung, occasions, and requests to publish more."""

from __future__ import annotations

import dataclasses
import functools
import uuid
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.board.models import Notice, NoticeCover
from webapp.board.rules import Cover, read_short_number
from webapp.charter.queries import rules_in_force
from webapp.committee.disclosures import rules
from webapp.committee.disclosures.catalogue import ASKED
from webapp.committee.disclosures.models import DisclosureCall, DisclosureOccasion, DisclosureSupport
from webapp.committee.disclosures.rules import Duty, DutyState, Standing
from webapp.core.clock import china_date
from webapp.council.calls.rules import CallState
from webapp.village.queries import founded_on

BACK = timedelta(days=730)
"""How far the calendar looks back for what was forgotten; older than two years is a matter for an audit."""
AHEAD = timedelta(days=100)
"""How far it looks ahead: a quarter and its days."""


class CallLine(NamedTuple):
    """A request to publish something and the names under it."""

    call: DisclosureCall
    names: int


@dataclasses.dataclass(frozen=True)
class Calendar:
    """The duty to publish on a day."""

    today: date
    standings: Sequence[Standing]

    @property
    def overdue(self) -> list[Standing]:
        """What should hang and does not, the longest overdue first."""
        return [one for one in self.standings if one.state is DutyState.OVERDUE]

    @property
    def due(self) -> list[Standing]:
        """What is to be published next."""
        return [one for one in self.standings if one.state is DutyState.DUE]

    @property
    def open(self) -> list[Standing]:
        """What a notice can publish today: overdue first, then what is due."""
        return [*self.overdue, *self.due]

    @property
    def is_reckoned(self) -> bool:
        """Whether a day shown lies in a year whose holidays are not published yet."""
        return any(one.duty.is_reckoned for one in self.open)

    def of_item(self, code: str) -> list[Standing]:
        """One item's duties, the newest first."""
        return [one for one in reversed(self.standings) if one.duty.cover.item == code]


def calendar(session: Session, today: date) -> Calendar:
    """The duty to publish as it stands today, by its last days. Five queries."""
    law = functools.partial(rules_in_force, session)
    since = max(founded_on(session) or today, today - BACK)
    duties = rules.periodic_duties(since, today + AHEAD, law) + occasions(session, today) + _asked(session)
    hung = published(session)
    standings = [rules.standing_on(duty, hung, today) for duty in duties]
    return Calendar(today, sorted(standings, key=lambda one: one.duty.due_on))


def overdue_disclosures(session: Session, today: date) -> list[Standing]:
    """What should hang on the board and does not, the longest overdue first: for the supervisors and the public."""
    return calendar(session, today).overdue


def occasions(session: Session, today: date) -> list[Duty]:
    """What happened and is to be published, of the last two years. One query."""
    query = select(DisclosureOccasion).where(DisclosureOccasion.due_on >= today - BACK)
    return [
        Duty(Cover(row.item, row.short_number), row.happened_on, row.due_on, row.title)
        for row in session.execute(query).scalars()
    ]


def published(session: Session) -> dict[Cover, tuple[date, str]]:
    """When each thing was first hung, and in which notice. One query."""
    query = (
        select(NoticeCover.item, NoticeCover.period, Notice.hung_at, Notice.year, Notice.number)
        .join(Notice, (Notice.village_id == NoticeCover.village_id) & (Notice.id == NoticeCover.notice_id))
        .order_by(Notice.hung_at.desc(), Notice.number.desc())
    )
    return {
        Cover(item, period): (china_date(hung_at), f"{year}-{number}")
        for item, period, hung_at, year, number in session.execute(query)
    }


def calls(session: Session) -> list[CallLine]:
    """Requests to publish something, the newest first. One query."""
    names = (
        select(func.count(DisclosureSupport.id))
        .where(
            DisclosureSupport.village_id == DisclosureCall.village_id, DisclosureSupport.call_id == DisclosureCall.id
        )
        .scalar_subquery()
    )
    query = select(DisclosureCall, names).order_by(DisclosureCall.called_at.desc()).limit(50)
    return [CallLine(*row) for row in session.execute(query)]


def call_by_number(session: Session, number: str) -> DisclosureCall | None:
    """The request people call 2026-1."""
    wanted = read_short_number(number)
    if wanted is None:
        return None
    query = select(DisclosureCall).where(DisclosureCall.year == wanted[0], DisclosureCall.number == wanted[1])
    return session.execute(query).scalar_one_or_none()


def standing_of_call(session: Session, call: DisclosureCall, today: date) -> Standing | None:
    """How the duty that a request made stands; nothing while names are missing."""
    duty = next((duty for duty in _asked(session) if duty.cover.period == call.short_number), None)
    return rules.standing_on(duty, published(session), today) if duty else None


def names_under(session: Session, call_id: uuid.UUID) -> int:
    """How many people stand under a request."""
    query = select(func.count(DisclosureSupport.id)).where(DisclosureSupport.call_id == call_id)
    return int(session.execute(query).scalar_one())


def supported_by(session: Session, call_id: uuid.UUID, people: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these people stand under a request already."""
    query = select(DisclosureSupport.resident_id).where(
        DisclosureSupport.call_id == call_id, DisclosureSupport.resident_id.in_(list(people))
    )
    return set(session.scalars(query))


def has_open_call(session: Session, person: uuid.UUID) -> bool:
    """Whether a request this person started still gathers names."""
    query = select(DisclosureCall.id).where(
        DisclosureCall.called_by_id == person, DisclosureCall.state == CallState.GATHERING
    )
    return session.execute(query.limit(1)).first() is not None


def _asked(session: Session) -> list[Duty]:
    query = select(DisclosureCall).where(DisclosureCall.due_on.is_not(None))
    return [
        Duty(Cover(ASKED, row.short_number), china_date(row.reached_at), row.due_on, row.wanted)
        for row in session.execute(query).scalars()
        if row.reached_at is not None and row.due_on is not None
    ]
