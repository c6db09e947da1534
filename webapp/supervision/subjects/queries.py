"""Reading what questions and orders are about."""

from __future__ import annotations

import dataclasses
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, null, select
from sqlalchemy.orm import Session

from webapp.board.models import Notice
from webapp.branch.matters.models import Matter
from webapp.committee.finance.vouchers.models import Voucher
from webapp.committee.finance.vouchers.queries.vouchers import SHOWN
from webapp.committee.models import Task
from webapp.core.errors import InvalidInput
from webapp.council.meetings.models import Meeting
from webapp.council.polls.models import Poll
from webapp.supervision.subjects.rules import Bonds, Reference, SubjectKind, Tie, bonds_of, read_reference
from webapp.village.kinship.queries import near_relatives_of

OFFERED = 30
"""How many of each kind a form offers, the newest first."""
People = Mapping[Tie, frozenset[uuid.UUID]]


@dataclasses.dataclass(frozen=True)
class Subject:
    """One thing of the record: its kind, its key, the matter it belongs to, what people call it and who is in it."""

    kind: SubjectKind
    id: uuid.UUID
    matter_id: uuid.UUID | None
    title: str
    reference: Reference
    concerned_id: uuid.UUID | None
    raiser_id: uuid.UUID | None
    owner_id: uuid.UUID | None

    @property
    def short_number(self) -> str:
        """What people call it: 2026-3, and of a task or a vote the number of the matter or meeting."""
        return f"{self.reference.year}-{self.reference.number}"

    @property
    def people(self) -> People:
        """The people in it, by what they are to it."""
        found = {Tie.CONCERNED: self.concerned_id, Tie.RAISER: self.raiser_id, Tie.OWNER: self.owner_id}
        return {tie: frozenset({person}) for tie, person in found.items() if person is not None}


def subject_named(session: Session, reference: Reference) -> Subject | None:
    """The thing an address names, if everybody may read it. One query."""
    numbered, part = _NUMBERS[reference.kind], _PARTS.get(reference.kind)
    statement = _SELECTS[reference.kind].where(numbered[0] == reference.year, numbered[1] == reference.number)
    if part is not None:
        statement = statement.where(part == reference.part)
    row = session.execute(statement).one_or_none()
    return _subject(reference.kind, row) if row is not None else None


def subject_told(session: Session, about: str) -> Subject | None:
    """What somebody says a question or an order is about; nothing when they name nothing. Raises InvalidInput."""
    if not about:
        return None
    reference = read_reference(about)
    found = subject_named(session, reference) if reference is not None else None
    if found is None:
        raise InvalidInput("subject.unknown", "about")
    return found


def subjects_by_key(session: Session, keys: Iterable[tuple[str, uuid.UUID | None]]) -> dict[uuid.UUID, Subject]:
    """Things of the record by their keys: one query for each kind among them, five at most."""
    wanted: dict[SubjectKind, set[uuid.UUID]] = defaultdict(set)
    for table, key in keys:
        if key is not None and table in set(SubjectKind):
            wanted[SubjectKind(table)].add(key)
    found: dict[uuid.UUID, Subject] = {}
    for kind, some in sorted(wanted.items()):
        for row in session.execute(_SELECTS[kind].where(_KEYS[kind].in_(some))):
            found[row[0]] = _subject(kind, row)
    return found


def offered_subjects(session: Session) -> dict[SubjectKind, list[Subject]]:
    """The newest things of each kind, for a form to choose from. Five queries."""
    found = {}
    for kind in SubjectKind:
        statement = _SELECTS[kind].order_by(*_NEWEST[kind]).limit(OFFERED)
        found[kind] = [_subject(kind, row) for row in session.execute(statement)]
    return found


def bonds_to(session: Session, person: uuid.UUID, people: People) -> Bonds:
    """What ties a person to the people of a case. Three queries."""
    kin = near_relatives_of(session, [person]).get(person, {})
    return bonds_of(person, people, kin)


