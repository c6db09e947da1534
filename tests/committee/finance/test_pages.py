"""The pages of money: written, reviewed, signed and read by people."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

from tests.committee.finance.books import BILL, decided_for, opened, payment, posted
from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage, sign_in, small_village
from webapp.branch.matters.models import Matter
from webapp.committee.finance.vouchers.queries.vouchers import voucher_by_number
from webapp.committee.finance.vouchers.rules import VoucherState

BASE = "/v/411381105201"
CARD = "6222021234567890128"


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with open books and a decided matter."""
    return small_village(acting)


@pytest.fixture
def matter(village: SmallVillage) -> Matter:
    """A matter with 1,000 yuan decided; the books hold 5,000."""
    opened(village, 500_000)
    return decided_for(village, 100_000)[0]


def text_of(response: Any, status: int = 200) -> str:
    """The page's text, after looking at its status."""
    assert response.status_code == status, response.get_data(as_text=True)[-3000:]
    return str(response.get_data(as_text=True))


def typed(matter: Matter | None = None, **more: Any) -> dict[str, Any]:
    """A payment as the clerk types it."""
    values = {
        "purpose": "买水泥二十袋", "happened_on": "2026-03-01", "payee_name": "镇建材店", "payee_account": CARD,
        "fund": "collective", "money": "102", "handler_name": more.pop("handler_name", ""),
        "matter": matter.short_number if matter else "", "resolution": "", "committees_on": "",
        "lines-0-item": "3.4", "lines-0-amount": "600.00", "lines-0-note": "水泥",
    }  # fmt: skip
    return values | more


def handler(client: LintingClient) -> str:
    """The clerk's own name, as the form proposes it."""
    page = text_of(client.get(f"{BASE}/vouchers/new/payment"))
    found = re.search(r'<input[^>]*id="handler_name"[^>]*>', page)
    assert found
    value = re.search(r'value="([^"]+)"', found[0])
    assert value
    return value[1]


def test_the_opening_of_the_books_is_no_form_to_edit(client: LintingClient, village: SmallVillage) -> None:
    opened(village, 500_000)
    sign_in(client, village, "clerk")
    assert client.get(f"{BASE}/vouchers/2026-1/edit").status_code in (409, 422)


def test_from_the_clerk_to_the_books(client: LintingClient, village: SmallVillage, matter: Matter) -> None:
    sign_in(client, village, "clerk")
    name = handler(client)
    wrong = typed(matter, handler_name=name, **{"lines-0-amount": "六百"})
    page = text_of(client.submit(f"{BASE}/vouchers/new/payment", wrong), 422)
    for kept in ("买水泥二十袋", "镇建材店", CARD, "六百", "水泥", "2026-03-01"):
        assert kept in page, "nothing typed is lost"
    page = text_of(client.submit(f"{BASE}/vouchers/new/payment", typed(matter, handler_name="查无此人")), 422)
    assert "查无此人" in page
    none = typed(matter, handler_name=name, resolution="2026-99")
    assert "2026-99" in text_of(client.submit(f"{BASE}/vouchers/new/payment", none), 422)
    made = client.submit(f"{BASE}/vouchers/new/payment", typed(matter, handler_name=name))
    assert made.status_code == 302
    address = made.location
    number = address.rpartition("/")[2]
    assert "600.00" in text_of(client.get(address))
    assert text_of(client.submit(f"{address}/hand-in", page=address), 422), "the original is missing"
    bad = {"file": (io.BytesIO(b"\x00\x01\x02"), "x.bin")}
    text_of(client.submit(f"{address}/papers", bad, page=address), 422)
    given = {"file": (io.BytesIO(BILL), "收据.txt")}
    assert client.submit(f"{address}/papers", given, page=address).status_code == 302
    changed = typed(matter, handler_name=name, **{"lines-1-item": "3.3", "lines-1-amount": "0.5元"})
    assert client.get(f"{address}/edit").status_code == 200
    assert client.submit(f"{address}/edit", changed).status_code == 302
    assert client.submit(f"{address}/hand-in", page=address).status_code == 302
    text_of(client.get(f"{BASE}/vouchers?show=waiting"))
    for role in ("supervisor", "supervisor_2"):
        sign_in(client, village, role)
        page = text_of(client.get(f"{address}/review"))
        assert CARD in page
        paper = re.search(rf"{address}/papers/[0-9a-f-]+", page)
        assert paper
        assert client.get(paper[0]).data == BILL
        text_of(client.submit(f"{address}/review", {"finding": "refuse", "reason": ""}), 422)
        assert client.submit(f"{address}/review", {"finding": "agree"}).status_code == 302
    sign_in(client, village, "chair")
    assert "600.50" in text_of(client.get(f"{address}/sign"))
    assert client.submit(f"{address}/sign").status_code == 302
    found = voucher_by_number(village.ctx("chair").session, number)
    assert found is not None
    assert (found.state, found.amount_fen) == (VoucherState.POSTED, 60_050)
    text_of(client.submit(f"{address}/sign", page=address), 422)
    assert client.get(f"{address}/reverse").status_code == 200
    text_of(client.submit(f"{address}/reverse", {"reason": ""}), 422)
    assert client.submit(f"{address}/reverse", {"reason": "付重了"}).status_code == 302


