"""Two years of a demo village's duty to publish, day by day, against a table made by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from webapp.board.rules import Cover
from webapp.charter.rules import Profile, apply_local, profile_on
from webapp.charter.workdays import KNOWN_YEARS
from webapp.committee.disclosures.catalogue import ANY_TIME, BY_CODE, ITEMS, Cadence
from webapp.committee.disclosures.rules import (
    Duty,
    DutyState,
    due_after,
    names_needed,
    periodic_duties,
    periods,
    standing_on,
)
from webapp.council.calls.rules import CallSource

SINCE, UNTIL = date(2025, 1, 1), date(2026, 12, 31)
MONTHLY_FROM = date(2025, 7, 1)
"""From here on the village's own charter wants finance every month."""


def law(day: date) -> Profile:
    """The law of a day with the village's own rule."""
    own = {"publish.finance": "MONTHLY"} if day >= MONTHLY_FROM else {}
    return apply_local(profile_on(day), own)


# Last day for a period; 15 days after its end, moved off weekends and holidays. Made with a calendar on paper.
QUARTERS = {
    "2025-Q1": "2025-04-15", "2025-Q2": "2025-07-15", "2025-Q3": "2025-10-15", "2025-Q4": "2026-01-15",
    "2026-Q1": "2026-04-15", "2026-Q2": "2026-07-15", "2026-Q3": "2026-10-15", "2026-Q4": "2027-01-15",
}  # fmt: skip
FINANCE = {
    "2025-Q1": "2025-04-15", "2025-Q2": "2025-07-15",
    "2025-07": "2025-08-15", "2025-08": "2025-09-15", "2025-09": "2025-10-15", "2025-10": "2025-11-17",  # 15 is Saturday
    "2025-11": "2025-12-15", "2025-12": "2026-01-15",
    "2026-01": "2026-02-24",  # 15 to 23 February is Spring Festival
    "2026-02": "2026-03-16",  # 15 is Sunday
    "2026-03": "2026-04-15", "2026-04": "2026-05-15", "2026-05": "2026-06-15", "2026-06": "2026-07-15",
    "2026-07": "2026-08-17",  # 15 is Saturday
    "2026-08": "2026-09-15", "2026-09": "2026-10-15", "2026-10": "2026-11-16",  # 15 is Sunday
    "2026-11": "2026-12-15", "2026-12": "2027-01-15",
}  # fmt: skip
PLAN = {"2025": "2025-01-15", "2026": "2026-01-15"}
PAST = {"2025": "2026-01-15", "2026": "2027-01-15"}
BY_CADENCE = {
    Cadence.AFFAIRS: QUARTERS,
    Cadence.FINANCE: FINANCE,
    Cadence.YEAR_AHEAD: PLAN,
    Cadence.YEAR_PAST: PAST,
    Cadence.ANY_TIME: {},
}
HUNG = {  # what the village did hang: day, notice
    Cover("income", "2025-Q1"): (date(2025, 4, 15), "2025-3"),  # on its last day
    Cover("income", "2025-Q2"): (date(2025, 7, 16), "2025-9"),  # one day late
    Cover("income", "2026-01"): (date(2026, 2, 24), "2026-5"),  # the first day after Spring Festival: in time
    Cover("welfare", "2025-Q1"): (date(2025, 3, 20), "2025-2"),  # before its quarter ended
}
OVERDUE_FROM = {  # by hand: the first day on which each is overdue, if ever; nobody makes good for it later
    Cover("income", "2025-Q1"): None,
    Cover("income", "2025-Q2"): None,
    Cover("income", "2025-07"): "2025-08-16",
    Cover("income", "2026-01"): None,
    Cover("spending", "2026-01"): "2026-02-25",
    Cover("spending", "2026-07"): "2026-08-18",
    Cover("welfare", "2025-Q1"): None,
    Cover("welfare", "2025-Q2"): "2025-07-16",
    Cover("plan", "2026"): "2026-01-16",
    Cover("allowances", "2025"): "2026-01-16",
}


def test_every_due_day_of_two_years_is_the_one_of_the_table() -> None:
    duties = periodic_duties(SINCE, UNTIL, law)
    computed = {(duty.cover.item, duty.cover.period): duty.due_on.isoformat() for duty in duties}
    table = {(item.code, period): due for item in ITEMS for period, due in BY_CADENCE[item.cadence].items()}
    assert computed == table
    assert len(duties) == len(computed) == 7 * 8 + 6 * 20 + 2 + 2 * 2
    assert [duty.due_on for duty in duties] == sorted(duty.due_on for duty in duties)


