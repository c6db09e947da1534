"""The pages of the rule book, one for each subject, put together."""

from __future__ import annotations

from webapp.charter.rulebook.book import (
    bodies,
    collective,
    disclosure,
    elections,
    finance,
    meetings,
    proposals,
    requests,
)
from webapp.charter.rulebook.values import Rule

BOOK: tuple[Rule, ...] = (
    *meetings.RULES,
    *proposals.RULES,
    *disclosure.RULES,
    *bodies.RULES,
    *finance.RULES,
    *elections.RULES,
    *collective.RULES,
    *requests.RULES,
)
