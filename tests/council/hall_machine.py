"""Anything that can happen in the hall, in any order: the program against a headcount kept with a pencil."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from types import MappingProxyType
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from sqlalchemy import select

from tests.council.builder import ROLES
from tests.council.counting import PHOTO, SCRUTINEER, TELLERS, prepare_poll
from tests.council.hall_ready import IN_THE_HALL, Hall, ReadyHall
from tests.council.headcount import SPOILED, Headcount, Page
from tests.council.recount import Recount, entries_of, said
from webapp.audit.check import problems_of_village
from webapp.core.context import TABLET, Context
from webapp.core.errors import Conflict, InvalidInput, RuleBroken
from webapp.council.ballots.box.models import BallotBox
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Seat
from webapp.council.meetings.rules import door_code
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot, Poll, Recusal
from webapp.council.polls.rules import Channel, Question, Secrecy, Terms, Vote
from webapp.council.sheets import operations as sheets
from webapp.council.sheets.lines import SLIPS, digest_of
from webapp.council.sheets.models import Sheet
from webapp.council.tablet import operations as tablet
from webapp.council.tablet.rules import seat_code
from webapp.grants import GrantTable

REFUSED = (RuleBroken, InvalidInput, Conflict)
PERSON, ANSWER, SHEET = st.sampled_from(ROLES), st.integers(0, 7), st.integers(0, 5)
MARKS = st.lists(st.tuples(PERSON, ANSWER), max_size=6)
VOTES = ("for", "against", "abstain")
ON_SHEETS = ("hands", "hands_counted", "paper")
WARMED_UP = 12


class HallMachine(RuleBasedStateMachine):
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

    @rule(who=PERSON, way=st.integers(0, 2))
    def comes(self, who: str, way: int) -> None:
        ticket = self._ticket(who) if way == 2 else ""
        self._act(self.count.come(who), lambda: self._check_in(who, way, ticket))

    @rule(who=PERSON, alone=st.booleans())
    def goes(self, who: str, alone: bool) -> None:
        key, meeting = self.hall.seats[who][0], self.hall.meeting.id
        own = lambda: meetings.leave_self(self.council.ctx(who), meeting)  # noqa: E731
        self._act(self.count.go(who), own if alone else lambda: meetings.leave(self.council.ctx("clerk"), key))

    @rule(who=PERSON, alone=st.booleans())
    def stands_aside(self, who: str, alone: bool) -> None:
        key, by = self.hall.seats[who][0], who if alone else "clerk"
        ctx = self.council.ctx(by)
        self._act(self.count.stand_aside(who), lambda: polls.declare_recusal(ctx, self.poll.id, key, "近亲属"))

    @rule(people=st.lists(st.tuples(PERSON, ANSWER), min_size=1, max_size=4))
    def vote_by_phone(self, people: Sequence[tuple[str, int]]) -> None:
        for who, number in people:
            answer = self._answer(number)
            ctx = self.council.ctx(who)
            self._act(self.count.vote(who, answer, "browser"), lambda: self._cast(ctx, answer))  # noqa: B023

    @rule(who=PERSON, number=ANSWER)
    def votes_at_the_tablet(self, who: str, number: int) -> None:
        vote, key = VOTES[number % 3], self.hall.seats[who][0]
        ticket = self._ticket(who)
        may = not self.count.options and not self.count.is_secret and self.count.vote(who, vote, "tablet")
        self._act(may, lambda: tablet.vote_at_tablet(self._tablet(), self.poll.id, key, ticket, Vote(vote)))

    @precondition(lambda self: self.count.is_secret or not self.count.is_open)
    @rule(people=st.lists(PERSON, min_size=1, max_size=4))
    def are_handed_papers(self, people: Sequence[str]) -> None:
        for who in people:
            ctx, key = self.council.ctx(TELLERS[0]), self.hall.seats[who][0]
            self._act(self.count.hand_out(who), lambda: sheets.hand_out_paper(ctx, self.poll.id, key))  # noqa: B023

    @rule(channel=st.sampled_from(ON_SHEETS))
    def a_sheet_is_laid_out(self, channel: str) -> None:
        ctx = self.council.ctx(TELLERS[0])
        self._act(
            self.count.lay_out(channel),
            lambda: self.keys.append(sheets.open_sheet(ctx, self.poll.id, Channel(channel)).id),
        )

    @rule(channel=st.sampled_from(ON_SHEETS), marks=MARKS)
    def a_sheet_is_counted_at_once(self, channel: str, marks: Any) -> None:
        """Laid out, entered twice alike, photographed and confirmed, with nothing in between."""
        before = len(self.count.pages)
        self.a_sheet_is_laid_out(channel)
        if len(self.count.pages) > before:
            self._whole(*self._page(before), marks)

    @precondition(lambda self: any(page.state == "confirmed" for page in self.count.pages))
    @rule(which=SHEET, marks=MARKS, keeps=st.booleans())
    def a_sheet_is_corrected_at_once(self, which: int, marks: Any, keeps: bool) -> None:
        """The new sheet says the same with some lines changed, or something else altogether."""
        old, key = self._page(which, lambda one: one.state == "confirmed")
        before = len(self.count.pages)
        self._correct(old, key)
        if len(self.count.pages) > before:
            self._whole(*self._page(before), marks, old.lines if keeps and old.channel != "hands_counted" else {})

    @precondition(lambda self: self.count.pages)
    @rule(which=SHEET, marks=MARKS, others=st.none() | MARKS, only_free=st.booleans())
    def both_enter(self, which: int, marks: Any, others: Any, only_free: bool) -> None:
        """The same, or the second something other; mostly of people whose hand or paper it can be."""
        page, key = self._page(which)
        for teller, what in enumerate([marks, marks if others is None else others]):
            self._enter(page, key, teller, self._free_of(page, what) if only_free else what)

    @precondition(lambda self: self.count.pages)
    @rule(which=SHEET, teller=st.integers(0, 1), marks=MARKS)
    def one_enters(self, which: int, teller: int, marks: Any) -> None:
        self._enter(*self._page(which), teller, marks)

    @precondition(lambda self: any(len(page.entries) == 2 for page in self.count.pages))
    @rule(which=SHEET, teller=st.integers(0, 1))
    def they_look_again(self, which: int, teller: int) -> None:
        """One sees that the other was right and enters the same."""
        page, key = self._page(which, lambda one: len(one.entries) == 2)
        lines = page.entries[1 - teller]
        given = self._given(lines)
        ctx = self.council.ctx(TELLERS[teller])
        self._act(self.count.enter(page, teller, lines), lambda: sheets.enter_sheet(ctx, key, given))

    @precondition(lambda self: self.count.pages)
    @rule(which=SHEET)
    def is_photographed(self, which: int) -> None:
        page, key = self._page(which)
        ctx = self.council.ctx(TELLERS[1])
        self._act(self.count.photograph(page), lambda: sheets.attach_photo(ctx, key, PHOTO))

    @precondition(lambda self: any(page.state == "agreed" for page in self.count.pages))
    @rule(which=SHEET, first=st.booleans())
    def the_scrutineer_confirms(self, which: int, first: bool) -> None:
        page, key = self._page(which, lambda one: one.state == "agreed")
        if first and page.channel == "paper":
            self._act(
                self.count.photograph(page), lambda: sheets.attach_photo(self.council.ctx(TELLERS[0]), key, PHOTO)
            )
        self._confirm(page, key)

    @precondition(lambda self: self.count.pages)
    @rule(which=SHEET)
    def is_confirmed_at_any_time(self, which: int) -> None:
        self._confirm(*self._page(which))

    @precondition(lambda self: self.count.pages)
    @rule(which=SHEET)
    def is_corrected(self, which: int) -> None:
        page, key = self._page(which)
        ctx = self.council.ctx(TELLERS[1])
        self._act(self.count.correct(page), lambda: self.keys.append(sheets.correct_sheet(ctx, key, "看错了一只手").id))

    @precondition(lambda self: self.count.pages)
    @rule(which=SHEET)
    def is_dropped(self, which: int) -> None:
        page, key = self._page(which)
        ctx = self.council.ctx(TELLERS[0])
        self._act(self.count.drop(page), lambda: sheets.drop_sheet(ctx, key, "重新来"))

    @precondition(lambda self: self.count.now >= WARMED_UP)
    @rule()
    def is_closed(self) -> None:
        ctx = self.council.ctx("clerk")
        self._act(self.count.close(), lambda: polls.close_poll(ctx, self.poll.id))

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
        assert {self.roles[seat.id.hex] for seat in seats if seat.is_present} == mine.here
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

    def _check_in(self, who: str, way: int, ticket: str) -> None:
        key, meeting = self.hall.seats[who][0], self.hall.meeting
        if way == 0:
            meetings.check_in(self.council.ctx("clerk"), key)
        elif way == 1:
            code = door_code(meeting.door_secret, self.council.clock())
            meetings.check_in_self(self.council.ctx(who), meeting.id, code)
        else:
            tablet.check_in_at_tablet(self._tablet(), key, ticket)

    def _tablet(self) -> Context:
        ctx = self.council.anyone()
        ctx.actor, ctx.grants = TABLET, GrantTable()
        return ctx

    def _ticket(self, who: str) -> str:
        (key, position), meeting = self.hall.seats[who], self.hall.meeting
        found = tablet.present_code(self._tablet(), meeting.id, position, seat_code(meeting.door_secret, key))
        assert found is not None
        return found[1]

    def _answer(self, number: int) -> Any:
        """A word for a motion, or some of the options."""
        if not self.count.options:
            return VOTES[number % 3]
        return tuple(one for one in self.count.options if number >> (one - 1) & 1)

    def _cast(self, ctx: Context, answer: Any) -> None:
        if self.count.is_secret:
            slip = Slip(answer) if isinstance(answer, str) else Slip("" if answer else "abstain", answer)
            polls.cast_secret(ctx, self.poll.id, slip)
        elif self.count.options:
            polls.cast_choice(ctx, self.poll.id, answer)
        else:
            polls.cast_ballot(ctx, self.poll.id, Vote(answer))

    def _page(self, which: int, wanted: Callable[[Page], bool] = lambda one: True) -> tuple[Page, Any]:
        found = [number for number, page in enumerate(self.count.pages) if wanted(page)]
        place = found[which % len(found)] if found else 0
        return self.count.pages[place], self.keys[place]

    def _free_of(self, page: Page, marks: Any) -> Any:
        on_old = {who for who, one in self.count.ballots.items() if page.replaces and one[2] is page.replaces}
        taken = (set(self.count.ballots) - on_old) | self.count.aside
        return [(who, number) for who, number in marks if who in self.count.here and who not in taken]

    def _enter(self, page: Page, key: Any, teller: int, marks: Any) -> None:
        given, lines = self._read(page.channel, marks)
        ctx = self.council.ctx(TELLERS[teller])
        self._act(self.count.enter(page, teller, lines), lambda: sheets.enter_sheet(ctx, key, given))

    def _correct(self, page: Page, key: Any) -> None:
        ctx = self.council.ctx(TELLERS[1])
        because = "看错了一只手"
        self._act(self.count.correct(page), lambda: self.keys.append(sheets.correct_sheet(ctx, key, because).id))

    def _whole(self, page: Page, key: Any, marks: Any, kept: Any = MappingProxyType({})) -> None:
        given, lines = self._read(page.channel, self._free_of(page, marks))
        if lines is None:
            return
        if kept:
            lines = {**kept, **lines}
            given = self._given(lines)
        for teller in (0, 1):
            ctx = self.council.ctx(TELLERS[teller])
            self._act(self.count.enter(page, teller, lines), lambda: sheets.enter_sheet(ctx, key, given))  # noqa: B023
        if page.channel == "paper":
            ctx = self.council.ctx(TELLERS[0])
            self._act(self.count.photograph(page), lambda: sheets.attach_photo(ctx, key, PHOTO))
        self._confirm(page, key)

    def _confirm(self, page: Page, key: Any) -> None:
        digest = digest_of(self._given(page.lines)) if page.entries else ""
        ctx = self.council.ctx(SCRUTINEER)
        self._act(self.count.confirm(page), lambda: sheets.confirm_sheet(ctx, key, digest))

    def _read(self, channel: str, marks: Any) -> tuple[Any, Any]:
        """What the teller types, and what it means to the headcount; nothing for what cannot stand there."""
        if channel == "hands_counted":
            counts = dict(Counter(dict.fromkeys(VOTES, 0)) | Counter(VOTES[number % 3] for _, number in marks))
            given = {vote: counts.get(vote, 0) for vote in VOTES}
            return given, given
        if self.count.is_secret:
            return self._read_papers(marks)
        if not self.count.options:
            lines: Any = {who: VOTES[number % 3] if number < 7 else SPOILED for who, number in marks}
            return self._given(lines), lines if channel == "paper" or SPOILED not in lines.values() else None
        chosen = {who: list(self._answer(number)) for who, number in marks}
        given = {self.hall.seats[who][0].hex: [str(one) for one in said_so] for who, said_so in chosen.items()}
        lines = {who: one if len(one) <= self.count.most else SPOILED for who, one in chosen.items() if one}
        return given, lines if channel == "paper" or SPOILED not in lines.values() else None

    def _read_papers(self, marks: Any) -> tuple[Any, Any]:
        if self.terms.question is Question.UP_TO:
            papers = [list(self._answer(number)) for _, number in marks]
            lines = sorted(one if len(one) <= self.count.most else [] for one in papers)
            return {SLIPS: papers}, {SLIPS: lines}
        words = [VOTES[number % 3] if number < 7 else SPOILED for _, number in marks]
        given = {word: words.count(word) for word in (*VOTES, SPOILED)}
        return given, given

    def _given(self, lines: Any) -> Any:
        """Lines with the keys of seats in place of people."""
        return {self.hall.seats[who][0].hex if who in self.hall.seats else who: one for who, one in lines.items()}


def _told(row: Ballot) -> tuple[str, Any]:
    return row.channel.value, row.vote.value if row.vote else row.chosen


def _put(said_so: Any) -> Any:
    return None if said_so in (None, SPOILED) else said_so if isinstance(said_so, str) else list(said_so)
