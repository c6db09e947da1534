"""Asking for a new invitation, agreeing to it, handing it out."""

from __future__ import annotations

from sqlalchemy import select

from webapp.core.context import Context
from webapp.core.errors import NotFound, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.queries import open_votes_of
from webapp.council.reinvitations import rules
from webapp.council.reinvitations.events import (
    ReinvitationAgreed,
    ReinvitationAsked,
    ReinvitationHanded,
    ReinvitedByOperator,
)
from webapp.council.reinvitations.models import Reinvitation
from webapp.council.reinvitations.queries import account_of
from webapp.village.accounts.models import Account
from webapp.village.accounts.operations import renew_link
from webapp.village.register.models import Resident


@operation(P.REINVITATION_ASK, on=Resident)
def ask_reinvitation(ctx: Context, resident: Resident) -> Reinvitation:
    """Ask that somebody who forgot the password gets a new invitation; what was asked before for them lapses.

    Raises RuleBroken for somebody who never joined, for oneself, and while a vote is open in which the person is due.
    """
    account = _joined(ctx, resident)
    is_own = ctx.actor.account_id == account.id
    require_none(rules.blockers_ask(bool(account.password_hash), is_own, open_votes_of(ctx.session, resident.id)))
    asker = ctx.actor.account_id
    if asker is None:
        raise NotFound("Account", asker)
    _lapse(ctx, account)
    row = Reinvitation(account_id=account.id, asked_by_id=asker, asked_at=ctx.now, ends_at=ctx.now + rules.ASKING_LASTS)
    ctx.session.add(row)
    ctx.session.flush()
    ctx.record(ReinvitationAsked(), subject=row)
    return row


@operation(P.REINVITATION_AGREE, on=Reinvitation)
def agree_reinvitation(ctx: Context, row: Reinvitation) -> Reinvitation:
    """Agree, as the second office, that the person gets a new invitation.

    Raises RuleBroken for who asked or is the person, for what lapsed, and while a vote is open for the person.
    """
    mine = ctx.actor.account_id
    votes = open_votes_of(ctx.session, _account(ctx, row).resident_id)
    require_none(rules.blockers_agree(row.asking, mine == row.account_id, mine == row.asked_by_id, ctx.now, votes))
    row.agreed_by_id, row.agreed_at = mine, ctx.now
    ctx.record(ReinvitationAgreed())
    return row


@operation(P.REINVITATION_ASK, on=Reinvitation)
def hand_reinvitation(ctx: Context, row: Reinvitation) -> str:
    """Make the link that was asked for and agreed to; returns its token. The sign-in name stays.

    Raises RuleBroken if nobody agreed, it lapsed, a link was made already, or a vote is open for the person.
    """
    votes = open_votes_of(ctx.session, _account(ctx, row).resident_id)
    require_none(rules.blockers_hand(row.asking, ctx.actor.account_id == row.account_id, ctx.now, votes))
    row.handed_at = ctx.now
    token: str = renew_link(ctx, row.account_id, rules.LINK_LASTS)
    ctx.record(ReinvitationHanded())
    return token


@operation(P.REINVITATION_OPERATE, on=Resident)
def reinvite_as_operator(ctx: Context, resident: Resident) -> str:
    """Make a new link at the command line, without a second person: the public log says so in its own sentence.

    For the day on which nobody of the offices can sign in. Raises RuleBroken as asking does, also during a vote.
    """
    account = _joined(ctx, resident)
    require_none(rules.blockers_ask(bool(account.password_hash), False, open_votes_of(ctx.session, resident.id)))
    _lapse(ctx, account)
    token: str = renew_link(ctx, account.id, rules.LINK_LASTS)
    ctx.record(ReinvitedByOperator())
    return token


def _joined(ctx: Context, resident: Resident) -> Account:
    account = account_of(ctx.session, resident.id)
    if account is None:
        raise NotFound("Account", resident.id)
    return account


def _account(ctx: Context, row: Reinvitation) -> Account:
    return ctx.session.get_one(Account, (ctx.village_id, row.account_id))


def _lapse(ctx: Context, account: Account) -> None:
    """Whatever was asked for this account before is worth nothing any more."""
    query = select(Reinvitation).where(Reinvitation.account_id == account.id, Reinvitation.ends_at > ctx.now)
    for row in ctx.session.scalars(query):
        row.ends_at = ctx.now
