"""Taking somebody out of the register, and back."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.departures import rules
from webapp.council.departures.events import ResidentDeparted, ResidentReturned
from webapp.council.queries import open_votes_of
from webapp.village.accounts.models import Account
from webapp.village.accounts.operations import close_account, reopen_account
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.operations import end_office
from webapp.village.register.models import Resident
from webapp.village.register.rules import Departure


@operation(P.RESIDENT_DEPART, on=Resident)
def record_departure(ctx: Context, resident: Resident, because: Departure, on: date) -> Resident:
    """Take somebody who died or left out of the register from a day on: offices end, the account closes, the row stays.

    Raises RuleBroken for somebody out already, a day to come or before birth, and while a vote is open in which the
    person is due.
    """
    votes = open_votes_of(ctx.session, resident.id)
    require_none(rules.blockers_depart(resident.departed_on, resident.born_on, on, china_date(ctx.now), votes))
    kind = rules.KIND_OF[because]
    resident.departed_on, resident.departed_because = on, because
    account = ctx.session.scalars(select(Account).where(Account.resident_id == resident.id)).one_or_none()
    if account is not None:
        close_account(ctx, account.id)
    ctx.record(ResidentDeparted(kind, because, on))
    terms = select(OfficeTerm).where(OfficeTerm.resident_id == resident.id, OfficeTerm.until > on)
    for term in ctx.session.scalars(terms.order_by(OfficeTerm.since)).all():
        if term.since < term.until:
            end_office(ctx, term.id, max(on, term.since), rules.OFFICE_ENDS_BECAUSE[kind])
    return resident


@operation(P.RESIDENT_DEPART, on=Resident)
def record_return(ctx: Context, resident: Resident) -> Resident:
    """Take somebody back into the register; offices do not come back, and to sign in takes a new first invitation."""
    require_none(rules.blockers_return(resident.departed_on))
    resident.departed_on = resident.departed_because = None
    account = ctx.session.scalars(select(Account).where(Account.resident_id == resident.id)).one_or_none()
    if account is not None:
        reopen_account(ctx, account.id)
    ctx.record(ResidentReturned())
    return resident
