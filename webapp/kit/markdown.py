"""Text that people wrote in Markdown, made safe to show."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt
from flask_babel import gettext
from markupsafe import Markup, escape

_PARSER = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable("image")
_TABLE = '<div class="scroll" role="group" tabindex="0" aria-label="%s"><table>'
_TAGS = {
    "p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def render_markdown(text: str) -> Markup:
    """Markdown as HTML without scripts, styles, images or raw HTML; headings begin below the page's own.

    Columns set to the right are columns of numbers.
    """
    html = _PARSER.render(text).replace(' style="text-align:right"', ' class="num"')
    for level in (4, 3, 2, 1):
        html = html.replace(f"<h{level}>", f"<h{level + 2}>").replace(f"</h{level}>", f"</h{level + 2}>")
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "td": {"class"}, "th": {"class"}},
        url_schemes={"http", "https", "mailto", "tel"},
    )
    clean = clean.replace("<table>", _TABLE % escape(gettext("Table"))).replace("</table>", "</table></div>")
    return Markup(f'<div class="written">{clean}</div>')  # noqa: S704 - cleaned above
