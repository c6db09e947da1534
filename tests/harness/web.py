"""The application itself, with a clock of the test's own and a client that lints."""

from __future__ import annotations

import pytest
from flask import Flask

import webapp
from tests.harness.client import LintingClient
from tests.harness.clock import StoppedClock


def settings_for(database_url: str) -> dict[str, object]:
    """The settings a test runs under: as in production, but for the key and the http cookies."""
    return {"DATABASE_URL": database_url, "SECRET_KEY": "x" * 48, "TESTING": True, "SESSION_COOKIE_SECURE": False}


@pytest.fixture
def app(database_url: str, clock: StoppedClock) -> Flask:
    """The application on this test's database."""
    made = webapp.create_app(settings_for(database_url) | {"CLOCK": clock})
    made.test_client_class = LintingClient
    return made


@pytest.fixture
def client(app: Flask) -> LintingClient:
    """A browser without a screen; every page it gets is linted."""
    client = app.test_client()
    assert isinstance(client, LintingClient)
    return client
