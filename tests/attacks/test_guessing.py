"""Passwords cannot be guessed at length, and who guesses does not shut the door on the rest of the village."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from flask import Flask

import webapp
from tests.harness.client import LintingClient
from tests.harness.clock import StoppedClock
from tests.harness.village import SmallVillage, small_village
from tests.harness.web import settings_for
from webapp.village.accounts.rules import TRIES_PER_ADDRESS

SIGN_IN = "/v/411381105201/sign-in"


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


def visitor(public_url: str, database_url: str, clock: StoppedClock) -> tuple[Flask, Any]:
    """The installation at this address, and a browser; between proxy and application cookies travel without TLS."""
    app = webapp.create_app(dataclasses.replace(settings_for(database_url), public_url=public_url), clock)
    app.test_client_class = LintingClient
    app.config["SESSION_COOKIE_SECURE"] = False
    return app, app.test_client()


def guess(client: Any, name: str, forwarded_for: str) -> int:
    """One wrong password; `forwarded_for` is what the request says of where it comes from."""
    form = {"sign_in_name": name, "password": "wrong"}
    return int(client.submit(SIGN_IN, form, headers={"X-Forwarded-For": forwarded_for}).status_code)


def test_behind_a_proxy_each_visitor_has_tries_of_their_own(
    village: SmallVillage, database_url: str, clock: StoppedClock
) -> None:
    app, client = visitor("https://huaishuwan.example", database_url, clock)
    tries = [guess(client, f"somebody{n}", f"10.9.9.{n}, 203.0.113.7") for n in range(TRIES_PER_ADDRESS + 1)]
    assert tries[-2:] == [422, 429]
    assert guess(client, "another", "198.51.100.4") == 422
    app.extensions["yishi_database"].engine.dispose()


def test_without_a_proxy_nobody_says_where_they_come_from(
    village: SmallVillage, database_url: str, clock: StoppedClock
) -> None:
    app, client = visitor("http://127.0.0.1:8000", database_url, clock)
    tries = [guess(client, f"somebody{n}", f"10.9.9.{n}") for n in range(TRIES_PER_ADDRESS + 1)]
    assert tries[-2:] == [422, 429]
    app.extensions["yishi_database"].engine.dispose()
