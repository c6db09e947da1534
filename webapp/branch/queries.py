"""The gates before a meeting: what a matter still lacks."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.branch.matters.models import Matter, MatterVersion
from webapp.branch.matters.rules import Step
from webapp.branch.opinions.queries import is_heard
from webapp.branch.opinions.rules import Place
from webapp.branch.rules import AgendaFacts, blockers_agenda
from webapp.branch.steps.queries import passed_version
from webapp.charter.matters import matter_on
from webapp.charter.queries import rules_in_force
from webapp.core.errors import Blocker


def is_party_studied(session: Session, matter: Matter) -> bool:
    """Whether the Party members agreed to the text as it stands now."""
    return passed_version(session, matter.id, Step.PARTY_REVIEW) == matter.version


def agenda_blockers(session: Session, matter: Matter, on: date) -> list[Blocker]:
    """Why this matter cannot stand on the agenda of a meeting convened on `on`; empty when it can.

    Party study and the supervisors' opinion count for the present text only: a revised one is studied anew.
    """
    written = select(MatterVersion.written_at).where(
        MatterVersion.matter_id == matter.id, MatterVersion.number == matter.version
    )
    since = session.execute(written).scalar_one()
    facts = AgendaFacts(
        state=matter.state,
        step=matter.step,
        studied=is_party_studied(session, matter),
        heard=is_heard(session, matter.id, Place.BEFORE_AGENDA, since),
    )
    profile = rules_in_force(session, on)
    return blockers_agenda(facts, matter_on(matter.kind, on), profile)
