"""The versions of a matter's text."""

from __future__ import annotations

from sqlalchemy import select

from webapp.api import kinds
from webapp.api.queries.matters import matter_at
from webapp.api.resources.group import village
from webapp.api.resources.matters import VersionLine
from webapp.branch.matters.models import MatterVersion
from webapp.core.errors import NotFound
from webapp.kit.addresses import Numbered
from webapp.kit.request import current_ctx


class VersionDocument(VersionLine):
    """A version with its text."""

    text = kinds.text("The text, in Markdown.")


@village.one("/matters/<short_number:number>/versions/<count:version>", VersionDocument, "matters")
def get_version(number: Numbered, version: int) -> MatterVersion:
    """One version of a matter's text: they are added, never changed."""
    ctx = current_ctx()
    matter = matter_at(ctx, number)
    query = select(MatterVersion).where(MatterVersion.matter_id == matter.id, MatterVersion.number == version)
    found = ctx.session.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound("MatterVersion", version)
    return found
