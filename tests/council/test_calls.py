"""Asking for a meeting: the shares of VCOL 25 and 30, one person once, and the clock of the committee's duty."""

from __future__ import annotations

import functools
import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.council.builder import Council, refused
from webapp.audit.models import LogEntry
from webapp.charter.matters import Body
from webapp.charter.operations import adopt_local_rule
from webapp.charter.rules import profile_on
from webapp.core.clock import at_china
from webapp.core.errors import Conflict, InvalidInput, NotFound, NotPermitted
from webapp.council.calls import operations as calls
from webapp.council.calls import queries, rules
from webapp.council.calls.models import MeetingCall
from webapp.council.calls.rules import CallSource, CallState
from webapp.council.meetings import operations as meetings
from webapp.village.register.models import Resident

REPS, VILLAGERS = CallSource.REPRESENTATIVES, CallSource.VILLAGERS
TODAY = date(2026, 3, 2)
PROFILE = profile_on(TODAY)


def started(council: Council, role: str = "rep_1", body: Body = Body.REPRESENTATIVES, who: CallSource = REPS) -> Any:
    return calls.start_call(council.ctx(role), body, who, "水渠何时动工，要个说法")


def again(council: Council, call: MeetingCall) -> MeetingCall:
    return council.anyone().session.get_one(MeetingCall, (call.village_id, call.id))


@pytest.mark.parametrize(
    ("body", "who", "base", "needed"),
    [
        (Body.REPRESENTATIVES, REPS, 12, 3),
        (Body.REPRESENTATIVES, REPS, 15, 3),
        (Body.REPRESENTATIVES, REPS, 16, 4),
        (Body.REPRESENTATIVES, REPS, 4, 1),
        (Body.ASSEMBLY, REPS, 12, 4),
        (Body.ASSEMBLY, REPS, 13, 5),
        (Body.ASSEMBLY, VILLAGERS, 72, 8),
        (Body.ASSEMBLY, VILLAGERS, 1200, 120),
        (Body.ASSEMBLY, VILLAGERS, 1201, 121),
    ],
)
def test_a_share_of_people_is_rounded_up_and_reached_exactly(
    body: Body, who: CallSource, base: int, needed: int
) -> None:
    assert rules.names_needed(body, who, base, PROFILE) == needed


def test_villagers_cannot_demand_a_meeting_of_representatives() -> None:
    found = rules.blockers_start(Body.REPRESENTATIVES, VILLAGERS, 72, PROFILE, False)
    assert [blocker.code for blocker in found] == ["call.no_such_claim"]
    assert rules.blockers_start(Body.ASSEMBLY, VILLAGERS, 72, PROFILE, False) == []


def test_the_first_day_is_not_counted_and_a_last_day_off_moves_on() -> None:
    assert rules.due_date(date(2026, 3, 2), PROFILE) == date(2026, 3, 17)
    assert rules.due_date(date(2026, 3, 6), PROFILE) == date(2026, 3, 23), "21 March is a Saturday"


def test_on_the_last_day_the_committee_is_not_late_yet() -> None:
    clock = rules.clock_on(date(2026, 3, 17), date(2026, 3, 17))
    assert (clock.days_left, clock.is_overdue) == (0, False)
    assert rules.clock_on(date(2026, 3, 17), date(2026, 3, 18)).is_overdue


def test_a_fifth_of_the_representatives_oblige_the_committee(council: Council) -> None:
    call = started(council)
    assert (call.base, call.needed, call.state) == (12, 3, CallState.GATHERING)
    assert calls.support_call(council.ctx("rep_2"), call.id) == 2
    assert again(council, call).state is CallState.GATHERING
    assert calls.support_call(council.ctx("rep_3"), call.id) == 3
    call = again(council, call)
    assert call.state is CallState.REACHED
    assert call.due_on == rules.due_date(council.clock().date(), PROFILE)
    assert set(refused(lambda: calls.support_call(council.ctx("rep_4"), call.id))) == {"call.is_reached"}


def test_one_person_counts_once_online_and_on_paper(council: Council) -> None:
    call, people = started(council), council.village.people
    with pytest.raises(Conflict, match=r"call\.already"):
        calls.support_call(council.ctx("rep_1"), call.id)
    with pytest.raises(Conflict, match=r"call\.all_there"):
        calls.record_call_names(council.ctx("clerk"), call.id, [people["rep_1"]])
    assert calls.record_call_names(council.ctx("clerk"), call.id, [people["rep_1"], people["rep_2"]] * 2) == 1
    names = queries.supporters(council.anyone().session, call.id)
    assert sorted(name.on_paper for name in names) == [False, True]


