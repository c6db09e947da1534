"""Where the story is played: every act is one of the rooms' operations, by the person whose act it is, at its time."""

from __future__ import annotations

import dataclasses
import heapq
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from webapp.audit.log import MerkleLog
from webapp.cli.demo.cast import VILLAGE_CODE
from webapp.cli.demo.days import Days
from webapp.core.clock import china_date
from webapp.core.context import ANYONE, OPERATOR, TABLET, Actor, Context
from webapp.core.database import Database
from webapp.grants import GrantTable
from webapp.village.accounts.models import Account
from webapp.village.accounts.queries import actor_of

Result = TypeVar("Result")
Tale = Iterator[datetime]
"""One thread of the story: it names the moment of its next act, and acts when that moment has come."""


@dataclasses.dataclass(frozen=True)
class Entry:
    """A person who signed in once: the account, and the number of its sessions' generation."""

    account_id: uuid.UUID
    resident_id: uuid.UUID
    epoch: int


class Stage:
    """The village, the moment of the story, and who is on it.

    `people` are residents by sign-in name or role, `things` rows the tales hand each other by name (their keys).
    """

    def __init__(self, database: Database, register_key: bytes, now: datetime, log: MerkleLog | None = None) -> None:
        self.database = database
        self.register_key = register_key
        self.log = log or MerkleLog()
        self.days = Days(now)
        self.now = now
        self.people: dict[str, uuid.UUID] = {}
        self.accounts: dict[str, Entry] = {}
        self.things: dict[str, uuid.UUID] = {}
        self.representatives: list[str] = []

    @property
    def today(self) -> date:
        """The day of the story."""
        return china_date(self.now)

    def act(self, who: str, operation: Callable[..., Result], *arguments: Any, **named: Any) -> Result:
        """Let the person with this sign-in name do this now, with the rights of the offices held on that day."""
        with self.database.session(VILLAGE_CODE) as session:
            return operation(self._ctx(session, self._actor(session, who)), *arguments, **named)

    def operate(self, operation: Callable[..., Result], *arguments: Any, **named: Any) -> Result:
        """Let the operator at the command line do this now."""
        with self.database.session(VILLAGE_CODE) as session:
            return operation(self._ctx(session, OPERATOR), *arguments, **named)

    def stranger(self, operation: Callable[..., Result], *arguments: Any, **named: Any) -> Result:
        """Let somebody who has not signed in do this now."""
        with self.database.session(VILLAGE_CODE) as session:
            return operation(self._ctx(session, ANYONE), *arguments, **named)

    def tablet(self, operation: Callable[..., Result], *arguments: Any, **named: Any) -> Result:
        """Let whoever stands at the hall's tablet do this now."""
        with self.database.session(VILLAGE_CODE) as session:
            return operation(self._ctx(session, TABLET), *arguments, **named)

    def read(self, query: Callable[..., Result], *arguments: Any, **named: Any) -> Result:
        """Read from the village's tables."""
        with self.database.session(VILLAGE_CODE) as session:
            return query(session, *arguments, **named)

    def enter(self, account: Account, name: str) -> None:
        """Remember that this person can sign in."""
        if account.resident_id is not None:
            self.accounts[name] = Entry(account.id, account.resident_id, account.epoch)

    def _actor(self, session: Any, who: str) -> Actor:
        entry = self.accounts[who]
        actor = actor_of(session, entry.account_id, entry.epoch, self.today)
        if actor is None:
            raise LookupError(f"{who} cannot sign in")
        return actor

    def _ctx(self, session: Any, actor: Actor) -> Context:
        return Context(session, VILLAGE_CODE, actor, self.now, GrantTable(), self.log)


def play(stage: Stage, tales: Iterable[Tale]) -> None:
    """Play all tales at once, each act in its turn, so that the log grows in the order of the days."""
    waiting: list[tuple[datetime, int, Tale]] = []
    for place, tale in enumerate(tales):
        _wait(waiting, tale, place, None)
    while waiting:
        stage.now, place, tale = heapq.heappop(waiting)
        _wait(waiting, tale, place, stage.now)


def _wait(waiting: list[tuple[datetime, int, Tale]], tale: Tale, place: int, since: datetime | None) -> None:
    moment = next(tale, None)
    if moment is None:
        return
    if since is not None and moment < since:
        moment = _right_after(since, moment)
    heapq.heappush(waiting, (moment, place, tale))


def _right_after(since: datetime, moment: datetime) -> datetime:
    """Acts of different days that a weekend pushed onto one follow each other by a minute."""
    if china_date(moment) != china_date(since):
        raise ValueError(f"a tale goes back from {since} to {moment}")
    return since + timedelta(minutes=1)
