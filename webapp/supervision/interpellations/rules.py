"""Rules of interpellation: who may ask whom, until when the answer is due, who judges it, when it goes further."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.charter.deadlines import last_day
from webapp.charter.rules import Profile
from webapp.core.errors import Blocker
from webapp.village.offices.rules import Office

LONGEST_TITLE = 120
LONGEST_TEXT = 5_000
MOST_AT_ONCE = 500
"""Names of one paper list."""
REPLY_DAYS = "interpellation.reply.days"


class AskSource(StrEnum):
    """Who asks: the supervision committee, representatives jointly, or villagers with the right to vote."""

    SUPERVISION = "supervision"
    REPRESENTATIVES = "representatives"
    ELECTORS = "electors"


class QuestionState(StrEnum):
    """Gathering names; put, so that the clock runs; answered; judged; taken further; taken back."""

    GATHERING = "gathering"
    PUT = "put"
    REPLIED = "replied"
    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"
    ESCALATED = "escalated"
    WITHDRAWN = "withdrawn"


CLAIMS: dict[AskSource, str] = {
    AskSource.SUPERVISION: "interpellation.request",
    AskSource.REPRESENTATIVES: "interpellation.request.reps",
    AskSource.ELECTORS: "interpellation.request",
}
"""The rule by which each may ask."""
ANSWERABLE = (
    Office.COMMITTEE_CHAIR,
    Office.COMMITTEE_VICE_CHAIR,
    Office.COMMITTEE_MEMBER,
    Office.CLERK,
    Office.BOOKKEEPER,
    Office.GROUP_LEADER,
    Office.RCEO_HEAD,
)
"""The offices whose holders can be asked in person; otherwise the villagers' committee is asked as a body."""
UNDER_CLOCK = frozenset({QuestionState.PUT})
OPEN = frozenset({QuestionState.PUT, QuestionState.REPLIED, QuestionState.UNSATISFIED, QuestionState.ESCALATED})


@dataclass(frozen=True)
class Standing:
    """How a question stands on a day: `unjudged` when its last answer waits for the judgement of who asked."""

    state: QuestionState
    due_on: date | None
    unjudged: bool = False


def names_needed(source: AskSource, base: int, profile: Profile) -> int:
    """How many names put the question: of the supervisors one acts for all, five representatives, a tenth of the
    villagers with the right to vote (of 72 it is 8).
    """
    match source:
        case AskSource.SUPERVISION:
            return 1
        case AskSource.REPRESENTATIVES:
            return profile.number("interpellation.request.reps")
    return max(profile.threshold("interpellation.request").needed(base), 1)


def blockers_ask(source: AskSource, base: int, has_open: bool, profile: Profile) -> list[Blocker]:
    """Why no such question can be begun: nobody's name would count, too few serve, or one's own still gathers names."""
    article = profile.article(CLAIMS[source])
    if base == 0:
        return [Blocker("interpellation.nobody", article)]
    needed = names_needed(source, base, profile)
    if base < needed:
        return [Blocker("interpellation.too_few", article, {"base": base, "needed": needed})]
    return [Blocker("interpellation.already_open")] if has_open else []


def blockers_support(state: QuestionState) -> list[Blocker]:
    """Why no name can be put under a question now, and why it cannot be taken back: it is put already, or closed."""
    return [] if state is QuestionState.GATHERING else [Blocker(f"interpellation.is_{state.value}")]


def blockers_names(source: AskSource, names: Sequence[str], profile: Profile) -> list[Blocker]:
    """Whose name does not count on this day."""
    if not names:
        return []
    return [
        Blocker(f"interpellation.only_{source.value}", profile.article(CLAIMS[source]), {"names": "、".join(names)})
    ]


def blockers_self(is_asked: bool) -> list[Blocker]:
    """Nobody asks, or gathers names against, themselves."""
    return [Blocker("interpellation.asks_self", "PRACTICE")] if is_asked else []


def blockers_reply(standing: Standing, is_asker: bool) -> list[Blocker]:
    """Why no answer can be given: nothing waits for one, or who asked would answer themselves."""
    if standing.state not in OPEN:
        return [Blocker(f"interpellation.is_{standing.state.value}")]
    if standing.unjudged:
        return [Blocker("interpellation.answer_unjudged")]
    return [Blocker("interpellation.own_question", "PRACTICE")] if is_asker else []


def blockers_judge(standing: Standing) -> list[Blocker]:
    """Why there is nothing to judge: no answer came yet, or the last one was judged."""
    return [] if standing.unjudged else [Blocker("interpellation.nothing_to_judge")]


def blockers_escalate(
    standing: Standing, today: date, addressee: str, earlier: Collection[str], profile: Profile
) -> list[Blocker]:
    """Why a question cannot go further: its days still run, its answer is not judged, or that authority has it already.

    It goes further when the answer did not satisfy, or none came in time (VCOL 37, Zhejiang 36).
    """
    if standing.state not in OPEN:
        return [Blocker(f"interpellation.is_{standing.state.value}")]
    if addressee in earlier:
        return [Blocker("escalation.already")]
    if standing.unjudged:
        return [Blocker("interpellation.judge_first")]
    if standing.state is QuestionState.PUT and not is_overdue(standing, today):
        article = profile.article(REPLY_DAYS)
        return [Blocker("interpellation.days_run", article, {"until": (standing.due_on or today).isoformat()})]
    return []


def may_go_further(standing: Standing, today: date) -> bool:
    """Whether the answer did not satisfy, or none came in time, and nobody took the question further yet."""
    return standing.state is QuestionState.UNSATISFIED or is_overdue(standing, today)


def is_overdue(standing: Standing, today: date) -> bool:
    """Whether the last day for the answer has passed without one."""
    return standing.state in UNDER_CLOCK and standing.due_on is not None and standing.due_on < today


def reply_due(put_on: date, profile: Profile) -> date:
    """The last day for the answer: the day it was put is not counted, a last day off moves on (Civil Code 201, 203)."""
    return last_day(put_on, profile.number(REPLY_DAYS), profile)
