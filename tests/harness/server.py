"""The real server, as `make run` starts it: its own processes, its own port, gone when the test is."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.harness.keeper import Kept

ROOT = Path(__file__).parents[2]
START_SECONDS = 30
APPLICATION = ("flask", "--app", "webapp", "serve")


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class RunningServer:
    """A server that answers; `url` has no slash at the end."""

    url: str
    port: int
    kept: Kept

    @property
    def pid(self) -> int:
        """The process above all others of the server."""
        return self.kept.pid

    def said(self) -> str:
        """What the server printed so far."""
        return self.kept.said()

    def stop(self) -> None:
        self.kept.stop()

    def kill(self) -> None:
        """End all its processes in the middle of whatever they do (SIGKILL), as a power cut would."""
        self.kept.kill()


def start_server(
    database_url: str, folder: Path, module: Sequence[str] = APPLICATION, port: int = 0, **environment: str
) -> RunningServer:
    """Start the application (or another module) with its production server and wait until /healthz answers."""
    port = port or free_port()
    kept = Kept(
        [sys.executable, "-m", *module],
        folder / f"server-{port}.log",
        env=clean_environment(database_url, folder) | {"PORT": str(port)} | environment,
        cwd=ROOT,
        ends_with=signal.SIGINT,
    )
    server = RunningServer(f"http://127.0.0.1:{port}", port, kept)
    deadline = time.monotonic() + START_SECONDS
    while not _answers(f"{server.url}/healthz"):
        if kept.has_ended() or time.monotonic() > deadline:
            kept.stop()
            raise RuntimeError(f"the server did not start:\n{kept.said()}")
        time.sleep(0.05)
    return server


def clean_environment(database_url: str, folder: Path) -> dict[str, str]:
    """This process's environment without the operator's own settings, and with the test's database and folder."""
    own = ("YISHI_", "FLASK_", "HOST", "PORT")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return kept | {"YISHI_DATABASE_URL": database_url, "YISHI_DATA": str(folder), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., RunningServer]]:
    """A function that starts a server on a database: `serve(database_url)`."""
    with contextlib.ExitStack() as stack:

        def start(database_url: str, **environment: str) -> RunningServer:
            server = start_server(database_url, tmp_path, **environment)
            stack.callback(server.stop)
            return server

        yield start


def _answers(url: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
