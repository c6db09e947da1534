"""Reading co-signatures: who may sign, who did."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from webapp.branch.cosignatures.rules import Tally, blockers_gathering, blockers_signing, tally_of
from webapp.branch.matters.models import CoSignature, Matter
from webapp.branch.matters.rules import NAMES_NEEDED, Signing, Source, latest_birthday
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Profile
from webapp.core.errors import Blocker
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.rules import Office
from webapp.village.register.models import Resident
from webapp.village.register.queries import is_here


class Signer(NamedTuple):
    """One name under a matter."""

    resident_id: uuid.UUID
    name: str
    signing: Signing
    signed_at: datetime


def may_sign(source: Source, on: date, profile: Profile) -> ColumnElement[bool]:
    """The condition on residents whose name counts: villagers of age, or representatives serving on that day.

    Villagers are those registered here, wherever they live; who is registered elsewhere has a say only once the
    assembly agrees to it (VCOL 16).
    """
    if source is not Source.REPRESENTATIVES:
        of_age = Resident.born_on <= latest_birthday(on, profile.number("assembly.minAge"))
        return of_age & Resident.registered_here.is_(True) & is_here(on)
    serving = (
        select(OfficeTerm.resident_id)
        .where(OfficeTerm.office == Office.REPRESENTATIVE, OfficeTerm.since <= on, OfficeTerm.until > on)
        .where(OfficeTerm.village_id == Resident.village_id)
    )
    return Resident.id.in_(serving)


def is_of_age(session: Session, resident_id: uuid.UUID | None, on: date, profile: Profile) -> bool:
    """Whether a resident is a villager with a say on that day."""
    condition = may_sign(Source.VILLAGERS, on, profile)
    return session.scalar(select(Resident.id).where(Resident.id == resident_id, condition)) is not None


def count_signers(session: Session, matter_id: uuid.UUID, source: Source, on: date, profile: Profile) -> int:
    """How many names under a matter count on that day."""
    query = (
        select(func.count())
        .select_from(CoSignature)
        .join(Resident, _same_resident())
        .where(CoSignature.matter_id == matter_id, may_sign(source, on, profile))
    )
    return int(session.execute(query).scalar_one())


def count_base(session: Session, source: Source, on: date, profile: Profile) -> int:
    """How many people there are whose name would count."""
    query = select(func.count()).select_from(Resident).where(may_sign(source, on, profile))
    return int(session.execute(query).scalar_one())


def tally(session: Session, matter: Matter, on: date) -> Tally | None:
    """The names under a matter against what is needed; nothing for a matter that needs no names.

    Once it is put forward it is counted as on that day.
    """
    if matter.source not in NAMES_NEEDED:
        return None
    day = matter.put_forward_on or on
    profile = rules_in_force(session, day)
    signed = count_signers(session, matter.id, matter.source, day, profile)
    return tally_of(matter.source, signed, count_base(session, matter.source, day, profile), profile)


def signed_by(session: Session, matter_id: uuid.UUID, resident_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these people have signed already."""
    query = select(CoSignature.resident_id).where(
        CoSignature.matter_id == matter_id, CoSignature.resident_id.in_(list(resident_ids))
    )
    return set(session.scalars(query))


def signers(session: Session, matter_id: uuid.UUID) -> Sequence[Signer]:
    """The names under a matter in the order they came: for the clerk, not for the public page."""
    query = (
        select(Resident.id, Resident.name, CoSignature.signing, CoSignature.signed_at)
        .join(CoSignature, _same_resident())
        .where(CoSignature.matter_id == matter_id)
        .order_by(CoSignature.signed_at, Resident.name)
    )
    return [Signer(*row) for row in session.execute(query)]


def others_signed(session: Session, matter: Matter) -> int:
    """How many people besides the one who raised it have signed."""
    query = select(func.count()).select_from(CoSignature).where(CoSignature.matter_id == matter.id)
    query = query.where(CoSignature.resident_id.is_distinct_from(matter.raised_by_id))
    return int(session.execute(query).scalar_one())


def _same_resident() -> Any:
    return (CoSignature.village_id == Resident.village_id) & (CoSignature.resident_id == Resident.id)


def cosign_blockers(session: Session, matter: Matter, resident_id: uuid.UUID | None, on: date) -> list[Blocker]:
    """Why this person cannot put their name under the matter now; empty when they can or already did."""
    blockers = blockers_gathering(matter.state, matter.source)
    if blockers:
        return blockers
    profile = rules_in_force(session, on)
    person = select(Resident.name, may_sign(matter.source, on, profile)).where(Resident.id == resident_id)
    found = session.execute(person).one_or_none()
    if found is not None and found[1]:
        return []
    refused = [found[0]] if found is not None else ["–"]
    return blockers_signing(matter.source, profile.article(NAMES_NEEDED[matter.source]), refused)
