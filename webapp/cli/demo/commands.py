"""`flask demo`: a village at work, for looking around on one's own machine."""

from __future__ import annotations

import socket

import click
from flask.cli import AppGroup, with_appcontext

from webapp.cli.database import database_errors_as_sentences
from webapp.cli.demo.cast import VILLAGE_CODE
from webapp.cli.demo.guard import FLAG, codes, is_loaded, require_private
from webapp.cli.demo.load import load_demo
from webapp.cli.demo.people import table_of_people
from webapp.cli.serve import serve_this_app
from webapp.core.migrate import upgrade
from webapp.core.settings import Settings
from webapp.kit.request import current_database, current_log, current_settings, present_moment

demo = AppGroup("demo", help="A demonstration village, for trying everything on one's own machine.")
public = click.option(FLAG, "allowed", is_flag=True, help="Although others can reach it and the passwords are known.")


@demo.command("load")
@click.option("--if-empty", is_flag=True, help="Do nothing when any village is here.")
@public
@with_appcontext
def load(if_empty: bool, allowed: bool) -> None:
    """Load the demonstration village: a year of its life up to this minute."""
    there = codes(current_database())
    if there and if_empty:
        return
    if is_loaded(current_database()):
        raise click.ClickException("The demonstration village is here already: flask --app webapp demo people")
    _load(allowed)


@demo.command("people")
@with_appcontext
def people() -> None:
    """List the demonstration's people and how to sign in as each."""
    if f"{VILLAGE_CODE:012d}" not in codes(current_database()):
        raise click.ClickException("The demonstration village is not here: flask --app webapp demo load")
    _print_people()


@demo.command("run")
@click.option("--port", type=int, help="Port to listen on instead of PORT.")
@public
@with_appcontext
def run(port: int | None, allowed: bool) -> None:
    """Migrate, load the demonstration into an empty database, list its people, and serve."""
    settings, database = current_settings(), current_database()
    _require_free(settings, port or settings.port)
    with database_errors_as_sentences():
        upgrade(database)
    there = codes(database)
    if not there:
        _load(allowed)
    if is_loaded(database):
        require_private(settings, allowed)
        _print_people()
    else:
        click.echo(f"Yishi · {settings.public_url}/")
    click.echo("\nStop with Ctrl-C.")
    serve_this_app(port)


def _load(allowed: bool) -> None:
    settings = current_settings()
    require_private(settings, allowed)
    click.echo("Loading the demonstration village (once, some seconds) …", err=True)
    load_demo(current_database(), settings.register_key.encode(), present_moment(), current_log())


def _print_people() -> None:
    with current_database().session(VILLAGE_CODE) as session:
        click.echo(table_of_people(session, current_settings().public_url))


def _require_free(settings: Settings, port: int) -> None:
    """Say in a sentence that the port is taken, before anything else is done."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, port))
        except OSError as error:
            raise click.ClickException(
                f"{settings.host}:{port} cannot be used ({error.strerror}). Is it running already? "
                f"Otherwise choose another port: PORT={port + 1} make run"
            ) from None
