"""Reading the notice board."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Integer, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from webapp.audit.queries import entries_about
from webapp.board.models import Notice, NoticeCover, Objection
from webapp.board.rules import Cover, NoticeKind, read_short_number
from webapp.core.database import VillageSession, prepared
from webapp.core.pages import Page, page_of
from webapp.village.register.models import Household, Resident, VillagersGroup

PER_PAGE = 12


@dataclasses.dataclass(frozen=True)
class Objected:
    """An objection with the notice it is about and the names of those who raised and answered it."""

    objection: Objection
    notice: Notice
    raised_by: str
    group: str
    replied_by: str | None


@dataclasses.dataclass(frozen=True)
class NextDate:
    """A day on which something falls due: `what` is `display_end`, `reply_due` or `task_due`.

    `number` and `part` find its page (the notice and its objection, or the matter and its task).
    """

    on: date
    what: str
    title: str
    number: str
    part: int = 0


def notice_by_number(session: Session, short_number: str) -> Notice | None:
    """The notice people call 2026-21."""
    found = read_short_number(short_number)
    if found is None:
        return None
    return session.execute(
        select(Notice).where(Notice.year == found[0], Notice.number == found[1])
    ).scalar_one_or_none()


def notice_of(session: Session, key: uuid.UUID) -> Notice | None:
    """The notice of a key."""
    return session.execute(select(Notice).where(Notice.id == key)).scalar_one_or_none()


def covers_of_notice(session: Session, notice_id: uuid.UUID) -> list[Cover]:
    """What a notice publishes. One query."""
    query = select(NoticeCover.item, NoticeCover.period).where(NoticeCover.notice_id == notice_id)
    return sorted(Cover(*row) for row in session.execute(query))


def notice_about(session: Session, table: str, key: uuid.UUID) -> Notice | None:
    """The newest notice about a thing of a room above (a resolution, a result, a meeting)."""
    query = select(Notice).where(Notice.about_id == key, Notice.about_table == table)
    return session.execute(query.order_by(Notice.hung_at.desc()).limit(1)).scalar_one_or_none()


def notices_of_matter(session: Session, matter_id: uuid.UUID) -> Sequence[Notice]:
    """Everything that hung about a matter, oldest first."""
    return session.scalars(OF_MATTER, {"matter_id": matter_id}).all()


def hanging_notices(session: Session, limit: int = PER_PAGE) -> Sequence[Notice]:
    """The newest notices on the board."""
    return session.scalars(NEWEST, {"limit": limit}).all()


def hanging_page(session: Session, number: int, kind: NoticeKind | None = None) -> Page:
    """A page of what hangs, newest first: two queries."""
    return page_of(session, _on_board(kind), number, PER_PAGE)


def hung_between(session: Session, since: datetime, until: datetime, most: int) -> Sequence[Notice]:
    """What was hung from one moment to another, in order, at most so many. One query."""
    query = select(Notice).where(Notice.hung_at >= since, Notice.hung_at < until)
    return session.execute(query.order_by(Notice.hung_at, Notice.number).limit(most)).scalars().all()


def hanging_count(session: VillageSession) -> int:
    """How many notices hang."""
    found: int = session.look_up(HOW_MANY)[0].hanging
    return found


def archive_page(session: Session, number: int, kind: NoticeKind | None = None) -> Page:
    """A page of what was taken down, newest first: two queries."""
    statement = select(Notice).where(Notice.taken_down_at.is_not(None))
    if kind is not None:
        statement = statement.where(Notice.kind == kind)
    return page_of(session, statement.order_by(Notice.hung_at.desc(), Notice.number.desc()), number)


def display_over(session: Session, today: date) -> Sequence[Notice]:
    """Notices whose days are over and that still hang, the longest over first."""
    query = select(Notice).where(Notice.taken_down_at.is_(None), Notice.hangs_until < today)
    return session.execute(query.order_by(Notice.hangs_until, Notice.number)).scalars().all()


def objections_to(session: Session, notice_ids: Collection[uuid.UUID]) -> list[Objected]:
    """Objections to these notices in the order they came, with names: one query."""
    return _objected(session, _objections().where(Objection.notice_id.in_(notice_ids)))


def objections_of_matter(session: Session, matter_id: uuid.UUID) -> list[Objected]:
    """Objections to anything that hung about a matter: one query."""
    return [Objected(*row) for row in session.execute(OBJECTIONS_OF_MATTER, {"matter_id": matter_id})]


def objection_by_number(session: Session, notice_id: uuid.UUID, number: int) -> Objected | None:
    """One objection to a notice."""
    found = _objected(session, _objections().where(Objection.notice_id == notice_id, Objection.number == number))
    return found[0] if found else None


def open_replies(session: Session, raised_by_id: uuid.UUID | None = None) -> list[Objected]:
    """Objections not answered yet, the most urgent first; all of them, or one person's."""
    statement = _objections().where(Objection.replied_at.is_(None))
    if raised_by_id is not None:
        statement = statement.where(Objection.raised_by_id == raised_by_id)
    return _objected(session, statement.order_by(None).order_by(Objection.reply_due, Objection.raised_at))


