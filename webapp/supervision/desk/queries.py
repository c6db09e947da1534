"""Reading who is in the cases on the desk."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.committee.models import Task
from webapp.supervision.interpellations.models import Interpellation
from webapp.supervision.interpellations.queries import people_asked
from webapp.supervision.subjects.queries import People, joined, subjects_by_key, tied
from webapp.supervision.subjects.rules import Tie
from webapp.village.kinship.queries import near_relatives_of


def owners_of_matters(session: Session, matter_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Who carries out tasks of these matters. One query."""
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for matter_id, owner_id in session.execute(
        select(Task.matter_id, Task.owner_id).where(Task.matter_id.in_(matter_ids))
    ):
        found[matter_id].add(owner_id)
    return dict(found)


def people_of_questions(session: Session, questions: Sequence[Interpellation], today: date) -> dict[uuid.UUID, People]:
    """Everybody in these questions: those asked, and the people of what they are about. Five queries at most."""
    if not questions:
        return {}
    committee = people_asked(session, None, today)
    subjects = subjects_by_key(session, [(question.about_table, question.about_id) for question in questions])
    found: dict[uuid.UUID, People] = {}
    for question in questions:
        asked = tied(Tie.ASKED, [question.to_id] if question.to_id else committee)
        subject = subjects.get(question.about_id) if question.about_id else None
        found[question.id] = joined(asked, subject.people) if subject else asked
    return found


def relatives_of_supervisor(session: Session, person: uuid.UUID) -> frozenset[uuid.UUID]:
    """The near relatives of one supervisor. Three queries."""
    return frozenset(near_relatives_of(session, [person]).get(person, {}))
