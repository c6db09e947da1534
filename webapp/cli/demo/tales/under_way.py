"""What is on its way today, at every stage before the vote."""

from __future__ import annotations

from webapp.branch.matters.operations import cosign, put_forward, record_paper_cosignatures, revise_matter
from webapp.branch.matters.rules import Source, Step
from webapp.branch.opinions.rules import Place, Verdict
from webapp.charter.rules import Body
from webapp.cli.demo.meetings import ask_households, call, seats
from webapp.cli.demo.paper import paper
from webapp.cli.demo.sittings import bring, first_steps, heads_of, heard, sitting
from webapp.cli.demo.stage import Stage, Tale
from webapp.council.calls.operations import start_call, support_call
from webapp.council.calls.rules import CallSource
from webapp.council.consultation.rules import HouseholdSays

FOR, AGAINST, NOT_REACHED = HouseholdSays.FOR, HouseholdSays.AGAINST, HouseholdSays.NOT_REACHED
NAMES_FOR_LIGHTS = 24
ASKED_FOR = "东渠清淤两个月没有下文，请村委会向代表说明进度和花费。"
WORDS = (FOR, FOR, AGAINST, FOR, FOR, NOT_REACHED, FOR)
SIGNING_REPRESENTATIVES = ("daibiao7", "daibiao12", "daibiao15", "daibiao18", "daibiao21", "daibiao24")


def tales(stage: Stage) -> list[Tale]:
    """The tales of this file."""
    return [canteen(stage), planning(stage), waste(stage), land(stage), lights(stage), pump(stage), request(stage)]


def canteen(stage: Stage) -> Tale:
    """The canteen for old people: on the agenda of a meeting to come."""
    matter = paper("canteen")
    yield from bring(stage, "lishizhang", Source.COLLECTIVE, matter, 40)
    yield from first_steps(stage, matter, 36, 31, 21)
    yield from heard(stage, matter, Place.BEFORE_AGENDA, 7, Verdict.MEND, "jianwei1")
    starts = stage.days.at(-6, 19, 30)
    yield from call(stage, "canteen meeting", "村民代表会议（养老助餐点）", starts, [matter], 3)
    speaking = [seat for seat in seats(stage, "canteen meeting") if seat.households][:2]
    for hour, seat in enumerate(speaking, 17):
        yield from ask_households(stage, "canteen meeting", matter, seat.name, stage.days.at(2, hour), WORDS)


def planning(stage: Stage) -> Tale:
    """The change of the village's plan, with a second text: ready for a meeting but for the supervisors' opinion."""
    matter = paper("planning")
    yield from bring(stage, "zhuren", Source.COMMITTEE, matter, 37)
    yield from first_steps(stage, matter, 34, 27)
    yield stage.days.at(25, 9)
    stage.act("zhuren", revise_matter, stage.things["planning"], matter.title, matter["revised"], matter["reason"])
    yield from sitting(stage, matter, Step.PARTY_REVIEW, 17)


def waste(stage: Stage) -> Tale:
    """Sheds for sorted waste, brought by a fifth of the representatives: the two committees consult next."""
    matter = paper("waste")
    yield from bring(stage, "daibiao10", Source.REPRESENTATIVES, matter, 34)
    for hour, name in enumerate(SIGNING_REPRESENTATIVES, 9):
        yield stage.days.at(32, hour)
        stage.act(name, cosign, stage.things["waste"])
    yield stage.days.at(29, 9)
    stage.act("daibiao10", put_forward, stage.things["waste"])
    yield from first_steps(stage, matter, 24)


def land(stage: Stage) -> Tale:
    """The collective's spare land: another law, another meeting; the Party members' review is next."""
    matter = paper("land")
    yield from bring(stage, "lishizhang", Source.COLLECTIVE, matter, 26)
    yield from first_steps(stage, matter, 23, 18)


def lights(stage: Stage) -> Tale:
    """Street lights: villagers are still gathering names."""
    matter = paper("lights")
    yield from bring(stage, "cunmin3", Source.VILLAGERS, matter, 8)
    for hour, name in enumerate(("cunmin1", "cunmin2"), 19):
        yield stage.days.at(7, hour)
        stage.act(name, cosign, stage.things["lights"])
    yield stage.days.at(4, 11)
    names = stage.read(heads_of, ("第二村民小组",))[:NAMES_FOR_LIGHTS]
    stage.act("wenshu", record_paper_cosignatures, stage.things["lights"], names)


def pump(stage: Stage) -> Tale:
    """A pump against high water: brought up by the branch, which has to sit on it next."""
    yield from bring(stage, "zhiwei1", Source.PARTY_BRANCH, paper("pump"), 2)


def request(stage: Stage) -> Tale:
    """Six representatives ask for a meeting about the canal: the committee has to convene."""
    yield stage.days.at(9, 19)
    first, *others = SIGNING_REPRESENTATIVES
    asked = stage.act(first, start_call, Body.REPRESENTATIVES, CallSource.REPRESENTATIVES, ASKED_FOR)
    for hour, name in enumerate(others, 9):
        yield stage.days.at(8, hour)
        stage.act(name, support_call, asked.id)
