"""The real server starts, answers as promised, and is gone with the test."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest

from tests.harness.server import RunningServer


@pytest.mark.both_databases
def test_it_answers_and_ends(database_url: str, database_kind: str, serve: Callable[..., RunningServer]) -> None:
    server = serve(database_url)
    with urllib.request.urlopen(f"{server.url}/healthz") as response:
        health = json.load(response)
    assert health["status"] == "ok"
    assert health["database"] == database_kind
    server.stop()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"{server.url}/healthz")


def test_a_server_that_cannot_start_says_why(database_url: str, serve: Callable[..., RunningServer]) -> None:
    with pytest.raises(RuntimeError, match="YISHI_PUBLIC_URL"):
        serve(database_url, YISHI_PUBLIC_URL="http://village.example")
