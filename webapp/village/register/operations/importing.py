"""A register file becomes the village's register: in one transaction, whole or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import func, select

from webapp.core.context import Context
from webapp.core.db import VillageScoped
from webapp.core.errors import Conflict, require_none
from webapp.core.ids import new_id
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.queries import village
from webapp.village.register.difference import Difference, HouseholdChange, ResidentChange, difference
from webapp.village.register.events import RegisterImported
from webapp.village.register.identity import identity_tail
from webapp.village.register.models import Household, Resident, VillagersGroup
from webapp.village.register.pinyin import initials
from webapp.village.register.prepared import Prepared
from webapp.village.register.queries import known_households
from webapp.village.register.report import fingerprint
from webapp.village.register.rules import Column, Person, PoliticalStatus, blockers_import

_CHUNK = 500
Row = TypeVar("Row", bound=VillageScoped)


@operation(P.REGISTER_IMPORT)
def import_register(
    ctx: Context, prepared: Prepared, *, expected: str | None = None, leave_out_refused: bool = False
) -> Difference:
    """Take a checked file into the register. Nobody is ever removed by it.

    `expected` is the fingerprint of the difference the clerk saw. Raises RuleBroken for refused rows (unless their
    households are to be left out), Conflict if the register says all this already, or changed since the clerk looked.
    """
    found = difference(known_households(ctx.session), prepared.checked, prepared.digests)
    require_none(blockers_import(len(found.refusals), leave_out_refused=leave_out_refused))
    if found.is_nothing:
        raise Conflict("register.nothing_to_import")
    if expected is not None and expected != fingerprint(found):
        raise Conflict("register.changed_meanwhile")
    groups = _groups(ctx, found)
    homes = _households(ctx, found, groups)
    _residents(ctx, found, homes)
    ctx.record(_event(found, prepared.sha256), subject=village(ctx.session))
    return found


def _event(found: Difference, sha256: str) -> RegisterImported:
    return RegisterImported(
        rows=found.rows,
        households=len(found.households),
        residents=found.residents,
        added=len(found.added),
        changed=len(found.changed),
        unchanged=found.unchanged,
        repaired=len(found.repairs),
        left_out=found.rows - found.residents,
        file_sha256=sha256,
    )


def _groups(ctx: Context, found: Difference) -> dict[str, uuid.UUID]:
    """The villagers' groups by name; those the file names for the first time are made, in its order."""
    rows = ctx.session.execute(select(VillagersGroup.name, VillagersGroup.id, VillagersGroup.position)).all()
    groups = {name: key for name, key, _ in rows}
    last = max((position for _, _, position in rows), default=0)
    for change in found.households:
        name = change.household.group
        if name not in groups:
            last += 1
            groups[name] = new_id()
            ctx.session.add(VillagersGroup(id=groups[name], name=name, position=last))
    ctx.session.flush()
    return groups


def _households(ctx: Context, found: Difference, groups: dict[str, uuid.UUID]) -> dict[int, uuid.UUID]:
    """Writes the households and returns their keys by the place of the change in the difference.

    A household that moved to another group leaves its constituency: constituencies lie inside groups (VCOL art. 29).
    """
    changed = [change.known.key for change in found.households if change.known is not None and change.changes]
    rows = _rows(ctx, Household, changed)
    last = ctx.session.execute(select(func.max(Household.position))).scalar_one() or 0
    keys: dict[int, uuid.UUID] = {}
    for place, change in enumerate(found.households):
        home = change.household
        if change.known is None:
            last += 1
            keys[place] = new_id()
            row = Household(
                id=keys[place],
                number=home.number,
                group_id=groups[home.group],
                constituency_id=None,
                door=home.door,
                position=last,
            )
            ctx.session.add(row)
            continue
        keys[place] = _key(change.known.key)
        if change.changes:
            _rewrite_household(rows[keys[place]], change, groups)
    ctx.session.flush()
    return keys


def _rewrite_household(row: Household, change: HouseholdChange, groups: dict[str, uuid.UUID]) -> None:
    row.door = change.household.door
    if any(one.column is Column.GROUP for one in change.changes):
        row.group_id = groups[change.household.group]
        row.constituency_id = None


def _residents(ctx: Context, found: Difference, homes: dict[int, uuid.UUID]) -> None:
    rows = _rows(ctx, Resident, [one.known.key for one in found.changed if one.known is not None])
    added: list[Resident] = []
    for place, change in enumerate(found.households):
        last = len(change.known.residents) if change.known is not None else 0
        for one in change.residents:
            if one.known is None:
                last += 1
                row = Resident(id=new_id(), position=last)
                added.append(row)
            elif one.changes:
                row = rows[_key(one.known.key)]
            else:
                continue
            _write_person(row, one, homes[place])
    ctx.session.add_all(added)


def _write_person(row: Resident, change: ResidentChange, household_id: uuid.UUID) -> None:
    person: Person = change.person
    row.household_id = household_id
    row.name = person.name
    row.pinyin = initials(person.name)
    row.sex = person.sex
    row.born_on = person.born_on
    row.relation = person.relation
    row.phone = person.phone
    row.registered_here = person.registered_here
    row.lives_here = person.lives_here
    row.political_status = person.political.value if person.political else ""
    row.party_member = person.political is PoliticalStatus.PARTY_MEMBER
    if change.digest is not None:
        row.identity_digest = change.digest
        row.identity_last4 = identity_tail(person.identity)


def _rows(ctx: Context, model: type[Row], keys: Sequence[object]) -> dict[uuid.UUID, Row]:
    found: dict[uuid.UUID, Row] = {}
    for start in range(0, len(keys), _CHUNK):
        query = select(model).where(model.id.in_(keys[start : start + _CHUNK])).with_for_update()
        found |= {row.id: row for row in ctx.session.execute(query).scalars()}
    return found


def _key(key: object) -> uuid.UUID:
    if not isinstance(key, uuid.UUID):
        raise TypeError("rows of the village are named by their keys")
    return key
