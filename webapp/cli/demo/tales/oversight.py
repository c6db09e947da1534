"""What the supervisors do besides opinions: the yearly evaluation, a meeting each month, a report each month."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.cli.demo.meetings import person_at, seats
from webapp.cli.demo.paper import paper
from webapp.cli.demo.stage import Stage, Tale
from webapp.core.clock import at_china, china_date
from webapp.council.meetings.operations import add_to_agenda
from webapp.council.polls.rules import Grade
from webapp.supervision.evaluations.models import Evaluated
from webapp.supervision.evaluations.operations import (
    call_evaluation,
    close_evaluation,
    hand_out_sheets,
    hire,
    put_sheet_in,
)
from webapp.supervision.reports.operations import publish_report, write_report
from webapp.supervision.reports.rules import PARTS, Period, months_before
from webapp.supervision.sittings.operations import record_sitting, sign_sitting

MEETING = "cleaning meeting"
SUPERVISORS = ("jiandu", "jianwei1", "jianwei2")
MONTHS = 10
REPORTED = 2
HIRED = (("cunmin3", "forest"), ("cunmin2", "water"))


def tales(stage: Stage) -> list[Tale]:
    """The tales of this file."""
    return [evaluation(stage), monthly(stage), reports(stage)]


def evaluation(stage: Stage) -> Tale:
    """Two people are hired; the evaluation is called and held at the meeting about the street cleaners."""
    for hour, (name, work) in enumerate(HIRED, 9):
        yield stage.days.at(320, hour)
        stage.act("wenshu", hire, stage.people[name], paper("oversight")[work], stage.today - timedelta(days=4))
    yield stage.days.at(130, 10)
    called = stage.act(SUPERVISORS[0], call_evaluation)
    yield stage.days.at(126, 17)
    stage.act("wenshu", add_to_agenda, stage.things[MEETING], called.matter_id)
    starts = stage.days.at(118, 19, 30)
    yield starts + timedelta(minutes=48)
    stage.act(SUPERVISORS[0], hand_out_sheets, called.id)
    people = stage.read(_people)
    present = [seat for seat in seats(stage, MEETING) if seat.is_present]
    for place, seat in enumerate(present):
        yield starts + timedelta(minutes=50, seconds=11 * place)
        sheet = {position: _grade(place, position) for position in people}
        stage.act(person_at(stage, seat.resident_id), put_sheet_in, called.id, sheet)
    yield starts + timedelta(minutes=62)
    stage.act(SUPERVISORS[0], close_evaluation, called.id)


def monthly(stage: Stage) -> Tale:
    """Every month the supervisors sit together; under the newest record one name is still missing."""
    words = paper("oversight")
    past = months_before(_today(stage), MONTHS + 1)[:0:-1]
    for period in past:
        day = period.first.replace(day=20)
        yield at_china(day, 16)
        present = [stage.people[name] for name in SUPERVISORS]
        held = stage.act(
            SUPERVISORS[0], record_sitting, day, words["place"], present, words["decisions"], words["remarks"]
        )
        for place, name in enumerate(SUPERVISORS[: 2 if period == past[-1] else 3]):
            yield at_china(day, 16, 20 + 5 * place)
            stage.act(name, sign_sitting, held.id, held.sha256)


def reports(stage: Stage) -> Tale:
    """The reports of the last months, published on the evening of the last day."""
    words = {part: paper("oversight")[part] for part in PARTS}
    for period in months_before(_today(stage), REPORTED + 1)[:0:-1]:
        yield from _report(stage, period, words)


def _report(stage: Stage, period: Period, words: dict[str, str]) -> Tale:
    yield at_china(period.last, 17)
    written = stage.act("jianwei1", write_report, period, words)
    yield at_china(period.last, 18)
    stage.act(SUPERVISORS[0], publish_report, written.id)


def _grade(voter: int, person: int) -> Grade:
    """Most are content; nobody is graded alike by all."""
    if (voter * 3 + person) % 17 == 0:
        return Grade.INCOMPETENT
    return Grade.ADEQUATE if (voter * 7 + person * 5) % 10 < 3 else Grade.COMPETENT


def _people(session: Session) -> list[int]:
    return list(session.execute(select(Evaluated.position).order_by(Evaluated.position)).scalars())


def _today(stage: Stage) -> date:
    """The day on which the story ends: the tales are made before the first of its days is played."""
    return china_date(stage.days.now)
