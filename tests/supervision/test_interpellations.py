"""Questions, orders to correct and second looks as people do them: who may, what follows, what the log says."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.committee.decided import decided
from tests.harness.notices import hang_typed
from tests.harness.village import SmallVillage, small_village
from tests.supervision.test_operations import tie
from webapp.audit.check import problems_of_village
from webapp.audit.models import LogEntry
from webapp.board.models import Notice
from webapp.board.operations import answer_objection, raise_objection
from webapp.board.rules import NoticeKind
from webapp.committee.operations import assign_task
from webapp.core.errors import Conflict, InvalidInput, NotPermitted, RuleBroken
from webapp.supervision.corrections import operations as corrections
from webapp.supervision.corrections.models import CorrectionOrder
from webapp.supervision.corrections.rules import OrderSource, OrderState
from webapp.supervision.escalations.rules import Addressee, digest_of
from webapp.supervision.interpellations import operations, queries
from webapp.supervision.interpellations.models import Interpellation
from webapp.supervision.interpellations.rules import AskSource, QuestionState
from webapp.supervision.second_looks import operations as looks
from webapp.supervision.second_looks.queries import row_of, waiting_looks
from webapp.supervision.second_looks.rules import LookState, LookVerdict
from webapp.village.kinship.rules import KinKind
from webapp.village.offices.rules import Office

DUE = date(2026, 3, 5)


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


def ask(village: SmallVillage, role: str = "supervisor", **more: Any) -> Interpellation:
    """A question to the committee."""
    values = {"source": AskSource.SUPERVISION, "to": None, "title": "为何逾期", "question": "请说明原因。", **more}
    return operations.ask(village.ctx(role), **values)


def refused(act: Any, *arguments: Any) -> list[str]:
    """Why it is refused."""
    with pytest.raises(RuleBroken) as error:
        act(*arguments)
    return [blocker.code for blocker in error.value.blockers]


def events_about(village: SmallVillage, key: uuid.UUID) -> list[str]:
    """What the log says of a row, in order."""
    query = select(LogEntry.event).where(LogEntry.subject_id == key).order_by(LogEntry.seq)
    return list(village.ctx("clerk").session.scalars(query))


def objected(village: SmallVillage, is_refused: bool = True) -> uuid.UUID:
    """An objection that the committee answered."""
    notice = hang_typed(village, NoticeKind.FINANCE, "二月收支", "电费一千元。")
    objection = raise_objection(village.ctx("villager"), notice.id, "电费不对。")
    answer_objection(village.ctx("chair"), objection.id, "查过电表，没错。", is_refused)
    return objection.id


@pytest.mark.both_databases
def test_a_question_without_an_answer_goes_to_the_township_with_its_record(village: SmallVillage, clock: Any) -> None:
    matter, resolution = decided(village)
    task = assign_task(village.ctx("chair"), resolution.id, "挖渠", village.people["member"], DUE)
    to = (Office.COMMITTEE_MEMBER, village.people["member"])
    about = f"task:{matter.short_number}/{task.number}"
    question = ask(village, to=to, about=about)
    assert (question.short_number, question.state, question.due_on) == ("2026-1", QuestionState.PUT, date(2026, 3, 17))
    assert (question.about_id, question.matter_id) == (task.id, matter.id)
    with pytest.raises(NotPermitted):
        operations.reply(village.ctx("member_2"), question.id, "我来答。")
    escalate = (operations.escalate, village.ctx("supervisor_2"), question.id, Addressee.TOWNSHIP, True, "请督办。")
    assert refused(*escalate) == ["interpellation.days_run"]
    clock.set(date(2026, 3, 18))
    session = village.ctx("clerk").session
    assert [line.question.id for line in queries.overdue_questions(session, date(2026, 3, 18))] == [question.id]
    paper = operations.escalate(
        village.ctx("supervisor_2"), question.id, Addressee.TOWNSHIP, supervision_organ=True, reasons="请督办。"
    )
    assert paper.record["about"] == about
    assert [part["what"] for part in paper.record["parts"]] == ["question"]
    assert [entry["event"] for entry in paper.record["entries"]] == ["interpellation_put"]
    assert paper.sha256 == digest_of(paper.record)
    assert refused(*escalate) == ["escalation.already"]
    operations.reply(village.ctx("member"), question.id, "在外地，这周回来挖完。")
    operations.judge(village.ctx("supervisor"), question.id, satisfied=False, reasons="没有说明钱款。")
    operations.escalate(village.ctx("supervisor"), question.id, Addressee.COUNTY, False, "仍无下文。")
    assert events_about(village, question.id) == [
        "interpellation_put",
        "interpellation_escalated",
        "interpellation_replied",
        "interpellation_reply_rejected",
        "interpellation_escalated",
    ]
    assert list(problems_of_village(village.ctx("clerk").session)) == []


def test_the_answer_is_judged_by_who_asked(village: SmallVillage) -> None:
    question = ask(village)
    operations.reply(village.ctx("chair"), question.id, "下雨停工五天。")
    assert refused(operations.reply, village.ctx("member"), question.id, "补充。") == ["interpellation.answer_unjudged"]
    with pytest.raises(NotPermitted):
        operations.judge(village.ctx("villager"), question.id, True)
    with pytest.raises(InvalidInput):
        operations.judge(village.ctx("supervisor_2"), question.id, False, "  ")
    operations.judge(village.ctx("supervisor_2"), question.id, False, "没有数字。")
    operations.reply(village.ctx("chair"), question.id, "停工五天，台班费三千元，单据在会计处。")
    done = operations.judge(village.ctx("supervisor"), question.id, True)
    assert done.state is QuestionState.SATISFIED
    assert refused(operations.reply, village.ctx("chair"), question.id, "再说。") == ["interpellation.is_satisfied"]
    rows = queries.replies_to(village.ctx("clerk").session, question.id)
    assert [(row.reply.number, row.reply.satisfied) for row in rows] == [(1, False), (2, True)]


def test_five_representatives_ask_together_and_one_is_not_enough(village: SmallVillage) -> None:
    question = ask(village, "rep_1", source=AskSource.REPRESENTATIVES)
    assert (question.state, question.needed) == (QuestionState.GATHERING, 5)
    assert refused(operations.support, village.ctx("villager"), question.id) == ["interpellation.only_representatives"]
    with pytest.raises(Conflict):
        operations.support(village.ctx("rep_1"), question.id)
    for role in ("rep_2", "rep_3"):
        operations.support(village.ctx(role), question.id)
    wanted = [village.people["rep_3"], village.people["rep_4"], village.people["rep_5"]]
    assert operations.record_names(village.ctx("clerk"), question.id, wanted) == 2
    put = village.ctx("clerk").session.get_one(Interpellation, (village.village_id, question.id))
    assert put.state is QuestionState.PUT
    assert refused(operations.withdraw, village.ctx("rep_1"), question.id) == ["interpellation.is_put"]
    with pytest.raises(NotPermitted):
        operations.judge(village.ctx("rep_2"), question.id, True)
    entries = village.ctx("clerk").session.scalars(select(LogEntry).where(LogEntry.subject_id == question.id)).all()
    named = [entry.event for entry in entries if entry.actor == village.accounts["rep_2"].hex]
    assert named == [], "who stands under a joint question does not stand in the log"


def test_who_may_not_ask(village: SmallVillage) -> None:
    people = village.people
    with pytest.raises(NotPermitted):
        ask(village, "villager")
    with pytest.raises(NotPermitted):
        operations.ask(village.acting(village.village_id), AskSource.ELECTORS, None, "问", "问")
    with pytest.raises(InvalidInput):
        ask(village, to=(Office.CLERK, people["member"]))
    with pytest.raises(InvalidInput):
        ask(village, about="task:2026-9/1")
    assert refused(lambda: ask(village, "chair", source=AskSource.ELECTORS)) == ["interpellation.asks_self"]
    assert refused(lambda: ask(village, question="问李某 411381199003071234")) == ["board.private_identity"]
    tie(village.acting(village.village_id), people["supervisor"], KinKind.SIBLING, people["clerk"])
    assert refused(lambda: ask(village, to=(Office.CLERK, people["clerk"]))) == ["bond.kin_asked"]
    ask(village, "supervisor_2", to=(Office.CLERK, people["clerk"]))


@pytest.mark.both_databases
def test_a_correction_is_a_new_notice_that_names_the_old_one(village: SmallVillage, clock: Any) -> None:
    old = hang_typed(village, NoticeKind.FINANCE, "二月收支", "电费一千元。")
    about = f"notice:{old.short_number}"
    with pytest.raises(NotPermitted):
        corrections.order_correction(village.ctx("chair"), about, "电费有误", "电表读数是八百。")
    order = corrections.order_correction(village.ctx("supervisor"), about, "电费有误", "电表读数是八百，请更正。")
    assert order.due_on == date(2026, 3, 9)
    corrections.refuse(village.ctx("chair"), order.id, "电表没有问题。")
    paper = corrections.escalate_order(village.ctx("supervisor"), order.id, Addressee.TOWNSHIP, True, "请裁定。")
    assert [part["what"] for part in paper.record["parts"]] == ["demand", "refusal"]
    to = (Addressee.TOWNSHIP, True, "再请。")
    assert refused(corrections.escalate_order, village.ctx("supervisor"), order.id, *to) == ["escalation.already"]
    clock.advance(days=3)
    answer = corrections.carry_out(village.ctx("chair"), order.id, "电费应为八百元，多记二百元。")
    session = village.ctx("clerk").session
    hung = session.get_one(Notice, (village.village_id, answer.notice_id))
    assert hung.title == f"更正（{old.short_number}）：二月收支"
    assert session.get_one(Notice, (village.village_id, old.id)).text == "电费一千元。"
    assert session.get_one(CorrectionOrder, (village.village_id, order.id)).state is OrderState.DONE
    assert refused(corrections.carry_out, village.ctx("chair"), order.id, "再改。") == ["order.is_done"]
    assert list(problems_of_village(village.ctx("clerk").session)) == []


def test_the_clerk_records_what_the_township_orders(village: SmallVillage) -> None:
    words = ("", "公开栏缺项", "补公开三项。", date(2026, 3, 2), date(2026, 3, 12))
    order = corrections.record_order(village.ctx("clerk"), OrderSource.TOWNSHIP, "镇发〔2026〕7号", *words)
    assert (order.due_on, order.paper) == (date(2026, 3, 12), "镇发〔2026〕7号")
    assert refused(corrections.refuse, village.ctx("chair"), order.id, "不补。") == ["order.from_outside"]
    corrections.carry_out(village.ctx("member"), order.id, "已补。")
    assert events_about(village, order.id) == ["outside_order_recorded", "correction_done"]


def test_a_refused_objection_comes_to_the_supervisors_by_itself(village: SmallVillage) -> None:
    key = objected(village)
    assert [row.objection.id for row in waiting_looks(village.ctx("clerk").session)] == [key]
    asked = (looks.ask_second_look, village.ctx("villager"), key, "还是不对。")
    assert refused(*asked) == ["second_look.by_itself"]
    with pytest.raises(NotPermitted):
        looks.decide(village.ctx("chair"), key, LookVerdict.UPHOLD, "没错。")
    tie(village.acting(village.village_id), village.people["villager"], KinKind.PARENT, village.people["supervisor"])
    decide = (looks.decide, village.ctx("supervisor"), key, LookVerdict.UPHOLD, "没错。")
    assert refused(*decide) == ["bond.kin_objector"]
    look = looks.decide(village.ctx("supervisor_2"), key, LookVerdict.ANSWER_AGAIN, "请附电表照片。")
    assert (look.state, look.answer_due) == (LookState.ANSWER_ASKED, date(2026, 3, 9))
    assert looks.answer_anew(village.ctx("member"), look.id, "照片附上，读数一千。").state is LookState.ANSWERED
    row = row_of(village.ctx("clerk").session, key)
    assert (row.objection.reply, row.look and row.look.new_answer) == ("查过电表，没错。", "照片附上，读数一千。")
    assert waiting_looks(village.ctx("clerk").session) == []
    again = (looks.decide, village.ctx("supervisor_2"), key, LookVerdict.UPHOLD, "没错。")
    assert refused(*again) == ["second_look.decided"]


def test_an_objector_asks_and_the_supervisors_order_a_correction(village: SmallVillage) -> None:
    key = objected(village, is_refused=False)
    assert waiting_looks(village.ctx("clerk").session) == []
    stranger = (looks.ask_second_look, village.ctx("villager_2"), key, "不对。")
    assert refused(*stranger) == ["second_look.not_objector"]
    looks.ask_second_look(village.ctx("villager"), key, "只改了一半。")
    looks.decide(village.ctx("supervision_chair"), key, LookVerdict.CORRECT, "电费应为八百，请更正。")
    order = row_of(village.ctx("clerk").session, key).order
    assert order is not None
    assert (order.source, order.state, order.demand) == (
        OrderSource.SUPERVISION,
        OrderState.OPEN,
        "电费应为八百，请更正。",
    )
    told = events_about(village, key)
    assert told[-2:] == ["second_look_asked", "second_look_decided"]
