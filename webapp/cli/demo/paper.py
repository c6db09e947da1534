"""The papers of the story: texts, minutes, opinions, reports and notices, in the village's own words.

They lie in `papers/`, one file for each matter: a head (`题目：`, `kind:`, `budget:` in yuan), then parts that begin
with a line `==== name`.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping
from pathlib import Path

from webapp.branch.matters.rules import Step

FOLDER = Path(__file__).parent / "papers"
PART = re.compile(r"^==== (.+)$", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Paper:
    """Everything that is written about one matter from its beginning to its end."""

    key: str
    title: str
    kind: str
    budget_fen: int | None
    parts: Mapping[str, str]

    def __getitem__(self, part: str) -> str:
        return self.parts[part]

    @property
    def text(self) -> str:
        """What is proposed."""
        return self.parts["text"]

    def dissent(self, step: Step) -> tuple[int, int]:
        """How many voted against and abstained at a sitting; nobody where nothing is said."""
        for line in self.parts.get("dissent", "").splitlines():
            name, _, numbers = line.partition(":")
            if name == step.value:
                against, abstain = numbers.split()
                return int(against), int(abstain)
        return 0, 0


@functools.cache
def paper(key: str) -> Paper:
    """The paper of this name."""
    head, *rest = PART.split((FOLDER / f"{key}.md").read_text(encoding="utf-8"))
    parts = dict(zip(rest[::2], (part.strip() for part in rest[1::2]), strict=True))
    lines = dict(re.split(r"[:：]\s*", line, maxsplit=1) for line in head.strip().splitlines())
    yuan = lines.get("budget")
    return Paper(key, lines.get("题目", ""), lines.get("kind", ""), int(float(yuan) * 100) if yuan else None, parts)
