"""Pages of oversight, as people open them."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.committee.decided import decided, raised, speak
from tests.harness.client import LintingClient
from tests.harness.statements import statements
from tests.harness.village import SmallVillage, sign_in, small_village
from webapp.branch.opinions.rules import Place

BASE = "/v/411381105201"


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


def text_of(response: Any, status: int = 200) -> str:
    """The page's text, after looking at its status."""
    assert response.status_code == status, response.get_data(as_text=True)[-3000:]
    return str(response.get_data(as_text=True))


def test_a_supervisor_speaks_and_everyone_reads_it(client: LintingClient, village: SmallVillage) -> None:
    address = f"{BASE}/matters/{raised(village).short_number}/opinions"
    assert f"{address}/before_agenda" not in text_of(client.get(address))
    sign_in(client, village, "supervisor")
    assert f"{address}/before_agenda" in text_of(client.get(address))
    assert f"{address}/before_agenda" in text_of(client.get(f"{BASE}/supervision"))
    form = {"verdict": "mend", "text": "缺一家报价。"}
    text_of(client.submit(f"{address}/before_agenda", {"text": "没选。"}), 422)
    assert client.submit(f"{address}/before_agenda", form).status_code == 302
    client.delete_cookie("session")
    assert "缺一家报价。" in text_of(client.get(address))
    assert "缺一家报价。" in text_of(client.get(f"{BASE}/supervision"))


def test_too_early_says_why(client: LintingClient, village: SmallVillage) -> None:
    address = f"{BASE}/matters/{raised(village).short_number}/opinions"
    sign_in(client, village, "supervisor")
    assert 'class="why"' in text_of(client.get(f"{address}/before_result"))
    form = {"verdict": "agree", "text": "提前说。"}
    page = text_of(client.submit(f"{address}/before_result", form, page=f"{address}/before_agenda"), 422)
    assert "提前说。" in page
    text_of(client.get(f"{address}/nowhere"), 404)


def test_others_do_not_speak(client: LintingClient, village: SmallVillage) -> None:
    address = f"{BASE}/matters/{raised(village).short_number}/opinions/before_agenda"
    assert "/sign-in" in client.get(address).location
    sign_in(client, village, "chair")
    text_of(client.get(address), 403)


def test_many_opinions_cost_no_more_statements(app: Flask, client: LintingClient, village: SmallVillage) -> None:
    first, _ = decided(village)

    def cost(path: str) -> int:
        with statements(app.extensions["yishi_database"].engine) as sent:
            client.get(path)
        return len(sent)

    paths = [f"{BASE}/supervision", f"{BASE}/tasks", f"{BASE}/matters/{first.short_number}/opinions"]
    before = [cost(path) for path in paths]
    for n in range(2, 8):
        decided(village, n)
        speak(village, raised(village).id, Place.BEFORE_AGENDA)
    assert [cost(path) for path in paths] == before
    assert max(before) <= 12