def test_the_village_walked_day_by_day_is_overdue_on_the_days_of_the_table_and_on_no_other() -> None:
    duties = periodic_duties(SINCE, UNTIL, law)
    first: dict[Cover, str] = {}
    last: dict[Cover, str] = {}
    counts: dict[date, int] = {}
    day = SINCE
    while day <= UNTIL:
        overdue = [duty for duty in duties if standing_on(duty, HUNG, day).state is DutyState.OVERDUE]
        counts[day] = len(overdue)
        for duty in overdue:
            first.setdefault(duty.cover, day.isoformat())
            last[duty.cover] = day.isoformat()
        day += timedelta(days=1)
    for cover, begins in OVERDUE_FROM.items():
        assert first.get(cover) == begins, cover
        assert begins is None or last[cover] == UNTIL.isoformat()
    by_hand = {"2025-01-15": 0, "2025-01-16": 1, "2025-04-15": 1, "2025-04-16": 1 + 6 + 5, "2025-07-16": 12 + 7 + 5}
    assert {day: counts[date.fromisoformat(day)] for day in by_hand} == by_hand
    assert counts[UNTIL] == sum(date.fromisoformat(due) < UNTIL for item in ITEMS
                                for due in BY_CADENCE[item.cadence].values()) - len(HUNG)  # fmt: skip


def test_how_a_duty_stands_from_before_its_period_to_long_after() -> None:
    duty = Duty(Cover("income", "2025-Q2"), date(2025, 4, 1), date(2025, 7, 15))
    states = {
        "2025-03-31": DutyState.AHEAD, "2025-04-01": DutyState.DUE, "2025-07-15": DutyState.DUE,
        "2025-07-16": DutyState.LATE,
    }  # fmt: skip
    assert {day: standing_on(duty, HUNG, date.fromisoformat(day)).state for day in states} == states
    assert standing_on(duty, HUNG, date(2025, 8, 1)).days_late(date(2025, 8, 1)) == 1
    assert standing_on(duty, {}, date(2025, 7, 18)).days_late(date(2025, 7, 18)) == 3


@pytest.mark.parametrize(
    ("happened", "due"),
    [
        ("2026-03-02", "2026-03-05"),
        ("2026-02-11", "2026-02-14"),  # a Saturday that is worked
        ("2026-02-12", "2026-02-24"),  # Spring Festival
        ("2026-03-04", "2026-03-09"),  # a Saturday that is not
        ("2026-09-17", "2026-09-20"),  # a Sunday that is worked
        ("2026-09-28", "2026-10-08"),
    ],
)
def test_what_happens_is_published_within_three_days(happened: str, due: str) -> None:
    day = date.fromisoformat(happened)
    assert due_after(day, law(day)) == date.fromisoformat(due)


def test_a_village_that_began_in_the_middle_owes_nothing_for_what_ended_before() -> None:
    keys = [period.key for period in periods(Cadence.AFFAIRS, date(2026, 2, 10), date(2026, 9, 29), law)]
    assert keys == ["2026-Q1", "2026-Q2"]
    assert list(periods(Cadence.YEAR_AHEAD, date(2026, 2, 10), date(2026, 12, 31), law)) == []


def test_a_day_in_a_year_not_yet_published_says_so() -> None:
    assert Duty(Cover("plan", "x"), SINCE, date(KNOWN_YEARS.stop, 1, 15)).is_reckoned
    assert not Duty(Cover("plan", "x"), SINCE, date(2026, 1, 15)).is_reckoned


def test_a_tenth_of_the_villagers_or_a_fifth_of_the_representatives_can_ask_for_more() -> None:
    profile = law(date(2026, 3, 2))
    assert [names_needed(CallSource.VILLAGERS, base, profile) for base in (1, 10, 11, 72)] == [1, 1, 2, 8]
    assert [names_needed(CallSource.REPRESENTATIVES, base, profile) for base in (5, 12, 15)] == [1, 3, 3]


def test_the_catalogue_is_whole() -> None:
    assert len(BY_CODE) == len(ITEMS)
    assert {item.cadence for item in ITEMS} == set(Cadence)
    assert all(item.cadence is Cadence.ANY_TIME for item in ANY_TIME)
