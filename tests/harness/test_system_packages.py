"""What `make test` says when a machine lacks a browser, fonts or a database server."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness import system_packages


def absent() -> Path:
    raise FileNotFoundError


def test_everything_is_here() -> None:
    assert system_packages.missing() == []
    assert (system_packages.postgresql_binaries() / "postgres").exists()


def test_what_is_missing_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(system_packages.NEEDED, "postgresql", (absent, "postgresql@17"))
    monkeypatch.setattr(system_packages, "may_install", lambda: False)
    assert system_packages.main() == 1
    said = capsys.readouterr().err
    assert "The tests need postgresql, missing on this machine" in said
    assert "install" in said.splitlines()[2]
    assert said.splitlines()[2].endswith(("postgresql", "postgresql@17"))
