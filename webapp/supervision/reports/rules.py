"""Rules of the supervisors' reports: which period, when one may be published, that what is published stands.

That the supervision committee reports to the representatives follows from VCOL 37 (it supervises for the villagers) and
is practice in its rhythm: monthly and yearly. A published report never changes; a correction is a new version that
names the one before it, and why.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from webapp.audit.verifier.canonical import canonical
from webapp.core.errors import Blocker

LONGEST_PART = 5_000
PARTS = ("introduction", "findings", "advice")
"""The free words: how it was in general, what was found, what the supervisors advise."""
PERIOD = re.compile(r"([12][0-9]{3})(?:-(0[1-9]|1[0-2]))?")
ARTICLE = "PRACTICE"


class ReportKind(StrEnum):
    """Each month, each year."""

    MONTHLY = "monthly"
    ANNUAL = "annual"


class ReportState(StrEnum):
    """Being written: its figures follow the record; or published: it stands."""

    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Period:
    """The month or year a report is about: 2026-05 or 2026."""

    kind: ReportKind
    first: date

    @property
    def last(self) -> date:
        """Its last day."""
        if self.kind is ReportKind.ANNUAL:
            return date(self.first.year, 12, 31)
        return (self.first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    @property
    def name(self) -> str:
        """How the address calls it."""
        return f"{self.first:%Y-%m}" if self.kind is ReportKind.MONTHLY else f"{self.first:%Y}"

    @property
    def title(self) -> str:
        """What the notice and the sheet are called, in the village's words."""
        if self.kind is ReportKind.MONTHLY:
            return f"村务监督委员会{self.first.year}年{self.first.month}月工作报告"
        return f"村务监督委员会{self.first.year}年度工作报告"


def read_period(text: str) -> Period | None:
    """The period of an address; nothing for anything else."""
    found = PERIOD.fullmatch(text)
    if found is None:
        return None
    if found[2]:
        return Period(ReportKind.MONTHLY, date(int(found[1]), int(found[2]), 1))
    return Period(ReportKind.ANNUAL, date(int(found[1]), 1, 1))


def months_before(today: date, count: int) -> list[Period]:
    """The month that runs and those before it, the newest first."""
    found, first = [], today.replace(day=1)
    for _ in range(count):
        found.append(Period(ReportKind.MONTHLY, first))
        first = (first - timedelta(days=1)).replace(day=1)
    return found


def blockers_write(period: Period, today: date, began: date) -> list[Blocker]:
    """Why no report can be written about a period: it has not begun, or lies before the village was here."""
    if period.first > today:
        return [Blocker("report.not_begun", ARTICLE)]
    return [Blocker("report.before", ARTICLE)] if period.last < began else []


def earliest_day(period: Period) -> date:
    """From when a report may be published: a month's on its last day, a year's for the meeting in its December."""
    return period.last if period.kind is ReportKind.MONTHLY else date(period.first.year, 12, 1)


def blockers_publish(state: ReportState, period: Period, words: Mapping[str, str], today: date) -> list[Blocker]:
    """Why this report cannot be published: it is already, its period still runs, or nothing was written in it."""
    if state is ReportState.PUBLISHED:
        return [Blocker("report.published")]
    found = []
    if today < (day := earliest_day(period)):
        found.append(Blocker("report.period_runs", ARTICLE, {"day": day.isoformat()}))
    if not any(words.get(part, "").strip() for part in PARTS):
        found.append(Blocker("report.no_words"))
    return found


def blockers_correct(state: ReportState, is_newest: bool) -> list[Blocker]:
    """Why no new version can be begun: only what is published is corrected, and only its newest version."""
    if state is ReportState.DRAFT:
        return [Blocker("report.draft")]
    return [] if is_newest else [Blocker("report.newer")]


def digest_of(body: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """The hash of what is published: SHA-256 over figures and words as canonical JSON (RFC 8785)."""
    return hashlib.sha256(canonical({"body": dict(body), "words": dict(words)})).hexdigest()


COUNT_WORDS = {
    "opinions": "提出监督意见{n}件",
    "questions": "正式质询{n}件",
    "unreplied": "其中期末尚未答复{n}件",
    "vouchers": "审核凭证{n}张",
    "objections": "村民异议{n}件",
    "tasks": "到期任务{n}项",
    "late": "其中逾期{n}项",
    "votes": "完成表决{n}次",
    "meetings": "村里召开会议{n}次",
    "sittings": "召开监委会会议{n}次",
    "evaluations": "主持民主评议{n}次",
}


def notice_text(body: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """What hangs on the board: the figures in one sentence and the free words, in the village's language."""
    counts = body["counts"]
    said = [COUNT_WORDS[name].format(n=counts[name]) for name in COUNT_WORDS if counts.get(name)]
    figures = "本期" + "，".join(said) + "。" if said else "本期无监督事项记录。"
    written = [words[part].strip() for part in PARTS if words.get(part, "").strip()]
    return "\n\n".join([figures, *written])
