"""The application itself, with a clock of the test's own and a client that lints."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

import webapp
from tests.harness.client import LintingClient
from tests.harness.clock import StoppedClock
from webapp.audit.keyring import KeyRing
from webapp.audit.log import MerkleLog
from webapp.core.database import Database
from webapp.core.settings import Settings
from webapp.kit import live
from webapp.site import preferences, sessions


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


@pytest.fixture(scope="session")
def wired(sqlite_template: Path) -> Flask:
    """The application, wired once for this process: wiring its thousand addresses takes longer than most tests."""
    made = webapp.create_app(settings_for(f"sqlite:///{sqlite_template}"))
    made.test_client_class = LintingClient
    return made


@contextlib.contextmanager
def lent(wired: Flask, database_url: str, clock: StoppedClock) -> Iterator[Flask]:
    """The application on another database and clock, remembering nothing; afterwards as it was wired."""
    changing = (wired.extensions, wired.config, wired.view_functions)
    before = [dict(one) for one in changing]
    settings, database = settings_for(database_url), Database(database_url)
    wired.extensions |= {
        "yishi_settings": settings,
        "yishi_database": database,
        "yishi_log": MerkleLog(KeyRing(settings.data, settings.log_host)),
        "yishi_clock": clock,
    }
    live.install(wired, preferences.variant)
    sessions.install(wired)
    try:
        yield wired
    finally:
        database.engine.dispose()
        for one, was in zip(changing, before, strict=True):
            one.clear()
            one.update(was)


@pytest.fixture
def app(wired: Flask, database_url: str, clock: StoppedClock) -> Iterator[Flask]:
    """The application on this test's database, at the time the test's clock shows."""
    with lent(wired, database_url, clock) as made:
        yield made


@pytest.fixture
def client(app: Flask) -> LintingClient:
    """A browser without a screen; every page it gets is linted."""
    client = app.test_client()
    assert isinstance(client, LintingClient)
    return client
