"""`python -m verifier FILE…`: check bundles and receipts on a computer that never saw the system.

Exit 0 when everything fits, 1 when something is wrong or too few have signed, 2 when a file is refused.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from .archive import ArchiveError, read_bundle
from .bundle import Kept, check_bundle
from .merkle import ProofError
from .policy import PolicyError, read_policy
from .proof import SUFFIX, read_proof, verify_proof
from .report import Report
from .sentences import LANGUAGES, report_lines, say, verdict

GOOD, WRONG, REFUSED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Check every file named and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m verifier", description=__doc__)
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a bundle (zip or folder), or a .tlog-proof"
    )
    parser.add_argument(
        "--policy", type=Path, help="judge by this policy, kept from elsewhere, not by the bundle's own"
    )
    parser.add_argument("--checkpoint", type=Path, action="append", default=[], help="a checkpoint you kept")
    parser.add_argument("--entry", type=Path, help="the entry's bytes for a .tlog-proof that does not carry them")
    parser.add_argument("--language", choices=LANGUAGES, action="append", help="both without it")
    parser.add_argument("--json", action="store_true", help="for other programs")
    asked = parser.parse_args(arguments)
    return max(_check(path, asked) for path in asked.files)


def _check(path: Path, asked: argparse.Namespace) -> int:
    try:
        kept = Kept(_read(asked.policy), tuple(one.read_bytes() for one in asked.checkpoint))
        report = _receipt(path, asked) if path.suffix == SUFFIX else check_bundle(read_bundle(path), kept)
    except ArchiveError as error:
        _refuse(path, asked, error.code, error.place)
        return REFUSED
    except OSError as error:
        _refuse(path, asked, "archive.unreadable", error.strerror or "")
        return REFUSED
    _tell(path, report, asked)
    return GOOD if report.is_good and report.is_met else WRONG


def _receipt(path: Path, asked: argparse.Namespace) -> Report:
    """A receipt as a report of one entry. It needs a policy that was kept from elsewhere."""
    report = Report(kind="receipt")
    try:
        proof = read_proof(path.read_bytes())
        policy = read_policy(_read(asked.policy) or b"")
        verdict_found = verify_proof(proof, _read(asked.entry) or proof.extra, policy)
    except (ProofError, PolicyError) as error:
        report.add("proof.wrong", path.name, detail=str(error))
        return report
    report.is_met, report.size = verdict_found.is_met, verdict_found.checkpoint.size
    report.first = report.last = proof.index
    report.signed_by = [key.text for key in verdict_found.signed_by]
    report.cosigned = dict(verdict_found.cosigned_at)
    report.seen["entries"] = 1
    return report


def _tell(path: Path, report: Report, asked: argparse.Namespace) -> None:
    if asked.json:
        said = {"file": str(path), "verdict": verdict(report)} | asdict(report) | {"seen": dict(report.seen)}
        _write(json.dumps(said, ensure_ascii=False))
        return
    title = " · ".join(part for part in (report.village_name, report.title, f"{report.first}–{report.last}") if part)
    _write(f"{path}: {title}")
    for language in asked.language or LANGUAGES:
        for line in report_lines(report, language):
            _write(line)


def _refuse(path: Path, asked: argparse.Namespace, code: str, place: str) -> None:
    for language in asked.language or LANGUAGES:
        sys.stderr.write(f"{path}: {say(code, language, place)}\n")


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _read(path: Path | None) -> bytes | None:
    return path.read_bytes() if path else None


if __name__ == "__main__":
    sys.exit(main())
