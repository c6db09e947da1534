"""A real PostgreSQL server of our own: made for this test run in a temporary folder, gone afterwards.

It listens on a Unix socket inside that folder only, so it needs no password, can meet no other server on its
port, and nobody else on the machine can reach it. The application connects as `yishi`, an ordinary role: a
superuser would walk past row-level security.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psycopg
from psycopg import sql

from tests.harness.keeper import Kept
from tests.harness.system_packages import postgresql_binaries

ROLE = "yishi"
START_SECONDS = 30
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "autovacuum": "off",
}


class PostgresServer:
    """A throw-away server; databases are cloned from templates in a few milliseconds.

    `settings` change PostgreSQL's own: tests do without the disk, whoever measures must not.
    """

    def __init__(self, settings: Mapping[str, str] = MappingProxyType({})) -> None:
        self._settings = SETTINGS | dict(settings)
        self.folder = Path(tempfile.mkdtemp(prefix="yishi-pg-"))
        self._numbers = count(1)
        self._user = _unprivileged_user()
        if self._user is not None:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        try:
            self._initialise()
            self._kept = self._start()
            self._wait()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        self._execute(sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOBYPASSRLS").format(sql.Identifier(ROLE)))

    def url(self, database: str, role: str = ROLE) -> str:
        """The address of a database, as `webapp.core.database.Database` takes it."""
        return f"postgresql+psycopg://{role}@/{database}?host={self.folder}"

    def create(self, template: str = "template0", name: str | None = None) -> str:
        """A new database owned by the application's role, like its template; its name is returned."""
        name = name or f"yishi_{next(self._numbers)}"
        self._execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(ROLE), sql.Identifier(template)
            )
        )
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextlib.contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The address of a database that exists for the length of one block."""
        name = self.create(template)
        try:
            yield self.url(name)
        finally:
            self.drop(name)

    def stop(self) -> None:
        """End the server and remove its folder."""
        self._kept.stop()

    def _initialise(self) -> None:
        command = [
            postgresql_binaries() / "initdb",
            *("--pgdata", self.folder / "data"),
            *("--username", "postgres"),
            *("--auth-local", "trust", "--auth-host", "reject"),
            *("--encoding", "UTF8", "--locale", "C"),
            "--no-sync",
        ]
        identity: dict[str, Any] = {}
        if self._user is not None:
            identity = {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, **identity)
        if done.returncode:
            raise RuntimeError(f"initdb failed: {done.stderr.strip()[-2000:]}")

    def _start(self) -> Kept:
        options = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        return Kept(
            [postgresql_binaries() / "postgres", "-D", self.folder / "data", "-k", self.folder, *options],
            self.folder / "server.log",
            cwd=self.folder,
            user=None if self._user is None else self._user.pw_uid,
            group=None if self._user is None else self._user.pw_gid,
            ends_with=signal.SIGQUIT,
            folders=[self.folder],
        )

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self._execute(sql.SQL("SELECT 1"))
            except psycopg.OperationalError:
                if self._kept.has_ended() or time.monotonic() > deadline:
                    raise RuntimeError(f"PostgreSQL did not start:\n{self._kept.said()}") from None
                time.sleep(0.02)
            else:
                return

    def _execute(self, statement: sql.Composable) -> None:
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)


def _unprivileged_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root; then it runs as `postgres`, or `nobody` where that does not exist."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("the tests run as root and there is no unprivileged user to run PostgreSQL as")
