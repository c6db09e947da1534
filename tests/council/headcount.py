"""A vote as somebody with a pencil follows it in the hall: plain sets and lists, and the sentences of the law."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tests.council.builder import ROLES
from tests.council.recount import elected

SPOILED = "spoiled"
SCREENS = ("browser", "tablet")
Lines = dict[str, Any]


@dataclasses.dataclass
class Page:
    """A tellers' sheet: what each of the two entered, and since when it lies open."""

    number: int
    channel: str
    opened: int
    replaces: Page | None = None
    entries: dict[int, Any] = dataclasses.field(default_factory=dict)
    has_photo: bool = False
    state: str = "entering"

    @property
    def lines(self) -> Any:
        """What it says once both say the same."""
        return next(iter(self.entries.values()))

    @property
    def waits(self) -> bool:
        """Whether it is neither confirmed nor put away."""
        return self.state in ("entering", "differs", "agreed")

    @property
    def hands(self) -> int:
        """How many hands or papers were counted on it."""
        return len(self.lines["slips"]) if "slips" in self.lines else sum(self.lines.values())


@dataclasses.dataclass
class Headcount:
    """Who is in the hall, who stands aside, who took part how. Each verb says whether it may happen, and then it has.

    `ballots`: person → channel, what was said (nothing in a secret vote) and the sheet it stands on.
    """

    here: set[str]
    channels: Collection[str]
    options: Sequence[int] = ()
    most: int = 1
    is_secret: bool = False
    now: int = 0
    is_open: bool = True
    aside: set[str] = dataclasses.field(default_factory=set)
    came: dict[str, str] = dataclasses.field(default_factory=dict)
    left: dict[str, int] = dataclasses.field(default_factory=dict)
    ballots: dict[str, tuple[str, Any, Page | None]] = dataclasses.field(default_factory=dict)
    pages: list[Page] = dataclasses.field(default_factory=list)
    box: list[tuple[Any, ...]] = dataclasses.field(default_factory=list)
    outcome: dict[str, Any] = dataclasses.field(default_factory=dict)

    def come(self, who: str, way: str) -> bool:
        may = who not in self.here
        if may:
            self.came[who] = way
        self.here.add(who)
        self.left.pop(who, None)
        return may

    def go(self, who: str) -> bool:
        may = who in self.here
        if may:
            self.here.discard(who)
            self.left[who] = self.now
        return may

    def stand_aside(self, who: str, alone: bool) -> bool:
        """Noted by the clerk only while there is no ballot; nobody but the person takes the own one out."""
        may = self.is_open and who not in self.aside and not (who in self.ballots and (self.is_secret or not alone))
        if may:
            self.aside.add(who)
            self.ballots.pop(who, None)
        return may

    def vote(self, who: str, said: Any, channel: str) -> bool:
        """By phone or tablet; said is a word, or the options chosen."""
        has = self.ballots.get(who)
        may = self.is_open and who in self.here and who not in self.aside and "browser" in self.channels
        may = may and (has is None or (has[0] in SCREENS and not self.is_secret))
        may = may and (isinstance(said, str) or len(said) <= self.most)
        if may and has is None and self.counted_hands():
            may = self.counted_hands() < self.could_have_raised()
        if may:
            self.ballots[who] = channel, None if self.is_secret else said, None
            if self.is_secret:
                self.box.append(("", tuple(said)) if said and not isinstance(said, str) else (said or "abstain", ()))
        return may

    def hand_out(self, who: str) -> bool:
        may = self.is_open and self.is_secret and who in self.here
        may = may and who not in self.aside and who not in self.ballots
        if may:
            self.ballots[who] = "paper", None, None
        return may

    def lay_out(self, channel: str) -> bool:
        may = self.is_open and channel in self.channels and not (self.is_secret and channel != "paper")
        if may:
            self.pages.append(Page(len(self.pages) + 1, channel, self.now))
        return may

    def enter(self, page: Page, teller: int, lines: Any) -> bool:
        """What the teller read; nothing for what cannot be read so."""
        may = self.is_open and page.waits and lines is not None
        if may:
            page.entries[teller] = lines
            both = list(page.entries.values())
            page.state = "entering" if len(both) < 2 else "agreed" if both[0] == both[1] else "differs"
        return may

    def photograph(self, page: Page) -> bool:
        may = self.is_open and page.waits
        page.has_photo = page.has_photo or may
        return may

    def drop(self, page: Page) -> bool:
        may = self.is_open and page.waits
        if may:
            page.state = "dropped"
        return may

    def correct(self, page: Page) -> bool:
        is_under_way = any(one.replaces is page and one.state != "dropped" for one in self.pages)
        may = self.is_open and page.state == "confirmed" and not self.is_secret and not is_under_way
        if may:
            self.pages.append(Page(len(self.pages) + 1, page.channel, page.opened, page))
        return may

    def confirm(self, page: Page) -> bool:
        may = self.is_open and page.state == "agreed" and (page.channel != "paper" or page.has_photo)
        may = may and self._adds_up(page)
        if may:
            page.state = "confirmed"
            if page.replaces is not None:
                page.replaces.state = "replaced"
                self.ballots = {who: one for who, one in self.ballots.items() if one[2] is not page.replaces}
            if self.is_secret:
                self.box += slips(page.lines)
            elif page.channel != "hands_counted":
                self.ballots |= {who: (page.channel, said, page) for who, said in page.lines.items()}
        return may

    def close(self) -> bool:
        took = len(self.ballots)
        hands = self.counted_hands()
        could = len(self.present() - self.aside)
        may = self.is_open and not any(page.waits for page in self.pages) and not (hands and hands + took > could)
        if may:
            self.is_open, self.outcome = False, self._result()
        return may

    def _adds_up(self, page: Page) -> bool:
        if self.is_secret:
            handed = sum(one[0] == "paper" for one in self.ballots.values())
            return page.hands + sum(one.hands for one in self._confirmed("paper")) <= handed
        if page.channel == "hands_counted":
            others = [one for one in self._confirmed("hands_counted") if one is not page.replaces]
            return page.hands + sum(one.hands for one in others) <= len(self._free(self._since(page)))
        on_old = {who for who, one in self.ballots.items() if page.replaces and one[2] is page.replaces}
        for who in page.lines:
            was_here = who in self.here or self.left.get(who, -1) >= page.opened
            if who in self.aside or (who not in on_old and (who in self.ballots or not was_here)):
                return False
        hands = self.counted_hands()
        since = self.counted_since()
        free = self._free(since) | {who for who in on_old if self._was_here(who, since)}
        return not hands or hands <= len(free - set(page.lines))

    def _confirmed(self, channel: str) -> list[Page]:
        return [one for one in self.pages if one.channel == channel and one.state == "confirmed"]

    def counted_hands(self) -> int:
        return sum(one.hands for one in self._confirmed("hands_counted"))

    def counted_since(self) -> int | None:
        return min((one.opened for one in self._confirmed("hands_counted")), default=None)

    def _since(self, page: Page) -> int:
        first = self.counted_since()
        return page.opened if first is None else min(first, page.opened)

    def could_have_raised(self) -> int:
        return len(self._free(self.counted_since()))

    def _free(self, since: int | None) -> set[str]:
        return {who for who in ROLES if self._was_here(who, since)} - self.aside - set(self.ballots)

    def _was_here(self, who: str, since: int | None) -> bool:
        return who in self.here or (since is not None and self.left.get(who, -1) >= since)

    def present(self) -> set[str]:
        """In the hall, or took part before leaving, or left after hands were counted that may be theirs."""
        return {who for who in ROLES if self._was_here(who, self.counted_since())} | set(self.ballots)

    def _result(self) -> dict[str, Any]:
        """The law's two sentences: two thirds make a meeting, more than half of those present decide (VCOL 30)."""
        due, present = len(ROLES), len(self.present())
        valid = 3 * present >= 2 * due
        got: Counter[Any] = Counter(dict.fromkeys(self.options, 0))
        for _, said, _ in self.ballots.values():
            got.update([said] if isinstance(said, str) else said or ())
        for vote, chosen in self.box:
            got.update(chosen or [vote])
        for page in self._confirmed("hands_counted"):
            got.update(page.lines)
        if not self.options:
            yes = got["for"]
            return {"due": due, "present": present, "valid": valid, "carried": valid and 2 * yes > present, "for": yes}
        found = elected(got, present, self.most) if valid else []
        return {"due": due, "present": present, "valid": valid, "carried": bool(found), "elected": found}


def slips(lines: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The papers of a secret sheet, one by one: a blank one abstains, one that says too much says nothing."""
    if "slips" in lines:
        return [("", ()) if one == SPOILED else ("", tuple(one)) if one else ("abstain", ()) for one in lines["slips"]]
    return [("" if word == SPOILED else word, ()) for word, many in lines.items() for _ in range(many)]
