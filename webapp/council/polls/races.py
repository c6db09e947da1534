"""Two requests of one person at the same moment: the slower one is done again, on what the faster one left."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from webapp.core.errors import Conflict

Result = TypeVar("Result")
TRIES = 3


def again_on_race(run: Callable[..., Result]) -> Callable[..., Result]:
    """Do an operation again when its first ballot met another first ballot of the same person.

    The second time the other's ballot is there and is changed, so at most one ballot a seat is ever counted.
    Within another operation nothing is repeated: the outer transaction is already lost.
    """

    @functools.wraps(run)
    def tried(ctx: Any, *arguments: Any, **named: Any) -> Result:
        for _ in range(TRIES - 1):
            try:
                return run(ctx, *arguments, **named)
            except Conflict as conflict:
                if conflict.code != "at_the_same_time" or ctx.depth:
                    raise
        return run(ctx, *arguments, **named)

    return tried
