"""A village in a running server whose hour the test sets, and a window for everyone who comes to it."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import func, select

from tests.harness.acting import Acting
from tests.harness.server import RunningServer, start_server
from tests.harness.set_clock import FILE, SetClock
from tests.harness.village import REPRESENTATIVES, SmallVillage, small_village
from tests.journeys.person import Person
from webapp.audit.check import problems_of_village
from webapp.audit.problems import Problem
from webapp.core.database import Database
from webapp.schema import METADATA

MODULE = ("tests.harness.set_clock",)


@dataclasses.dataclass
class Stage:
    """The village as it stands in the server: its address, its hour, its people, its database."""

    server: RunningServer
    clock: SetClock
    village: SmallVillage
    database: Database

    @property
    def home(self) -> str:
        """The village's first page, without a slash at the end."""
        return f"{self.server.url}/v/{self.village.village_id:012d}"

    def name(self, role: str) -> str:
        """What the person in this role is called."""
        with self.database.session(self.village.village_id) as session:
            resident = METADATA.tables["resident"]
            found = select(resident.c.name).where(resident.c.id == self.village.people[role])
            return str(session.execute(found).scalar_one())

    def rows(self) -> dict[str, int]:
        """How many rows every table has: what must stay the same when something was refused."""
        with self.database.engine.connect() as connection:
            return {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in METADATA.tables.items()
            }

    def problems(self) -> list[Problem]:
        """Where log and tables disagree."""
        with self.database.session(self.village.village_id) as session:
            return list(problems_of_village(session))


@contextlib.contextmanager
def stage_on(database_url: str, folder: Path, representatives: int = REPRESENTATIVES) -> Iterator[Stage]:
    """The small village in the server, Monday 2 March 2026, nine o'clock."""
    database, clock = Database(database_url), SetClock(folder / "clock")
    acting = Acting(database, clock)
    village = small_village(acting, representatives=representatives)
    acting.close()
    server = start_server(database_url, folder, MODULE, **{FILE: str(clock.file)})
    try:
        yield Stage(server, clock, village, database)
    finally:
        server.stop()
        acting.close()
        database.engine.dispose()


@pytest.fixture
def stage(database_url: str, tmp_path: Path) -> Iterator[Stage]:
    """A village of this test's own."""
    with stage_on(database_url, tmp_path) as standing:
        yield standing


@pytest.fixture
def enter(new_person: Callable[..., Page], stage: Stage) -> Callable[[str], Person]:
    """A function that lets one more person in: `enter("chair")`, signed in; `enter("")` only reads."""

    def come(role: str) -> Person:
        person = Person(new_person(stage.server.url), stage.home, role)
        return person.sign_in() if role else person

    return come
