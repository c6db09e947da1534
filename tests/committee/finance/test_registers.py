"""Contracts, assets, land and water: entered, read by everybody, closed with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.harness.client import LintingClient
from tests.harness.village import sign_in, small_village
from webapp.committee.finance.registers import operations, rules
from webapp.committee.finance.registers.rules import Entered, HoldingKind, Run
from webapp.core.errors import InvalidInput, NotPermitted, RuleBroken

BASE = "/v/411381105201/holdings"
DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("since", "until", "ended", "run"),
    [
        (date(2026, 3, 3), None, None, Run.TO_COME),
        (DAY, None, None, Run.RUNNING),
        (DAY, date(2026, 5, 2), None, Run.RUNNING),
        (DAY, date(2026, 5, 1), None, Run.ENDS_SOON),
        (date(2020, 1, 1), DAY, None, Run.ENDS_SOON),
        (date(2020, 1, 1), date(2026, 3, 1), None, Run.EXPIRED),
        (date(2020, 1, 1), date(2026, 3, 1), DAY, Run.ENDED),
    ],
)
def test_how_a_contract_stands(since: date, until: date | None, ended: date | None, run: Run) -> None:
    assert rules.run_of(since, until, ended, DAY) is run


def test_what_is_no_entry(acting: Any) -> None:
    village = small_village(acting)
    contract, asset = HoldingKind.CONTRACT, HoldingKind.ASSET
    for bad, error in (
        (Entered(contract, "南坑塘承包", DAY, date(2029, 3, 1)), InvalidInput),
        (Entered(contract, "南坑塘承包", DAY, partner="张三"), InvalidInput),
        (Entered(contract, "南坑塘承包", DAY, date(2025, 1, 1), partner="张三"), InvalidInput),
        (Entered(asset, " ", DAY), InvalidInput),
        (Entered(asset, "水泵", DAY, quantity="长" * 61), InvalidInput),
        (Entered(asset, "水泵", DAY, amount_fen=-1), InvalidInput),
        (Entered(asset, "水泵，找 13800138000", DAY), RuleBroken),
    ):
        with pytest.raises(error):
            operations.record_holding(village.ctx("clerk"), bad)
    with pytest.raises(NotPermitted):
        operations.record_holding(village.ctx("chair"), Entered(asset, "水泵", DAY))


def test_entered_read_and_closed(client: LintingClient, acting: Any) -> None:
    village = small_village(acting)
    assert client.get(BASE).status_code == 200
    sign_in(client, village, "clerk")
    typed = {"title": "南坑塘承包", "partner": "张三", "quantity": "12 亩", "amount": "1.2万", "since": "2026-01-01",
             "until": "2028-12-31"}  # fmt: skip
    wrong = client.submit(f"{BASE}/new/contract", {**typed, "until": "2020-01-01"})
    assert wrong.status_code == 422
    assert "南坑塘承包" in wrong.get_data(as_text=True)
    assert client.submit(f"{BASE}/new/contract", {**typed, "matter": "2026-99"}).status_code == 422
    made = client.submit(f"{BASE}/new/contract", typed)
    assert made.status_code == 302
    assert "12,000.00" in client.get(f"{BASE}?show=contract").get_data(as_text=True)
    assert "南坑塘" not in client.get(f"{BASE}?show=asset").get_data(as_text=True)
    assert client.submit(f"{made.location}/end", {"reason": ""}).status_code == 422
    assert client.submit(f"{made.location}/end", {"reason": "到期收回"}).status_code == 302
    assert client.submit(f"{made.location}/end", {"reason": "再结束一次"}).status_code == 422
    assert "到期收回" in client.get(made.location).get_data(as_text=True)
    assert client.get(f"{BASE}/new/nothing").status_code == 404
