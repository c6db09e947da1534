"""A bank's file: looked at first, taken in once, whatever is thrown at it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from tests.harness.client import LintingClient
from tests.harness.village import sign_in, small_village
from webapp.committee.finance.exchange.reading import MOST_LINES, read_bank, written_back
from webapp.core.errors import InvalidInput
from webapp.village.register.workbook import workbook_bytes

HEAD = "交易日期,收入金额(元),支出金额,对方户名,摘要\n"
BODY = '2026-02-27,,600.00,镇建材店,水泥\n2026/2/28,"1,200.50",,镇财政所,经费\n'
PAGE = "/v/411381105201/finance/import"


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (200 * 1024 * 1024))
    return target.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_same_file_in_every_encoding(encoding: str) -> None:
    found = read_bank(("某银行流水\n" + HEAD + BODY + "合计,1200.50,600\n").encode(encoding))
    assert [(one.on, one.amount_fen, one.paid, one.other, one.text, one.item) for one in found.lines] == [
        (date(2026, 2, 27), 60_000, True, "镇建材店", "水泥", "3.10"),
        (date(2026, 2, 28), 120_050, False, "镇财政所", "经费", "2.11"),
    ]
    assert not found.faults
    again = read_bank(written_back(found.lines).encode())
    assert [one.amount_fen for one in again.lines] == [60_000, 120_050]


def test_a_spreadsheet_and_lines_that_cannot_be_taken() -> None:
    rows = [("2026-02-27", "", "600", "店", "水泥"), ("昨天", "1", "", "店", "x"), ("2026-02-30", "1", "", "店", "x"),
            ("2026-02-01", "1", "2", "店", "x"), ("2026-02-01", "-5", "", "店", "x"), ("2026-02-01", "1", "", "", "")]  # fmt: skip
    found = read_bank(workbook_bytes("流水", ("日期", "收入", "支出", "对方", "摘要"), rows))
    assert len(found.lines) == 1
    assert [one.code for one in found.faults] == [
        "bank.day", "bank.day", "bank.one_amount", "bank.amount", "bank.no_words",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bank.empty"),
        (b"a,b\n1,2\n", "bank.no_head"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "bank.no_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "bank.old_workbook"),
        ((HEAD + "2026-01-01,1,,店,x\n" * (MOST_LINES + 1)).encode(), "bank.too_long"),
        (HEAD.encode("gb18030") + b"2026-01-01,1,,\xff\xff,x\n", "register.broken_bytes"),
    ],
)
def test_a_clear_sentence_for_each_bad_file(data: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        list(read_bank(data).lines)
    assert refused.value.code == code


def test_signs_nobody_sees_do_not_come_into_the_books() -> None:
    data = HEAD + "2026-02-27,,600.00,\u202e店材建\u200b,水\x07泥\n"
    found = read_bank(data.encode()).lines[0]
    assert (found.other, found.text) == ("店材建", "水泥")
    assert workbook_bytes("账", ("a",), [("水\x07泥",)]), "one such sign would take the books' file from everybody"


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(InvalidInput):
        read_bank(bomb())


def test_looked_at_then_taken_in_once(client: LintingClient, acting: Any) -> None:
    village = small_village(acting)
    sign_in(client, village, "clerk")
    values = {"fund": "collective", "money": "102"}
    nonsense = client.submit(PAGE, {**values, "file": (io.BytesIO(b"\x00\x01"), "x.csv")})
    assert nonsense.status_code == 422
    looked = client.submit(PAGE, {**values, "file": (io.BytesIO((HEAD + BODY).encode()), "流水.csv")})
    assert looked.status_code == 200
    assert "1,200.50" in looked.get_data(as_text=True)
    assert "水泥" not in client.get("/v/411381105201/vouchers?show=draft").get_data(as_text=True), "only looked at"
    held = written_back(read_bank((HEAD + BODY).encode()).lines)
    for _again in range(2):
        assert client.submit(PAGE, {**values, "looked": held, "confirm": "1"}).status_code == 302
    page = client.get("/v/411381105201/vouchers?show=draft").get_data(as_text=True)
    assert page.count("镇建材店") == 1
    private = held.replace("水泥", "付 13800138000")
    assert client.submit(PAGE, {**values, "looked": private, "confirm": "1"}).status_code == 422
    sign_in(client, village, "villager")
    assert client.get(PAGE).status_code == 403
