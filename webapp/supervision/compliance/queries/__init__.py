"""Reading the facts that the compliance board judges."""

from __future__ import annotations

from webapp.supervision.compliance.queries.matters import (
    JudgedMatter,
    judged_matters,
    judged_matters_page,
    matter_statement,
    newest_judged_matters,
)
from webapp.supervision.compliance.queries.meetings import (
    JudgedMeeting,
    judged_meetings,
    judged_meetings_page,
    meeting_statement,
    newest_judged_meetings,
)
from webapp.supervision.compliance.queries.village import judged_village

__all__ = [
    "JudgedMatter",
    "JudgedMeeting",
    "judged_matters",
    "judged_matters_page",
    "judged_meetings",
    "judged_meetings_page",
    "judged_village",
    "matter_statement",
    "meeting_statement",
    "newest_judged_matters",
    "newest_judged_meetings",
]
