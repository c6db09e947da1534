"""Wording, laying out, correcting, signing and archiving minutes. What happened is never typed."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from webapp.audit.verifier.canonical import canonical
from webapp.core.context import Context
from webapp.core.errors import InvalidInput, NotPermitted, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.minutes import queries, rules
from webapp.council.minutes.events import (
    MinutesArchived,
    MinutesCorrected,
    MinutesLaidOut,
    MinutesSigned,
    MinutesWorded,
)
from webapp.council.minutes.models import ArchivedContent, ArchivedPaper, Minutes, Signature
from webapp.council.minutes.policy import offices_at
from webapp.council.minutes.record import record_of, words_of
from webapp.council.minutes.rules import Signed, SignedHow, SignerRole
from webapp.village.register.models import Resident

HTML, PDF = "text/html", "application/pdf"


@dataclass(frozen=True)
class Words:
    """The clerk's free words: before and after, what was said on each item (by number) and in each speech (2.1)."""

    opening: str = ""
    remarks: str = ""
    items: Mapping[str, str] = field(default_factory=dict)
    speeches: Mapping[str, str] = field(default_factory=dict)


@operation(P.MINUTES_WRITE, on=Meeting)
def write_words(ctx: Context, meeting: Meeting, words: Words) -> Meeting:
    """Put down the clerk's own words, until the minutes are laid out. Raises RuleBroken, InvalidInput when too long."""
    require_none(rules.blockers_words(queries.minutes_of(ctx.session, meeting.id) is not None))
    _put_down(ctx, meeting, words)
    digest = hashlib.sha256(canonical(words_of(queries.happenings_of(ctx.session, meeting)))).hexdigest()
    ctx.record(MinutesWorded(meeting.short_number, digest))
    return meeting


@operation(P.MINUTES_LAY_OUT, on=Meeting)
def lay_out_minutes(ctx: Context, meeting: Meeting) -> Minutes:
    """Freeze what happened and what was written, and lay it on the table for the three to sign.

    Raises RuleBroken while the meeting goes on, or when the minutes lie there already.
    """
    is_laid_out = queries.minutes_of(ctx.session, meeting.id) is not None
    require_none(rules.blockers_lay_out(meeting.state, is_laid_out))
    seen = queries.happenings_of(ctx.session, meeting)
    body, words = record_of(seen), words_of(seen)
    minutes = Minutes(
        meeting_id=meeting.id, body=body, words=words, sha256=rules.digest_of(body, words), laid_out_at=ctx.now
    )
    ctx.session.add(minutes)
    ctx.record(MinutesLaidOut(meeting.short_number, minutes.sha256), subject=meeting)
    return minutes


@operation(P.MINUTES_LAY_OUT, on=Minutes)
def correct_minutes(ctx: Context, minutes: Minutes, words: Words, because: str) -> Minutes:
    """Correct the words of minutes laid out: a new text that names the old one and why. Names given no longer hold.

    What happened stays as it was frozen. Raises RuleBroken once archived, without a reason, or when nothing changed.
    """
    meeting = _meeting(ctx, minutes)
    _put_down(ctx, meeting, words)
    ctx.session.flush()
    changed = words_of(queries.happenings_of(ctx.session, meeting))
    digest, replaces = rules.digest_of(minutes.body, changed), minutes.sha256
    require_none(rules.blockers_correct(minutes.archived_at is not None, digest != replaces, because))
    given = queries.signatures_of(ctx.session, minutes.id)
    for signature in given:
        ctx.session.delete(signature)
    minutes.words, minutes.sha256, minutes.laid_out_at = changed, digest, ctx.now
    voided = [signature.role.value for signature in given]
    ctx.record(MinutesCorrected(meeting.short_number, digest, replaces, because.strip(), voided), subject=meeting)
    return minutes


