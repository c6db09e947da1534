"""Reading whose keys count, what they signed, and whether that is enough."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.audit.evidence import log_keys, newest_signed
from webapp.audit.models import LogCheckpoint, LogCosignature
from webapp.audit.verifier.note import COSIGNATURE, VerifierKey
from webapp.core.clock import at_china, china_date
from webapp.supervision.witnesses.models import WitnessKey
from webapp.supervision.witnesses.rules import Standing
from webapp.village.offices.queries import office_holders
from webapp.village.offices.rules import Body, offices_of
from webapp.village.register.models import Resident


@dataclasses.dataclass(frozen=True)
class HeldKey:
    """A supervisor's key with its holder, and the longest log it signed (0: none)."""

    row: WitnessKey
    name: str
    in_office: bool
    size: int = 0
    time: int = 0

    @property
    def key(self) -> VerifierKey:
        """The public key as other programs know it."""
        return key_of(self.row)

    @property
    def counts(self) -> bool:
        """Whether signatures by this key count today."""
        return standing_of(self.row).counts and self.in_office


def key_of(row: WitnessKey) -> VerifierKey:
    """The public key of a row."""
    return VerifierKey(row.name, COSIGNATURE, bytes(row.public))


def standing_of(row: WitnessKey) -> Standing:
    """How far a key has come."""
    return Standing(row.confirmed_at is not None, row.ending_asked_at is not None, row.ended_at is not None)


def held_keys(session: Session, today: date) -> list[HeldKey]:
    """Every key supervisors ever registered, in the order of their numbers: three queries."""
    serving = {holder.id for _, holder in office_holders(session, offices_of(Body.SUPERVISION), today)}
    longest = select(LogCosignature.public, func.max(LogCosignature.size), func.max(LogCosignature.time)).group_by(
        LogCosignature.public
    )
    signed = {bytes(public): (size, time) for public, size, time in session.execute(longest)}
    query = (
        select(WitnessKey, Resident.name)
        .join(Resident, (Resident.village_id == WitnessKey.village_id) & (Resident.id == WitnessKey.resident_id))
        .order_by(WitnessKey.number)
    )
    return [
        HeldKey(row, name, row.resident_id in serving, *signed.get(bytes(row.public), (0, 0)))
        for row, name in session.execute(query)
    ]


def key_by_number(session: Session, number: int) -> WitnessKey | None:
    """The key with this number."""
    return session.execute(select(WitnessKey).where(WitnessKey.number == number)).scalar_one_or_none()


def is_known(session: Session, public: bytes) -> bool:
    """Whether somebody registered this key before."""
    query = select(func.count()).select_from(WitnessKey).where(WitnessKey.public == public)
    return bool(session.execute(query).scalar())


def keys_of_person(session: Session, resident_id: uuid.UUID) -> Sequence[WitnessKey]:
    """The keys of one person that have not ended."""
    query = select(WitnessKey).where(WitnessKey.resident_id == resident_id, WitnessKey.ended_at.is_(None))
    return session.execute(query.order_by(WitnessKey.number)).scalars().all()


def longest_signed(session: Session, public: bytes) -> int:
    """The size of the longest log this key signed; 0 if it signed none."""
    query = select(func.max(LogCosignature.size)).where(LogCosignature.public == public)
    return session.execute(query).scalar() or 0


def next_number(session: Session) -> int:
    """The number of the next key."""
    return (session.execute(select(func.max(WitnessKey.number))).scalar() or 0) + 1


def log_origin(session: Session) -> str | None:
    """The log's name; nothing before its first signature."""
    return next((one.key.name for one in log_keys(session)), None)


def offered_checkpoint(session: Session, now: datetime, after: int) -> LogCheckpoint | None:
    """What a supervisor is asked to sign today: the log as it stood last night, so that all sign the same.

    A village that has no such state longer than `after` is asked for the newest one; nothing if there is none either.
    """
    midnight = at_china(china_date(now), 0)
    query = (
        select(LogCheckpoint)
        .where(LogCheckpoint.note.is_not(None), LogCheckpoint.at < midnight)
        .order_by(LogCheckpoint.size.desc())
        .limit(1)
    )
    last_night = session.execute(query).scalar_one_or_none()
    if last_night is not None:
        return last_night if last_night.size > after else None
    newest = newest_signed(session)
    return newest if newest is not None and newest.size > after else None
