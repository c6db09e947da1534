"""Whose signatures the village asks for on its log, and whether they are there: the policy and its state."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit.evidence import log_keys, newest_signed, note_of
from webapp.audit.models import LogCheckpoint, LogCosignature, OutsideWitness
from webapp.audit.outside import Outside
from webapp.audit.verifier.note import NoteError
from webapp.audit.verifier.policy import NONE, Group, Policy, PolicyKey, Verdict, format_policy, judge
from webapp.supervision.witnesses.queries import HeldKey, held_keys
from webapp.supervision.witnesses.rules import most_of

SUPERVISORS, OUTSIDERS, ALL = "supervisors", "outside", "supervisors-and-outside"
LOOKED_AT = 12
REMARK = """Whose signatures this village asks for on its log (c2sp.org/tlog-policy).
More than half of the supervisors whose keys count{outside}."""


@dataclasses.dataclass(frozen=True)
class State:
    """How well the log is witnessed: the newest checkpoint, and the newest that enough witnesses signed.

    `supervisors` and `outsiders` are how many signed that one, or the one that most signed if none is signed by enough;
    `wanted` how many supervisors must. `is_broken`: a signature below it does not hold.
    """

    keys: Sequence[HeldKey]
    outside: Sequence[tuple[Outside, OutsideWitness | None]]
    policy: Policy
    newest: LogCheckpoint | None
    seen: LogCheckpoint | None
    verdict: Verdict | None
    is_broken: bool = False

    @property
    def counting(self) -> int:
        """How many supervisors have a key that counts."""
        return sum(one.counts for one in self.keys)

    @property
    def wanted(self) -> int:
        """How many supervisors must sign."""
        return most_of(self.counting) if self.counting else 0

    @property
    def supervisors(self) -> int:
        """How many supervisors signed the checkpoint looked at."""
        return sum(name.startswith("S") for name in self.verdict.cosigned_at) if self.verdict else 0

    @property
    def outsiders(self) -> int:
        """How many witnesses outside the village signed it."""
        return len(self.verdict.cosigned_at) - self.supervisors if self.verdict else 0

    @property
    def is_met(self) -> bool:
        """Whether the checkpoint looked at is signed by enough witnesses."""
        return self.verdict is not None and self.verdict.is_met and not self.is_broken


def village_policy(session: Session, today: date, outside: Sequence[Outside]) -> Policy:
    """The policy of this village today: more than half of the supervisors, and one of those outside if any is named."""
    return _policy(session, [one for one in held_keys(session, today) if one.counts], outside)


def policy_text(policy: Policy) -> str:
    """The policy as other programs read it."""
    also = ", and one witness outside the village" if OUTSIDERS in policy.groups else ""
    return format_policy(policy, REMARK.format(outside=also))


def state_of_witnesses(session: Session, today: date, outside: Sequence[Outside]) -> State:
    """How well the log is witnessed today."""
    keys = held_keys(session, today)
    policy = _policy(session, [one for one in keys if one.counts], outside)
    rows = {row.name: row for row in session.execute(select(OutsideWitness)).scalars()} if outside else {}
    seen, verdict, is_broken = _best(session, policy)
    return State(
        keys=keys,
        outside=[(one, rows.get(one.key.name)) for one in outside],
        policy=policy,
        newest=newest_signed(session),
        seen=seen,
        verdict=verdict,
        is_broken=is_broken,
    )


def _policy(session: Session, keys: Sequence[HeldKey], outside: Sequence[Outside]) -> Policy:
    supervisors = {f"S{one.row.number}": PolicyKey(one.key) for one in keys}
    others = {f"W{number}": PolicyKey(one.key, one.url) for number, one in enumerate(outside, start=1)}
    groups: dict[str, Group] = {}
    if supervisors:
        groups[SUPERVISORS] = Group(most_of(len(supervisors)), tuple(supervisors))
    if others:
        groups[OUTSIDERS] = Group(1, tuple(others))
    if len(groups) == 2:
        groups[ALL] = Group(2, (SUPERVISORS, OUTSIDERS))
    logs = tuple(PolicyKey(one.key) for one in log_keys(session))
    return Policy(logs, supervisors | others, groups, next(reversed(groups), NONE))


def _best(session: Session, policy: Policy) -> tuple[LogCheckpoint | None, Verdict | None, bool]:
    """Of the newest cosigned checkpoints the newest that meets the policy, else the one that most witnesses signed."""
    sizes = select(LogCosignature.size).distinct().order_by(LogCosignature.size.desc()).limit(LOOKED_AT)
    query = select(LogCheckpoint).where(LogCheckpoint.size.in_(sizes), LogCheckpoint.note.is_not(None))
    best: tuple[LogCheckpoint | None, Verdict | None] = (None, None)
    for row in session.execute(query.order_by(LogCheckpoint.size.desc())).scalars():
        try:
            verdict = judge(policy, note_of(session, row).format().encode())
        except NoteError:
            return row, None, True
        if verdict.is_met and verdict.cosigned_at:
            return row, verdict, False
        if best[1] is None or len(verdict.cosigned_at) > len(best[1].cosigned_at):
            best = (row, verdict)
    return *best, False
