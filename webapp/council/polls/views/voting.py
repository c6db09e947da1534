"""The ballot on a phone, and the receipt: on a motion by name, among several, and in secret."""

from __future__ import annotations

import uuid
from typing import Any

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp.audit.queries import entries_about
from webapp.audit.verifier.merkle import leaf_hash
from webapp.branch.matters.models import Matter
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import RuleBroken
from webapp.council.ballots.box.rules import Slip
from webapp.council.consultation import queries as consultation
from webapp.council.meetings.models import Meeting
from webapp.council.polls import operations, queries
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import Channel, PollState, blockers_cast, blockers_represented
from webapp.council.polls.views.blueprint import Answer, bp, my_place, reasons_against, the_poll
from webapp.council.polls.views.sent import sent_ballot
from webapp.council.polls.views.whose import held_seats, kept, principal
from webapp.kit.explain import explain
from webapp.kit.guards import signed_in
from webapp.kit.request import current_ctx


@bp.get("/meetings/<number>/polls/<count:poll_number>/ballot")
@signed_in
def ballot(number: str, poll_number: int) -> str:
    """My ballot: one question, three answers or the options."""
    ctx = current_ctx()
    poll, meeting = the_poll(ctx, number, poll_number)
    return _page(ctx, poll, meeting, _my_reasons(ctx, poll, principal(ctx, number)))


@bp.post("/meetings/<number>/polls/<count:poll_number>/ballot")
@signed_in
def cast(number: str, poll_number: int) -> Answer:
    """Put my ballot into the box."""
    ctx, sent = current_ctx(), sent_ballot()
    if sent.vote is None:
        the_poll(ctx, number, poll_number)
        return _back_to_ballot(number, poll_number)
    try:
        operations.cast_ballot(ctx, queries.numbered(number, poll_number), sent.vote, principal=principal(ctx, number))
    except RuleBroken as broken:
        return _refused(ctx, number, poll_number, explain(broken.blockers))
    return _to_receipt(number, poll_number)


@bp.post("/meetings/<number>/polls/<count:poll_number>/choice")
@signed_in
def cast_choice(number: str, poll_number: int) -> Answer:
    """Choose among several by name."""
    ctx, sent = current_ctx(), sent_ballot()
    poll, _meeting = the_poll(ctx, number, poll_number)
    if not sent.is_said:
        return _back_to_ballot(number, poll_number)
    reasons = reasons_against(
        lambda: operations.cast_choice(ctx, poll.id, sent.chosen, principal=principal(ctx, number))
    )
    return _refused(ctx, number, poll_number, reasons) if reasons else _to_receipt(number, poll_number)


@bp.post("/meetings/<number>/polls/<count:poll_number>/slip")
@signed_in
def cast_secret(number: str, poll_number: int) -> Answer:
    """Put my slip into the box of a secret vote."""
    ctx, sent = current_ctx(), sent_ballot()
    poll, _meeting = the_poll(ctx, number, poll_number)
    if not sent.is_said:
        return _back_to_ballot(number, poll_number)
    slip = Slip(sent.vote.value if sent.vote else "", sent.chosen)
    whose = principal(ctx, number)
    reasons = reasons_against(lambda: operations.cast_secret(ctx, poll.id, slip, principal=whose))
    return _refused(ctx, number, poll_number, reasons) if reasons else _to_receipt(number, poll_number)


@bp.get("/meetings/<number>/polls/<count:poll_number>/receipt")
@signed_in
def receipt(number: str, poll_number: int) -> Answer:
    """That my ballot is in the box, and where the log says so; of a secret one never how I voted."""
    ctx = current_ctx()
    poll, meeting = the_poll(ctx, number, poll_number)
    place = my_place(ctx, poll, principal(ctx, number))
    mine = place.ballot
    if mine is None:
        return _back_to_ballot(number, poll_number)
    found = entries_about(ctx.session, mine.sheet_id or mine.id, limit=1)
    proof = {"entry": found[0], "digest": leaf_hash(found[0].body).hex()} if found else {"entry": None}
    options = queries.options_of(ctx.session, poll.id) if poll.is_choice else []
    shown = {"poll": poll, "meeting": meeting, "ballot": mine, "seat": place.seat, "whose": kept()}
    return render_template("polls/receipt.html", **shown, options=options, **proof)


def _to_receipt(number: str, poll_number: int) -> Response:
    return redirect(url_for("polls.receipt", number=number, poll_number=poll_number, **kept()))


def _back_to_ballot(number: str, poll_number: int) -> Response:
    return redirect(url_for("polls.ballot", number=number, poll_number=poll_number, **kept()))


def _refused(ctx: Context, number: str, poll_number: int, reasons: list[dict[str, str]]) -> Answer:
    poll, meeting = the_poll(ctx, number, poll_number)
    return _page(ctx, poll, meeting, reasons), 422


def _page(ctx: Context, poll: Poll, meeting: Meeting, reasons: list[dict[str, str]]) -> str:
    return render_template("polls/ballot.html", **_my_ballot(ctx, poll, meeting), reasons=reasons)


def _my_reasons(ctx: Context, poll: Poll, whose: uuid.UUID | None) -> list[dict[str, str]]:
    """Why I cannot vote now; empty when I can."""
    mine, offered = my_place(ctx, poll, whose), Channel.BROWSER in poll.channels
    found = blockers_cast(poll.state, mine.seat.is_present, mine.is_recused, china_date(ctx.now), offered)
    return explain(found or blockers_represented(whose is None and mine.seat.is_represented))


def _my_ballot(ctx: Context, poll: Poll, meeting: Meeting) -> dict[str, Any]:
    whose = principal(ctx, meeting.short_number)
    mine = my_place(ctx, poll, whose)
    item = queries.item_of(ctx.session, poll)
    households = consultation.households_of(ctx.session, mine.seat.constituency_id, item.id)
    is_final = poll.is_secret and mine.ballot is not None
    is_away = whose is None and mine.seat.is_represented
    may_now = poll.state is PollState.OPEN and mine.seat.is_present and not (mine.is_recused or is_final or is_away)
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
        "whose": kept(),
        "held": held_seats(ctx, meeting),
    }
