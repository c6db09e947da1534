"""Recording who is a near relative of whom, where the households do not tell."""

from __future__ import annotations

import uuid

from webapp.core.context import Context
from webapp.core.errors import NotFound, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.kinship.events import KinshipRecorded, KinshipStruck
from webapp.village.kinship.models import Kinship
from webapp.village.kinship.queries import near_relatives_of
from webapp.village.kinship.rules import KinKind, blockers_record
from webapp.village.register.models import Resident


@operation(P.KINSHIP_RECORD, on=Resident)
def record_kinship(ctx: Context, relative: Resident, kin: KinKind, person_id: uuid.UUID) -> Kinship:
    """Record that a person is the `kin` of `relative`: (…, PARENT, 李四) says that 李四 is a parent of the relative.

    Raises NotFound for an unknown person, RuleBroken when they are known as relatives already or are too near in age.
    """
    person = ctx.session.get(Resident, (ctx.village_id, person_id))
    if person is None:
        raise NotFound("Resident", person_id)
    known = near_relatives_of(ctx.session, {relative.id}).get(relative.id, {})
    blockers = blockers_record(
        kin,
        is_same=person.id == relative.id,
        known_as=known.get(person.id),
        person=(person.name, person.born_on),
        relative=(relative.name, relative.born_on),
    )
    require_none(blockers)
    row = Kinship(person_id=person.id, kin=kin, relative_id=relative.id)
    ctx.session.add(row)
    ctx.record(KinshipRecorded(person.id, kin.value, relative.id), subject=row)
    return row


@operation(P.KINSHIP_RECORD, on=Kinship)
def strike_kinship(ctx: Context, kinship: Kinship) -> None:
    """Strike a recorded kinship out; what the households say stays."""
    ctx.session.delete(kinship)
    ctx.record(KinshipStruck(kinship.person_id, kinship.relative_id))
