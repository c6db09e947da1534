"""Calling an evaluation, handing out the sheets, grading, closing it; and the register of hired people."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select

from webapp.board.operations import hang_notice
from webapp.board.rules import NoticeKind, blockers_private, require_words
from webapp.branch.matters.operations import advance, finish, raise_matter
from webapp.branch.matters.rules import Source, Step
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Profile
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, NotFound, NotPermitted, RuleBroken, require_none
from webapp.core.numbers import hold_series
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings.models import AgendaItem
from webapp.council.polls.models import Poll
from webapp.council.polls.operations import cast_secret, close_poll, open_poll
from webapp.council.polls.rules import (
    GRADE_WORDS,
    GRADED,
    POSITIONS,
    Channel,
    Grade,
    Option,
    PollState,
    Question,
    Secrecy,
    Terms,
    Vote,
    graded_in,
)
from webapp.supervision.evaluations import events, queries, rules
from webapp.supervision.evaluations.models import Evaluated, Evaluation, HiredPerson
from webapp.supervision.evaluations.queries import Person
from webapp.supervision.evaluations.rules import EvaluationState
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.operations import end_office
from webapp.village.register.models import Resident

LONGEST_REASON = 200
TITLE, NOTICE_TITLE = "{year}年民主评议", "{year}年民主评议结果"
OPENING = (
    "依照《村民委员会组织法》，由村务监督委员会主持，对下列人员履行职责情况进行民主评议，"
    "无记名分称职、基本称职、不称职三等："
)
VOID_TEXT = "到会或参加评议人数不足，本次民主评议未形成结果，将另行组织。"
ENDED = "（连续{times}次不称职，职务依法终止）"


@operation(P.HIRED_RECORD, on=Resident)
def hire(ctx: Context, resident: Resident, work: str, since: date) -> HiredPerson:
    """Put a villager down as hired and paid, so that they are evaluated each year (VCOL 38). Raises RuleBroken."""
    work = require_words(work, "work", rules.LONGEST_WORK)
    today = china_date(ctx.now)
    serves = any(one.row.resident_id == resident.id for one in queries.hired_people(ctx.session, today))
    profile = rules_in_force(ctx.session, today)
    require_none(rules.blockers_hire(serves, since, today) + blockers_private([work], profile))
    hired = HiredPerson(resident_id=resident.id, work=work, since=since)
    ctx.session.add(hired)
    ctx.session.flush()
    ctx.record(events.PersonHired(work, resident.id, since), subject=hired)
    return hired


@operation(P.HIRED_RECORD, on=HiredPerson)
def end_hire(ctx: Context, hired: HiredPerson, on: date, because: str) -> HiredPerson:
    """Put down that a hired person's work ended, on which day and why. Raises RuleBroken, InvalidInput."""
    because = require_words(because, "because", LONGEST_REASON)
    today = china_date(ctx.now)
    found = rules.blockers_end_work(hired.since, hired.until, on, today)
    require_none(found + blockers_private([because], rules_in_force(ctx.session, today)))
    hired.until, hired.ended_because = on, because
    ctx.record(events.HireEnded(hired.work, hired.resident_id, on, because), subject=hired)
    return hired


