"""Putting an item of the agenda, or an amendment to it, to the vote."""

from __future__ import annotations

import uuid
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.charter.rules import Body
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.council.amendments.models import Amendment
from webapp.council.amendments.queries import amendment_at, carried_of
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.polls import operations, queries
from webapp.council.polls.forms import MotionForm
from webapp.council.polls.rules import PollState
from webapp.council.polls.views.blueprint import Answer, bp, reasons_against, the_item
from webapp.kit.guards import needs
from webapp.kit.request import current_ctx


@bp.route("/meetings/<number>/items/<count:position>/vote", methods=["GET", "POST"])
@needs(P.POLL_OPEN)
def open_poll(number: str, position: int) -> Answer:
    """Put an item of the agenda to the vote, or with `amendment` in the address an amendment to it."""
    ctx, reasons = current_ctx(), []
    item, meeting = the_item(ctx, number, position)
    form, known, about = _form(ctx, item, meeting)
    if form.validate_on_submit() and form.people_meant(ctx.session, known):
        reasons = reasons_against(lambda: operations.open_poll(ctx, item.id, form.motion.data, **form.asked(ctx.now)))
        if not reasons:
            opened = queries.polls_of(ctx.session, meeting.id)[-1].number
            return redirect(url_for("polls.show", number=number, poll_number=opened))
        item, meeting = the_item(ctx, number, position)
    page = render_template("polls/open_poll.html", form=form, reasons=reasons, item=item, meeting=meeting, **about)
    return page, 422 if form.errors or reasons else 200


def _form(ctx: Context, item: AgendaItem, meeting: Meeting) -> tuple[MotionForm, dict[str, uuid.UUID], dict[str, Any]]:
    """The form with what is known already: the amendment, the vote that is repeated, who is left for a run-off.

    Also whom the options of that vote meant, and what else the page shows.
    """
    amendment = _amendment(ctx, item)
    motion = _motion(ctx, item, amendment)
    last = queries.last_poll_of(ctx.session, item.id, amendment.id if amendment else None)
    earlier = last if last and last.state is PollState.CLOSED and (not last.valid or last.awaits_runoff) else None
    known: dict[str, Any] = {"motion": motion[:500], "channels": ["browser"], "most": 1}
    people: dict[str, uuid.UUID] = {}
    if earlier is not None and earlier.awaits_runoff:
        elected = (earlier.decision or {}).get("elected", [])
        left = [one for one in queries.options_of(ctx.session, earlier.id) if one.position not in elected]
        people = {one.label: one.resident_id for one in left if one.resident_id}
        known |= {"options": "\n".join(one.label for one in left), "are_people": bool(people)}
        known |= {"motion": earlier.motion, "question": earlier.question.value}
        known |= {"most": earlier.most - len(elected), "secrecy": earlier.secrecy.value}
        known |= {"channels": earlier.channels}
    form = MotionForm(data=known)
    form.prepare(amendment.id if amendment else None, earlier, meeting.body is Body.PARTY_MEMBERS)
    return form, people, {"amendment": amendment, "earlier": earlier}


def _motion(ctx: Context, item: AgendaItem, amendment: Amendment | None) -> str:
    """The question as it is proposed: of an amendment, of the item as amended, or of the item."""
    if amendment is not None:
        return _("Do you agree: %(title)s?", title=amendment.text)
    if carried_of(ctx.session, item.id):
        return _("Do you agree, with the amendments adopted: %(title)s?", title=item.title)
    return _("Do you agree: %(title)s?", title=item.title)


def _amendment(ctx: Context, item: AgendaItem) -> Amendment | None:
    asked = request.args.get("amendment", "")
    if not asked:
        return None
    found = amendment_at(ctx.session, item.id, int(asked)) if asked.isdecimal() and len(asked) < 6 else None
    if found is None:
        raise NotFound("Amendment", asked)
    return found
