"""Reading sheets: what was entered, what is confirmed, who could still be on one."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from webapp.charter.rules import Votes
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.polls.models import Ballot, Poll, PollOption, Recusal
from webapp.council.polls.rules import Channel, PollState, Question
from webapp.council.sheets import rules
from webapp.council.sheets.lines import Asked, collected
from webapp.council.sheets.models import Sheet, SheetEntry, SheetPhoto
from webapp.council.sheets.rules import SeatNow, SheetState
from webapp.council.tellers.models import Teller
from webapp.council.tellers.rules import CountingRole


@dataclasses.dataclass(frozen=True)
class Entered:
    """One teller's entry of a sheet, and the teller."""

    entry: SheetEntry
    teller: Teller


def sheets_of(session: Session, poll_id: uuid.UUID) -> Sequence[Sheet]:
    """All sheets of a poll in order. One query."""
    return session.execute(select(Sheet).where(Sheet.poll_id == poll_id).order_by(Sheet.number)).scalars().all()


def sheet_at(session: Session, poll_id: uuid.UUID, number: int) -> Sheet | None:
    """The sheet with this number in a poll."""
    query = select(Sheet).where(Sheet.poll_id == poll_id, Sheet.number == number)
    return session.execute(query).scalar_one_or_none()


def poll_held(session: Session, sheet: Sheet, shared: bool) -> Poll:
    """The sheet's poll, held: nobody closes it meanwhile, and (not shared) nobody puts in a ballot either."""
    lock: Any = {"read": True} if shared else True
    return session.get_one(Poll, (sheet.village_id, sheet.poll_id), with_for_update=lock, populate_existing=True)


def next_sheet_number(session: Session, poll_id: uuid.UUID) -> int:
    """The number the next sheet of a poll gets; to be asked under the poll's lock."""
    last = select(func.coalesce(func.max(Sheet.number), 0)).where(Sheet.poll_id == poll_id)
    return int(session.execute(last).scalar_one()) + 1


def entries_of(session: Session, sheet_id: uuid.UUID) -> list[Entered]:
    """Both tellers' entries of a sheet, as far as they are in; the earlier appointed teller first. One query."""
    query = (
        select(SheetEntry, Teller)
        .join(Teller, (Teller.village_id == SheetEntry.village_id) & (Teller.id == SheetEntry.teller_id))
        .where(SheetEntry.sheet_id == sheet_id)
        .order_by(Teller.appointed_at, Teller.name)
        .execution_options(populate_existing=True)
    )
    return [Entered(entry, teller) for entry, teller in session.execute(query)]


def entry_names(session: Session, poll_id: uuid.UUID) -> dict[uuid.UUID, list[str]]:
    """For each sheet of a poll, the names of those who have entered it; nothing of what. One query."""
    found: dict[uuid.UUID, list[str]] = {}
    query = (
        select(SheetEntry.sheet_id, Teller.name)
        .join(Teller, (Teller.village_id == SheetEntry.village_id) & (Teller.id == SheetEntry.teller_id))
        .join(Sheet, (Sheet.village_id == SheetEntry.village_id) & (Sheet.id == SheetEntry.sheet_id))
        .where(Sheet.poll_id == poll_id)
        .order_by(Teller.appointed_at, Teller.name)
    )
    for sheet_id, name in session.execute(query):
        found.setdefault(sheet_id, []).append(name)
    return found


def options_of(session: Session, poll: Poll) -> dict[int, str]:
    """What a poll chooses among, by position; nothing for a motion."""
    if poll.question is Question.MOTION:
        return {}
    query = select(PollOption.position, PollOption.label).where(PollOption.poll_id == poll.id)
    return dict(session.execute(query.order_by(PollOption.position)).all())


def asked_of(session: Session, poll: Poll, channel: Channel) -> Asked:
    """What a sheet of this poll and channel asks for."""
    options = tuple(options_of(session, poll))
    most = poll.most if poll.question is Question.UP_TO else 1
    return Asked(channel, poll.secrecy, poll.question, options, most)


def seats_now(session: Session, poll: Poll, since: datetime | None = None) -> dict[str, SeatNow]:
    """Everyone due as they stand before this poll now, by key; in the hall, or (with `since`) left only after it."""
    query = (
        select(Seat, Ballot.channel, Recusal.id)
        .outerjoin(
            Ballot, (Ballot.village_id == Seat.village_id) & (Ballot.seat_id == Seat.id) & (Ballot.poll_id == poll.id)
        )
        .outerjoin(
            Recusal,
            (Recusal.village_id == Seat.village_id) & (Recusal.seat_id == Seat.id) & (Recusal.poll_id == poll.id),
        )
        .where(Seat.meeting_id == poll.meeting_id)
        .order_by(Seat.position)
        .execution_options(populate_existing=True)
    )
    return {
        seat.id.hex: SeatNow(seat.name, seat.was_in_hall(since), recusal is not None, channel)
        for seat, channel, recusal in session.execute(query)
    }


def handed_out(session: Session, poll_id: uuid.UUID) -> int:
    """How many ballot papers were handed out in a secret poll. One query."""
    query = select(func.count(Ballot.id)).where(Ballot.poll_id == poll_id, Ballot.channel == Channel.PAPER)
    return int(session.execute(query).scalar_one())


def confirmed_lines(session: Session, poll_id: uuid.UUID, channel: Channel) -> dict[uuid.UUID, Mapping[str, Any]]:
    """What stands on the confirmed sheets of a poll and channel, by sheet; both entries are the same. One query."""
    query = (
        select(Sheet.id, SheetEntry.lines)
        .join(SheetEntry, (SheetEntry.village_id == Sheet.village_id) & (SheetEntry.sheet_id == Sheet.id))
        .where(Sheet.poll_id == poll_id, Sheet.channel == channel, Sheet.state == SheetState.CONFIRMED)
        .order_by(Sheet.number)
    )
    return dict(session.execute(query).all())


