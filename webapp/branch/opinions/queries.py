"""Reading the supervision committee's opinions."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webapp.branch.opinions.models import Opinion
from webapp.branch.opinions.rules import Place
from webapp.core.database import prepared
from webapp.village.register.models import Resident

OPINIONS = prepared(
    select(Opinion, Resident.name)
    .join(Resident, (Resident.village_id == Opinion.village_id) & (Resident.id == Opinion.given_by_id))
    .where(Opinion.matter_id == bindparam("matter_id"))
    .order_by(Opinion.given_at, Opinion.id)
)


class OpinionRow(NamedTuple):
    """One opinion and who gave it."""

    opinion: Opinion
    name: str


def opinions_of(session: Session, matter_id: uuid.UUID) -> Sequence[OpinionRow]:
    """Every opinion on a matter, the oldest first."""
    return [OpinionRow(*row) for row in session.execute(OPINIONS, {"matter_id": matter_id})]


def is_heard(session: Session, matter_id: uuid.UUID, place: Place, since: datetime | None = None) -> bool:
    """Whether the supervisors spoke at this place; with `since`, on the text as it stands from that moment."""
    query = select(Opinion.id).where(Opinion.matter_id == matter_id, Opinion.place == place)
    if since is not None:
        query = query.where(Opinion.given_at >= since)
    return session.execute(query.limit(1)).first() is not None
