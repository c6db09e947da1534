"""Money of the village: who looks at a voucher before it is paid, and which decision must cover it.

The amounts are numbers of the village: townships and counties set them, none stands in a statute. A village may lower
them, never raise them above what is written here.
"""

from __future__ import annotations

from webapp.charter.rulebook.values import Lock, Rule, Stricter, Unit, flag, number

L, D = Lock.LOCAL, Lock.DESIGN
MOST_YUAN = 1_000_000


def most(id: str, value: int, *articles: str) -> Rule:
    """A number of yuan up to which something holds; the village may lower it, not raise it."""
    return Rule(id, value, Unit.YUAN, articles, L, Stricter.LESS, value, (0, MOST_YUAN))


RULES: tuple[Rule, ...] = (
    flag("finance.review.beforePayment", True, "HENAN:58"),
    number("finance.review.supervisors", 2, Unit.COUNT, "HENAN:58", lock=D, bounds=(2, 5)),
    most("finance.tier.small", 3_000, "PRACTICE"),
    most("finance.tier.large", 20_000, "PRACTICE"),
    number("finance.tier.together.days", 30, Unit.DAYS, "PRACTICE", lock=D, bounds=(0, 365)),
    flag("finance.decision.required", True, "HENAN:54"),
)
