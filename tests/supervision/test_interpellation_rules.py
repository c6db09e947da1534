"""The rules of questions, orders and second looks at their edges, without a database."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.charter.rules import profile_on
from webapp.core.errors import Blocker
from webapp.supervision.corrections import rules as orders
from webapp.supervision.corrections.rules import OrderSource, OrderStanding, OrderState
from webapp.supervision.desk.rules import DeskItem, Pile, laid_out
from webapp.supervision.interpellations import rules
from webapp.supervision.interpellations.rules import AskSource, QuestionState, Standing
from webapp.supervision.second_looks import rules as looks
from webapp.supervision.second_looks.rules import Answered, LookState
from webapp.supervision.subjects.rules import Tie, blockers_bonds, bonds_of, read_reference

TODAY = date(2026, 3, 2)
PROFILE = profile_on(TODAY)


def codes(blockers: list[Blocker]) -> list[str]:
    """What stands in the way, by name."""
    return [blocker.code for blocker in blockers]


@pytest.mark.parametrize(
    ("source", "base", "needed"),
    [
        (AskSource.SUPERVISION, 3, 1),
        (AskSource.REPRESENTATIVES, 31, 5),
        (AskSource.ELECTORS, 72, 8),
        (AskSource.ELECTORS, 70, 7),
        (AskSource.ELECTORS, 3, 1),
    ],
)
def test_how_many_put_a_question(source: AskSource, base: int, needed: int) -> None:
    assert rules.names_needed(source, base, PROFILE) == needed


def test_four_representatives_are_too_few_and_nobody_asks_twice_at_once() -> None:
    assert codes(rules.blockers_ask(AskSource.REPRESENTATIVES, 4, False, PROFILE)) == ["interpellation.too_few"]
    assert codes(rules.blockers_ask(AskSource.ELECTORS, 0, False, PROFILE)) == ["interpellation.nobody"]
    assert codes(rules.blockers_ask(AskSource.ELECTORS, 9, True, PROFILE)) == ["interpellation.already_open"]
    assert rules.blockers_ask(AskSource.REPRESENTATIVES, 5, False, PROFILE) == []


def test_the_answer_is_due_after_fifteen_days_and_never_on_a_day_off() -> None:
    assert rules.reply_due(TODAY, PROFILE) == date(2026, 3, 17)
    assert rules.reply_due(date(2026, 3, 6), PROFILE) == date(2026, 3, 23), "the 21st is a Saturday"


def test_it_goes_further_only_after_the_last_day_or_an_answer_that_does_not_satisfy() -> None:
    due = date(2026, 3, 17)
    put = Standing(QuestionState.PUT, due)
    to = ("township", [], PROFILE)
    assert codes(rules.blockers_escalate(put, due, *to)) == ["interpellation.days_run"]
    assert rules.blockers_escalate(put, date(2026, 3, 18), *to) == []
    replied = Standing(QuestionState.REPLIED, due, unjudged=True)
    assert codes(rules.blockers_escalate(replied, date(2026, 4, 1), *to)) == ["interpellation.judge_first"]
    unsatisfied = Standing(QuestionState.UNSATISFIED, due)
    assert rules.blockers_escalate(unsatisfied, TODAY, *to) == []
    assert codes(rules.blockers_escalate(unsatisfied, TODAY, "county", ["county"], PROFILE)) == ["escalation.already"]
    for state in (QuestionState.GATHERING, QuestionState.SATISFIED, QuestionState.WITHDRAWN):
        assert codes(rules.blockers_escalate(Standing(state, due), TODAY, *to)) == [f"interpellation.is_{state}"]


def test_an_answer_waits_for_its_judgement_and_nobody_answers_themselves() -> None:
    put = Standing(QuestionState.PUT, TODAY)
    assert rules.blockers_reply(put, False) == []
    assert codes(rules.blockers_reply(put, True)) == ["interpellation.own_question"]
    unjudged = Standing(QuestionState.REPLIED, TODAY, unjudged=True)
    assert codes(rules.blockers_reply(unjudged, False)) == ["interpellation.answer_unjudged"]
    assert codes(rules.blockers_judge(put)) == ["interpellation.nothing_to_judge"]
    assert rules.blockers_judge(unjudged) == []
    assert codes(rules.blockers_self(True)) == ["interpellation.asks_self"]


def test_own_hand_and_kin_are_named_by_what_they_are_to_the_case() -> None:
    people = {Tie.OWNER: {"a"}, Tie.CONCERNED: {"b"}, Tie.OBJECTOR: {"c"}}
    found = blockers_bonds(bonds_of("a", people, {"b"}), PROFILE)
    assert codes(found) == ["bond.own_owner", "bond.kin_concerned"]
    assert {blocker.article for blocker in found} == {"VCOL-2025:37"}
    assert not bonds_of("d", people, {"e"})


@pytest.mark.parametrize("text", ["task:2026-3", "matter:2026-3/1", "notice:26-3", "poll:2026-3/0", "seat:2026-1", ""])
def test_a_reference_that_names_nothing(text: str) -> None:
    assert read_reference(text) is None


def test_a_reference_reads_as_it_is_written() -> None:
    assert str(read_reference("task:2026-3/2")) == "task:2026-3/2"
    assert str(read_reference("notice:2026-31")) == "notice:2026-31"


def test_what_the_government_orders_is_not_refused_and_does_not_go_back_to_it() -> None:
    due = date(2026, 3, 9)
    township = OrderStanding(OrderSource.TOWNSHIP, OrderState.OPEN, due)
    own = OrderStanding(OrderSource.SUPERVISION, OrderState.OPEN, due)
    assert codes(orders.blockers_refuse(township)) == ["order.from_outside"]
    assert orders.blockers_refuse(own) == []
    late = date(2026, 3, 10)
    assert codes(orders.blockers_escalate(township, late, "township", [], PROFILE)) == ["order.their_own"]
    assert orders.blockers_escalate(township, late, "county", [], PROFILE) == []
    assert codes(orders.blockers_escalate(own, due, "township", [], PROFILE)) == ["order.days_run"]
    refused = OrderStanding(OrderSource.SUPERVISION, OrderState.REFUSED, due)
    assert orders.blockers_escalate(refused, TODAY, "township", [], PROFILE) == []
    assert orders.due_date(TODAY, PROFILE) == due
    assert codes(orders.blockers_record(OrderSource.SUPERVISION, TODAY, due, TODAY)) == ["order.not_outside"]
    assert codes(orders.blockers_record(OrderSource.COUNTY, due, due, TODAY)) == ["order.future"]
    assert codes(orders.blockers_record(OrderSource.COUNTY, TODAY, date(2026, 3, 1), TODAY)) == ["order.due_before"]


def test_answers_against_the_objector_come_by_themselves_others_when_asked() -> None:
    refused, granted = Answered(True, True, None), Answered(True, False, None)
    assert looks.waits(refused)
    assert not looks.waits(granted)
    assert looks.waits(Answered(True, False, LookState.ASKED))
    assert codes(looks.blockers_ask(refused, True)) == ["second_look.by_itself"]
    assert looks.blockers_ask(granted, True) == []
    assert codes(looks.blockers_ask(granted, False)) == ["second_look.not_objector"]
    assert codes(looks.blockers_decide(granted)) == ["second_look.nobody_asked"]
    assert codes(looks.blockers_decide(Answered(True, True, LookState.UPHELD))) == ["second_look.decided"]
    assert codes(looks.blockers_decide(Answered(False, None, None))) == ["second_look.not_answered"]


def test_the_desk_puts_aside_what_a_supervisor_may_not_touch() -> None:
    def item(title: str, due: date | None = None, pile: Pile = Pile.WAITS, owner: str = "") -> DeskItem:
        people = {Tie.OWNER: {owner}} if owner else {}
        return DeskItem(title, "", "", "", {}, due_on=due, pile=pile, people=people)

    items = [
        item("later", date(2026, 3, 9)),
        item("today", TODAY),
        item("late", date(2026, 3, 1)),
        item("others late", date(2026, 3, 1), Pile.OTHERS),
        item("own", owner="me"),
        item("kin", owner="sister"),
        item("no day"),
    ]
    desk = laid_out(items, "me", {"sister"}, TODAY)
    assert [one.title for one in desk.piles[Pile.WAITS]] == ["today", "later", "no day"]
    assert [one.title for one in desk.piles[Pile.LATE]] == ["late", "others late"]
    assert [one.title for one in desk.left_to_others] == ["own", "kin"]
    assert desk.count == 5
