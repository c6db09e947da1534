"""Who a person is to the council: due at a meeting, present in the hall."""

from __future__ import annotations

import dataclasses
import uuid

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webapp.core.context import Context
from webapp.core.database import prepared
from webapp.core.db import VillageScoped
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.polls.models import Ballot, Poll, Recusal
from webapp.village.offices.rules import Body, offices_of

COUNCIL_OFFICES = offices_of(Body.COUNCIL) | offices_of(Body.COMMITTEE)


def _same(row: type[Ballot] | type[Recusal], seat: type[Seat]):  # type: ignore[no-untyped-def]
    return (row.village_id == seat.village_id) & (row.seat_id == seat.id)


_HERE = (Seat.meeting_id == bindparam("meeting"), Seat.resident_id == bindparam("resident"))
_STANDS_ASIDE = _same(Recusal, Seat) & (Recusal.poll_id == bindparam("poll"))
AT_THE_POLL = prepared(
    select(Seat, Ballot, Recusal.id)
    .outerjoin(Ballot, _same(Ballot, Seat) & (Ballot.poll_id == bindparam("poll")))
    .outerjoin(Recusal, _STANDS_ASIDE)
    .where(*_HERE)
    .execution_options(populate_existing=True)
)
VOTER_NOW = prepared(
    select(
        Seat.id.label("seat"),
        Seat.checked_in_at,
        Seat.left_at,
        Recusal.id.label("recusal"),
        Ballot.sheet_id.label("sheet"),
    )
    .outerjoin(Recusal, _STANDS_ASIDE)
    .outerjoin(Ballot, _same(Ballot, Seat) & (Ballot.poll_id == bindparam("poll")))
    .where(*_HERE)
)


@dataclasses.dataclass(frozen=True)
class AtThePoll:
    """One person before one poll: the seat, the ballot already in the box, and whether the person stands aside."""

    seat: Seat
    ballot: Ballot | None
    is_recused: bool


@dataclasses.dataclass(frozen=True)
class VoterNow:
    """The same in the moment of voting, when forty people do: only what decides whether a ballot is taken.

    `is_on_sheet`: the person's vote was put down by the tellers already, from a raised hand or a paper.
    """

    poll_id: uuid.UUID
    resident_id: uuid.UUID | None
    seat_id: uuid.UUID
    is_present: bool
    is_recused: bool
    is_on_sheet: bool = False


def is_due(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this person stands on the frozen list of those due; without a meeting in view: whether they might."""
    if ctx.actor.resident_id is None:
        return False
    match subject:
        case None:
            return bool(COUNCIL_OFFICES & ctx.actor.offices)
        case Poll():
            ctx.session.info["voter"] = found = _voter(ctx, subject)
            return found is not None
        case Meeting():
            return seat_of(ctx.session, subject.id, ctx.actor.resident_id) is not None
        case AgendaItem() | Seat():
            return seat_of(ctx.session, subject.meeting_id, ctx.actor.resident_id) is not None
    raise TypeError(f"{type(subject).__name__} belongs to no meeting")


def seat_of(session: Session, meeting_id: uuid.UUID, resident_id: uuid.UUID | None) -> Seat | None:
    """The seat a person has at a meeting, if any."""
    if resident_id is None:
        return None
    query = select(Seat).where(Seat.meeting_id == meeting_id, Seat.resident_id == resident_id)
    return session.execute(query).scalar_one_or_none()


def at_the_poll(ctx: Context, poll: Poll) -> AtThePoll | None:
    """The person who looks at a page, as this poll sees them; nothing for who has no seat. One query for all of it."""
    row = ctx.session.execute(AT_THE_POLL, _asked(ctx, poll)).one_or_none()
    return AtThePoll(row[0], row[1], row[2] is not None) if row else None


def take_voter(ctx: Context, poll: Poll) -> VoterNow | None:
    """What the permission check has just found out about this person at this poll, or else asked afresh. Used once."""
    found: VoterNow | None = ctx.session.info.pop("voter", None)
    if found is not None and (found.poll_id, found.resident_id) == (poll.id, ctx.actor.resident_id):
        return found
    return _voter(ctx, poll)


def _voter(ctx: Context, poll: Poll) -> VoterNow | None:
    rows = ctx.session.look_up(VOTER_NOW, **_asked(ctx, poll))
    if not rows:
        return None
    row = rows[0]
    is_present = row.checked_in_at is not None and row.left_at is None
    return VoterNow(
        poll.id, ctx.actor.resident_id, row.seat, is_present, row.recusal is not None, row.sheet is not None
    )


def _asked(ctx: Context, poll: Poll) -> dict[str, uuid.UUID | None]:
    return {"poll": poll.id, "meeting": poll.meeting_id, "resident": ctx.actor.resident_id}
