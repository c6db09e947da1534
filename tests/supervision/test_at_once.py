"""Two who begin the same thing at the same moment, and a text changed while it is published, on PostgreSQL too."""

from __future__ import annotations

import contextlib
import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.committee.finance.test_at_once import together
from tests.harness.clock import StoppedClock
from tests.harness.village import SmallVillage, small_village
from webapp.board.drafts import operations as drafts
from webapp.board.drafts.rules import Passing
from webapp.board.rules import NoticeKind
from webapp.core.errors import YishiError
from webapp.supervision.evaluations.models import Evaluation
from webapp.supervision.evaluations.operations import call_evaluation
from webapp.supervision.interpellations.models import Interpellation
from webapp.supervision.interpellations.operations import ask
from webapp.supervision.interpellations.rules import AskSource
from webapp.supervision.reports import queries
from webapp.supervision.reports.models import SupervisionReport
from webapp.supervision.reports.operations import publish_report, write_report
from webapp.supervision.reports.rules import ReportState, digest_of, read_period

pytestmark = pytest.mark.both_databases


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


def count(village: SmallVillage, model: Any) -> int:
    """How many rows there are."""
    return int(village.ctx("clerk").session.scalar(select(func.count()).select_from(model)) or 0)


def test_one_evaluation_and_one_question_a_person(village: SmallVillage) -> None:
    together(village, [call_evaluation] * 6, "supervision_chair")
    assert count(village, Evaluation) == 1
    question = ("路灯", "为什么不亮？")
    together(village, [lambda ctx: ask(ctx, AskSource.ELECTORS, None, *question)] * 6, "villager")
    assert count(village, Interpellation) == 1


def test_a_report_is_not_rewritten_while_it_is_published(
    village: SmallVillage, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is published between the look at its state and the new words: either they come first, or not at all."""
    period = read_period("2026-03")
    assert period is not None
    clock.set(datetime(2026, 3, 31, 8, tzinfo=UTC))
    report = write_report(village.ctx("supervisor"), period, {"findings": "正常。"})
    thread = threading.Thread(target=publish_report, args=(village.ctx("supervisor"), report.id))
    looked = queries.versions_of

    def look(*told: Any) -> Any:
        found = looked(*told)
        thread.start()
        thread.join(0.5)
        return found

    monkeypatch.setattr(queries, "versions_of", look)
    with contextlib.suppress(YishiError):
        write_report(village.ctx("supervisor_2"), period, {"findings": "改了。"})
    thread.join()
    kept = village.ctx("clerk").session.get_one(SupervisionReport, (village.village_id, report.id))
    assert kept.state is ReportState.PUBLISHED
    assert kept.sha256 == digest_of(kept.body or {}, kept.words)


def test_nothing_is_unmasked_behind_the_back_of_who_reviewed(village: SmallVillage) -> None:
    """The review ends while the second person's agreement waits: it must see that it comes too late."""
    draft = drafts.write_draft(village.ctx("clerk"), NoticeKind.AFFAIRS, "值班", "值班电话 13800138000")
    lift = drafts.ask_lift(village.ctx("clerk"), draft.id, "13800138000", "值班用。")
    reviewing = village.ctx("supervisor")
    agreeing = village.ctx("secretary")
    outcomes: list[str] = []

    def agree() -> None:
        try:
            drafts.agree_lift(agreeing, lift.id)
            outcomes.append("agreed")
        except YishiError as error:
            outcomes.append(error.code)

    thread = threading.Thread(target=agree)
    append = reviewing.log.append

    def late(*told: Any) -> Any:
        thread.start()
        thread.join(0.5)
        return append(*told)

    reviewing.log.append = late  # type: ignore[method-assign]
    drafts.review_draft(reviewing, draft.id, Passing.PASS)
    thread.join()
    assert outcomes == ["rule_broken"]
