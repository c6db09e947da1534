"""A report as paper: one page for printing, and the same as PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template

from webapp.kit.language import OF_THE_VILLAGE, in_language
from webapp.kit.pdf import paper_style, pdf_of
from webapp.supervision.reports.models import SupervisionReport
from webapp.supervision.reports.rules import PARTS

PAPER = "layouts/paper.html"


def report_pdf(report: SupervisionReport, body: Mapping[str, Any], village: str) -> bytes:
    """The report as PDF in the village's language. Raises RuleBroken where the machine cannot make one."""
    told: dict[str, Any] = {"layout": PAPER, "style": paper_style(), "village_name": village}
    told |= {"locale_code": OF_THE_VILLAGE, "parts": PARTS}
    with in_language(OF_THE_VILLAGE):
        return pdf_of(render_template("reports/sheet.html", report=report, body=body, **told))
