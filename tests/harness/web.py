"""The application itself, with a clock of the test's own and a client that lints."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

import webapp
from tests.harness.client import LintingClient
from tests.harness.clock import StoppedClock
from webapp.core.settings import Settings


def settings_for(database_url: str) -> Settings:
    """The settings a test runs under: as in production, but for cheap passwords."""
    return Settings(
        database_url=database_url,
        public_url="http://127.0.0.1",
        secret_key="a secret key of this test run only, long enough",
        register_key="a register key of this test run only, long enough",
        workers=1,
        testing=True,
        password_cost=64,
    )


@pytest.fixture
def app(database_url: str, clock: StoppedClock) -> Iterator[Flask]:
    """The application on this test's database, at the time the test's clock shows."""
    made = webapp.create_app(settings_for(database_url), clock)
    made.test_client_class = LintingClient
    yield made
    made.extensions["yishi_database"].engine.dispose()


@pytest.fixture
def client(app: Flask) -> LintingClient:
    """A browser without a screen; every page it gets is linted."""
    client = app.test_client()
    assert isinstance(client, LintingClient)
    return client
