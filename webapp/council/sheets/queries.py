"""Reading what the tellers counted."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.charter.rules import Votes
from webapp.council.polls.rules import Channel
from webapp.council.sheets.models import Sheet, SheetEntry
from webapp.council.sheets.rules import SheetState


def counted_votes(session: Session, poll_id: uuid.UUID) -> Votes:
    """The raised hands that were only counted, as the confirmed sheets of a poll say. One query.

    The two entries of a confirmed sheet are alike, so the first is read.
    """
    query = (
        select(Sheet.id, SheetEntry.lines)
        .join(SheetEntry, (SheetEntry.village_id == Sheet.village_id) & (SheetEntry.sheet_id == Sheet.id))
        .where(Sheet.poll_id == poll_id, Sheet.channel == Channel.HANDS_COUNTED, Sheet.state == SheetState.CONFIRMED)
    )
    found = {row[0]: row[1] for row in session.execute(query)}.values()
    return Votes(*(sum(int(lines.get(vote, 0)) for lines in found) for vote in ("for", "against", "abstain")))
