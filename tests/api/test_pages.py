"""Pages of lists, unchanged answers, other sites, and how many statements an answer costs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import BASE
from tests.api.decisions import Decided, close_the_poll, decide_everything, decide_more
from tests.api.test_document import addresses
from tests.harness.client import LintingClient
from tests.harness.statements import CountStatements
from tests.harness.village import SmallVillage
from webapp.core.context import Context

Read = Callable[..., Any]
MOST_STATEMENTS = 20


def test_a_list_comes_in_pages(village: SmallVillage, system: Context, client: LintingClient) -> None:
    decide_everything(system, village, matters=7)
    response = client.get(f"{BASE}/matters?page=2&page_size=3&state=done")
    body = response.get_json()
    assert {name: body[name] for name in ("page", "page_size", "pages", "total")} == {
        "page": 2,
        "page_size": 3,
        "pages": 3,
        "total": 7,
    }
    assert [one["number"] for one in body["items"]] == ["2026-4", "2026-3", "2026-2"]
    told = json.loads(response.headers["X-Pagination"])
    assert (told["total"], told["next_page"], told["last_page"]) == (7, 3, 3)
    links = dict(reversed(part.split("; rel=")) for part in response.headers["Link"].split(", "))
    assert set(links) == {'"first"', '"prev"', '"next"', '"last"'}
    after = client.get(links['"next"'].strip("<>")).get_json()
    assert ([one["number"] for one in after["items"]], after["page_size"]) == (["2026-1"], 3)


def test_a_page_behind_the_last_is_empty(village: SmallVillage, read: Read) -> None:
    for path in ("/matters", "/council", "/log/entries"):
        found = read(f"{path}?page=1000000&page_size=100")
        assert (found["items"], found["page"]) == ([], 1_000_000)


def test_every_page_of_the_log_follows_the_one_before(decided: Decided, read: Read) -> None:
    first = read("/log/entries?page_size=2")
    numbers = [
        one["seq"]
        for page in range(1, first["pages"] + 1)
        for one in read(f"/log/entries?page={page}&page_size=2")["items"]
    ]
    assert numbers == list(range(first["total"]))


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_an_unchanged_answer_is_not_sent_again(
    decided: Decided, system: Context, client: LintingClient, count_statements: CountStatements, encoding: str
) -> None:
    asking = {"Accept-Encoding": encoding}
    for path in ("/matters", "/log/entries", "/meetings/2026-1/polls/1", "/council"):
        first = client.get(BASE + path, headers=asking)
        with count_statements() as sent:
            again = client.get(BASE + path, headers={**asking, "If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"
        assert len(sent) <= 2, "an unchanged answer is not made anew"
    close_the_poll(system, decided.open_poll)
    assert client.get(f"{BASE}/matters", headers={**asking, "If-None-Match": first.headers["ETag"]}).status_code == 200


def test_any_site_may_read_and_nobodys_session_is_lent(decided: Decided, client: LintingClient) -> None:
    for path in ("/matters", "/matters/1-1", "/nothing"):
        headers = client.get(BASE + path).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in headers
    client.lints = False
    asked = client.options(f"{BASE}/matters")
    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    assert "Access-Control-Allow-Origin" not in client.get("/healthz").headers


@pytest.mark.both_databases
def test_an_answer_costs_the_same_however_much_there_is(
    village: SmallVillage, system: Context, client: LintingClient, count_statements: CountStatements
) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    decide_everything(system, village)
    before = {path: _cost(client, count_statements, path) for path, _ in addresses(document)}
    decide_more(system, village)
    after = {path: _cost(client, count_statements, path) for path, _ in addresses(document)}
    assert after == before
    assert max(before.values()) <= MOST_STATEMENTS, before


def _cost(client: LintingClient, count_statements: CountStatements, path: str) -> int:
    with count_statements() as sent:
        assert client.get(path).status_code == 200
    return len(sent)