def test_what_everybody_sees_and_what_nobody_does(client: LintingClient, village: SmallVillage, matter: Matter) -> None:
    voucher = posted(village, payment(village, matter, 60_000, payee_account=CARD))
    waiting = payment(village, matter, 1_000, payee_name="邮局", payee_account=CARD)
    address = f"{BASE}/vouchers/{voucher.short_number}"
    for path in ("finance", "finance/books", "finance/accounts", "finance/statements/2026-Q1",
                 "finance/statements/2026-03", "vouchers", "vouchers?show=waiting", "vouchers?show=nonsense",
                 f"vouchers/{voucher.short_number}", f"vouchers/{waiting.short_number}",
                 f"matters/{matter.short_number}"):  # fmt: skip
        page = text_of(client.get(f"{BASE}/{path}"))
        assert CARD not in page
        assert CARD[-6:] not in page
    page = text_of(client.get(address))
    assert "镇建材店" in page
    assert "收据.txt" not in page
    assert "440,000" not in page
    statement = text_of(client.get(f"{BASE}/finance/statements/2026-Q1"))
    for sum_ in ("5,000.00", "600.00", "4,400.00"):
        assert sum_ in statement
    assert "600.00" in text_of(client.get(f"{BASE}/matters/{matter.short_number}"))
    for missing in ("finance/statements/2026-Q5", "finance/statements/x", "vouchers/2026-999", "vouchers/new/opening"):
        assert client.get(f"{BASE}/{missing}").status_code in (404, 302)
    sign_in(client, village, "villager")
    for refused in (f"{address}/review", f"{address}/sign", f"{address}/edit", f"{BASE}/vouchers/new/payment"):
        assert client.get(refused).status_code == 403
    detail = text_of(client.get(address))
    assert "papers/" not in detail


def test_a_draft_is_for_who_keeps_the_books(client: LintingClient, village: SmallVillage, matter: Matter) -> None:
    sign_in(client, village, "clerk")
    name = handler(client)
    address = client.submit(f"{BASE}/vouchers/new/payment", typed(matter, handler_name=name)).location
    text_of(client.get(f"{BASE}/vouchers?show=draft"))
    moved = typed(None, handler_name=name, payee_name="", **{"lines-0-item": "", "lines-0-amount": "100"})
    assert client.submit(f"{BASE}/vouchers/new/transfer", moved).status_code == 302
    got = typed(None, handler_name=name, **{"lines-0-item": "2.2"})
    assert client.submit(f"{BASE}/vouchers/new/receipt", got).status_code == 302
    text_of(client.get(f"{BASE}/vouchers/books/open"))
    odd = {"fund": "land", "balances-1-amount": "10", "balances-0-amount": "-x"}
    text_of(client.submit(f"{BASE}/vouchers/books/open", odd), 422)
    unbalanced = {"fund": "land", "balances-1-amount": "1万"}
    text_of(client.submit(f"{BASE}/vouchers/books/open", unbalanced), 422)
    text_of(client.get(f"{address}/drop"))
    sign_in(client, village, "villager")
    assert client.get(address).status_code == 404
    sign_in(client, village, "clerk")
    assert client.submit(f"{address}/drop").status_code == 302


def test_the_quarter_is_published_once(
    client: LintingClient, village: SmallVillage, matter: Matter, clock: Any
) -> None:
    posted(village, payment(village, matter, 60_000, purpose="买|水泥 <b>*", payee_account=CARD))
    sign_in(client, village, "chair")
    address = f"{BASE}/finance/statements/2026-Q1"
    text_of(client.get(f"{address}/publish"), 422)
    clock.advance(days=32)
    sign_in(client, village, "chair")
    text_of(client.get(f"{address}/publish"))
    done = client.submit(f"{address}/publish")
    assert done.status_code == 302
    page = text_of(client.get(address))
    notice = re.search(rf"{BASE}/board/[0-9-]+|{BASE}/notices/[0-9-]+", page)
    assert notice, "the page names its notice"
    hung = text_of(client.get(notice[0]))
    for shown in ("4,400.00", "600.00", "买|水泥 &lt;b&gt;*", "镇建材店"):
        assert shown in hung
    assert CARD not in hung
    text_of(client.submit(f"{address}/publish", page=address), 422)
