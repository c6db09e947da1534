"""Who a person is to the council: due at a meeting, present in the hall, leading it, holding a written mandate."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webapp.charter.matters import Body
from webapp.core.context import Context
from webapp.core.database import prepared
from webapp.core.db import VillageScoped
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.rules import LEADERS, CheckIn
from webapp.council.polls.models import Ballot, Poll, Recusal
from webapp.council.proxies.models import Proxy
from webapp.council.speeches.models import Speech
from webapp.council.tellers.models import Teller
from webapp.village.offices.rules import Office
from webapp.village.register.models import Household, Resident, VillagersGroup


def _same(row: type[Ballot] | type[Recusal], seat: type[Seat]):  # type: ignore[no-untyped-def]
    return (row.village_id == seat.village_id) & (row.seat_id == seat.id)


_HERE = (Seat.meeting_id == bindparam("meeting"), Seat.resident_id == bindparam("resident"))
_STANDS_ASIDE = _same(Recusal, Seat) & (Recusal.poll_id == bindparam("poll"))
_HAS_VOTED = _same(Ballot, Seat) & (Ballot.poll_id == bindparam("poll"))
_SEEN = (
    Seat.id.label("seat"),
    Seat.checked_in_at,
    Seat.left_at,
    Seat.checked_in_how,
    Recusal.id.label("recusal"),
    Ballot.sheet_id.label("sheet"),
)
AT_THE_POLL = prepared(
    select(Seat, Ballot, Recusal.id)
    .outerjoin(Ballot, _HAS_VOTED)
    .outerjoin(Recusal, _STANDS_ASIDE)
    .where(*_HERE)
    .execution_options(populate_existing=True)
)
VOTER_NOW = prepared(select(*_SEEN).outerjoin(Recusal, _STANDS_ASIDE).outerjoin(Ballot, _HAS_VOTED).where(*_HERE))
_THE_SEAT = (Seat.meeting_id == bindparam("meeting"), Seat.id == bindparam("seat"))
_MANDATE = (Proxy.village_id == Seat.village_id) & (Proxy.principal_seat_id == Seat.id)
_HOLDS_MANDATE = (Proxy.proxy_id == bindparam("resident"), Proxy.withdrawn_at.is_(None))
PRINCIPAL_AT_THE_POLL = prepared(
    select(Seat, Ballot, Recusal.id)
    .join(Proxy, _MANDATE)
    .outerjoin(Ballot, _HAS_VOTED)
    .outerjoin(Recusal, _STANDS_ASIDE)
    .where(*_THE_SEAT, *_HOLDS_MANDATE)
    .execution_options(populate_existing=True)
)
PRINCIPAL_NOW = prepared(
    select(*_SEEN)
    .join(Proxy, _MANDATE)
    .outerjoin(Recusal, _STANDS_ASIDE)
    .outerjoin(Ballot, _HAS_VOTED)
    .where(*_THE_SEAT, *_HOLDS_MANDATE)
)
SEAT_NOW = prepared(select(*_SEEN).outerjoin(Recusal, _STANDS_ASIDE).outerjoin(Ballot, _HAS_VOTED).where(*_THE_SEAT))


@dataclasses.dataclass(frozen=True)
class AtThePoll:
    """One person before one poll: the seat, the ballot already in the box, and whether the person stands aside."""

    seat: Seat
    ballot: Ballot | None
    is_recused: bool


@dataclasses.dataclass(frozen=True)
class VoterNow:
    """The same in the moment of voting, when forty people do: only what decides whether a ballot is taken.

    `is_on_sheet`: the person's vote was put down by the tellers already, from a raised hand or a paper;
    `is_represented`: the seat is taken by whoever holds its written mandate, so its owner has no ballot meanwhile.
    """

    poll_id: uuid.UUID
    resident_id: uuid.UUID | None
    seat_id: uuid.UUID
    is_present: bool
    is_recused: bool
    is_on_sheet: bool = False
    is_represented: bool = False


def is_due(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this person stands on the frozen list of those due; without a meeting in view: whether they might."""
    if ctx.actor.resident_id is None:
        return False
    match subject:
        case None:
            return True
        case Poll():
            ctx.session.info["voter"] = found = _voter(ctx, subject)
            return found is not None
        case Meeting():
            return seat_for(ctx.session, subject.id, ctx.actor.resident_id) is not None
        case AgendaItem() | Seat():
            return seat_of(ctx.session, subject.meeting_id, ctx.actor.resident_id) is not None
    raise TypeError(f"{type(subject).__name__} belongs to no meeting")


