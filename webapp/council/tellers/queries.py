"""Reading who counts at a meeting, and who may not because a matter is theirs."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.branch.matters.models import Matter
from webapp.council.amendments.models import Amendment
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.polls.models import Poll, PollOption
from webapp.council.tellers.models import Teller
from webapp.council.tellers.policy import meeting_in_view, serving
from webapp.council.tellers.rules import Concern, CountingRole, Tie
from webapp.village.kinship.queries import near_relatives_of
from webapp.village.register.models import Resident

Concerns = dict[uuid.UUID, list[Concern]]
ROLES = {role.value: role for role in CountingRole}


def tellers_of(session: Session, meeting_id: uuid.UUID) -> Sequence[Teller]:
    """Those who count at a meeting and those who watch, tellers first. One query."""
    query = select(Teller).where(Teller.meeting_id == meeting_id, Teller.relieved_at.is_(None))
    found = session.execute(query.order_by(Teller.appointed_at, Teller.name)).scalars().all()
    return sorted(found, key=lambda one: one.role is not CountingRole.TELLER)


def names_of(session: Session, meeting_id: uuid.UUID) -> dict[uuid.UUID | None, str]:
    """The names of all who ever counted or watched at a meeting, by person; also those relieved. One query."""
    query = select(Teller.resident_id, Teller.name).where(Teller.meeting_id == meeting_id)
    return {resident: name for resident, name in session.execute(query)}  # noqa: C416 (a key may also be nobody)


def teller_now(session: Session, meeting_id: uuid.UUID, resident_id: uuid.UUID | None, role: CountingRole) -> Teller:
    """The teller (or scrutineer) this person is at the meeting; to be asked only of one who is it. One query."""
    return session.execute(serving(role, meeting_id).where(Teller.resident_id == resident_id)).scalar_one()


def counting_names(session: Session, subject: object | None, holder: str) -> list[str]:
    """The names of the tellers (or scrutineers) of the meeting in view, for the sentence of a refusal. Two queries."""
    if holder not in ROLES:
        return []
    found = session.execute(serving(ROLES[holder], meeting_in_view(session, subject))).scalars()
    return list(dict.fromkeys(teller.name for teller in found))


def concerns_at(session: Session, meeting_id: uuid.UUID, poll_id: uuid.UUID | None = None) -> Concerns:
    """Everyone who may not count at a meeting (or, with a poll named, in that vote), each with what ties them.

    Movers of the matters and of amendments, people concerned, people to choose from, and the near relatives of the
    latter two. Seven queries.
    """
    matters = list(session.execute(_matters(meeting_id, poll_id)).scalars())
    found: Concerns = defaultdict(list)
    for matter in matters:
        if matter.raised_by_id:
            found[matter.raised_by_id].append(Concern(Tie.MOVER, matter.title))
    for mover, title in session.execute(_movers(meeting_id, [matter.id for matter in matters])):
        found[mover].append(Concern(Tie.MOVER, title))
    concerned = [(matter.concerned_id, matter.title) for matter in matters if matter.concerned_id]
    concerned += [(person, motion) for person, motion in session.execute(_candidates(meeting_id, poll_id))]
    _add_concerned(session, found, list(dict.fromkeys(concerned)))
    return found


def concerns_of(session: Session, meeting_id: uuid.UUID, poll_id: uuid.UUID, teller: Teller) -> list[Concern]:
    """What ties a teller or scrutineer to what is voted on; nothing for who may count it. Seven queries."""
    return concerns_at(session, meeting_id, poll_id).get(teller.resident_id, [])


def _add_concerned(session: Session, found: Concerns, concerned: list[tuple[uuid.UUID, str]]) -> None:
    if not concerned:
        return
    people = {person for person, _ in concerned}
    rows = session.execute(select(Resident.id, Resident.name).where(Resident.id.in_(people)))
    names = dict(rows.all())
    near = near_relatives_of(session, people)
    for person, matter in concerned:
        found[person].append(Concern(Tie.CONCERNED, matter))
        for relative, kin in near.get(person, {}).items():
            found[relative].append(Concern(Tie.KIN, matter, kin, names.get(person, "")))


def _matters(meeting_id: uuid.UUID, poll_id: uuid.UUID | None):  # type: ignore[no-untyped-def]
    if poll_id is not None:
        is_asked = (Poll.village_id == Matter.village_id) & (Poll.matter_id == Matter.id)
        return select(Matter).join(Poll, is_asked).where(Poll.id == poll_id)
    is_item = (AgendaItem.village_id == Matter.village_id) & (AgendaItem.matter_id == Matter.id)
    on_agenda = select(Matter).join(AgendaItem, is_item).where(AgendaItem.meeting_id == meeting_id)
    return on_agenda.order_by(AgendaItem.position)


def _movers(meeting_id: uuid.UUID, matter_ids: list[uuid.UUID]):  # type: ignore[no-untyped-def]
    is_item = (AgendaItem.village_id == Amendment.village_id) & (AgendaItem.id == Amendment.agenda_item_id)
    is_seat = (Seat.village_id == Amendment.village_id) & (Seat.id == Amendment.mover_seat_id)
    return (
        select(Seat.resident_id, AgendaItem.title)
        .select_from(Amendment)
        .join(AgendaItem, is_item)
        .join(Seat, is_seat)
        .where(AgendaItem.meeting_id == meeting_id, AgendaItem.matter_id.in_(matter_ids))
        .where(Seat.resident_id.is_not(None))
        .distinct()
    )


def _candidates(meeting_id: uuid.UUID, poll_id: uuid.UUID | None):  # type: ignore[no-untyped-def]
    is_poll = (Poll.village_id == PollOption.village_id) & (Poll.id == PollOption.poll_id)
    query = select(PollOption.resident_id, Poll.motion).join(Poll, is_poll).where(Poll.meeting_id == meeting_id)
    query = query.where(PollOption.resident_id.is_not(None)).order_by(Poll.number, PollOption.position)
    return query.where(Poll.id == poll_id) if poll_id is not None else query


def meeting_of(session: Session, teller: Teller) -> Meeting:
    """The meeting at which a person counts."""
    return session.get_one(Meeting, (teller.village_id, teller.meeting_id))
