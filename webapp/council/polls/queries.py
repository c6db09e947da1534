"""Reading polls: how far they are while open, how everyone voted once closed, and what a person has yet to vote on."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import Session

from webapp.board.rules import read_short_number
from webapp.core.database import Named, prepared
from webapp.council.amendments.models import Amendment
from webapp.council.meetings import queries as meetings
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.polls.models import Ballot, Poll, PollOption, Recusal
from webapp.council.polls.rules import Channel, PollState, Vote
from webapp.council.sheets.models import Sheet
from webapp.council.sheets.rules import SheetState
from webapp.village.kinship.queries import near_relatives_of
from webapp.village.kinship.rules import KinKind


@dataclasses.dataclass(frozen=True)
class Tally:
    """How far a poll is: who could vote now and how many did. How they voted is known only when it is closed."""

    due: int
    present: int
    recused: int
    voted: int

    @property
    def waiting(self) -> int:
        """How many in the hall have not voted yet."""
        return max(0, self.present - self.recused - self.voted)


@dataclasses.dataclass(frozen=True)
class NamedVote:
    """One line of the list by name of a closed poll."""

    seat: Seat
    vote: Vote | None
    is_recused: bool
    was_present: bool
    channel: Channel | None = None
    chosen: tuple[int, ...] = ()

    @property
    def state(self) -> str:
        """The word the seat chart knows; who took part in a secret vote or chose among several has voted."""
        if self.is_recused:
            return "recused"
        if self.vote is not None:
            return self.vote.value
        if self.channel is not None:
            return "voted"
        return "present" if self.was_present else "absent"


def poll_at(session: Session, meeting_id: uuid.UUID, number: int) -> Poll | None:
    """The poll with this number in a meeting."""
    query = select(Poll).where(Poll.meeting_id == meeting_id, Poll.number == number)
    return session.execute(query).scalar_one_or_none()


def polls_of(session: Session, meeting_id: uuid.UUID) -> Sequence[Poll]:
    """The polls of a meeting in order. One query."""
    return session.execute(select(Poll).where(Poll.meeting_id == meeting_id).order_by(Poll.number)).scalars().all()


def polls_about(session: Session, matter_id: uuid.UUID) -> Sequence[tuple[Poll, Meeting]]:
    """Every poll about a matter with its meeting, the newest first. One query."""
    return [(poll, meeting) for poll, meeting in session.execute(ABOUT, {"matter_id": matter_id})]


def my_open_polls(session: Session, resident_id: uuid.UUID) -> Sequence[tuple[Poll, Meeting, Ballot | None]]:
    """Open polls at which this person is due, with the meeting and the ballot already cast, if any. One query."""
    query = (
        select(Poll, Meeting, Ballot)
        .join(Meeting, (Meeting.village_id == Poll.village_id) & (Meeting.id == Poll.meeting_id))
        .join(Seat, (Seat.village_id == Poll.village_id) & (Seat.meeting_id == Poll.meeting_id))
        .outerjoin(
            Ballot,
            (Ballot.village_id == Poll.village_id) & (Ballot.poll_id == Poll.id) & (Ballot.seat_id == Seat.id),
        )
        .where(Poll.state == PollState.OPEN, Poll.concerned_id.is_(None), Seat.resident_id == resident_id)
        .order_by(Poll.opened_at)
    )
    return [(poll, meeting, ballot) for poll, meeting, ballot in session.execute(query)]


def open_polls(session: Session) -> Sequence[tuple[Poll, Meeting]]:
    """Every poll open now, with its meeting; those about each of several people stand on a sheet of their own."""
    return [(poll, meeting) for poll, meeting in session.execute(OPEN)]


def tally(session: Session, poll_id: uuid.UUID) -> Tally:
    """How many are due, present, recused and have voted. One query; no vote is read.

    Who left after hands were counted may have raised one, and so is present to this poll, as at its close.
    """
    counted_since = (
        select(func.min(Sheet.opened_at))
        .where(Sheet.village_id == Seat.village_id, Sheet.poll_id == poll_id)
        .where(Sheet.channel == Channel.HANDS_COUNTED, Sheet.state == SheetState.CONFIRMED)
        .scalar_subquery()
    )
    present = Seat.checked_in_at.is_not(None) & (Seat.left_at.is_(None) | (Seat.left_at >= counted_since))
    query = (
        select(
            func.count(Seat.id),
            func.count(Seat.id).filter(present | Ballot.id.is_not(None)),
            func.count(Recusal.id).filter(present),
            func.count(Ballot.id),
        )
        .select_from(Poll)
        .join(Seat, (Seat.village_id == Poll.village_id) & (Seat.meeting_id == Poll.meeting_id))
        .outerjoin(Ballot, _of(Ballot, Seat) & (Ballot.poll_id == Poll.id))
        .outerjoin(Recusal, _of(Recusal, Seat) & (Recusal.poll_id == Poll.id))
        .where(Poll.id == poll_id)
    )
    return Tally(*session.execute(query).one())


def named_votes(session: Session, poll: Poll) -> list[NamedVote]:
    """How everyone voted, in the order of the list; nothing while the poll is open. One query.

    Who was present is what the poll found when it was closed: `present_seats` of its decision.
    """
    if poll.state is PollState.OPEN:
        return []
    present = set((poll.decision or {}).get("present_seats", []))
    return [
        NamedVote(
            seat,
            ballot.vote if ballot else None,
            recusal is not None,
            seat.id.hex in present,
            ballot.channel if ballot else None,
            tuple(ballot.chosen or ()) if ballot else (),
        )
        for seat, ballot, recusal in session.execute(SEATS, at_poll(poll))
    ]


def suggested_recusals(session: Session, meeting_id: uuid.UUID, concerned_id: uuid.UUID | None) -> dict[uuid.UUID, str]:
    """Seats whose person should stand aside: the person concerned, and near relatives (Civil Code art. 1045).

    Seat → what the person is to the one concerned ("self" or a kind of kin).
    """
    if concerned_id is None:
        return {}
    near: Mapping[uuid.UUID, KinKind] = near_relatives_of(session, [concerned_id]).get(concerned_id, {})
    kin = {resident_id: kind.value for resident_id, kind in near.items()} | {concerned_id: "self"}
    return {
        seat.id: kin[seat.resident_id] for seat in meetings.seats_of(session, meeting_id) if seat.resident_id in kin
    }


def recusals_of(session: Session, poll_id: uuid.UUID) -> Sequence[tuple[Recusal, Seat]]:
    """Who stands aside in a poll. One query."""
    query = (
        select(Recusal, Seat)
        .join(Seat, (Seat.village_id == Recusal.village_id) & (Seat.id == Recusal.seat_id))
        .where(Recusal.poll_id == poll_id)
        .order_by(Seat.position)
    )
    return [(recusal, seat) for recusal, seat in session.execute(query)]


def polls_by_item(session: Session, item_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[Poll]]:
    """The polls of several agenda items. One query."""
    found: dict[uuid.UUID, list[Poll]] = {key: [] for key in item_ids}
    query = select(Poll).where(Poll.agenda_item_id.in_(list(item_ids))).order_by(Poll.number)
    for poll in session.execute(query).scalars():
        found[poll.agenda_item_id].append(poll)
    return found


def options_of(session: Session, poll_id: uuid.UUID) -> Sequence[PollOption]:
    """The options of a poll in their order; none for a motion. One query."""
    query = select(PollOption).where(PollOption.poll_id == poll_id).order_by(PollOption.position)
    return session.execute(query).scalars().all()


def has_carried(session: Session, poll: Poll) -> bool:
    """Whether a vote on the same item, or the same amendment to it, decided something. One query."""
    query = select(Poll.id).where(
        Poll.agenda_item_id == poll.agenda_item_id,
        Poll.amendment_id == poll.amendment_id,
        Poll.carried.is_(True),
    )
    return session.execute(query.limit(1)).first() is not None


def amendment_of(session: Session, poll: Poll) -> Amendment | None:
    """The amendment a poll decides about, if it is about one."""
    return session.get(Amendment, (poll.village_id, poll.amendment_id)) if poll.amendment_id else None


def by_channel(session: Session, poll: Poll) -> Mapping[Channel, int]:
    """How many took part by each way, in the order of the ways. One query; no vote is read."""
    query = select(Ballot.channel, func.count(Ballot.id)).where(Ballot.poll_id == poll.id).group_by(Ballot.channel)
    found = {row[0]: row[1] for row in session.execute(query)}
    return {channel: found[channel] for channel in Channel if channel in found}


def last_poll_of(session: Session, item_id: uuid.UUID, amendment_id: uuid.UUID | None = None) -> Poll | None:
    """The newest vote on an item, or on one amendment to it. One query."""
    query = select(Poll).where(Poll.agenda_item_id == item_id, Poll.amendment_id == amendment_id)
    return session.execute(query.order_by(Poll.number.desc()).limit(1)).scalar_one_or_none()


def item_of(session: Session, poll: Poll) -> AgendaItem:
    """The agenda item a poll is about."""
    return session.get_one(AgendaItem, (poll.village_id, poll.agenda_item_id))


def at_poll(poll: Poll) -> dict[str, uuid.UUID]:
    """What the statement of a poll's seats asks for."""
    return {"poll_id": poll.id, "meeting_id": poll.meeting_id}


