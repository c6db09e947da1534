"""What the last meeting decided: the canal, which is being dug now, and the plaza, which was sent back."""

from __future__ import annotations

from datetime import timedelta

from webapp.board.operations import answer_objection, raise_objection
from webapp.board.queries import notice_about
from webapp.branch.matters.rules import Source
from webapp.branch.opinions.rules import Place, Verdict
from webapp.cli.demo.cast import NAMED_REPRESENTATIVES
from webapp.cli.demo.execution import assign, done, report
from webapp.cli.demo.meetings import Count, ask_households, call, count_votes, end, gather, quarterly_title, vote
from webapp.cli.demo.paper import paper
from webapp.cli.demo.sittings import bring, first_steps, heard
from webapp.cli.demo.stage import Stage, Tale
from webapp.committee.queries import tasks_of_owner
from webapp.council.consultation.rules import HouseholdSays
from webapp.council.polls.rules import Secrecy, Terms
from webapp.council.resolutions.queries import resolution_of_matter
from webapp.supervision.interpellations.operations import ask
from webapp.supervision.interpellations.rules import AskSource
from webapp.supervision.second_looks.operations import ask_second_look
from webapp.village.offices.rules import Office

MEETING = "canal meeting"


def tales(stage: Stage) -> list[Tale]:
    """The tales of this file."""
    return [
        canal(stage),
        plaza(stage),
        meeting(stage),
        digging(stage),
        supervision(stage),
        objection(stage),
        question(stage),
    ]


def canal(stage: Stage) -> Tale:
    """The eastern canal on its way to the meeting."""
    matter = paper("canal")
    yield from bring(stage, "shuji", Source.PARTY_BRANCH, matter, 58)
    yield from first_steps(stage, matter, 55, 50, 40)
    yield from heard(stage, matter, Place.BEFORE_AGENDA, 30)


def plaza(stage: Stage) -> Tale:
    """The plaza on its way to the same meeting."""
    matter = paper("plaza")
    yield from bring(stage, "zhuren", Source.COMMITTEE, matter, 62)
    yield from first_steps(stage, matter, 54, 49, 41)
    yield from heard(stage, matter, Place.BEFORE_AGENDA, 29, Verdict.MEND, "jianwei1")


def meeting(stage: Stage) -> Tale:
    """The meeting: the canal is carried, the plaza is not."""
    canal_matter, plaza_matter = paper("canal"), paper("plaza")
    starts = stage.days.at(11, 19, 30)
    yield from call(stage, MEETING, quarterly_title(starts), starts, [canal_matter, plaza_matter], 22)
    asked = [HouseholdSays.FOR] * 5 + [HouseholdSays.AGAINST, HouseholdSays.NOT_REACHED]
    name = NAMED_REPRESENTATIVES[0].name
    yield from ask_households(stage, MEETING, canal_matter, name, stage.days.at(15, 18), asked)
    yield from gather(stage, MEETING, starts, {"daibiao8", "daibiao16", "daibiao23"})
    yield from vote(stage, MEETING, canal_matter, starts + timedelta(minutes=35), Count(20, 5, 3))
    yield from count_votes(stage, canal_matter, starts + timedelta(minutes=50))
    secretly = Terms(secrecy=Secrecy.SECRET)
    yield from vote(stage, MEETING, plaza_matter, starts + timedelta(minutes=85), Count(12, 11, 5), terms=secretly)
    yield from count_votes(stage, plaza_matter, starts + timedelta(minutes=100))
    yield from end(stage, MEETING, starts + timedelta(minutes=110), paper("meetings")["canal"])


def digging(stage: Stage) -> Tale:
    """The canal's tasks: one done, two under way, one late."""
    matter = paper("canal")
    tasks = {1: ("wenshu", 5), 2: ("fuzhuren", -12), 3: ("fuzhuren", -24), 4: ("weiyuan2", 3)}
    yield from assign(stage, matter, 8, tasks)
    yield from report(stage, matter, 2, 1, "fuzhuren", 7, 25)
    yield from done(stage, matter, 1, "wenshu", 6)
    yield from report(stage, matter, 3, 1, "fuzhuren", 5, 15)
    yield from report(stage, matter, 4, 1, "weiyuan2", 4, 65)
    yield from report(stage, matter, 2, 2, "fuzhuren", 2, 50)


def supervision(stage: Stage) -> Tale:
    """The supervisors at the canal."""
    yield from heard(stage, paper("canal"), Place.DURING_EXECUTION, 1, Verdict.MEND)


def objection(stage: Stage) -> Tale:
    """A villager objects to the resolution while it hangs; the committee answers, and is asked for more."""
    matter = paper("canal")
    yield stage.days.at(8, 9, 30)
    resolution = stage.read(resolution_of_matter, stage.things["canal"])
    notice = stage.read(notice_about, "resolution", resolution.id) if resolution else None
    if notice is None:
        raise LookupError("the canal's resolution does not hang")
    raised = stage.act("cunmin1", raise_objection, notice.id, matter["objection"])
    yield stage.days.at(6, 16)
    stage.act("fuzhuren", answer_objection, raised.id, matter["reply"], is_refused=False)
    yield stage.days.at(4, 19, 40)
    stage.act("cunmin1", ask_second_look, raised.id, matter["second look"])


def question(stage: Stage) -> Tale:
    """A supervisor puts a formal question about the task that is late; its days for an answer run."""
    matter = paper("canal")
    yield stage.days.at(2, 15, 50)
    asked = stage.people["weiyuan2"]
    task = next(row for row in stage.read(tasks_of_owner, asked) if row.matter.id == stage.things["canal"])
    about = f"task:{task.matter.short_number}/{task.task.number}"
    to = (Office.COMMITTEE_MEMBER, asked)
    stage.act("jianwei1", ask, AskSource.SUPERVISION, to, matter["question title"], matter["question"], about)
