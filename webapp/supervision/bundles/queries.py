"""Reading what goes into a bundle: the entries of a matter, a meeting or a period, their papers, the rules in force."""

from __future__ import annotations

import functools
import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.audit.bundles.packing import Contents, Label
from webapp.audit.bundles.sources import beside, entries_between, numbers_between, signed_notes
from webapp.audit.evidence import newest_signed
from webapp.audit.models import LogEntry
from webapp.audit.queries import entries_of_matter
from webapp.audit.verifier.policy import Policy
from webapp.branch.attachments.queries import content_of
from webapp.branch.matters.models import Attachment, Matter
from webapp.charter.queries import local_values, rules_in_force
from webapp.charter.rulebook.local import value_text
from webapp.core.clock import at_china, china_date
from webapp.core.errors import Blocker, require_none
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.polls.models import Poll
from webapp.council.queries import must_wait, open_poll_keys
from webapp.supervision.bundles.rules import MOST_ENTRIES, Kind, Readers, blockers_bundle, opened_facts
from webapp.supervision.witnesses.quorum import policy_text
from webapp.village.queries import village

MOST_LOOKED_AT = MOST_ENTRIES[Readers.SUPERVISORS] + 1
IN_LIST = 500


@dataclass(frozen=True)
class Chosen:
    """The entries a bundle is made of, before it is known whether it can be."""

    kind: Kind
    about: str
    rows: Sequence[LogEntry]


def of_matter(session: Session, matter: Matter) -> Chosen:
    """The whole chain of a matter."""
    return Chosen(Kind.MATTER, matter.short_number, entries_of_matter(session, matter.id, MOST_LOOKED_AT))


def of_period(session: Session, since: date, until: date) -> Chosen:
    """Everything recorded from one day to another, both included."""
    found = numbers_between(session, at_china(since), at_china(until + timedelta(days=1)))
    about = f"{since.isoformat()} – {until.isoformat()}"
    if found is None:
        return Chosen(Kind.PERIOD, about, [])
    first, last = found[0], min(found[1], found[0] + MOST_LOOKED_AT)
    return Chosen(Kind.PERIOD, about, entries_between(session, first, last))


def of_meeting(session: Session, meeting: Meeting) -> Chosen:
    """Everything about a meeting: itself, its seats, its agenda, its votes and every ballot in them."""
    keys = {meeting.id}
    for model in (Seat, AgendaItem, Poll):
        keys.update(session.scalars(select(model.id).where(model.meeting_id == meeting.id)))
    first, last = _span(session, keys)
    if first is None or last is None:
        return Chosen(Kind.MEETING, meeting.short_number, [])
    names = {key.hex for key in keys}
    rows = entries_between(session, first, min(last, first + 4 * MOST_LOOKED_AT))
    return Chosen(Kind.MEETING, meeting.short_number, [row for row in rows if _speaks_of(row, keys, names)])


def packable(session: Session, chosen: Chosen) -> Chosen:
    """What everybody may take now: the entries up to the newest signature of the log (later ones are signed soon).

    Raises RuleBroken when that is nothing or too much, or a vote in it is open.
    """
    newest = newest_signed(session)
    size = newest.size if newest else 0
    signed = replace(chosen, rows=[row for row in chosen.rows if row.seq < size])
    is_covered = bool(signed.rows) or not chosen.rows
    require_none(blockers_of(session, signed if is_covered else chosen, Readers.EVERYONE, is_covered=is_covered))
    return signed


def blockers_of(session: Session, chosen: Chosen, readers: Readers, *, is_covered: bool) -> list[Blocker]:
    """Why these entries cannot be packed now."""
    polls = open_poll_keys(session)
    waiting = bool(polls) and any(must_wait(row, json.loads(row.body), polls) for row in chosen.rows)
    papers = sum(paper.size for paper in _papers(session, chosen.rows))
    return blockers_bundle(len(chosen.rows), papers, waiting, is_covered, readers)


def contents_of(
    session: Session, chosen: Chosen, readers: Readers, policy: Policy, extra: Mapping[str, bytes]
) -> Contents:
    """Everything that goes into the bundle; papers are read only when they are written.

    ``policy`` says whose signatures the village asks for; ``extra`` are the page that checks and its words.
    """
    here = village(session)
    rows = chosen.rows
    code = str(rows[0].village_id)
    label = Label(
        chosen.kind.value, code, here.name if here else "", chosen.about, readers.value, rows[0].seq, rows[-1].seq
    )
    return Contents(
        label=label,
        entries=[(row.seq, bytes(row.body)) for row in rows],
        notes=signed_notes(session, rows[0].seq, rows[-1].seq, policy),
        policy=policy_text(policy).encode(),
        beside=list(beside(session, [row.seq for row in rows], opened_facts(readers))),
        attachments={paper.sha256: _reader(session, paper.id) for paper in _papers(session, rows)},
        rules=rules_of_days(session, (row.at for row in rows)),
        extra=extra,
    )


def rules_of_days(session: Session, moments: Iterable[datetime]) -> list[dict[str, Any]]:
    """The rules in force on the days of these entries, each set once with the first day it counted for."""
    found: list[dict[str, Any]] = []
    for day in sorted({china_date(moment) for moment in moments}):
        profile = rules_in_force(session, day)
        rules = {rule.id: {"value": value_text(rule.value), "article": rule.article} for rule in profile}
        local = sorted(local_values(session, day))
        said = {"law": profile.code, "collective": profile.rceo, "own": local, "rules": rules}
        if not found or {name: value for name, value in found[-1].items() if name != "since"} != said:
            found.append({"since": day.isoformat(), **said})
    return found


def _papers(session: Session, rows: Sequence[LogEntry]) -> list[Attachment]:
    """The papers of matters that these entries name."""
    keys = [row.subject_id for row in rows if row.event == "attachment_added" and row.subject_id]
    found: dict[str, Attachment] = {}
    for start in range(0, len(keys), IN_LIST):
        query = select(Attachment).where(Attachment.id.in_(keys[start : start + IN_LIST])).order_by(Attachment.sha256)
        found |= {paper.sha256: paper for paper in session.scalars(query)}
    return list(found.values())


def _reader(session: Session, key: uuid.UUID) -> Callable[[], bytes]:
    return functools.partial(content_of, session, key)


def _span(session: Session, keys: set[uuid.UUID]) -> tuple[int | None, int | None]:
    """The first and last entry about any of these rows."""
    ends: list[int] = []
    listed = sorted(keys, key=lambda key: key.bytes)
    for start in range(0, len(listed), IN_LIST):
        query = select(func.min(LogEntry.seq), func.max(LogEntry.seq))
        found = session.execute(query.where(LogEntry.subject_id.in_(listed[start : start + IN_LIST]))).one()
        ends += [one for one in found if one is not None]
    return (min(ends), max(ends)) if ends else (None, None)


def _speaks_of(row: LogEntry, keys: set[uuid.UUID], names: set[str]) -> bool:
    if row.subject_id in keys:
        return True
    facts = json.loads(row.body).get("facts", {})
    return any(facts.get(name) in names for name in ("meeting", "poll", "seat") if isinstance(facts.get(name), str))
