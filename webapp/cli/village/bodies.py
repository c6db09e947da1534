"""Constituencies and offices at the command line."""

from __future__ import annotations

import uuid
from datetime import datetime

import click
from flask_babel import gettext as _

from webapp.cli.village.group import acting_in, command, one_villager, say
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.village.constituencies.labels import joined_sentence
from webapp.village.constituencies.operations import draw_constituencies
from webapp.village.constituencies.queries import constituency_numbered
from webapp.village.constituencies.rules import TARGET
from webapp.village.offices.labels import office_label
from webapp.village.offices.operations import fill_office
from webapp.village.offices.rules import Office
from webapp.village.register.queries import Villager


@command("draw")
@click.argument("code")
@click.option("--target", default=TARGET, show_default=True, help="About how many households in a constituency.")
def draw(code: str, target: int) -> None:
    """Draw the constituencies of 5 to 15 households inside the villagers' groups."""
    with acting_in(code) as ctx:
        drawing = draw_constituencies(ctx, target)
    for joined in drawing.joined:
        say(joined_sentence(joined))
    sizes = [len(one.households) for one in drawing.constituencies]
    say(
        _(
            "%(count)s constituencies were drawn, of %(least)s to %(most)s households.",
            count=len(sizes),
            least=min(sizes),
            most=max(sizes),
        )
    )


@command("office")
@click.argument("code")
@click.argument("office", type=click.Choice([one.value for one in Office]))
@click.argument("name")
@click.option("--household", default="", help="Household number, when several people have this name.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day in office; today if not given.")
@click.option("--constituency", type=int, help="Its number, for a representative; their own household's if not given.")
@click.option("--title", default="", help="Duty within the body.")
@click.option("--finance", is_flag=True, help="Knows finance or bookkeeping.")
def office(
    code: str,
    office: str,
    name: str,
    household: str,
    since: datetime | None,
    constituency: int | None,
    title: str,
    finance: bool,
) -> None:
    """Record that NAME holds OFFICE in the village CODE."""
    with acting_in(code) as ctx:
        person = one_villager(ctx, name, household)
        term = fill_office(
            ctx,
            person.resident_id,
            Office(office),
            since.date() if since else china_date(ctx.now),
            constituency_id=_constituency(ctx, Office(office), constituency, person),
            title=title,
            finance_knowledge=finance,
        )
    words = {"name": name, "office": office_label(office), "since": term.since, "until": term.until}
    say(_("%(name)s: %(office)s from %(since)s until %(until)s.", **words))


def _constituency(ctx: Context, office: Office, number: int | None, person: Villager) -> uuid.UUID | None:
    if office is not Office.REPRESENTATIVE:
        return None
    if number is None:
        return person.constituency_id
    found = constituency_numbered(ctx.session, number)
    if found is None:
        raise click.UsageError(f"There is no constituency {number}.")
    return found.id
