"""Reading what the hall screen shows: all of it from one moment, so no two numbers contradict each other."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import null, select
from sqlalchemy.orm import Session

from webapp.council.agenda.queries import current_of, items_of
from webapp.council.amendments.models import Amendment
from webapp.council.amendments.queries import pending_of
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.rules import shown_name
from webapp.council.polls.models import Ballot, Poll, Recusal
from webapp.council.polls.queries import NamedVote, Tally, named_votes, polls_of
from webapp.council.polls.rules import PollState
from webapp.council.screen.rules import Moment, Stage, stage_at
from webapp.council.speeches.queries import Turn, turns_of
from webapp.kit.pictures.seats import MOST_SEATS


@dataclasses.dataclass(frozen=True)
class SeatNow:
    """One seat as the whole hall may see it: who it is, and whether the person is there and took part; never how."""

    name: str
    state: str


@dataclasses.dataclass(frozen=True)
class Scene:
    """Everything on the screen at one moment. `poll` is the vote that is open, or the one whose result is shown.

    `graded`: where each of several people is asked about, all these votes.
    """

    stage: Stage
    meeting: Meeting
    items: Sequence[AgendaItem]
    item: AgendaItem | None
    polls: Mapping[uuid.UUID, Sequence[Poll]]
    poll: Poll | None
    amendment: Amendment | None
    seats: Sequence[SeatNow]
    tally: Tally
    turns: Sequence[Turn]
    pending: Sequence[Amendment]
    votes: Sequence[NamedVote]
    graded: Sequence[Poll] = ()

    @property
    def speaking(self) -> Turn | None:
        """Who has the floor."""
        return next((turn for turn in self.turns if turn.is_speaking), None)

    @property
    def waiting(self) -> Sequence[Turn]:
        """Who waits to speak, in order."""
        return [turn for turn in self.turns if turn.is_waiting]


SEEN = (Seat.name, Seat.kind, Seat.checked_in_at, Seat.left_at)


def scene(session: Session, meeting: Meeting, now: datetime) -> Scene:
    """The screen of a meeting at this moment. Three queries, and up to four more for what is going on."""
    items, polls = items_of(session, meeting.id), polls_of(session, meeting.id)
    item = current_of(items)
    turns = turns_of(session, item.id) if item else []
    is_open = next((poll for poll in reversed(polls) if poll.state is PollState.OPEN), None)
    closed = max((poll for poll in polls if poll.closed_at), key=_when_closed, default=None)
    stage = stage_at(_moment(meeting, item, is_open, closed, turns), now)
    poll = {Stage.VOTE: is_open, Stage.RESULT: closed}.get(stage)
    if poll is not None:
        item = next(one for one in items if one.id == poll.agenda_item_id)
    seats, tally = participation(session, meeting.id, poll.id if poll and stage is Stage.VOTE else None)
    return Scene(
        stage=stage,
        meeting=meeting,
        items=items,
        item=item,
        polls={one.id: [poll for poll in polls if poll.agenda_item_id == one.id] for one in items},
        poll=poll,
        amendment=_amendment(session, poll),
        seats=seats,
        tally=tally,
        turns=turns if stage is Stage.DEBATE else [],
        pending=pending_of(session, item.id) if item and stage is Stage.DEBATE else [],
        votes=named_votes(session, poll) if poll and stage is Stage.RESULT and len(seats) <= MOST_SEATS else [],
        graded=_beside(poll, polls),
    )


def _beside(poll: Poll | None, polls: Sequence[Poll]) -> Sequence[Poll]:
    if poll is None or poll.concerned_id is None:
        return []
    return [one for one in polls if one.agenda_item_id == poll.agenda_item_id and one.concerned_id is not None]


def participation(session: Session, meeting_id: uuid.UUID, poll_id: uuid.UUID | None) -> tuple[list[SeatNow], Tally]:
    """Who is there and who took part in this vote, seat by seat and in numbers. One query; no vote is read."""
    if poll_id is None:
        listed = select(*SEEN, null(), null()).where(Seat.meeting_id == meeting_id).order_by(Seat.position)
        return _participation(session.execute(listed))
    query = (
        select(*SEEN, Ballot.id, Recusal.id)
        .outerjoin(
            Ballot, (Ballot.village_id == Seat.village_id) & (Ballot.seat_id == Seat.id) & (Ballot.poll_id == poll_id)
        )
        .outerjoin(
            Recusal,
            (Recusal.village_id == Seat.village_id) & (Recusal.seat_id == Seat.id) & (Recusal.poll_id == poll_id),
        )
        .where(Seat.meeting_id == meeting_id)
        .order_by(Seat.position)
    )
    return _participation(session.execute(query))


def _participation(rows: Iterable[Any]) -> tuple[list[SeatNow], Tally]:
    seats = [
        SeatNow(
            shown_name(name, kind), _state(came is not None and left is None, ballot is not None, recusal is not None)
        )
        for name, kind, came, left, ballot, recusal in rows
    ]
    states = [seat.state for seat in seats]
    absent, recused, voted = states.count("absent"), states.count("recused"), states.count("voted")
    return seats, Tally(len(seats), len(seats) - absent, recused, voted)


def _state(is_here: bool, took_part: bool, is_recused: bool) -> str:
    """The word the seat chart knows. Who voted and then left still counts; who stands aside has no ballot."""
    if took_part and not is_recused:
        return "voted"
    if not is_here:
        return "absent"
    return "recused" if is_recused else "present"


def _when_closed(poll: Poll) -> tuple[str, int]:
    """Of votes closed at the same moment the one opened last is the newest."""
    return str(poll.closed_at), poll.number


def _moment(
    meeting: Meeting, item: AgendaItem | None, is_open: Poll | None, closed: Poll | None, turns: Sequence[Turn]
) -> Moment:
    began = [turn.speech.began_at for turn in turns if turn.speech.began_at]
    went_on = max([*began, *([item.began_at] if item and item.began_at else [])], default=None)
    is_its_item = closed is not None and item is not None and closed.agenda_item_id == item.id
    return Moment(
        meeting.state, is_open is not None, item is not None, closed.closed_at if closed else None, is_its_item, went_on
    )


def _amendment(session: Session, poll: Poll | None) -> Amendment | None:
    if poll is None or poll.amendment_id is None:
        return None
    return session.get(Amendment, (poll.village_id, poll.amendment_id))
