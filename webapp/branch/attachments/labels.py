"""Words of the papers that belong to a matter."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.branch.attachments.rules import CSV, DOCX, JPEG, PDF, PNG, TEXT, XLSX

KINDS: dict[str, Any] = {
    PDF: _("PDF"),
    PNG: _("Picture (PNG)"),
    JPEG: _("Picture (JPEG)"),
    TEXT: _("Text"),
    CSV: _("Table (CSV)"),
    XLSX: _("Table (Excel)"),
    DOCX: _("Text (Word)"),
}

BLOCKERS: dict[str, Any] = {
    "attachment.size": _("“%(name)s” is empty or larger than %(most)s MB. Make it smaller, or split it."),
    "attachment.kind": _(
        "“%(name)s” is none of the kinds that can be kept: PDF, PNG, JPEG, text, CSV, XLSX, DOCX. What counts is the "
        "content, not the name."
    ),
    "attachment.program": _("“%(name)s” contains a program (macros). Save it without, as XLSX or DOCX, and try again."),
    "attachment.too_many": _("There are %(most)s papers already, which is the most a matter can have."),
    "attachment.twice": _("The same file is there already as “%(name)s”."),
}

EVENTS: dict[str, Any] = {"attachment_added": _("A paper was attached to matter %(number)s")}


def kind_label(media_type: str) -> str:
    """What kind of paper it is."""
    return str(KINDS.get(media_type, media_type))
