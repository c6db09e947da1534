"""Reading amendments: what was moved, and what waits for its vote."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.council.amendments.models import Amendment
from webapp.council.amendments.rules import AmendmentState, Waiting, voting_order
from webapp.council.meetings.models import Seat


@dataclasses.dataclass(frozen=True)
class Moved:
    """One line of the list: the amendment and who moved it."""

    amendment: Amendment
    mover: Seat


def pending_of(session: Session, item_id: uuid.UUID, held: bool = False) -> Sequence[Amendment]:
    """The amendments of an item that wait, in the order in which they are voted on: the first one first. One query.

    Nothing is voted on before what this names ahead of it; the item itself comes when nothing is left. `held`: they
    stand still until the act is done.
    """
    query = select(Amendment).where(Amendment.agenda_item_id == item_id, Amendment.state == AmendmentState.PENDING)
    if held:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = {one.id: one for one in session.execute(query).scalars()}
    order = voting_order(Waiting(one.id, one.number, one.changes_id) for one in found.values())
    return [found[key] for key in order]


def amendments_by_item(session: Session, item_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[Moved]]:
    """All amendments of several items, as they were moved. One query."""
    found: dict[uuid.UUID, list[Moved]] = {key: [] for key in item_ids}
    query = (
        select(Amendment, Seat)
        .join(Seat, (Seat.village_id == Amendment.village_id) & (Seat.id == Amendment.mover_seat_id))
        .where(Amendment.agenda_item_id.in_(list(item_ids)))
        .order_by(Amendment.number)
    )
    for amendment, seat in session.execute(query):
        found[amendment.agenda_item_id].append(Moved(amendment, seat))
    return found


def amendment_at(session: Session, item_id: uuid.UUID, number: int) -> Amendment | None:
    """The amendment with this number to an item."""
    query = select(Amendment).where(Amendment.agenda_item_id == item_id, Amendment.number == number)
    return session.execute(query).scalar_one_or_none()


def carried_of(session: Session, item_id: uuid.UUID) -> Sequence[Amendment]:
    """The amendments to an item that were adopted, in the order they were moved. One query."""
    query = select(Amendment).where(Amendment.agenda_item_id == item_id, Amendment.state == AmendmentState.CARRIED)
    return session.execute(query.order_by(Amendment.number)).scalars().all()


def changes_to(session: Session, amendment_id: uuid.UUID) -> Sequence[Amendment]:
    """The pending amendments that would change this one. One query."""
    query = (
        select(Amendment)
        .where(Amendment.changes_id == amendment_id, Amendment.state == AmendmentState.PENDING)
        .order_by(Amendment.number)
    )
    return session.execute(query).scalars().all()


def last_number(session: Session, item_id: uuid.UUID) -> int:
    """The highest number given to an amendment of this item; 0 if there is none. One query."""
    query = select(func.coalesce(func.max(Amendment.number), 0)).where(Amendment.agenda_item_id == item_id)
    return int(session.execute(query).scalar_one())
