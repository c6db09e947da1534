"""Any payment and any decision is followed back to its first signature, and is counted in the supervisors' papers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.committee.finance.books import decided_for, opened, payment, posted
from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage, sign_in, small_village
from tests.supervision.test_interpellations import ask
from tests.supervision.test_pages import text_of
from webapp.committee.finance.registers.operations import record_holding
from webapp.committee.finance.registers.rules import Entered, HoldingKind
from webapp.committee.finance.vouchers.operations import review_voucher
from webapp.committee.finance.vouchers.rules import Finding
from webapp.supervision.reports.figures import body_of
from webapp.supervision.reports.rules import notice_text
from webapp.supervision.sittings.sources import looked_at

BASE = "/v/411381105201"
DAY = date(2026, 3, 2)


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


def test_from_a_payment_back_to_the_first_signature(client: LintingClient, village: SmallVillage) -> None:
    opened(village, 500_000)
    matter, _ = decided_for(village, 100_000)
    voucher = posted(village, payment(village, matter, 60_000))
    number = voucher.short_number
    pond = Entered(HoldingKind.CONTRACT, "南坑塘承包", DAY, partner="张三", quantity="12 亩", until=date(2028, 12, 31))
    holding = record_holding(village.ctx("clerk"), pond, matter.id)
    chain, whole = f"{BASE}/about/voucher/{voucher.id.hex}/log", f"{BASE}/matters/{matter.short_number}/log"
    page = text_of(client.get(f"{BASE}/vouchers/{number}"))
    assert all(f'href="{place}"' in page for place in (chain, whole))
    told = text_of(client.get(chain))
    assert told.count("/log/") >= 6, "written, its bill, handed in, two reviews, signed"
    assert f'href="{whole}"' in told
    told = text_of(client.get(whole))
    assert all(f'href="{BASE}/{place}"' in told for place in (f"vouchers/{number}", f"holdings/{holding.short_number}"))
    assert f'href="{whole}"' in text_of(client.get(f"{BASE}/holdings/{holding.short_number}"))
    text_of(client.get(f"{BASE}/about/holding/{holding.id.hex}/log"))
    for odd in (f"voucher/{holding.id.hex}", "voucher/x", f"ballot/{voucher.id.hex}", f"seat/{voucher.id.hex}"):
        text_of(client.get(f"{BASE}/about/{odd}/log"), 404)

    about = f"voucher:{number}"
    asked = ask(village, about=about, title="水泥单价")
    assert f"{BASE}/about/interpellation/{asked.id.hex}/log" in text_of(client.get(f"{BASE}/interpellations/2026-1"))
    session = village.ctx("clerk").session
    body = body_of(session, date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 31))
    assert [row["finding"] for row in body["lists"]["vouchers"]] == ["agree", "agree"], "the opening of the books too"
    assert body["lists"]["questions"][0] | {"due": ""} == {
        "number": "2026-1", "title": "水泥单价", "day": "2026-03-02", "due": "", "answered": "", "is_late": True,
    }  # fmt: skip
    assert "正式质询1件，其中期末尚未答复1件，审核凭证2张" in notice_text(body, {})
    kinds = [one["kind"] for one in looked_at(session, DAY)]
    assert (kinds.count("question"), kinds.count("voucher")) == (1, 2)


def test_a_voucher_leaves_the_desk_of_who_looked_it_through(client: LintingClient, village: SmallVillage) -> None:
    opened(village, 500_000)
    matter, _ = decided_for(village, 100_000)
    voucher = payment(village, matter, 60_000)
    review = f"{BASE}/vouchers/{voucher.short_number}/review"
    sign_in(client, village, "supervisor")
    desk = text_of(client.get(f"{BASE}/supervision/desk"))
    assert all(words in desk for words in (review, "先由监委会审核，再报销入账", "2026年3月2日起等候"))
    review_voucher(village.ctx("supervisor"), voucher.id, Finding.AGREE)
    assert review not in text_of(client.get(f"{BASE}/supervision/desk"))
    client.delete_cookie("session")
    sign_in(client, village, "supervisor_2")
    assert review in text_of(client.get(f"{BASE}/supervision/desk"))
    board = text_of(client.get(f"{BASE}/compliance/village"))
    assert "入账的每张凭证都有足够的监委会成员审核同意" in board
