"""Pages of inviting: who can sign in already, a link for one person, a sheet of links for many."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput, NotFound
from webapp.core.pages import Page
from webapp.core.permissions import Permission as P
from webapp.kit.guards import needs
from webapp.kit.pages import paging, wanted_page, wanted_words
from webapp.kit.request import current_ctx, public_address
from webapp.village.accounts import operations, queries, rules
from webapp.village.accounts.forms import InviteForm, SheetForm
from webapp.village.accounts.labels import BLOCKERS
from webapp.village.accounts.queries import Invitee
from webapp.village.accounts.views.blueprint import bp
from webapp.village.looks.rules import LookAt, people
from webapp.village.looks.showing import note_look
from webapp.village.offices.labels import office_label
from webapp.village.offices.rules import Office
from webapp.village.register.queries import villagers_asked_for

PER_PAGE = 50
EVERYONE = "everyone"
Answer = str | Response | tuple[str, int]


@dataclasses.dataclass(frozen=True)
class Link:
    """What is handed to one person, once."""

    name: str
    offices: str
    sign_in_name: str
    url: str


@bp.get("/invitations")
@needs(P.ACCOUNT_INVITE)
def invitations() -> str:
    """Who holds an office and can sign in already, and who waits for an invitation."""
    ctx, asked = current_ctx(), wanted_words()
    found = villagers_asked_for(ctx.session, asked)
    everyone = queries.invitees_in_office(ctx.session, china_date(ctx.now), ctx.now)
    number = wanted_page()
    page = Page(everyone[(number - 1) * PER_PAGE : number * PER_PAGE], number, len(everyone), PER_PAGE)
    note_look(ctx, LookAt.INVITATIONS, people(one.resident_id for one in [*page.rows, *found]))
    return render_template(
        "accounts/invitations.html",
        asked=asked,
        found=found,
        page=page,
        paging=paging(page, "accounts.invitations"),
        form=_sheet_form(everyone),
        missing=sum(1 for one in everyone if not one.has_joined),
    )


@bp.route("/invitations/new/<uuid:resident_id>", methods=["GET", "POST"])
@needs(P.ACCOUNT_INVITE)
def invite(resident_id: uuid.UUID) -> Answer:
    """Invite one person; the link is shown once."""
    ctx = current_ctx()
    person = queries.invitee(ctx.session, resident_id, ctx.now)
    if person is None:
        raise NotFound("Resident", resident_id)
    note_look(ctx, LookAt.INVITATIONS, people([resident_id]))
    if person.has_joined:
        return redirect(url_for("reinvitations.show", resident_id=resident_id))
    form = InviteForm(sign_in_name=queries.names_for(ctx.session, [resident_id])[resident_id])
    token = _invited(ctx, resident_id, form) if form.validate_on_submit() else None
    if token:
        link = Link(person.name, "", form.sign_in_name.data, public_address("accounts.join", token=token))
        return render_template("accounts/invited.html", link=link, until=ctx.now + rules.INVITATION_LASTS)
    return render_template("accounts/invite.html", form=form, person=person), 422 if form.errors else 200


@bp.post("/invitations/sheet")
@needs(P.ACCOUNT_INVITE)
def invitation_sheet() -> Answer:
    """A sheet with a link for everyone of an office who cannot sign in yet, to cut up and hand out."""
    ctx = current_ctx()
    everyone = queries.invitees_in_office(ctx.session, china_date(ctx.now), ctx.now)
    form = _sheet_form(everyone)
    chosen = _chosen(everyone, form.whom.data) if form.validate_on_submit() else []
    if not chosen:
        flash(_("Everyone you chose can sign in already. Nobody needs an invitation."), "success")
        return redirect(url_for("accounts.invitations"))
    note_look(ctx, LookAt.INVITATIONS, people(one.resident_id for one in chosen))
    names = queries.names_for(ctx.session, [one.resident_id for one in chosen])
    tokens = operations.invite_all(ctx, names)
    links = _links(chosen, names, tokens)
    return render_template("accounts/sheet.html", links=links, holds_until=ctx.now + rules.INVITATION_LASTS)


def _invited(ctx: Context, resident_id: uuid.UUID, form: InviteForm) -> str | None:
    """The token of the link; otherwise the reason stands beside the field."""
    try:
        token: str = operations.invite(ctx, resident_id, form.sign_in_name.data)
    except (Conflict, InvalidInput) as error:
        if error.code not in BLOCKERS:
            raise
        form.sign_in_name.errors = [str(BLOCKERS[error.code]) % dict(error.params)]
        return None
    return token


def _sheet_form(everyone: list[Invitee]) -> SheetForm:
    """All who cannot sign in yet, or those of one office, with how many they are."""
    form = SheetForm()
    waiting = [one for one in everyone if not one.has_joined]
    counts = {office: sum(1 for one in waiting if office in one.offices) for office in Office}
    form.whom.choices = [SelectChoice(EVERYONE, _("everyone in office (%(count)s)", count=len(waiting)))] + [
        SelectChoice(office.value, f"{office_label(office)} ({count})") for office, count in counts.items() if count
    ]
    return form


def _chosen(everyone: list[Invitee], whom: str) -> list[Invitee]:
    return [one for one in everyone if not one.has_joined and (whom == EVERYONE or Office(whom) in one.offices)]


def _links(chosen: list[Invitee], names: Mapping[uuid.UUID, str], tokens: Mapping[uuid.UUID, str]) -> list[Link]:
    return [
        Link(
            one.name,
            _(", ").join(office_label(office) for office in one.offices),
            names[one.resident_id],
            public_address("accounts.join", token=tokens[one.resident_id]),
        )
        for one in chosen
    ]
