"""Somebody who was not in the hall counts a vote again: the log's entries and the law's two sentences, nothing else."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from tests.council.builder import Council
from webapp.audit.models import LogEntry
from webapp.council.polls.models import Poll


class Recount:
    """The result from the log's entries, with none of the program's own counting."""

    def __init__(self, entries: list[dict[str, Any]], poll: str) -> None:
        self.poll = poll
        self.seats: dict[str, list[Any]] = {}
        self.in_hall: set[str] = set()
        self.aside: set[str] = set()
        self.cast: dict[str, tuple[list[Any], int | None]] = {}
        self.signed: dict[str, int] = {}
        self.asked: dict[str, Any] = {}
        self.closed: dict[str, Any] = {}
        self.box: list[list[Any]] = []
        self.slips = 0
        self.gone_since: dict[int, set[str]] = {}
        self.hands: dict[int, dict[str, int]] = {}
        for entry in entries:
            about = [entry["facts"].get("poll"), (entry.get("subject") or [None, None])[1]]
            if not self.closed:
                self._read(entry["event"], entry["facts"], poll in about)

    def _read(self, event: str, facts: dict[str, Any], is_mine: bool) -> None:
        match event:
            case "seats_frozen":
                self.seats |= {one[0]: one for one in facts["seats"]}
            case "person_checked_in":
                self.in_hall.add(facts["seat"])
            case "person_left":
                self.in_hall.discard(facts["seat"])
                for gone in self.gone_since.values():
                    gone.add(facts["seat"])
            case "poll_opened" if is_mine:
                self.asked = facts
            case "signatures_counted" if is_mine:
                self.signed = {one[0]: one[1] for one in facts["seats"]}
            case "recusal_declared" if is_mine:
                self.aside.add(facts["seat"])
                self.cast.pop(facts["seat"], None)
            case "poll_closed" | "small_secret_poll_closed" if is_mine:
                self.closed = facts
                self.box = facts["box"] if isinstance(facts["box"], list) else []
            case _ if is_mine:
                self._read_vote(event, facts)

    def _read_vote(self, event: str, facts: dict[str, Any]) -> None:
        match event:
            case "ballot_cast":
                self.cast[facts["seat"]] = [facts["vote"]], None
            case "choice_cast":
                self.cast[facts["seat"]] = facts["chosen"], None
            case "secret_ballot_cast":
                self.cast[facts["seat"]] = [], None
                self.slips += 1
            case "paper_handed_out":
                self.cast[facts["seat"]] = [], None
            case "sheet_opened":
                earlier = self.gone_since.get(facts["replaces"], set())
                self.gone_since[facts["number"]] = earlier
            case "sheet_confirmed":
                self._read_sheet(facts)
            case "ballot_written":
                said = facts["chosen"] or ([facts["vote"]] if facts["vote"] else [])
                if facts["seat"] in self.cast:
                    raise AssertionError("a person with a ballot was written down again")
                self.cast[facts["seat"]] = said, facts["sheet"]

    def _read_sheet(self, facts: dict[str, Any]) -> None:
        replaced = facts["replaces"]
        if replaced is not None:
            self.cast = {seat: one for seat, one in self.cast.items() if one[1] != replaced}
            self.hands.pop(replaced, None)
        if facts["counted"]:
            self.hands[facts["number"]] = facts["counted"]
        elif self.asked["secrecy"] == "secret":
            self.slips += facts["papers"]

    @property
    def present(self) -> set[str]:
        """In the hall, or took part before leaving; who left after hands were counted may have raised one."""
        raised = set().union(*(self.gone_since[number] for number in self.hands)) if self.hands else set()
        return self.in_hall | set(self.cast) | raised

    def got(self) -> dict[Any, int]:
        """Votes, or options by position, with how often each was named."""
        found: dict[Any, int] = dict.fromkeys((one[0] for one in self.asked["options"]), 0)
        for what, _ in self.cast.values():
            for one in what:
                found[one] = found.get(one, 0) + 1
        for vote, chosen, many in self.box:
            for one in chosen or [vote]:
                found[one] = found.get(one, 0) + many
        for counted in self.hands.values():
            for one, many in counted.items():
                found[one] = found.get(one, 0) + many
        return found

    def result(self) -> dict[str, Any]:
        """Due, present, and what follows: two thirds make a meeting, more than half of those present a decision."""
        due, present, got = len(self.seats), len(self.present), self.got()
        valid = 3 * present >= 2 * due
        if self.asked["question"] == "motion":
            yes = got.get("for", 0)
            return {"due": due, "present": present, "valid": valid, "carried": valid and 2 * yes > present, "for": yes}
        chosen = elected(got, present, self.asked["most"]) if valid else []
        return {"due": due, "present": present, "valid": valid, "carried": bool(chosen), "elected": chosen}


def elected(got: dict[Any, int], present: int, places: int) -> list[int]:
    """The options with more than half of those present, the strongest first; a tie for the last place elects none."""
    enough = {one: many for one, many in got.items() if isinstance(one, int) and 2 * many > present}
    beaten = {one: sum(other > many for other in enough.values()) for one, many in enough.items()}
    alike = {one: list(enough.values()).count(many) for one, many in enough.items()}
    return sorted(one for one in enough if beaten[one] + alike[one] <= places)


def said(poll: Poll) -> dict[str, Any]:
    """The same as the program counted it."""
    found = {"due": poll.due, "present": poll.present, "valid": poll.valid, "carried": poll.carried}
    return found | ({"elected": (poll.decision or {})["elected"]} if poll.is_choice else {"for": poll.votes_for})


def entries_of(council: Council) -> list[dict[str, Any]]:
    """The log from the last meeting on."""
    rows = council.anyone().session.execute(select(LogEntry).order_by(LogEntry.seq)).scalars()
    entries = [json.loads(bytes(row.body)) for row in rows]
    start = max(place for place, entry in enumerate(entries) if entry["event"] == "meeting_convened")
    return entries[start:]
