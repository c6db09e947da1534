"""Reading what is owed for offices that ended or soon will; computed, nothing of it is stored."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Profile
from webapp.council.calls.queries import roll
from webapp.council.calls.rules import CallSource
from webapp.supervision.handovers import rules
from webapp.supervision.handovers.models import AuditItem, LeavingPaper, LeavingRecord
from webapp.supervision.handovers.rules import Clock, DutyKind, Ended
from webapp.village.kinship.queries import near_relatives_of
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.rules import Body, offices_of, term_end
from webapp.village.queries import founded_on
from webapp.village.register.models import Resident


@dataclasses.dataclass(frozen=True)
class Leaving:
    """One office that ended or soon will: whose it was, what is owed, what was done."""

    term: OfficeTerm
    name: str
    ended: Ended
    clocks: Sequence[Clock]
    records: Mapping[DutyKind, LeavingRecord]

    @property
    def is_waiting(self) -> bool:
        """Whether something is still to be done."""
        return any(not clock.is_done for clock in self.clocks)


def leavings(session: Session, today: date) -> list[Leaving]:
    """Every office of the villagers' committee that ended while the village was here, or soon will, the newest first.

    Three queries besides the rules. What ended before the village was here is not known and never counts as missed.
    """
    began = founded_on(session)
    if began is None:
        return []
    terms, records = _terms(session), _records(session)
    every = [term for term, _ in terms]
    found = [
        _leaving(session, term, name, every, records.get(term.id, {}), today)
        for term, name in terms
        if term.until >= began
    ]
    return sorted(filter(None, found), key=lambda one: (one.term.until, one.name), reverse=True)


def leaving_of(session: Session, term_id: uuid.UUID, today: date) -> Leaving | None:
    """One office that ended or soon will. Any office may be looked at; the list holds those of the committee."""
    row = session.execute(_with_names().where(OfficeTerm.id == term_id)).one_or_none()
    if row is None:
        return None
    every = [term for term, _ in _terms(session)]
    return _leaving(session, row[0], row[1], every, _records(session).get(term_id, {}), today)


def _leaving(
    session: Session,
    term: OfficeTerm,
    name: str,
    every: Sequence[OfficeTerm],
    done: Mapping[DutyKind, LeavingRecord],
    today: date,
) -> Leaving | None:
    """What is owed for an office; nothing while its term has long to run."""
    profile = rules_in_force(session, today)
    ended = ended_of(term, every, profile)
    owed = rules.clocks(ended, set(done), today, profile)
    return Leaving(term, name, ended, owed, done) if owed else None


def ended_of(term: OfficeTerm, terms: Sequence[OfficeTerm], profile: Profile) -> Ended:
    """An office as the rules see it, beside all other offices of the committee."""
    goes_on = any(
        one.resident_id == term.resident_id and one.id != term.id and one.since <= term.until < one.until
        for one in terms
    )
    together = [one.until for one in terms if one.since <= term.until <= one.until and not one.ended_because]
    full = term_end(term.since, profile.number("vc.term.years"))
    planned = term.until if not term.ended_because else max(together, default=full)
    return Ended(term.until, max(planned, term.until), goes_on)


def items_of(session: Session, term_id: uuid.UUID) -> Sequence[AuditItem]:
    """What villagers asked to have audited. One query."""
    query = select(AuditItem).where(AuditItem.term_id == term_id).order_by(AuditItem.recorded_at)
    return session.execute(query).scalars().all()


def record_of(session: Session, key: uuid.UUID) -> LeavingRecord | None:
    """One record of something done."""
    return session.execute(select(LeavingRecord).where(LeavingRecord.id == key)).scalar_one_or_none()


def paper_of(session: Session, key: uuid.UUID) -> bytes | None:
    """The bytes of a record's paper."""
    return session.execute(select(LeavingPaper.content).where(LeavingPaper.id == key)).scalar_one_or_none()


def villagers_base(session: Session, today: date) -> int:
    """How many villagers there are whose names count."""
    return roll(session, CallSource.VILLAGERS, today, rules_in_force(session, today))


def ties(session: Session, person: uuid.UUID, holder: uuid.UUID) -> list[str]:
    """What ties one person to another: `self`, or a kind of kin."""
    if person == holder:
        return ["self"]
    kin = near_relatives_of(session, [holder]).get(holder, {})
    return [kin[person].value] if person in kin else []


def _with_names() -> Select[OfficeTerm, str]:
    return select(OfficeTerm, Resident.name).join(
        Resident, (Resident.village_id == OfficeTerm.village_id) & (Resident.id == OfficeTerm.resident_id)
    )


def _terms(session: Session) -> list[tuple[OfficeTerm, str]]:
    query = _with_names().where(OfficeTerm.office.in_(list(offices_of(Body.COMMITTEE))))
    return [(term, name) for term, name in session.execute(query)]


def _records(session: Session) -> dict[uuid.UUID, dict[DutyKind, LeavingRecord]]:
    found: dict[uuid.UUID, dict[DutyKind, LeavingRecord]] = {}
    for row in session.execute(select(LeavingRecord)).scalars():
        found.setdefault(row.term_id, {})[row.kind] = row
    return found
