"""Filling and ending offices."""

from __future__ import annotations

import uuid
from datetime import date

from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, InvalidInput, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.constituencies.models import Constituency
from webapp.village.kinship.queries import near_relatives_of
from webapp.village.offices.composition import blockers_appoint
from webapp.village.offices.events import OfficeEnded, OfficeFilled
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.queries import committee_until, holders_on, serving
from webapp.village.offices.rules import FARTHEST_DAYS, Holder, Office, is_serving, term_until
from webapp.village.register.models import Resident


@operation(P.OFFICE_FILL, on=Resident)
def fill_office(
    ctx: Context,
    resident: Resident,
    office: Office,
    since: date,
    constituency_id: uuid.UUID | None = None,
    title: str = "",
    finance_knowledge: bool = False,
) -> OfficeTerm:
    """Record that a villager holds an office for the term of the law, as chosen by the body that chooses it.

    Who joins a committee, council or supervision committee in between serves until the committee's term ends.
    Raises RuleBroken with every reason against it (age, size of the body, near relatives, incompatible offices).
    """
    profile = rules_in_force(ctx.session, since)
    until = term_until(office, since, committee_until(ctx.session, since), profile.number("vc.term.years"))
    new = Holder(resident.id, office, resident.name, resident.sex, resident.household_id, finance_knowledge)
    holders = holders_on(ctx.session, since)
    kin = near_relatives_of(ctx.session, {resident.id, *(holder.person for holder in holders)})
    blockers = blockers_appoint(new, holders, kin, profile, born_on=resident.born_on, on=since)
    if resident.departed_on is not None:
        blockers.append(Blocker("office.departed", "", {"name": resident.name, "on": resident.departed_on.isoformat()}))
    blockers += _constituency_blockers(ctx, office, constituency_id, since, profile.article("rep.households.perRep"))
    if abs((since - china_date(ctx.now)).days) > FARTHEST_DAYS:
        blockers.append(Blocker("office.since_far"))
    require_none(blockers)
    term = OfficeTerm(
        office=office,
        resident_id=resident.id,
        constituency_id=constituency_id if office is Office.REPRESENTATIVE else None,
        title=title.strip(),
        finance_knowledge=finance_knowledge,
        since=since,
        until=until,
    )
    ctx.session.add(term)
    ctx.record(OfficeFilled(office, resident.name, resident.id, since, until), subject=term)
    return term


@operation(P.OFFICE_END, on=OfficeTerm)
def end_office(ctx: Context, term: OfficeTerm, on: date, because: str) -> OfficeTerm:
    """Record that an office ended before its term: by resignation, recall, termination or moving away.

    Raises InvalidInput without a reason or for a day outside the term.
    """
    if not because.strip():
        raise InvalidInput("office.end_without_reason", "because")
    if not is_serving(term.since, term.until, on):
        raise InvalidInput("office.end_outside_term", "on", since=term.since, until=term.until)
    resident = ctx.session.get_one(Resident, (ctx.village_id, term.resident_id))
    term.until = on
    term.ended_because = because.strip()
    ctx.record(OfficeEnded(term.office, resident.name, resident.id, on, term.ended_because))
    return term


def _constituency_blockers(
    ctx: Context, office: Office, constituency_id: uuid.UUID | None, since: date, article: str
) -> list[Blocker]:
    """A representative needs a constituency that nobody else speaks for on that day."""
    if office is not Office.REPRESENTATIVE:
        return []
    if constituency_id is None or ctx.session.get(Constituency, (ctx.village_id, constituency_id)) is None:
        return [Blocker("office.constituency_missing", article)]
    taken = serving(since).where(OfficeTerm.office == office, OfficeTerm.constituency_id == constituency_id)
    return [
        Blocker("office.constituency_taken", article, {"name": resident.name})
        for _, resident in ctx.session.execute(taken)
    ]
