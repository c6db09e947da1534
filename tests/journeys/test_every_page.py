"""Every page of the demonstration village at a phone's, a tablet's and a desk's width: nobody is shut out of any of them.

SCREENSHOTS=1 keeps a picture of each in tests/.screenshots, to be looked at.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

import webapp
from tests.harness.browser import WIDTHS, require_accessible, screenshots
from tests.harness.client import LintingClient
from tests.harness.server import RunningServer, start_server
from tests.harness.set_clock import FILE, SetClock
from tests.harness.web import settings_for
from tests.journeys.conftest import MODULE
from tests.journeys.pages import PIECES, pages_of, public_endpoints
from tests.journeys.person import Person
from webapp.cli.demo.cast import PASSWORD, VILLAGE_CODE
from webapp.cli.demo.load import load_demo

pytestmark = pytest.mark.browser

EVENING = (date(2026, 11, 20), 19, 40)
ROLES = ("shuji", "zhuren", "weiyuan2", "wenshu", "jiandu", "daibiao1", "cunmin1")
DESKS = tuple(f"{role}:site.desk" for role in ROLES)
NO_PAGES = PIECES | {
    "accounts.join",
    "site.about",
    "site.entry_bytes",
    "matters.attachment",
    "tablet.identify",
    "tablet.done",
    "minutes.page",
    "minutes.pdf",
    "exchange.books_beancount",
    "exchange.books_csv",
    "exchange.books_xlsx",
    "handovers.paper",
    "proofs.picture",
    "reports.pdf",
    "site.evidence_of_matter",
    "site.evidence_of_meeting",
    "site.evidence_of_period",
    "site.receipt_proof",
    "site.log_checkpoint",
    "site.log_checkpoint_of",
    "site.log_entries_tile",
    "site.log_tile",
    "witnesses.policy",
}
"""Addresses of pieces, files and ways on, and the pages behind an invitation and the tablet's pass."""
NOT_IN_THE_STORY = {
    "disclosures.request_page",
    "evaluations.at_meeting",
    "handovers.show",
    "holdings.show",
    "site.receipt_for",
}
"""Pages of things of which the demonstration has none, each looked at by the tests of its own room."""
MIDDLE = WIDTHS[1]
PHONE = {"width": 360, "height": 800}
FIRST_VISIT, NEXT_VISIT = 100_000, 20_000


