"""How the representatives' meetings of the story go: convened, attended, voted, closed."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.cli.demo.cast import NAMED_REPRESENTATIVES
from webapp.cli.demo.paper import Paper
from webapp.cli.demo.stage import Stage, Tale
from webapp.core.clock import china_date
from webapp.council.ballots.box.rules import Slip
from webapp.council.consultation.operations import note_household
from webapp.council.consultation.rules import HouseholdSays
from webapp.council.meetings.models import AgendaItem, Seat
from webapp.council.meetings.operations import check_in, close_meeting, convene, open_meeting
from webapp.council.meetings.queries import agenda_of, seats_of
from webapp.council.minutes.operations import lay_out_minutes, sign_minutes
from webapp.council.minutes.rules import SignerRole
from webapp.council.polls.models import Poll
from webapp.council.polls.operations import cast_ballot, cast_secret, close_poll, open_poll
from webapp.council.polls.rules import BY_NAME, Terms, Vote
from webapp.village.register.models import Household, Resident

HALL = "村部二楼会议室"
DRAWN_NAME = (
    "M60 40L58 90L50 130L38 160M60 42L120 40L122 100L120 150L108 146M90 55L90 120M74 66L108 64M70 92L112 90"
    "M190 50L260 44M224 30L222 150M186 84L268 78M196 116L258 112M180 150L272 144"
    "M330 40L322 70L310 96M326 66L380 60L372 96L350 130L318 156M336 92L366 128L398 156"
)
"""How the chair writes his name."""


@dataclasses.dataclass(frozen=True)
class Count:
    """How many vote for, against and abstain; who is left over in the hall stays silent."""

    votes_for: int
    votes_against: int = 0
    votes_abstain: int = 0

    def votes(self) -> Iterator[Vote]:
        """The votes, mixed as people sit in a hall."""
        left = {Vote.FOR: self.votes_for, Vote.AGAINST: self.votes_against, Vote.ABSTAIN: self.votes_abstain}
        total = sum(left.values())
        given = dict.fromkeys(left, 0)
        for place in range(1, total + 1):
            behind = max(left, key=lambda vote: left[vote] * place / total - given[vote])
            given[behind] += 1
            yield behind


def call(stage: Stage, name: str, title: str, starts_at: datetime, papers: Sequence[Paper], ago: int) -> Tale:
    """The chair convenes a meeting of representatives on these matters."""
    yield stage.days.at(ago, 16)
    keys = [stage.things[paper.key] for paper in papers]
    meeting = stage.act("zhuren", convene, title, HALL, starts_at, keys)
    stage.things[name] = meeting.id


def gather(stage: Stage, name: str, starts_at: datetime, absent: Collection[str]) -> Tale:
    """People come in and the clerk ticks them off, all but those absent. Then the chair opens."""
    away = {stage.people[person] for person in absent}
    coming = [seat for seat in seats(stage, name) if seat.resident_id not in away]
    for place, seat in enumerate(coming):
        yield starts_at - timedelta(minutes=18) + timedelta(seconds=33 * place)
        stage.act("wenshu", check_in, seat.id)
    yield starts_at + timedelta(minutes=1)
    stage.act("zhuren", open_meeting, stage.things[name])


def vote(
    stage: Stage,
    name: str,
    paper: Paper,
    at: datetime,
    count: Count,
    silent: Collection[str] = (),
    terms: Terms = BY_NAME,
) -> Tale:
    """An item is put to the vote and the people in the hall vote from their phones; `silent` have not yet."""
    yield at
    item = item_of(stage, name, paper)
    poll = stage.act("zhuren", open_poll, item.id, paper["motion"], terms=terms)
    stage.things[f"{paper.key} poll"] = poll.id
    yield from ballots(stage, name, poll, at, count, silent)


def ballots(stage: Stage, name: str, poll: Poll, at: datetime, count: Count, silent: Collection[str] = ()) -> Tale:
    """The people in the hall vote one after the other, by name or in secret."""
    waiting = {stage.people[person] for person in silent}
    voters = [seat for seat in seats(stage, name) if seat.is_present and seat.resident_id not in waiting]
    voters.sort(key=lambda seat: seat.name != NAMED_REPRESENTATIVES[0].name)
    for place, (seat, choice) in enumerate(zip(voters, count.votes(), strict=False)):
        yield at + timedelta(seconds=40 + 9 * place)
        who = person_at(stage, seat.resident_id)
        if poll.is_secret:
            stage.act(who, cast_secret, poll.id, Slip(choice.value))
        else:
            stage.act(who, cast_ballot, poll.id, choice)


def count_votes(stage: Stage, paper: Paper, at: datetime) -> Tale:
    """The chair closes the poll; what follows, follows by itself."""
    yield at
    stage.act("zhuren", close_poll, stage.things[f"{paper.key} poll"])


def end(stage: Stage, name: str, at: datetime, minutes: str) -> Tale:
    """The clerk closes the meeting and lays its minutes out; chair and clerk sign, the supervisor's name is awaited."""
    yield at
    stage.act("wenshu", close_meeting, stage.things[name], minutes)
    yield at + timedelta(minutes=9)
    laid_out = stage.act("wenshu", lay_out_minutes, stage.things[name])
    key, digest = laid_out.id, laid_out.sha256
    yield at + timedelta(minutes=12)
    stage.act("zhuren", sign_minutes, key, SignerRole.CHAIR, digest, DRAWN_NAME)
    yield at + timedelta(minutes=14)
    stage.act("wenshu", sign_minutes, key, SignerRole.CLERK, digest)


def seats(stage: Stage, name: str) -> Sequence[Seat]:
    """Everyone due at a meeting, as they stand on its list."""
    return stage.read(seats_of, stage.things[name])


def item_of(stage: Stage, name: str, paper: Paper) -> AgendaItem:
    """A paper's place on the agenda."""
    agenda = stage.read(agenda_of, stage.things[name])
    return next(item for item, matter in agenda if matter.id == stage.things[paper.key])


def person_at(stage: Stage, resident_id: uuid.UUID | None) -> str:
    """With which name somebody signs in."""
    return next(name for name, entry in stage.accounts.items() if entry.resident_id == resident_id)


def ask_households(
    stage: Stage, name: str, paper: Paper, who: str, at: datetime, said: Sequence[HouseholdSays]
) -> Tale:
    """A representative goes round the households before the vote and notes what they say."""
    seat = next(one for one in seats(stage, name) if one.name == who)
    homes = stage.read(households_in, seat.constituency_id)
    item = item_of(stage, name, paper)
    for place, (home, says) in enumerate(zip(homes, said, strict=False)):
        yield at + timedelta(minutes=7 * place)
        note = paper.parts.get("consulted", "") if place == 0 else ""
        if says is HouseholdSays.OTHER:
            note = paper["consulted other"]
        stage.act(person_at(stage, seat.resident_id), note_household, item.id, home, says, note)


def households_in(session: Session, constituency_id: uuid.UUID | None) -> Sequence[uuid.UUID]:
    """The households of a constituency in their order."""
    query = select(Household.id).where(Household.constituency_id == constituency_id).order_by(Household.position)
    return session.scalars(query).all()


def name_of(session: Session, resident_id: uuid.UUID) -> str:
    """What a person is called."""
    return session.execute(select(Resident.name).where(Resident.id == resident_id)).scalar_one()


def quarterly_title(starts_at: datetime) -> str:
    """What the meeting of a quarter is called."""
    day = china_date(starts_at)
    return f"{day.year} 年第 {(day.month - 1) // 3 + 1} 季度村民代表会议"