@operation(P.EVALUATION_PRESIDE)
def call_evaluation(ctx: Context) -> Evaluation:
    """Call the yearly evaluation: its matter stands ready for the agenda of the next meeting (VCOL 38).

    Raises RuleBroken when one is under way, nobody is to be graded, or the supervisor may not preside.
    """
    hold_series(ctx.session, ctx.village_id, "evaluation")
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    people = queries.people_to_grade(ctx.session, today)
    found = rules.blockers_call(queries.under_way(ctx.session) is not None, len(people), profile)
    require_none(found or _blockers_preside(ctx, people, profile))
    lines = [f"{place}. {_called(one)}" for place, one in enumerate(people, 1)]
    title = TITLE.format(year=today.year)
    matter = raise_matter(ctx, Source.SUPERVISION, GRADED, title, "\n".join([OPENING, "", *lines]))
    advance(ctx, matter.id, Step.RESOLVE)
    last = select(func.coalesce(func.max(Evaluation.number), 0)).where(Evaluation.year == today.year)
    evaluation = Evaluation(
        year=today.year,
        number=ctx.session.execute(last).scalar_one() + 1,
        matter_id=matter.id,
        called_at=ctx.now,
        called_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(evaluation)
    ctx.session.flush()
    event = events.EvaluationCalled(evaluation.short_number, matter.short_number, len(people))
    ctx.record(event, subject=evaluation, matter_id=matter.id)
    return evaluation


@operation(P.EVALUATION_PRESIDE, on=Evaluation)
def hand_out_sheets(ctx: Context, evaluation: Evaluation, on_paper: bool = False) -> Evaluation:
    """Open the grading at the meeting: one secret vote about each person, all of them on one sheet.

    The list is made now. Everyone's near relatives, and they themselves, stand aside in the vote about them.
    `on_paper`: tellers may count papers, too. Raises RuleBroken without an open meeting that may decide, and for who
    may not preside.
    """
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    place = queries.open_item(ctx.session, evaluation.matter_id)
    people = queries.people_to_grade(ctx.session, today)
    found = rules.blockers_open(evaluation.state, place is not None, profile)
    require_none(found or rules.blockers_call(False, len(people), profile) + _blockers_preside(ctx, people, profile))
    if place is None:
        raise NotFound("Meeting", evaluation.matter_id)
    item, meeting = place
    rows = [_put_to_grades(ctx, evaluation, item, at, one, on_paper) for at, one in enumerate(people, 1)]
    evaluation.state, evaluation.meeting_id, evaluation.opened_at = EvaluationState.OPEN, meeting.id, ctx.now
    listed: list[list[object]] = [[row.position, row.resident_id, row.work, row.poll_id] for row in rows]
    event = events.SheetsHandedOut(evaluation.short_number, meeting.short_number, listed)
    ctx.record(event, subject=evaluation, matter_id=evaluation.matter_id)
    return evaluation


@operation(P.EVALUATION_GRADE)
def put_sheet_in(ctx: Context, evaluation_id: uuid.UUID, grades: Mapping[int, Grade]) -> int:
    """Put one's sheet into the boxes, one for each person: final, and how one graded stands nowhere beside a name.

    `grades` by the place on the sheet; who is left out gets an abstention. Where one stands aside, or has graded
    already, nothing is put in. Returns how many votes it was. Raises RuleBroken (closed, not in the hall, in the box
    already), NotPermitted for who has no seat.
    """
    evaluation = ctx.session.get(Evaluation, (ctx.village_id, evaluation_id))
    if evaluation is None:
        raise NotFound("Evaluation", evaluation_id)
    seat = queries.own_seat(ctx.session, evaluation, ctx.actor.resident_id)
    if seat is None:
        raise NotPermitted(P.EVALUATION_GRADE, evaluation)
    require_none(rules.blockers_close(evaluation.state))
    lines = [line for line in queries.lines_of(ctx.session, evaluation, seat) if line.is_open]
    if not lines:
        raise RuleBroken([Blocker("ballot.final")])
    for line in lines:
        grade = grades.get(line.person.position)
        slip = Slip(chosen=(POSITIONS[grade],)) if grade else Slip(Vote.ABSTAIN.value)
        cast_secret(ctx, line.poll.id, slip)
    return len(lines)


@operation(P.EVALUATION_PRESIDE, on=Evaluation)
def close_evaluation(ctx: Context, evaluation: Evaluation) -> Evaluation:
    """Close the grading and announce the result on the spot; it hangs at once, and two failures running end an office.

    About whom too few took part there is no result; where there is none about anybody, the yearly duty stands. Raises
    RuleBroken while a tellers' sheet waits to be confirmed, and for who may not preside.
    """
    require_none(rules.blockers_close(evaluation.state))
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    rows = queries.people_in(ctx.session, evaluation.id)
    people = [Person(row.resident_id, row.name, row.work) for row in rows]
    require_none(_blockers_preside(ctx, people, profile))
    polls = [_closed(ctx, row) for row in rows]
    is_void = not any(graded_in(poll.decision or {}, bool(poll.valid)).result for poll in polls)
    evaluation.state = EvaluationState.VOID if is_void else EvaluationState.CLOSED
    evaluation.closed_at = ctx.now
    if not is_void:
        for row, poll in zip(rows, polls, strict=True):
            _judge(ctx, row, poll, profile)
    results: list[list[object]] = [
        [row.position, row.result, row.given, row.failures, row.office_ended] for row in rows
    ]
    event = events.EvaluationClosed(evaluation.short_number, is_void, results)
    ctx.record(event, subject=evaluation, matter_id=evaluation.matter_id)
    _announce(ctx, evaluation, rows)
    return evaluation


def _blockers_preside(ctx: Context, people: Sequence[Person], profile: Profile) -> list[Blocker]:
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.EVALUATION_PRESIDE)
    return rules.blockers_preside(queries.presiding(ctx.session, ctx.actor.resident_id, people), profile)


