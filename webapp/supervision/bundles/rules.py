"""What may go into a bundle, for whom, and how much."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from webapp.core.errors import Blocker


class Kind(StrEnum):
    """What a bundle is about."""

    MATTER = "matter"
    MEETING = "meeting"
    PERIOD = "period"


class Readers(StrEnum):
    """Whom a bundle is made for: everybody, or those who oversee. Papers and entries are the same in both."""

    EVERYONE = "everyone"
    SUPERVISORS = "supervisors"


MOST_ENTRIES = {Readers.EVERYONE: 10_000, Readers.SUPERVISORS: 50_000}
MOST_PAPERS_BYTES = 200_000_000
LONGEST_DAYS = 366

# Personal facts that those who oversee need to follow an act: [event, fact]. Never what is in a ballot box or on a
# sealed sheet, never what households said, never who signs in.
OPEN_TO_SUPERVISORS = frozenset(
    {
        ("recusal_declared", "because"),
        ("meeting_called", "reason"),
        ("delegate_named", "delegate"),
        ("vote_explained", "text"),
    }
)


def opened_facts(readers: Readers) -> frozenset[tuple[str, str]]:
    """Which personal facts go along with the entries that seal them (PIPL 6: no more than the purpose needs)."""
    return OPEN_TO_SUPERVISORS if readers is Readers.SUPERVISORS else frozenset()


def blockers_period(since: date, until: date, today: date) -> list[Blocker]:
    """Why a period cannot be packed."""
    if until < since:
        return [Blocker("bundle.order")]
    if since > today:
        return [Blocker("bundle.future")]
    if until - since >= timedelta(days=LONGEST_DAYS):
        return [Blocker("bundle.too_long", "", {"days": LONGEST_DAYS})]
    return []


def blockers_bundle(entries: int, papers: int, waiting: bool, covered: bool, readers: Readers) -> list[Blocker]:
    """Why a bundle of so many entries and bytes of papers cannot be packed now."""
    if not entries:
        return [Blocker("bundle.empty")]
    found = []
    if entries > MOST_ENTRIES[readers]:
        found.append(Blocker("bundle.too_many", "", {"entries": entries, "most": MOST_ENTRIES[readers]}))
    if papers > MOST_PAPERS_BYTES:
        found.append(Blocker("bundle.papers", "", {"most": MOST_PAPERS_BYTES // 1_000_000}))
    if waiting:
        found.append(Blocker("bundle.open_vote"))
    if not covered:
        found.append(Blocker("bundle.unsigned"))
    return found
