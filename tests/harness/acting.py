"""Acting in a village without the pages: contexts for operations and queries."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from typing import Any

import pytest

from tests.harness.clock import StoppedClock
from webapp.audit.log import MerkleLog
from webapp.core.context import OPERATOR, Actor, Context
from webapp.core.database import Database
from webapp.core.db import VillageScoped
from webapp.core.permissions import Permission

VILLAGE = 411381105201
NEIGHBOUR = 411381105202


class Granting:
    """Grants exactly the permissions named; all of them when none are named."""

    def __init__(self, permissions: Collection[Permission] | None = None) -> None:
        self.permissions = frozenset(Permission if permissions is None else permissions)

    def may(self, ctx: Context, permission: Permission, subject: VillageScoped | None) -> bool:
        return permission in self.permissions

    def holders(self, permission: Permission) -> Sequence[str]:
        return ()


@dataclasses.dataclass
class Acting:
    """Makes contexts: `acting()` may do everything, `acting(actor=…, grants=Granting([…]))` what you say."""

    database: Database
    clock: StoppedClock
    opened: list[Context] = dataclasses.field(default_factory=list)

    def __call__(
        self, village_id: int = VILLAGE, actor: Actor = OPERATOR, grants: Any = None, log: Any = None
    ) -> Context:
        session = self.database.session(village_id)
        ctx = Context(session, village_id, actor, self.clock(), grants or Granting(), log or MerkleLog())
        self.opened.append(ctx)
        return ctx

    def close(self) -> None:
        for ctx in self.opened:
            ctx.session.close()


@pytest.fixture
def acting(database: Database, clock: StoppedClock) -> Any:
    """A maker of contexts on this test's database, at the time the clock shows."""
    maker = Acting(database, clock)
    yield maker
    maker.close()
