"""The real server with a clock that the test sets: the production server and application, only the time comes from a file.

    python -m tests.harness.set_clock

reads the settings from the environment as `flask serve` does, and the file's address from CLOCK_FILE.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask

import webapp
from tests.harness.clock import OPENING
from webapp.cli.serve import production_server
from webapp.core.clock import at_china
from webapp.core.settings import read_settings

FILE = "CLOCK_FILE"


class SetClock:
    """A clock that stands at the moment written in a file; several processes read the same hour."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __call__(self) -> datetime:
        return datetime.fromisoformat(self.file.read_text(encoding="ascii"))

    def set(self, moment: datetime | date = OPENING, hour: int = 9, minute: int = 0) -> datetime:
        """Go to this moment, or to this hour of this day in China; readers never see half a moment."""
        moment = moment if isinstance(moment, datetime) else at_china(moment, hour, minute)
        written = self.file.with_suffix(".new")
        written.write_text(moment.astimezone(UTC).isoformat(), encoding="ascii")
        written.replace(self.file)
        return moment

    def advance(self, **span: float) -> datetime:
        """Let time pass: `advance(minutes=1)`."""
        return self.set(self() + timedelta(**span))


def make_app() -> Flask:
    """The application at the time of the file; one in each worker of the server."""
    return webapp.create_app(clock=SetClock(Path(os.environ[FILE])))


if __name__ == "__main__":
    production_server("tests.harness.set_clock:make_app", read_settings()).serve()
