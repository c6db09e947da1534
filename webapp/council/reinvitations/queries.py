"""Reading new invitations that were asked for."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from webapp.council.reinvitations.models import Reinvitation
from webapp.village.accounts.models import Account


@dataclasses.dataclass(frozen=True)
class Asked:
    """A new invitation that was asked for: for whom, by whom, and who agreed."""

    row: Reinvitation
    name: str
    asked_by: str
    agreed_by: str | None


def account_of(session: Session, resident_id: uuid.UUID) -> Account | None:
    """The open account of a villager."""
    query = select(Account).where(Account.resident_id == resident_id, Account.is_closed.is_(False))
    return session.execute(query).scalar_one_or_none()


def account_behind(session: Session, key: uuid.UUID) -> Account:
    """The account a new invitation is for."""
    same = (Account.village_id == Reinvitation.village_id) & (Account.id == Reinvitation.account_id)
    return session.execute(select(Account).join(Reinvitation, same).where(Reinvitation.id == key)).scalar_one()


def waiting_for_consent(session: Session, now: datetime, account_id: uuid.UUID | None) -> list[Asked]:
    """What waits for the second office, oldest first; without what this account asked for, or is for. One query."""
    mine = Reinvitation.account_id == account_id, Reinvitation.asked_by_id == account_id
    query = _asked().where(Reinvitation.agreed_at.is_(None), Reinvitation.ends_at > now, *(~one for one in mine))
    return _read(session, query.order_by(Reinvitation.asked_at))


def asked_for(session: Session, resident_id: uuid.UUID, now: datetime) -> Asked | None:
    """What is under way for this villager, if anything. One query."""
    query = _asked().where(
        Account.resident_id == resident_id, Reinvitation.handed_at.is_(None), Reinvitation.ends_at > now
    )
    found = _read(session, query.order_by(Reinvitation.asked_at.desc()).limit(1))
    return found[0] if found else None


_Asker = aliased(Account)
_Agreer = aliased(Account)


def _asked() -> Select[Reinvitation, str, str, str | None]:
    row = Reinvitation
    return (
        select(row, Account.shown_name, _Asker.shown_name, _Agreer.shown_name)
        .join(Account, (Account.village_id == row.village_id) & (Account.id == row.account_id))
        .join(_Asker, (_Asker.village_id == row.village_id) & (_Asker.id == row.asked_by_id))
        .outerjoin(_Agreer, (_Agreer.village_id == row.village_id) & (_Agreer.id == row.agreed_by_id))
    )


def _read(session: Session, query: Select[Reinvitation, str, str, str | None]) -> list[Asked]:
    return [Asked(row, name, asker, agreer) for row, name, asker, agreer in session.execute(query)]
