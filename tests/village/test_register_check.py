"""One row at a time: what is put right, what is refused, and that one defect is told once."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.village.papers import FAMILY, TODAY, csv_file, identity, row
from webapp.core.errors import InvalidInput
from webapp.village.register.check import Checked, check_register
from webapp.village.register.identity import has_valid_checksum
from webapp.village.register.rules import Column, RefusalKind, Relation, RepairKind, household_key, household_order

MAN = identity("1970-01-01", 50, male=True)
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def _checked(**cells: str) -> Checked:
    person = row("00009", "户主", "孙强", "男", "1970-01-01", 50)
    for column, value in cells.items():
        person[list(Column).index(Column[column])] = value
    return check_register(csv_file([*FAMILY, person]), TODAY)


@pytest.mark.parametrize(
    ("cells", "kind", "now"),
    [
        ({"IDENTITY": MAN.translate(WIDE)}, RepairKind.FULL_WIDTH_ID, MAN),
        ({"IDENTITY": f"{MAN[:6]} {MAN[6:14]} {MAN[14:]}"}, RepairKind.SPACED_ID, MAN),
        ({"NAME": "孙\u3000强"}, RepairKind.SPACED_NAME, "孙强"),
        ({"NAME": "孙 强"}, RepairKind.SPACED_NAME, "孙强"),
        ({"NAME": "阿卜杜拉•买买提"}, RepairKind.NAME_DOT, "阿卜杜拉·买买提"),
        ({"BORN": "1970/1/1"}, RepairKind.SLASHED_DATE, "1970-01-01"),
        ({"BORN": "1970年1月1日"}, RepairKind.CHINESE_DATE, "1970-01-01"),
        ({"BORN": "1970.1.1"}, RepairKind.DOTTED_DATE, "1970-01-01"),
        ({"BORN": "1970-1-1"}, RepairKind.UNPADDED_DATE, "1970-01-01"),
        ({"BORN": "19700101"}, RepairKind.COMPACT_DATE, "1970-01-01"),
        ({"BORN": "1970-01-01 00:00:00"}, RepairKind.TIMED_DATE, "1970-01-01"),
        ({"BORN": "１９７０-01-01"}, RepairKind.FULL_WIDTH, "1970-01-01"),
        ({"PHONE": "129-0000-0002"}, RepairKind.DASHED_PHONE, "12900000002"),
        ({"PHONE": "129 0000 0002"}, RepairKind.DASHED_PHONE, "12900000002"),
        ({"PHONE": "0377-6200000"}, RepairKind.DASHED_PHONE, "03776200000"),
        ({"PHONE": "+8612900000002"}, RepairKind.PREFIXED_PHONE, "12900000002"),
        ({"PHONE": "１２９００００００02"}, RepairKind.FULL_WIDTH, "12900000002"),
        ({"GROUP": "第１村民小组"}, RepairKind.FULL_WIDTH, "第1村民小组"),
        ({"HOUSEHOLD": "０００09"}, RepairKind.FULL_WIDTH, "00009"),
    ],
)
def test_what_has_one_meaning_is_put_right(cells: dict[str, str], kind: RepairKind, now: str) -> None:
    checked = _checked(**cells)
    assert checked.refusals == ()
    ((column, was),) = cells.items()
    assert [(repair.line, repair.column, repair.kind, repair.was, repair.now) for repair in checked.repairs] == [
        (6, Column[column], kind, was, now)
    ]


def test_a_small_x_is_made_large() -> None:
    number = next(number for order in range(99) if (number := identity("1970-01-01", order, male=True))[-1] == "X")
    checked = _checked(IDENTITY=number.lower())
    assert [(repair.kind, repair.now) for repair in checked.repairs] == [(RepairKind.SMALL_X_ID, number)]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"IDENTITY": MAN[:16] + ("3" if MAN[16] == "1" else "1") + MAN[17]}, RefusalKind.BAD_CHECKSUM),
        ({"IDENTITY": "123"}, RefusalKind.BAD_IDENTITY),
        ({"IDENTITY": "410301700101001"}, RefusalKind.OLD_IDENTITY),
        ({"IDENTITY": "9.93512E+17"}, RefusalKind.ROUNDED_IDENTITY),
        ({"IDENTITY": FAMILY[0][7], "BORN": FAMILY[0][6]}, RefusalKind.IDENTITY_TWICE),
        ({"BORN": "2031-05-05"}, RefusalKind.FUTURE_BIRTH),
        ({"BORN": "1870-05-05"}, RefusalKind.IMPOSSIBLE_BIRTH),
        ({"BORN": "1970-02-30"}, RefusalKind.BAD_DATE),
        ({"BORN": "1/1/70"}, RefusalKind.BAD_DATE),
        ({"BORN": "25569"}, RefusalKind.BAD_DATE),
        ({"BORN": ""}, RefusalKind.BAD_DATE),
        ({"BORN": "1970-01-02"}, RefusalKind.BIRTH_NOT_IN_ID),
        ({"SEX": "女"}, RefusalKind.SEX_NOT_IN_ID),
        ({"SEX": "?"}, RefusalKind.UNKNOWN_SEX),
        ({"RELATION": "邻居"}, RefusalKind.UNKNOWN_RELATION),
        ({"RELATION": ""}, RefusalKind.UNKNOWN_RELATION),
        ({"GROUP": " \u3000"}, RefusalKind.MISSING_GROUP),
        ({"RELATION": "父"}, RefusalKind.NO_HEAD),
        ({"HOUSEHOLD": ""}, RefusalKind.MISSING_HOUSEHOLD),
        ({"HOUSEHOLD": "<9>"}, RefusalKind.BAD_HOUSEHOLD),
        ({"NAME": ""}, RefusalKind.MISSING_NAME),
        ({"NAME": "=cmd|'/C calc'!A0"}, RefusalKind.BAD_NAME),
        ({"NAME": "·"}, RefusalKind.BAD_NAME),
        ({"NAME": "孙强2"}, RefusalKind.BAD_NAME),
        ({"NAME": "孙\u200b强"}, RefusalKind.CONTROL_CHARACTER),
        ({"NAME": "孙\u202e强"}, RefusalKind.CONTROL_CHARACTER),
        ({"NAME": "孙\x00强"}, RefusalKind.CONTROL_CHARACTER),
        ({"NAME": "孙\n强"}, RefusalKind.CONTROL_CHARACTER),
        ({"NAME": "孙" * 51}, RefusalKind.TOO_LONG),
        ({"DOOR": "门" * 61}, RefusalKind.TOO_LONG),
        ({"DOOR": '="1-2"'}, RefusalKind.FORMULA),
        ({"PHONE": "12900000002/12900000003"}, RefusalKind.BAD_PHONE),
        ({"PHONE": "none"}, RefusalKind.BAD_PHONE),
        ({"REGISTRATION": ""}, RefusalKind.UNKNOWN_REGISTRATION),
        ({"LIVES_HERE": "有时"}, RefusalKind.UNKNOWN_LIVES_HERE),
        ({"POLITICAL": "?"}, RefusalKind.UNKNOWN_POLITICAL),
    ],
)
def test_what_nobody_may_guess_is_refused_once(cells: dict[str, str], kind: RefusalKind) -> None:
    checked = _checked(**cells)
    assert [(refusal.line, refusal.kind) for refusal in checked.refusals] == [(6, kind)]
    assert [household.number for household in checked.households] == ["00001", "00002"]
    assert checked.repairs == ()


def test_what_may_be_unknown_may_be_empty() -> None:
    checked = _checked(IDENTITY="", PHONE="", DOOR="", POLITICAL="")
    assert checked.refusals == ()
    assert checked.households[-1].head.political is None


def _kinds(*rows: list[str]) -> list[tuple[int, RefusalKind]]:
    return [(refusal.line, refusal.kind) for refusal in check_register(csv_file(rows), TODAY).refusals]


def test_a_head_written_twice_is_a_row_written_twice() -> None:
    assert _kinds(FAMILY[0], FAMILY[1], FAMILY[0]) == [(4, RefusalKind.DUPLICATE_ROW)]


def test_a_second_head_is_told_where_it_stands() -> None:
    second = row("00001", "户主", "李小山", "男", "1990-01-01", 7)
    assert _kinds(*FAMILY, second) == [(6, RefusalKind.TWO_HEADS)]


def test_a_head_that_cannot_be_read_is_not_missing() -> None:
    neighbour = row("00001", "邻居", "李大山", "男", "1958-04-09", 1)
    assert _kinds(neighbour, FAMILY[1]) == [(2, RefusalKind.UNKNOWN_RELATION)]
    assert _kinds(FAMILY[0][:5], FAMILY[1]) == [(2, RefusalKind.SHORT_ROW)]


def test_a_household_has_one_group_and_one_door() -> None:
    moved = [*FAMILY[1]]
    moved[1] = "第2村民小组"
    assert _kinds(FAMILY[0], moved) == [(3, RefusalKind.TWO_GROUPS)]
    moved = [*FAMILY[1]]
    moved[2] = "9-9"
    assert _kinds(FAMILY[0], moved) == [(3, RefusalKind.TWO_DOORS)]


def test_a_comma_too_many_is_told() -> None:
    assert _kinds([*FAMILY[3], "x"]) == [(2, RefusalKind.LONG_ROW)]
    assert _kinds([*FAMILY[3], " "]) == []


def test_a_household_may_stand_apart_in_the_file_and_lose_its_zeros() -> None:
    checked = check_register(csv_file([FAMILY[0], FAMILY[3], ["1", *FAMILY[1][1:]]]), TODAY)
    assert [len(household.residents) for household in checked.households] == [2, 1]


@pytest.mark.parametrize(
    ("word", "relation"), [("长子", Relation.SON), ("妻", Relation.SPOUSE), ("奶奶", Relation.GRANDMOTHER)]
)
def test_relations_as_people_write_them(word: str, relation: Relation) -> None:
    person = row("00001", word, "李某", "女", "1930-01-01", 9)
    assert check_register(csv_file([FAMILY[0], person]), TODAY).households[0].residents[1].relation is relation


@given(st.integers(0, 999_999), st.dates(), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(place: int, born: object, order: int, position: int, shift: int) -> None:
    body = f"{place:06d}{born:%Y%m%d}".rjust(14, "0")[:14] + f"{order:03d}"
    weights = [pow(2, 17 - at, 11) for at in range(17)]
    number = body + "10X98765432"[sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11]
    assert has_valid_checksum(number)
    wrong = str((int(number[position]) + shift) % 10)
    assert not has_valid_checksum(number[:position] + wrong + number[position + 1 :])


@settings(max_examples=150)
@given(st.lists(st.lists(st.text(max_size=30), min_size=12, max_size=12), max_size=4))
def test_no_cell_breaks_the_reading(rows: list[list[str]]) -> None:
    try:
        data = csv_file(rows)
    except UnicodeEncodeError:
        return
    checked = check_register(data, TODAY)
    assert bool(checked.refusals) == bool(checked.rows)


@settings(max_examples=150)
@given(st.binary(max_size=400), st.booleans())
def test_no_bytes_break_the_reading(data: bytes, after_head: bool) -> None:
    with suppress(InvalidInput):
        check_register((csv_file(FAMILY) if after_head else b"") + data, TODAY)


def test_household_numbers_sort_as_people_count() -> None:
    assert sorted(["3-10", "3-2", "12", "9", "a1"], key=household_order) == ["3-2", "3-10", "9", "12", "a1"]
    assert household_key("00012") == household_key("12") != household_key("012a")
    assert household_key("000") == household_key("0")
