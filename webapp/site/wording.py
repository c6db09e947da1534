"""All rooms' words for permissions, holders, blockers and events, looked up by code."""

from __future__ import annotations

from typing import Any

from webapp.charter import labels as charter_labels
from webapp.core.errors import Blocker
from webapp.core.permissions import Permission
from webapp.site.labels import BLOCKERS as SITE_BLOCKERS
from webapp.site.labels import HOLDERS, PERMISSIONS
from webapp.village.accounts.labels import BLOCKERS as ACCOUNT_BLOCKERS

BLOCKERS: dict[str, Any] = {**SITE_BLOCKERS, **ACCOUNT_BLOCKERS}


def blocker_text(blocker: Blocker) -> str:
    """One sentence for one reason; rules of the charter word themselves."""
    sentence = BLOCKERS.get(blocker.code)
    if sentence is None:
        return charter_labels.blocker_message(blocker)
    return str(sentence) % dict(blocker.params)


def article_text(article: str) -> str:
    """The article as people cite it; empty when no law stands behind it."""
    return str(charter_labels.article_label(article)) if article else ""


def permission_label(permission: str) -> str:
    """A verb as people say it."""
    return str(PERMISSIONS[Permission(permission)])


def holder_label(key: str) -> str:
    """Who holds a permission, as people say it."""
    return str(HOLDERS[key])
