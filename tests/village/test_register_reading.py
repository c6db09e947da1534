"""Register files as offices save them: encodings, formats, head lines, and files that are none."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from tests.village.papers import FAMILY, TITLES, TODAY, csv_file, row, xlsx_file
from webapp.core.errors import InvalidInput
from webapp.village.register import reading
from webapp.village.register.check import check_register
from webapp.village.register.reading import read_table
from webapp.village.register.rules import Column, RefusalKind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_encoding_gives_the_same_people(encoding: str) -> None:
    checked = check_register(csv_file(FAMILY, encoding=encoding), TODAY)
    assert [person.name for household in checked.households for person in household.residents] == [
        "李大山",
        "王秀英",
        "李军",
        "赵桂兰",
    ]
    assert checked.refusals == ()


def test_a_spreadsheet_gives_the_same_people_as_a_csv_file() -> None:
    cells: list[list[object]] = [list(values) for values in FAMILY]
    for values in cells:
        values[6] = datetime.fromisoformat(str(values[6]))
        values[8] = int(str(values[8])) if values[8] else None
    assert check_register(xlsx_file(cells), TODAY).households == check_register(csv_file(FAMILY), TODAY).households


def test_columns_in_any_order_under_other_names() -> None:
    order = [11, 4, 3, 7, 0, 1, 2, 5, 6, 8, 9, 10]
    titles = [TITLES[place] for place in order]
    titles[3], titles[1], titles[9] = "身份证号码（必填）", " 姓 名 ", "*联系电话"
    checked = check_register(csv_file([[values[place] for place in order] for values in FAMILY], titles=titles), TODAY)
    assert checked.households == check_register(csv_file(FAMILY), TODAY).households


def test_lines_are_counted_as_an_editor_shows_them() -> None:
    data = b"\r\n".join(
        [csv_file([]).strip(), b"", b",,,", *csv_file(FAMILY).split(b"\r\n")[1:-1], "合计,,,,4人".encode()]
    )
    assert [row.line for row in read_table(data).rows] == [4, 5, 6, 7]


def test_a_title_above_the_head_line_and_unknown_columns_are_passed_over() -> None:
    data = csv_file([[*TITLES, "备注"], *([*values, "x"] for values in FAMILY)], titles=["某某村户籍登记表"])
    table = read_table(data)
    assert (table.head_line, table.ignored) == (2, ("备注",))
    assert len(list(table.rows)) == 4


def test_lines_may_end_as_on_old_machines() -> None:
    assert len(list(read_table(csv_file(FAMILY).replace(b"\r\n", b"\r")).rows)) == 4


@pytest.mark.parametrize(
    ("data", "code", "params"),
    [
        (b"", "register.empty_file", {}),
        (b" \r\n ", "register.empty_file", {}),
        (csv_file(FAMILY).decode().encode("utf-16"), "register.utf_16", {}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "register.old_or_locked_workbook", {}),
        (b"PK\x03\x04 nothing", "register.broken_workbook", {}),
        (b"name;sex\r\nx;y", "register.no_head_line", None),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "register.no_head_line", None),
        (
            csv_file(FAMILY).replace("李军".encode(), b"\xff\xfe"),
            "register.broken_bytes",
            {"line": 4, "encoding": "UTF-8"},
        ),
        (
            csv_file(FAMILY, encoding="gb18030").replace("李军".encode("gb18030"), b"\xff\xff"),
            "register.broken_bytes",
            {"line": 4, "encoding": "GB18030"},
        ),
        (csv_file(FAMILY).replace("李军".encode(), '"李军'.encode()), "register.broken_quotes", {"line": 4}),
        (
            csv_file(FAMILY, titles=TITLES[:-2]),
            "register.missing_columns",
            {"line": 1, "columns": "是否常住、政治面貌"},
        ),
        (csv_file(FAMILY, titles=[*TITLES, "电话"]), "register.column_twice", {"line": 1, "columns": "手机号"}),
    ],
)
def test_a_file_that_is_no_register_is_refused_with_its_reason(
    data: bytes, code: str, params: dict[str, object] | None
) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_register(data, TODAY)
    assert refused.value.code == code
    assert params is None or refused.value.params == params


def test_too_large_a_file_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 100)
    with pytest.raises(InvalidInput, match="file_too_large"):
        read_table(csv_file(FAMILY))


def test_too_many_rows_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ROWS", 3)
    with pytest.raises(InvalidInput, match="too_many_rows"):
        check_register(csv_file(FAMILY), TODAY)


def _repacked(data: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
FAR = b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'
HEAD = b'<row r="1">%s</row>' % b"".join(
    f'<c r="{letter}1" t="inlineStr"><is><t>{title}</t></is></c>'.encode()
    for letter, title in zip("ABCDEFGHIJKL", TITLES, strict=True)
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b" " * 60_000_000, "register.workbook_too_large"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>', "register.broken_workbook"),
        (b"<worksheet", "register.broken_workbook"),
        (b"", "register.broken_workbook"),
        (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>'
            b"</worksheet>" % (HEAD + FAR),
            "register.too_many_blank_lines",
        ),
    ],
)
def test_a_hostile_spreadsheet_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_register(_repacked(xlsx_file(FAMILY), SHEET, content), TODAY)
    assert refused.value.code == code


def test_another_zip_file_is_no_spreadsheet() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("letter.txt", "hello")
    with pytest.raises(InvalidInput, match="not_a_workbook"):
        check_register(target.getvalue(), TODAY)


def test_what_a_spreadsheet_does_to_numbers_is_told() -> None:
    cells: list[list[object]] = [list(values) for values in FAMILY]
    cells[0][7] = int(FAMILY[0][7][:17] + "0")
    cells[3][4] = "=A1"
    refusals = check_register(xlsx_file(cells), TODAY).refusals
    assert [(refusal.line, refusal.column, refusal.kind) for refusal in refusals] == [
        (2, Column.IDENTITY, RefusalKind.ROUNDED_IDENTITY),
        (5, Column.NAME, RefusalKind.FORMULA),
    ]


def test_a_cut_row_of_a_spreadsheet_is_short_and_one_empty_cell_is_not() -> None:
    cut = row("00003", "户主", "孙强", "男", "1970-01-01", 5)[:5]
    empty = row("00004", "户主", "孙强", "男", "1970-01-01", 6, LIVES_HERE="", POLITICAL="")
    refusals = check_register(xlsx_file([*FAMILY, cut, empty]), TODAY).refusals
    assert [refusal.kind for refusal in refusals] == [RefusalKind.SHORT_ROW, RefusalKind.UNKNOWN_LIVES_HERE]


def test_a_size_that_a_spreadsheet_wrongly_claims_cuts_nothing() -> None:
    data = xlsx_file(FAMILY)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read(SHEET).replace(b'<dimension ref="A1:L5"', b'<dimension ref="A1:B2"')
    assert check_register(_repacked(data, SHEET, sheet), TODAY).rows == 4


def test_a_spreadsheet_without_sheets_of_cells() -> None:
    book = Workbook()
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(InvalidInput, match="no_head_line"):
        check_register(target.getvalue(), date(2026, 1, 1))
