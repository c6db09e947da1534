"""Reading matters: lists, texts and their versions, and everything a page about one matter shows."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from webapp.board.rules import read_short_number
from webapp.branch.cosignatures.queries import others_signed, tally
from webapp.branch.cosignatures.rules import Tally
from webapp.branch.matters.models import Attachment, Matter, MatterVersion
from webapp.branch.matters.rules import MatterState, Standing, Step, is_public
from webapp.charter.matters import BY_DUTY, MatterKind, matter_on
from webapp.core.database import prepared
from webapp.core.pages import Page, page_of
from webapp.village.register.models import Household, Resident, VillagersGroup
from webapp.village.register.queries import is_here

MOST_FOUND = 20
BY_NUMBER = prepared(select(Matter).where(Matter.year == bindparam("year"), Matter.number == bindparam("number")))
VERSION = prepared(
    select(MatterVersion).where(
        MatterVersion.matter_id == bindparam("matter_id"), MatterVersion.number == bindparam("number")
    )
)
PAPERS = prepared(
    select(Attachment)
    .where(Attachment.matter_id == bindparam("matter_id"))
    .order_by(Attachment.added_at, Attachment.id)
)


class VersionRow(NamedTuple):
    """One version of a text and the name of its author."""

    version: MatterVersion
    author: str | None


class PersonFound(NamedTuple):
    """A person of the register with what tells people of one name apart."""

    id: uuid.UUID
    name: str
    group: str
    door: str
    born_on: date


@dataclasses.dataclass(frozen=True)
class MatterDetail:
    """A matter with its present text, its papers and its names: what its page shows besides steps and opinions."""

    matter: Matter
    version: MatterVersion
    attachments: Sequence[Attachment]
    tally: Tally | None
    raised_by: str | None
    concerned: str | None
    kind: MatterKind | None


def matter_by_number(session: Session, number: str) -> Matter | None:
    """The matter people call 2026-14."""
    found = read_short_number(number)
    if found is None:
        return None
    return session.execute(BY_NUMBER, {"year": found[0], "number": found[1]}).scalar_one_or_none()


def list_matters(
    session: Session,
    page: int,
    state: MatterState | None = None,
    kind: str | None = None,
    step: Step | None = None,
    with_gathering: bool = False,
) -> Page:
    """Matters, the newest first; those that still gather names only for people who signed in. Two queries."""
    statement = select(Matter).order_by(Matter.year.desc(), Matter.number.desc())
    if not with_gathering:
        statement = statement.where(Matter.put_forward_on.is_not(None))
    if state is not None:
        statement = statement.where(Matter.state == state)
    if kind:
        statement = statement.where(Matter.kind == kind)
    if step is not None:
        statement = statement.where(Matter.step == step, Matter.state.in_((MatterState.ACTIVE, MatterState.RETURNED)))
    return page_of(session, statement, page)


def is_readable(matter: Matter, signed_in: bool) -> bool:
    """Whether the reader may see this matter: everybody once it is put forward, before that people who signed in."""
    return signed_in or is_public(matter.put_forward_on)


def matters_not_public(session: Session, keys: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of these matters that still gather names, so that only people who signed in may open them."""
    query = select(Matter.id).where(Matter.id.in_(keys), Matter.put_forward_on.is_(None))
    return frozenset(session.scalars(query)) if keys else frozenset()


def version_of(session: Session, matter_id: uuid.UUID, number: int) -> MatterVersion | None:
    """One version of a matter's text."""
    return session.execute(VERSION, {"matter_id": matter_id, "number": number}).scalar_one_or_none()


def versions_of(session: Session, matter_id: uuid.UUID) -> Sequence[VersionRow]:
    """Every version of a matter's text, the newest first."""
    query = (
        select(MatterVersion, Resident.name)
        .outerjoin(
            Resident,
            (Resident.village_id == MatterVersion.village_id) & (Resident.id == MatterVersion.written_by_id),
        )
        .where(MatterVersion.matter_id == matter_id)
        .order_by(MatterVersion.number.desc())
    )
    return [VersionRow(*row) for row in session.execute(query)]


def matter_detail(session: Session, matter: Matter, on: date) -> MatterDetail:
    """Everything the page of a matter shows of the matter itself: a constant number of queries."""
    version = session.execute(VERSION, {"matter_id": matter.id, "number": matter.version}).scalar_one()
    names = names_of(session, (matter.raised_by_id, matter.concerned_id))
    return MatterDetail(
        matter=matter,
        version=version,
        attachments=session.scalars(PAPERS, {"matter_id": matter.id}).all(),
        tally=tally(session, matter, on),
        raised_by=names.get(matter.raised_by_id),
        concerned=names.get(matter.concerned_id),
        kind=matter_on(matter.kind, on),
    )


def standing_of(session: Session, matter: Matter) -> Standing:
    """Where the matter stands, as the rules of changing it ask."""
    others = others_signed(session, matter) if matter.state is MatterState.GATHERING else 0
    return Standing(matter.state, matter.step, matter.announced_on, others, matter.kind in BY_DUTY)


def names_of(session: Session, resident_ids: Iterable[uuid.UUID | None]) -> dict[uuid.UUID | None, str]:
    """The names of these people."""
    wanted = {resident_id for resident_id in resident_ids if resident_id is not None}
    if not wanted:
        return {}
    query = select(Resident.id, Resident.name).where(Resident.id.in_(wanted))
    return {row.id: row.name for row in session.execute(query)}


def people_named(session: Session, names: Iterable[str]) -> Sequence[PersonFound]:
    """Everyone of the register with one of these names, with group and door to tell them apart."""
    query = (
        select(Resident.id, Resident.name, VillagersGroup.name, Household.door, Resident.born_on)
        .join(Household, (Household.village_id == Resident.village_id) & (Household.id == Resident.household_id))
        .join(
            VillagersGroup,
            (VillagersGroup.village_id == Household.village_id) & (VillagersGroup.id == Household.group_id),
        )
        .where(Resident.name.in_(list(names)), is_here())
        .order_by(Resident.name, VillagersGroup.position, Household.position, Resident.position)
    )
    return [PersonFound(*row) for row in session.execute(query)]


def people_like(session: Session, text: str) -> Sequence[PersonFound]:
    """People whose name (or its pinyin) begins like this, at most twenty."""
    start = text.replace("\\", "").replace("%", "").replace("_", "")
    if not start:
        return []
    begins = or_(Resident.name.startswith(start), Resident.pinyin.startswith(start.lower()))
    query = select(Resident.name).where(begins, is_here())
    names = session.scalars(query.distinct().order_by(Resident.name).limit(MOST_FOUND)).all()
    return people_named(session, names)[:MOST_FOUND]


def count_attachments(session: Session, matter_id: uuid.UUID) -> int:
    """How many papers belong to a matter."""
    query = select(func.count()).select_from(Attachment).where(Attachment.matter_id == matter_id)
    return int(session.execute(query).scalar_one())


def matters_at(session: Session, state: MatterState, steps: Collection[Step] = (), limit: int = 30) -> Sequence[Matter]:
    """Matters in a state (and at one of these steps), the longest waiting first: what somebody must act on."""
    statement = select(Matter).where(Matter.state == state).order_by(Matter.year, Matter.number).limit(limit)
    if steps:
        statement = statement.where(Matter.step.in_(list(steps)))
    return session.scalars(statement).all()