def test_names_that_do_not_count_are_refused_with_the_article(council: Council) -> None:
    call = started(council)
    for ctx in (council.ctx("villager"), council.ctx("chair")):
        article = {"call.representatives": "VCOL-2025:30"}
        assert refused(functools.partial(calls.support_call, ctx, call.id)) == article
    assert set(refused(lambda: started(council, "villager"))) == {"call.representatives"}
    with pytest.raises(NotFound):
        calls.record_call_names(council.ctx("clerk"), call.id, [call.id])


def test_the_number_needed_is_frozen_when_the_request_starts(council: Council) -> None:
    call = started(council, "villager", Body.ASSEMBLY, VILLAGERS)
    assert call.base == council.anyone().session.scalar(select(func.count(Resident.id)))
    assert call.needed == -(-call.base // 10)
    adopt_local_rule(council.anyone(), "assembly.request.villagers", "1/20", "村民会议2026年第1号", TODAY)
    assert again(council, call).needed == call.needed


def test_a_village_may_make_asking_easier(council: Council) -> None:
    adopt_local_rule(council.anyone(), "rep.request", "1/12", "村民会议2026年第1号", TODAY)
    assert started(council).state is CallState.REACHED, "one of twelve is enough, and the clock starts at once"


def test_taking_a_request_back(council: Council) -> None:
    call = started(council)
    with pytest.raises(NotPermitted):
        calls.withdraw_call(council.ctx("rep_2"), call.id)
    assert set(refused(lambda: started(council))) == {"call.already_open"}
    calls.withdraw_call(council.ctx("rep_1"), call.id)
    assert set(refused(lambda: calls.support_call(council.ctx("rep_2"), call.id))) == {"call.is_withdrawn"}
    other = reached(council)
    assert set(refused(lambda: calls.withdraw_call(council.ctx("rep_1"), other.id))) == {"call.is_reached"}


def reached(council: Council) -> MeetingCall:
    call = started(council)
    for role in ("rep_2", "rep_3"):
        calls.support_call(council.ctx(role), call.id)
    return again(council, call)


def test_words_are_asked_for(council: Council) -> None:
    for reason in ("  ", "长" * 501):
        with pytest.raises(InvalidInput):
            calls.start_call(council.ctx("rep_1"), Body.REPRESENTATIVES, REPS, reason)


def test_a_meeting_convened_answers_the_request(council: Council) -> None:
    council.mandate()
    waiting = started(council)
    matter = council.matter()
    assert set(refused(lambda: council.convene([matter], call_id=waiting.id))) == {"call.not_due_gathering"}
    assert council.anyone().session.scalar(select(func.count()).select_from(MeetingCall)) == 1
    for role in ("rep_2", "rep_3"):
        calls.support_call(council.ctx(role), waiting.id)
    meeting = council.convene([matter], call_id=waiting.id)
    assert meeting.call_id == waiting.id
    assert again(council, waiting).state is CallState.ANSWERED
    assert queries.due_calls(council.anyone().session, TODAY) == []


def test_a_meeting_of_another_body_does_not_answer_it(council: Council) -> None:
    found = rules.blockers_answer(CallState.REACHED, Body.ASSEMBLY, Body.REPRESENTATIVES)
    assert [blocker.code for blocker in found] == ["call.other_body"]


def test_a_meeting_that_was_not_held_leaves_the_duty_as_it_was(council: Council) -> None:
    council.mandate()
    call = reached(council)
    due_on = call.due_on
    meeting = council.convene([council.matter()], call_id=call.id)
    council.clock.set(at_china(date(2026, 3, 30), 8))
    meetings.close_meeting(council.ctx("clerk"), meeting.id, "到会不足三分之二，未能开会")
    [line] = queries.due_calls(council.anyone().session, date(2026, 3, 30))
    assert (line.call.state, line.call.due_on) == (CallState.REACHED, due_on)
    assert line.clock is not None
    assert line.clock.is_overdue


def test_who_asks_does_not_stand_in_the_log(council: Council) -> None:
    call = reached(council)
    entries = council.anyone().session.scalars(select(LogEntry).where(LogEntry.event.like("call%"))).all()
    assert len(entries) == 4
    told = b"".join(entry.body for entry in entries).decode()
    for role in ("rep_1", "rep_2", "rep_3"):
        assert council.village.accounts[role].hex not in told
        assert council.village.people[role].hex not in told
    assert call.due_on
    assert json.loads(entries[-1].body)["facts"]["due_on"] == call.due_on.isoformat()
