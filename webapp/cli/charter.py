"""The law at the command line: the catalogue of matters, and the judgement of one vote from its facts. No database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime

import click
from flask import has_app_context
from flask.cli import ScriptInfo
from flask_babel import force_locale

from webapp.charter.decide import decide
from webapp.charter.facts import MOST_BYTES, facts_from_json, shown
from webapp.charter.labels import (
    body_label,
    decision_document,
    error_message,
    matter_document,
    matter_label,
    track_label,
)
from webapp.charter.matters import matters_on
from webapp.core.clock import china_date, utc_now
from webapp.core.errors import InvalidInput, YishiError

LOCALES = {"zh": "zh_Hans", "en": "en"}
IMPOSSIBLE = 2


@click.group("charter")
def charter() -> None:
    """The law as data: what villagers decide, and what a vote amounts to."""


@contextmanager
def _language(lang: str) -> Iterator[None]:
    """Speak the chosen language; without the application around the command, the language of the sources."""
    info = click.get_current_context().find_object(ScriptInfo)
    with ExitStack() as stack:
        if info is not None and not has_app_context():
            stack.enter_context(info.load_app().app_context())
        stack.enter_context(force_locale(LOCALES[lang]))
        yield


language = click.option("--lang", type=click.Choice(sorted(LOCALES)), default="zh", help="Language of the messages.")


@charter.command("matters")
@click.option("--json", "as_json", is_flag=True, help="As JSON for other programs.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The catalogue of this day; today if not given.")
@language
def matters(as_json: bool, day: datetime | None, lang: str) -> None:
    """List what villagers decide about: track, bodies and articles."""
    when: date = day.date() if day else china_date(utc_now())
    kinds = matters_on(when)
    with _language(lang):
        if as_json:
            _print_json([matter_document(kind) for kind in kinds])
            return
        for kind in kinds:
            bodies = " / ".join(body_label(body) for body in kind.bodies) or "–"
            line = (kind.code, matter_label(kind.code), track_label(kind.track), bodies, " ".join(kind.articles))
            click.echo("\t".join(line).encode())


@charter.command("decide")
@click.argument("facts")
@language
def judge(facts: str, lang: str) -> None:
    """Judge one vote from FACTS, a JSON file or - for standard input; exit 2 for facts that cannot be."""
    with _language(lang):
        try:
            document = decision_document(decide(facts_from_json(_read(facts))))
        except YishiError as error:
            click.echo(error_message(error).encode("utf-8", "replace"), err=True)
            raise SystemExit(IMPOSSIBLE) from None
        _print_json(document)


def _read(name: str) -> bytes:
    """The facts as they lie in the file; one character more than allowed is read to see that it is too long."""
    try:
        with click.open_file(name, "rb") as file:
            return bytes(file.read(MOST_BYTES + 1))
    except (OSError, ValueError):
        raise InvalidInput("file.unreadable", value=shown(name)) from None


def _print_json(document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2).encode())
