"""What the charter asks of one matter on its whole way, held against the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.branch.matters.rules import MatterState, Step, is_after
from webapp.branch.opinions.rules import Place
from webapp.branch.steps.rules import SITTINGS
from webapp.charter.deadlines import last_day
from webapp.charter.procedure import step_for
from webapp.charter.rules import Profile, matter_on
from webapp.supervision.compliance.rules.findings import Finding, Law, Mark, Sign, mark
from webapp.supervision.compliance.rules.signs import Same, sign_of_same

WORK = "HENAN:54"


@dataclass(frozen=True)
class MatterFacts:
    """What the record says of one matter. `passed` are the sittings that agreed; `heard` the places of the opinions.

    An opinion before the agenda counts when it was given on the text as it stood and before the vote. `replies` are
    last day and day of the answer of each objection. Money in whole fen.
    """

    kind: str
    step: Step
    state: MatterState
    raised_on: date
    passed: Collection[Step] = ()
    heard: Collection[Place] = ()
    adopted_on: date | None = None
    hung_on: date | None = None
    hangs_until: date | None = None
    taken_down_on: date | None = None
    replies: Sequence[tuple[date, date | None]] = ()
    tasks: int = 0
    open_tasks: int = 0
    late_tasks: int = 0
    published_on: date | None = None
    budget_fen: int | None = None
    spent_fen: int | None = None
    same: Sequence[Same] = ()


def judge_matter(facts: MatterFacts, today: date, law: Law) -> list[Finding]:
    """Every rule that can be judged of a matter: steps, opinions, disclosure, objections, work, money."""
    profile = law(facts.adopted_on or facts.raised_on)
    found = [*_steps(facts, law(facts.raised_on)), *_opinions(facts, profile)]
    if facts.adopted_on is not None:
        found += [*_disclosure(facts, facts.adopted_on, today, profile), *_work(facts, profile)]
    return found + list(_replies(facts, today, profile))


def signs_of_matter(facts: MatterFacts) -> list[Sign]:
    """What may be looked at: sittings with the words of others, more spent than planned."""
    found = [sign_of_same(same) for same in facts.same]
    if facts.budget_fen is not None and facts.spent_fen is not None and facts.spent_fen > facts.budget_fen:
        found.append(Sign("over_budget", {"spent_fen": facts.spent_fen, "budget_fen": facts.budget_fen}))
    return found


def _steps(facts: MatterFacts, profile: Profile) -> Iterator[Finding]:
    kind = matter_on(facts.kind, facts.raised_on)
    if kind is None:
        return
    for step in SITTINGS:
        way = step_for(kind, profile, step)
        if way is not None:
            is_due = is_after(facts.step, step) and facts.state is not MatterState.RETURNED
            yield Finding(f"step.{step.value}", mark(step in facts.passed, is_due), way.article)
    yield Finding("decided", mark(facts.adopted_on is not None, is_after(facts.step, Step.RESOLVE)), kind.article)


def _opinions(facts: MatterFacts, profile: Profile) -> Iterator[Finding]:
    if not profile.flag("proposal.vsc.review"):
        return
    article = profile.article("proposal.vsc.review")
    is_decided = facts.adopted_on is not None
    yield _opinion(facts, Place.BEFORE_AGENDA, is_decided, article)
    if facts.tasks:
        is_published = facts.published_on is not None
        yield _opinion(facts, Place.DURING_EXECUTION, is_published, article)
        yield _opinion(facts, Place.BEFORE_RESULT, is_published, article)


def _opinion(facts: MatterFacts, place: Place, is_due: bool, article: str) -> Finding:
    return Finding(f"opinion.{place.value}", mark(place in facts.heard, is_due), article)


def _disclosure(facts: MatterFacts, adopted_on: date, today: date, profile: Profile) -> Iterator[Finding]:
    """The resolution hangs within the days for major matters, and as long as the law asks."""
    days = profile.number("publish.major")
    limit = last_day(adopted_on, days)
    hung = facts.hung_on is not None and facts.hung_on <= limit
    yield Finding(
        "hung", mark(hung, facts.hung_on is not None or today > limit), profile.article("publish.major"), {"days": days}
    )
    if facts.hangs_until is not None:
        down = facts.taken_down_on
        is_over = down is not None or today > facts.hangs_until
        stayed = is_over and (down is None or down > facts.hangs_until)
        params = {"days": profile.number("publish.display.days"), "until": facts.hangs_until.isoformat()}
        yield Finding("displayed", mark(stayed, is_over), profile.article("publish.display.days"), params)


def _replies(facts: MatterFacts, today: date, profile: Profile) -> Iterator[Finding]:
    """Objections are answered in their days; an answer that came late stays late."""
    if not facts.replies:
        return
    late = sum((answered or today) > due for due, answered in facts.replies)
    waiting = sum(answered is None for _, answered in facts.replies)
    params = {"late": late, "all": len(facts.replies)}
    is_met = not late and not waiting
    yield Finding("replies", mark(is_met, bool(late)), profile.article("publish.reply.days"), params)


def _work(facts: MatterFacts, profile: Profile) -> Iterator[Finding]:
    yield Finding("tasks", mark(facts.tasks > 0, facts.published_on is not None), WORK)
    if facts.tasks:
        late = {"late": facts.late_tasks, "all": facts.tasks}
        mark_of_time = mark(not facts.open_tasks and not facts.late_tasks, facts.late_tasks > 0)
        yield Finding("tasks_in_time", mark_of_time, WORK, late)
    is_published = facts.published_on is not None
    yield Finding("result", Mark.MET if is_published else Mark.LATER, profile.article("publish.general"))
    if is_published and facts.budget_fen is not None:
        yield Finding("money", mark(facts.spent_fen is not None, True), profile.article("publish.finance"))
