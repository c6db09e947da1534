"""A whole register looked at: who can be taken in, what was put right, what must go back to the clerk.

One defect per row, never its consequences: a row written twice is a row written twice, not a second head. A household
with one refused row is refused whole, because half a household would have the wrong voice and the wrong head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from webapp.village.register import columns, repair
from webapp.village.register.identity import is_masked
from webapp.village.register.reading import Row, Table, read_table
from webapp.village.register.row import RowRefused, bare, read_row, require_whole
from webapp.village.register.rules import (
    MAX_LENGTH,
    Column,
    Household,
    Person,
    Refusal,
    RefusalKind,
    Relation,
    Repair,
    household_key,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a register file. ``rows`` counts data rows: neither the head line, blank lines nor a total.

    ``households`` are those without any refused row, in the order of the file; ``refused_households`` the keys
    (``household_key``) of the others.
    """

    rows: int
    households: tuple[Household, ...]
    repairs: tuple[Repair, ...]
    refusals: tuple[Refusal, ...]
    refused_households: frozenset[str] = frozenset()
    ignored_columns: tuple[str, ...] = ()

    @property
    def residents(self) -> int:
        """How many people the accepted households have."""
        return sum(len(household.residents) for household in self.households)


@dataclass(slots=True)
class _Entry:
    """One row of a household as far as it could be read; what could not is None."""

    line: int
    number: str
    group: str
    door: str
    relation: Relation | None
    person: Person | None


@dataclass(slots=True)
class _Findings:
    rows: int = 0
    repairs: list[Repair] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    households: dict[str, list[_Entry]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    first_lines: dict[tuple[str, str, str], int] = field(default_factory=dict)
    identities: dict[str, int] = field(default_factory=dict)

    def refuse(self, line: int, number: str, found: RowRefused) -> None:
        self.refusals.append(Refusal(line, number, found.column, found.kind, found.params))
        if number:
            self.refused.add(household_key(number))


def check_register(source: bytes | Table, today: date) -> Checked:
    """Reads and judges a register file as of ``today``; a file that is no register at all raises ``InvalidInput``."""
    table = read_table(source) if isinstance(source, bytes) else source
    findings = _Findings()
    for row in table.rows:
        findings.rows += 1
        _take(row, today, findings)
    for entries in findings.households.values():
        _judge_household(entries, findings)
    accepted = [entries for key, entries in findings.households.items() if key not in findings.refused]
    return Checked(
        rows=findings.rows,
        households=tuple(_household(entries) for entries in accepted),
        repairs=tuple(findings.repairs),
        refusals=tuple(sorted(findings.refusals, key=lambda refusal: refusal.line)),
        refused_households=frozenset(findings.refused),
        ignored_columns=table.ignored,
    )


def _household(entries: Sequence[_Entry]) -> Household:
    first = entries[0]
    people = tuple(entry.person for entry in entries if entry.person is not None)
    return Household(first.number, first.group, first.door, people)


def _take(row: Row, today: date, findings: _Findings) -> None:
    """Reads one row; its household is noted even when the row is refused, so that the household is refused too."""
    cells = tuple([bare(cell) for cell in row.cells])
    number = _number_in(cells[0])
    try:
        require_whole(row, cells)
        _require_first(cells, row.line, number, findings)
        read = read_row(row, cells, today)
        _require_unused(read.person, findings)
    except RowRefused as found:
        findings.refuse(row.line, number, found)
        if not number or found.kind is RefusalKind.DUPLICATE_ROW:
            return
        relation = columns.RELATION_BY_WORD.get(columns.plain(cells[3]))
        entry = _Entry(row.line, number, "", "", relation, None)
    else:
        findings.repairs.extend(read.repairs)
        entry = _Entry(row.line, read.number, read.group, read.door, read.person.relation, read.person)
    findings.households.setdefault(household_key(number), []).append(entry)


def _number_in(cell: str) -> str:
    try:
        number, _ = repair.read_household(cell)
    except repair.CellRefused:
        return ""
    return number if len(number) <= MAX_LENGTH[Column.HOUSEHOLD] else ""


def _require_first(cells: tuple[str, ...], line: int, number: str, findings: _Findings) -> None:
    """The same person a second time in the same household is refused as that, whatever else the row carries."""
    name, who = columns.plain(cells[4]), columns.plain(cells[7]) or columns.plain(cells[6])
    if not (number and name and who):
        return
    first = findings.first_lines.setdefault((household_key(number), name, who), line)
    if first != line:
        raise RowRefused(None, RefusalKind.DUPLICATE_ROW, {"line": first})


def _require_unused(person: Person, findings: _Findings) -> None:
    """One identity number belongs to one person of the whole register."""
    if not person.identity or is_masked(person.identity):
        return
    first = findings.identities.setdefault(person.identity, person.line)
    if first != person.line:
        raise RowRefused(Column.IDENTITY, RefusalKind.IDENTITY_TWICE, {"line": first})


def _judge_household(entries: Sequence[_Entry], findings: _Findings) -> None:
    """Every household has one head, one group and one door; told only where no defect of a row explains it."""
    first = entries[0]
    heads = [entry for entry in entries if entry.relation is Relation.HEAD]
    if not heads and all(entry.relation is not None for entry in entries):
        findings.refuse(first.line, first.number, RowRefused(Column.RELATION, RefusalKind.NO_HEAD, {}))
    for entry in heads[1:]:
        params = {"line": heads[0].line}
        findings.refuse(entry.line, entry.number, RowRefused(Column.RELATION, RefusalKind.TWO_HEADS, params))
    whole = [entry for entry in entries if entry.person is not None]
    for entry in whole[1:]:
        if entry.group != whole[0].group:
            found = RowRefused(Column.GROUP, RefusalKind.TWO_GROUPS, {"line": whole[0].line})
        elif entry.door != whole[0].door:
            found = RowRefused(Column.DOOR, RefusalKind.TWO_DOORS, {"line": whole[0].line})
        else:
            continue
        if entry not in heads[1:]:
            findings.refuse(entry.line, entry.number, found)
        return
