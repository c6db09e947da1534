"""Recording what the villagers' assembly delegated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from webapp.charter.queries import rules_in_force
from webapp.core.context import Context
from webapp.core.errors import InvalidInput, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.mandates import rules
from webapp.council.mandates.events import MandateRecorded
from webapp.council.mandates.models import Mandate


@operation(P.MANDATE_RECORD)
def record_mandate(ctx: Context, kinds: Sequence[str], since: date, until: date, decision: str) -> Mandate:
    """Put on record that the assembly delegated kinds of matter to the representatives, by which decision, until when.

    The last day belongs to it. Raises RuleBroken for matters the law keeps for the assembly and for a missing term,
    InvalidInput for a decision too long.
    """
    decision = decision.strip()
    if len(decision) > rules.LONGEST_DECISION:
        raise InvalidInput("mandate.long", "decision", longest=rules.LONGEST_DECISION)
    profile = rules_in_force(ctx.session, since)
    kinds = list(dict.fromkeys(kinds))
    require_none(rules.blockers_mandate(kinds, since, until, decision, profile))
    mandate = Mandate(kinds=list(kinds), since=since, until=until, decision=decision)
    ctx.session.add(mandate)
    ctx.session.flush()
    ctx.record(MandateRecorded(list(kinds), since, until, decision), subject=mandate)
    return mandate
