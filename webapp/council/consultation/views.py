"""Pages of asking households: the representative's sheet, the own household's view, the summary, the signatures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.branch.matters.models import Matter
from webapp.branch.matters.views.blueprint import NONE, Answer, attempt
from webapp.charter.labels import article_label
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound, NotPermitted
from webapp.core.permissions import Permission as P
from webapp.council.consultation import labels, operations, queries
from webapp.council.consultation.forms import SheetForm, SignatureForm, WrongForm
from webapp.council.consultation.queries import HouseholdLine, OwnWord
from webapp.council.consultation.rules import LEVY, HouseholdSays, Summary
from webapp.council.consultation.summaries import summaries, summary_by_area
from webapp.council.meetings import queries as meetings
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.rules import MeetingState
from webapp.council.policy import seat_of
from webapp.kit.guards import needs, public, signed_in
from webapp.kit.request import current_ctx
from webapp.village.looks.rules import LookAt
from webapp.village.looks.rules import households as of_households
from webapp.village.looks.showing import note_look

bp = Blueprint("consultation", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.says_label, "says_word")
bp.add_app_template_filter(labels.says_look, "says_look")


@bp.route("/meetings/<number>/items/<count:position>/households", methods=["GET", "POST"])
@needs(P.HOUSEHOLD_CONSULT)
def households(number: str, position: int) -> Answer:
    """My households on one sheet, and what each says about one item of the agenda."""
    ctx, form, reasons = current_ctx(), SheetForm(), NONE
    item, _meeting, seat = _place(ctx, number, position)
    form.hold(queries.households_of(ctx.session, seat.constituency_id, item.id))
    if form.validate_on_submit() and (words := form.ready()):
        noted, reasons = attempt(lambda: operations.note_households(ctx, item.id, words))
        if noted is not None:
            flash(ngettext("%(num)d household was noted.", "%(num)d households were noted.", noted), "success")
        if noted is not None and not form.has_wrong:
            return redirect(_after(number, position))
    return _sheet(ctx, form, number, position, reasons)


@bp.get("/my-household")
@signed_in
def own() -> str:
    """What my representative noted of my household."""
    ctx = current_ctx()
    return render_template("consultation/own.html", words=_own(ctx))


@bp.route("/my-household/<number>/<count:position>", methods=["GET", "POST"])
@signed_in
def contest(number: str, position: int) -> Answer:
    """Say that my household was noted wrongly."""
    ctx, form, reasons = current_ctx(), WrongForm(), NONE
    own = _own_at(ctx, number, position)
    word = own.word
    if word is None:
        raise NotFound("HouseholdWord", f"{number}/{position}")
    if form.validate_on_submit():
        says, note = HouseholdSays(form.says.data), form.note.data or ""
        done, reasons = attempt(lambda: operations.contest_word(ctx, word.id, says, note))
        if done is not None:
            flash(_("Your representative sees it now."), "success")
            return redirect(url_for("consultation.own"))
    page = render_template("consultation/contest.html", form=form, reasons=reasons, own=_own_at(ctx, number, position))
    return page, 422 if form.errors or reasons else 200


@bp.get("/meetings/<number>/items/<count:position>/said")
@public
def said(number: str, position: int) -> str:
    """What the households said about an item, in numbers; for those due by constituency."""
    ctx = current_ctx()
    item, meeting = _item(ctx, number, position)
    found = summaries(ctx.session, meeting.id).get(item.id, Summary())
    is_due = seat_of(ctx.session, meeting.id, ctx.actor.resident_id) is not None or ctx.may(P.AGENDA_SET, meeting)
    areas = summary_by_area(ctx.session, item) if is_due else []
    shown = {"item": item, "meeting": meeting, "said": found, "areas": areas, "is_due": is_due}
    return render_template("consultation/said.html", **shown, **_levy(ctx, item))


@bp.route("/meetings/<number>/items/<count:position>/signatures", methods=["GET", "POST"])
@needs(P.HOUSEHOLD_SIGN)
def signatures(number: str, position: int) -> Answer:
    """Record which households signed about a levy on paper."""
    ctx, form, reasons = current_ctx(), SignatureForm(), NONE
    item, meeting = _item(ctx, number, position)
    areas, area_id = _areas(ctx, meeting)
    lines = queries.households_of(ctx.session, area_id, item.id)
    if form.validate_on_submit():
        changed, reasons = attempt(lambda: operations.record_signatures(ctx, item.id, form.marks(lines)))
        if changed is not None:
            flash(ngettext("%(num)d household was changed.", "%(num)d households were changed.", changed), "success")
            return redirect(request.full_path)
    note_look(ctx, LookAt.CONSULTATION, of_households(line.household.id for line in lines))
    item, meeting = _item(ctx, number, position)
    lines = queries.households_of(ctx.session, area_id, item.id)
    shown = {"form": form, "item": item, "meeting": meeting, "lines": lines, "areas": areas, "area_id": area_id}
    page = render_template("consultation/signatures.html", reasons=reasons, **shown, **_levy(ctx, item))
    return page, 422 if reasons else 200


def _own_lines(ctx: Context, number: str, position: int) -> list[queries.HouseholdLine]:
    item, _meeting, seat = _place(ctx, number, position)
    return list(queries.households_of(ctx.session, seat.constituency_id, item.id))


def _sheet(ctx: Context, form: SheetForm, number: str, position: int, reasons: list[dict[str, str]]) -> Answer:
    keys = [line.household.id for line in _own_lines(ctx, number, position)]
    note_look(ctx, LookAt.CONSULTATION, of_households(keys))
    item, meeting, seat = _place(ctx, number, position)
    lines = queries.households_of(ctx.session, seat.constituency_id, item.id)
    form.renew(lines)
    begun = meeting.state is not MeetingState.CONVENED
    shown = {"item": item, "meeting": meeting, "said": queries.said(lines), "has_begun": begun, **_levy(ctx, item)}
    page = render_template("consultation/households.html", form=form, reasons=reasons, **shown)
    return page, 422 if reasons or form.has_wrong else 200


def _after(number: str, position: int) -> str:
    """Back to the sheet, at the household whose button was pressed."""
    anchor = request.form.get("line", "")
    known = f"h-{anchor}" if anchor.isalnum() else None
    return url_for("consultation.households", number=number, position=position, _anchor=known)


def _item(ctx: Context, number: str, position: int) -> tuple[AgendaItem, Meeting]:
    meeting = meetings.meeting_by_number(ctx.session, number)
    item = meetings.agenda_item_at(ctx.session, meeting.id, position) if meeting else None
    if meeting is None or item is None:
        raise NotFound("AgendaItem", f"{number}/{position}")
    return item, meeting


def _place(ctx: Context, number: str, position: int) -> tuple[AgendaItem, Meeting, Seat]:
    item, meeting = _item(ctx, number, position)
    seat = seat_of(ctx.session, meeting.id, ctx.actor.resident_id)
    if seat is None:
        raise NotPermitted(P.HOUSEHOLD_CONSULT, item)
    return item, meeting, seat


def _own(ctx: Context) -> Sequence[OwnWord]:
    household = queries.household_of(ctx.session, ctx.actor.resident_id)
    return queries.own_words(ctx.session, household) if household else []


def _own_at(ctx: Context, number: str, position: int) -> OwnWord:
    for own in _own(ctx):
        if (own.meeting.short_number, own.item.position) == (number, position):
            return own
    raise NotFound("HouseholdWord", f"{number}/{position}")


def _areas(ctx: Context, meeting: Meeting) -> tuple[Sequence[Any], Any]:
    """The constituencies whose signatures this person records, and the one on the page."""
    seat = seat_of(ctx.session, meeting.id, ctx.actor.resident_id)
    if not ctx.may(P.COSIGNATURE_RECORD):
        if seat is None:
            raise NotPermitted(P.HOUSEHOLD_SIGN)
        return [], seat.constituency_id
    areas = queries.constituencies_at(ctx.session, meeting.id)
    wanted = request.args.get("area", "")
    chosen = next((area for area in areas if str(area.number) == wanted), areas[0] if areas else None)
    return areas, chosen.id if chosen else None


def _levy(ctx: Context, item: AgendaItem) -> dict[str, Any]:
    """Whether the item is a levy, and by which article its households sign."""
    matter = ctx.session.get_one(Matter, (ctx.village_id, item.matter_id))
    article = rules_in_force(ctx.session, china_date(ctx.now)).article("levy.household.signature")
    return {"is_levy": matter.kind == LEVY, "levy_article": str(article_label(article))}


def line_name(line: HouseholdLine) -> str:
    """How a household is called on the sheet: by its head, or its number."""
    return line.head or line.household.number


bp.add_app_template_filter(line_name, "line_name")
