"""Appointing those who count in public and those who watch them, and relieving them."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, NotFound, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.rules import MeetingState
from webapp.council.tellers import queries, rules
from webapp.council.tellers.events import TellerAppointed, TellerRelieved
from webapp.council.tellers.models import Teller
from webapp.council.tellers.rules import CountingRole, Person
from webapp.village.offices.queries import office_holders
from webapp.village.offices.rules import Body, offices_of
from webapp.village.register.models import Resident


@operation(P.TELLER_APPOINT, on=Meeting)
def appoint_teller(ctx: Context, meeting: Meeting, resident_id: uuid.UUID, role: CountingRole) -> Teller:
    """Call a person to count at this meeting, or one of the supervision committee to watch the counting.

    Raises RuleBroken with every reason that this person cannot (mover, concerned, near relative, minor, other role,
    not of the supervision committee), each with its article; NotFound for who is not in the register.
    """
    resident = ctx.session.get(Resident, (ctx.village_id, resident_id))
    if resident is None:
        raise NotFound("Resident", resident_id)
    today = china_date(ctx.now)
    before = select(Teller).where(Teller.meeting_id == meeting.id, Teller.resident_id == resident.id)
    teller = ctx.session.execute(before).scalar_one_or_none()
    supervisors = {term.resident_id for term, _ in office_holders(ctx.session, offices_of(Body.SUPERVISION), today)}
    serves_as = teller.role if teller is not None and teller.relieved_at is None else None
    person = Person(resident.name, resident.born_on, resident.id in supervisors, serves_as)
    concerns = queries.concerns_at(ctx.session, meeting.id).get(resident.id, [])
    require_none(rules.blockers_appoint(role, meeting.state, person, concerns, today))
    if teller is None:
        teller = Teller(meeting_id=meeting.id, resident_id=resident.id)
        ctx.session.add(teller)
    teller.name, teller.role, teller.appointed_at, teller.relieved_at = resident.name, role, ctx.now, None
    ctx.session.flush()
    ctx.record(TellerAppointed(meeting.id, teller.name, role.value), subject=teller)
    return teller


@operation(P.TELLER_RELIEVE, on=Teller)
def relieve_teller(ctx: Context, teller: Teller) -> Teller:
    """Let a person count (or watch) no longer; what they entered and confirmed stays. Raises RuleBroken."""
    if queries.meeting_of(ctx.session, teller).state is MeetingState.CLOSED:
        raise RuleBroken([Blocker("meeting.is_closed")])
    if teller.relieved_at is not None:
        raise RuleBroken([Blocker("teller.is_relieved", "", {"name": teller.name})])
    teller.relieved_at = ctx.now
    ctx.record(TellerRelieved(teller.meeting_id, teller.name, teller.role.value), subject=teller)
    return teller
