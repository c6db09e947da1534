"""Many people spend from one decision at the same moment, on both databases."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.committee.finance.books import decided_for, drafted, opened, reviewed, written
from tests.harness.village import SmallVillage, small_village
from webapp.branch.matters.models import Matter
from webapp.committee.finance.vouchers import operations
from webapp.committee.finance.vouchers.queries.money import decided_matters, money_of_matter
from webapp.committee.finance.vouchers.queries.vouchers import waiting_for_review
from webapp.committee.finance.vouchers.rules import VoucherKind
from webapp.core.errors import YishiError

pytestmark = pytest.mark.both_databases


def test_spent_never_exceeds_decided_whoever_is_faster(acting: Any) -> None:
    """Eight payments of 300 for a budget of 1,000 yuan."""
    village = small_village(acting)
    opened(village, 1_000_000)
    matter, _ = decided_for(village, 100_000)
    keys = []
    for number in range(8):
        key = drafted(village, written(VoucherKind.PAYMENT, 30_000, matter_id=matter.id, payee_name=f"店{number}"))
        keys.append(key)
    outcomes = together(village, [lambda ctx, key=key: operations.hand_in_voucher(ctx, key) for key in keys], "clerk")
    waiting = [row.voucher.id for row in waiting_for_review(village.ctx("clerk").session)]
    assert len(waiting) == 3 == outcomes.count("done")
    for key in waiting:
        reviewed(village, key)
    paths = [lambda ctx, key=key: operations.sign_voucher(ctx, key) for key in waiting for _ in range(2)]
    outcomes = together(village, paths, "chair")
    assert outcomes.count("done") == 3
    session = village.ctx("clerk").session
    found = money_of_matter(session, session.get_one(Matter, (village.village_id, matter.id)))
    assert found is not None
    assert found.spent_fen == 90_000 <= found.decided_fen
    assert [money.left_fen for _, money in decided_matters(session)] == [10_000]


def together(village: SmallVillage, acts: list[Any], role: str) -> list[str]:
    """All at once, each in a session of its own; what came of each."""
    outcomes: list[str] = []
    contexts = [village.ctx(role) for _ in acts]
    gate = threading.Barrier(len(acts))

    def run(act: Any, ctx: Any) -> None:
        gate.wait()
        try:
            act(ctx)
            outcomes.append("done")
        except YishiError as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=run, args=pair) for pair in zip(acts, contexts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
