"""What happens in the hall of the story besides voting by phone: the debate, the tablet, raised hands on a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from webapp.cli.demo.meetings import item_of, seats
from webapp.cli.demo.paper import Paper
from webapp.cli.demo.stage import Stage, Tale
from webapp.council.agenda.operations import begin_item, order_agenda
from webapp.council.amendments.operations import move_amendment
from webapp.council.meetings.models import Meeting
from webapp.council.polls.operations import open_poll
from webapp.council.polls.rules import Channel, Vote
from webapp.council.sheets.operations import enter_sheet, open_sheet
from webapp.council.speeches.operations import ask_to_speak, begin_turn, end_turn, summarise_speech
from webapp.council.tablet.operations import present_code, start_tablet, vote_at_tablet
from webapp.council.tablet.rules import seat_code
from webapp.council.tellers.operations import appoint_teller
from webapp.council.tellers.rules import CountingRole


def plan(stage: Stage, name: str, at: datetime, minutes: Sequence[tuple[Paper, int]]) -> Tale:
    """The clerk plans how long each paper of the agenda may take."""
    yield at
    agenda = [(item_of(stage, name, paper).id, length) for paper, length in minutes]
    stage.act("wenshu", order_agenda, stage.things[name], agenda)


def staff(stage: Stage, name: str, at: datetime, tellers: Sequence[str], scrutineer: str) -> Tale:
    """The clerk appoints two tellers and a scrutineer, and sets the tablet up."""
    roles = [*((who, CountingRole.TELLER) for who in tellers), (scrutineer, CountingRole.SCRUTINEER)]
    for place, (who, role) in enumerate(roles):
        yield at + timedelta(seconds=30 * place)
        stage.act("wenshu", appoint_teller, stage.things[name], stage.people[who], role)
    yield at + timedelta(minutes=2)
    stage.act("wenshu", start_tablet, stage.things[name])


def debate(stage: Stage, name: str, paper: Paper, at: datetime, speakers: Sequence[str]) -> Tale:
    """The chair calls the item up; people ask to speak and speak in their order; the clerk notes what was said."""
    yield at
    item = item_of(stage, name, paper).id
    stage.act("zhuren", begin_item, item)
    asked = []
    for place, who in enumerate(speakers):
        yield at + timedelta(seconds=20 + 7 * place)
        asked.append(stage.act(who, ask_to_speak, item).id)
    for place, speech in enumerate(asked):
        yield at + timedelta(seconds=60 + 110 * place)
        stage.act("zhuren", begin_turn, speech)
        yield at + timedelta(seconds=150 + 110 * place)
        stage.act("zhuren", end_turn, speech)
        stage.act("wenshu", summarise_speech, speech, paper[f"speech {place + 1}"])


def amend(stage: Stage, name: str, paper: Paper, at: datetime, mover: str) -> Tale:
    """Somebody moves the paper's amendment, and the chair puts it to the vote."""
    yield at
    item, text = item_of(stage, name, paper).id, paper["amendment"]
    moved = stage.act(mover, move_amendment, item, text)
    yield at + timedelta(minutes=1)
    poll = stage.act("zhuren", open_poll, item, f"同意这样修改：{text}", amendment_id=moved.id)
    stage.things[f"{paper.key} amendment poll"] = poll.id


def at_the_tablet(stage: Stage, name: str, paper: Paper, at: datetime, who: str, vote: Vote) -> Tale:
    """Somebody without a phone votes at the hall's tablet, with number and code from the slip."""
    yield at
    meeting = stage.read(lambda session: session.get_one(Meeting, (session.village_id, stage.things[name])))
    seat = next(one for one in seats(stage, name) if one.resident_id == stage.people[who])
    code = seat_code(meeting.door_secret, seat.id)
    known = stage.tablet(present_code, meeting.id, seat.position, code)
    if known is None:
        raise LookupError(f"the tablet does not know {who}")
    stage.tablet(vote_at_tablet, stage.things[f"{paper.key} poll"], seat.id, known[1], vote)


def raised_hands(stage: Stage, name: str, paper: Paper, at: datetime, teller: str, hands: Mapping[str, Vote]) -> Tale:
    """A teller opens a sheet and enters whose hand was up; the other teller has not yet."""
    yield at
    sheet = stage.act(teller, open_sheet, stage.things[f"{paper.key} poll"], Channel.HANDS)
    yield at + timedelta(minutes=2)
    place = {seat.resident_id: seat.id.hex for seat in seats(stage, name)}
    stage.act(teller, enter_sheet, sheet.id, {place[stage.people[who]]: vote.value for who, vote in hands.items()})


def wish_to_speak(stage: Stage, name: str, paper: Paper, at: datetime, people: Sequence[str]) -> Tale:
    """People put their names down for an item that comes later."""
    for place, who in enumerate(people):
        yield at + timedelta(seconds=25 * place)
        stage.act(who, ask_to_speak, item_of(stage, name, paper).id)
