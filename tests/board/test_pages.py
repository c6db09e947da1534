"""The board's pages, as people open them."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.harness.client import LintingClient
from tests.harness.notices import hang_typed
from tests.harness.statements import statements
from tests.harness.village import SmallVillage, sign_in, small_village
from webapp.board import operations, queries
from webapp.board.rules import NoticeKind
from webapp.village.register.models import Resident

BASE = "/v/411381105201"


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


@pytest.fixture
def notice(village: SmallVillage) -> str:
    """A notice that hangs: its number."""
    made = hang_typed(village, NoticeKind.FINANCE, "二月收支", "收入 **86,310.00** 元 <script>x</script>")
    return made.short_number


def text_of(response: Any, status: int = 200) -> str:
    """The page's text, after looking at its status."""
    assert response.status_code == status, response.get_data(as_text=True)[-3000:]
    return str(response.get_data(as_text=True))


def cost(app: Flask, client: LintingClient, path: str) -> int:
    """How many statements a page costs."""
    with statements(app.extensions["yishi_database"].engine) as sent:
        client.get(path)
    return len(sent)


def key_of(village: SmallVillage, number: str) -> uuid.UUID:
    """The key of a notice."""
    found = queries.notice_by_number(village.ctx("clerk").session, number)
    assert found is not None
    return found.id


def test_anyone_reads_the_board(client: LintingClient, notice: str) -> None:
    shown = text_of(client.get(f"{BASE}/board"))
    assert "二月收支" in shown
    assert f"{BASE}/board/{notice}" in shown
    assert f"{BASE}/drafts/new" not in shown
    page = text_of(client.get(f"{BASE}/board/{notice}"))
    assert "<strong>86,310.00</strong>" in page
    assert "<script>x" not in page


def test_an_empty_board_says_so(client: LintingClient, village: SmallVillage) -> None:
    assert 'class="empty"' in text_of(client.get(f"{BASE}/board"))
    assert 'class="empty"' in text_of(client.get(f"{BASE}/board/archive"))
    assert 'class="empty"' in text_of(client.get(f"{BASE}/board?kind=meeting&page=3"))


def test_the_sheet_carries_number_seal_and_code(client: LintingClient, notice: str) -> None:
    sheet = text_of(client.get(f"{BASE}/board/{notice}/sheet"))
    assert "http://127.0.0.1" + f"{BASE}/board/{notice}" in sheet
    assert "seal-place" in sheet
    assert "<svg" in sheet


@pytest.mark.parametrize("path", ["2026-99", "2026-0", "x", "2026-1-1", "2026-1/objections/1/answer"])
def test_what_is_not_there(client: LintingClient, village: SmallVillage, path: str) -> None:
    sign_in(client, village, "chair")
    text_of(client.get(f"{BASE}/board/{path}"), 404)


def test_a_villager_objects_and_reads_the_answer(client: LintingClient, village: SmallVillage, notice: str) -> None:
    path = f"{BASE}/board/{notice}/objections/new"
    assert client.get(path).status_code == 302
    sign_in(client, village, "villager")
    assert client.submit(path, {"text": "柴油钱不对。"}).status_code == 302
    assert "柴油钱不对。" in text_of(client.get(f"{BASE}/board/{notice}"))
    assert 'class="why"' in text_of(client.get(path))
    client.delete_cookie("session")
    sign_in(client, village, "member")
    answer = f"{BASE}/board/{notice}/objections/1/answer"
    assert answer in text_of(client.get(f"{BASE}/board/{notice}"))
    assert client.submit(answer, {"outcome": "right", "reply": "已核对，更正为 120 元。"}).status_code == 302
    client.delete_cookie("session")
    page = text_of(client.get(f"{BASE}/board/{notice}"))
    assert "已核对" in page


def test_the_objectors_name_is_for_those_who_answer_and_oversee(
    client: LintingClient, village: SmallVillage, notice: str
) -> None:
    ctx = village.ctx("villager")
    row = operations.raise_objection(ctx, key_of(village, notice), "不对。")
    name = ctx.session.get_one(Resident, (ctx.village_id, row.raised_by_id)).name
    assert name not in text_of(client.get(f"{BASE}/board/{notice}"))
    sign_in(client, village, "supervisor")
    assert name in text_of(client.get(f"{BASE}/board/{notice}"))


def test_taking_down_too_early_says_until_when(
    client: LintingClient, village: SmallVillage, notice: str, clock: Any
) -> None:
    sign_in(client, village, "clerk")
    path = f"{BASE}/board/{notice}/take-down"
    assert 'class="why"' in text_of(client.get(path))
    token_page = f"{BASE}/drafts/new"
    assert 'class="why"' in text_of(client.submit(path, page=token_page), 422)
    clock.set(date(2026, 3, 18))
    assert client.submit(path).status_code == 302
    assert "二月收支" in text_of(client.get(f"{BASE}/board/archive?kind=finance"))
    assert "二月收支" not in text_of(client.get(f"{BASE}/board/archive?kind=meeting"))


@pytest.mark.parametrize(
    "path", ["2026-1/proofs/new", "2026-1/take-down", "2026-1/objections/new", "2026-1/objections/1/answer"]
)
def test_acts_need_a_person(client: LintingClient, notice: str, path: str) -> None:
    assert "/sign-in" in client.get(f"{BASE}/board/{path}").location


def test_a_villager_does_not_hang_notices(client: LintingClient, village: SmallVillage) -> None:
    sign_in(client, village, "villager")
    text_of(client.get(f"{BASE}/drafts/new"), 403)


def test_a_long_board_costs_no_more_statements(
    app: Flask, client: LintingClient, village: SmallVillage, notice: str
) -> None:
    client.get(f"{BASE}/board")
    before = cost(app, client, f"{BASE}/board"), cost(app, client, f"{BASE}/board/{notice}")
    key = key_of(village, notice)
    for n in range(20):
        hang_typed(village, NoticeKind.AFFAIRS, f"告示 {n}", "内容")
    for role in ("villager", "villager_2", "rep_1", "rep_2"):
        operations.raise_objection(village.ctx(role), key, "不对。")
    after = cost(app, client, f"{BASE}/board"), cost(app, client, f"{BASE}/board/{notice}")
    assert before == after
    assert max(after) <= 10
