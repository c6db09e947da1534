"""`flask i18n`: keeping the catalogues complete."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from webapp.cli.catalogues import LANGUAGES, catalogue_path, compile_catalogue, missing, read, update

i18n = AppGroup("i18n", help="Keep the translations complete.")


@i18n.command("update")
def update_catalogues() -> None:
    """Take the messages from the code into every catalogue, compile, and name what is not translated; exit 1 if any."""
    lacking = 0
    for language in LANGUAGES:
        update(language)
        compile_catalogue(language)
        waiting = list(missing(read(language)))
        lacking += len(waiting)
        click.echo(f"{catalogue_path(language).name} ({language}): {len(waiting)} to translate")
        for message in waiting:
            click.echo(f"  {message.id!r}")
    if lacking:
        raise SystemExit(1)
