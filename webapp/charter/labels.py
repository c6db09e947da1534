"""How the charter speaks: rules, articles, matters, meetings, and why something cannot be."""

from __future__ import annotations

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from webapp.charter.decide import Decision
from webapp.charter.matters import MatterKind
from webapp.charter.names import AUTHORITIES, BODIES, MATTERS, STEP_BODIES, STEPS, TRACKS
from webapp.charter.rulebook.citations import SOURCES, article_label
from webapp.charter.rulebook.labels import RULES, rule_label
from webapp.charter.sentences import blocker_message, error_message, input_message

__all__ = [
    "AUTHORITIES",
    "BODIES",
    "EVENTS",
    "MATTERS",
    "RULES",
    "SOURCES",
    "STEPS",
    "STEP_BODIES",
    "TRACKS",
    "article_label",
    "authority_label",
    "blocker_message",
    "body_label",
    "decision_document",
    "error_message",
    "input_message",
    "matter_document",
    "matter_label",
    "rule_label",
    "track_label",
]

EVENTS: dict[str, LazyString] = {
    "local_rule_adopted": _(
        "The village made a rule of its own, in force from %(effective_from)s (%(rule_id)s: %(value)s). "
        "Source: %(source)s"
    ),
    "local_rule_withdrawn": _(
        "The village gave up a rule of its own; the law applies from %(effective_from)s (%(rule_id)s). "
        "Source: %(source)s"
    ),
}


def matter_label(code: str) -> str:
    """The name of a kind of matter."""
    return str(MATTERS.get(code, code))


def body_label(code: str) -> str:
    """The name of a meeting."""
    return str(BODIES.get(code, code))


def track_label(code: str) -> str:
    """Whose matter it is, in words."""
    return str(TRACKS.get(code, code))


def authority_label(code: str) -> str:
    """The name of the office that approves or keeps on file."""
    return str(AUTHORITIES.get(code, code))


def decision_document(decision: Decision) -> dict[str, object]:
    """A decision for other programs: what was judged, whether it is valid and carried, and why not."""
    return {
        "profile": decision.profile,
        "rules": [
            {
                "id": check.id,
                "article": check.article,
                "needed": check.needed,
                "base": check.base,
                "got": check.got,
                "met": check.met,
            }
            for check in decision.rules
        ],
        "valid": decision.valid,
        "carried": decision.carried,
        "blockers": [
            {"code": blocker.code, "article": blocker.article, "message": blocker_message(blocker)}
            for blocker in decision.blockers
        ],
    }


def matter_document(kind: MatterKind) -> dict[str, object]:
    """An entry of the catalogue for other programs."""
    return {
        "code": kind.code,
        "label": matter_label(kind.code),
        "track": kind.track.value,
        "articles": list(kind.articles),
        "bodies": [body.value for body in kind.bodies],
        "mandate": kind.needs_mandate,
        "party_study": kind.needs_party_study,
        "rules": list(kind.extra_rules),
        "approvals": list(kind.approvals),
        "filings": list(kind.filings),
        "decided_by": kind.decided_by or None,
        "since": kind.since.isoformat() if kind.since else None,
        "until": kind.until.isoformat() if kind.until else None,
    }
