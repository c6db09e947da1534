"""Reading minutes, and everything that happened at a meeting, so that its minutes can be made from it."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.branch.matters.models import Matter
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Profile
from webapp.council.amendments.models import Amendment
from webapp.council.meetings.models import AgendaItem, Meeting, Seat, Stay
from webapp.council.meetings.queries import agenda_of, held_on, seats_of
from webapp.council.meetings.rules import MeetingState
from webapp.council.minutes.models import ArchivedContent, ArchivedPaper, Minutes, Signature
from webapp.council.minutes.rules import Signed, SignerRole, roles_open_to
from webapp.council.polls.models import Ballot, Poll, PollOption, Recusal
from webapp.council.polls.queries import polls_of
from webapp.council.polls.rules import PollState
from webapp.council.proxies.models import Proxy
from webapp.council.resolutions.models import Resolution
from webapp.council.sheets.models import Sheet, SheetEntry
from webapp.council.speeches.models import Speech
from webapp.council.tellers.models import Teller
from webapp.village.register.models import Resident, VillagersGroup

Row = TypeVar("Row")


@dataclasses.dataclass(frozen=True)
class Happenings:
    """Everything the record holds of one meeting, as rows. `people` are names of residents by key."""

    meeting: Meeting
    profile: Profile
    group: str
    seats: Sequence[Seat]
    stays: Sequence[Stay]
    agenda: Sequence[tuple[AgendaItem, Matter]]
    speeches: Sequence[Speech]
    amendments: Sequence[Amendment]
    polls: Sequence[Poll]
    options: Sequence[PollOption]
    ballots: Sequence[Ballot]
    recusals: Sequence[Recusal]
    tellers: Sequence[Teller]
    sheets: Sequence[Sheet]
    entries: Sequence[SheetEntry]
    resolutions: Sequence[Resolution]
    proxies: Sequence[Proxy]
    people: Mapping[uuid.UUID, str]


def happenings_of(session: Session, meeting: Meeting) -> Happenings:
    """What happened at a meeting. A fixed number of queries, however many people and votes there were."""
    agenda, polls = agenda_of(session, meeting.id), polls_of(session, meeting.id)
    item_ids, poll_ids = [item.id for item, _ in agenda], [poll.id for poll in polls]
    seats = seats_of(session, meeting.id)
    seat_ids = select(Seat.id).where(Seat.meeting_id == meeting.id)
    sheets = _all(session, select(Sheet).where(Sheet.poll_id.in_(poll_ids)).order_by(Sheet.number))
    sheet_ids = [sheet.id for sheet in sheets]
    entries = select(SheetEntry).where(SheetEntry.sheet_id.in_(sheet_ids)).order_by(SheetEntry.entered_at)
    proxies = _all(session, select(Proxy).where(Proxy.meeting_id == meeting.id, Proxy.withdrawn_at.is_(None)))
    wanted = {meeting.convened_by_id, *(sheet.confirmed_by_id for sheet in sheets), *(one.proxy_id for one in proxies)}
    closed = select(Poll.id).where(Poll.meeting_id == meeting.id, Poll.state == PollState.CLOSED)
    return Happenings(
        meeting=meeting,
        profile=rules_in_force(session, held_on(meeting)),
        group=_group(session, meeting.group_id),
        seats=seats,
        stays=_all(session, select(Stay).where(Stay.seat_id.in_(seat_ids)).order_by(Stay.came_at)),
        agenda=agenda,
        speeches=_all(session, _speeches(item_ids)),
        amendments=_all(session, _of_items(item_ids)),
        polls=polls,
        options=_all(session, select(PollOption).where(PollOption.poll_id.in_(poll_ids)).order_by(PollOption.position)),
        ballots=_all(session, select(Ballot).where(Ballot.poll_id.in_(closed))),
        recusals=_all(session, select(Recusal).where(Recusal.poll_id.in_(poll_ids))),
        tellers=_all(session, select(Teller).where(Teller.meeting_id == meeting.id).order_by(Teller.appointed_at)),
        sheets=sheets,
        entries=_all(session, entries),
        resolutions=_all(session, select(Resolution).where(Resolution.poll_id.in_(poll_ids))),
        proxies=proxies,
        people=_names(session, [key for key in wanted if key]),
    )


def minutes_of(session: Session, meeting_id: uuid.UUID) -> Minutes | None:
    """The minutes of a meeting as they were laid out, if they were."""
    return session.execute(select(Minutes).where(Minutes.meeting_id == meeting_id)).scalar_one_or_none()


def signatures_of(session: Session, minutes_id: uuid.UUID) -> Sequence[Signature]:
    """The names under the minutes, in the order of the sheet: who led, who wrote, who oversaw."""
    order = list(SignerRole)
    found = _all(session, select(Signature).where(Signature.minutes_id == minutes_id))
    return sorted(found, key=lambda one: order.index(one.role))


def archived_papers(session: Session, minutes_id: uuid.UUID) -> Sequence[ArchivedPaper]:
    """The files of archived minutes."""
    query = select(ArchivedPaper).where(ArchivedPaper.minutes_id == minutes_id).order_by(ArchivedPaper.media_type)
    return _all(session, query)


def archived_content(session: Session, paper_id: uuid.UUID) -> bytes:
    """The bytes of an archived file."""
    return session.execute(select(ArchivedContent.content).where(ArchivedContent.id == paper_id)).scalar_one()


def speeches_of(session: Session, meeting_id: uuid.UUID) -> Sequence[Speech]:
    """The speeches of a meeting that were held, in the order of its agenda. One query."""
    items = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id)
    return _all(session, _speeches(items))


def unsigned_minutes(session: Session) -> Sequence[tuple[Minutes, Meeting]]:
    """Minutes that lie waiting for signatures, the oldest first. One query."""
    query = (
        select(Minutes, Meeting)
        .join(Meeting, (Meeting.village_id == Minutes.village_id) & (Meeting.id == Minutes.meeting_id))
        .where(Minutes.archived_at.is_(None))
        .order_by(Minutes.laid_out_at)
    )
    return [(minutes, meeting) for minutes, meeting in session.execute(query)]


def minutes_to_lay_out(session: Session) -> Sequence[Meeting]:
    """Meetings that are over and whose minutes are not laid out yet, the oldest first. One query."""
    laid_out = select(Minutes.id).where(Minutes.village_id == Meeting.village_id, Minutes.meeting_id == Meeting.id)
    query = select(Meeting).where(Meeting.state == MeetingState.CLOSED, ~laid_out.exists())
    return _all(session, query.order_by(Meeting.closed_at))


def minutes_to_sign(
    session: Session, offices_at: Callable[[Meeting], Collection[str]], resident_id: uuid.UUID | None
) -> list[Meeting]:
    """Meetings whose minutes wait for this person's name, by the offices that count at each. Two queries."""
    waiting = unsigned_minutes(session)
    given: dict[uuid.UUID, list[Signed]] = {minutes.id: [] for minutes, _ in waiting}
    query = select(Signature).where(Signature.minutes_id.in_(given))
    for one in _all(session, query) if given else []:
        given[one.minutes_id].append(Signed(one.role, one.resident_id))
    return [
        meeting
        for minutes, meeting in waiting
        if roles_open_to(offices_at(meeting), meeting.body, given[minutes.id], resident_id)
    ]


def _speeches(item_ids: Any) -> Select[Speech]:
    query = select(Speech).where(Speech.agenda_item_id.in_(item_ids), Speech.began_at.is_not(None))
    return query.order_by(Speech.began_at, Speech.id)


def _of_items(item_ids: Any) -> Select[Amendment]:
    return select(Amendment).where(Amendment.agenda_item_id.in_(item_ids)).order_by(Amendment.number)


def _group(session: Session, group_id: uuid.UUID | None) -> str:
    query = select(VillagersGroup.name).where(VillagersGroup.id == group_id)
    return (session.execute(query).scalar_one_or_none() or "") if group_id else ""


def _names(session: Session, keys: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    query = select(Resident.id, Resident.name).where(Resident.id.in_(keys))
    return dict(session.execute(query).all())


def _all(session: Session, query: Select[Row]) -> Sequence[Row]:
    return session.execute(query).scalars().all()
