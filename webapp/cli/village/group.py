"""What the commands about a village share: their group, the operator's context, the language, errors as sentences."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import force_locale

from webapp.cli.database import database_errors_as_sentences
from webapp.core.context import OPERATOR, Context
from webapp.core.errors import Blocker, Conflict, InvalidInput, RuleBroken
from webapp.grants import GrantTable
from webapp.kit.explain import explain
from webapp.kit.request import current_database, current_log, current_settings, present_moment
from webapp.village.queries import village as village_row
from webapp.village.register.queries import Villager, villagers_named
from webapp.village.rules import require_code

village = AppGroup("village", help="Set villages up: register, constituencies, offices, invitations.")
LOCALES = {"zh": "zh_Hans", "en": "en"}
REFUSED, IMPOSSIBLE = 1, 2


def command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """A command of `flask village` that speaks the chosen language and ends every error with a sentence.

    Exit 1 when a rule or the state of things stands against it, 2 when what was typed or handed in cannot be meant.
    """

    def decorate(body: Callable[..., None]) -> click.Command:
        @functools.wraps(body)
        def run(lang: str | None, **arguments: Any) -> None:
            with force_locale(LOCALES[lang] if lang else current_settings().locale):
                try:
                    with database_errors_as_sentences():
                        body(**arguments)
                except RuleBroken as broken:
                    _stop(broken.blockers, REFUSED)
                except Conflict as conflict:
                    _stop([Blocker(conflict.code, "", conflict.params)], REFUSED)
                except InvalidInput as error:
                    _stop([Blocker(error.code, "", error.params)], IMPOSSIBLE)

        language = click.option("--lang", type=click.Choice(sorted(LOCALES)), help="Language of the messages.")
        made: click.Command = village.command(name)(language(run))
        return made

    return decorate


def _stop(blockers: Any, code: int) -> None:
    for reason in explain(blockers):
        article = f" ({reason['article']})" if reason.get("article") else ""
        click.echo(f"{reason['message']}{article}".encode(), err=True)
    raise SystemExit(code)


@contextmanager
def acting_in(code: str, *, new: bool = False) -> Iterator[Context]:
    """The operator's context in the village of this code. UsageError if it is not here, unless it is about to be."""
    number = require_code(code)
    with current_database().session(number) as session:
        if not new and village_row(session) is None:
            raise click.UsageError(f"There is no village {code} here. Set it up: flask village create {code}")
        yield Context(session, number, OPERATOR, present_moment(), GrantTable(), current_log())


def one_villager(ctx: Context, name: str, household: str) -> Villager:
    """The person of this name; UsageError if there is none, or several and no household to tell them apart."""
    found = villagers_named(ctx.session, name, household)
    if not found:
        raise click.UsageError(f"Nobody in the register is called {name}.")
    if len(found) > 1:
        places = ", ".join(f"{one.household} ({one.group}, {one.born_on.year})" for one in found)
        raise click.UsageError(f"Several people are called {name}; add --household with one of: {places}")
    return found[0]


def say(text: str) -> None:
    """A line for the operator, in UTF-8 whatever the terminal claims."""
    click.echo(text.encode("utf-8", "replace"))
