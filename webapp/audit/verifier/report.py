"""What a check of a bundle found: the findings, what a person should hear first in front, and what was seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .counting import PollCount
from .entry import Entry

# What a person hears first: which entry, then the log's own signature and history, then which file.
_ORDER = ("entry.", "entries.", "poll.", "preimage.", "attachment.", "checkpoint.", "history.", "proofs.", "")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. ``code`` names its sentence, ``place`` the file, ``seq`` and ``about`` the entry."""

    code: str
    place: str = ""
    seq: int | None = None
    about: str = ""
    detail: str = ""


@dataclass(slots=True)
class Report:
    """Everything a check of a bundle saw. It is good when ``findings`` is empty; ``is_met`` is the policy's answer.

    ``signed_by`` are the vkeys of the log that signed, ``cosigned`` the witnesses by their name in the policy, with
    their time.
    ``seen`` counts what was checked, by a word for each kind.
    """

    kind: str = ""
    village: str = ""
    village_name: str = ""
    title: str = ""
    first: int = 0
    last: int = 0
    size: int = 0
    root: str = ""
    origin: str = ""
    quorum: str = ""
    is_met: bool = False
    signed_by: list[str] = field(default_factory=list)
    cosigned: dict[str, int] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    polls: list[PollCount] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong with the bundle. Whether its log is the right one, a kept key or checkpoint says."""
        return not self.findings

    def add(self, code: str, place: str = "", seq: int | None = None, about: str = "", detail: str = "") -> None:
        """One more thing is wrong."""
        self.findings.append(Finding(code, place, seq, about, detail))

    def sort(self) -> None:
        """Put first what a person should hear first."""
        self.findings.sort(key=lambda one: (_rank(one.code), one.seq if one.seq is not None else -1))


def about(entry: Entry) -> str:
    """What an entry was about in few words: the kind of event, and a title, motion or number where it has one."""
    said = (entry.facts.get(name) for name in ("title", "motion", "number", "notice"))
    words = next((str(one) for one in said if isinstance(one, (str, int)) and one != ""), "")
    return f"{entry.event} {words:.80}".strip()


def _rank(code: str) -> int:
    return next(place for place, start in enumerate(_ORDER) if code.startswith(start))
