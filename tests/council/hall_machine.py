"""Anything that can happen in the hall, in any order: what people do, and what the tellers put on their sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.council.counting import PHOTO, PHOTO_SHA256, SCRUTINEER, TELLERS
from tests.council.hall_people import ANSWER, PERSON, People
from tests.council.hall_watched import VOTES
from tests.council.headcount import SPOILED, Page
from webapp.council.polls.rules import Channel, Question
from webapp.council.sheets import operations as sheets
from webapp.council.sheets.lines import SLIPS, digest_of

SHEET = st.integers(0, 5)
MARKS = st.lists(st.tuples(PERSON, ANSWER), max_size=6)
ON_SHEETS = ("hands", "hands_counted", "paper")


class HallMachine(People):
    """And the verbs of the two tellers and the scrutineer: sheets whole or bit by bit, corrected, dropped."""

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
        photo = PHOTO_SHA256 if page.has_photo else ""
        self._act(self.count.confirm(page), lambda: sheets.confirm_sheet(ctx, key, digest, photo))

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
            read = sorted(one for one in papers if len(one) <= self.count.most)
            return {SLIPS: papers}, {SLIPS: [*read, *[SPOILED] * (len(papers) - len(read))]}
        words = [VOTES[number % 3] if number < 7 else SPOILED for _, number in marks]
        given = {word: words.count(word) for word in (*VOTES, SPOILED)}
        return given, given

    def _given(self, lines: Any) -> Any:
        """Lines with the keys of seats in place of people."""
        return {self.hall.seats[who][0].hex if who in self.hall.seats else who: one for who, one in lines.items()}
