"""Votes counted in public: polls by any channel, with two tellers, a scrutineer and their sheets."""

from __future__ import annotations

import dataclasses
import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy import select

from tests.council.builder import ROLES, Council
from webapp.core.context import Context
from webapp.core.events import Event
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.ballots.box.operations import set_up_box
from webapp.council.meetings.models import Meeting
from webapp.council.polls.models import Ballot, Poll, PollOption
from webapp.council.polls.rules import Channel, Question, Secrecy, Vote
from webapp.council.sheets import operations as sheets
from webapp.council.sheets.lines import digest_of
from webapp.council.sheets.models import Sheet
from webapp.council.sheets.photographs import cleaned
from webapp.council.sheets.queries import entries_of
from webapp.council.tellers import operations as tellers
from webapp.council.tellers.rules import CountingRole

TELLERS = ("villager", "villager_2")
SCRUTINEER = "supervisor_2"
ALL_CHANNELS = (Channel.BROWSER, Channel.HANDS, Channel.HANDS_COUNTED, Channel.PAPER)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def picture(line: bytes) -> bytes:
    """A PNG of one grey pixel: its filter and its shade."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(line))
        + _chunk(b"IEND", b"")
    )


PHOTO = picture(b"\0\xff")
PHOTO_SHA256 = hashlib.sha256(cleaned(PHOTO)[0]).hexdigest()


@dataclasses.dataclass(frozen=True)
class PollPrepared(Event):
    """A vote was given the channels and secrecy a test needs."""

    name: ClassVar[str] = "poll_prepared"


@operation(P.POLL_OPEN, on=Poll)
def prepare_poll(
    ctx: Context,
    poll: Poll,
    channels: Sequence[Channel] = ALL_CHANNELS,
    secrecy: Secrecy = Secrecy.NAMED,
    question: Question = Question.MOTION,
    options: Sequence[str] = (),
    most: int = 1,
) -> Poll:
    """Give an open poll its channels, secrecy and question."""
    poll.channels, poll.secrecy, poll.question, poll.most = list(channels), secrecy, question, most
    for position, label in enumerate(options, 1):
        ctx.session.add(PollOption(poll_id=poll.id, position=position, label=label))
    if secrecy is Secrecy.SECRET:
        set_up_box(ctx, poll.id)
    ctx.record(PollPrepared())
    return poll


@dataclasses.dataclass
class Counting:
    """A meeting with an open poll, two tellers and a scrutineer."""

    council: Council
    meeting: Meeting
    poll: Poll

    def seat(self, role: str) -> str:
        """The key of this role's seat, as sheets hold it."""
        return self.council.seat(self.meeting, role).id.hex

    def names(self, votes: Mapping[str, Any]) -> dict[str, Any]:
        """Role → vote, as a sheet by name holds it."""
        return {self.seat(role): vote for role, vote in votes.items()}

    def open(self, channel: Channel = Channel.HANDS) -> Sheet:
        """A sheet for the tellers."""
        return sheets.open_sheet(self.council.ctx(TELLERS[0]), self.poll.id, channel)

    def enter(self, sheet: Sheet, lines: Mapping[str, Any], other: Mapping[str, Any] | None = None) -> Sheet:
        """Both tellers enter it: the same, or the second something other."""
        sheets.enter_sheet(self.council.ctx(TELLERS[0]), sheet.id, lines)
        return sheets.enter_sheet(self.council.ctx(TELLERS[1]), sheet.id, lines if other is None else other)

    def photograph(self, sheet: Sheet) -> Sheet:
        """A teller attaches a photograph."""
        return sheets.attach_photo(self.council.ctx(TELLERS[0]), sheet.id, PHOTO)

    def confirm(self, sheet: Sheet) -> Sheet:
        """The scrutineer confirms what both entered."""
        ctx = self.council.ctx(SCRUTINEER)
        return sheets.confirm_sheet(ctx, sheet.id, self.digest(sheet), self.photo(sheet))

    def digest(self, sheet: Sheet) -> str:
        """The mark of what stands on the sheet now."""
        entries = entries_of(self.council.anyone().session, sheet.id)
        return digest_of(entries[0].entry.lines) if entries else ""

    def photo(self, sheet: Sheet) -> str:
        """The hash of the photograph attached to the sheet now."""
        session = self.council.anyone().session
        return session.get_one(Sheet, (session.village_id, sheet.id)).photo_sha256

    def settle(self, channel: Channel, lines: Mapping[str, Any]) -> Sheet:
        """A sheet opened, entered, photographed and confirmed."""
        sheet = self.open(channel)
        self.enter(sheet, lines)
        self.photograph(sheet)
        return self.confirm(sheet)

    def hand_out(self, roles: Iterable[str]) -> None:
        """Ballot papers for these people."""
        for role in roles:
            sheets.hand_out_paper(self.council.ctx(TELLERS[0]), self.poll.id, self.council.seat(self.meeting, role).id)

    def ballots(self) -> dict[str, tuple[Channel, Vote | None]]:
        """Seat → channel and vote of every ballot."""
        rows = self.council.anyone().session.execute(select(Ballot).where(Ballot.poll_id == self.poll.id)).scalars()
        return {row.seat_id.hex: (row.channel, row.vote) for row in rows}


def appoint(council: Council, meeting: Meeting, role: str, serves: CountingRole = CountingRole.TELLER) -> Any:
    """The clerk appoints somebody."""
    return tellers.appoint_teller(council.ctx("clerk"), meeting.id, council.village.people[role], serves)


def staff(council: Council, meeting: Meeting) -> None:
    """Two tellers and a scrutineer."""
    for role in TELLERS:
        appoint(council, meeting, role)
    appoint(council, meeting, SCRUTINEER, CountingRole.SCRUTINEER)


def counting(council: Council, present: Iterable[str] = ROLES, kind: str = "public_welfare", **more: Any) -> Counting:
    """A vote about to be counted in public; `more` goes to `prepare_poll`."""
    council.mandate()
    meeting = council.open([council.matter(kind)], present)
    if kind == "levy":
        council.sign(meeting, [role for role in ROLES if role.startswith("rep_")])
    poll = council.poll(meeting)
    prepare_poll(council.anyone(), poll.id, **more)
    staff(council, meeting)
    return Counting(council, meeting, poll)
