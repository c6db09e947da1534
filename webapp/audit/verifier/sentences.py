"""What a check says, in English and in Chinese: the sentences stand in `sentences.json`, which the page reads too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .report import Finding, Report

LANGUAGES = ("zh_Hans", "en")
SHOWN = 20
_FILE = Path(__file__).with_name("sentences.json")


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Every sentence by its code and language."""
    found: dict[str, dict[str, str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


def say(code: str, language: str, place: str = "", seq: int | None = None, detail: str = "") -> str:
    """One sentence with its figures filled in."""
    words = sentences()[code][language]
    return words.replace("{place}", place).replace("{seq}", str(seq)).replace("{detail}", detail)


def verdict(report: Report) -> str:
    """The code of the one sentence that says how a check ended."""
    if not report.is_good:
        return "verdict.bad"
    return "verdict.good" if report.is_met else "verdict.unmet"


def finding_text(finding: Finding, language: str) -> str:
    """One thing that is wrong, and what the entry was about."""
    said = say(finding.code, language, finding.place, finding.seq, finding.detail)
    return f"{said} {say('about', language, detail=finding.about)}" if finding.about else said


def report_lines(report: Report, language: str) -> Iterator[str]:
    """The whole report as lines for a terminal or a letter."""
    yield say(verdict(report), language)
    for finding in report.findings[:SHOWN]:
        yield f"  ✗ {finding_text(finding, language)}"
    if len(report.findings) > SHOWN:
        yield f"  {say('verdict.more', language, detail=str(len(report.findings) - SHOWN))}"
    for name, number in report.seen.items():
        if number:
            yield f"  ✓ {say(f'seen.{name}', language, detail=str(number))}"
    for poll in report.polls:
        if poll.why_not:
            yield f"  – {say(f'poll.{poll.why_not}', language, seq=poll.seq)}"
    witnesses = ", ".join(report.cosigned) or say("signed.nobody", language)
    yield f"  {say('signed.cosigned', language)}: {witnesses}"
    for key in report.signed_by:
        yield f"  {say('signed.by', language)}: {key}"
    if report.signed_by:
        yield f"  {say('signed.compare', language)}"
