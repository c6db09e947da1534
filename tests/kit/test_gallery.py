"""Every layout and component renders to sound HTML: parsed strictly, ids once, inputs labelled, nothing inline."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser

from tests.kit.gallery import PAGES, draw_into, gallery_app, rendered

ROOT = Path(__file__).parents[2]
XHTML = "{http://www.w3.org/1999/xhtml}"
BUDGET = 60_000
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
REACHES_OUT = """[...document.querySelectorAll("body *")].filter((e) => {
  const box = e.getBoundingClientRect();
  return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && !e.closest(".scroll, .skip, .visually-hidden");
}).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def gallery() -> Flask:
    return gallery_app()


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, gallery: Flask) -> str:
    return rendered(gallery, request.param)


def parsed(html: str) -> ElementTree.Element:
    """The page as a tree; html5lib raises on the first mistake."""
    return html5lib.HTMLParser(strict=True).parse(html)


def test_the_markup_is_valid(page: str) -> None:
    assert parsed(page).find(f"{XHTML}body") is not None


def test_ids_are_unique_and_pointers_lead_somewhere(page: str) -> None:
    tree = parsed(page)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in tree.iter():
        for name in ("for", "aria-describedby", "aria-labelledby"):
            assert set((element.get(name) or "").split()) <= set(ids), (name, element.attrib)
        href = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or ""
        if element.tag.endswith("}use"):
            assert href[1:] in ids


def test_every_input_has_a_label(page: str) -> None:
    tree = parsed(page)
    labelled = {element.get("for") for element in tree.iter(f"{XHTML}label")}
    for tag in ("input", "select", "textarea"):
        for element in tree.iter(f"{XHTML}{tag}"):
            assert element.get("type") == "hidden" or element.get("id") in labelled, element.attrib


def test_nothing_is_inline(page: str) -> None:
    """The content security policy forbids inline scripts, styles and handlers."""
    for element in parsed(page).iter():
        assert element.tag != f"{XHTML}style"
        assert element.tag != f"{XHTML}script" or element.get("src")
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")], element.attrib


def test_every_page_has_one_heading_and_a_language(page: str) -> None:
    tree = parsed(page)
    assert len(list(tree.iter(f"{XHTML}h1"))) == 1
    assert tree.get("lang") == "zh-Hans"
    assert len(list(tree.iter(f"{XHTML}main"))) == 1


def test_pictures_have_names(page: str) -> None:
    for element in parsed(page).iter():
        if element.tag.endswith("}svg") and element.get("role") in ("img", "group"):
            assert (element.get("aria-label") or "").strip()


def test_an_elder_page_says_so(gallery: Flask) -> None:
    assert parsed(rendered(gallery, "home", elder=True)).get("data-size") == "elder"


def test_labels_are_escaped(gallery: Flask) -> None:
    """A village name or a seat's name cannot smuggle markup into a page."""
    with gallery.test_request_context():
        macro = gallery.jinja_env.get_template("components/seats.html").module.seats  # type: ignore[attr-defined]
        said = str(macro([{"name": "<script>alert(1)</script>", "state": "for", "url": 'x" onclick="y'}]))
    assert "<script" not in said
    assert 'onclick="' not in said


def test_a_first_visit_is_light(gallery: Flask) -> None:
    """Styles, scripts and the page itself, compressed (the site's budget is 100 kB)."""
    html = rendered(gallery, "matter")
    files = re.findall(r'(?:href|src)="/static/([^"]+)"', html)
    sizes = [len(gzip.compress((ROOT / "static" / name).read_bytes())) for name in files]
    assert sum(sizes) + len(gzip.compress(html.encode())) < BUDGET


@pytest.mark.parametrize("sheet", sorted((ROOT / "static" / "css").glob("*.css")), ids=lambda path: path.name)
def test_styles_are_plain_and_small(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    assert text.count("{") == text.count("}")
    assert not re.search(r"@import|@font-face|url\((?!#)", text)


def test_the_gallery_can_be_opened_from_the_disk(tmp_path: Path) -> None:
    made = draw_into(tmp_path)
    assert len(made) == len(PAGES)
    assert (tmp_path / "static" / "css" / "theme.css").is_file()
    assert 'href="static/css/theme.css"' in made[0].read_text(encoding="utf-8")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_accessible(browser: Browser, tmp_path: Path, page: str) -> None:
    """No finding of axe: WCAG 2.2 AA and good practice, on a phone."""
    draw_into(tmp_path, only=[page])
    window = browser.new_page(viewport={"width": 360, "height": 800})
    window.goto((tmp_path / f"{page}.html").as_uri())
    found = Axe().run(window, options={"runOnly": STANDARDS})
    window.close()
    assert not found.response["violations"], found.generate_report()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "elder"), [(320, False), (320, True), (768, True), (1440, False)])
def test_nothing_stands_out_of_the_screen(browser: Browser, tmp_path: Path, width: int, elder: bool) -> None:
    window = browser.new_page(viewport={"width": width, "height": 800})
    for path in draw_into(tmp_path, elder=elder):
        window.goto(path.as_uri())
        assert window.evaluate(REACHES_OUT) == [], path.name
    window.close()
