"""A matter's public page: text, the way so far, the decision, the work, the opinions, the log."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from flask import abort, redirect, render_template
from werkzeug.wrappers import Response

from webapp.audit.queries import count_of_matter
from webapp.board.queries import notices_of_matter, objections_of_matter
from webapp.branch.matters.models import Matter
from webapp.branch.matters.queries import is_readable, matter_by_number, matter_detail
from webapp.branch.matters.rules import MatterState, Step
from webapp.branch.opinions.queries import opinions_of
from webapp.branch.queries import agenda_blockers
from webapp.branch.steps.queries import records_of
from webapp.charter.matters import BY_DUTY
from webapp.charter.procedure import steps_for
from webapp.charter.queries import rules_in_force
from webapp.committee.finance.vouchers.queries.money import money_by
from webapp.committee.finance.vouchers.queries.vouchers import vouchers_of_matter
from webapp.committee.queries import result_of, tasks_of_matter
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.council.meetings.queries import held_on, meetings_about
from webapp.council.polls.queries import named_votes, polls_about
from webapp.council.polls.rules import PollState
from webapp.council.resolutions.queries import resolution_of_matter
from webapp.kit.explain import explain
from webapp.kit.guards import public
from webapp.kit.request import current_ctx
from webapp.site.blueprint import bp
from webapp.site.rail import Way, rail_of
from webapp.site.things import address_of
from webapp.supervision.evaluations.queries import evaluation_of


@bp.get("/v/<village>/matters/<number>")
@public
def matter(number: str) -> str:
    """Everything about one matter on one page."""
    ctx = current_ctx()
    found = matter_by_number(ctx.session, number)
    if found is None or not is_readable(found, ctx.actor.is_signed_in):
        abort(404)
    return render_template("site/matter.html", **_page(ctx, found))


@bp.get("/v/<village>/about/<table>/<key>")
@public
def about(table: str, key: str) -> Response:
    """The page of the thing a notice or an entry speaks of."""
    ctx = current_ctx()
    try:
        address = address_of(ctx, table, uuid.UUID(hex=key))
    except ValueError:
        address = None
    return redirect(address or abort(404))


def _page(ctx: Context, found: Matter) -> dict[str, Any]:
    session, today = ctx.session, china_date(ctx.now)
    polls = polls_about(session, found.id)
    poll, meeting = next(
        (pair for pair in polls if pair[0].state is PollState.CLOSED and pair[0].is_about_matter), (None, None)
    )
    judged_on = held_on(meeting) if meeting and poll and poll.carried else today
    detail = matter_detail(session, found, judged_on)
    records, notices = records_of(session, found.id), notices_of_matter(session, found.id)
    vouchers = vouchers_of_matter(session, found.id) if found.budget_fen is not None else []
    way = Way(found, _kept(ctx, detail.kind, judged_on), records, poll, notices)
    return {
        "matter": found,
        "detail": detail,
        "rail_steps": rail_of(way),
        "records": records,
        "opinions": opinions_of(session, found.id),
        "notices": notices,
        "objections": objections_of_matter(session, found.id),
        "poll": poll,
        "meeting": meeting,
        "votes": named_votes(session, poll) if poll else [],
        "meetings": meetings_about(session, found.id),
        "resolution": resolution_of_matter(session, found.id),
        "reasons": explain(agenda_blockers(session, found, today)) if _waits_for_vote(found) else [],
        "entries": count_of_matter(session, found.id),
        "tasks": tasks_of_matter(session, found),
        "result": result_of(session, found.id),
        "evaluation": evaluation_of(session, found.id) if found.kind in BY_DUTY else None,
        "money": money_by(found, (row.voucher for row in vouchers)),
        "vouchers": vouchers,
    }


def _waits_for_vote(found: Matter) -> bool:
    return found.state is MatterState.ACTIVE and found.step is Step.RESOLVE


def _kept(ctx: Context, kind: Any, day: date) -> frozenset[Step]:
    """The steps this kind of matter goes through by the rules of a day: that of its decision, or today."""
    if kind is None:
        return frozenset(Step)
    profile = rules_in_force(ctx.session, day)
    return frozenset(rules.step for rules in steps_for(kind, profile))
