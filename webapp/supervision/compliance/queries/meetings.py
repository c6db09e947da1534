"""The facts of meetings, for many at once in a constant number of queries."""

from __future__ import annotations

import dataclasses
import functools
import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.pages import PER_PAGE, Page, page_of
from webapp.council.consultation.models import HouseholdWord
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.rules import MeetingState
from webapp.council.minutes.models import Minutes, Signature
from webapp.council.polls.models import Poll
from webapp.supervision.compliance.queries.texts import twins
from webapp.supervision.compliance.rules import (
    Burst,
    Finding,
    MeetingFacts,
    Sign,
    judge_meeting,
    missing_of,
    signs_of_meeting,
)
from webapp.village.register.models import Resident

Keys = Sequence[uuid.UUID]


@dataclasses.dataclass(frozen=True)
class JudgedMeeting:
    """A meeting with everything the board says of it."""

    meeting: Meeting
    findings: Sequence[Finding]
    signs: Sequence[Sign]

    @property
    def missing(self) -> list[Finding]:
        """What is missing or broken."""
        return missing_of(self.findings)


def meeting_statement() -> Select[Meeting]:
    """Meetings that were opened, the newest first."""
    return select(Meeting).where(Meeting.opened_at.is_not(None)).order_by(Meeting.starts_at.desc(), Meeting.id)


def judged_meetings_page(session: Session, number: int, today: date) -> Page:
    """A page of meetings with what the board says: a constant number of queries."""
    page = page_of(session, meeting_statement(), number)
    return dataclasses.replace(page, rows=judged_meetings(session, page.rows, today))


def newest_judged_meetings(session: Session, today: date) -> list[JudgedMeeting]:
    """What the board says of the newest meetings, as many as a page has."""
    return judged_meetings(session, session.scalars(meeting_statement().limit(PER_PAGE)).all(), today)


def judged_meetings(session: Session, meetings: Sequence[Meeting], today: date) -> list[JudgedMeeting]:
    """These meetings held against the charter: eight queries, however many they are."""
    facts = meeting_facts(session, meetings)
    law = functools.partial(rules_in_force, session)
    return [
        JudgedMeeting(meeting, judge_meeting(facts[meeting.id], today, law), signs_of_meeting(facts[meeting.id]))
        for meeting in meetings
    ]


def meeting_facts(session: Session, meetings: Sequence[Meeting]) -> dict[uuid.UUID, MeetingFacts]:
    """What the record says of these meetings."""
    keys = [meeting.id for meeting in meetings]
    seats = {key: (due, came) for key, due, came in session.execute(_seats(keys))}
    items = {key: (some, asked) for key, some, asked in session.execute(_items(keys))}
    minutes = {key: (row, signed) for key, row, signed in session.execute(_minutes(keys))}
    votes, bursts, same = _votes(session, keys), _bursts(session, keys), twins(session)
    found = {}
    for meeting in meetings:
        due, came = seats.get(meeting.id, (0, 0))
        listed, asked = items.get(meeting.id, (0, 0))
        written, signed = minutes.get(meeting.id, (None, 0))
        found[meeting.id] = dataclasses.replace(
            _plain(meeting, written),
            due=due,
            came=came,
            items=listed,
            asked=asked,
            votes=votes.get(meeting.id, ()),
            signatures=signed,
            bursts=bursts.get(meeting.id, ()),
            same=same.get(meeting.id, ()),
        )
    return found


def _plain(meeting: Meeting, written: Minutes | None) -> MeetingFacts:
    is_closed = meeting.state is MeetingState.CLOSED and meeting.closed_at is not None
    return MeetingFacts(
        body=meeting.body,
        count_by=meeting.count_by,
        state=meeting.state,
        told_on=china_date(meeting.convened_at),
        held_on=china_date(meeting.opened_at or meeting.starts_at),
        closed_on=china_date(meeting.closed_at) if is_closed and meeting.closed_at else None,
        is_urgent=bool(meeting.urgent_because),
        has_words=bool(meeting.minutes.strip()),
        laid_out_on=china_date(written.laid_out_at) if written else None,
        archived_on=china_date(written.archived_at) if written and written.archived_at else None,
    )


def _seats(keys: Keys) -> Select[*tuple[Any, ...]]:
    counted = select(Seat.meeting_id, func.count(Seat.id), func.count(Seat.checked_in_at))
    return counted.where(Seat.meeting_id.in_(keys)).group_by(Seat.meeting_id)


def _items(keys: Keys) -> Select[*tuple[Any, ...]]:
    asked = func.count(func.distinct(HouseholdWord.agenda_item_id))
    return (
        select(AgendaItem.meeting_id, func.count(func.distinct(AgendaItem.id)), asked)
        .outerjoin(
            HouseholdWord,
            (HouseholdWord.village_id == AgendaItem.village_id) & (HouseholdWord.agenda_item_id == AgendaItem.id),
        )
        .where(AgendaItem.meeting_id.in_(keys))
        .group_by(AgendaItem.meeting_id)
    )


def _minutes(keys: Keys) -> Select[*tuple[Any, ...]]:
    signed = (
        select(func.count(Signature.id))
        .where(Signature.village_id == Minutes.village_id, Signature.minutes_id == Minutes.id)
        .scalar_subquery()
    )
    return select(Minutes.meeting_id, Minutes, signed).where(Minutes.meeting_id.in_(keys))


def _votes(session: Session, keys: Keys) -> dict[uuid.UUID, list[Any]]:
    found: dict[uuid.UUID, list[Any]] = {}
    query = select(Poll.meeting_id, Poll.decision).where(Poll.meeting_id.in_(keys), Poll.decision.is_not(None))
    for key, decision in session.execute(query.order_by(Poll.number)):
        found.setdefault(key, []).extend((decision or {}).get("rules", []))
    return found


def _bursts(session: Session, keys: Keys) -> dict[uuid.UUID, list[Burst]]:
    """How each representative noted the words of households: only where there are several."""
    word = HouseholdWord
    query = (
        select(
            AgendaItem.meeting_id,
            AgendaItem.title,
            Resident.name,
            func.count(word.id),
            func.min(word.asked_at),
            func.max(word.asked_at),
        )
        .join(word, (word.village_id == AgendaItem.village_id) & (word.agenda_item_id == AgendaItem.id))
        .join(Resident, (Resident.village_id == word.village_id) & (Resident.id == word.asked_by_id))
        .where(AgendaItem.meeting_id.in_(keys))
        .group_by(AgendaItem.meeting_id, AgendaItem.title, AgendaItem.position, Resident.name)
        .having(func.count(word.id) > 1)
        .order_by(AgendaItem.position, Resident.name)
    )
    found: dict[uuid.UUID, list[Burst]] = {}
    for key, title, name, households, first, last in session.execute(query):
        found.setdefault(key, []).append(Burst(title, households, int((last - first).total_seconds()), name))
    return found
