"""The clerk's rooms in a real browser: accessible, no wider than the window, and a file on its way into the register."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.harness.browser import require_accessible, screenshots
from tests.harness.village import PASSWORD, SmallVillage, small_village
from tests.village.papers import FAMILY, csv_file, row

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


@pytest.fixture
def clerk(village: SmallVillage, database_url: str, serve: Callable[..., Any], new_person: Callable[..., Any]) -> Any:
    """The clerk's window, signed in on the real server."""
    page = new_person(serve(database_url).url)
    page.goto(f"/v/{village.village_id}/sign-in")
    page.fill("#sign_in_name", "clerk")
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/desk")
    return page


def test_every_room_of_the_clerk(village: SmallVillage, clerk: Any) -> None:
    person, other = village.people["villager"], village.people["chair"]
    pages = {
        "register": "register?q=1",
        "constituencies": "constituencies",
        "constituencies-draw": "constituencies/draw?target=9",
        "constituencies-one": "constituencies/1",
        "household-move": f"households/{village.households[1]}/move",
        "offices": "offices",
        "offices-representatives": "offices/representatives",
        "offices-choose": "offices/new?q=1",
        "offices-fill": f"offices/new/{person}",
        "kinship": "kinship?q=1",
        "kinship-one": f"kinship/{person}?q=2",
        "kinship-add": f"kinship/{person}/add/{other}",
        "invitations": "invitations",
        "invite": f"invitations/new/{village.stranger()}",
        "reinvite": f"reinvitations/for/{person}",
        "account": "account",
        "password": "password",
    }
    for name, path in pages.items():
        clerk.goto(f"/v/{village.village_id}/{path}")
        require_accessible(clerk)
        screenshots(clerk, f"clerk-{name}")


def test_a_file_goes_in(village: SmallVillage, clerk: Any, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    rows = [[f"9{line[0]}", *line[1:]] for line in FAMILY]
    file.write_bytes(csv_file([*rows, row("900002", "子", "赵小", "男", "2030-01-01", 5)]))
    clerk.goto(f"/v/{village.village_id}/register")
    clerk.set_input_files("#file", str(file))
    clerk.click("form:has(#file) button[type=submit]")
    clerk.wait_for_url("**/register/drafts/*")
    require_accessible(clerk)
    screenshots(clerk, "clerk-draft")
    clerk.check("#leave_out")
    clerk.click("form:has(#leave_out) button[type=submit]")
    clerk.wait_for_url("**/register")
    clerk.goto(f"/v/{village.village_id}/register?q=李大山")
    assert clerk.locator("main td", has_text="900001").count() == 1
    clerk.goto(f"/v/{village.village_id}/invitations/new/{village.stranger()}")
    clerk.click("main form button.btn-primary")
    assert clerk.locator("svg.qr").count() == 1
    require_accessible(clerk)
    screenshots(clerk, "clerk-invited")
