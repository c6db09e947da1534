"""The table of the demonstration's people: who they are, how to sign in as each, what there is to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.cli.demo.cast import CAST, PASSWORD, REPRESENTATIVES_TO_TRY, VILLAGE_CODE, VILLAGE_NAME
from webapp.village.accounts.models import Account

HEAD = ("sign-in name", "who", "office", "what waits")


def table_of_people(session: Session, public_url: str) -> str:
    """Who can sign in, for the terminal. One query."""
    names = {
        row.sign_in_name: row.shown_name
        for row in session.execute(select(Account.sign_in_name, Account.shown_name).where(~Account.is_closed))
    }
    rows = [HEAD]
    rows += [(one.sign_in_name, one.name, one.title or "村民", one.to_do) for one in CAST]
    rows += [(name, names.get(name, ""), "村民代表", to_do) for name, to_do in REPRESENTATIVES_TO_TRY]
    last = sum(name.startswith("daibiao") for name in names)
    rows.append((f"daibiao3 … daibiao{last}", "", "村民代表", ""))
    return "\n".join(
        [
            f"{VILLAGE_NAME} · {public_url}/v/{VILLAGE_CODE:012d}/",
            f"Sign in at {public_url}/v/{VILLAGE_CODE:012d}/sign-in - everyone's password is {PASSWORD}",
            "",
            *_lines(rows),
        ]
    )


def _lines(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(_width(row[column]) for row in rows) for column in range(len(HEAD))]
    for row in rows:
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        yield ("  " + "  ".join(cells)).rstrip()


def _width(text: str) -> int:
    """How many columns of the terminal a text takes: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
