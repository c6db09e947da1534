"""Every table can be distributed by village: the village comes first in every key, so no reference can leave it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import BigInteger, Float, ForeignKeyConstraint, Numeric, Table, UniqueConstraint

from tests.guards.source import ROOT, files, imported, require_none, text
from webapp.schema import METADATA

# Tables of the whole installation, with the reason why they belong to no village.
GLOBAL_TABLES: dict[str, str] = {}
TOWN = "village_id"


@pytest.fixture(scope="module")
def tables() -> list[Table]:
    return list(METADATA.tables.values())


def scoped(tables: list[Table]) -> list[Table]:
    return [table for table in tables if table.name not in GLOBAL_TABLES]


def test_every_table_is_gathered() -> None:
    """Migrations and tests see the tables that webapp/schema.py names."""
    named = set(imported(ROOT / "webapp" / "schema.py").values())
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in files("webapp", ".py")
        if "__tablename__ =" in text(path)
    }
    require_none(sorted(modules - named), "Name these modules in webapp/schema.py.")


def test_every_table_belongs_to_a_village_or_says_why_not(tables: list[Table]) -> None:
    assert tables
    require_none(
        (table.name for table in scoped(tables) if TOWN not in table.c),
        "Make these VillageScoped, or name them in GLOBAL_TABLES with the reason.",
    )


def test_the_village_comes_first_in_every_primary_key(tables: list[Table]) -> None:
    require_none(
        (
            f"{table.name}: {[column.name for column in table.primary_key]}"
            for table in scoped(tables)
            if [column.name for column in table.primary_key][:1] != [TOWN]
            or not isinstance(table.c[TOWN].type, BigInteger)
        ),
        "A primary key begins with village_id, a whole number of 64 bits.",
    )


def test_the_village_comes_first_wherever_rows_must_be_unique(tables: list[Table]) -> None:
    require_none(_loose_uniqueness(scoped(tables)), "Use village_unique(…): unique means unique in one village.")


def test_no_reference_can_leave_the_village(tables: list[Table]) -> None:
    require_none(_loose_references(tables), "Use village_fk(…): (village_id, column) → (village_id, id).")


def test_nothing_is_counted_in_fractions(tables: list[Table]) -> None:
    require_none(
        (
            f"{table.name}.{column.name}: {column.type!r}"
            for table in tables
            for column in table.c
            if isinstance(column.type, (Float, Numeric)) and not isinstance(column.type, BigInteger)
        ),
        "Money is whole fen and shares are two whole numbers: fractions round, and rounding is disputed.",
    )


def test_the_database_decides_nothing_by_itself(tables: list[Table]) -> None:
    require_none(
        (
            f"{table.name}.{column.name}"
            for table in tables
            for column in table.c
            if column.server_default is not None or column.computed is not None or column.identity is not None
        ),
        "Values are made in Python, where the log sees them: no server defaults, no computed or counted columns.",
    )


def _loose_uniqueness(tables: list[Table]) -> Iterator[str]:
    for table in tables:
        for constraint in table.constraints:
            names = [column.name for column in constraint.columns] if isinstance(constraint, UniqueConstraint) else []
            if names and names[0] != TOWN:
                yield f"{table.name}: unique {names}"
        for index in table.indexes:
            names = [column.name for column in index.columns]
            if names[:1] != [TOWN]:
                yield f"{table.name}: index {names} does not begin with the village"


def _loose_references(tables: list[Table]) -> Iterator[str]:
    for table in tables:
        for constraint in table.constraints:
            if not isinstance(constraint, ForeignKeyConstraint):
                continue
            pairs = [(element.parent.name, element.column.name) for element in constraint.elements]
            target = constraint.referred_table.name
            if table.name in GLOBAL_TABLES and target not in GLOBAL_TABLES:
                yield f"{table.name} is global and points into a village's {target}"
            elif target not in GLOBAL_TABLES and pairs[0] != (TOWN, TOWN):
                yield f"{table.name} → {target}: {pairs}"
