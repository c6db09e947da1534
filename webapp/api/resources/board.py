"""The notice board, and the objections to what hangs there. Who objected is not said."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from marshmallow import fields
from sqlalchemy import Select, select

from webapp.api import kinds
from webapp.api.asked import Paging, one_of
from webapp.api.kinds import Document, Shown
from webapp.api.queries.matters import matter_numbers
from webapp.api.queries.pages import page_of_rows, shown
from webapp.api.queries.people import office_names
from webapp.api.resources.group import village
from webapp.board.models import Notice, Objection
from webapp.board.queries import objection_counts
from webapp.board.rules import NoticeKind
from webapp.core.errors import NotFound
from webapp.core.pages import Page
from webapp.kit.addresses import Numbered
from webapp.kit.request import current_ctx


class Hangs(StrEnum):
    """Whether a notice is on the board."""

    HANGING = "hanging"
    TAKEN_DOWN = "taken_down"


class NoticeLine(Document):
    """A sheet on the board."""

    number = kinds.short_number("What people call it.", attribute="short_number")
    kind = kinds.word(NoticeKind, "What it is about.")
    title = kinds.text("Its title.")
    matter = kinds.short_number("The matter it belongs to.", allow_none=True)
    hung_at = kinds.moment("When it was hung.")
    hangs_until = kinds.day("The last day on which it must hang (VCOL art. 35).")
    taken_down_at = kinds.moment("When it was taken down.", allow_none=True)
    objections = kinds.count("How many objections there are.")


class ObjectionDocument(Document):
    """An objection and its answer."""

    number = kinds.count("Its number, from 1.")
    text = kinds.text("What was objected.")
    raised_at = kinds.moment("When.")
    reply_due = kinds.day("The last day for the answer.")
    reply = kinds.text("The answer; empty until there is one.")
    replied_at = kinds.moment("When it was answered.", allow_none=True)
    replied_by = kinds.name("Who answered.", allow_none=True)


class NoticeDocument(NoticeLine):
    """A notice with its text and the objections to it."""

    text = kinds.text("Its text, in Markdown.")
    objection_list = fields.List(
        fields.Nested(ObjectionDocument), metadata={"description": "The objections, in the order they came."}
    )


class AskedNotices(Paging):
    """Which notices."""

    kind = one_of(NoticeKind, "Only notices of this kind.")
    state = one_of(Hangs, "Only what hangs now, or only what was taken down.")


@village.many("/board", NoticeLine, "board", AskedNotices)
def list_notices(asked: dict[str, Any]) -> Page:
    """Every notice that hangs or hung, the newest first."""
    session = current_ctx().session
    page = page_of_rows(session, _notices(asked), asked)
    matters = matter_numbers(session, [row.matter_id for row in page.rows])
    objections = objection_counts(session, [row.id for row in page.rows])
    return shown(page, lambda row: Shown(row, matter=matters.get(row.matter_id), objections=objections.get(row.id, 0)))


@village.one("/board/<short_number:number>", NoticeDocument, "board")
def get_notice(number: Numbered) -> Shown:
    """One notice and the objections to it."""
    session = current_ctx().session
    query = select(Notice).where(Notice.year == number.year, Notice.number == number.number)
    notice = session.execute(query).scalar_one_or_none()
    if notice is None:
        raise NotFound("Notice", str(number))
    said = select(Objection).where(Objection.notice_id == notice.id).order_by(Objection.number)
    objections = session.scalars(said).all()
    names = office_names(session, [row.replied_by_id for row in objections])
    return Shown(
        notice,
        matter=matter_numbers(session, [notice.matter_id]).get(notice.matter_id),
        objections=len(objections),
        objection_list=[Shown(row, replied_by=names.get(row.replied_by_id)) for row in objections],
    )


def _notices(asked: dict[str, Any]) -> Select[Notice]:
    statement = select(Notice).order_by(Notice.hung_at.desc(), Notice.year.desc(), Notice.number.desc())
    if kind := asked.get("kind"):
        statement = statement.where(Notice.kind == kind)
    if asked.get("state") is Hangs.HANGING:
        return statement.where(Notice.taken_down_at.is_(None))
    if asked.get("state") is Hangs.TAKEN_DOWN:
        return statement.where(Notice.taken_down_at.is_not(None))
    return statement
