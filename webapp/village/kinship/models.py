"""Who is a near relative of whom, as far as the village needs to know it for recusal and office."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.village.kinship.rules import KinKind


class Kinship(VillageScoped, Base):
    """`person` is the `kin` of `relative` (the father of …)."""

    __tablename__ = "kinship"

    person_id: Mapped[uuid.UUID]
    kin: Mapped[KinKind] = mapped_column(Choice(KinKind))
    relative_id: Mapped[uuid.UUID]

    __table_args__ = (
        village_unique("person_id", "relative_id"),
        village_fk("person_id", "resident"),
        village_fk("relative_id", "resident"),
    )