@pytest.fixture(scope="module")
def server(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """The demonstration village, on an evening when its council sits."""
    folder = tmp_path_factory.mktemp("demonstration")
    (folder / "yishi.sqlite3").write_bytes(sqlite_template.read_bytes())
    clock = SetClock(folder / "clock")
    clock.set(*EVENING)
    app = _app(folder)
    load_demo(app.extensions["yishi_database"], app.extensions["yishi_settings"].register_key.encode(), clock())
    app.extensions["yishi_database"].engine.dispose()
    running = start_server(f"sqlite:///{folder}/yishi.sqlite3", folder, MODULE, **{FILE: str(clock.file)})
    yield running
    running.stop()


@pytest.fixture(scope="module")
def pages(server: RunningServer) -> dict[str, dict[str, str]]:
    """Who → kind of page → address: everything a reader reaches, and of the others what only they reach."""
    app = _app(server.kept.output.parent)
    found = {"": pages_of(app, VILLAGE_CODE)}
    known = set(found[""])
    for role in ROLES:
        reached = pages_of(app, VILLAGE_CODE, role, known)
        found[role] = {kind: path for kind, path in reached.items() if kind not in known or kind == "site.desk"}
        known |= set(reached)
    app.extensions["yishi_database"].engine.dispose()
    return found


@pytest.fixture
def come(new_person: Callable[..., Page], server: RunningServer) -> Callable[..., Person]:
    """A function that lets one more person in; without a role they only read."""

    def enter(role: str = "", **options: object) -> Person:
        person = Person(new_person(server.url, **options), f"{server.url}/v/{VILLAGE_CODE:012d}", role)
        return person.sign_in(PASSWORD) if role else person

    return enter


def _app(folder: Path) -> Flask:
    app = webapp.create_app(settings_for(f"sqlite:///{folder}/yishi.sqlite3"), SetClock(folder / "clock"))
    app.test_client_class = LintingClient
    return app


def test_every_public_page_is_reached_by_links(server: RunningServer, pages: dict[str, dict[str, str]]) -> None:
    app = _app(server.kept.output.parent)
    missing = public_endpoints(app) - set(pages[""]) - NO_PAGES - NOT_IN_THE_STORY
    assert not missing, " ".join(sorted(missing))


@pytest.mark.parametrize("role", ["", *ROLES])
def test_at_every_width(role: str, pages: dict[str, dict[str, str]], come: Callable[..., Person]) -> None:
    person = come(role)
    for kind, path in pages[role].items():
        person.go(path)
        if os.environ.get("SCREENSHOTS"):
            screenshots(person.page, f"{role or 'reader'}-{kind}")
        for width in WIDTHS:
            person.page.set_viewport_size({"width": width, "height": 800})
            require_no_push_sideways(person.page)
            if width != MIDDLE:  # the pages have two layouts, a narrow one and a wide one
                require_accessible(person.page)


def test_in_large_type(pages: dict[str, dict[str, str]], come: Callable[..., Person], server: RunningServer) -> None:
    person = come("zhuren", viewport=PHONE)
    person.page.context.add_cookies([{"name": "elder", "value": "1", "url": server.url}])
    for kind, path in (pages[""] | pages["zhuren"]).items():
        person.go(path)
        if os.environ.get("SCREENSHOTS"):
            screenshots(person.page, f"elder-{kind}", (360,))
        require_no_push_sideways(person.page)


def test_public_pages_without_scripts(pages: dict[str, dict[str, str]], come: Callable[..., Person]) -> None:
    person = come(java_script_enabled=False)
    for path in pages[""].values():
        person.go(path)
        expect(person.page.get_by_role("heading", level=1)).to_be_visible()
    person.go("")
    person.type("户号、门牌号或户主姓名", "00012")
    person.press("查找")
    expect(person.main.locator(".found")).to_be_visible()


@pytest.mark.parametrize(
    ("role", "kind", "action"),
    [
        ("", "site.home", "查找"),
        ("", "accounts.sign_in", "登录"),
        ("cunmin1", "board.object_to", "提异议"),
        ("daibiao1", "polls.ballot", "赞成"),
        ("shuji", "matters.raise_matter", "提出"),
    ],
)
def test_with_the_keyboard_alone(
    role: str, kind: str, action: str, pages: dict[str, dict[str, str]], come: Callable[..., Person]
) -> None:
    person = come(role)
    everything = pages[""] | {key: path for own in pages.values() for key, path in own.items()}
    person.go(everything[kind])
    goal = person.main.get_by_role("button", name=action).first
    for _ in range(80):
        person.page.keyboard.press("Tab")
        assert person.page.evaluate(FOCUS_IS_SEEN), f"nothing shows where the focus is: {person.page.evaluate(WHERE)}"
        if goal.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"“{action}” is not reached with the Tab key on {person.page.url}")


@pytest.mark.parametrize("kind", ["site.home", "board.show", "site.matter"])
def test_the_weight_of_a_page(kind: str, pages: dict[str, dict[str, str]], come: Callable[..., Person]) -> None:
    person = come()
    assert transferred(person.page, f"{person.home}/{pages[''][kind]}") < FIRST_VISIT
    assert transferred(person.page, f"{person.home}/{pages[''][kind]}") < NEXT_VISIT


def transferred(page: Page, address: str) -> int:
    """Bytes that came over the wire until the page was complete, heads included."""
    watch = page.context.new_cdp_session(page)
    watch.send("Network.enable")
    sizes: list[float] = []
    watch.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    watch.detach()
    assert sizes
    return int(sum(sizes))


def require_no_push_sideways(page: Page) -> None:
    """The page is no wider than its window."""
    spill = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert spill <= 0, f"{page.url} is {spill} px wider than its window of {page.viewport_size}"


WHERE = "document.activeElement.outerHTML.slice(0, 120)"
FOCUS_IS_SEEN = """() => {
  const at = document.activeElement;
  if (at === document.body) return true;
  const pick = at.closest(".pick") || at;
  const looks = [getComputedStyle(at), getComputedStyle(pick), getComputedStyle(at, "::after")];
  return looks.some(look => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2);
}"""
