"""Whatever is asked: 404 or 422 in the one shape of errors, never a fault of ours."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.conftest import BASE
from tests.api.decisions import Decided
from tests.harness.acting import NEIGHBOUR, VILLAGE
from tests.harness.client import LintingClient
from tests.harness.village import small_village

NUMBERS = [
    "0",
    "-1",
    "1.5",
    "1e3",
    " 1",
    "+1",
    "x",
    "",
    "٣",
    "１",
    "1" * 40,
    "99999999999999999999",
    "%00",
    "1%0a",
    "null",
]
LISTS = [
    "/matters",
    "/council",
    "/constituencies",
    "/offices",
    "/meetings",
    "/polls",
    "/board",
    "/tasks",
    "/log/entries",
]
BAD_KEYS = [
    "0-1",
    "2026-0",
    "2026-",
    "-1",
    "2026-01",
    "٢٠٢٦-١",
    "2026-99999999999",
    "2026-1%00",
    "2026-1-1",
    "１-１",
    "a",
    "'",
]
KEYED = ["/matters/{}", "/meetings/{}", "/resolutions/{}", "/board/{}", "/matters/{}/result", "/meetings/{}/polls/1"]
COUNTED = ["/log/entries/{}", "/log/entries/{}/inclusion", "/meetings/2026-1/polls/{}", "/matters/2026-1/tasks/{}"]
BAD_COUNTS = ["-1", "01", "x", "1.0", "٣", "9" * 40, "999999999999999", "1%00"]


@pytest.fixture(autouse=True)
def as_in_production(app: Flask) -> None:
    """A fault becomes status 500, as for a real reader, and the test sees it."""
    app.config.update(PROPAGATE_EXCEPTIONS=False, TESTING=False)


def refused(client: LintingClient, path: str, *statuses: int) -> Any:
    """The error of an address that must be refused."""
    response = client.get(path)
    assert response.status_code in (statuses or (404, 422)), f"{path}: {response.status_code}"
    body = response.get_json()
    assert set(body) == {"error"}, path
    assert set(body["error"]) == {"code", "title", "message"}
    assert all(isinstance(value, str) and value for value in body["error"].values())
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in response.headers
    return body["error"]


@pytest.mark.both_databases
def test_numbers_of_pages(decided: Decided, client: LintingClient) -> None:
    for path in LISTS:
        for number in NUMBERS:
            for name in ("page", "page_size"):
                error = refused(client, f"{BASE}{path}?{name}={number}", 422)
                assert name in error["message"]
        refused(client, f"{BASE}{path}?page_size=101", 422)
        refused(client, f"{BASE}{path}?page=1000001", 422)
        refused(client, f"{BASE}{path}?pgae=2", 422)


@pytest.mark.both_databases
def test_keys(decided: Decided, client: LintingClient) -> None:
    for shape in KEYED:
        for key in [*BAD_KEYS, "9999-999999999", "1-1"]:
            refused(client, BASE + shape.format(key), 404)
    for shape in COUNTED:
        for key in BAD_COUNTS:
            refused(client, BASE + shape.format(key), 404)


@pytest.mark.both_databases
def test_sizes_of_logs(decided: Decided, client: LintingClient) -> None:
    for size in [*NUMBERS, "999999999999999", "1"]:
        refused(client, f"{BASE}/log/entries/1/inclusion?size={size}", 422)
    for size in [*NUMBERS, "999999999999999"]:
        refused(client, f"{BASE}/log/consistency?old_size={size}", 422)
        refused(client, f"{BASE}/log/consistency?old_size=1&new_size={size}", 422)
    refused(client, f"{BASE}/log/consistency?old_size=2&new_size=1", 422)
    refused(client, f"{BASE}/log/consistency", 422)


@pytest.mark.parametrize(
    "query",
    ["/matters?kind=%00", "/matters?kind=x%0a", "/matters?state=OPEN", "/rules?on=2026-02-30", "/rules?on=٢٠٢٦-٠١-٠١",
     "/rules?on=20260101", "/rules?on=0001-01-01", "/offices?office=%00", "/board?state=", "/tasks?state='"],
)  # fmt: skip
def test_filters(decided: Decided, client: LintingClient, query: str) -> None:
    refused(client, BASE + query, 422)


@pytest.mark.parametrize(
    "path",
    ["villages/411381105299", "villages/999", "villages/aaaaaaaaaaaa", "villages/٤١١٣٨١١٠٥٢٠١", "villages/000000000000",
     "villages/411381105299/matters", "villages/", "", "nothing", f"villages/{VILLAGE}/", "villages/%00/matters"],
)  # fmt: skip
def test_villages_that_are_not_here(decided: Decided, client: LintingClient, path: str) -> None:
    assert refused(client, f"/api/v1/{path}", 404)["code"] == "not_found"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(decided: Decided, client: LintingClient, method: str) -> None:
    for path in (f"{BASE}/matters", f"{BASE}/matters/2026-1", "/api/v1/villages", "/api/v1/openapi.json"):
        response = client.open(path, method=method)
        assert response.status_code == 405
        assert response.get_json()["error"]["code"] == "method_not_allowed"
        assert "GET" in response.headers["Allow"]


def test_another_villages_keys_open_nothing(decided: Decided, acting: Any, client: LintingClient) -> None:
    small_village(acting, NEIGHBOUR, "邻村")
    there = f"/api/v1/villages/{NEIGHBOUR}"
    for shape in KEYED:
        refused(client, there + shape.format("2026-1"), 404)
    assert client.get(f"{there}/matters").get_json()["total"] == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    path=st.sampled_from([*LISTS, *KEYED, *COUNTED, "/log/consistency", "/rules"]),
    key=st.text(max_size=30),
    question=st.dictionaries(
        st.sampled_from(["page", "page_size", "state", "kind", "on", "size", "old_size", "x"]), st.text(max_size=30)
    ),
)
def test_anything_at_all(
    decided: Decided, client: LintingClient, path: str, key: str, question: dict[str, str]
) -> None:
    client.lints = False
    key = key.replace("/", "").replace("?", "").replace("#", "")
    address = BASE + (path.format(key) if "{}" in path else path)
    response = client.get(address, query_string=question)
    assert response.status_code in (200, 301, 308, 404, 422), (address, question)
    if response.status_code >= 400:
        assert set(response.get_json()["error"]) == {"code", "title", "message"}
