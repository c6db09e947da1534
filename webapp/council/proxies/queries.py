"""Reading written mandates: whose seat is taken by whom."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from webapp.council.meetings.models import Seat
from webapp.council.proxies.models import Proxy
from webapp.village.register.models import Resident


@dataclasses.dataclass(frozen=True)
class ProxyRow:
    """One line of the published list: who is represented, by whom, on which paper."""

    position: int
    principal: str
    proxy: str
    paper_sha256: str
    recorded_at: datetime
    withdrawn_at: datetime | None


def proxies_of(session: Session, meeting_id: uuid.UUID) -> Sequence[ProxyRow]:
    """Every mandate of a meeting, also those taken back, in the order of the list. One query."""
    query = (
        select(Seat.position, Seat.name, Resident.name, Proxy.paper_sha256, Proxy.recorded_at, Proxy.withdrawn_at)
        .join(Seat, (Seat.village_id == Proxy.village_id) & (Seat.id == Proxy.principal_seat_id))
        .join(Resident, (Resident.village_id == Proxy.village_id) & (Resident.id == Proxy.proxy_id))
        .where(Proxy.meeting_id == meeting_id)
        .order_by(Seat.position)
    )
    return [ProxyRow(*row) for row in session.execute(query)]


def represented_by(session: Session, meeting_id: uuid.UUID, resident_id: uuid.UUID) -> Sequence[Seat]:
    """The seats this person takes for others at a meeting. One query."""
    query = (
        select(Seat)
        .join(Proxy, (Proxy.village_id == Seat.village_id) & (Proxy.principal_seat_id == Seat.id))
        .where(Proxy.meeting_id == meeting_id, Proxy.proxy_id == resident_id, Proxy.withdrawn_at.is_(None))
        .order_by(Seat.position)
    )
    return session.execute(query).scalars().all()


def proxy_of(session: Session, seat_id: uuid.UUID) -> Proxy | None:
    """The mandate of a seat, standing or taken back."""
    return session.execute(select(Proxy).where(Proxy.principal_seat_id == seat_id)).scalar_one_or_none()


def holder_of(session: Session, seat_id: uuid.UUID) -> str | None:
    """The name of who takes this seat by a mandate that stands."""
    query = (
        select(Resident.name)
        .join(Proxy, (Proxy.village_id == Resident.village_id) & (Proxy.proxy_id == Resident.id))
        .where(Proxy.principal_seat_id == seat_id, Proxy.withdrawn_at.is_(None))
    )
    return session.execute(query).scalar_one_or_none()


def holders(session: Session, seat_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Which of these seats are taken by a mandate that stands, and by whom. One query."""
    query = (
        select(Proxy.principal_seat_id, Resident.name)
        .join(Resident, (Resident.village_id == Proxy.village_id) & (Resident.id == Proxy.proxy_id))
        .where(Proxy.principal_seat_id.in_(list(seat_ids)), Proxy.withdrawn_at.is_(None))
    )
    return {row[0]: row[1] for row in session.execute(query)}


def others_at_home(session: Session, seat: Seat) -> Sequence[Seat]:
    """The seats of the other members of the same household: who could hold this person's mandate. One query."""
    mine, other = aliased(Resident), aliased(Resident)
    query = (
        select(Seat)
        .join(other, (other.village_id == Seat.village_id) & (other.id == Seat.resident_id))
        .join(mine, (mine.village_id == other.village_id) & (mine.household_id == other.household_id))
        .where(Seat.meeting_id == seat.meeting_id, mine.id == seat.resident_id, Seat.id != seat.id)
        .order_by(Seat.position)
    )
    return session.execute(query).scalars().all()


def gave_away(session: Session, meeting_id: uuid.UUID, resident_id: uuid.UUID) -> bool:
    """Whether this person gave a mandate of their own at a meeting, and it stands."""
    query = (
        select(Proxy.id)
        .join(Seat, (Seat.village_id == Proxy.village_id) & (Seat.id == Proxy.principal_seat_id))
        .where(Proxy.meeting_id == meeting_id, Seat.resident_id == resident_id, Proxy.withdrawn_at.is_(None))
    )
    return session.execute(query).first() is not None


def is_same_household(session: Session, one_id: uuid.UUID | None, other_id: uuid.UUID) -> bool:
    """Whether two people of the register live under one household number."""
    homes = select(Resident.household_id).where(Resident.id.in_([key for key in (one_id, other_id) if key]))
    found = session.execute(homes).scalars().all()
    return len(found) == 2 and found[0] == found[1]
