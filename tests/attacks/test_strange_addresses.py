"""Addresses and hosts nobody would type are refused with a page, never answered by a breakdown."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage, sign_in, small_village
from webapp.kit.request import current_ctx

BASE = "/v/411381105201"
NUMBERS = ("9999999999-1", "1-9999999999", "２０２６-1", "2026-１", "0-0", "2026--1", "99999999-2147483648")
PAGES = (
    "/board/{0}",
    "/board/{0}/sheet",
    "/matters/{0}",
    "/meetings/{0}",
    "/meetings/{0}/live",
    "/meetings/{0}/polls/1",
    "/meetings/{0}/polls/1/ballot",
    "/meetings/{0}/polls/999999999/receipt",
    "/resolutions/{0}",
    "/resolutions/{0}/sheet",
    "/tasks/{0}/1",
)


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


@pytest.mark.both_databases
def test_numbers_no_column_holds_are_not_found(client: LintingClient, village: SmallVillage) -> None:
    sign_in(client, village, "rep_1")
    for page in PAGES:
        for number in NUMBERS:
            path = BASE + page.format(number)
            assert client.get(path).status_code == 404, path


@pytest.mark.parametrize("host", ["a" * 80, "a" * 3000, "..", "[::", "x:y"])
def test_a_host_that_is_none_is_the_askers_mistake(client: LintingClient, village: SmallVillage, host: str) -> None:
    client.lints = False
    for path in (f"{BASE}/", "/nowhere", "/api/v1/villages"):
        assert client.get(path, headers={"Host": host}).status_code < 500, path


@pytest.mark.both_databases
def test_the_page_of_a_breakdown_needs_no_database(app: Any, village: SmallVillage, monkeypatch: Any) -> None:
    """A statement that fails leaves PostgreSQL's transaction unusable; the reader gets a page all the same."""
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def break_down() -> str:
        current_ctx().session.connection().exec_driver_sql("select nonsense from nowhere")
        return ""

    monkeypatch.setitem(app.view_functions, "board.show", break_down)
    client = app.test_client()
    sign_in(client, village, "rep_1")
    answer = client.get(f"{BASE}/board")
    assert answer.status_code == 500
    assert "<h1>" in answer.text


@pytest.mark.parametrize("number", ["9" * 400, "-" + "9" * 400, "1" * 16, "１２", "nan", "1e9", ""])
def test_a_number_nobody_means_comes_back(client: LintingClient, village: SmallVillage, number: str) -> None:
    sign_in(client, village, "clerk")
    assert client.submit(f"{BASE}/constituencies/draw", {"target": number}).status_code == 422
