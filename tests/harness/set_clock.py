"""The real server with a clock that the test sets: the production server and application, only the time comes from a file.

    python -m tests.harness.set_clock

reads the settings from the environment as `flask serve` does, and the file's address from CLOCK_FILE.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

import webapp
from tests.harness.clock import StoppedClock
from webapp.cli.serve import production_server
from webapp.core.settings import read_settings

FILE = "CLOCK_FILE"


class SetClock(StoppedClock):
    """A clock that shows the moment written in a file, so that several processes read the same hour."""

    def __init__(self, file: Path) -> None:
        self.file = file
        if not file.exists():
            super().__init__()

    @property
    def now(self) -> datetime:
        """The moment in the file."""
        return datetime.fromisoformat(self.file.read_text(encoding="ascii"))

    @now.setter
    def now(self, moment: datetime) -> None:
        """Write the moment; readers never see half of it."""
        written = self.file.with_suffix(".new")
        written.write_text(moment.astimezone(UTC).isoformat(), encoding="ascii")
        written.replace(self.file)


def make_app() -> Flask:
    """The application at the time of the file; one in each worker of the server."""
    return webapp.create_app(clock=SetClock(Path(os.environ[FILE])))


if __name__ == "__main__":
    production_server("tests.harness.set_clock:make_app", read_settings()).serve()
