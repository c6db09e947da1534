"""`flask audit` and `flask worker`: signing, changing the key, and saying what does not hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import webapp
from tests.harness.acting import VILLAGE
from tests.harness.clock import StoppedClock
from tests.harness.village import small_village
from tests.harness.web import settings_for
from webapp.audit.evidence import log_keys, newest_signed
from webapp.audit.queries import head_of
from webapp.core.settings import UnsafeSetting, read_settings
from webapp.village.accounts.operations import invite


def run(app: Flask, *words: str) -> Any:
    return app.test_cli_runner().invoke(args=list(words))


def signed(acting: Any) -> int:
    newest = newest_signed(acting().session)
    return newest.size if newest else 0


def test_logs_are_signed_when_asked_and_at_least_hourly(app: Flask, acting: Any, clock: StoppedClock) -> None:
    village = small_village(acting)
    first = run(app, "audit", "checkpoint")
    assert first.exit_code == 0, first.output
    assert f"{VILLAGE}: {signed(acting)} entries, signed" in first.output
    assert "Every log is signed to its end." in run(app, "audit", "checkpoint").output
    clock.advance(minutes=5)
    invite(acting(), village.stranger(), "12900000001")
    size = head_of(acting().session).size
    run(app, "worker", "--once")
    assert signed(acting) == size - 1, "the newest signature is not an hour old"
    clock.advance(minutes=56)
    run(app, "worker", "--once")
    assert signed(acting) == size

    assert run(app, "audit", "rotate-key").exit_code == 2
    changed = run(app, "audit", "rotate-key", "--reason", "每年更换")
    assert changed.exit_code == 0, changed.output
    assert log_keys(acting().session)[-1].key.text in changed.output
    assert signed(acting) == size + 1
    verified = run(app, "audit", "verify")
    assert verified.exit_code == 0, verified.output


def test_the_key_is_made_at_the_first_start_and_looked_at_every_time(tmp_path: Path) -> None:
    environment = {"YISHI_DATA": str(tmp_path), "YISHI_PUBLIC_URL": "https://yishi.example.cn/", "HOST": "127.0.0.1"}
    settings = read_settings(environment)
    assert (settings.data, settings.log_host) == (tmp_path, "yishi.example.cn")
    webapp.create_app(settings).extensions["yishi_database"].engine.dispose()
    (tmp_path / "log_key").chmod(0o644)
    with pytest.raises(webapp.ClickException, match="chmod 600"):
        webapp.create_app(settings)
    with pytest.raises(UnsafeSetting, match="YISHI_LOG_HOST"):
        read_settings(environment | {"YISHI_LOG_HOST": "two words"})


def test_no_settings_no_files(tmp_path: Path) -> None:
    made = webapp.create_app(settings_for(f"sqlite:///{tmp_path}/x.sqlite3"))
    made.extensions["yishi_database"].engine.dispose()
    assert list(tmp_path.iterdir()) == []
