"""Rules of matters: who may bring one, with how many names, and where it stands."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """The six steps (四议两公开), in their order."""

    PROPOSE = "propose"
    CONSULT = "consult"
    PARTY_REVIEW = "party_review"
    RESOLVE = "resolve"
    DISCLOSE_DECISION = "disclose_decision"
    DISCLOSE_RESULT = "disclose_result"


class MatterState(StrEnum):
    """Where a matter stands on the whole. `GATHERING`: it waits for co-signatures and is not yet put forward."""

    GATHERING = "gathering"
    ACTIVE = "active"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    DONE = "done"


class Source(StrEnum):
    """Who may bring a matter (Henan measures art 54)."""

    PARTY_BRANCH = "party_branch"
    COMMITTEE = "committee"
    SUPERVISION = "supervision"
    COLLECTIVE = "collective"
    VILLAGERS = "villagers"
    REPRESENTATIVES = "representatives"


class Signing(StrEnum):
    """How a co-signature was given."""

    ONLINE = "online"
    PAPER = "paper"
