"""Passwords cannot be guessed at length, and who guesses does not shut the door on the rest of the village."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from flask import Flask

import webapp
from tests.harness.client import LintingClient
from tests.harness.clock import StoppedClock
from tests.harness.village import SmallVillage, sign_in, small_village
from tests.harness.web import settings_for
from webapp.village.accounts.rules import TRIES_PER_ADDRESS, TRIES_PER_NAME

BASE = "/v/411381105201"
SIGN_IN = f"{BASE}/sign-in"


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


def test_strangers_do_not_shut_out_a_person_on_a_known_device(
    village: SmallVillage, database_url: str, clock: StoppedClock
) -> None:
    app, own = visitor("https://huaishuwan.example", database_url, clock)
    sign_in(own, village, "rep_1")
    stranger, new_phone = app.test_client(), app.test_client()
    tries = [guess(stranger, "rep_1", "203.0.113.7") for _ in range(TRIES_PER_NAME + 1)]
    assert tries[-2:] == [422, 429]
    assert sign_in(new_phone, village, "rep_1").status_code == 429, "a device never used before waits"
    own.submit(f"{BASE}/sign-out", page=f"{BASE}/account")
    assert sign_in(own, village, "rep_1").status_code == 302
    app.extensions["yishi_database"].engine.dispose()


def test_nor_by_tries_from_the_same_address(village: SmallVillage, app: Flask) -> None:
    own, neighbour = app.test_client(), app.test_client()
    sign_in(own, village, "rep_1")
    tries = [guess(neighbour, f"somebody{n}", "") for n in range(TRIES_PER_ADDRESS + 1)]
    assert tries[-1] == 429
    own.submit(f"{BASE}/sign-out", page=f"{BASE}/account")
    assert sign_in(own, village, "rep_1").status_code == 302


def test_a_known_device_has_tries_of_its_own_and_for_nobody_else(village: SmallVillage, app: Flask) -> None:
    own, other = app.test_client(), app.test_client()
    for role in ("rep_2", "rep_1"):
        sign_in(own, village, role)
        own.submit(f"{BASE}/sign-out", page=f"{BASE}/account")
    tries = [guess(own, "rep_1", "") for _ in range(TRIES_PER_NAME + 1)]
    assert tries[-2:] == [422, 429]
    assert sign_in(other, village, "rep_1").status_code == 302, "what the device tried shuts nobody elsewhere"
    assert sign_in(own, village, "rep_2").status_code == 302, "the hall's tablet knows several people"
    strangers = [guess(own, "rep_3", "") for _ in range(TRIES_PER_NAME + 1)]
    assert strangers[-1] == 429


def test_a_cookie_made_up_or_outdated_makes_no_device_known(village: SmallVillage, app: Flask) -> None:
    own, elsewhere, stranger = app.test_client(), app.test_client(), app.test_client()
    sign_in(own, village, "rep_1")
    own.submit(f"{BASE}/sign-out", page=f"{BASE}/account")
    sign_in(elsewhere, village, "rep_1")
    elsewhere.submit(f"{BASE}/sign-out", {"everywhere": "1"}, page=f"{BASE}/account")
    for _ in range(TRIES_PER_NAME):
        guess(stranger, "rep_1", "")
    assert sign_in(own, village, "rep_1").status_code == 429, "signing out everywhere makes other devices strangers"
    for cookie in ("x", "W10.x.y", "a" * 3000):
        stranger.set_cookie("device", cookie)
        assert sign_in(stranger, village, "rep_1").status_code == 429
