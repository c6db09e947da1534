"""A difference as the clerk looks at it: part by part, row by row, on the page and as a file.

No whole identity number is in it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.core.pages import Page
from webapp.village.register.columns import COMPUTED
from webapp.village.register.difference import Difference, FieldChange
from webapp.village.register.labels import cell_text, refusal_sentence, repair_label
from webapp.village.register.report import shown_repair
from webapp.village.register.rules import Column

PER_PAGE = 50


class Part(StrEnum):
    """What a look at the file is divided into; what needs the clerk comes first."""

    REFUSED = "refused"
    CHANGED = "changed"
    ADDED = "added"
    REPAIRED = "repaired"
    ABSENT = "absent"
    STILL_NAMED = "still_named"


NAMES = MappingProxyType(
    {
        Part.REFUSED: _("Refused"),
        Part.CHANGED: _("Changed"),
        Part.ADDED: _("Added"),
        Part.REPAIRED: _("Repaired"),
        Part.ABSENT: _("Not in the file"),
        Part.STILL_NAMED: _("Taken out before"),
    }
)


def _head(label: Any, *, is_short: bool = False) -> dict[str, Any]:
    """The head of a column as the table shows it; a short one is never broken."""
    return {"label": label, "short": is_short}


_LINE = _head(_("Line"), is_short=True)
_HOUSEHOLD = _head(_("Household"), is_short=True)
_GROUP = _head(_("Group"))
_NAME = _head(_("Name"), is_short=True)
_COLUMN = _head(_("Column"), is_short=True)
_BORN = _head(_("Born"), is_short=True)
HEADS = MappingProxyType(
    {
        Part.REFUSED: (_LINE, _HOUSEHOLD, _COLUMN, _head(_("Why, and what to do"))),
        Part.CHANGED: (_LINE, _HOUSEHOLD, _NAME, _head(_("What changes"))),
        Part.ADDED: (_LINE, _HOUSEHOLD, _GROUP, _NAME, _head(_("Relation")), _BORN),
        Part.REPAIRED: (_LINE, _COLUMN, _head(_("How")), _head(_("In the file")), _head(_("Read as"))),
        Part.ABSENT: (_HOUSEHOLD, _GROUP, _NAME, _BORN),
        Part.STILL_NAMED: (_LINE, _HOUSEHOLD, _NAME, _head(_("Taken out since"))),
    }
)


def _refused(found: Difference, place: slice) -> Iterator[Sequence[str]]:
    for one in found.refusals[place]:
        yield str(one.line), one.household, one.column.value if one.column else "", refusal_sentence(one)


def _changed(found: Difference, place: slice) -> Iterator[Sequence[str]]:
    for one in found.changed[place]:
        words = gettext("; ").join(change_sentence(change) for change in one.changes)
        yield str(one.person.line), one.household.number, one.person.name, words


def _added(found: Difference, place: slice) -> Iterator[Sequence[str]]:
    for one in found.added[place]:
        person, home = one.person, one.household
        relation = cell_text(Column.RELATION, person.relation)
        yield str(person.line), home.number, home.group, person.name, relation, person.born_on.isoformat()


def _repaired(found: Difference, place: slice) -> Iterator[Sequence[str]]:
    for one in found.repairs[place]:
        yield str(one.line), one.column.value, repair_label(one), *shown_repair(one)


def _absent(found: Difference, place: slice) -> Iterator[Sequence[str]]:
    for one in found.absent[place]:
        yield one.household.number, one.household.group, one.resident.name, one.resident.born_on.isoformat()


def _still_named(found: Difference, place: slice) -> Iterator[Sequence[str]]:
    for one in found.still_named[place]:
        since = one.known.departed_on
        yield str(one.person.line), one.household.number, one.person.name, since.isoformat() if since else ""


_ROWS: MappingProxyType[Part, Callable[[Difference, slice], Iterator[Sequence[str]]]] = MappingProxyType(
    {
        Part.REFUSED: _refused,
        Part.CHANGED: _changed,
        Part.ADDED: _added,
        Part.REPAIRED: _repaired,
        Part.ABSENT: _absent,
        Part.STILL_NAMED: _still_named,
    }
)


def change_sentence(change: FieldChange) -> str:
    """One cell before and after: 手机号: 12900000001 → 12900000002."""
    before, after = cell_text(change.column, change.before), cell_text(change.column, change.after)
    nothing = gettext("(empty)")
    return f"{change.column.value}{gettext(': ')}{before or nothing} → {after or nothing}"


@dataclass(frozen=True)
class Look:
    """One page of one part, with how many rows every part has."""

    part: Part
    counts: dict[Part, int]
    page: Page
    head: Sequence[dict[str, Any]]


def counts_of(found: Difference) -> dict[Part, int]:
    """How many rows every part has."""
    return {
        Part.REFUSED: len(found.refusals),
        Part.CHANGED: len(found.changed),
        Part.ADDED: len(found.added),
        Part.REPAIRED: len(found.repairs),
        Part.ABSENT: len(found.absent),
        Part.STILL_NAMED: len(found.still_named),
    }


def look_at(found: Difference, wanted: str, number: int) -> Look:
    """The wanted part, or the first that has anything in it."""
    counts = counts_of(found)
    first = next((part for part in Part if counts[part]), Part.ADDED)
    part = Part(wanted) if wanted in set(Part) else first
    start = (number - 1) * PER_PAGE
    rows = [list(row) for row in _ROWS[part](found, slice(start, start + PER_PAGE))]
    return Look(part, counts, Page(rows, number, counts[part], PER_PAGE), HEADS[part])


def report_csv(found: Difference) -> Iterator[bytes]:
    """Everything the page shows as a CSV file with one table under another, UTF-8 with BOM as spreadsheets expect."""
    yield b"\xef\xbb\xbf"
    for part in Part:
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([str(NAMES[part]), *(str(head["label"]) for head in HEADS[part])])
        for row in _ROWS[part](found, slice(None)):
            writer.writerow([str(NAMES[part]), *(f"'{cell}" if cell[:1] in COMPUTED else cell for cell in row)])
        yield out.getvalue().encode()
