"""Putting down a meeting of the supervision committee, correcting it, signing it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from webapp.board.rules import blockers_private, require_words
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotPermitted, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.supervision.sittings import events, queries, rules
from webapp.supervision.sittings.models import Sitting, SittingMember
from webapp.supervision.sittings.sources import looked_at

LONGEST_REASON = 500


@operation(P.SITTING_RECORD)
def record_sitting(
    ctx: Context, held_on: date, place: str, present: Sequence[uuid.UUID], decisions: str, remarks: str = ""
) -> Sitting:
    """Put down a meeting of the supervision committee; what it looked at is listed from the record of that month.

    Raises RuleBroken (day, strangers, too few of the members, personal numbers), InvalidInput for missing words.
    """
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.SITTING_RECORD)
    place, decisions, remarks = _words(place, decisions, remarks)
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    members = queries.members_on(ctx.session, held_on)
    found = rules.blockers_record(held_on, today, [one.id for one in members], present, profile)
    require_none(found + blockers_private([place, decisions, remarks], profile))
    last = select(func.coalesce(func.max(Sitting.number), 0)).where(Sitting.year == held_on.year)
    sitting = Sitting(
        year=held_on.year,
        number=ctx.session.execute(last).scalar_one() + 1,
        held_on=held_on,
        place=place,
        looked_at=looked_at(ctx.session, held_on),
        remarks=remarks,
        decisions=decisions,
        sha256="",
        recorded_at=ctx.now,
        recorded_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(sitting)
    ctx.session.flush()
    rows = [
        SittingMember(sitting_id=sitting.id, resident_id=one.id, name=one.name, is_present=one.id in present)
        for one in members
    ]
    ctx.session.add_all(rows)
    sitting.sha256 = rules.digest_of(queries.record_of(sitting, rows))
    ctx.session.flush()
    there = [row.resident_id for row in rows if row.is_present]
    event = events.SittingRecorded(sitting.short_number, held_on, there, len(rows), sitting.sha256)
    ctx.record(event, subject=sitting)
    return sitting


@operation(P.SITTING_RECORD, on=Sitting)
def correct_sitting(ctx: Context, sitting: Sitting, place: str, decisions: str, remarks: str, because: str) -> Sitting:
    """Correct the words of a record before all have signed it; names given no longer hold. Raises RuleBroken."""
    place, decisions, remarks = _words(place, decisions, remarks)
    because = require_words(because, "because", LONGEST_REASON)
    members = queries.members_of(ctx.session, sitting.id)
    has_changed = (place, decisions, remarks) != (sitting.place, sitting.decisions, sitting.remarks)
    found = rules.blockers_correct(rules.is_signed_by_all(queries.signings(members)), has_changed)
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    require_none(found + blockers_private([place, decisions, remarks, because], profile))
    replaces = sitting.sha256
    sitting.place, sitting.decisions, sitting.remarks = place, decisions, remarks
    for member in members:
        member.signed_at = None
    sitting.sha256 = rules.digest_of(queries.record_of(sitting, members))
    ctx.record(events.SittingCorrected(sitting.short_number, sitting.sha256, replaces, because), subject=sitting)
    return sitting


@operation(P.SITTING_SIGN, on=Sitting)
def sign_sitting(ctx: Context, sitting: Sitting, sha256: str) -> Sitting:
    """Put one's name under the record of a meeting at which one was; `sha256` is the hash of the text one read.

    Raises RuleBroken when the text is another by now, for who was not there, and for a second name.
    """
    members = queries.members_of(ctx.session, sitting.id)
    mine = next((one for one in members if one.resident_id == ctx.actor.resident_id), None)
    found = rules.blockers_sign(queries.signings([mine])[0] if mine else None, sha256 == sitting.sha256)
    require_none(found)
    if mine is not None:
        mine.signed_at = ctx.now
    ctx.record(events.SittingSigned(sitting.short_number, sitting.sha256), subject=sitting)
    return sitting


def _words(place: str, decisions: str, remarks: str) -> tuple[str, str, str]:
    return (
        require_words(place, "place", rules.LONGEST_PLACE),
        require_words(decisions, "decisions", rules.LONGEST_TEXT),
        require_words(remarks, "remarks", rules.LONGEST_TEXT) if remarks.strip() else "",
    )
