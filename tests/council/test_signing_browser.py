"""Signing with the finger on a phone, in a real browser; the pages of minutes and papers are accessible."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.council.builder import Council
from tests.council.minuted import laid_out
from tests.harness.browser import require_accessible, screenshots
from tests.harness.village import PASSWORD
from webapp.council.minutes import queries
from webapp.council.minutes.rules import SignedHow

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MINUTES = "minutes/2026-1"


@pytest.fixture
def window(database_url: str, council: Council, serve: Callable[..., Any], new_person: Callable[..., Any]) -> Any:
    """Windows on the real server, each of one person; without a role only reading."""
    server = serve(database_url)

    def of(role: str = "", **options: Any) -> tuple[Any, str]:
        page, base = new_person(server.url, **options), f"/v/{council.village.village_id}/"
        if role:
            page.goto(base + "sign-in")
            page.fill("#sign_in_name", role)
            page.fill("#password", PASSWORD)
            page.click("main button[type=submit]")
            page.wait_for_url("**/desk")
        return page, base

    return of


def test_a_name_drawn_on_a_phone_stands_under_the_minutes(council: Council, window: Any) -> None:
    minutes = laid_out(council)
    council.rest()
    page, base = window("chair", viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto(base + MINUTES + "/sign")
    draw(page)
    require_accessible(page)
    screenshots(page, "minutes-sign", (360,))
    page.click("form[data-signature] .btn-primary")
    page.wait_for_url("**/" + MINUTES)
    (name,) = queries.signatures_of(council.anyone().session, minutes.id)
    assert (name.how, name.drawing[0]) == (SignedHow.DRAWN, "M")
    assert page.locator(".signature svg path").get_attribute("d") == name.drawing


def test_a_drawing_is_wiped_and_the_password_confirms_instead(council: Council, window: Any) -> None:
    minutes = laid_out(council)
    council.rest()
    page, base = window("supervisor")
    page.goto(base + MINUTES + "/sign")
    draw(page)
    page.click("[data-clear]")
    page.click("form[data-signature] .btn-primary")
    assert page.locator("#wrong").count() == 1
    page.locator("#password").press_sequentially(PASSWORD)
    page.locator("#password").press("Enter")
    page.wait_for_url("**/" + MINUTES)
    (name,) = queries.signatures_of(council.anyone().session, minutes.id)
    assert (name.how, name.drawing) == (SignedHow.PASSWORD, "")


def test_without_scripts_the_password_signs(council: Council, window: Any) -> None:
    laid_out(council)
    council.rest()
    page, base = window("clerk", java_script_enabled=False)
    page.goto(base + MINUTES + "/sign")
    assert not page.locator("canvas").is_visible()
    page.fill("#password", PASSWORD)
    page.click("form[data-signature] .btn-primary")
    page.wait_for_url("**/" + MINUTES)


def test_every_page_is_accessible(council: Council, window: Any) -> None:
    laid_out(council)
    council.rest()
    page, base = window("clerk")
    pages = {
        "minutes": MINUTES,
        "minutes-sheet": MINUTES + "/sheet",
        "minutes-words": MINUTES + "/words",
        "papers": "meetings/2026-1/papers",
        "papers-seats": "meetings/2026-1/papers/seats",
        "papers-slips": "meetings/2026-1/papers/slips",
        "papers-ballots": "meetings/2026-1/polls/1/papers/ballots",
        "papers-tally": "meetings/2026-1/polls/1/papers/tally",
    }
    for name, path in pages.items():
        page.goto(base + path)
        require_accessible(page)
        screenshots(page, name)


def draw(page: Any) -> None:
    """A line across the field, as a finger draws it."""
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + 20 + step * 20, box["y"] + 40 + (step % 3) * 15)
    page.mouse.up()
