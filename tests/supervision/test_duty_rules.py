"""Rules of the supervisors' meetings and reports, of hand-over and leaving audit."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from webapp.charter.rules import profile_on
from webapp.supervision.handovers import rules as leaving
from webapp.supervision.handovers.rules import DutyKind, Ended
from webapp.supervision.reports import rules as reports
from webapp.supervision.reports.rules import Period, ReportKind, ReportState
from webapp.supervision.sittings import rules as sittings
from webapp.supervision.sittings.rules import Signing

DAY = date(2026, 3, 10)
LAW = profile_on(DAY)
MEMBERS = [uuid.uuid4() for _ in range(3)]
MARCH, YEAR = Period(ReportKind.MONTHLY, date(2026, 3, 1)), Period(ReportKind.ANNUAL, date(2026, 1, 1))


def codes(found: list) -> list[str]:  # type: ignore[type-arg]
    """What stands in the way."""
    return [one.code for one in found]


def test_more_than_half_of_the_members_make_a_meeting() -> None:
    assert not sittings.blockers_record(DAY, DAY, MEMBERS, MEMBERS[:2], LAW)
    assert codes(sittings.blockers_record(DAY, DAY, MEMBERS, MEMBERS[:1], LAW)) == ["sitting.too_few"]
    assert codes(sittings.blockers_record(DAY, DAY, MEMBERS[:2], MEMBERS[:1], LAW)) == ["sitting.too_few"]
    assert "sitting.stranger" in codes(sittings.blockers_record(DAY, DAY, MEMBERS[:2], MEMBERS, LAW))
    assert codes(sittings.blockers_record(DAY, DAY, [], MEMBERS, LAW)) == ["sitting.no_committee"]
    tomorrow = DAY + timedelta(days=1)
    assert codes(sittings.blockers_record(tomorrow, DAY, MEMBERS, MEMBERS, LAW)) == ["sitting.day"]


def test_who_was_there_signs_once_and_what_was_read() -> None:
    assert not sittings.blockers_sign(Signing(MEMBERS[0], True), True)
    assert codes(sittings.blockers_sign(Signing(MEMBERS[0], True), False)) == ["sitting.other_text"]
    assert codes(sittings.blockers_sign(Signing(MEMBERS[0], True, True), True)) == ["sitting.signed_already"]
    assert codes(sittings.blockers_sign(Signing(MEMBERS[0], False), True)) == ["sitting.was_absent"]
    assert codes(sittings.blockers_sign(None, True)) == ["sitting.was_absent"]
    assert sittings.is_signed_by_all([Signing(MEMBERS[0], True, True), Signing(MEMBERS[1], False)])


def test_a_month_without_a_meeting_is_overdue_by_practice() -> None:
    duty = sittings.sitting_duty(LAW, [date(2026, 1, 20)], date(2025, 11, 3), DAY)
    assert (duty.is_overdue, duty.due_until, duty.norm.article) == (True, date(2026, 2, 28), "PRACTICE")
    assert not sittings.sitting_duty(LAW, [date(2026, 2, 28)], date(2025, 11, 3), DAY).is_overdue


@pytest.mark.parametrize(
    ("text", "kind", "last"),
    [("2026-02", ReportKind.MONTHLY, date(2026, 2, 28)), ("2028-02", ReportKind.MONTHLY, date(2028, 2, 29)),
     ("2026-12", ReportKind.MONTHLY, date(2026, 12, 31)), ("2026", ReportKind.ANNUAL, date(2026, 12, 31))],
)  # fmt: skip
def test_a_period_has_a_last_day(text: str, kind: ReportKind, last: date) -> None:
    period = reports.read_period(text)
    assert period is not None
    assert (period.kind, period.last, period.name) == (kind, last, text)


@pytest.mark.parametrize("text", ["2026-13", "2026-0", "26", "2026-1", "0999", "2026-02 ", "x"])
def test_what_is_no_period(text: str) -> None:
    assert reports.read_period(text) is None


def test_a_report_is_published_when_its_period_is_over_and_says_something() -> None:
    words = {"findings": "账目相符。"}
    assert codes(reports.blockers_publish(ReportState.DRAFT, MARCH, words, date(2026, 3, 30))) == ["report.period_runs"]
    assert not reports.blockers_publish(ReportState.DRAFT, MARCH, words, date(2026, 3, 31))
    assert not reports.blockers_publish(ReportState.DRAFT, YEAR, words, date(2026, 12, 1))
    assert codes(reports.blockers_publish(ReportState.DRAFT, MARCH, {"advice": " "}, date(2026, 4, 2))) == [
        "report.no_words"
    ]
    assert codes(reports.blockers_publish(ReportState.PUBLISHED, MARCH, words, DAY)) == ["report.published"]


def test_only_the_newest_published_version_is_corrected() -> None:
    assert not reports.blockers_correct(ReportState.PUBLISHED, True)
    assert codes(reports.blockers_correct(ReportState.PUBLISHED, False)) == ["report.newer"]
    assert codes(reports.blockers_correct(ReportState.DRAFT, True)) == ["report.draft"]
    assert codes(reports.blockers_write(MARCH, date(2026, 2, 28), DAY)) == ["report.not_begun"]
    assert codes(reports.blockers_write(MARCH, DAY, date(2026, 4, 1))) == ["report.before"]


def test_a_hand_over_is_due_within_ten_days_of_the_end() -> None:
    ended = Ended(date(2026, 3, 2), date(2031, 1, 10))
    (handover, audit) = leaving.clocks(ended, [], date(2026, 3, 12), LAW)
    assert (handover.kind, handover.article, handover.due_on) == (DutyKind.HANDOVER, "VCOL-2025:24", date(2026, 3, 12))
    assert (handover.days_left, handover.is_overdue) == (0, False)
    assert leaving.clocks(ended, [], date(2026, 3, 13), LAW)[0].is_overdue
    assert not leaving.clocks(ended, [DutyKind.HANDOVER], date(2026, 4, 13), LAW)[0].is_overdue
    assert (audit.article, audit.due_on, audit.is_overdue) == ("VCOL-2025:40", date(2031, 1, 9), False)


def test_the_last_day_moves_off_a_weekend() -> None:
    assert leaving.clocks(Ended(date(2026, 3, 4), date(2031, 1, 10)), [], DAY, LAW)[0].due_on == date(2026, 3, 16)


def test_the_audit_comes_before_the_next_election() -> None:
    ends = date(2031, 1, 10)
    serving = Ended(ends, ends)
    assert leaving.clocks(serving, [], ends - timedelta(days=91), LAW) == []
    soon = leaving.clocks(serving, [], ends - timedelta(days=90), LAW)
    assert [(one.kind, one.due_on) for one in soon] == [(DutyKind.AUDIT, date(2031, 1, 9))]
    again = leaving.clocks(Ended(ends, ends, goes_on=True), [], ends, LAW)
    assert [(one.kind, one.is_overdue) for one in again] == [(DutyKind.AUDIT, True)], "re-elected: nothing to hand over"


def test_who_may_put_it_down_and_when() -> None:
    ended = Ended(date(2026, 3, 2), date(2031, 1, 10))
    done = DutyKind.HANDOVER
    assert not leaving.blockers_done(done, ended, [], DAY, DAY, [])
    assert codes(leaving.blockers_done(done, ended, [done], DAY, DAY, ["self"])) == ["leaving.done", "leaving.own"]
    assert codes(leaving.blockers_done(done, ended, [], date(2026, 3, 1), DAY, [])) == ["leaving.day_handover"]
    assert codes(leaving.blockers_done(DutyKind.AUDIT, ended, [], DAY + timedelta(days=1), DAY, [])) == [
        "leaving.day_audit"
    ]


@pytest.mark.parametrize(("names", "allowed"), [(200, True), (199, False), (1001, False)])
def test_a_fifth_of_the_villagers_add_to_the_audit(names: int, allowed: bool) -> None:
    assert (not leaving.blockers_item(names, 1000, False, LAW)) is allowed


def test_a_fifth_is_rounded_up() -> None:
    assert leaving.names_needed(1001, LAW) == 201
    assert codes(leaving.blockers_item(500, 1000, True, LAW)) == ["leaving.audited"]
