"""A village adopts rules of its own and goes back to the law, and the log says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from tests.harness.acting import NEIGHBOUR, Acting, Granting
from tests.harness.clock import StoppedClock
from tests.harness.statements import statements
from webapp.charter.models import LocalRule
from webapp.charter.operations import adopt_local_rule, withdraw_local_rule
from webapp.charter.queries import local_rules, rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput, NotPermitted, RuleBroken

pytestmark = pytest.mark.both_databases
SOURCE = "Resolution 2026-3 of the representatives"


@pytest.fixture
def today(clock: StoppedClock) -> date:
    return china_date(clock())


@pytest.fixture
def ctx(acting: Acting) -> Context:
    return acting()


def notice(ctx: Context, day: date) -> int:
    return rules_in_force(ctx.session, day).number("rep.notice.days")


def test_an_adopted_rule_applies_from_its_day(ctx: Context, today: date) -> None:
    adopt_local_rule(ctx, "rep.notice.days", 10, SOURCE, today + timedelta(days=2))
    assert notice(ctx, today + timedelta(days=1)) == 3
    assert notice(ctx, today + timedelta(days=2)) == 10


def test_rules_are_asked_for_once_until_something_is_written(ctx: Context, today: date) -> None:
    engine = ctx.session.get_bind()
    assert isinstance(engine, Engine)
    with statements(engine) as sent:
        assert [notice(ctx, today), notice(ctx, today + timedelta(days=1))] == [3, 3]
    assert len(sent) == 1
    adopt_local_rule(ctx, "rep.notice.days", 10, SOURCE, today)
    assert notice(ctx, today) == 10
    withdraw_local_rule(ctx, "rep.notice.days", SOURCE, today + timedelta(days=1))
    assert [notice(ctx, today), notice(ctx, today + timedelta(days=1))] == [10, 3]


def test_rules_of_an_act_that_failed_are_forgotten(ctx: Context, today: date) -> None:
    ctx.session.begin_write()
    ctx.session.add(LocalRule(rule_id="rep.notice.days", value=10, source=SOURCE, effective_from=today))
    ctx.session.flush()
    assert notice(ctx, today) == 10
    ctx.session.rollback()
    assert notice(ctx, today) == 3


def test_every_kind_of_value_comes_back_as_it_was(ctx: Context, today: date) -> None:
    own: dict[str, object] = {
        "rep.quorum": "> 3/4",
        "rep.households.perRep": [6, 12],
        "rep.pass.base": "ALL_MEMBERS",
        "sylgk.merge12": True,
        "publish.display.days": 20,
        "rep.nonDelegable": ["charter", "village_rules", "recall", "assistance"],
    }
    for rule_id, value in own.items():
        adopt_local_rule(ctx, rule_id, value, SOURCE, today)
    profile = rules_in_force(ctx.session, today)
    assert str(profile.threshold("rep.quorum")) == "> 3/4"
    assert str(profile.size("rep.households.perRep")) == "6–12"
    assert profile.choice("rep.pass.base") == "ALL_MEMBERS"
    assert profile.flag("sylgk.merge12")
    assert profile.number("publish.display.days") == 20
    assert "assistance" in profile.names("rep.nonDelegable")


def test_a_village_can_go_back_to_the_law(ctx: Context, today: date) -> None:
    adopt_local_rule(ctx, "rep.notice.days", 10, SOURCE, today)
    withdraw_local_rule(ctx, "rep.notice.days", SOURCE, today + timedelta(days=30))
    assert notice(ctx, today + timedelta(days=29)) == 10
    assert notice(ctx, today + timedelta(days=30)) == 3


def test_a_looser_rule_is_refused_and_nothing_is_kept(ctx: Context, today: date) -> None:
    with pytest.raises(RuleBroken) as refused:
        adopt_local_rule(ctx, "rep.quorum", "1/2", SOURCE, today)
    assert refused.value.blockers[0].article == "VCOL-2025:30"
    assert not local_rules(ctx.session, ctx.village_id)


def test_what_cannot_be_entered(ctx: Context, today: date) -> None:
    with pytest.raises(InvalidInput):
        adopt_local_rule(ctx, "rep.notice.days", 10, "  ", today)
    with pytest.raises(InvalidInput):
        adopt_local_rule(ctx, "rep.notice.days", 10, SOURCE, today - timedelta(days=1))
    with pytest.raises(InvalidInput):
        adopt_local_rule(ctx, "rep.weather", 10, SOURCE, today)
    with pytest.raises(Conflict):
        withdraw_local_rule(ctx, "rep.notice.days", SOURCE, today)
    adopt_local_rule(ctx, "rep.notice.days", 10, SOURCE, today)
    with pytest.raises(Conflict):
        adopt_local_rule(ctx, "rep.notice.days", 12, SOURCE, today)
    assert notice(ctx, today) == 10


def test_a_neighbour_is_not_bound(ctx: Context, acting: Acting, today: date) -> None:
    adopt_local_rule(ctx, "rep.notice.days", 10, SOURCE, today)
    assert notice(acting(NEIGHBOUR), today) == 3


def test_only_those_permitted_enter_a_rule(acting: Acting, today: date) -> None:
    with pytest.raises(NotPermitted):
        adopt_local_rule(acting(grants=Granting([])), "rep.notice.days", 10, SOURCE, today)
