"""Giving an opinion."""

from __future__ import annotations

from webapp.board.rules import blockers_private, require_words
from webapp.branch.matters.models import Matter
from webapp.branch.opinions.models import Opinion
from webapp.branch.opinions.rules import Place, Verdict
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotPermitted, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.supervision import queries, rules
from webapp.supervision.events import LogExported, OpinionGiven
from webapp.village.queries import village


@operation(P.OPINION_GIVE, on=Matter)
def give_opinion(ctx: Context, matter: Matter, place: Place, verdict: Verdict, text: str) -> Opinion:
    """Say what the supervision committee thinks of a matter at this place; it is heard, it does not veto.

    Raises RuleBroken when it is not the time, or the supervisor or a near relative is concerned; InvalidInput.
    """
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.OPINION_GIVE, matter)
    text = require_words(text, "text", rules.LONGEST_TEXT)
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    blockers = queries.opinion_blockers(ctx.session, matter, place, ctx.actor.resident_id, profile)
    blockers += blockers_private([text], profile)
    require_none(blockers)
    opinion = Opinion(
        matter_id=matter.id,
        place=place,
        verdict=verdict,
        text=text,
        given_at=ctx.now,
        given_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(opinion)
    ctx.session.flush()
    ctx.record(OpinionGiven(matter.short_number, place.value, verdict.value), subject=opinion, matter_id=matter.id)
    return opinion


@operation(P.LOG_EXPORT)
def export_log(ctx: Context, filters: dict[str, str]) -> None:
    """Take what a search of the log finds out as a file; who took it, and by which filters, stands in the log."""
    ctx.record(LogExported(filters), subject=village(ctx.session))
