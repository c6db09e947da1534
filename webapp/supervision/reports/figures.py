"""The part of a report that comes from the record: counts and lists of one period. Nobody types a figure.

A room with further things to report adds one function to `PARTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.board.models import Notice, Objection
from webapp.branch.matters.models import Matter
from webapp.branch.opinions.models import Opinion
from webapp.committee.finance.vouchers.models import Voucher, VoucherReview
from webapp.committee.models import Task
from webapp.core.clock import at_china, china_date
from webapp.council.duties.queries import duties
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.rules import MeetingState
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import PollState
from webapp.supervision.evaluations.models import Evaluation
from webapp.supervision.evaluations.rules import EvaluationState
from webapp.supervision.interpellations.models import Interpellation, InterpellationReply
from webapp.supervision.sittings.models import Sitting

Row = dict[str, Any]
Part = Callable[[Session, date, date], Iterator[Row]]
"""One list of a report: everything of its kind between two days, both included, as plain data."""


def opinions(session: Session, first: date, last: date) -> Iterator[Row]:
    """Opinions given."""
    query = (
        select(Opinion, Matter)
        .join(Matter, (Matter.village_id == Opinion.village_id) & (Matter.id == Opinion.matter_id))
        .where(Opinion.given_at >= at_china(first), Opinion.given_at < _end(last))
        .order_by(Opinion.given_at)
    )
    for opinion, matter in session.execute(query):
        day = china_date(opinion.given_at).isoformat()
        yield _row(matter.short_number, matter.title, day) | {
            "place": opinion.place.value,
            "verdict": opinion.verdict.value,
        }


def questions(session: Session, first: date, last: date) -> Iterator[Row]:
    """Formal questions put, and whether and when they were first answered."""
    answered_at = (
        select(func.min(InterpellationReply.replied_at))
        .where(
            InterpellationReply.village_id == Interpellation.village_id,
            InterpellationReply.interpellation_id == Interpellation.id,
            InterpellationReply.replied_at < _end(last),
        )
        .scalar_subquery()
    )
    query = (
        select(Interpellation, answered_at)
        .where(Interpellation.put_at >= at_china(first), Interpellation.put_at < _end(last))
        .order_by(Interpellation.put_at)
    )
    for question, moment in session.execute(query):
        answered = china_date(moment) if moment else None
        due = question.due_on or last
        yield _row(question.short_number, question.title, _day(question.put_at)) | {
            "due": due.isoformat(),
            "answered": answered.isoformat() if answered else "",
            "is_late": (answered or last) > due,
        }


def vouchers(session: Session, first: date, last: date) -> Iterator[Row]:
    """Vouchers looked through, each with the last finding of the period."""
    query = (
        select(Voucher, VoucherReview)
        .join(Voucher, (Voucher.village_id == VoucherReview.village_id) & (Voucher.id == VoucherReview.voucher_id))
        .where(VoucherReview.given_at >= at_china(first), VoucherReview.given_at < _end(last))
        .order_by(VoucherReview.given_at)
    )
    found: dict[str, Row] = {}
    for voucher, review in session.execute(query):
        found[voucher.short_number] = _row(
            voucher.short_number, voucher.purpose or voucher.short_number, _day(review.given_at)
        ) | {
            "amount_fen": voucher.amount_fen,
            "finding": review.finding.value,
        }
    yield from found.values()


def objections(session: Session, first: date, last: date) -> Iterator[Row]:
    """Villagers' objections raised, and whether and when they were answered."""
    query = (
        select(Objection, Notice)
        .join(Notice, (Notice.village_id == Objection.village_id) & (Notice.id == Objection.notice_id))
        .where(Objection.raised_at >= at_china(first), Objection.raised_at < _end(last))
        .order_by(Objection.raised_at)
    )
    for objection, notice in session.execute(query):
        answered = china_date(objection.replied_at) if objection.replied_at else None
        is_late = (answered or last) > objection.reply_due
        yield _row(notice.short_number, notice.title, china_date(objection.raised_at).isoformat()) | {
            "due": objection.reply_due.isoformat(),
            "answered": answered.isoformat() if answered else "",
            "is_late": is_late,
        }


