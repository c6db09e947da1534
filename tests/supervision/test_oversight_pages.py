"""Pages of questions, orders, second looks, the compliance board and the supervisors' desk, as people open them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.committee.decided import decided
from tests.harness.client import LintingClient
from tests.harness.statements import statements
from tests.harness.village import SmallVillage, sign_in, small_village
from tests.supervision.test_interpellations import ask, objected
from tests.supervision.test_pages import text_of
from webapp.committee.operations import assign_task
from webapp.supervision.corrections.operations import order_correction
from webapp.supervision.interpellations.operations import reply

BASE = "/v/411381105201"
QUESTION = f"{BASE}/interpellations/2026-1"
PUBLIC = (
    "interpellations",
    "corrections",
    "second-looks",
    "escalations",
    "compliance",
    "compliance/meetings",
    "compliance/village",
)


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


def enter(client: LintingClient, village: SmallVillage, role: str) -> None:
    """Somebody else sits down at the browser."""
    client.delete_cookie("session")
    sign_in(client, village, role)


def test_asked_unanswered_and_taken_further(client: LintingClient, village: SmallVillage, clock: Any) -> None:
    matter, resolution = decided(village)
    assign_task(village.ctx("chair"), resolution.id, "挖渠", village.people["member"], date(2026, 3, 3))
    clock.set(date(2026, 3, 4))
    enter(client, village, "supervisor")
    desk = text_of(client.get(f"{BASE}/supervision/desk"))
    link = re.search(r'href="([^"]*interpellations/new\?about=task[^"]*)"', desk)
    assert link, "the one action about a late task is a question"
    asking = text_of(client.get(link[1]))
    about = f"task:{matter.short_number}/1"
    assert f'<option selected value="{about}">' in asking
    form = {
        "source": "supervision",
        "to": "committee",
        "about": about,
        "title": "挖渠为何逾期",
        "question": "说明原因。",
    }
    assert client.submit(f"{BASE}/interpellations/new", form).location.endswith("/interpellations/2026-1")
    assert "提请上级处理" not in text_of(client.get(QUESTION))
    client.delete_cookie("session")
    for path in ("", *PUBLIC):
        text_of(client.get(f"{BASE}/{path}"))
    assert "挖渠为何逾期" in text_of(client.get(f"{BASE}/interpellations"))
    clock.set(date(2026, 3, 20))
    enter(client, village, "chair")
    assert "挖渠为何逾期" in text_of(client.get(f"{BASE}/desk"))
    enter(client, village, "supervisor")
    assert "提请上级处理" in text_of(client.get(QUESTION))
    text_of(client.submit(f"{QUESTION}/escalate", {"addressee": "township"}), 422)
    sent = client.submit(
        f"{QUESTION}/escalate", {"addressee": "township", "supervision_organ": "y", "reasons": "督办。"}
    )
    client.delete_cookie("session")
    paper = text_of(client.get(sent.location))
    assert all(words in paper for words in ("说明原因。", "督办。", "乡镇人民政府", "监察机关"))


def test_answered_and_not_satisfied(client: LintingClient, village: SmallVillage) -> None:
    question = ask(village)
    enter(client, village, "villager")
    text_of(client.get(f"{QUESTION}/reply"), 403)
    enter(client, village, "chair")
    text_of(client.submit(f"{QUESTION}/reply", {"text": " "}), 422)
    assert client.submit(f"{QUESTION}/reply", {"text": "下雨停工。"}).status_code == 302
    enter(client, village, "supervisor_2")
    page = text_of(client.get(QUESTION))
    assert all(f">{word}</button>" in page for word in ("满意", "不满意"))
    text_of(client.submit(f"{QUESTION}/judge", {"satisfied": "0", "reasons": ""}, page=QUESTION), 422)
    judged = client.submit(f"{QUESTION}/judge", {"satisfied": "0", "reasons": "没有数字。"}, page=QUESTION)
    assert judged.status_code == 302
    assert "没有数字。" in text_of(client.get(QUESTION))
    assert "提请上级处理" in text_of(client.get(f"{BASE}/supervision/desk"))
    reply(village.ctx("chair"), question.id, "停工五天。")
    assert client.submit(f"{QUESTION}/judge", {"satisfied": "1"}, page=QUESTION).status_code == 302


def test_a_joint_question_gathers_names_unseen(client: LintingClient, village: SmallVillage) -> None:
    enter(client, village, "rep_1")
    form = {"source": "representatives", "to": "committee", "about": "", "title": "账目", "question": "公布账目。"}
    assert client.submit(f"{BASE}/interpellations/new", form).status_code == 302
    enter(client, village, "rep_2")
    assert client.submit(f"{QUESTION}/support", page=QUESTION).status_code == 302
    text_of(client.submit(f"{QUESTION}/withdraw", page=QUESTION), 403)
    enter(client, village, "clerk")
    text_of(client.submit(f"{QUESTION}/names", {"names": "没有这人", "look": "1"}))
    client.delete_cookie("session")
    text_of(client.get(QUESTION), 404)
    assert "账目" not in text_of(client.get(f"{BASE}/interpellations"))


def test_orders_and_second_looks_in_the_browser(client: LintingClient, village: SmallVillage) -> None:
    objected(village)
    place = f"{BASE}/board/2026-1/objections/1/second-look"
    assert "second-look" in text_of(client.get(f"{BASE}/board/2026-1"))
    enter(client, village, "supervisor")
    assert "second-look/decide" in text_of(client.get(f"{BASE}/supervision/desk"))
    assert client.submit(f"{place}/decide", {"verdict": "correct", "text": "应为八百。"}).status_code == 302
    assert "corrections/2026-1" in text_of(client.get(place))
    enter(client, village, "chair")
    assert "corrections/2026-1" in text_of(client.get(f"{BASE}/desk"))
    done = client.submit(f"{BASE}/corrections/2026-1/done", {"text": "更正为八百元。"})
    assert done.status_code == 302
    assert "更正（2026-1）" in text_of(client.get(f"{BASE}/corrections/2026-1"))
    enter(client, village, "clerk")
    form = {
        "source": "township", "paper": "镇发7号", "about": "", "title": "补公开", "demand": "补三项。",
        "ordered_on": "2026-03-02", "due_on": "2026-03-12",
    }  # fmt: skip
    assert client.submit(f"{BASE}/corrections/record", form).location.endswith("/corrections/2026-2")
    text_of(client.submit(f"{BASE}/corrections/record", form | {"ordered_on": "2026-04-01"}), 422)
    client.delete_cookie("session")
    assert "镇发7号" in text_of(client.get(f"{BASE}/corrections/2026-2"))


def test_the_desk_is_for_supervisors_and_costs_no_more_for_more(
    app: Flask, client: LintingClient, village: SmallVillage
) -> None:
    def cost(path: str) -> int:
        with statements(app.extensions["yishi_database"].engine) as sent:
            text_of(client.get(path))
        return len(sent)

    enter(client, village, "chair")
    text_of(client.get(f"{BASE}/supervision/desk"), 403)
    enter(client, village, "supervisor")
    matter, _ = decided(village)
    ask(village, about=f"matter:{matter.short_number}")
    order_correction(village.ctx("supervisor"), f"matter:{matter.short_number}", "改", "改。")
    objected(village)
    paths = [f"{BASE}/{path}" for path in ("supervision/desk", *PUBLIC, f"matters/{matter.short_number}/compliance")]
    before = [cost(path) for path in paths]
    for number in range(2, 7):
        other, _ = decided(village, number)
        ask(village, about=f"matter:{other.short_number}")
        order_correction(village.ctx("supervisor"), f"matter:{other.short_number}", "改", "改。")
    assert [cost(path) for path in paths] == before
    assert before[0] <= 52
    assert before[5] <= 20
