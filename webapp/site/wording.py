"""All rooms' words for permissions, holders, blockers and events, looked up by code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.board import labels as board
from webapp.board.drafts import labels as drafts
from webapp.board.proofs import labels as proofs
from webapp.branch.labels import BLOCKERS as BRANCH_BLOCKERS
from webapp.branch.labels import EVENTS as BRANCH_EVENTS
from webapp.charter import labels as charter_labels
from webapp.committee import labels as committee
from webapp.committee.disclosures import labels as disclosures
from webapp.committee.finance import labels as finance
from webapp.core.errors import Blocker
from webapp.core.permissions import Permission
from webapp.council import labels as council
from webapp.kit.formats import long_date, yuan
from webapp.site.labels import ACTORS, AUDIT_BLOCKERS, AUDIT_EVENTS, HIDDEN, HOLDERS, PERMISSIONS
from webapp.supervision import labels as supervision
from webapp.supervision.bundles import labels as bundles
from webapp.supervision.witnesses import labels as witnesses
from webapp.village import labels as village
from webapp.village.looks.labels import page_label
from webapp.village.offices.labels import OFFICES

ISO_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
BLOCKERS: dict[str, Any] = {
    **AUDIT_BLOCKERS,
    **village.BLOCKERS,
    **BRANCH_BLOCKERS,
    **board.BLOCKERS,
    **drafts.BLOCKERS,
    **proofs.BLOCKERS,
    **committee.BLOCKERS,
    **finance.BLOCKERS,
    **disclosures.BLOCKERS,
    **council.BLOCKERS,
    **supervision.BLOCKERS,
    **bundles.BLOCKERS,
    **witnesses.BLOCKERS,
}
EVENTS: dict[str, Any] = {
    **AUDIT_EVENTS,
    **charter_labels.EVENTS,
    **village.EVENTS,
    **BRANCH_EVENTS,
    **board.EVENTS,
    **drafts.EVENTS,
    **proofs.EVENTS,
    **committee.EVENTS,
    **finance.EVENTS,
    **disclosures.EVENTS,
    **council.EVENTS,
    **supervision.EVENTS,
    **bundles.EVENTS,
    **witnesses.EVENTS,
}


def blocker_text(blocker: Blocker) -> str:
    """One sentence for one reason; rules of the charter word themselves."""
    sentence = BLOCKERS.get(blocker.code)
    if sentence is None:
        return charter_labels.blocker_message(blocker)
    return str(sentence) % _told(blocker.params)


def article_text(article: str) -> str:
    """The article as people cite it; empty when no law stands behind it."""
    return str(charter_labels.article_label(article)) if article else ""


def permission_label(permission: str) -> str:
    """A verb as people say it."""
    return str(PERMISSIONS[Permission(permission)])


def holder_label(key: str) -> str:
    """Who holds a permission, as people say it."""
    return str(HOLDERS[key])


def actor_label(pseudonym: str) -> str:
    """Who acted, when no name is shown: a villager, the operator, or a reader who is not signed in."""
    return str(ACTORS.get(pseudonym, ACTORS["person"]))


class _Facts(dict[str, Any]):
    """An entry's facts for a sentence: what is only committed to, or missing, is said to be so."""

    def __missing__(self, key: str) -> str:
        return "–"


def event_sentence(body: dict[str, Any]) -> str:
    """What an entry of the log says, as one sentence."""
    sentence = EVENTS.get(body["event"])
    if sentence is None:
        return str(body["event"]).replace("_", " ")
    facts = {key: HIDDEN if isinstance(value, dict) else value for key, value in body["facts"].items()}
    facts |= {"office": OFFICES[facts["office"]]} if facts.get("office") in OFFICES else {}
    facts |= {"rule_id": charter_labels.rule_label(facts["rule_id"])} if "rule_id" in facts else {}
    facts |= {"looked_at": page_label(facts["looked_at"])} if "looked_at" in facts else {}
    return str(sentence) % _Facts(_told(facts))


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as a sentence tells them: a day as people write days, whole fen in yuan."""
    return {key: _word(key, value) for key, value in facts.items()}


def _word(key: str, value: Any) -> Any:
    if key.endswith("_fen") and isinstance(value, int):
        return yuan(value)
    return _day(value) if isinstance(value, str) else value


def _day(text: str) -> str:
    try:
        return long_date(date.fromisoformat(text)) if ISO_DAY.fullmatch(text) else text
    except ValueError:
        return text
