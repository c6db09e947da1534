"""Reading accounts."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from webapp.core.context import Actor, ActorKind
from webapp.core.database import VillageSession, prepared
from webapp.village.accounts.models import Account, Invitation, SignInTry
from webapp.village.accounts.passwords import token_digest
from webapp.village.accounts.rules import Namesake, suggested_names
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.queries import serving
from webapp.village.offices.rules import Body, Office, offices_of
from webapp.village.register.models import Household, Resident


def account_by_name(session: Session, sign_in_name: str) -> Account | None:
    """The open account with this phone or name."""
    query = select(Account).where(Account.sign_in_name == sign_in_name, Account.is_closed.is_(False))
    return session.execute(query).scalar_one_or_none()


def invitation_by_token(session: Session, token: str) -> Invitation | None:
    """The invitation behind a link."""
    query = select(Invitation).where(Invitation.token_digest == token_digest(token))
    return session.execute(query).scalar_one_or_none()


ACTOR = prepared(
    select(Account.resident_id, Account.shown_name, OfficeTerm.office)
    .outerjoin(
        OfficeTerm,
        (OfficeTerm.village_id == Account.village_id)
        & (OfficeTerm.resident_id == Account.resident_id)
        & (OfficeTerm.since <= bindparam("today"))
        & (OfficeTerm.until > bindparam("today")),
    )
    .where(Account.id == bindparam("account"), Account.epoch == bindparam("epoch"), Account.is_closed.is_(False))
)


def actor_of(session: VillageSession, account_id: uuid.UUID, epoch: int, today: date) -> Actor | None:
    """The person behind a session cookie, with the offices held today; nobody if the sessions were ended. One query."""
    rows = session.look_up(ACTOR, account=account_id, epoch=epoch, today=today)
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


@dataclasses.dataclass(frozen=True)
class Invitee:
    """A person as the list of invitations shows them: may sign in, was invited until a moment, or neither."""

    resident_id: uuid.UUID
    name: str
    offices: tuple[Office, ...]
    sign_in_name: str
    has_joined: bool
    invited_until: datetime | None


def invitees_in_office(session: Session, today: date, now: datetime) -> list[Invitee]:
    """Everyone who holds an office today, in the order of the offices, and whether they can sign in. Three queries."""
    offices: dict[uuid.UUID, list[Office]] = {}
    for term, resident in session.execute(serving(today)):
        offices.setdefault(resident.id, []).append(term.office)
    order = {office: place for place, office in enumerate(Office)}
    for held in offices.values():
        held.sort(key=order.__getitem__)
    found = _invitees(session, offices, now)
    return sorted(found, key=lambda one: (order[one.offices[0]], one.has_joined, one.name))


def invitee(session: Session, resident_id: uuid.UUID, now: datetime) -> Invitee | None:
    """One person, and whether they can sign in."""
    found = _invitees(session, {resident_id: []}, now)
    return found[0] if found else None


def _invitees(session: Session, offices: dict[uuid.UUID, list[Office]], now: datetime) -> list[Invitee]:
    waiting = select(Invitation.account_id, func.max(Invitation.expires_at)).where(
        Invitation.used_at.is_(None), Invitation.expires_at > now
    )
    until: dict[uuid.UUID, datetime] = dict(session.execute(waiting.group_by(Invitation.account_id)).all())
    people = (
        select(Resident.id, Resident.name, Account.id, Account.sign_in_name, Account.password_hash)
        .outerjoin(Account, (Account.village_id == Resident.village_id) & (Account.resident_id == Resident.id))
        .where(Resident.id.in_(offices))
    )
    return [
        Invitee(key, name, tuple(offices[key]), sign_in_name or "", bool(password), until.get(account))
        for key, name, account, sign_in_name, password in session.execute(people)
    ]


def names_for(session: Session, residents: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What these people sign in with: the name they have, else their phone or name, never another's. Three queries."""
    wanted = list(residents)
    people = (
        select(Resident.id, Resident.phone, Resident.name, Household.number)
        .join(Household, (Household.village_id == Resident.village_id) & (Household.id == Resident.household_id))
        .where(Resident.id.in_(wanted))
    )
    accounts = session.execute(select(Account.sign_in_name, Account.resident_id, Account.id)).all()
    taken = {name: resident for name, resident, _ in accounts}
    own = {resident: name for name, resident, key in accounts if resident is not None and name != key.hex}
    new = (Namesake(*row) for row in session.execute(people) if row[0] not in own)
    return {key: own[key] for key in wanted if key in own} | suggested_names(new, taken)


@dataclasses.dataclass(frozen=True)
class TermOfAccount:
    """A term in a body, with the account whose pseudonym the log has for it."""

    account_id: uuid.UUID
    since: date
    until: date


def terms_in_body(session: Session, body: Body) -> list[TermOfAccount]:
    """Who sat in a body from when until when, today and before, as far as they have an account. One query."""
    query = (
        select(Account.id, OfficeTerm.since, OfficeTerm.until)
        .join(
            OfficeTerm,
            (OfficeTerm.village_id == Account.village_id) & (OfficeTerm.resident_id == Account.resident_id),
        )
        .where(OfficeTerm.office.in_(offices_of(body)))
        .order_by(Account.id, OfficeTerm.since)
    )
    return [TermOfAccount(*row) for row in session.execute(query)]


def accounts_in_office_named(session: Session, name: str) -> Sequence[uuid.UUID]:
    """The accounts of people of this name who hold or held an office: only they are called by name in the log."""
    return session.scalars(_named_in_office(Account.id).where(Account.shown_name == name)).all()


def names_ever_in_office(session: Session) -> Sequence[str]:
    """The names by which the log calls people: of all who hold or held an office, in order. One query."""
    return session.scalars(_named_in_office(Account.shown_name).order_by(Account.shown_name)).all()


def _named_in_office(column: Any) -> Any:
    held = (OfficeTerm.village_id == Account.village_id) & (OfficeTerm.resident_id == Account.resident_id)
    return select(column).where(select(OfficeTerm.id).where(held).exists()).distinct()
