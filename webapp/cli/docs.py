"""`flask docs`: the tables of the README, written from the code they describe."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click

from webapp.core.permissions import Permission
from webapp.core.settings import VARIABLES
from webapp.grants import GRANTS
from webapp.paths import PACKAGE
from webapp.site.labels import HOLDERS, PERMISSIONS

README = PACKAGE.parent / "README.md"


def settings_table() -> str:
    """Every environment variable with what it falls back to."""
    rows = [f"| `{variable.name}` | {variable.default} | {variable.meaning} |" for variable in VARIABLES]
    return "\n".join(["| variable | if not set | what it is |", "|---|---|---|", *rows])


def permissions_table() -> str:
    """Every permission with its holders, as the operations ask for them."""
    rows = [
        f"| `{permission.value}` | {PERMISSIONS[permission]} | "
        f"{', '.join(str(HOLDERS[holder.key]) for holder in GRANTS[permission]) or 'nobody directly'} |"
        for permission in Permission
    ]
    return "\n".join(["| permission | verb | who |", "|---|---|---|", *rows])


TABLES: dict[str, Callable[[], str]] = {"settings": settings_table, "permissions": permissions_table}


def written(text: str) -> str:
    """The README with its tables brought up to date, each between its two marks."""
    for name, table in TABLES.items():
        mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = mark.sub(lambda found, rows=table(): f"{found[1]}{rows}\n{found[2]}", text)
    return text


@click.command("docs")
@click.option("--check", is_flag=True, help="Only say whether the README is up to date; exit 1 if not.")
def docs(check: bool) -> None:
    """Write the tables of settings and permissions into the README."""
    path: Path = README
    before = path.read_text(encoding="utf-8")
    after = written(before)
    if check:
        raise SystemExit(0 if after == before else 1)
    path.write_text(after, encoding="utf-8")
    click.echo("README.md is up to date.")
