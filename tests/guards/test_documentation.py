"""What the README tells people to type exists, and what exists is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from flask import Flask

from tests.guards.source import ROOT, require_none, text
from webapp.core.settings import VARIABLES

WORKFLOWS = {"help", "install", "run", "test", "check", "bench", "i18n", "migrate", "docs"}
TARGET = re.compile(r"^([a-z0-9]+):.*## ", re.MULTILINE)
MAKE = re.compile(r"`?\bmake ([a-z][a-z0-9]+)\b")
FLASK = re.compile(r"\bflask (?:--app webapp )?([a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)*)")
OF_FLASK_ITSELF = {"run", "shell", "routes"}
COMMAND_BLOCK = re.compile(r"```[^\n]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)


@pytest.fixture(scope="module")
def readme() -> str:
    return text(ROOT / "README.md")


def commands(readme: str) -> str:
    """What stands in code blocks and between backticks: only that is meant to be typed."""
    return "\n".join(block or inline for block, inline in COMMAND_BLOCK.findall(readme))


def test_workflows_are_those_promised() -> None:
    assert set(TARGET.findall(text(ROOT / "Makefile"))) >= WORKFLOWS


def test_every_make_workflow_in_the_readme_exists(readme: str) -> None:
    targets = set(TARGET.findall(text(ROOT / "Makefile")))
    told = set(MAKE.findall(commands(readme)))
    require_none(sorted(told - targets), "The README speaks of `make` workflows that do not exist.")
    require_none(sorted(WORKFLOWS - told), "The README does not tell of these `make` workflows.")


def test_every_command_in_the_readme_exists(readme: str, app: Flask) -> None:
    require_none(sorted(set(_unknown(commands(readme), app.cli))), "The README speaks of commands that do not exist.")


def test_every_command_is_told_and_explains_itself(readme: str, app: Flask) -> None:
    own = {name: command for name, command in app.cli.commands.items() if name not in OF_FLASK_ITSELF}
    require_none((name for name in own if f"flask {name}" not in readme.replace("flask --app webapp ", "flask ")),
                 "Tell of these commands in the README.")  # fmt: skip
    require_none((name for name, command in _every(own) if not command.help), "Write the command's help sentence.")


def test_every_setting_is_told(readme: str) -> None:
    require_none(
        (v.name for v in VARIABLES if f"`{v.name}`" not in readme), "Put these settings into the README's table."
    )


def test_changes_are_told() -> None:
    assert text(ROOT / "CHANGELOG.md").count("\n## ") >= 1


def _unknown(readme: str, group: click.Group) -> Iterator[str]:
    for words in FLASK.findall(readme):
        known: click.Command | None = group
        for word in words.split():
            if not isinstance(known, click.Group):
                break
            known = known.commands.get(word)
            if known is None and word not in OF_FLASK_ITSELF:
                yield f"flask {words}"


def _every(commands: dict[str, click.Command], prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in commands.items():
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from _every(dict(command.commands), f"{prefix}{name} ")
