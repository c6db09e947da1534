"""HTML to PDF, for paper that is kept and paper that is handed out in the hall.

WeasyPrint sets it, with Pango and the fonts of the machine. Nothing is fetched: styles and pictures stand in the page.
"""

from __future__ import annotations

import functools
from typing import Any

from webapp.core.errors import Blocker, RuleBroken
from webapp.paths import STATIC

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"
"""What Debian calls the libraries and fonts that pip cannot bring."""


def pdf_of(html: str) -> bytes:
    """A page as PDF: the same page gives the same bytes, so that a hash can be made again from the same record.

    Raises RuleBroken that names the packages where the machine has no Pango.
    """
    printer = _printer()
    if printer is None:
        raise RuleBroken([Blocker("paper.no_pdf", "", {"packages": PACKAGES})])
    nothing = printer.urls.URLFetcher(allowed_protocols=())
    document: bytes = printer.HTML(string=html, url_fetcher=nothing).write_pdf()
    return document


def can_print_pdf() -> bool:
    """Whether this machine can make PDFs. Where it cannot, the pages for printing still work."""
    return _printer() is not None


@functools.cache
def paper_style() -> str:
    """The style of all paper, to stand inside the page."""
    return "".join((STATIC / "css" / name).read_text(encoding="utf-8") for name in ("pdf.css", "paper.css"))


@functools.cache
def _printer() -> Any:
    """The library, loaded when the first paper is wanted: it takes a third of a second, and needs Pango."""
    try:
        import weasyprint
    except (ImportError, OSError):
        return None
    return weasyprint
