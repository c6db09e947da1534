"""The only names the open data knows: of people who hold or held an office."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.rules import Office
from webapp.village.register.models import Resident

Names = Mapping[uuid.UUID | None, str]


def office_names(session: Session, resident_ids: Iterable[uuid.UUID | None]) -> Names:
    """The names of those among these people who hold or held an office; the others stay unnamed. One query.

    To be a member of the Party is no office: by that alone nobody is named.
    """
    wanted = {key for key in resident_ids if key is not None}
    query = (
        select(Resident.id, Resident.name)
        .join(OfficeTerm, (OfficeTerm.village_id == Resident.village_id) & (OfficeTerm.resident_id == Resident.id))
        .where(Resident.id.in_(wanted), OfficeTerm.office != Office.PARTY_MEMBER)
        .distinct()
    )
    return {row.id: row.name for row in session.execute(query)}
