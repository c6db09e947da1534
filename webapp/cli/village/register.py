"""The household register at the command line: in and out."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import click
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.cli.village.group import REFUSED, acting_in, command, say
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Conflict, RuleBroken
from webapp.kit.request import current_database, current_settings
from webapp.village.queries import all_codes
from webapp.village.register.difference import Difference, difference
from webapp.village.register.labels import refusal_sentence, repair_label
from webapp.village.register.operations import export_register, import_register
from webapp.village.register.prepared import Prepared, prepare
from webapp.village.register.preview import change_sentence
from webapp.village.register.queries import known_households
from webapp.village.register.report import fingerprint, import_report, shown_repair
from webapp.village.register.rules import FileForm
from webapp.village.register.writing import csv_chunks, xlsx_bytes

LONGEST_LIST = 200
CODE_IN_NAME = re.compile(r"(?<!\d)\d{12}(?!\d)")


@command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--village", "code", help="12-digit code; not needed when FILE's name holds it or there is one village.")
@click.option("--dry-run", is_flag=True, help="Only show what would happen; nothing is written.")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.option("--leave-out-refused", is_flag=True, help="Import the others when households are refused.")
@click.option("--yes", is_flag=True, help="Do not ask before people in the register are changed.")
def import_file(file: Path, code: str | None, dry_run: bool, as_json: bool, leave_out_refused: bool, yes: bool) -> None:
    """Import a household register from FILE (CSV or XLSX): all of it or nothing.

    Exit 0 when the register now says what the file says (or with --dry-run), 1 when rows were refused and nothing was
    imported, 2 when the file is no register.
    """
    with acting_in(code or _only_code(file)) as ctx:
        prepared = prepare(file.read_bytes(), china_date(ctx.now), current_settings().register_key.encode())
        found = difference(known_households(ctx.session), prepared.checked, prepared.digests)
        if not as_json:
            _print(found)
        if not dry_run and not as_json and not yes and found.changed and sys.stdin.isatty():
            click.confirm(_("Change these people in the register?"), abort=True)
        applied = not dry_run and _apply(ctx, prepared, found, leave_out_refused)
        if as_json:
            say(json.dumps(import_report(found, applied=applied, wording=refusal_sentence), ensure_ascii=False))
        elif applied:
            say(_("The register says what the file says."))
        else:
            say(_("Nothing was changed."))
    if not dry_run and not applied:
        raise SystemExit(REFUSED)


def _apply(ctx: Context, prepared: Prepared, found: Difference, leave_out_refused: bool) -> bool:
    """Whether the register says now what the file says; a file that changes nothing writes nothing."""
    if found.refusals and not leave_out_refused:
        return False
    if found.is_nothing:
        return True
    try:
        import_register(ctx, prepared, expected=fingerprint(found), leave_out_refused=leave_out_refused)
    except (Conflict, RuleBroken):
        ctx.session.close()
        raise
    return True


def _only_code(file: Path) -> str:
    """The village when none was named: the one in the file's name, or the only one there is."""
    with current_database().across_villages() as session:
        codes = all_codes(session)
    named = [code for code in CODE_IN_NAME.findall(file.name) if code in codes]
    if len(named) == 1:
        return str(named[0])
    if len(codes) == 1:
        return codes[0]
    if not codes:
        raise click.UsageError("There is no village here yet. Set one up: flask village create CODE")
    raise click.UsageError("Say which village: --village CODE (flask village list shows them).")


def _print(found: Difference) -> None:
    taken_out = _("taken out of the register before; the row is left out")
    lines = [
        *(_repair_line(found, place) for place in range(len(found.repairs))),
        *(
            f"{one.person.line}\t{one.person.name}\t{'; '.join(change_sentence(change) for change in one.changes)}"
            for one in found.changed
        ),
        *(
            f"{one.line}\t{one.household}\t{one.column.value if one.column else ''}\t{refusal_sentence(one)}"
            for one in found.refusals
        ),
        *(f"{one.person.line}\t{one.person.name}\t{taken_out}" for one in found.still_named),
    ]
    for line in lines[:LONGEST_LIST]:
        say(line)
    if len(lines) > LONGEST_LIST:
        say(_("… and %(count)s lines more; --json tells all.", count=len(lines) - LONGEST_LIST))
    counts = {
        "rows": found.rows,
        "added": len(found.added),
        "changed": len(found.changed),
        "unchanged": found.unchanged,
        "repaired": len(found.repairs),
        "refused": len(found.refusals),
    }
    say(
        _(
            "%(rows)s rows: %(added)s people added, %(changed)s changed, %(unchanged)s as before; "
            "%(repaired)s cells repaired, %(refused)s rows refused.",
            **counts,
        )
    )
    if found.absent:
        say(
            ngettext(
                "%(num)s person of the register is not in the file and stays.",
                "%(num)s people of the register are not in the file and stay.",
                len(found.absent),
            )
        )


def _repair_line(found: Difference, place: int) -> str:
    repair = found.repairs[place]
    was, now = shown_repair(repair)
    return f"{repair.line}\t{repair.column.value}\t{repair_label(repair)}\t{was} → {now}"


@command("export")
@click.option("--village", "code", required=True, help="12-digit code.")
@click.option("--xlsx", is_flag=True, help="A spreadsheet instead of CSV; also when FILE ends in .xlsx.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_file(code: str, xlsx: bool, file: Path) -> None:
    """Write the register to FILE, which only its owner may read; identity numbers are masked. The log notes it."""
    form = FileForm.XLSX if xlsx or file.suffix.lower() == ".xlsx" else FileForm.CSV
    with acting_in(code) as ctx:
        households = export_register(ctx, form)
    content = [xlsx_bytes(households)] if form is FileForm.XLSX else csv_chunks(households)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
            target.writelines(content)
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error
    residents = sum(len(one.residents) for one in households)
    say(
        _(
            "%(residents)s people in %(households)s households were written.",
            residents=residents,
            households=len(households),
        )
    )
