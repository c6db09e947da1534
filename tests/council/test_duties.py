"""The meetings the law asks for by itself: quarterly (VCOL 30), yearly (VCOL 25 of 2025)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.council.builder import Council
from webapp.charter.matters import Body
from webapp.charter.operations import adopt_local_rule
from webapp.charter.rules import profile_on
from webapp.core.clock import at_china
from webapp.council.duties import queries
from webapp.council.duties.rules import Duty, Norm, duty, norms
from webapp.council.meetings import operations as meetings

QUARTERLY, YEARLY = norms(profile_on(date(2026, 3, 2)))
BEGAN = date(2024, 1, 1)


def stands(held: list[date], today: date, began: date = BEGAN, norm: Norm = QUARTERLY) -> tuple[date, int, date | None]:
    found = duty(norm, held, began, today)
    return found.due_until, found.days_left, found.overdue_since


def test_the_norms_and_their_articles() -> None:
    assert (QUARTERLY.body, QUARTERLY.months, QUARTERLY.article) == (Body.REPRESENTATIVES, 3, "VCOL-2025:30")
    assert (YEARLY.body, YEARLY.months, YEARLY.needed, YEARLY.article) == (Body.ASSEMBLY, 12, 1, "VCOL-2025:25")


def test_before_2026_no_law_asked_for_a_yearly_assembly() -> None:
    assert [norm.body for norm in norms(profile_on(date(2025, 12, 31)))] == [Body.REPRESENTATIVES]
    assert stands([], date(2026, 12, 31), norm=YEARLY) == (date(2026, 12, 31), 0, None)
    assert stands([], date(2027, 1, 1), norm=YEARLY) == (date(2026, 12, 31), -1, date(2027, 1, 1))


def test_a_village_in_its_first_quarter_owes_a_meeting_but_is_never_late_for_what_was_before() -> None:
    began = date(2026, 3, 2)
    assert stands([], date(2026, 3, 20), began) == (date(2026, 3, 31), 11, None)
    assert stands([], date(2026, 4, 1), began) == (date(2026, 6, 30), 90, None)
    assert stands([], date(2026, 7, 1), began) == (date(2026, 6, 30), -1, date(2026, 7, 1))


def test_a_village_that_began_on_the_first_day_of_a_quarter_owes_that_quarter_whole() -> None:
    assert stands([], date(2026, 7, 1), date(2026, 4, 1)) == (date(2026, 6, 30), -1, date(2026, 7, 1))


def test_a_meeting_on_the_last_day_of_a_quarter_counts_for_that_quarter() -> None:
    held = [date(2026, 3, 31)]
    assert stands(held, date(2026, 3, 31)) == (date(2026, 6, 30), 91, None)
    assert stands(held, date(2026, 6, 30)) == (date(2026, 6, 30), 0, None)
    assert stands(held, date(2026, 7, 1)) == (date(2026, 6, 30), -1, date(2026, 7, 1))


def test_two_meetings_in_one_quarter_do_not_spare_the_next() -> None:
    held = [date(2026, 1, 5), date(2026, 3, 30)]
    assert stands(held, date(2026, 7, 2))[2] == date(2026, 7, 1)


def test_late_since_the_first_quarter_missed_and_no_longer_once_one_is_held() -> None:
    held = [date(2025, 11, 3)]
    assert stands(held, date(2026, 8, 1)) == (date(2026, 3, 31), -123, date(2026, 4, 1))
    assert stands([*held, date(2026, 8, 1)], date(2026, 8, 1)) == (date(2026, 12, 31), 152, None)


def test_a_village_that_asks_for_two_assemblies_a_year() -> None:
    twice = replace(YEARLY, needed=2)
    assert stands([date(2026, 2, 1)], date(2027, 1, 1), norm=twice)[2] == date(2027, 1, 1)
    assert stands([date(2026, 2, 1), date(2026, 9, 1)], date(2027, 1, 1), norm=twice)[2] is None


@pytest.mark.parametrize(("today", "pressing"), [(date(2026, 6, 15), False), (date(2026, 6, 16), True)])
def test_from_fourteen_days_before_everybody_sees_it(today: date, pressing: bool) -> None:
    assert duty(QUARTERLY, [date(2026, 2, 1)], BEGAN, today).is_pressing is pressing


def of(council: Council, today: date, body: Body = Body.REPRESENTATIVES) -> Duty:
    [found] = [one for one in queries.duties(council.anyone().session, today) if one.norm.body is body]
    return found


def test_a_meeting_convened_but_not_held_counts_for_nothing(council: Council) -> None:
    council.mandate()
    meeting = council.convene([council.matter()])
    assert of(council, date(2026, 3, 7)).last_held is None
    meetings.close_meeting(council.ctx("clerk"), meeting.id, "到会不足，未能开会")
    assert of(council, date(2026, 3, 7)).last_held is None


def test_a_meeting_counts_once_it_was_opened_and_closed_on_the_day_it_was_opened(council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter()])
    assert of(council, date(2026, 3, 6)).last_held is None, "still open"
    council.clock.set(at_china(date(2026, 3, 7), 1))
    meetings.close_meeting(council.ctx("clerk"), meeting.id, "会议记录")
    found = of(council, date(2026, 3, 7))
    assert (found.last_held, found.due_until) == (date(2026, 3, 6), date(2026, 6, 30))
    assert of(council, date(2026, 3, 7), Body.ASSEMBLY).last_held is None


def test_a_village_that_meets_every_month_by_its_own_rule_owes_that_from_then_on(council: Council) -> None:
    adopt_local_rule(council.anyone(), "rep.frequency", "MONTHLY", "村民会议2026年第1号", date(2026, 5, 15))
    assert of(council, date(2026, 5, 14)).norm.months == 3
    found = of(council, date(2026, 6, 1))
    assert (found.norm.months, found.due_until, found.overdue_since) == (1, date(2026, 6, 30), None)
    assert of(council, date(2026, 7, 1)).overdue_since == date(2026, 7, 1)
