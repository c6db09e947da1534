"""Rules of the proof: which days it may name, how many photographs a notice has."""

from __future__ import annotations

from datetime import date

from webapp.core.errors import Blocker

MOST = 3
"""One sheet from near, one of the whole board, one to spare."""


def blockers_prove(hung_on: date, down_on: date | None, pinned_on: date, today: date, count: int) -> list[Blocker]:
    """Why a photograph does not prove this notice: its day lies before the hanging, after it came down or ahead."""
    found = []
    last = min(today, down_on) if down_on else today
    if not hung_on <= pinned_on <= last:
        found.append(Blocker("proof.day", "", {"first": hung_on.isoformat(), "last": last.isoformat()}))
    if count >= MOST:
        found.append(Blocker("proof.enough", "", {"most": MOST}))
    return found
