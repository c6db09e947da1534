"""The result of an import for other programs: the same facts as the page, in one stable JSON shape.

The reader is the clerk's own program, which has the file: identity numbers in ``from`` and ``to`` are whole here.
A page shows ``shown_repair`` instead.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypedDict

from webapp.village.register.difference import Difference
from webapp.village.register.identity import STARS
from webapp.village.register.rules import Column, Refusal, Repair

RepairEntry = TypedDict("RepairEntry", {"line": int, "column": str, "kind": str, "from": str, "to": str})


class RefusalEntry(TypedDict):
    """One refused row; ``column`` is empty when the whole row is meant."""

    line: int
    household: str
    column: str
    kind: str
    reason: str


class ImportReport(TypedDict):
    """``rows`` are data rows of the file; ``residents`` the people of the accepted ``households``, of whom so many are
    ``added``, ``changed`` and ``unchanged``; the other rows stand in refused households, or name people who were taken
    out of the register before and are left out.
    """

    rows: int
    added: int
    changed: int
    unchanged: int
    repaired: list[RepairEntry]
    refused: list[RefusalEntry]
    households: int
    residents: int
    applied: bool


def import_report(found: Difference, *, applied: bool, wording: Callable[[Refusal], str]) -> ImportReport:
    """What an import found, and whether it was applied; ``wording`` gives the sentence of a refusal."""
    return {
        "rows": found.rows,
        "added": len(found.added),
        "changed": len(found.changed),
        "unchanged": found.unchanged,
        "repaired": [_repaired(repair) for repair in found.repairs],
        "refused": [_refused(refusal, wording) for refusal in found.refusals],
        "households": len(found.households),
        "residents": found.residents,
        "applied": applied,
    }


def _repaired(repair: Repair) -> RepairEntry:
    return {
        "line": repair.line,
        "column": repair.column.value,
        "kind": repair.kind.value,
        "from": repair.was,
        "to": repair.now,
    }


def _refused(refusal: Refusal, wording: Callable[[Refusal], str]) -> RefusalEntry:
    return {
        "line": refusal.line,
        "household": refusal.household,
        "column": refusal.column.value if refusal.column else "",
        "kind": refusal.kind.value,
        "reason": wording(refusal),
    }


def shown_repair(repair: Repair) -> tuple[str, str]:
    """What stood there and what was read, as a page may show it: of an identity number only the last four."""
    if repair.column is not Column.IDENTITY:
        return repair.was, repair.now
    return STARS + repair.was.strip()[-4:], STARS + repair.now[-4:]


def fingerprint(found: Difference) -> str:
    """A short name for exactly this difference: the clerk's yes is to what the clerk saw, and to nothing else."""
    told = (
        [one.person.line for one in found.added],
        [(one.person.line, one.changes) for one in found.changed],
        [(one.line, one.kind) for one in found.refusals],
        [one.person.line for one in found.still_named],
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]