def joined(*several: People) -> People:
    """The people of a case from several places."""
    found: dict[Tie, frozenset[uuid.UUID]] = {}
    for people in several:
        for tie, some in people.items():
            found[tie] = found.get(tie, frozenset()) | some
    return found


def tied(tie: Tie, people: Collection[uuid.UUID | None]) -> People:
    """These people, as what they are to a case."""
    some = frozenset(person for person in people if person is not None)
    return {tie: some} if some else {}


def _subject(kind: SubjectKind, row: Any) -> Subject:
    key, matter_id, title, year, number, part, concerned, raiser, owner = row
    called = title or f"{year}-{number}"  # the opening of the books has no purpose of its own
    return Subject(kind, key, matter_id, called, Reference(kind, year, number, part), concerned, raiser, owner)


def _matter_of(column: Any) -> Any:
    return (Matter.village_id == column.class_.village_id) & (Matter.id == column)


_PEOPLE = (Matter.concerned_id, Matter.raised_by_id)
_SELECTS: dict[SubjectKind, Select[*tuple[Any, ...]]] = {
    SubjectKind.MATTER: select(
        Matter.id, Matter.id, Matter.title, Matter.year, Matter.number, null(), *_PEOPLE, null()
    ).where(Matter.put_forward_on.is_not(None)),
    SubjectKind.TASK: select(
        Task.id, Task.matter_id, Task.title, Matter.year, Matter.number, Task.number, *_PEOPLE, Task.owner_id
    ).join(Matter, _matter_of(Task.matter_id)),
    SubjectKind.NOTICE: select(
        Notice.id, Notice.matter_id, Notice.title, Notice.year, Notice.number, null(), *_PEOPLE, null()
    ).outerjoin(Matter, _matter_of(Notice.matter_id)),
    SubjectKind.POLL: select(
        Poll.id, Poll.matter_id, Poll.motion, Meeting.year, Meeting.number, Poll.number, *_PEOPLE, null()
    )
    .join(Matter, _matter_of(Poll.matter_id))
    .join(Meeting, (Meeting.village_id == Poll.village_id) & (Meeting.id == Poll.meeting_id)),
    SubjectKind.VOUCHER: select(
        Voucher.id,
        Voucher.matter_id,
        Voucher.purpose,
        Voucher.year,
        Voucher.number,
        null(),
        Voucher.payee_id,
        Voucher.recorded_by_id,
        Voucher.handler_id,
    ).where(Voucher.state.in_(SHOWN)),
}
_NUMBERS: dict[SubjectKind, tuple[Any, Any]] = {
    SubjectKind.MATTER: (Matter.year, Matter.number),
    SubjectKind.TASK: (Matter.year, Matter.number),
    SubjectKind.NOTICE: (Notice.year, Notice.number),
    SubjectKind.POLL: (Meeting.year, Meeting.number),
    SubjectKind.VOUCHER: (Voucher.year, Voucher.number),
}
_PARTS: dict[SubjectKind, Any] = {SubjectKind.TASK: Task.number, SubjectKind.POLL: Poll.number}
_KEYS: dict[SubjectKind, Any] = {
    SubjectKind.MATTER: Matter.id,
    SubjectKind.TASK: Task.id,
    SubjectKind.NOTICE: Notice.id,
    SubjectKind.POLL: Poll.id,
    SubjectKind.VOUCHER: Voucher.id,
}
_NEWEST: dict[SubjectKind, tuple[Any, ...]] = {
    SubjectKind.MATTER: (Matter.year.desc(), Matter.number.desc()),
    SubjectKind.TASK: (Task.assigned_at.desc(), Task.number.desc()),
    SubjectKind.NOTICE: (Notice.year.desc(), Notice.number.desc()),
    SubjectKind.POLL: (Poll.opened_at.desc(), Poll.number.desc()),
    SubjectKind.VOUCHER: (Voucher.year.desc(), Voucher.number.desc()),
}
