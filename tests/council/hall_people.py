"""What each person in the hall can do: come, leave, stand aside, vote on a screen, take a paper; and the close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.council.builder import ROLES
from tests.council.counting import TELLERS
from tests.council.hall_watched import Watched
from webapp.core.context import TABLET, Context
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.rules import door_code
from webapp.council.polls import operations as polls
from webapp.council.polls.rules import Vote
from webapp.council.sheets import operations as sheets
from webapp.council.tablet import operations as tablet
from webapp.council.tablet.rules import seat_code
from webapp.grants import GrantTable

PERSON, ANSWER = st.sampled_from(ROLES), st.integers(0, 7)
WAYS = ("list", "own_code", "tablet")
WARMED_UP = 12


class People(Watched):
    """The verbs of a person, in any order and by any way there is."""

    @rule(who=PERSON, way=st.integers(0, 2))
    def comes(self, who: str, way: int) -> None:
        ticket = self._ticket(who) if way == 2 else ""
        self._act(self.count.come(who, WAYS[way]), lambda: self._check_in(who, way, ticket))

    @rule(who=PERSON, alone=st.booleans())
    def goes(self, who: str, alone: bool) -> None:
        key, meeting = self.hall.seats[who][0], self.hall.meeting.id
        own = lambda: meetings.leave_self(self.council.ctx(who), meeting)  # noqa: E731
        self._act(self.count.go(who), own if alone else lambda: meetings.leave(self.council.ctx("clerk"), key))

    @rule(who=PERSON, alone=st.booleans())
    def stands_aside(self, who: str, alone: bool) -> None:
        key, by = self.hall.seats[who][0], who if alone else "clerk"
        ctx = self.council.ctx(by)
        self._act(
            self.count.stand_aside(who, by == who), lambda: polls.declare_recusal(ctx, self.poll.id, key, "近亲属")
        )

    @rule(people=st.lists(st.tuples(PERSON, ANSWER), min_size=1, max_size=4))
    def vote_by_phone(self, people: Sequence[tuple[str, int]]) -> None:
        for who, number in people:
            answer = self._answer(number)
            ctx = self.council.ctx(who)
            self._act(self.count.vote(who, answer, "browser"), lambda: self._cast(ctx, answer))  # noqa: B023

    @rule(who=PERSON, number=ANSWER)
    def votes_at_the_tablet(self, who: str, number: int) -> None:
        answer, ticket = self._answer(number), self._ticket(who)
        self._act(self.count.vote(who, answer, "tablet"), lambda: self._cast_at_the_tablet(who, ticket, answer))

    @precondition(lambda self: self.count.is_secret or not self.count.is_open)
    @rule(people=st.lists(PERSON, min_size=1, max_size=4))
    def are_handed_papers(self, people: Sequence[str]) -> None:
        for who in people:
            ctx, key = self.council.ctx(TELLERS[0]), self.hall.seats[who][0]
            self._act(self.count.hand_out(who), lambda: sheets.hand_out_paper(ctx, self.poll.id, key))  # noqa: B023

    @precondition(lambda self: self.count.now >= WARMED_UP)
    @rule()
    def is_closed(self) -> None:
        ctx = self.council.ctx("clerk")
        self._act(self.count.close(), lambda: polls.close_poll(ctx, self.poll.id))

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

    def _cast(self, ctx: Context, answer: Any) -> None:
        if self.count.is_secret:
            slip = Slip(answer) if isinstance(answer, str) else Slip("" if answer else "abstain", answer)
            polls.cast_secret(ctx, self.poll.id, slip)
        elif self.count.options:
            polls.cast_choice(ctx, self.poll.id, answer)
        else:
            polls.cast_ballot(ctx, self.poll.id, Vote(answer))

    def _cast_at_the_tablet(self, who: str, ticket: str, answer: Any) -> None:
        vote, chosen = (Vote(answer), ()) if isinstance(answer, str) else (None, answer)
        if self.count.is_secret and not answer:
            vote = Vote.ABSTAIN
        tablet.vote_at_tablet(self._tablet(), self.poll.id, self.hall.seats[who][0], ticket, vote, chosen)
