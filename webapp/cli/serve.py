"""Starting the server and bringing the database up to date."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from granian import Granian
from granian.constants import Interfaces

from webapp.cli.demo.guard import FLAG, require_demo_kept_private
from webapp.core.migrate import upgrade
from webapp.core.settings import Settings
from webapp.kit.request import current_database, current_settings


@click.command("migrate")
@with_appcontext
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
    require_demo_kept_private(current_settings(), current_database(), allowed)
    current_database().engine.dispose()
    production_server("webapp:create_app", current_settings(), port).serve()


def production_server(target: str, settings: Settings, port: int | None = None) -> Granian:
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
        log_access=False,
    )
