"""A hall with a meeting that goes on, made once and copied for every example."""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

from tests.council.builder import ROLES, Council
from tests.council.counting import staff
from tests.harness.acting import Acting
from tests.harness.clock import StoppedClock
from tests.harness.postgres import PostgresServer
from tests.harness.village import SmallVillage, small_village
from webapp.core.database import Database
from webapp.council.meetings.models import Meeting
from webapp.schema import METADATA

IN_THE_HALL = ROLES[:11]


@dataclasses.dataclass
class Hall:
    """One copy of it, for one example: eleven of fifteen are there, two tellers and a scrutineer stand ready."""

    council: Council
    meeting: Meeting
    seats: dict[str, tuple[uuid.UUID, int]]

    def size(self) -> tuple[int, ...]:
        """How many rows each table has: the log's entries are among them."""
        tables = [select(func.count()).select_from(table).scalar_subquery() for table in METADATA.sorted_tables]
        return tuple(self.council.anyone().session.execute(select(*tables)).one())

    def forget(self) -> None:
        """Give all contexts back for good."""
        self.council.rest()
        self.council.village.acting.opened.clear()


@dataclasses.dataclass(frozen=True)
class ReadyHall:
    """The hall as it was made. `renew` puts a fresh copy of it behind the address that `database` reads."""

    village: SmallVillage
    meeting: uuid.UUID
    hour: datetime
    database: Database
    renew: Callable[[], None]

    @contextlib.contextmanager
    def copy(self) -> Iterator[Hall]:
        """A copy to spoil."""
        self.renew()
        acting = Acting(self.database, StoppedClock(self.hour))
        council = Council(dataclasses.replace(self.village, acting=acting), acting.clock)
        session = council.anyone().session
        meeting = session.get_one(Meeting, (session.village_id, self.meeting))
        session.expunge(meeting)
        people = {key: role for role, key in self.village.people.items() if role in ROLES}
        seats = {people[seat.resident_id]: (seat.id, seat.position) for seat in council.seats(meeting)}
        try:
            yield Hall(council, meeting, seats)
        finally:
            acting.close()
            self.database.engine.dispose()


def _without_the_disk(connection: Any, record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def make_ready(url: str, url_of_copies: str, renew: Callable[[], None]) -> ReadyHall:
    """Build the village and open its meeting in the database behind the first address."""
    database = Database(url)
    acting = Acting(database, StoppedClock())
    council = Council(small_village(acting), acting.clock)
    council.mandate()
    meeting = council.open([council.matter()], IN_THE_HALL)
    staff(council, meeting)
    acting.close()
    database.engine.dispose()
    copies = Database(url_of_copies)
    if copies.kind == "sqlite":
        event.listen(copies.engine, "connect", _without_the_disk)
    return ReadyHall(council.village, meeting.id, acting.clock(), copies, renew)


@pytest.fixture(scope="session")
def hall_on_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> ReadyHall:
    """The hall in one file, copied in no time."""
    folder = tmp_path_factory.mktemp("hall")
    ready, copy = folder / "ready.sqlite3", folder / "copy.sqlite3"
    shutil.copyfile(sqlite_template, ready)

    def renew() -> None:
        for old in folder.glob(f"{copy.name}*"):
            old.unlink()
        shutil.copyfile(ready, copy)

    return make_ready(f"sqlite:///{ready}", f"sqlite:///{copy}", renew)


@pytest.fixture(scope="session")
def hall_on_postgres(postgres: PostgresServer, postgres_template: str) -> Iterator[ReadyHall]:
    """The hall in a database of the server, cloned for every example."""
    ready, copy = postgres.create(postgres_template), "yishi_hall_copy"

    def renew() -> None:
        postgres.drop(copy)
        postgres.create(ready, copy)

    yield make_ready(postgres.url(ready), postgres.url(copy), renew)
    postgres.drop(copy)
    postgres.drop(ready)
