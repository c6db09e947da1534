"""What every matter of the story passes: the sittings of steps 1 to 3, the supervisors' word, the names on paper."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.branch.matters.operations import raise_matter
from webapp.branch.matters.rules import Source, Step
from webapp.branch.opinions.rules import Place, Verdict
from webapp.branch.steps.operations import record_step
from webapp.branch.steps.queries import due_at
from webapp.cli.demo.paper import Paper
from webapp.cli.demo.stage import Stage, Tale
from webapp.supervision.operations import give_opinion
from webapp.village.register.models import Household, Resident, VillagersGroup
from webapp.village.register.rules import Relation

PLACES = {
    Step.PROPOSE: "村党支部办公室",
    Step.CONSULT: "村部二楼会议室",
    Step.PARTY_REVIEW: "党员活动室",
}
TOLD_BEFORE = {Step.PROPOSE: 1, Step.CONSULT: 2, Step.PARTY_REVIEW: 5}
"""How many days before the sitting people were told; the Party members at least three, whatever the weekend."""
OFTEN_AWAY = 4
"""Party members who work in Zhengzhou or Guangdong and rarely come home for a meeting."""


def bring(stage: Stage, who: str, source: Source, paper: Paper, ago: int, hour: int = 9) -> Tale:
    """Somebody brings up a matter, with the text of the paper."""
    yield stage.days.at(ago, hour)
    matter = stage.act(who, raise_matter, source, paper.kind, paper.title, paper.text, paper.budget_fen)
    stage.things[paper.key] = matter.id


def first_steps(
    stage: Stage, paper: Paper, propose: int, consult: int | None = None, review: int | None = None
) -> Tale:
    """The branch proposes, the two committees consult, the Party members review; as far as days are given."""
    yield from sitting(stage, paper, Step.PROPOSE, propose)
    if consult is not None:
        yield from sitting(stage, paper, Step.CONSULT, consult)
    if review is not None:
        yield from sitting(stage, paper, Step.PARTY_REVIEW, review)


def sitting(stage: Stage, paper: Paper, step: Step, ago: int) -> Tale:
    """One sitting in the evening, written down by the clerk the same night; all who came agreed but those named."""
    yield stage.days.at(ago, 20, 30)
    came = _who_came(stage, step)
    against, abstain = paper.dissent(step)
    stage.act(
        "wenshu",
        record_step,
        stage.things[paper.key],
        step,
        stage.today,
        stage.days.day(ago + TOLD_BEFORE[step]),
        PLACES[step],
        stage.people["shuji"],
        came,
        len(came) - against - abstain,
        against,
        abstain,
        paper[step.value],
    )


def _who_came(stage: Stage, step: Step) -> Sequence[uuid.UUID]:
    due = [person.id for person in stage.read(due_at, step, stage.today)]
    if step is not Step.PARTY_REVIEW:
        return due
    cast = set(stage.people.values())
    away = [person for person in due if person not in cast][:OFTEN_AWAY]
    return [person for person in due if person not in away]


def heard(
    stage: Stage, paper: Paper, place: Place, ago: int, verdict: Verdict = Verdict.AGREE, who: str = "jiandu"
) -> Tale:
    """The supervision committee gives its opinion."""
    yield stage.days.at(ago, 15, 20)
    stage.act(who, give_opinion, stage.things[paper.key], place, verdict, paper[place.value])


def heads_of(session: Session, groups: Sequence[str]) -> Sequence[uuid.UUID]:
    """The heads of the households of these groups, as they come by to sign."""
    query = (
        select(Resident.id)
        .join(Household, (Household.village_id == Resident.village_id) & (Household.id == Resident.household_id))
        .join(
            VillagersGroup,
            (VillagersGroup.village_id == Household.village_id) & (VillagersGroup.id == Household.group_id),
        )
        .where(Resident.relation == Relation.HEAD, VillagersGroup.name.in_(groups))
        .order_by(Household.position)
    )
    return session.scalars(query).all()
