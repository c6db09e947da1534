"""What is over by now: a road that was built, the street cleaners, an archway nobody wanted."""

from __future__ import annotations

from datetime import timedelta

from webapp.branch.matters.operations import withdraw_matter
from webapp.branch.matters.rules import Source
from webapp.branch.opinions.rules import Place
from webapp.cli.demo.execution import assign, done, publish, report
from webapp.cli.demo.meetings import Count, call, count_votes, end, gather, quarterly_title, vote
from webapp.cli.demo.paper import paper
from webapp.cli.demo.sittings import bring, first_steps, heard
from webapp.cli.demo.stage import Stage, Tale


def tales(stage: Stage) -> list[Tale]:
    """The tales of this file."""
    return [road(stage), cleaning(stage), archway(stage)]


def road(stage: Stage) -> Tale:
    """The road to the school: decided, built, accepted, published, archived."""
    matter, minutes = paper("road"), paper("meetings")["road"]
    yield from bring(stage, "zhuren", Source.COMMITTEE, matter, 236)
    yield from first_steps(stage, matter, 233, 229, 221)
    yield from heard(stage, matter, Place.BEFORE_AGENDA, 218)
    starts = stage.days.at(206, 19, 30)
    yield from call(stage, "road meeting", quarterly_title(starts), starts, [matter], 216)
    yield from gather(stage, "road meeting", starts, {"daibiao9", "daibiao14", "daibiao20", "daibiao25"})
    yield from vote(stage, "road meeting", matter, starts + timedelta(minutes=25), Count(25, 1, 1))
    yield from count_votes(stage, matter, starts + timedelta(minutes=40))
    yield from end(stage, "road meeting", starts + timedelta(minutes=55), minutes)
    yield from assign(stage, matter, 203, {1: ("wenshu", 198), 2: ("fuzhuren", 160), 3: ("zhuren", 154)})
    yield from done(stage, matter, 1, "wenshu", 200)
    yield from report(stage, matter, 2, 1, "fuzhuren", 190, 30)
    yield from report(stage, matter, 2, 2, "fuzhuren", 180, 65)
    yield from heard(stage, matter, Place.DURING_EXECUTION, 177)
    yield from done(stage, matter, 2, "fuzhuren", 164)
    yield from done(stage, matter, 3, "zhuren", 158)
    yield from heard(stage, matter, Place.BEFORE_RESULT, 155, who="jianwei1")
    yield from publish(stage, matter, 151, 8_566_200)


def cleaning(stage: Stage) -> Tale:
    """The street cleaners: decided, tried for three months, the result on the board now."""
    matter, minutes = paper("cleaning"), paper("meetings")["cleaning"]
    yield from bring(stage, "weiyuan1", Source.COMMITTEE, matter, 152)
    yield from first_steps(stage, matter, 148, 143, 135)
    yield from heard(stage, matter, Place.BEFORE_AGENDA, 131, who="jianwei2")
    starts = stage.days.at(118, 19, 30)
    yield from call(stage, "cleaning meeting", quarterly_title(starts), starts, [matter], 128)
    absent = {"daibiao4", "daibiao11", "daibiao17", "daibiao22", "weiyuan2"}
    yield from gather(stage, "cleaning meeting", starts, absent)
    yield from vote(stage, "cleaning meeting", matter, starts + timedelta(minutes=30), Count(19, 4, 3))
    yield from count_votes(stage, matter, starts + timedelta(minutes=45))
    yield from end(stage, "cleaning meeting", starts + timedelta(minutes=70), minutes)
    yield from assign(stage, matter, 116, {1: ("weiyuan1", 100), 2: ("weiyuan1", 12)})
    yield from done(stage, matter, 1, "weiyuan1", 101)
    yield from report(stage, matter, 2, 1, "weiyuan1", 62, 33)
    yield from heard(stage, matter, Place.DURING_EXECUTION, 58)
    yield from done(stage, matter, 2, "weiyuan1", 16)
    yield from heard(stage, matter, Place.BEFORE_RESULT, 12, who="jianwei1")
    yield from publish(stage, matter, 9, 1_050_000)


def archway(stage: Stage) -> Tale:
    """An archway at the village's entrance: brought up, asked about, taken back."""
    matter = paper("archway")
    yield from bring(stage, "fuzhuren", Source.COMMITTEE, matter, 140)
    yield stage.days.at(127, 10)
    stage.act("fuzhuren", withdraw_matter, stage.things["archway"], matter["reason"])
