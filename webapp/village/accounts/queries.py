"""Reading accounts."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.core.context import Actor, ActorKind
from webapp.village.accounts.models import Account, Invitation, SignInTry
from webapp.village.accounts.passwords import token_digest
from webapp.village.offices.models import OfficeTerm


def account_by_name(session: Session, sign_in_name: str) -> Account | None:
    """The open account with this phone or name."""
    query = select(Account).where(Account.sign_in_name == sign_in_name, Account.is_closed.is_(False))
    return session.execute(query).scalar_one_or_none()


def invitation_by_token(session: Session, token: str) -> Invitation | None:
    """The invitation behind a link."""
    query = select(Invitation).where(Invitation.token_digest == token_digest(token))
    return session.execute(query).scalar_one_or_none()


def actor_of(session: Session, account_id: uuid.UUID, epoch: int, today: date) -> Actor | None:
    """The person behind a session cookie, with the offices held today; nobody if the sessions were ended. One query."""
    query = (
        select(Account.resident_id, Account.shown_name, OfficeTerm.office)
        .outerjoin(
            OfficeTerm,
            (OfficeTerm.village_id == Account.village_id)
            & (OfficeTerm.resident_id == Account.resident_id)
            & (OfficeTerm.since <= today)
            & (OfficeTerm.until > today),
        )
        .where(Account.id == account_id, Account.epoch == epoch, Account.is_closed.is_(False))
    )
    rows = session.execute(query).all()
    if not rows:
        return None
    offices = frozenset(row.office.value for row in rows if row.office)
    return Actor(ActorKind.PERSON, account_id, rows[0].resident_id, rows[0].shown_name, offices)


def tries_since(session: Session, since: datetime, name_digest: str, address_digest: str) -> tuple[int, int]:
    """Failed sign-ins since a moment: for this name, and from this address."""

    def count(column_matches: object) -> int:
        query = select(func.count()).select_from(SignInTry).where(SignInTry.at >= since, column_matches)  # type: ignore[arg-type]
        return int(session.execute(query).scalar_one())

    return count(SignInTry.name_digest == name_digest), count(SignInTry.address_digest == address_digest)


def public_names(session: Session, pseudonyms: Collection[str]) -> dict[str, str]:
    """The names behind pseudonyms of people who hold or held an office; others stay unnamed. One query."""
    keys = [uuid.UUID(one) for one in pseudonyms if len(one) == 32]
    query = (
        select(Account.id, Account.shown_name)
        .join(
            OfficeTerm,
            (OfficeTerm.village_id == Account.village_id) & (OfficeTerm.resident_id == Account.resident_id),
        )
        .where(Account.id.in_(keys))
    )
    return {key.hex: name for key, name in session.execute(query)} if keys else {}
