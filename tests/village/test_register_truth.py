"""The registers of a real-sized community: every known defect is found, and nothing else."""

from __future__ import annotations

import json
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from webapp.village.register.check import Checked, check_register

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("name", "rows", "households"),
    [("register-330281004016.csv", 11_610, 4_413), ("register-small.csv", 1_068, 420)],
)
def test_a_clean_register_needs_nothing(shared_data: Path, name: str, rows: int, households: int) -> None:
    checked = check_register((shared_data / name).read_bytes(), TODAY)
    assert (checked.rows, checked.residents, len(checked.households)) == (rows, rows, households)
    assert checked.repairs == ()
    assert checked.refusals == ()


@pytest.fixture(scope="module")
def dirty(shared_data: Path) -> tuple[Checked, list[list[str]]]:
    data = (shared_data / "register-330281004016-dirty.csv").read_bytes()
    return check_register(data, TODAY), [line.split(",") for line in data.decode("gb18030").split("\r\n")]


def test_every_known_defect_is_found_and_none_invented(
    shared_data: Path, dirty: tuple[Checked, list[list[str]]]
) -> None:
    checked, lines = dirty
    truth = json.loads((shared_data / "register-330281004016-dirty.truth.json").read_text())
    known = Counter((defect["kind"], defect["household"], defect["name"]) for defect in truth)
    found = Counter(
        (defect.kind.value, lines[defect.line - 1][0], lines[defect.line - 1][4])
        for defect in (*checked.repairs, *checked.refusals)
    )
    assert known - found == Counter()
    assert found - known == Counter()
    assert sum(found.values()) == 206


def test_a_household_with_a_refused_row_is_refused_whole(dirty: tuple[Checked, list[list[str]]]) -> None:
    checked, lines = dirty
    refused = {refusal.household for refusal in checked.refusals}
    rows = sum(1 for cells in lines[1:] if cells[0] in refused)
    assert checked.rows == 11_733
    assert checked.residents == checked.rows - rows
    assert refused.isdisjoint(household.number for household in checked.households)


def test_reading_eleven_thousand_people_is_quick(shared_data: Path) -> None:
    data = (shared_data / "register-330281004016.csv").read_bytes()
    start = time.process_time()
    check_register(data, TODAY)
    assert time.process_time() - start < 2.5
