"""The facts of the village as a whole: offices, duties, and the clocks of the last year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.board.models import Notice, Objection
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Profile
from webapp.committee.disclosures.queries import calendar
from webapp.committee.disclosures.rules import DutyState
from webapp.committee.finance.vouchers.models import Voucher, VoucherReview
from webapp.committee.finance.vouchers.rules import Finding as Said
from webapp.committee.finance.vouchers.rules import VoucherState
from webapp.core.clock import at_china, china_date
from webapp.council.calls.queries import due_calls
from webapp.council.calls.rules import CLOCK
from webapp.council.duties.queries import duties
from webapp.supervision.compliance.rules.findings import Finding
from webapp.supervision.compliance.rules.village import DAYS, Clock, Tally, VillageFacts, judge_village, tally
from webapp.supervision.corrections.models import CorrectionAnswer, CorrectionOrder
from webapp.supervision.corrections.rules import DAYS as ORDER_DAYS
from webapp.supervision.evaluations.queries import yearly_duty
from webapp.supervision.handovers.queries import leavings
from webapp.supervision.handovers.rules import RULES
from webapp.supervision.interpellations.models import Interpellation, InterpellationReply
from webapp.supervision.interpellations.rules import REPLY_DAYS, QuestionState
from webapp.supervision.second_looks.models import SecondLook
from webapp.supervision.second_looks.queries import waiting_looks
from webapp.supervision.second_looks.rules import DAYS as LOOK_DAYS
from webapp.supervision.sittings.queries import sitting_duty
from webapp.village.kinship.queries import near_relatives_of
from webapp.village.offices.composition import blockers_roster
from webapp.village.offices.queries import holders_on


def judged_village(session: Session, today: date) -> list[Finding]:
    """The village held against the charter: a constant number of queries."""
    profile = rules_in_force(session, today)
    return judge_village(village_facts(session, today, profile), profile)


def village_facts(session: Session, today: date, profile: Profile) -> VillageFacts:
    """What the record says of the village on a day."""
    holders = holders_on(session, today)
    kin = near_relatives_of(session, {holder.person for holder in holders})
    owed = [*duties(session, today), sitting_duty(session, today), yearly_duty(session, today)]
    return VillageFacts(
        duties=[duty for duty in owed if duty is not None],
        lacking=blockers_roster(holders, kin, profile),
        tallies=list(_tallies(session, today, profile)),
    )


def _tallies(session: Session, today: date, profile: Profile) -> Iterator[Tally]:
    since = at_china(today - timedelta(days=DAYS))
    yield _published(session, today)
    yield _displays(session, since, today)
    yield tally("clock.objections", "publish.reply.days", _objections(session, since), today)
    yield tally("clock.questions", REPLY_DAYS, _questions(session, since), today)
    yield tally("clock.orders", ORDER_DAYS, _orders(session, since), today)
    yield tally("clock.second_looks", LOOK_DAYS, _second_looks(session, since, profile), today)
    yield tally("clock.calls", CLOCK, _clocks((one.call.due_on, None) for one in due_calls(session, today)), today)
    yield _vouchers(session, since, profile)
    left = leavings(session, today)
    for kind, rule_id in RULES.items():
        clocks = [clock for one in left for clock in one.clocks if clock.kind is kind]
        late = sum(clock.is_overdue for clock in clocks)
        yield Tally(f"clock.{kind.value}", rule_id, len(clocks), late, sum(not clock.is_done for clock in clocks))


def _published(session: Session, today: date) -> Tally:
    """What the calendar wanted on the board by today."""
    due = [one for one in calendar(session, today).standings if one.state in _PAST]
    late = sum(one.state is not DutyState.DONE for one in due)
    return Tally("clock.disclosures", "publish.general", len(due), late, 0)


_PAST = (DutyState.OVERDUE, DutyState.DONE, DutyState.LATE)


def _displays(session: Session, since: datetime, today: date) -> Tally:
    """Notices of which the display is over, and how many were taken down before its last day was."""
    query = select(Notice.hangs_until, Notice.taken_down_at).where(Notice.hung_at >= since)
    over = [(until, down) for until, down in session.execute(query) if down is not None or until < today]
    early = sum(down is not None and china_date(down) <= until for until, down in over)
    return Tally("clock.displays", "publish.display.days", len(over), early, 0)


def _objections(session: Session, since: datetime) -> Iterator[Clock]:
    query = select(Objection.reply_due, Objection.replied_at).where(Objection.raised_at >= since)
    return _clocks(session.execute(query))


def _questions(session: Session, since: datetime) -> Iterator[Clock]:
    first = (
        select(func.min(InterpellationReply.replied_at))
        .where(
            InterpellationReply.village_id == Interpellation.village_id,
            InterpellationReply.interpellation_id == Interpellation.id,
        )
        .scalar_subquery()
    )
    query = select(Interpellation.due_on, first).where(
        Interpellation.put_at >= since, Interpellation.state != QuestionState.WITHDRAWN
    )
    return _clocks(session.execute(query))


def _orders(session: Session, since: datetime) -> Iterator[Clock]:
    """Orders, and when they were carried out or refused with reasons."""
    first = (
        select(func.min(CorrectionAnswer.answered_at))
        .where(
            CorrectionAnswer.village_id == CorrectionOrder.village_id, CorrectionAnswer.order_id == CorrectionOrder.id
        )
        .scalar_subquery()
    )
    return _clocks(session.execute(select(CorrectionOrder.due_on, first).where(CorrectionOrder.ordered_at >= since)))


def _second_looks(session: Session, since: datetime, profile: Profile) -> Iterator[Clock]:
    """Second looks that were decided, and those that wait for the supervisors."""
    query = select(SecondLook.due_on, SecondLook.decided_at).where(SecondLook.decided_at >= since)
    yield from _clocks(session.execute(query))
    for row in waiting_looks(session):
        if (due := row.due_on(profile)) is not None:
            yield due, None


def _vouchers(session: Session, since: datetime, profile: Profile) -> Tally:
    """Vouchers in the books, and how many of them fewer supervisors had agreed to than the charter asks."""
    agreed = (
        select(func.count(VoucherReview.id))
        .where(
            VoucherReview.village_id == Voucher.village_id,
            VoucherReview.voucher_id == Voucher.id,
            VoucherReview.round == Voucher.round,
            VoucherReview.finding == Said.AGREE,
        )
        .scalar_subquery()
    )
    rule_id = "finance.review.supervisors"
    query = select(agreed).where(Voucher.state == VoucherState.POSTED, Voucher.posted_on >= china_date(since))
    found = list(session.execute(query).scalars())
    short = sum(count < profile.number(rule_id) for count in found)
    return Tally("clock.vouchers", rule_id, len(found), short, 0)


def _clocks(rows: Any) -> Iterator[Clock]:
    """Rows of a last day and a moment, as clocks."""
    return ((due, china_date(done) if done else None) for due, done in rows if due is not None)
