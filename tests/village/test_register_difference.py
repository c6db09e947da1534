"""What an import would change: additions, changes cell by cell, absences, and nothing the second time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.village.papers import FAMILY, TITLES, TODAY, csv_file, identity, row
from webapp.village.register.check import Checked, check_register
from webapp.village.register.difference import Difference, difference
from webapp.village.register.identity import identity_digest, identity_tail, mask_identity
from webapp.village.register.known import KnownHousehold, KnownResident
from webapp.village.register.report import import_report, shown_repair
from webapp.village.register.rules import Column, RefusalKind
from webapp.village.register.writing import csv_chunks, xlsx_bytes

KEY = b"a key of this installation"


def known_after(checked: Checked) -> list[KnownHousehold]:
    """The village as it stands after a checked register was taken in."""
    return [
        KnownHousehold(
            household.number,
            household.number,
            household.group,
            household.door,
            tuple(
                KnownResident(
                    (household.number, person.line),
                    person.relation,
                    person.name,
                    person.sex,
                    person.born_on,
                    identity_digest(person.identity, KEY) if person.identity else None,
                    identity_tail(person.identity),
                    person.phone,
                    person.registered_here,
                    person.lives_here,
                    person.political,
                )
                for person in household.residents
            ),
        )
        for household in checked.households
    ]


def _against_family(rows: Iterable[list[str]]) -> Difference:
    known = known_after(check_register(csv_file(FAMILY), TODAY))
    return difference(known, check_register(csv_file(rows), TODAY), KEY)


def _with(place: int, **cells: str) -> list[list[str]]:
    rows = [[*values] for values in FAMILY]
    for column, value in cells.items():
        rows[place][list(Column).index(Column[column])] = value
    return rows


def test_into_an_empty_village_everyone_is_added() -> None:
    found = difference([], check_register(csv_file(FAMILY), TODAY), KEY)
    assert (len(found.added), len(found.changed), found.unchanged, found.residents) == (4, 0, 0, 4)
    assert all(household.known is None for household in found.households)
    assert found.added[0].digest == identity_digest(FAMILY[0][7], KEY)


def test_who_was_taken_out_is_neither_missed_nor_brought_back() -> None:
    known = known_after(check_register(csv_file(FAMILY), TODAY))
    head, *others = known[0].residents
    gone = replace(known[0], residents=(replace(head, departed_on=TODAY), *others))
    still = difference([gone, *known[1:]], check_register(csv_file(FAMILY), TODAY), KEY)
    assert [one.person.name for one in still.still_named] == [head.name]
    assert still.is_nothing
    assert not still.absent
    assert still.residents == 3
    alone = replace(known[0], residents=(replace(head, departed_on=TODAY),))
    assert not difference([alone], check_register(csv_file(FAMILY[3:]), TODAY), KEY).absent


def test_the_same_file_again_changes_nothing() -> None:
    found = _against_family(FAMILY)
    assert found.is_nothing
    assert (found.added, found.changed, found.unchanged, found.absent) == ([], [], 4, ())


@pytest.mark.parametrize(
    ("cells", "before", "after"),
    [
        ({"NAME": "李强"}, "李军", "李强"),
        ({"PHONE": "12900000009"}, "", "12900000009"),
        ({"LIVES_HERE": "否"}, True, False),
        ({"REGISTRATION": "外来"}, True, False),
        ({"RELATION": "女婿"}, "son", "son_in_law"),
        ({"POLITICAL": "群众"}, "party_member", "masses"),
    ],
)
def test_a_changed_cell_is_shown_before_and_after(cells: dict[str, str], before: object, after: object) -> None:
    found = _against_family(_with(2, **cells))
    (changed,) = found.changed
    (change,) = changed.changes
    assert (change.column, change.before, change.after) == (Column[next(iter(cells))], before, after)
    assert (found.unchanged, found.added, found.absent) == (3, [], ())


def test_a_household_in_another_group_changes_every_row_of_it() -> None:
    rows = [[values[0], "第2村民小组", *values[2:]] if values[0] == "00001" else values for values in FAMILY]
    found = _against_family(rows)
    assert [change.after for change in found.households[0].changes] == ["第2村民小组"]
    assert (len(found.changed), found.unchanged) == (3, 1)


def test_a_person_who_moved_to_another_household_is_the_same_person() -> None:
    rows = _with(2, HOUSEHOLD="00002", DOOR="1-00002")
    (changed,) = _against_family(rows).changed
    assert changed.moved_from is not None
    assert [(change.column, change.before, change.after) for change in changed.changes] == [
        (Column.HOUSEHOLD, "00001", "00002"),
        (Column.DOOR, "1-00001", "1-00002"),
    ]


def test_a_corrected_identity_number_shows_its_last_four_only() -> None:
    (changed,) = _against_family(_with(2, IDENTITY=identity("1985-11-30", 77, male=True))).changed
    (change,) = changed.changes
    assert change.column is Column.IDENTITY
    assert all(len(str(value)) == 4 for value in (change.before, change.after))


def test_who_is_missing_is_reported_and_not_removed() -> None:
    found = _against_family([FAMILY[0], FAMILY[1], FAMILY[3]])
    assert [absent.resident.name for absent in found.absent] == ["李军"]
    assert found.is_nothing


def test_nobody_of_a_refused_household_is_absent() -> None:
    found = _against_family(_with(2, RELATION="邻居"))
    assert found.absent == ()
    assert found.unchanged == 1


def test_a_newborn_without_number_is_recognised_and_later_gets_one() -> None:
    child = row("00001", "孙女", "李小花", "女", "2026-01-01", 8, IDENTITY="")
    known = known_after(check_register(csv_file([*FAMILY, child]), TODAY))
    again = difference(known, check_register(csv_file([*FAMILY, child]), TODAY), KEY)
    assert again.is_nothing
    child[7] = identity("2026-01-01", 8, male=False)
    (changed,) = difference(known, check_register(csv_file([*FAMILY, child]), TODAY), KEY).changed
    assert [change.column for change in changed.changes] == [Column.IDENTITY]
    assert changed.digest is not None


def test_twins_of_one_name_are_told_apart_by_their_numbers() -> None:
    twins = [row("00001", "女", "李双", "女", "2001-05-05", order) for order in (11, 12)]
    known = known_after(check_register(csv_file([FAMILY[0], *twins]), TODAY))
    swapped = difference(known, check_register(csv_file([FAMILY[0], *reversed(twins)]), TODAY), KEY)
    assert swapped.is_nothing


def test_an_export_comes_back_without_a_change() -> None:
    known = known_after(check_register(csv_file(FAMILY), TODAY))
    for data in (b"".join(csv_chunks(known)), xlsx_bytes(known)):
        found = difference(known, check_register(data, TODAY), KEY)
        assert found.refusals == ()
        assert found.is_nothing
        assert found.unchanged == 4
        assert FAMILY[0][7].encode() not in data


def test_a_masked_number_that_fits_nobody_is_refused_with_its_household() -> None:
    known = known_after(check_register(csv_file(FAMILY), TODAY))
    found = difference(known, check_register(csv_file(_with(2, IDENTITY=mask_identity("0019"))), TODAY), KEY)
    assert [(refusal.line, refusal.kind) for refusal in found.refusals] == [(4, RefusalKind.UNKNOWN_MASKED_IDENTITY)]
    assert [household.household.number for household in found.households] == ["00002"]
    assert found.absent == ()


def test_an_export_computes_nothing_in_a_spreadsheet() -> None:
    rows = _with(0, DOOR="=1+1", GROUP="@SUM(A1)")
    for place in (1, 2):
        rows[place][1:3] = rows[0][1:3]
    known = known_after(check_register(csv_file(rows), TODAY))
    text = b"".join(csv_chunks(known)).decode("utf-8-sig")
    first = list(csv.reader(io.StringIO(text)))[1]
    assert first[1:3] == ["'@SUM(A1)", "'=1+1"]
    for data in (text.encode(), xlsx_bytes(known)):
        assert difference(known, check_register(data, TODAY), KEY).is_nothing


def test_the_report_has_the_promised_shape() -> None:
    found = _against_family([*_with(2, BORN="1985/11/30")[:3], [*FAMILY[3][:3], "邻居", *FAMILY[3][4:]]])
    report = import_report(found, applied=False, wording=lambda refusal: refusal.kind.value)
    assert json.loads(json.dumps(report, ensure_ascii=False)) == {
        "rows": 4,
        "added": 0,
        "changed": 0,
        "unchanged": 3,
        "repaired": [
            {"line": 4, "column": "出生日期", "kind": "slashed_date", "from": "1985/11/30", "to": "1985-11-30"}
        ],
        "refused": [
            {
                "line": 5,
                "household": "00002",
                "column": "与户主关系",
                "kind": "unknown_relation",
                "reason": "unknown_relation",
            }
        ],
        "households": 1,
        "residents": 3,
        "applied": False,
    }


def test_a_page_shows_the_last_four_of_a_repaired_number() -> None:
    wide = FAMILY[2][7].translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    (repair,) = check_register(csv_file(_with(2, IDENTITY=wide)), TODAY).repairs
    assert shown_repair(repair) == ("*" * 14 + wide[-4:], mask_identity(FAMILY[2][7]))


def test_the_large_register_a_second_time(shared_data: Path) -> None:
    checked = check_register((shared_data / "register-330281004016.csv").read_bytes(), TODAY)
    known = known_after(checked)
    assert difference(known, checked, KEY).unchanged == 11_610
    data = b"".join(csv_chunks(known))
    assert data.startswith(b"\xef\xbb\xbf" + TITLES[0].encode())
    assert difference(known, check_register(data, TODAY), KEY).unchanged == 11_610


def test_the_digest_needs_a_key_and_a_whole_number() -> None:
    number = identity("1970-01-01", 1, male=True)
    assert identity_digest(number, KEY) != identity_digest(number, KEY + b"2")
    with pytest.raises(ValueError, match="16 bytes"):
        identity_digest(number, b"short")
    with pytest.raises(ValueError, match="whole"):
        identity_digest(mask_identity(number), KEY)
    assert len(identity_digest(number, KEY)) == 32
