"""Forms of co-signing."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from webapp.branch.cosignatures.queries import signed_by
from webapp.branch.cosignatures.rules import MOST_AT_ONCE
from webapp.branch.paper_names import Looked, PaperNamesForm


class NamesForm(PaperNamesForm):
    """Names of a co-signature list."""

    def look_up(self, session: Session, matter_id: uuid.UUID, tick: bool) -> Looked:
        """Offer who in the register bears these names and has not signed the matter."""
        return self.looked_up(session, MOST_AT_ONCE, lambda people: signed_by(session, matter_id, people), tick)
