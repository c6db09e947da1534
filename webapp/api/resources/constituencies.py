"""Constituencies: the households a representative speaks for, counted."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from webapp.api import kinds
from webapp.api.kinds import Document
from webapp.api.queries.pages import page_of_list
from webapp.api.resources.group import village
from webapp.core.clock import china_date
from webapp.core.pages import Page
from webapp.kit.request import current_ctx
from webapp.village.constituencies.queries import areas


class ConstituencyDocument(Document):
    """One constituency of 5 to 15 households (VCOL art. 29)."""

    number = kinds.count("Its number.")
    name = kinds.text("What it is called.")
    group = kinds.text("The villagers' group it lies in.")
    households = kinds.count("How many households it has.")
    representatives = fields.List(fields.String(), metadata={"description": "Who speaks for it today."})


@village.many("/constituencies", ConstituencyDocument, "council")
def list_constituencies(asked: dict[str, Any]) -> Page:
    """Every constituency by its number."""
    ctx = current_ctx()
    return page_of_list(areas(ctx.session, china_date(ctx.now)), asked)