def tasks(session: Session, first: date, last: date) -> Iterator[Row]:
    """Tasks that fell due or were completed, and those late at the end."""
    query = (
        select(Task, Matter)
        .join(Matter, (Matter.village_id == Task.village_id) & (Matter.id == Task.matter_id))
        .where(Task.assigned_at < _end(last), Task.due_on <= last)
        .where(Task.completed_at.is_(None) | (Task.completed_at >= at_china(first)))
        .order_by(Task.due_on, Task.number)
    )
    for task, matter in session.execute(query):
        done = china_date(task.completed_at) if task.completed_at else None
        completed = done if done is not None and done <= last else None
        yield _row(f"{matter.short_number}/{task.number}", task.title, task.due_on.isoformat()) | {
            "completed": completed.isoformat() if completed else "",
            "is_late": (completed or last) > task.due_on,
        }


def votes(session: Session, first: date, last: date) -> Iterator[Row]:
    """Votes of the council closed."""
    query = (
        select(Poll, Meeting)
        .join(Meeting, (Meeting.village_id == Poll.village_id) & (Meeting.id == Poll.meeting_id))
        .where(Poll.state == PollState.CLOSED, Poll.concerned_id.is_(None))
        .where(Poll.closed_at >= at_china(first), Poll.closed_at < _end(last))
        .order_by(Poll.closed_at, Poll.number)
    )
    for poll, meeting in session.execute(query):
        yield _row(f"{meeting.short_number}/{poll.number}", poll.motion, _day(poll.closed_at)) | {
            "valid": bool(poll.valid),
            "carried": bool(poll.carried),
        }


def meetings(session: Session, first: date, last: date) -> Iterator[Row]:
    """Meetings held, with how many were due and how many came."""
    came = func.count(Seat.id).filter(Seat.checked_in_at.is_not(None))
    query = (
        select(Meeting, func.count(Seat.id), came)
        .join(Seat, (Seat.village_id == Meeting.village_id) & (Seat.meeting_id == Meeting.id))
        .where(Meeting.state == MeetingState.CLOSED, Meeting.opened_at.is_not(None))
        .where(Meeting.opened_at >= at_china(first), Meeting.opened_at < _end(last))
        .group_by(*Meeting.__table__.columns)
        .order_by(Meeting.opened_at)
    )
    for meeting, due, there in session.execute(query):
        yield _row(meeting.short_number, meeting.title, _day(meeting.opened_at)) | {"due": due, "came": there}


def sittings(session: Session, first: date, last: date) -> Iterator[Row]:
    """The supervision committee's own meetings."""
    query = select(Sitting).where(Sitting.held_on >= first, Sitting.held_on <= last).order_by(Sitting.held_on)
    for sitting in session.execute(query).scalars():
        yield _row(sitting.short_number, sitting.place, sitting.held_on.isoformat())


def evaluations(session: Session, first: date, last: date) -> Iterator[Row]:
    """Evaluations closed with a result."""
    query = (
        select(Evaluation)
        .where(Evaluation.state == EvaluationState.CLOSED)
        .where(Evaluation.closed_at >= at_china(first), Evaluation.closed_at < _end(last))
        .order_by(Evaluation.closed_at)
    )
    for evaluation in session.execute(query).scalars():
        yield _row(evaluation.short_number, "", _day(evaluation.closed_at))


PARTS: dict[str, Part] = {
    "opinions": opinions,
    "questions": questions,
    "vouchers": vouchers,
    "objections": objections,
    "tasks": tasks,
    "votes": votes,
    "meetings": meetings,
    "sittings": sittings,
    "evaluations": evaluations,
}
"""The lists of a report in their order; a further kind is one more function."""


def body_of(session: Session, first: date, last: date, today: date) -> dict[str, Any]:
    """The whole part from the record, as plain data. One query a list, and those of the duties."""
    lists = {name: list(part(session, first, last)) for name, part in PARTS.items()}
    counts = {name: len(rows) for name, rows in lists.items()}
    counts |= {"late": sum(row["is_late"] for row in lists["tasks"])}
    counts |= {"unreplied": sum(not row["answered"] for row in lists["questions"])}
    counts |= {"unanswered": sum(not row["answered"] for row in lists["objections"])}
    owed = [
        {
            "rule": one.norm.rule_id,
            "article": one.norm.article,
            "months": one.norm.months,
            "due": one.due_until.isoformat(),
            "is_overdue": one.is_overdue,
        }
        for one in duties(session, min(last, today))
    ]
    return {"first": first.isoformat(), "last": last.isoformat(), "counts": counts, "lists": lists, "duties": owed}


def _row(number: str, title: str, day: str) -> Row:
    return {"number": number, "title": title, "day": day}


def _day(moment: Any) -> str:
    return china_date(moment).isoformat()


def _end(last: date) -> Any:
    return at_china(date.fromordinal(last.toordinal() + 1))
