"""The minutes as paper: one page for printing, the same as PDF, and the files that go into the archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import render_template

from webapp.council.minutes.models import Minutes, Signature
from webapp.council.minutes.operations import HTML, PDF
from webapp.kit.language import OF_THE_VILLAGE, in_language
from webapp.kit.pdf import can_print_pdf, paper_style, pdf_of

PAPER = "layouts/paper.html"


def minutes_page(minutes: Minutes, signatures: Sequence[Signature], village: str) -> str:
    """The minutes as one self-contained page in the village's language: the same record gives the same page."""
    told: dict[str, Any] = {"layout": PAPER, "style": paper_style(), "village_name": village}
    told |= {"locale_code": OF_THE_VILLAGE}
    with in_language(OF_THE_VILLAGE):
        return render_template("minutes/sheet.html", minutes=minutes, signatures=signatures, **told)


def minutes_pdf(minutes: Minutes, signatures: Sequence[Signature], village: str) -> bytes:
    """The same as PDF. Raises RuleBroken where the machine cannot make one."""
    return pdf_of(minutes_page(minutes, signatures, village))


def papers_to_archive(minutes: Minutes, signatures: Sequence[Signature], village: str) -> dict[str, bytes]:
    """The files of signed minutes: the page, and the PDF where the machine can make one."""
    page = minutes_page(minutes, signatures, village)
    papers = {HTML: page.encode()}
    return papers | {PDF: pdf_of(page)} if can_print_pdf() else papers
