"""What the villagers' assembly delegated to the representatives."""

from __future__ import annotations

from typing import Any

from marshmallow import fields
from sqlalchemy import select

from webapp.api import kinds as say
from webapp.api.kinds import Document, Shown
from webapp.api.queries.pages import page_of_rows, shown
from webapp.api.resources.group import village
from webapp.core.clock import china_date
from webapp.core.pages import Page
from webapp.council.mandates.models import Mandate
from webapp.kit.request import current_ctx


class MandateDocument(Document):
    """A delegation of kinds of matter for a term (VCOL art. 28)."""

    kinds = fields.List(fields.String(), metadata={"description": "The codes of the kinds of matter."})
    since = say.day("The first day on which it holds.")
    until = say.day("The last day on which it holds.")
    in_force = say.flag("Whether it holds today.")
    decision = say.text("The assembly's decision it rests on.")


@village.many("/mandates", MandateDocument, "charter")
def list_mandates(asked: dict[str, Any]) -> Page:
    """Every mandate ever given, the newest first."""
    ctx = current_ctx()
    today = china_date(ctx.now)
    page = page_of_rows(ctx.session, select(Mandate).order_by(Mandate.since.desc(), Mandate.id.desc()), asked)
    return shown(page, lambda row: Shown(row, in_force=row.since <= today <= row.until))
