"""What every page's frame needs: navigation, who is signed in, language, type size."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import gettext as _

from webapp.core.context import ANYONE
from webapp.kit import formats
from webapp.kit.markdown import render_markdown
from webapp.kit.pictures.environment import draw_with
from webapp.kit.qr import qr_svg
from webapp.kit.request import may
from webapp.site.context import this_village
from webapp.site.preferences import LOCALES, preferences
from webapp.village.offices.labels import office_label


def install(app: Flask) -> None:
    """Give templates the frame, the formats and `may(...)`."""
    draw_with(app.jinja_env)
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals.update(may=may, qr_svg=qr_svg, office_label=office_label)
    app.jinja_env.filters.update(
        long_date=formats.long_date,
        short_date=formats.short_date,
        date_and_time=formats.date_and_time,
        clock_time=formats.clock_time,
        yuan=formats.yuan,
        number=formats.number,
        markdown=render_markdown,
    )
    app.context_processor(frame)


def frame() -> dict[str, Any]:
    """The layout's variables for this request."""
    chosen = preferences()
    here = request.full_path.rstrip("?")
    shared: dict[str, Any] = {
        "locale_code": chosen.locale,
        "elder": chosen.elder,
        "elder_url": url_for("site.prefer", elder="0" if chosen.elder else "1", back=here),
        "other_locales": [
            {"code": code, "label": label, "url": url_for("site.prefer", locale=code, back=here)}
            for code, label in LOCALES.items()
            if code != chosen.locale
        ],
        "home_url": "/",
        "actor": ANYONE,
    }
    if hasattr(g, "ctx"):
        shared |= _village_frame(here)
    return shared


def _village_frame(here: str) -> dict[str, Any]:
    return {
        "village": this_village(),
        "actor": g.ctx.actor,
        "now": g.ctx.now,
        "home_url": url_for("site.home"),
        "sign_in_url": url_for("accounts.sign_in", back=here),
        "sign_out_url": url_for("accounts.sign_out"),
        "account_url": url_for("accounts.account"),
        "verify_url": url_for("site.evidence"),
        "nav_items": nav_items(),
        "foot_items": [
            {"url": url_for("site.powers"), "label": _("Who may do what")},
            {"url": url_for("charter.rules"), "label": _("Rules")},
            {"url": url_for("supervision.show"), "label": _("Supervision")},
            {"url": url_for("mandates.list_mandates"), "label": _("Mandates")},
        ],
    }


def nav_items() -> list[dict[str, Any]]:
    """The main navigation; the first four show on a phone."""
    items = [
        ("board.show", _("Notice board"), ("board.",)),
        ("matters.list_matters", _("Matters"), ("matters.", "steps.", "opinions.")),
        (
            "meetings.list_meetings",
            _("Meetings"),
            ("meetings.", "polls.", "resolutions.", "agenda.", "speeches.", "amendments.", "tablet."),
        ),
        ("site.council", _("Representatives"), ("site.council",)),
        ("committee.list_tasks", _("Tasks"), ("committee.",)),
        ("finance.show", _("Finance"), ("finance.", "vouchers.", "holdings.")),
        ("site.log", _("Log"), ("site.log",)),
    ]
    if g.ctx.actor.is_signed_in:
        items.insert(0, ("site.desk", _("My desk"), ("site.desk",)))
    endpoint = request.endpoint or ""
    return [
        {"url": url_for(name), "label": label, "current": endpoint.startswith(prefixes)}
        for name, label, prefixes in items
        if name in current_app.view_functions
    ]
