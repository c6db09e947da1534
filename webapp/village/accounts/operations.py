"""Inviting, joining, signing in and out."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import delete, select

from webapp.core.context import Actor, ActorKind, Context
from webapp.core.errors import Conflict, NotFound
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.accounts import rules
from webapp.village.accounts.events import (
    ActRefused,
    PasswordChanged,
    PersonInvited,
    PersonJoined,
    SignedIn,
    SignedOut,
    SignInRefused,
)
from webapp.village.accounts.models import Account, Invitation, SignInTry
from webapp.village.accounts.passwords import token_digest
from webapp.village.accounts.queries import account_by_name
from webapp.village.register.models import Resident


@operation(P.ACCOUNT_INVITE, on=Resident)
def invite(ctx: Context, resident: Resident, sign_in_name: str) -> str:
    """Hand a villager a link for a first sign-in; earlier links stop working.

    Returns the token of the link. Raises RuleBroken if the person set a password already (a new link then takes two
    people), InvalidInput for a name nobody can type, Conflict if another person already signs in with it.
    """
    rules.require_here(resident.departed_on)
    rules.require_sign_in_name(sign_in_name)
    account = ctx.session.execute(select(Account).where(Account.resident_id == resident.id)).scalar_one_or_none()
    other = account_by_name(ctx.session, sign_in_name)
    if other is not None and other.resident_id != resident.id:
        raise Conflict("account.name_taken", name=sign_in_name)
    rules.require_first(account.password_hash if account else "")
    if account is None:
        account = Account(resident_id=resident.id, sign_in_name=sign_in_name, shown_name=resident.name)
        ctx.session.add(account)
        ctx.session.flush()
    account.sign_in_name = sign_in_name
    token = _new_link(ctx, account, rules.INVITATION_LASTS)
    ctx.record(PersonInvited(sign_in_name=sign_in_name))
    return token


@operation(P.ACCOUNT_INVITE)
def invite_all(ctx: Context, people: Mapping[uuid.UUID, str]) -> dict[uuid.UUID, str]:
    """Hand several villagers their links at once: all of them or none. `people`: sign-in name by resident.

    Returns the token of each. Raises what `invite` raises.
    """
    return {resident_id: invite(ctx, resident_id, sign_in_name) for resident_id, sign_in_name in people.items()}


@operation(P.ACCOUNT_RENEW, on=Account)
def renew_link(ctx: Context, account: Account, lasts: timedelta) -> str:
    """Make a new link for somebody who can sign in already, as part of an act that says who agreed to it.

    Returns its token. The sign-in name stays, and the old password holds until a new one is set.
    """
    return _new_link(ctx, account, lasts)


@operation(P.ACCOUNT_CLOSE, on=Account)
def close_account(ctx: Context, account: Account) -> None:
    """End an account as part of an act that says why: no sign-in, no session, no link, and the name is free again."""
    _end_invitations(ctx, account.id)
    account.is_closed = True
    account.sign_in_name = account.id.hex
    account.password_hash = ""
    account.epoch += 1


@operation(P.ACCOUNT_CLOSE, on=Account)
def reopen_account(ctx: Context, account: Account) -> None:
    """Let an account that was closed be invited again; until then nobody signs in with it."""
    account.is_closed = False


@operation(P.ACCOUNT_JOIN, on=Invitation)
def join(ctx: Context, invitation: Invitation, password_hash: str) -> Account:
    """Set the password an invitation is for. Raises RuleBroken if it was used or is too old."""
    rules.require_usable(invitation.expires_at, invitation.used_at, ctx.now)
    invitation.used_at = ctx.now
    account = _account(ctx, invitation.account_id)
    account.password_hash = password_hash
    account.epoch += 1
    ctx.record(PersonJoined(), subject=account)
    return account


@operation(P.ACCOUNT_CHANGE_PASSWORD)
def change_password(ctx: Context, password_hash: str) -> Account:
    """Change one's own password; every other session of the person ends."""
    account = _account(ctx, ctx.actor.account_id)
    account.password_hash = password_hash
    account.epoch += 1
    ctx.record(PasswordChanged(), subject=account)
    return account


@operation(P.ACCOUNT_SIGN_IN)
def sign_in(ctx: Context, account_id: uuid.UUID) -> Account:
    """Note that a person signed in, after the password was found right.

    The entry has no subject: it would show in public which account it was.
    """
    account = _account(ctx, account_id)
    ctx.actor = Actor(ActorKind.PERSON, account.id, account.resident_id, account.shown_name)
    ctx.record(SignedIn(account.id))
    return account


@operation(P.ACCOUNT_SIGN_IN)
def refuse_sign_in(ctx: Context, tried_name: str, name_digest: str, address_digest: str) -> None:
    """Note that a sign-in was refused, and count the try."""
    ctx.session.execute(delete(SignInTry).where(SignInTry.at < ctx.now - rules.TRIES_WINDOW))
    ctx.session.add(SignInTry(name_digest=name_digest, address_digest=address_digest, at=ctx.now))
    ctx.record(SignInRefused(tried_name=tried_name))


@operation(P.ACCOUNT_SIGN_OUT)
def sign_out_everywhere(ctx: Context) -> None:
    """End all sessions of this person, on every device."""
    account = _account(ctx, ctx.actor.account_id)
    account.epoch += 1
    ctx.record(SignedOut(), subject=account)


@operation(P.REFUSAL_RECORD)
def record_refusal(ctx: Context, permission: str) -> None:
    """Note that a signed-in person tried what they may not do."""
    ctx.record(ActRefused(permission=permission))


def _account(ctx: Context, account_id: uuid.UUID | None) -> Account:
    account = ctx.session.get(Account, (ctx.village_id, account_id), populate_existing=True) if account_id else None
    if account is None:
        raise NotFound("Account", account_id)
    return account


def _new_link(ctx: Context, account: Account, lasts: timedelta) -> str:
    """A link that opens once; earlier ones stop working."""
    _end_invitations(ctx, account.id)
    token = secrets.token_urlsafe(24)
    ctx.session.add(Invitation(account_id=account.id, token_digest=token_digest(token), expires_at=ctx.now + lasts))
    return token


def _end_invitations(ctx: Context, account_id: uuid.UUID) -> None:
    query = select(Invitation).where(Invitation.account_id == account_id, Invitation.used_at.is_(None))
    for invitation in ctx.session.execute(query).scalars():
        invitation.expires_at = min(invitation.expires_at, ctx.now)
