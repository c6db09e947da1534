"""`flask audit`: checking the log from outside the pages."""

from __future__ import annotations

import json
from typing import Any

import click
from flask.cli import AppGroup, with_appcontext

from webapp.audit.check import problems_of_village, state_of_village
from webapp.cli.database import database_errors_as_sentences
from webapp.kit.request import current_database
from webapp.village.queries import all_codes

audit = AppGroup("audit", help="Check the villages' logs.")
MOST_PROBLEMS = 100


@audit.command("verify")
@click.option("--village", "code", help="12-digit code; all villages without it.")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@with_appcontext
@database_errors_as_sentences()
def verify(code: str | None, as_json: bool) -> None:
    """Walk log and tables both ways; exit 1 if anything disagrees, 2 if there is no such village."""
    with current_database().across_villages() as session:
        codes = all_codes(session)
    wanted = [one for one in codes if code is None or one == code]
    if code is not None and not wanted:
        raise click.UsageError(f"There is no village {code} here.")
    reports = [_report(one) for one in wanted]
    if as_json:
        click.echo(json.dumps({"villages": reports, "ok": all(report["ok"] for report in reports)}, ensure_ascii=False))
    else:
        for report in reports:
            _print(report)
    if not all(report["ok"] for report in reports):
        raise SystemExit(1)


def _report(code: str) -> dict[str, Any]:
    with current_database().session(int(code)) as session:
        size, root = state_of_village(session)
        found = list(problems_of_village(session))
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


def _print(report: dict[str, Any]) -> None:
    verdict = "all is well" if report["ok"] else f"{report['problems']} problems"
    click.echo(f"{report['village']}: {report['entries']} entries, root {report['root']}: {verdict}")
    for problem in report["first_problems"]:
        place = f" ({problem['table']} {problem['row']})" if problem["table"] else ""
        click.echo(f"  entry {problem['seq']}: {problem['kind']}{place}: {problem['detail']}")