def overdue_replies(session: Session, today: date) -> list[Objected]:
    """Objections whose time for an answer has run out, the oldest first."""
    statement = _objections().where(Objection.replied_at.is_(None), Objection.reply_due < today)
    return _objected(session, statement.order_by(None).order_by(Objection.reply_due, Objection.raised_at))


def unanswered_objections(session: Session, notice_ids: Collection[uuid.UUID]) -> Sequence[Objection]:
    """Objections to these notices that still wait for an answer."""
    query = select(Objection).where(Objection.notice_id.in_(notice_ids), Objection.replied_at.is_(None))
    return session.execute(query).scalars().all()


def open_objections_by(session: Session, notice_id: uuid.UUID, resident_id: uuid.UUID | None) -> int:
    """How many objections to this notice by this person still wait for an answer."""
    query = select(func.count()).select_from(Objection)
    query = query.where(Objection.notice_id == notice_id, Objection.raised_by_id == resident_id)
    return session.execute(query.where(Objection.replied_at.is_(None))).scalar_one()


def last_objection(session: Session, notice_id: uuid.UUID) -> int:
    """The number of the last objection to this notice; 0 before the first."""
    query = select(func.coalesce(func.max(Objection.number), 0)).where(Objection.notice_id == notice_id)
    return session.execute(query).scalar_one()


def objection_counts(session: Session, notice_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many objections each of these notices has; those without are missing."""
    return {row[0]: row[1] for row in session.execute(OBJECTION_COUNTS, {"notice_ids": list(notice_ids)})}


def next_dates(session: Session, today: date, limit: int = 6) -> list[NextDate]:
    """What falls due next on the board: ends of display and answers, from today on."""
    asked = {"today": today, "limit": limit}
    dates = [
        NextDate(until, "display_end", title, f"{year}-{number}")
        for until, title, year, number in session.execute(NEXT_ENDS, asked)
    ]
    dates += [
        NextDate(due, "reply_due", title, f"{year}-{number}", part)
        for due, part, title, year, number in session.execute(NEXT_REPLIES, asked)
    ]
    return sorted(dates, key=lambda item: (item.on, item.what, item.number))[:limit]


def log_number(session: Session, notice: Notice) -> int | None:
    """The number of the log entry with which a notice was hung."""
    entries = entries_about(session, notice.id)
    return entries[-1].seq if entries else None


def _on_board(kind: NoticeKind | None) -> Select[Notice]:
    statement = select(Notice).where(Notice.taken_down_at.is_(None))
    if kind is not None:
        statement = statement.where(Notice.kind == kind)
    return statement.order_by(Notice.hung_at.desc(), Notice.number.desc())


_LIMIT = bindparam("limit", type_=Integer())
_HANGS = Notice.taken_down_at.is_(None)
NEWEST = prepared(_on_board(None).limit(_LIMIT))
HOW_MANY = prepared(select(func.count().label("hanging")).select_from(Notice).where(_HANGS))
OF_MATTER = prepared(
    select(Notice).where(Notice.matter_id == bindparam("matter_id")).order_by(Notice.hung_at, Notice.number)
)
OBJECTION_COUNTS = prepared(
    select(Objection.notice_id, func.count())
    .where(Objection.notice_id.in_(bindparam("notice_ids", expanding=True)))
    .group_by(Objection.notice_id)
)
NEXT_ENDS = prepared(
    select(Notice.hangs_until, Notice.title, Notice.year, Notice.number)
    .where(_HANGS, Notice.hangs_until >= bindparam("today"))
    .order_by(Notice.hangs_until, Notice.number)
    .limit(_LIMIT)
)
NEXT_REPLIES = prepared(
    select(Objection.reply_due, Objection.number, Notice.title, Notice.year, Notice.number)
    .join(Notice, (Notice.village_id == Objection.village_id) & (Notice.id == Objection.notice_id))
    .where(Objection.replied_at.is_(None), Objection.reply_due >= bindparam("today"))
    .order_by(Objection.reply_due)
    .limit(_LIMIT)
)
_Answerer = aliased(Resident)


def _objections() -> Select[Objection, Notice, str, str, str | None]:
    return (
        select(Objection, Notice, Resident.name, VillagersGroup.name, _Answerer.name)
        .join(Notice, (Notice.village_id == Objection.village_id) & (Notice.id == Objection.notice_id))
        .join(Resident, (Resident.village_id == Objection.village_id) & (Resident.id == Objection.raised_by_id))
        .join(Household, (Household.village_id == Resident.village_id) & (Household.id == Resident.household_id))
        .join(
            VillagersGroup,
            (VillagersGroup.village_id == Household.village_id) & (VillagersGroup.id == Household.group_id),
        )
        .outerjoin(
            _Answerer, (_Answerer.village_id == Objection.village_id) & (_Answerer.id == Objection.replied_by_id)
        )
        .order_by(Objection.raised_at, Objection.number)
    )


OBJECTIONS_OF_MATTER = prepared(_objections().where(Notice.matter_id == bindparam("matter_id")))


def _objected(session: Session, statement: Select[Objection, Notice, str, str, str | None]) -> list[Objected]:
    return [Objected(*row) for row in session.execute(statement)]
