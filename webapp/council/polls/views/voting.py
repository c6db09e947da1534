"""The ballot on a phone, and the receipt: on a motion by name, among several, and in secret."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.audit.merkle import leaf_hash
from webapp.audit.queries import entries_about
from webapp.branch.matters.models import Matter
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import RuleBroken
from webapp.council.ballots.box.rules import Slip
from webapp.council.consultation import queries as consultation
from webapp.council.meetings.models import Meeting
from webapp.council.polls import operations, queries
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import Channel, PollState, Vote, blockers_cast
from webapp.council.polls.views.blueprint import Answer, bp, my_place, reasons_against, the_poll
from webapp.kit.explain import explain
from webapp.kit.guards import signed_in
from webapp.kit.request import current_ctx


@bp.get("/meetings/<number>/polls/<count:poll_number>/ballot")
@signed_in
def ballot(number: str, poll_number: int) -> str:
    """My ballot: one question, three answers or the options."""
    ctx = current_ctx()
    poll, meeting = the_poll(ctx, number, poll_number)
    return render_template("polls/ballot.html", **_my_ballot(ctx, poll, meeting), reasons=_my_reasons(ctx, poll))


@bp.post("/meetings/<number>/polls/<count:poll_number>/ballot")
@signed_in
def cast(number: str, poll_number: int) -> Answer:
    """Put my ballot into the box."""
    ctx = current_ctx()
    choice = request.form.get("choice")
    if choice not in set(Vote):
        the_poll(ctx, number, poll_number)
        return redirect(url_for("polls.ballot", number=number, poll_number=poll_number))
    try:
        operations.cast_ballot(ctx, queries.numbered(number, poll_number), Vote(choice))
    except RuleBroken as broken:
        return _refused(ctx, number, poll_number, explain(broken.blockers))
    return _to_receipt(number, poll_number)


@bp.post("/meetings/<number>/polls/<count:poll_number>/choice")
@signed_in
def cast_choice(number: str, poll_number: int) -> Answer:
    """Choose among several by name."""
    ctx, chosen = current_ctx(), _positions()
    poll, _meeting = the_poll(ctx, number, poll_number)
    if not chosen and not request.form.get("abstain"):
        return redirect(url_for("polls.ballot", number=number, poll_number=poll_number))
    reasons = reasons_against(lambda: operations.cast_choice(ctx, poll.id, chosen))
    return _refused(ctx, number, poll_number, reasons) if reasons else _to_receipt(number, poll_number)


@bp.post("/meetings/<number>/polls/<count:poll_number>/slip")
@signed_in
def cast_secret(number: str, poll_number: int) -> Answer:
    """Put my slip into the box of a secret vote."""
    ctx, chosen = current_ctx(), _positions()
    poll, _meeting = the_poll(ctx, number, poll_number)
    vote = Vote.ABSTAIN.value if request.form.get("abstain") else request.form.get("choice", "")
    if not chosen and not vote:
        return redirect(url_for("polls.ballot", number=number, poll_number=poll_number))
    slip = Slip(vote, () if request.form.get("abstain") else chosen)
    reasons = reasons_against(lambda: operations.cast_secret(ctx, poll.id, slip))
    return _refused(ctx, number, poll_number, reasons) if reasons else _to_receipt(number, poll_number)


@bp.get("/meetings/<number>/polls/<count:poll_number>/receipt")
@signed_in
def receipt(number: str, poll_number: int) -> Answer:
    """That my ballot is in the box, and where the log says so; of a secret one never how I voted."""
    ctx = current_ctx()
    poll, meeting = the_poll(ctx, number, poll_number)
    mine = my_place(ctx, poll).ballot
    if mine is None:
        return redirect(url_for("polls.ballot", number=number, poll_number=poll_number))
    found = entries_about(ctx.session, mine.sheet_id or mine.id, limit=1)
    proof = {"entry": found[0], "digest": leaf_hash(found[0].body).hex()} if found else {"entry": None}
    options = queries.options_of(ctx.session, poll.id) if poll.is_choice else []
    return render_template("polls/receipt.html", poll=poll, meeting=meeting, ballot=mine, options=options, **proof)


def _positions() -> tuple[int, ...]:
    """The options ticked on the page; a strange one becomes 0, which is no option."""
    sent = request.form.getlist("option")
    return tuple(int(one) if one.isdecimal() and len(one) < 4 else 0 for one in sent)


def _to_receipt(number: str, poll_number: int) -> Response:
    return redirect(url_for("polls.receipt", number=number, poll_number=poll_number))


def _refused(ctx: Context, number: str, poll_number: int, reasons: list[dict[str, str]]) -> Answer:
    poll, meeting = the_poll(ctx, number, poll_number)
    return render_template("polls/ballot.html", **_my_ballot(ctx, poll, meeting), reasons=reasons), 422


def _my_reasons(ctx: Context, poll: Poll) -> list[dict[str, str]]:
    """Why I cannot vote now; empty when I can."""
    mine, offered = my_place(ctx, poll), Channel.BROWSER in poll.channels
    return explain(blockers_cast(poll.state, mine.seat.is_present, mine.is_recused, china_date(ctx.now), offered))


def _my_ballot(ctx: Context, poll: Poll, meeting: Meeting) -> dict[str, Any]:
    mine = my_place(ctx, poll)
    item = queries.item_of(ctx.session, poll)
    households = consultation.households_of(ctx.session, mine.seat.constituency_id, item.id)
    is_final = poll.is_secret and mine.ballot is not None
    may_now = poll.state is PollState.OPEN and mine.seat.is_present and not mine.is_recused and not is_final
    return {
        "poll": poll,
        "meeting": meeting,
        "mine": mine,
        "item": item,
        "options": queries.options_of(ctx.session, poll.id) if poll.is_choice else [],
        "matter": ctx.session.get_one(Matter, (ctx.village_id, poll.matter_id)),
        "tally": queries.tally(ctx.session, poll.id),
        "households": households,
        "said": consultation.said(households),
        "can_vote": may_now and Channel.BROWSER in poll.channels,
    }
