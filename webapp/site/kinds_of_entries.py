"""The log's entries grouped in plain words: meetings, votes, notices, money, accounts. By the room an event is of."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from webapp.audit.models import BALLOTS
from webapp.core.events import Event


class EntryKind(StrEnum):
    """What an entry is about, as people would ask for it."""

    MATTERS = "matters"
    HOUSEHOLDS = "households"
    MEETINGS = "meetings"
    VOTES = "votes"
    BALLOTS = "ballots"
    NOTICES = "notices"
    WORK = "work"
    MONEY = "money"
    SUPERVISION = "supervision"
    PEOPLE = "people"
    ACCOUNTS = "accounts"
    LOOKS = "looks"
    RULES = "rules"


KINDS: dict[EntryKind, Any] = {
    EntryKind.MATTERS: _("Matters: proposals, texts, steps"),
    EntryKind.HOUSEHOLDS: _("Household consultation"),
    EntryKind.MEETINGS: _("Meetings and minutes"),
    EntryKind.VOTES: _("Votes and resolutions"),
    EntryKind.BALLOTS: _("Single ballots"),
    EntryKind.NOTICES: _("Notices and objections"),
    EntryKind.WORK: _("Tasks and results"),
    EntryKind.MONEY: _("Vouchers, books, contracts"),
    EntryKind.SUPERVISION: _("Supervision"),
    EntryKind.PEOPLE: _("Register, constituencies, offices"),
    EntryKind.ACCOUNTS: _("Accounts and sign-ins"),
    EntryKind.LOOKS: _("Looks at personal data"),
    EntryKind.RULES: _("Rules of the village"),
}
# The longest name that fits decides; a room that is not named here is named by the test of this module.
ROOMS: dict[str, EntryKind] = {
    "audit": EntryKind.SUPERVISION,
    "branch": EntryKind.MATTERS,
    "board": EntryKind.NOTICES,
    "charter": EntryKind.RULES,
    "committee": EntryKind.WORK,
    "committee.disclosures": EntryKind.NOTICES,
    "committee.finance": EntryKind.MONEY,
    "council": EntryKind.MEETINGS,
    "council.amendments": EntryKind.VOTES,
    "council.consultation": EntryKind.HOUSEHOLDS,
    "council.departures": EntryKind.PEOPLE,
    "council.explanations": EntryKind.VOTES,
    "council.mandates": EntryKind.RULES,
    "council.polls": EntryKind.VOTES,
    "council.reinvitations": EntryKind.ACCOUNTS,
    "council.resolutions": EntryKind.VOTES,
    "council.sheets": EntryKind.VOTES,
    "supervision": EntryKind.SUPERVISION,
    "village": EntryKind.PEOPLE,
    "village.accounts": EntryKind.ACCOUNTS,
    "village.looks": EntryKind.LOOKS,
}
OWN_AFFAIRS = frozenset({"act_refused", "password_changed", "person_joined", "signed_out"})
"""What people do with their own account: when somebody comes and goes is nobody's to collect, the supervisors' excepted
(they look after a shared or stolen account)."""


def kind_of(event: type[Event]) -> EntryKind | None:
    """The kind an event belongs to; nothing for a room that no kind names."""
    if event.name in BALLOTS:
        return EntryKind.BALLOTS
    parts = event.__module__.removeprefix("webapp.").split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((ROOMS[name] for name in names if name in ROOMS), None)


def every_event() -> Iterator[type[Event]]:
    """Every kind of event the system knows."""
    waiting = list(Event.__subclasses__())
    while waiting:
        event = waiting.pop()
        waiting += event.__subclasses__()
        if event.__module__.startswith("webapp."):
            yield event


def events_of(kind: EntryKind) -> frozenset[str]:
    """The names of the events of a kind, as the log has them."""
    return frozenset(event.name for event in every_event() if kind_of(event) is kind)