def _of(row: type[Ballot] | type[Recusal], seat: type[Seat]) -> ColumnElement[bool]:
    return (row.village_id == seat.village_id) & (row.seat_id == seat.id)


SEATS = prepared(
    select(Seat, Ballot, Recusal.id)
    .outerjoin(Ballot, _of(Ballot, Seat) & (Ballot.poll_id == bindparam("poll_id")))
    .outerjoin(Recusal, _of(Recusal, Seat) & (Recusal.poll_id == bindparam("poll_id")))
    .where(Seat.meeting_id == bindparam("meeting_id"))
    .order_by(Seat.position)
)
WITH_MEETING = select(Poll, Meeting).join(
    Meeting, (Meeting.village_id == Poll.village_id) & (Meeting.id == Poll.meeting_id)
)
ABOUT = prepared(WITH_MEETING.where(Poll.matter_id == bindparam("matter_id")).order_by(Poll.opened_at.desc()))
OPEN = prepared(WITH_MEETING.where(Poll.state == PollState.OPEN, Poll.concerned_id.is_(None)).order_by(Poll.opened_at))
BY_NUMBER = WITH_MEETING.where(
    Meeting.year == bindparam("year"),
    Meeting.number == bindparam("within"),
    Poll.number == bindparam("number"),
)
WHOLE_BY_NUMBER = prepared(BY_NUMBER)
KEY_BY_NUMBER = BY_NUMBER.with_only_columns(Poll.id)


def poll_by_number(session: Session, meeting_number: str, number: int) -> tuple[Poll, Meeting] | None:
    """The poll with this number in the meeting people call 2026-3. One query."""
    asked = _asked(meeting_number, number)
    row = session.execute(WHOLE_BY_NUMBER, asked).one_or_none() if asked else None
    return (row[0], row[1]) if row else None


def numbered(meeting_number: str, number: int) -> Named | None:
    """The poll with this number in a meeting, for whoever acts on it and need not look at it before."""
    asked = _asked(meeting_number, number)
    return Named(KEY_BY_NUMBER, asked) if asked else None


def _asked(meeting_number: str, number: int) -> dict[str, int] | None:
    wanted = read_short_number(meeting_number)
    return {"year": wanted[0], "within": wanted[1], "number": number} if wanted else None
