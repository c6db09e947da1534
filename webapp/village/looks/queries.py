"""Reading who looked at whose data."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from webapp.core.pages import Page, page_of
from webapp.village.accounts.models import Account
from webapp.village.looks.models import Look
from webapp.village.looks.rules import EVERYBODY, About, LookAt, Whose, hour_of, not_yet_noted
from webapp.village.register.models import Household, Resident

PER_PAGE = 50


def to_be_noted(
    session: Session, account_id: uuid.UUID, page: LookAt, shown: Sequence[About], now: datetime
) -> list[About]:
    """Whose data this person has not yet been noted to have seen on this page within this hour. One query."""
    query = select(Look.about_id).where(
        Look.account_id == account_id,
        Look.hour == hour_of(now),
        Look.page == page,
        Look.about_id.in_({about.key for about in shown}),
    )
    return not_yet_noted(shown, frozenset(session.scalars(query))) if shown else []


def looks_at(session: Session, resident_id: uuid.UUID, number: int) -> Page:
    """Who looked at this person's data, their household's or the whole register's; newest first, with the name."""
    home = select(Resident.household_id).where(Resident.id == resident_id).scalar_subquery()
    return page_of(
        session,
        _looks().where(Look.about_id.in_([resident_id, EVERYBODY]) | (Look.about_id == home)),
        number,
        PER_PAGE,
    )


def looks_page(session: Session, asked: str, number: int) -> Page:
    """All looks, newest first, with who looked and at whose data; `asked` is a part of either name."""
    statement = _looks().add_columns(Resident.name, Household.number)
    if asked:
        found = [column.contains(asked, autoescape=True) for column in (Account.shown_name, Resident.name)]
        statement = statement.where(or_(*found, Household.number == asked))
    return page_of(session, statement, number, PER_PAGE)


def _looks() -> Select[Look, str]:
    """The looks with the name of who looked, and whose data it was."""
    return (
        select(Look, Account.shown_name)
        .join(Account, (Account.village_id == Look.village_id) & (Account.id == Look.account_id))
        .outerjoin(
            Resident,
            and_(Look.whose == Whose.RESIDENT, Resident.village_id == Look.village_id, Resident.id == Look.about_id),
        )
        .outerjoin(
            Household,
            and_(Look.whose == Whose.HOUSEHOLD, Household.village_id == Look.village_id, Household.id == Look.about_id),
        )
        .order_by(Look.seen_at.desc(), Look.id.desc())
    )
