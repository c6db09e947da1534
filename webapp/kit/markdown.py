"""Text that people wrote in Markdown, made safe to show."""

from __future__ import annotations

import functools
import importlib
from typing import Any

import nh3
from flask_babel import gettext
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

_PARSER = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable("image")
# A short text could otherwise ask for 65,536 empty cells, which take seconds to draw.
_TABLES: Any = importlib.import_module("markdown_it.rules_block.table")
_TABLES.MAX_AUTOCOMPLETED_CELLS = 500
_REMEMBERED = 256
_TABLE = '<div class="scroll" role="group" tabindex="0" aria-label="%s"><table>'
_TAGS = {
    "p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def render_markdown(text: str) -> Markup:
    """Markdown as HTML without scripts, styles, images or raw HTML; headings begin below the page's own.

    Columns set to the right are columns of numbers.
    """
    shown = _clean_html(text)
    if "<table>" in shown:
        opening = _TABLE % escape(gettext("Table"))
        shown = shown.replace("<table>", opening).replace("</table>", "</table></div>")
    return Markup(f'<div class="written">{shown}</div>')  # noqa: S704 - cleaned


@functools.lru_cache(_REMEMBERED)
def _clean_html(text: str) -> str:
    """Drawing a long text takes a tenth of a second or more, and the same texts are read again and again."""
    html = _PARSER.render(text).replace(' style="text-align:right"', ' class="num"')
    for level in (4, 3, 2, 1):
        html = html.replace(f"<h{level}>", f"<h{level + 2}>").replace(f"</h{level}>", f"</h{level + 2}>")
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "td": {"class"}, "th": {"class"}},
        url_schemes={"http", "https", "mailto", "tel"},
    )
