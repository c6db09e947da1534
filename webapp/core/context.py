"""Who acts, when, in which village: everything an operation knows of the world."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from webapp.core.database import VillageSession
from webapp.core.db import VillageScoped
from webapp.core.digest import row_digest
from webapp.core.errors import NotPermitted
from webapp.core.events import Event

if TYPE_CHECKING:
    from webapp.core.permissions import Permission


class ActorKind(StrEnum):
    """Someone who reads without signing in, a person signed in, the tablet in the hall, or the operator at the command
    line."""

    ANYONE = "anyone"
    PERSON = "person"
    OPERATOR = "operator"
    TABLET = "tablet"


@dataclasses.dataclass(frozen=True)
class Actor:
    """The person (or command) that acts. `offices` are those held on the day of the act.

    In the log a person is `pseudonym`, the key of the account: erasing the account leaves it meaning nobody.
    """

    kind: ActorKind
    account_id: uuid.UUID | None = None
    resident_id: uuid.UUID | None = None
    name: str = ""
    offices: frozenset[str] = frozenset()

    @property
    def pseudonym(self) -> str:
        return self.account_id.hex if self.account_id else self.kind.value

    @property
    def is_signed_in(self) -> bool:
        return self.kind is ActorKind.PERSON


ANYONE = Actor(ActorKind.ANYONE)
TABLET = Actor(ActorKind.TABLET)
OPERATOR = Actor(ActorKind.OPERATOR, name="operator")


class Grants(Protocol):
    """Answers who may do what; the one table stands in `webapp/grants.py`."""

    def may(self, ctx: Context, permission: Permission, subject: VillageScoped | None) -> bool: ...

    def holders(self, permission: Permission) -> Sequence[str]: ...


@dataclasses.dataclass(frozen=True)
class Recorded:
    """An event waiting for the end of the operation, with the digests of the rows it changed."""

    event: Event
    subject: tuple[str, uuid.UUID] | None
    matter_id: uuid.UUID | None
    changes: list[list[str | None]]


class Log(Protocol):
    """The village's append-only log, as operations see it."""

    def append(self, ctx: Context, recorded: Sequence[Recorded]) -> list[int]: ...

    def cut_checkpoint(self, ctx: Context) -> None: ...


@dataclasses.dataclass
class Context:
    """One act's surroundings. Times, actors, villages and sessions arrive here and nowhere else.

    `cuts_checkpoint`: this act is a decision, so the log's size and root are put down as they are after it.
    """

    session: VillageSession
    village_id: int
    actor: Actor
    now: datetime
    grants: Grants
    log: Log
    subject: VillageScoped | None = None
    depth: int = 0
    pending: list[Recorded] = dataclasses.field(default_factory=list)
    sequence: list[int] = dataclasses.field(default_factory=list)
    cuts_checkpoint: bool = False

    def may(self, permission: Permission, subject: VillageScoped | None = None) -> bool:
        """Whether this actor may do this, on this row."""
        return self.grants.may(self, permission, subject)

    def require(self, permission: Permission, subject: VillageScoped | None = None) -> None:
        """Go on only when this actor may do this, on this row; raises NotPermitted."""
        if not self.may(permission, subject):
            raise NotPermitted(permission, subject)

    def record(self, event: Event, subject: VillageScoped | None = None, matter_id: uuid.UUID | None = None) -> None:
        """Say what happened. Everything changed since the last word is bound to this one by its digest.

        `subject` is the row it is about (the operation's own, if not given); `matter_id` ties it to a matter's chain.
        """
        changes = self._flush_changes()
        about = subject if subject is not None else self.subject
        named = (str(about.__tablename__), about.id) if about is not None else None  # type: ignore[attr-defined]
        self.pending.append(Recorded(event, named, matter_id, changes))

    def _flush_changes(self) -> list[list[str | None]]:
        self.session.flush()
        written, gone = self.session.take_touched()
        changes: list[list[str | None]] = [[_table(row), row.id.hex, row_digest(row)] for row in written]
        return sorted(changes + [[_table(row), row.id.hex, None] for row in gone], key=lambda change: change[:2])


def _table(row: VillageScoped) -> str:
    return str(row.__tablename__)  # type: ignore[attr-defined]
