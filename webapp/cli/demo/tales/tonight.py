"""The meeting that is open now: villagers asked for new water pipes, and the vote on them is on."""

from __future__ import annotations

from datetime import datetime, timedelta

from webapp.branch.matters.operations import cosign, put_forward, record_paper_cosignatures
from webapp.branch.matters.rules import Source
from webapp.branch.opinions.rules import Place
from webapp.cli.demo.hall import amend, at_the_tablet, debate, plan, raised_hands, staff, wish_to_speak
from webapp.cli.demo.meetings import Count, ask_households, ballots, call, gather, name_of, vote
from webapp.cli.demo.paper import paper
from webapp.cli.demo.sittings import bring, first_steps, heads_of, heard
from webapp.cli.demo.stage import Stage, Tale
from webapp.council.consultation.rules import HouseholdSays
from webapp.council.polls.models import Poll
from webapp.council.polls.operations import close_poll
from webapp.council.polls.rules import Channel, Terms, Vote

MEETING = "water meeting"
NAMES_FOR_WATER = 58
ABSENT = frozenset({"daibiao6", "daibiao14", "daibiao20", "daibiao25"})
SILENT = frozenset({"daibiao1", "daibiao2", "daibiao3", "daibiao4", "daibiao5", "zhuren", "weiyuan1"})
"""In the hall and still to vote: whoever tries the demonstration votes as one of them."""

SPEAKERS = ("daibiao19", "daibiao8", "daibiao12")
MOVER = "daibiao8"
TELLERS = ("kuaiji", "zhiwei2")
SCRUTINEER = "jianwei1"
AT_THE_TABLET = "daibiao22"
HANDS = {"daibiao15": Vote.FOR, "daibiao16": Vote.FOR, "daibiao17": Vote.AGAINST, "daibiao18": Vote.FOR}
NEXT_SPEAKERS = ("daibiao9", "daibiao23")
ANNOUNCED = 20
"""In so many minutes from now the vote shall end, as the chair announced."""


def tales(stage: Stage) -> list[Tale]:
    """The tales of this file."""
    return [water(stage), assistance(stage), meeting(stage)]


def water(stage: Stage) -> Tale:
    """New water pipes, asked for by more than a tenth of the villagers."""
    matter = paper("water")
    yield from bring(stage, "cunmin2", Source.VILLAGERS, matter, 90)
    for hour, name in enumerate(("cunmin1", "cunmin3"), 19):
        yield stage.days.at(88, hour)
        stage.act(name, cosign, stage.things["water"])
    yield stage.days.at(84, 16)
    names = stage.read(heads_of, ("第四村民小组", "第五村民小组"))[:NAMES_FOR_WATER]
    stage.act("wenshu", record_paper_cosignatures, stage.things["water"], names)
    yield stage.days.at(80, 9)
    stage.act("cunmin2", put_forward, stage.things["water"])
    yield from first_steps(stage, matter, 76, 70, 60)
    yield from heard(stage, matter, Place.BEFORE_AGENDA, 16, who="jianwei2")


def assistance(stage: Stage) -> Tale:
    """Households in need: the second item, not yet put to the vote."""
    matter = paper("assistance")
    yield from bring(stage, "weiyuan3", Source.COMMITTEE, matter, 48)
    yield from first_steps(stage, matter, 44, 38, 28)
    yield from heard(stage, matter, Place.BEFORE_AGENDA, 15, who="jianwei1")


def meeting(stage: Stage) -> Tale:
    """Convened last week, opened this hour, voting now."""
    water_matter, assistance_matter = paper("water"), paper("assistance")
    starts = stage.days.meeting_now
    title = "村民代表会议（饮水管网、重点帮扶）"
    yield from call(stage, MEETING, title, starts, [water_matter, assistance_matter], 10)
    said = (
        [HouseholdSays.FOR, HouseholdSays.FOR, HouseholdSays.OTHER, HouseholdSays.NOT_REACHED],
        [HouseholdSays.FOR, HouseholdSays.AGAINST, HouseholdSays.FOR],
    )
    for number, words in enumerate(said, 1):
        name = stage.read(name_of, stage.people[f"daibiao{number}"])
        yield from ask_households(stage, MEETING, water_matter, name, stage.days.at(4, 17 + number), words)
    yield from plan(stage, MEETING, stage.days.at(2, 9), [(water_matter, 40), (assistance_matter, 20)])
    yield from staff(stage, MEETING, starts - timedelta(minutes=24), TELLERS, SCRUTINEER)
    yield from gather(stage, MEETING, starts, ABSENT)
    yield from debate(stage, MEETING, water_matter, starts + timedelta(minutes=2), SPEAKERS)
    yield from amend(stage, MEETING, water_matter, starts + timedelta(minutes=10), MOVER)
    yield from decide_amendment(stage, starts + timedelta(minutes=11))
    yield from decide(stage, starts + timedelta(minutes=18))


def decide_amendment(stage: Stage, at: datetime) -> Tale:
    """The amendment is carried by those with phones."""
    poll = stage.read(lambda session: session.get_one(Poll, (session.village_id, stage.things["water amendment poll"])))
    yield from ballots(stage, MEETING, poll, at, Count(17, 2, 1), SILENT)
    yield at + timedelta(minutes=5)
    stage.act("zhuren", close_poll, poll.id)


def decide(stage: Stage, at: datetime) -> Tale:
    """The vote that is open now, by every way there is; of two tellers one has entered the sheet of raised hands."""
    matter = paper("water")
    ways = (Channel.BROWSER, Channel.TABLET, Channel.HANDS, Channel.PAPER)
    terms = Terms(channels=ways, closes_at=stage.days.now + timedelta(minutes=ANNOUNCED))
    silent = SILENT | {AT_THE_TABLET} | set(HANDS)
    yield from vote(stage, MEETING, matter, at, Count(12, 2, 1), silent, terms)
    yield from at_the_tablet(stage, MEETING, matter, at + timedelta(minutes=4), AT_THE_TABLET, Vote.FOR)
    yield from raised_hands(stage, MEETING, matter, at + timedelta(minutes=5), TELLERS[0], HANDS)
    yield from wish_to_speak(stage, MEETING, paper("assistance"), at + timedelta(minutes=9), NEXT_SPEAKERS)