def is_leader(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this person leads the meeting in view, by the office its body asks for; else: whether they might."""
    if subject is None:
        return any(offices & ctx.actor.offices for offices in LEADERS.values())
    meeting = subject if isinstance(subject, Meeting) else _meeting_of(ctx.session, subject)
    held = LEADERS[meeting.body] & ctx.actor.offices
    if meeting.body is not Body.GROUP or held - {Office.GROUP_LEADER}:
        return bool(held)
    return bool(held) and meeting.group_id == _group_of(ctx)


def is_group_leader(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this person leads the villagers' group in view; without one: whether they lead any."""
    if Office.GROUP_LEADER not in ctx.actor.offices:
        return False
    return subject is None or (isinstance(subject, VillagersGroup) and subject.id == _group_of(ctx))


def _group_of(ctx: Context) -> uuid.UUID | None:
    query = (
        select(Household.group_id)
        .join(Resident, (Resident.village_id == Household.village_id) & (Resident.household_id == Household.id))
        .where(Resident.id == ctx.actor.resident_id)
    )
    return ctx.session.execute(query).scalar_one_or_none()


def _meeting_of(session: Session, subject: VillageScoped) -> Meeting:
    if isinstance(subject, Speech):
        subject = session.get_one(AgendaItem, (subject.village_id, subject.agenda_item_id))
    if not isinstance(subject, (AgendaItem, Seat, Poll, Teller)):
        raise TypeError(f"{type(subject).__name__} belongs to no meeting")
    return session.get_one(Meeting, (subject.village_id, subject.meeting_id))


def seat_for(session: Session, meeting_id: uuid.UUID, resident_id: uuid.UUID | None) -> Seat | None:
    """The seat a person may take at a meeting: the own one, or the one of the household that sends a delegate."""
    if resident_id is None:
        return None
    home = select(Resident.household_id).where(Resident.id == resident_id).scalar_subquery()
    mine = Seat.resident_id == resident_id
    query = select(Seat).where(Seat.meeting_id == meeting_id, mine | (Seat.household_id == home))
    found = session.execute(query).scalars().all()
    return min(found, key=lambda seat: seat.resident_id != resident_id, default=None)


def seat_of(session: Session, meeting_id: uuid.UUID, resident_id: uuid.UUID | None) -> Seat | None:
    """The seat a person has at a meeting, if any."""
    if resident_id is None:
        return None
    query = select(Seat).where(Seat.meeting_id == meeting_id, Seat.resident_id == resident_id)
    return session.execute(query).scalar_one_or_none()


def at_the_poll(ctx: Context, poll: Poll, principal: uuid.UUID | None = None) -> AtThePoll | None:
    """The person who looks at a page, as this poll sees them; nothing for who has no seat. One query for all of it.

    `principal`: the seat of somebody whose written mandate this person holds, looked at instead of the own one.
    """
    if principal is None:
        row = ctx.session.execute(AT_THE_POLL, _asked(ctx, poll)).one_or_none()
    else:
        row = ctx.session.execute(PRINCIPAL_AT_THE_POLL, _asked(ctx, poll) | {"seat": principal}).one_or_none()
    return AtThePoll(row[0], row[1], row[2] is not None) if row else None


def voter_at(ctx: Context, poll: Poll, seat_id: uuid.UUID) -> VoterNow | None:
    """This seat at this poll, for the hall's tablet, which knows by a code who stands before it."""
    found = _seen(ctx, poll, ctx.session.look_up(SEAT_NOW, seat=seat_id, poll=poll.id, meeting=poll.meeting_id))
    return dataclasses.replace(found, is_represented=False) if found else None


def take_voter(ctx: Context, poll: Poll, principal: uuid.UUID | None = None) -> VoterNow | None:
    """What the permission check has just found out about this person at this poll, or else asked afresh. Used once.

    `principal`: the seat of somebody who gave this person a written mandate, in whose name the ballot is cast; nothing
    comes back when there is no such mandate.
    """
    found: VoterNow | None = ctx.session.info.pop("voter", None)
    if principal is not None and (found is None or found.seat_id != principal):
        held = _seen(ctx, poll, ctx.session.look_up(PRINCIPAL_NOW, seat=principal, **_asked(ctx, poll)))
        return dataclasses.replace(held, is_represented=False) if held else None
    if found is not None and (found.poll_id, found.resident_id) == (poll.id, ctx.actor.resident_id):
        return found
    return _voter(ctx, poll)


def _voter(ctx: Context, poll: Poll) -> VoterNow | None:
    return _seen(ctx, poll, ctx.session.look_up(VOTER_NOW, **_asked(ctx, poll)))


def _seen(ctx: Context, poll: Poll, rows: Sequence[Any]) -> VoterNow | None:
    if not rows:
        return None
    row = rows[0]
    is_present = row.checked_in_at is not None and row.left_at is None
    return VoterNow(
        poll.id,
        ctx.actor.resident_id,
        row.seat,
        is_present,
        row.recusal is not None,
        row.sheet is not None,
        is_present and row.checked_in_how is CheckIn.PROXY,
    )


def _asked(ctx: Context, poll: Poll) -> dict[str, uuid.UUID | None]:
    return {"poll": poll.id, "meeting": poll.meeting_id, "resident": ctx.actor.resident_id}
