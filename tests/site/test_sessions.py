"""Session cookies: an altered one is worth nothing, an old one neither, and nobody sees another's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask, session
from itsdangerous import TimestampSigner

from webapp.site import sessions


@pytest.fixture
def counting() -> Flask:
    """An application whose one page counts how often this browser came."""
    app = Flask("counting")
    app.secret_key = "a secret key of this test run only, long enough"
    app.permanent_session_lifetime = timedelta(hours=12)
    sessions.install(app)

    @app.get("/")
    def count() -> str:
        session.setdefault("times", []).append("once")
        session.modified = True
        return str(len(session["times"]))

    @app.get("/look")
    def look() -> str:
        session.get("times", []).append("not kept")
        return str(len(session.get("times", [])))

    return app


def test_a_session_goes_from_request_to_request(counting: Flask) -> None:
    client = counting.test_client()
    assert [client.get("/").text for _ in range(3)] == ["1", "2", "3"]


def test_an_earlier_cookie_says_what_it_said(counting: Flask) -> None:
    client = counting.test_client()
    client.get("/")
    cookie = client.get_cookie("session")
    assert cookie is not None
    client.get("/")
    client.set_cookie("session", cookie.value)
    assert client.get("/").text == "2"


def test_what_one_request_changes_without_saving_no_other_sees(counting: Flask) -> None:
    client = counting.test_client()
    client.get("/")
    assert [client.get("/look").text for _ in range(3)] == ["2", "2", "2"]


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", "eyJ0aW1lcyI6W119.aaaaaa.bbbbbb", "é"])
def test_an_altered_cookie_is_no_session(counting: Flask, cookie: str) -> None:
    client = counting.test_client()
    client.set_cookie("session", cookie)
    assert client.get("/").text == "1"


def test_one_sign_changed_is_no_session(counting: Flask) -> None:
    client = counting.test_client()
    client.get("/")
    good = client.get_cookie("session")
    assert good is not None
    for place in range(0, len(good.value), 7):
        sign = "A" if good.value[place] != "A" else "B"
        client.set_cookie("session", good.value[:place] + sign + good.value[place + 1 :])
        assert client.get("/look").text in ("0", "2")
    assert counting.session_interface.open_session(counting, counting.test_request_context().request) == {}


def test_a_verified_cookie_still_grows_old(counting: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    now = TimestampSigner("key").get_timestamp()
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: now - 12 * 3600 - 5)
    client = counting.test_client()
    client.get("/")
    assert client.get("/look").text == "0"
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: now - 12 * 3600 + 60)
    client.get("/")
    assert client.get("/look").text == "2"
