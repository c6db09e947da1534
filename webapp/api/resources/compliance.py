"""The compliance board: every rule that can be judged from the record, for each matter and meeting; no names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marshmallow import fields

from webapp.api import kinds
from webapp.api.kinds import Document
from webapp.api.queries.pages import page_of_rows, shown
from webapp.api.resources.group import village
from webapp.core.clock import china_date
from webapp.core.pages import Page
from webapp.kit.request import current_ctx
from webapp.supervision.compliance import queries
from webapp.supervision.compliance.rules import Finding, Mark, Sign


class FindingDocument(Document):
    """One rule held against the record."""

    rule = kinds.code("Which rule, as a word of the system.")
    mark = kinds.word(Mark, "Kept, missing, or not due yet.")
    article = kinds.code("The article.")


class JudgedDocument(Document):
    """A matter or meeting with everything the board says of it."""

    number = kinds.short_number("What people call it.")
    title = kinds.text("Its title.")
    findings = fields.List(fields.Nested(FindingDocument), metadata={"description": "Rule by rule."})
    signs = fields.List(fields.String(), metadata={"description": "Facts to look at, as words of the system."})


@village.many("/compliance/matters", JudgedDocument, "oversight")
def list_judged_matters(asked: dict[str, Any]) -> Page:
    """Matters held against the charter, the newest first."""
    ctx = current_ctx()
    page = page_of_rows(ctx.session, queries.matter_statement(), asked)
    judged = queries.judged_matters(ctx.session, page.rows, china_date(ctx.now))
    rows = [_show(one.matter.short_number, one.matter.title, one.findings, one.signs) for one in judged]
    return shown(Page(rows, page.number, page.total, page.per_page), dict)


@village.many("/compliance/meetings", JudgedDocument, "oversight")
def list_judged_meetings(asked: dict[str, Any]) -> Page:
    """Meetings held against the charter, the newest first."""
    ctx = current_ctx()
    page = page_of_rows(ctx.session, queries.meeting_statement(), asked)
    judged = queries.judged_meetings(ctx.session, page.rows, china_date(ctx.now))
    rows = [_show(one.meeting.short_number, one.meeting.title, one.findings, one.signs) for one in judged]
    return shown(Page(rows, page.number, page.total, page.per_page), dict)


def _show(number: str, title: str, findings: Sequence[Finding], signs: Sequence[Sign]) -> dict[str, Any]:
    judged = [{"rule": one.code, "mark": one.mark, "article": one.article} for one in findings]
    return {"number": number, "title": title, "findings": judged, "signs": [sign.code for sign in signs]}
