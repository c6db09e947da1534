"""The charter held against the record: findings are computed from facts, never stored and never ticked by hand."""

from __future__ import annotations

from webapp.supervision.compliance.rules.findings import Finding, Law, Mark, Sign, missing_of
from webapp.supervision.compliance.rules.matters import MatterFacts, judge_matter, signs_of_matter
from webapp.supervision.compliance.rules.meetings import MeetingFacts, judge_meeting, signs_of_meeting
from webapp.supervision.compliance.rules.signs import Burst, Same, text_digest

__all__ = [
    "Burst",
    "Finding",
    "Law",
    "Mark",
    "MatterFacts",
    "MeetingFacts",
    "Same",
    "Sign",
    "judge_matter",
    "judge_meeting",
    "missing_of",
    "signs_of_matter",
    "signs_of_meeting",
    "text_digest",
]
