"""One vote: how far it is while open, how everyone voted when closed; and closing it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.branch.matters.models import Matter
from webapp.core.context import Context
from webapp.core.pages import cut
from webapp.core.permissions import Permission as P
from webapp.council.explanations.queries import explanations
from webapp.council.meetings.models import Meeting
from webapp.council.policy import at_the_poll
from webapp.council.polls import operations, queries, roll
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import PollState
from webapp.council.polls.views.blueprint import Answer, bp, reasons_against, the_poll
from webapp.council.resolutions.queries import resolution_of_poll
from webapp.kit.guards import needs, public
from webapp.kit.live import live_piece
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx

NAMES_PER_PAGE = 300


@bp.get("/meetings/<number>/polls/<count:poll_number>")
@public
def show(number: str, poll_number: int) -> str:
    """One vote: how far it is while open, and how everyone voted when closed."""
    ctx = current_ctx()
    poll, meeting = the_poll(ctx, number, poll_number)
    shown = _page(ctx, poll, meeting)
    page = cut(shown["votes"], wanted_page(), NAMES_PER_PAGE)
    pager = paging(page, "polls.show", number=number, poll_number=poll_number, _anchor="names")
    return render_template("polls/show.html", listed=page.rows, pager_of_names=pager, **shown)


@bp.get("/meetings/<number>/polls/<count:poll_number>/live")
@public
@live_piece
def live(number: str, poll_number: int) -> str:
    """How many have voted; asked for again and again by open pages."""
    ctx = current_ctx()
    poll, meeting = the_poll(ctx, number, poll_number)
    return render_template("polls/live.html", poll=poll, meeting=meeting, tally=queries.tally(ctx.session, poll.id))


@bp.route("/meetings/<number>/polls/<count:poll_number>/close", methods=["GET", "POST"])
@needs(P.POLL_CLOSE)
def close(number: str, poll_number: int) -> Answer:
    """Close the box; the result is computed."""
    ctx, reasons = current_ctx(), []
    poll, meeting = the_poll(ctx, number, poll_number)
    if request.method == "POST":
        reasons = reasons_against(lambda: operations.close_poll(ctx, poll.id))
        if not reasons:
            flash(_("The vote is closed and counted."), "success")
            return redirect(url_for("polls.show", number=number, poll_number=poll_number))
        poll, meeting = the_poll(ctx, number, poll_number)
    tally = queries.tally(ctx.session, poll.id)
    page = render_template("polls/close.html", poll=poll, meeting=meeting, tally=tally, reasons=reasons)
    return page, 422 if reasons else 200


def _page(ctx: Context, poll: Poll, meeting: Meeting) -> dict[str, Any]:
    matter = ctx.session.get_one(Matter, (ctx.village_id, poll.matter_id))
    is_open = poll.state is PollState.OPEN
    recusals = queries.recusals_of(ctx.session, poll.id)
    effect = roll.effect_when_closed(poll)
    if recusals and is_open:
        effect = roll.effect_of(ctx.session, poll, meeting, matter)
    return {
        "poll": poll,
        "meeting": meeting,
        "matter": matter,
        "votes": queries.named_votes(ctx.session, poll),
        "channels": queries.by_channel(ctx.session, poll),
        "options": queries.options_of(ctx.session, poll.id) if poll.is_choice else [],
        "repeated": ctx.session.get(Poll, (ctx.village_id, poll.repeats_id)) if poll.repeats_id else None,
        "amendment": queries.amendment_of(ctx.session, poll),
        "tally": queries.tally(ctx.session, poll.id) if is_open else None,
        "recusals": recusals,
        "effect": effect,
        "resolution": resolution_of_poll(ctx.session, poll.id),
        "explanations": [] if is_open else explanations(ctx.session, poll.id),
        "mine": at_the_poll(ctx, poll) if ctx.actor.resident_id else None,
        "signatures": roll.signatures_under(ctx.session, poll, meeting, matter),
    }
