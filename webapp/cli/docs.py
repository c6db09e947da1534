"""`flask docs`: the tables of the README, written from the code they describe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from webapp.core.permissions import Permission
from webapp.core.settings import VARIABLES
from webapp.grants import GRANTS
from webapp.paths import PACKAGE

README = PACKAGE.parent / "README.md"


def settings_table() -> str:
    """Every environment variable with what it falls back to."""
    rows = [f"| `{variable.name}` | {variable.default} | {variable.meaning} |" for variable in VARIABLES]
    return "\n".join(["| variable | if not set | what it is |", "|---|---|---|", *rows])


def permissions_table() -> str:
    """Every permission with its holders, as the operations ask for them."""
    rows = [
        f"| `{permission.value}` | "
        f"{', '.join(holder.key.replace('_', ' ') for holder in GRANTS[permission]) or 'nobody directly'} |"
        for permission in Permission
    ]
    return "\n".join(["| permission | who |", "|---|---|", *rows])


TABLES: dict[str, Callable[[], str]] = {"settings": settings_table, "permissions": permissions_table}


def written(text: str) -> str:
    """The README with its tables brought up to date, each between its two marks."""
    for name, table in TABLES.items():
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, _, rest = text.partition(start)
        after = rest.partition(end)[2]
        text = f"{before}{start}{table()}\n{end}{after}"
    return text


@click.command("docs")
@click.option("--check", is_flag=True, help="Only say whether the README is up to date; exit 1 if not.")
def docs(check: bool) -> None:
    """Write the tables of settings and permissions into the README."""
    path: Path = README
    if not path.exists():
        raise click.ClickException(f"There is no {path}: this command is for the source tree only.")
    before = path.read_text(encoding="utf-8")
    after = written(before)
    if check:
        raise SystemExit(0 if after == before else 1)
    path.write_text(after, encoding="utf-8")
    click.echo("README.md is up to date.")
