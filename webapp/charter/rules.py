"""The rules of the charter in one place: the law by date of the act, how it counts, and what a vote amounts to.

``profile_on(day)`` gives the law of a day, ``apply_local`` adds what the village itself has tightened,
``matter_on`` names whose matter it is, and ``decide`` judges one vote.
"""

from __future__ import annotations

from webapp.charter.decide import Check, Decision, attendance_rule, decide, floor_check, notice_rule, threshold_check
from webapp.charter.facts import Composition, CountBy, Facts, Votes
from webapp.charter.matters import CATALOGUE, Body, MatterKind, Track, matter_on, matters_on
from webapp.charter.rulebook.articles import VCOL_2018, VCOL_2025, Reference, parse_reference
from webapp.charter.rulebook.counting import (
    MORE_THAN_HALF,
    Threshold,
    at_least,
    majority,
    needed_at_least,
    needed_majority,
    parts,
)
from webapp.charter.rulebook.local import apply_local, apply_standing, may_replace, plain_value, read_value, value_text
from webapp.charter.rulebook.profile import Profile, profile_on
from webapp.charter.rulebook.values import (
    RCEO_FROM,
    VCOL_2025_FROM,
    Base,
    Lock,
    Range,
    Rule,
    Stricter,
    Unit,
    Value,
)

__all__ = [
    "CATALOGUE",
    "MORE_THAN_HALF",
    "RCEO_FROM",
    "VCOL_2018",
    "VCOL_2025",
    "VCOL_2025_FROM",
    "Base",
    "Body",
    "Check",
    "Composition",
    "CountBy",
    "Decision",
    "Facts",
    "Lock",
    "MatterKind",
    "Profile",
    "Range",
    "Reference",
    "Rule",
    "Stricter",
    "Threshold",
    "Track",
    "Unit",
    "Value",
    "Votes",
    "apply_local",
    "apply_standing",
    "at_least",
    "attendance_rule",
    "decide",
    "floor_check",
    "majority",
    "matter_on",
    "matters_on",
    "may_replace",
    "needed_at_least",
    "needed_majority",
    "notice_rule",
    "parse_reference",
    "parts",
    "plain_value",
    "profile_on",
    "read_value",
    "threshold_check",
    "value_text",
]
