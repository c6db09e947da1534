"""Starting the server and bringing the database up to date."""

from __future__ import annotations

import gc
import importlib
import signal
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from granian import Granian
from granian.constants import Interfaces
from granian.server.common import AbstractServer

from webapp.cli.database import database_errors_as_sentences, require_ready
from webapp.cli.demo.guard import FLAG, require_demo_kept_private
from webapp.cli.worker import worker_beside
from webapp.core.migrate import upgrade
from webapp.core.settings import Settings
from webapp.kit.request import current_database, current_settings

_READY: list[Flask] = []


@click.command("migrate")
@with_appcontext
@database_errors_as_sentences()
def migrate() -> None:
    """Bring the database to the newest schema."""
    upgrade(current_database())
    click.echo(f"The database ({current_database().kind}) is up to date.")


@click.command("serve")
@click.option("--port", type=int, help="Port to listen on instead of PORT.")
@click.option(FLAG, "allowed", is_flag=True, help="Serve the demonstration although others can reach it.")
@with_appcontext
def serve(port: int | None, allowed: bool) -> None:
    """Serve with the production server: one blocking thread a worker, workers as many as processors."""
    with database_errors_as_sentences():
        require_ready(current_database())
        require_demo_kept_private(current_settings(), current_database(), allowed)
    serve_this_app(port)


def serve_this_app(port: int | None) -> None:
    """Serve the application of this process: workers that are forked inherit it ready made, others make their own."""
    current_database().engine.dispose()
    _READY.append(current_app._get_current_object())
    gc.freeze()  # what the workers inherit stays for ever: looking through it for refuse holds up a room of voters
    with worker_beside(_READY[0]):
        production_server("webapp:create_app", current_settings(), port).serve(target_loader=ready_app)


def ready_app(target: str) -> Flask:
    """For a worker: the application made by the parent, or one made now by the factory that `target` names.

    Ctrl-C in a terminal reaches parent and workers alike; a worker told to stop twice never does. So workers leave it
    to the parent, which tells each of them once.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    if _READY:
        return _READY[0]
    module, _, factory = target.partition(":")
    made: Flask = getattr(importlib.import_module(module), factory)()
    return made


def production_server(target: str, settings: Settings, port: int | None = None) -> AbstractServer[Any]:
    """The server of an installation, for the factory named by `target`."""
    return Granian(
        target,
        factory=True,
        address=settings.host,
        port=port or settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=1,
        backlog=1024,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_access=False,
    )
