"""Draws every layout and component with made-up data into a folder, to be looked at and to be checked.

python -m tests.kit.gallery FOLDER [--words CATALOGUE.json] [--elder]
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import segno
from flask import Flask, render_template
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader
from markupsafe import Markup

from tests.kit import gallery_data as made_up
from webapp.kit.pictures.environment import draw_with

ROOT = Path(__file__).parents[2]
PAGES = ("home", "matter", "ballot", "hall", "hall-long", "sheet", "form", "form-wrong", "pieces", "confirm")


def gallery_app(words: dict[str, str] | None = None) -> Flask:
    """A bare site that has the templates and the pictures and nothing else."""
    app = Flask(__name__, static_folder=str(ROOT / "static"))
    app.secret_key = "only for looking"
    app.jinja_env.loader = ChoiceLoader(
        [FileSystemLoader(ROOT / "webapp" / "templates"), FileSystemLoader(Path(__file__).parent / "gallery_templates")]
    )
    CSRFProtect(app)
    known = words or {}
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: known.get(text, text),
        lambda one, many, n: known.get(one, one if n == 1 else many),
        newstyle=True,
    )
    Bootstrap5(app)
    draw_with(app.jinja_env)
    return app


def _context(page: str, elder: bool, locale: str) -> dict[str, Any]:
    """What the site and the views would hand to this page."""
    form = made_up.ProposalForm()
    if page == "form-wrong":
        form.validate()
    voted = made_up.people(voted=27, present=14, absent=4)
    decided = made_up.people(yes=29, against=7, abstain=5, absent=4)
    code = Markup(segno.make("https://example.cn/v/410123104207", error="m").svg_inline(border=1, omitsize=True))
    return {
        "village": made_up.VILLAGE,
        "nav_items": made_up.NAV,
        "home_url": "#",
        "locale_code": locale,
        "elder": elder,
        "other_locales": made_up.LOCALES,
        "elder_url": "#elder",
        "sign_in_url": "#in",
        "verify_url": "#check",
        "foot_items": made_up.FOOT,
        "actor": SimpleNamespace(is_signed_in=page.startswith("form"), name="王秀兰"),
        "sign_out_url": "#out",
        "notices": made_up.NOTICES,
        "to_do": made_up.WAITING,
        "steps": made_up.STEPS,
        "stopped": made_up.STOPPED,
        "blockers": made_up.BLOCKERS,
        "vouchers": made_up.VOUCHERS,
        "months": made_up.MONTHS,
        "facts_list": made_up.FACTS,
        "long": made_up.LONG,
        "form": form,
        "qr": code,
        "people": voted if page.startswith("hall") else decided,
        "heading": made_up.LONG if page == "hall-long" else "东渠清淤与护坡,预算 128,000 元",
        "all_states": made_up.people(yes=6, against=4, abstain=3, voted=3, present=4, recused=2, absent=3),
        "nine": made_up.people(yes=5, against=3, absent=1),
        "ninety_nine": made_up.people(yes=60, against=21, abstain=18),
        "one": made_up.people(yes=1),
        "great": made_up.people(yes=612, against=188, abstain=40, absent=40),
        "log_number": 4812,
        "qr_text": "example.cn/v/410123104207",
        "sheet_date": "2026 年 3 月 13 日",
        "body_name": "槐树湾村村民委员会",
        "until": "3 月 28 日",
        "back_url": "#",
    }


def rendered(app: Flask, page: str, elder: bool = False, locale: str = "zh_Hans") -> str:
    """One page of the gallery as HTML."""
    method = "POST" if page == "form-wrong" else "GET"
    with app.test_request_context("/", method=method, data={"source": "x"} if method == "POST" else None):
        template = {"hall-long": "hall", "form-wrong": "form"}.get(page, page)
        return render_template(f"{template}.html", **_context(page, elder, locale))


def draw_into(
    folder: Path, words: dict[str, str] | None = None, elder: bool = False, only: Sequence[str] = PAGES
) -> list[Path]:
    """Every page (or only some) as a file that a browser can open from the disk."""
    app = gallery_app(words)
    shutil.copytree(ROOT / "static", folder / "static", dirs_exist_ok=True)
    made = []
    for page in only:
        path = folder / f"{page}.html"
        path.write_text(rendered(app, page, elder).replace('"/static/', '"static/'), encoding="utf-8")
        made.append(path)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=Path, help="a JSON object of message ids and their translation")
    parser.add_argument("--elder", action="store_true")
    asked = parser.parse_args()
    words = json.loads(asked.words.read_text(encoding="utf-8")) if asked.words else None
    for path in draw_into(asked.folder, words, asked.elder):
        print(path)


if __name__ == "__main__":
    main()
