"""One row of a register: a person with their household, or the one reason why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.village.register import columns, repair
from webapp.village.register.identity import birth_in, has_valid_checksum, is_masked, sex_in
from webapp.village.register.reading import Row
from webapp.village.register.repair import CellRefused
from webapp.village.register.rules import MAX_LENGTH, Column, Person, PoliticalStatus, RefusalKind, Repair, Sex
from webapp.village.register.workbook import FORMULA

_OLDEST = 130
_LONGEST = tuple(MAX_LENGTH[column] for column in Column)
_UNSEEN = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\ud800-\udfff]"
)
_political = repair.one_of(columns.POLITICAL_BY_WORD, RefusalKind.UNKNOWN_POLITICAL)


def _read_political(text: str) -> tuple[PoliticalStatus | None, None]:
    return (_political(text)[0] if text else None), None


_READERS: tuple[Callable[[str], tuple[Any, Any]], ...] = (
    repair.read_household,
    repair.read_group,
    repair.read_door,
    repair.one_of(columns.RELATION_BY_WORD, RefusalKind.UNKNOWN_RELATION),
    repair.read_name,
    repair.one_of(columns.SEX_BY_WORD, RefusalKind.UNKNOWN_SEX),
    repair.read_date,
    repair.read_identity,
    repair.read_phone,
    repair.one_of(columns.REGISTERED_HERE_BY_WORD, RefusalKind.UNKNOWN_REGISTRATION),
    repair.one_of(columns.LIVES_HERE_BY_WORD, RefusalKind.UNKNOWN_LIVES_HERE),
    _read_political,
)
"""How each cell is read, in the order of ``Column``."""


class RowRefused(Exception):
    """This row cannot be taken in; the column is None when the whole row is meant."""

    def __init__(self, column: Column | None, kind: RefusalKind, params: Mapping[str, object]) -> None:
        super().__init__(column, kind, params)
        self.column = column
        self.kind = kind
        self.params = params


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row without a defect: the household's cells, the person, and what was put right."""

    number: str
    group: str
    door: str
    person: Person
    repairs: tuple[Repair, ...]


def bare(cell: str) -> str:
    """A cell without spaces around it and without the mark an export puts before signs a spreadsheet would compute."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in columns.COMPUTED else cell


def require_whole(row: Row, cells: tuple[str, ...]) -> None:
    """A row with all its cells and none too many, with nothing unseen, computed or endless in them."""
    if row.is_short:
        missing = next((column for column, cell in zip(Column, cells, strict=True) if not cell), None)
        raise RowRefused(missing, RefusalKind.SHORT_ROW, {})
    if row.beyond:
        raise RowRefused(None, RefusalKind.LONG_ROW, {"cells": row.beyond})
    for column, cell, longest in zip(Column, cells, _LONGEST, strict=True):
        if len(cell) > longest:
            raise RowRefused(column, RefusalKind.TOO_LONG, {"longest": longest})
        if cell == FORMULA or cell[:2] == '="':
            raise RowRefused(column, RefusalKind.FORMULA, {})
    if _UNSEEN.search("".join(cells)):
        column = next(column for column, cell in zip(Column, cells, strict=True) if _UNSEEN.search(cell))
        raise RowRefused(column, RefusalKind.CONTROL_CHARACTER, {})


def read_row(row: Row, cells: tuple[str, ...], today: date) -> ReadRow:
    """Reads the cells in order, then holds birth, sex and identity number against each other; raises ``RowRefused``."""
    values = []
    repairs = []
    for column, text, reader in zip(Column, cells, _READERS, strict=True):
        try:
            value, kind = reader(text)
        except CellRefused as refused:
            raise RowRefused(column, refused.kind, refused.params) from None
        values.append(value)
        if kind is not None:
            now = value.isoformat() if column is Column.BORN else value
            repairs.append(Repair(row.line, column, kind, row.cells[len(values) - 1], now))
    number, group, door, relation, name, sex, born_on, identity, phone, here, lives_here, political = values
    _require_birth(born_on, today)
    if identity:
        _require_identity(identity, born_on, sex)
    person = Person(row.line, relation, name, sex, born_on, identity, phone, here, lives_here, political)
    return ReadRow(number, group, door, person, tuple(repairs))


def _require_birth(born_on: date, today: date) -> None:
    if born_on > today:
        raise RowRefused(Column.BORN, RefusalKind.FUTURE_BIRTH, {"born_on": born_on})
    if today.year - born_on.year > _OLDEST:
        raise RowRefused(Column.BORN, RefusalKind.IMPOSSIBLE_BIRTH, {"born_on": born_on, "oldest": _OLDEST})


def _require_identity(number: str, born_on: date, sex: Sex) -> None:
    """A mistyped digit is told before what it would mean; of a masked number only the sex can be checked."""
    if not is_masked(number):
        if not has_valid_checksum(number):
            raise RowRefused(Column.IDENTITY, RefusalKind.BAD_CHECKSUM, {})
        if birth_in(number) != born_on:
            raise RowRefused(Column.BORN, RefusalKind.BIRTH_NOT_IN_ID, {})
    if sex_in(number) is not sex:
        raise RowRefused(Column.SEX, RefusalKind.SEX_NOT_IN_ID, {})
