"""The field of a form that says what a question or an order is about."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webapp.supervision.subjects.labels import KINDS
from webapp.supervision.subjects.queries import Subject, offered_subjects, subject_named
from webapp.supervision.subjects.rules import read_reference


def subject_choices(session: Session, chosen: str) -> Any:
    """What a form offers, by kind; what the address names stands among it even when it is older. Five queries."""
    offered = offered_subjects(session)
    reference = read_reference(chosen)
    known = {str(one.reference) for some in offered.values() for one in some}
    if reference is not None and chosen not in known:
        older = subject_named(session, reference)
        offered[reference.kind] += [older] if older else []
    groups: dict[str, list[tuple[str, str]]] = {str(_("Something else")): [("", str(_("Nothing of the list")))]}
    for kind, some in offered.items():
        if some:
            groups[str(KINDS[kind])] = [(str(one.reference), _line(one)) for one in some]
    return groups


def _line(subject: Subject) -> str:
    part = f"/{subject.reference.part}" if subject.reference.part is not None else ""
    return f"{subject.short_number}{part} {subject.title}"