def _called(person: Person | Evaluated) -> str:
    return f"{person.name}（{person.work}）"


def _put_to_grades(
    ctx: Context, evaluation: Evaluation, item: AgendaItem, position: int, person: Person, on_paper: bool
) -> Evaluated:
    terms = Terms(
        Question.ONE_OF,
        tuple(Option(GRADE_WORDS[grade]) for grade in Grade),
        1,
        Secrecy.SECRET,
        (Channel.BROWSER, Channel.PAPER) if on_paper else (Channel.BROWSER,),
    )
    poll = open_poll(ctx, item.id, _called(person), terms=terms, concerned_id=person.resident_id)
    row = Evaluated(
        evaluation_id=evaluation.id,
        position=position,
        resident_id=person.resident_id,
        term_id=person.term_id,
        hired_id=person.hired_id,
        name=person.name,
        work=person.work,
        poll_id=poll.id,
    )
    ctx.session.add(row)
    ctx.session.flush()
    return row


def _closed(ctx: Context, row: Evaluated) -> Poll:
    poll = ctx.session.get_one(Poll, (ctx.village_id, row.poll_id), populate_existing=True)
    return close_poll(ctx, poll.id) if poll.state is PollState.OPEN else poll


def _judge(ctx: Context, row: Evaluated, poll: Poll, profile: Profile) -> None:
    """The result of one person, and what it brings about for a member of the committee."""
    graded = graded_in(poll.decision or {}, bool(poll.valid))
    row.result, row.given = graded.result, graded.given
    term = ctx.session.get(OfficeTerm, (ctx.village_id, row.term_id)) if row.term_id else None
    earlier = queries.earlier_results(ctx.session, row, term.since) if term else []
    row.failures = rules.failures_running([row.result, *earlier]) if row.result else 0
    today = china_date(ctx.now)
    is_serving = term is not None and term.since <= today < term.until
    if term is not None and rules.ends_office([row.result, *earlier], is_serving, profile):
        row.office_ended = True
        end_office(ctx, term.id, today, rules.because_ended(row.failures, profile.article(rules.FAILURES)))


def _announce(ctx: Context, evaluation: Evaluation, rows: Sequence[Evaluated]) -> None:
    """The result hangs on the board, and the matter is through."""
    lines = [VOID_TEXT]
    if evaluation.state is EvaluationState.CLOSED:
        lines = [f"{row.position}. {_called(row)}：{_result_words(row)}" for row in rows]
    title = NOTICE_TITLE.format(year=evaluation.year)
    about = ("evaluation", evaluation.id)
    hang_notice(ctx, NoticeKind.AFFAIRS, title, "\n".join(lines), about, evaluation.matter_id)
    advance(ctx, evaluation.matter_id, Step.DISCLOSE_DECISION)
    finish(ctx, evaluation.matter_id)


def _result_words(row: Evaluated) -> str:
    said = GRADE_WORDS[row.result] if row.result else "未评出"
    return said + (ENDED.format(times=row.failures) if row.office_ended else "")
