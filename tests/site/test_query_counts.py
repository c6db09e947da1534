"""However much there is, a page asks the database the same number of questions."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.harness.acting import NEIGHBOUR, VILLAGE
from tests.harness.client import LintingClient
from tests.harness.crowd import Crowd, crowd
from tests.harness.statements import statements
from tests.harness.village import SmallVillage, small_village

FEW, MANY = 10, 100
# Page → the most statements it may take: what it took when it was written, and one more. Two are for the village and its log.
PAGES = {
    "home": ("", 15),
    "board": ("board", 7),
    "board archive": ("board/archive", 5),
    "notice": ("board/{notice}", 9),
    "matters": ("matters", 5),
    "matter": ("matters/{matter}", 19),
    "matter's log": ("matters/{matter}/log", 10),
    "versions": ("matters/{matter}/versions", 5),
    "opinions": ("matters/{matter}/opinions", 6),
    "meetings": ("meetings", 6),
    "meeting": ("meetings/{meeting}", 12),
    "poll": ("meetings/{meeting}/polls/{poll}", 9),
    "resolutions": ("resolutions", 5),
    "resolution": ("resolutions/{resolution}", 7),
    "resolution's sheet": ("resolutions/{resolution}/sheet", 7),
    "council": ("council", 9),
    "tasks": ("tasks", 5),
    "task": ("tasks/{matter}/{task}", 5),
    "supervision": ("supervision", 10),
    "mandates": ("mandates", 4),
    "powers": ("powers", 4),
    "log": ("log", 13),
    "finds": ("log/find?kind=notices&body=council&matter={matter}&since=2026-01-01", 14),
    "log entry": ("log/1", 7),
}
DESKS = ("secretary", "chair", "clerk", "supervisor", "rep_1", "villager")


@pytest.fixture
def villages(acting: Any) -> dict[int, tuple[SmallVillage, Crowd]]:
    """Two villages side by side, in one little has happened, in the other much."""
    found = {}
    for village_id, size in ((VILLAGE, FEW), (NEIGHBOUR, MANY)):
        village = small_village(acting, village_id, f"有{size}件事的村")
        found[size] = village, crowd(acting(village_id), size)
    return found


def asked(app: Flask, client: LintingClient, path: str) -> list[str]:
    """The statements one page takes; a first look fills what is remembered for the life of the process."""
    client.get(path)
    with statements(app.extensions["yishi_database"].engine) as sent:
        answer = client.get(path)
    assert answer.status_code == 200, f"{path}: status {answer.status_code}"
    return sent


def test_a_public_page_asks_as_often_for_a_hundred_rows_as_for_ten(villages: Any, app: Flask, client: Any) -> None:
    client.lints = False
    grown, over = {}, {}
    for name, (page, most) in PAGES.items():
        few, many = (
            asked(app, client, f"/v/{village.village_id}/{page.format(**vars(made))}")
            for village, made in villages.values()
        )
        if len(few) != len(many):
            grown[name] = (len(few), len(many))
        if len(many) > most:
            over[name] = (len(many), most)
    assert not grown, (
        f"Read these in one statement, joined, not row by row (statements with ten rows, with a hundred): {grown}"
    )
    assert not over, f"These pages ask more than they may (statements, at most): {over}"


def test_a_desk_asks_as_often_for_a_hundred_rows_as_for_ten(villages: Any, app: Flask, client: Any) -> None:
    client.lints = False
    grown = {}
    for role in DESKS:
        counts = []
        for village, _ in villages.values():
            client.enter_as(village.village_id, village.accounts[role], 1)
            counts.append(len(asked(app, client, f"/v/{village.village_id}/desk")))
        if len(set(counts)) > 1:
            grown[role] = tuple(counts)
    assert not grown, f"Read these in one statement, joined, not row by row (with ten rows, with a hundred): {grown}"
