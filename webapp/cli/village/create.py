"""Setting a village up, and the list of those that are."""

from __future__ import annotations

import csv
import json
import lzma
from pathlib import Path
from typing import IO

import click
from flask_babel import gettext as _

from webapp.cli.village.group import acting_in, command, say
from webapp.kit.request import current_database
from webapp.village.operations import create_village
from webapp.village.queries import all_codes, sizes
from webapp.village.queries import village as village_row
from webapp.village.rules import Place, require_code

FIELDS = ("name", "township", "county", "prefecture", "province")


@command("create")
@click.argument("code")
@click.option("--name", help="Name of the village, if it is in no code list.")
@click.option(
    "--codes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Code list as CSV (code,name,township,county,prefecture,province); may be packed as .xz.",
)
def create(code: str, name: str | None, codes: Path | None) -> None:
    """Set up the village with this 12-digit CODE."""
    require_code(code)
    place = _looked_up(code, codes) if codes else Place(code, "")
    if name:
        place = Place(code, name, place.township, place.county, place.prefecture, place.province)
    if not place.name:
        raise click.UsageError("Say what the village is called: --name NAME, or --codes FILE with a code list.")
    with acting_in(code, new=True) as ctx:
        row = create_village(ctx, place)
        say(_("%(name)s (%(code)s) is set up.", name=row.name, code=code))


def _looked_up(code: str, path: Path) -> Place:
    try:
        with _opened(path) as file:
            reader = csv.DictReader(file)
            if not {"code", "name"} <= set(reader.fieldnames or ()):
                raise click.UsageError(f"{path.name} is no code list: its first line must name code and name.")
            for row in reader:
                if row["code"] == code:
                    return Place(code, *((row.get(field) or "").strip() for field in FIELDS))
    except (lzma.LZMAError, UnicodeDecodeError, csv.Error, EOFError) as error:
        raise click.UsageError(f"{path.name} cannot be read: {error}.") from error
    raise click.UsageError(f"{code} is not in {path.name}. Look at the code again, or give the name with --name.")


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


@command("list")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
def list_villages(as_json: bool) -> None:
    """List the villages of this installation and how large their registers are."""
    with current_database().across_villages() as session:
        codes = all_codes(session)
    rows = []
    for code in codes:
        with acting_in(code) as ctx:
            row = village_row(ctx.session)
            rows.append({"code": code, "name": row.name if row else "", **sizes(ctx.session)})
    if as_json:
        say(json.dumps({"villages": rows}, ensure_ascii=False))
        return
    for one in rows:
        words = _("%(groups)s groups, %(households)s households, %(residents)s people", **one)
        say(f"{one['code']}\t{one['name']}\t{words}")
