"""Invitations at the command line: links to hand out, and their QR codes as pictures."""

from __future__ import annotations

import json
import os
import uuid
from pathlib import Path

import click
import segno
from flask import current_app
from flask_babel import gettext as _

from webapp.cli.village.group import acting_in, command, one_villager, say
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.council.reinvitations.operations import reinvite_as_operator
from webapp.kit.request import public_address
from webapp.village.accounts.operations import invite_all
from webapp.village.accounts.queries import invitee, invitees_in_office, names_for
from webapp.village.offices.rules import Office


@command("invite")
@click.argument("code")
@click.argument("name", required=False)
@click.option("--household", default="", help="Household number, when several people have this name.")
@click.option("--sign-in", "sign_in_name", help="What the person signs in with; phone or name if not given.")
@click.option("--office", type=click.Choice([one.value for one in Office]), help="Everyone in this office instead.")
@click.option("--all", "everyone", is_flag=True, help="Everyone in office instead.")
@click.option("--qr", "folder", type=click.Path(file_okay=False, path_type=Path), help="Folder for QR codes as SVG.")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
def invite(
    code: str,
    name: str | None,
    household: str,
    sign_in_name: str | None,
    office: str | None,
    everyone: bool,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Print the link with which NAME (or everyone of an office who cannot sign in yet) sets a password.

    For a NAME who can sign in already no second person agrees to a new link: the public log says that the operator
    made it. While a vote is open in which the person is due, it is refused.
    """
    if sum(map(bool, (name, office, everyone))) != 1:
        raise click.UsageError("Say whom to invite: a NAME, --office OFFICE, or --all.")
    with acting_in(code) as ctx:
        people = _named(ctx, name, household) if name else _in_office(ctx, Office(office) if office else None)
        if not people:
            say(_("Everyone you chose can sign in already. Nobody needs an invitation."))
            return
        names = names_for(ctx.session, people)
        if sign_in_name and name:
            names = dict.fromkeys(names, sign_in_name)
        tokens = _tokens(ctx, names)
    links = [{"name": people[key], "sign_in_name": names[key], "link": _address(code, tokens[key])} for key in people]
    if folder:
        for number, link in enumerate(links, 1):
            link["qr"] = _draw(folder, number, link["link"])
    if as_json:
        say(json.dumps({"invitations": links}, ensure_ascii=False))
        return
    for link in links:
        say("\t".join(link.values()))


def _tokens(ctx: Context, names: dict[uuid.UUID, str]) -> dict[uuid.UUID, str]:
    """A first link for each; for one person who has joined already, a new link under the operator's own name."""
    if len(names) == 1:
        (resident_id,) = names
        person = invitee(ctx.session, resident_id, ctx.now)
        if person is not None and person.has_joined:
            names[resident_id] = person.sign_in_name
            return {resident_id: reinvite_as_operator(ctx, resident_id)}
    return dict(invite_all(ctx, names))


def _named(ctx: Context, name: str, household: str) -> dict[uuid.UUID, str]:
    person = one_villager(ctx, name, household)
    return {person.resident_id: person.name}


def _in_office(ctx: Context, office: Office | None) -> dict[uuid.UUID, str]:
    found = invitees_in_office(ctx.session, china_date(ctx.now), ctx.now)
    return {
        one.resident_id: one.name for one in found if not one.has_joined and (office is None or office in one.offices)
    }


def _address(code: str, token: str) -> str:
    """The link as it stands on paper: the public address of this installation before the page of joining."""
    with current_app.test_request_context():
        return public_address("accounts.join", village=code, token=token)


def _draw(folder: Path, number: int, link: str) -> str:
    """The QR code of a link as a file that only its owner may read; its name tells nothing about the person."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"invitation-{number:03d}.svg"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        segno.make(link, error="m", micro=False).save(target, kind="svg", scale=6, border=4)
    return str(path)