def counted_votes(session: Session, poll_id: uuid.UUID) -> Votes:
    """The raised hands that were only counted, as confirmed: for closing, beside the ballots. One query."""
    return rules.votes_of(confirmed_lines(session, poll_id, Channel.HANDS_COUNTED).values())


def counted_since(session: Session, poll_id: uuid.UUID) -> datetime | None:
    """When the first of the confirmed counts of raised hands began: who leaves later may have raised one. One query."""
    first = select(func.min(Sheet.opened_at)).where(
        Sheet.poll_id == poll_id, Sheet.channel == Channel.HANDS_COUNTED, Sheet.state == SheetState.CONFIRMED
    )
    return session.execute(first).scalar_one()


def beside_hands(session: Session, poll: Poll, seat_id: uuid.UUID) -> tuple[int, int] | None:
    """How many hands were counted, and how many people are left who can have raised one if this seat votes otherwise.

    Nothing where no hands are counted, or the seat has a ballot already. Three queries.
    """
    if Channel.HANDS_COUNTED not in poll.channels:
        return None
    counted = sum(collected(lines) for lines in confirmed_lines(session, poll.id, Channel.HANDS_COUNTED).values())
    seats = seats_now(session, poll, since=counted_since(session, poll.id))
    if not counted or seats[seat_id.hex].voted is not None:
        return None
    return counted, sum(seat.is_free for key, seat in seats.items() if key != seat_id.hex)


def unconfirmed_sheets(session: Session, poll_id: uuid.UUID) -> Sequence[Sheet]:
    """Sheets opened that nobody confirmed yet: closing the poll now would leave their votes out. One query."""
    waiting = (SheetState.ENTERING, SheetState.DIFFERS, SheetState.AGREED)
    query = select(Sheet).where(Sheet.poll_id == poll_id, Sheet.state.in_(waiting)).order_by(Sheet.number)
    return session.execute(query).scalars().all()


@dataclasses.dataclass(frozen=True)
class WaitingSheet:
    """A sheet of an open vote that waits for one person: to be entered, entered anew, or confirmed."""

    sheet: Sheet
    poll: Poll
    meeting: Meeting
    is_to_confirm: bool

    @property
    def differs(self) -> bool:
        """Whether the two entries do not say the same."""
        return self.sheet.state is SheetState.DIFFERS


def sheets_waiting_for(session: Session, resident_id: uuid.UUID) -> list[WaitingSheet]:
    """The sheets of open votes that wait for this teller's entry or this scrutineer's confirmation. One query."""
    own = (SheetEntry.village_id == Sheet.village_id) & (SheetEntry.sheet_id == Sheet.id)
    to_enter = (Teller.role == CountingRole.TELLER) & (
        ((Sheet.state == SheetState.ENTERING) & SheetEntry.id.is_(None)) | (Sheet.state == SheetState.DIFFERS)
    )
    to_confirm = (Teller.role == CountingRole.SCRUTINEER) & (Sheet.state == SheetState.AGREED)
    query = (
        select(Sheet, Poll, Meeting, Teller.role)
        .join(Poll, (Poll.village_id == Sheet.village_id) & (Poll.id == Sheet.poll_id))
        .join(Meeting, (Meeting.village_id == Poll.village_id) & (Meeting.id == Poll.meeting_id))
        .join(Teller, (Teller.village_id == Meeting.village_id) & (Teller.meeting_id == Meeting.id))
        .outerjoin(SheetEntry, own & (SheetEntry.teller_id == Teller.id))
        .where(Poll.state == PollState.OPEN, Teller.resident_id == resident_id, Teller.relieved_at.is_(None))
        .where(to_enter | to_confirm)
        .order_by(Sheet.opened_at, Sheet.number)
    )
    return [
        WaitingSheet(sheet, poll, meeting, role is CountingRole.SCRUTINEER)
        for sheet, poll, meeting, role in session.execute(query)
    ]


def is_being_corrected(session: Session, sheet_id: uuid.UUID) -> bool:
    """Whether a correction of this sheet is under way. One query."""
    later = select(Sheet.id).where(Sheet.replaces_id == sheet_id, Sheet.state != SheetState.DROPPED)
    return session.execute(later.limit(1)).first() is not None


def photo_of(session: Session, sheet_id: uuid.UUID) -> SheetPhoto | None:
    """The photograph of a sheet with its bytes. One query."""
    query = select(SheetPhoto).where(SheetPhoto.id == sheet_id).options(undefer(SheetPhoto.content))
    return session.execute(query).scalar_one_or_none()


def ballots_besides(session: Session, poll: Poll, sheet: Sheet) -> list[int]:
    """How many secret ballots came into the box besides those of this sheet: from screens, and from each other sheet.

    Two queries.
    """
    elsewhere = select(func.count(Ballot.id)).where(Ballot.poll_id == poll.id, Ballot.channel != Channel.PAPER)
    papers = confirmed_lines(session, poll.id, Channel.PAPER)
    others = [collected(lines) for key, lines in papers.items() if key != sheet.id]
    return [int(session.execute(elsewhere).scalar_one()), *others]


def seats_on(session: Session, sheet_id: uuid.UUID | None) -> set[str]:
    """The keys of the seats whose ballots came from a sheet. One query."""
    if sheet_id is None:
        return set()
    return {key.hex for key in session.scalars(select(Ballot.seat_id).where(Ballot.sheet_id == sheet_id))}
