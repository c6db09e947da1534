"""The pages on a notice's way to the board, as people open them, and bad files they hand in."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from tests.board.test_drafts import picture
from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage, sign_in, small_village
from webapp.board.drafts.lists import table_text
from webapp.board.privacy import blotted
from webapp.core.errors import InvalidInput

BASE = "/v/411381105201"
LIST = "姓名,联系电话,金额\n赵文英,62123456,300.00\n".encode("gb18030")


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


def text_of(response: Any, status: int = 200) -> str:
    """The page's text, after looking at its status."""
    assert response.status_code == status, response.get_data(as_text=True)[-3000:]
    return str(response.get_data(as_text=True))


def test_a_list_travels_from_a_file_to_the_board(app: Any, village: SmallVillage) -> None:
    clerk, supervisor, secretary, anyone = (app.test_client() for _ in range(4))
    sign_in(clerk, village, "clerk")
    sign_in(supervisor, village, "supervisor")
    sign_in(secretary, village, "secretary")
    form = {
        "kind": "affairs",
        "title": "救助名单",
        "text": "值班电话 0377-62118801",
        "list": (io.BytesIO(LIST), "a.csv"),
    }
    assert "/drafts/2026-1" in clerk.submit(f"{BASE}/drafts/new", form).location
    page = text_of(clerk.get(f"{BASE}/drafts/2026-1"))
    assert "62123456" not in page
    assert "＊＊＊＊3456" in page
    assert "0377-62118801" in text_of(clerk.get(f"{BASE}/drafts/2026-1/masks/new"))
    lift = {"place": "0", "reason": "公开的值班电话"}
    assert clerk.submit(f"{BASE}/drafts/2026-1/masks/new", lift).status_code == 302
    agree = {"page": f"{BASE}/drafts/2026-1"}
    assert secretary.submit(f"{BASE}/drafts/2026-1/masks/1/agree", **agree).status_code == 302
    assert 'class="why"' in text_of(supervisor.submit(f"{BASE}/drafts/2026-1/review", {"passing": "return"}), 422)
    assert supervisor.submit(f"{BASE}/drafts/2026-1/review", {"passing": "pass"}).status_code == 302
    held = {"passing": "pass", "held_on": "2026-03-02"}
    assert secretary.submit(f"{BASE}/drafts/2026-1/meeting", held).status_code == 302
    hung = clerk.submit(f"{BASE}/drafts/2026-1/hang", page=f"{BASE}/drafts/2026-1")
    shown = text_of(anyone.get(hung.location))
    assert "0377-62118801" in shown
    assert "62123456" not in shown
    sheet = clerk.get(f"{BASE}/board/2026-1/pdf?size=a3")
    assert (sheet.mimetype, sheet.data[:5]) == ("application/pdf", b"%PDF-")
    assert clerk.get(f"{BASE}/board/quarter/pdf?quarter=2025-Q1").status_code == 404
    proof = {"pinned_on": "2026-03-02", "photo": (io.BytesIO(picture(exif=True)), "a.jpg")}
    assert clerk.submit(f"{BASE}/board/2026-1/proofs/new", proof).status_code == 302
    taken = anyone.get(f"{BASE}/board/2026-1/proofs/1")
    assert (taken.mimetype, b"PHONE" in taken.data) == ("image/jpeg", False)
    bad = {"pinned_on": "2026-03-02", "photo": (io.BytesIO(b"<svg/>"), "a.jpg")}
    assert "SVG" in text_of(clerk.submit(f"{BASE}/board/2026-1/proofs/new", bad), 422)


def test_a_draft_is_not_for_everyone(client: LintingClient, village: SmallVillage) -> None:
    assert "/sign-in" in client.get(f"{BASE}/drafts").location
    sign_in(client, village, "villager")
    for path in ("drafts", "drafts/new", "drafts/2026-1", "drafts/2026-1/review", "disclosures/draft"):
        text_of(client.get(f"{BASE}/{path}"), 403)


def test_the_duty_to_publish_is_public_and_a_request_gathers_names(app: Any, village: SmallVillage, clock: Any) -> None:
    anyone, villager, clerk = (app.test_client() for _ in range(3))
    clock.advance(days=50)
    page = text_of(anyone.get(f"{BASE}/disclosures"))
    assert "项逾期未公布" in page
    assert "水费、电费收缴" in text_of(anyone.get(f"{BASE}/disclosures/catalogue"))
    sign_in(villager, village, "villager")
    ask = {"source": "villagers", "wanted": "修路的凭证"}
    made = villager.submit(f"{BASE}/disclosures/requests/new", ask)
    assert "修路的凭证" in text_of(villager.get(made.location))
    assert "修路的凭证" not in text_of(anyone.get(made.location)), "not before enough people ask"
    sign_in(clerk, village, "clerk")
    assert clerk.submit(f"{made.location}/support", page=made.location).status_code == 302
    assert "赵" in text_of(clerk.submit(f"{made.location}/names", {"names": "赵文英", "look": "1"}), 200)
    occasion = {"item": "contracts", "title": "鱼塘续租", "happened_on": "2026-04-20"}
    assert clerk.submit(f"{BASE}/disclosures/occasions/new", occasion).status_code == 302
    assert "鱼塘续租" in text_of(anyone.get(f"{BASE}/disclosures"))
    covers = {"covers": ["fees:2026-Q1", "contracts:2026-1"], "title": "公开", "text": "已公开。"}
    assert "/drafts/2026-1" in clerk.submit(f"{BASE}/disclosures/draft", covers).location


def workbook(rows: list[list[Any]]) -> bytes:
    """A spreadsheet of these rows."""
    book, target = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(target)
    return target.getvalue()


def test_lists_become_tables_whatever_they_were_saved_as() -> None:
    expected = "| 姓名 | 电话 | 金额 |\n|---|---|---|\n| 赵文英 | 13800138000 | 300 |"
    rows = [["姓名", "", "电话", "金额"], [], ["赵文英", "", "13800138000", 300]]
    assert table_text(workbook(rows)) == expected
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        assert table_text("姓名,电话,金额\n赵文英,13800138000,300\n".encode(encoding)) == expected
    hostile = table_text("姓名,说明\n赵|文英,**强**<b>\n".encode())
    assert hostile == "| 姓名 | 说明 |\n|---|---|\n| 赵／文英 | ＊＊强＊＊＜b> |"
    assert "13800138000" not in blotted(expected)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"x" * (2 * 1024 * 1024 + 1), "list.size"),
        (b"just one line", "list.no_table"),
        (b"\x00\x01\x02", "list.no_table"),
        (b"%PDF-1.7\x00", "list.no_table"),
        (b"PK\x03\x04 broken", "register.broken_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "register.old_or_locked_workbook"),
        ("姓名,金额\n".encode("gb18030") + b"\xff\xff,1\n", "register.broken_bytes"),
        (workbook([["姓名", "金额"], ["赵文英", "=1+1"]]), "list.formula"),
        ("\n".join(["姓名,金额"] + ["赵,1"] * 401).encode(), "list.lines"),
        ((",".join("一二三四五六七八九十甲乙丙") + "\n" + ",".join("1" * 13)).encode(), "list.no_table"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(content: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as error:
        table_text(content)
    assert error.value.code == code