@operation(P.MINUTES_SIGN, on=Minutes)
def sign_minutes(ctx: Context, minutes: Minutes, role: SignerRole, sha256: str, drawing: str = "") -> Signature:
    """Put one's name under the minutes, drawn, or confirmed with the password that was asked for before.

    `sha256` is the hash of the text the person read. Raises RuleBroken when it is another by now, when the role is
    signed or not this person's; InvalidInput for a drawing that is none.
    """
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.MINUTES_SIGN, minutes)
    meeting = _meeting(ctx, minutes)
    given = [Signed(one.role, one.resident_id) for one in queries.signatures_of(ctx.session, minutes.id)]
    is_same = sha256 == minutes.sha256
    offices = offices_at(ctx, meeting)
    require_none(rules.blockers_sign(role, offices, meeting.body, given, ctx.actor.resident_id, is_same))
    how = SignedHow.DRAWN if drawing else SignedHow.PASSWORD
    signature = Signature(
        minutes_id=minutes.id,
        role=role,
        resident_id=ctx.actor.resident_id,
        name=_name(ctx, ctx.actor.resident_id),
        how=how,
        drawing=rules.require_drawing(drawing) if drawing else "",
        sha256=minutes.sha256,
        signed_at=ctx.now,
    )
    ctx.session.add(signature)
    drawn = hashlib.sha256(drawing.encode()).hexdigest() if drawing else ""
    ctx.record(MinutesSigned(meeting.short_number, role.value, how.value, minutes.sha256, drawn), subject=meeting)
    return signature


@operation(P.MINUTES_ARCHIVE, on=Minutes)
def archive_minutes(ctx: Context, minutes: Minutes, papers: Mapping[str, bytes]) -> Minutes:
    """Put the minutes that all three signed into the archive, as the files made of them; their hashes stand in the log.

    `papers`: bytes by media type, the page and, where the machine can make one, the PDF.

    Raises RuleBroken, InvalidInput.
    """
    meeting = _meeting(ctx, minutes)
    given = [Signed(one.role, one.resident_id) for one in queries.signatures_of(ctx.session, minutes.id)]
    require_none(rules.blockers_archive(minutes.archived_at is not None, given))
    if HTML not in papers or set(papers) - {HTML, PDF} or not all(papers.values()):
        raise InvalidInput("minutes.papers")
    minutes.archived_at = ctx.now
    kept: list[list[str]] = []
    for media_type, content in sorted(papers.items()):
        paper = ArchivedPaper(minutes_id=minutes.id, media_type=media_type, sha256=hashlib.sha256(content).hexdigest())
        ctx.session.add(paper)
        ctx.session.flush()
        ctx.session.add(ArchivedContent(id=paper.id, content=content))
        kept.append([media_type, paper.sha256])
    ctx.record(MinutesArchived(meeting.short_number, minutes.sha256, kept), subject=meeting)
    return minutes


def _put_down(ctx: Context, meeting: Meeting, words: Words) -> None:
    meeting.opening_words = rules.require_words(words.opening, "opening", rules.LONGEST_SUMMARY)
    meeting.minutes = rules.require_words(words.remarks, "remarks", rules.LONGEST_REMARKS)
    items = ctx.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id))
    positions = {item.id: item for item in items}
    for item in positions.values():
        summary = words.items.get(str(item.position), item.summary)
        item.summary = rules.require_words(summary, "items", rules.LONGEST_SUMMARY)
    places: dict[uuid.UUID, int] = {}
    for speech in queries.speeches_of(ctx.session, meeting.id):
        places[speech.agenda_item_id] = place = places.get(speech.agenda_item_id, 0) + 1
        key = f"{positions[speech.agenda_item_id].position}.{place}"
        speech.summary = rules.require_words(words.speeches.get(key, speech.summary), "speeches", rules.LONGEST_SUMMARY)


def _meeting(ctx: Context, minutes: Minutes) -> Meeting:
    key = (ctx.village_id, minutes.meeting_id)
    return ctx.session.get_one(Meeting, key, with_for_update=True, populate_existing=True)


def _name(ctx: Context, resident_id: uuid.UUID) -> str:
    return ctx.session.get_one(Resident, (ctx.village_id, resident_id)).name
