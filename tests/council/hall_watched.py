"""One vote in the hall, watched from two sides: the program's tables, and a headcount kept with a pencil."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, ClassVar

from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import select

from tests.council.counting import TELLERS, prepare_poll
from tests.council.hall_ready import IN_THE_HALL, Hall, ReadyHall
from tests.council.headcount import SPOILED, Headcount
from tests.council.recount import Recount, entries_of, said
from webapp.audit.check import problems_of_village
from webapp.core.errors import Conflict, InvalidInput, RuleBroken
from webapp.council.ballots.box.models import BallotBox
from webapp.council.meetings.models import Seat
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot, Poll, Recusal
from webapp.council.polls.rules import Channel, Secrecy, Terms
from webapp.council.sheets import operations as sheets
from webapp.council.sheets.models import Sheet

REFUSED = (RuleBroken, InvalidInput, Conflict)
VOTES = ("for", "against", "abstain")


class Watched(RuleBasedStateMachine):
    """One vote of one kind, in a copy of the ready hall. Every act is foretold by the headcount, and then held against
    it; a refused act leaves every table as long as it was."""

    terms: ClassVar[Terms]
    besides: ClassVar[tuple[Channel, ...]] = ()

    def __init__(self, ready: ReadyHall) -> None:
        super().__init__()
        self.rooms = ExitStack()
        self.hall: Hall = self.rooms.enter_context(ready.copy())
        self.council, self.is_sound = self.hall.council, True
        self.poll: Poll = self.council.poll(self.hall.meeting, terms=self.terms)
        if self.besides:
            prepare_poll(self.council.anyone(), self.poll.id, [*self.terms.channels, *self.besides])
        channels = frozenset(channel.value for channel in (*self.terms.channels, *self.besides))
        options = range(1, len(self.terms.options) + 1)
        is_secret = self.terms.secrecy is Secrecy.SECRET
        self.count = Headcount(set(IN_THE_HALL), channels, options, self.terms.most, is_secret)
        self.keys: list[Any] = []
        self.roles = {key.hex: role for role, (key, _) in self.hall.seats.items()}

    def teardown(self) -> None:
        """Put away what nobody confirmed, take back hands that cannot be, close, and count again in three ways."""
        with self.rooms:
            if self.is_sound:
                self._finish()

    def _finish(self) -> None:
        for page, key in list(zip(self.count.pages, self.keys, strict=True)):
            if self.count.is_open and page.waits:
                ctx = self.council.ctx(TELLERS[0])
                self._act(self.count.drop(page), lambda: sheets.drop_sheet(ctx, key, "不要了"))  # noqa: B023
        if self.count.is_open:
            ctx = self.council.ctx("clerk")
            self._act(self.count.close(), lambda: polls.close_poll(ctx, self.poll.id))
        if self.count.is_open:
            return
        self.hall.forget()
        session = self.council.anyone().session
        closed = session.get_one(Poll, (session.village_id, self.poll.id))
        recount, mine = Recount(entries_of(self.council), self.poll.id.hex), self.count.outcome
        if not self.count.is_secret or len(self.count.box) >= 10:
            assert said(closed) == mine == recount.result()
        else:
            assert (closed.hides_numbers, closed.votes_for) == (True, None)
            told = {name: getattr(closed, name) for name in ("due", "present", "valid", "carried")}
            assert told == {name: mine[name] for name in told}
            assert {name: recount.result()[name] for name in ("due", "present", "valid")}.items() <= told.items()
        assert recount.slips == len(self.count.box)
        assert list(problems_of_village(self.council.anyone().session)) == []

    def _act(self, expected: bool, do: Callable[[], object]) -> None:
        """Do it: it happens if and only if it was to be expected, and what is refused leaves nothing behind."""
        self.is_sound = False
        before = None if expected else self.hall.size()
        try:
            do()
            happened, why = True, ""
        except REFUSED as error:
            happened, why = False, str(error)
        assert happened == expected, why or "this was to be refused"
        if not expected:
            assert self.hall.size() == before
        self._agrees()
        self.hall.forget()
        self.count.now += 1
        self.council.clock.advance(seconds=1)
        self.is_sound = True

    def _agrees(self) -> None:
        """The tables hold what the headcount holds: nobody twice, nobody lost."""
        session, mine = self.council.anyone().session, self.count
        seats = session.execute(select(Seat).where(Seat.meeting_id == self.hall.meeting.id)).scalars()
        came = {self.roles[seat.id.hex]: seat.checked_in_how for seat in seats if seat.is_present}
        assert came == {who: mine.came.get(who, "list") for who in mine.here}
        aside = session.execute(select(Recusal.seat_id).where(Recusal.poll_id == self.poll.id)).scalars()
        assert {self.roles[key.hex] for key in aside} == mine.aside
        rows = session.execute(select(Ballot).where(Ballot.poll_id == self.poll.id)).scalars()
        found = {self.roles[row.seat_id.hex]: _told(row) for row in rows}
        assert found == {who: (channel, _put(said_so)) for who, (channel, said_so, _) in mine.ballots.items()}
        states = session.execute(select(Sheet.state).where(Sheet.poll_id == self.poll.id).order_by(Sheet.number))
        assert [state.value for state in states.scalars()] == [page.state for page in mine.pages]
        if mine.is_secret:
            slips = session.execute(select(BallotBox.slips).where(BallotBox.id == self.poll.id)).scalar_one()
            assert Counter((vote, tuple(chosen)) for vote, chosen in slips) == Counter(mine.box)

    def _answer(self, number: int) -> Any:
        """A word for a motion, or some of the options."""
        if not self.count.options:
            return VOTES[number % 3]
        return tuple(one for one in self.count.options if number >> (one - 1) & 1)


def _told(row: Ballot) -> tuple[str, Any]:
    return row.channel.value, row.vote.value if row.vote else row.chosen


def _put(said_so: Any) -> Any:
    return None if said_so in (None, SPOILED) else said_so if isinstance(said_so, str) else list(said_so)
