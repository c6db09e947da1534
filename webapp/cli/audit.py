"""`flask audit`: checking the log from outside the pages."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup, with_appcontext

from webapp.audit.check import problems_of_village, state_of_village
from webapp.audit.evidence import log_keys
from webapp.audit.kept import kept_bundle_problems, kept_problems, tree_problems
from webapp.audit.operations import rotate_log_key
from webapp.audit.problems import Problem
from webapp.audit.queries import checkpoints_of
from webapp.audit.verifier.__main__ import main as check_files
from webapp.audit.verifier.archive import ArchiveError, read_bundle
from webapp.audit.verifier.sentences import say
from webapp.cli.database import database_errors_as_sentences
from webapp.cli.upkeep import ask_witnesses, sign_logs
from webapp.core.context import OPERATOR, Context
from webapp.core.database import VillageSession
from webapp.core.errors import Blocker, Conflict, InvalidInput
from webapp.grants import GrantTable
from webapp.kit.explain import explain
from webapp.kit.request import current_database, current_log, present_moment
from webapp.village.queries import all_codes

audit = AppGroup("audit", help="Check the villages' logs.")
MOST_PROBLEMS = 100
UNCHANGED = ("log_key.none", "log_key.current")


@audit.command("verify")
@click.option("--village", "code", help="12-digit code; all villages without it.")
@click.option("--kept", multiple=True, type=click.Path(exists=True, path_type=Path), help="A checkpoint or bundle.")
@click.option("--tree", "is_quick", is_flag=True, help="Only hash the entries anew: quick, and blind to the tables.")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@with_appcontext
@database_errors_as_sentences()
def verify(code: str | None, kept: tuple[Path, ...], is_quick: bool, as_json: bool) -> None:
    """Walk log and tables both ways; exit 1 if anything disagrees, 2 if there is no such village.

    What somebody kept (--kept, with --village) is held against the log of today, entry by entry.
    """
    with current_database().across_villages() as session:
        codes = all_codes(session)
    wanted = [one for one in codes if code is None or one == code]
    if code is not None and not wanted:
        raise click.UsageError(f"There is no village {code} here.")
    if kept and len(wanted) != 1:
        raise click.UsageError("Say with --village of which village the kept file is.")
    reports = [_report(one, kept, is_quick) for one in wanted]
    if as_json:
        click.echo(json.dumps({"villages": reports, "ok": all(report["ok"] for report in reports)}, ensure_ascii=False))
    else:
        for report in reports:
            _print(report)
    if not all(report["ok"] for report in reports):
        raise SystemExit(1)


@audit.command("checkpoint")
@with_appcontext
@database_errors_as_sentences()
def checkpoint() -> None:
    """Sign every log that has grown since its newest signature; exit 1 if a key is missing."""
    signed = sign_logs(only_due=False)
    for village_id, size, is_signed in signed:
        verdict = "signed" if is_signed else "NOT signed: its key is not in the data folder"
        click.echo(f"{village_id:012d}: {size} entries, {verdict}")
    if not signed:
        click.echo("Every log is signed to its end.")
    if not all(is_signed for *_, is_signed in signed):
        raise SystemExit(1)


@audit.command("witness")
@with_appcontext
@database_errors_as_sentences()
def witness() -> None:
    """Show the newest checkpoints to the outside witnesses of YISHI_WITNESSES now; exit 1 if one did not cosign."""
    asked = ask_witnesses(only_due=False)
    for village_id, outside, error in asked:
        click.echo(f"{village_id:012d}: {outside.key.name}: {error or 'cosigned'}")
    if not asked:
        click.echo("Nobody to ask: no witness in YISHI_WITNESSES, or no log is signed yet (flask audit checkpoint).")
    if any(error for *_, error in asked):
        raise SystemExit(1)


@audit.command("rotate-key")
@click.option("--reason", required=True, help="Why; it stands in every village's log.")
@click.option("--lost", is_flag=True, help="The old key is lost: the new one signs alone, and the log shows it.")
@with_appcontext
@database_errors_as_sentences()
def rotate_key(reason: str, lost: bool) -> None:
    """Let a new key sign all logs; each log says so, signed by both keys. Goes on where it was interrupted."""
    ring = current_log().ring
    if ring is None:
        raise click.ClickException("This installation signs nothing.")
    ring.prepare_next()
    with current_database().across_villages() as session:
        codes = all_codes(session)
    for code in codes:
        with current_database().session(int(code)) as session:
            _rotate(Context(session, int(code), OPERATOR, present_moment(), GrantTable(), current_log()), reason, lost)
    ring.finish_change()
    click.echo("The new key signs now. Copy it to your backup, and publish the new public keys of the logs.")


def _rotate(ctx: Context, reason: str, lost: bool) -> None:
    try:
        rotate_log_key(ctx, current_log().ring, reason, lost=lost)
    except Conflict as conflict:
        if conflict.code not in UNCHANGED:
            raise click.ClickException(_sentence(Blocker(conflict.code, "", conflict.params))) from conflict
    except InvalidInput as error:
        raise click.UsageError(_sentence(Blocker(error.code, "", error.params))) from error
    for one in log_keys(ctx.session)[-1:]:
        click.echo(one.key.text)


def _sentence(blocker: Blocker) -> str:
    return explain([blocker])[0]["message"]


def _report(code: str, kept: tuple[Path, ...], is_quick: bool) -> dict[str, Any]:
    with current_database().session(int(code)) as session:
        size, root = state_of_village(session)
        if is_quick:
            found = list(tree_problems(session, {row.size: row.root for row in checkpoints_of(session)}))
        else:
            found = list(problems_of_village(session))
        for path in kept:
            found += _kept(session, path)
    return {
        "village": code,
        "entries": size,
        "root": root,
        "ok": not found,
        "problems": len(found),
        "first_problems": [
            {
                "kind": problem.kind,
                "seq": problem.seq,
                "table": problem.row[0] if problem.row else None,
                "row": problem.row[1] if problem.row else None,
                "detail": problem.detail,
            }
            for problem in found[:MOST_PROBLEMS]
        ],
    }


def _kept(session: VillageSession, path: Path) -> list[Problem]:
    if not path.is_dir() and not zipfile.is_zipfile(path):
        return list(kept_problems(session, path.read_bytes()))
    try:
        return list(kept_bundle_problems(session, read_bundle(path)))
    except ArchiveError as error:
        raise click.UsageError(f"{path}: {say(error.code, 'en', error.place)}") from error


def _print(report: dict[str, Any]) -> None:
    verdict = "all is well" if report["ok"] else f"{report['problems']} problems"
    click.echo(f"{report['village']}: {report['entries']} entries, root {report['root']}: {verdict}")
    for problem in report["first_problems"]:
        place = f" ({problem['table']} {problem['row']})" if problem["table"] else ""
        click.echo(f"  entry {problem['seq']}: {problem['kind']}{place}: {problem['detail']}")


@audit.command("verify-bundle")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--policy", type=click.Path(exists=True), help="A policy you kept: judge by it, not by the bundle's own.")
@click.option("--checkpoint", multiple=True, type=click.Path(exists=True), help="A checkpoint you kept.")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
def verify_bundle(files: tuple[Path, ...], policy: str | None, checkpoint: tuple[str, ...], as_json: bool) -> None:
    """Check bundles and receipts; exit 1 if anything is wrong, 2 if a file is refused. Needs no database."""
    arguments = [str(path) for path in files] + (["--json"] if as_json else [])
    arguments += ["--policy", policy] if policy else []
    for one in checkpoint:
        arguments += ["--checkpoint", one]
    if code := check_files(arguments):
        raise SystemExit(code)
