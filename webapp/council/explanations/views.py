"""The page on which a representative explains a vote."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from webapp.branch.matters.views.blueprint import NONE, Answer, attempt, page
from webapp.core.context import Context
from webapp.core.errors import NotFound, NotPermitted
from webapp.core.permissions import Permission as P
from webapp.council.explanations import operations, queries
from webapp.council.explanations.forms import ExplanationForm
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.policy import at_the_poll
from webapp.council.polls.models import Poll
from webapp.council.polls.queries import poll_by_number
from webapp.kit.guards import signed_in
from webapp.kit.request import current_ctx

bp = Blueprint("explanations", __name__, url_prefix="/v/<village>")


@bp.route("/meetings/<number>/polls/<count:poll_number>/why", methods=["GET", "POST"])
@signed_in
def explain_vote(number: str, poll_number: int) -> Answer:
    """Say why I voted so, once the vote is closed."""
    ctx, reasons = current_ctx(), NONE
    poll, meeting, seat = _place(ctx, number, poll_number)
    given = queries.explanation_of(ctx.session, poll.id, seat.id)
    form = ExplanationForm(data={"text": given.text if given else ""})
    if form.validate_on_submit():
        done, reasons = attempt(lambda: operations.explain_vote(ctx, poll.id, form.text.data))
        if done is not None:
            flash(_("Your words stand beside your vote."), "success")
            return redirect(url_for("polls.show", number=number, poll_number=poll_number, _anchor="why"))
        poll, meeting, seat = _place(ctx, number, poll_number)
    return page("explanations/explain_vote.html", form, reasons, poll=poll, meeting=meeting)


def _place(ctx: Context, number: str, poll_number: int) -> tuple[Poll, Meeting, Seat]:
    found = poll_by_number(ctx.session, number, poll_number)
    if found is None:
        raise NotFound("Poll", f"{number}/{poll_number}")
    place = at_the_poll(ctx, found[0])
    if place is None:
        raise NotPermitted(P.VOTE_EXPLAIN, found[0])
    return *found, place.seat
