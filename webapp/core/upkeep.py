"""Writes of which the log does not speak, as they are about the log itself: its checkpoints and their witnesses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from webapp.core.database import VillageSession


class NotUpkeep(RuntimeError):
    """A row the log must prove was changed without an entry: a mistake in the program."""


@contextmanager
def upkeep(session: VillageSession) -> Iterator[None]:
    """One transaction that changes no row the log commits to. Raises NotUpkeep if it did; any error undoes it."""
    session.begin_write()
    try:
        yield
        session.flush()
        if any(session.take_touched()):
            raise NotUpkeep("a row the log commits to was changed without an operation")
        session.commit()
    except BaseException:
        session.rollback()
        raise
