"""Putting down that a hand-over or a leaving audit was done, and what villagers asked to have audited."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from webapp.board.operations import hang_notice
from webapp.board.rules import NoticeKind, blockers_private, require_words
from webapp.branch.attachments.rules import clean_name, media_type_of
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound, NotPermitted, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.supervision.handovers import events, queries, rules
from webapp.supervision.handovers.models import AuditItem, LeavingPaper, LeavingRecord
from webapp.supervision.handovers.rules import DutyKind
from webapp.village.offices.models import OfficeTerm

AUDIT_TITLE = "{name}离任经济责任审计结果"


@dataclass(frozen=True)
class Done:
    """How something was done: when, who presided or audited, which paper says so, what it says; the paper as a file."""

    done_on: date
    who: str
    paper: str
    summary: str
    file_name: str = ""
    content: bytes = b""


@operation(P.HANDOVER_RECORD, on=OfficeTerm)
def record_handover(ctx: Context, term: OfficeTerm, done: Done) -> LeavingRecord:
    """Put down that an ended office was handed over (VCOL 24). Raises RuleBroken, InvalidInput, NotFound."""
    return _record(ctx, term, DutyKind.HANDOVER, done)


@operation(P.AUDIT_RECORD, on=OfficeTerm)
def record_audit(ctx: Context, term: OfficeTerm, done: Done) -> LeavingRecord:
    """Put down that the leaving audit was done; its result hangs on the board (VCOL 40). Raises as above."""
    record = _record(ctx, term, DutyKind.AUDIT, done)
    leaving = queries.leaving_of(ctx.session, term.id, china_date(ctx.now))
    title = AUDIT_TITLE.format(name=leaving.name if leaving else "")
    hang_notice(ctx, NoticeKind.FINANCE, title, record.summary, ("leaving_record", record.id))
    return record


@operation(P.AUDIT_ITEM_ADD, on=OfficeTerm)
def add_audit_item(ctx: Context, term: OfficeTerm, text: str, names: int, asked_on: date) -> AuditItem:
    """Put down what at least a fifth of the villagers asked in writing to have audited (VCOL 40).

    Raises RuleBroken when the names do not suffice or the audit is done, InvalidInput.
    """
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.AUDIT_ITEM_ADD, term)
    text = require_words(text, "text", rules.LONGEST_ITEM)
    today = china_date(ctx.now)
    leaving = queries.leaving_of(ctx.session, term.id, today)
    if leaving is None:
        raise NotFound("OfficeTerm", term.id)
    profile, base = rules_in_force(ctx.session, today), queries.villagers_base(ctx.session, today)
    found = rules.blockers_item(names, base, DutyKind.AUDIT in leaving.records, profile)
    require_none(found + blockers_private([text], profile))
    item = AuditItem(
        term_id=term.id,
        text=text,
        names=names,
        base=base,
        asked_on=min(asked_on, today),
        recorded_at=ctx.now,
        recorded_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(item)
    ctx.session.flush()
    digest = hashlib.sha256(text.encode()).hexdigest()
    ctx.record(events.AuditItemAdded(term.id, names, base, digest), subject=item)
    return item


def _record(ctx: Context, term: OfficeTerm, kind: DutyKind, done: Done) -> LeavingRecord:
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.HANDOVER_RECORD, term)
    who = require_words(done.who, "who", rules.LONGEST_WHO)
    paper = require_words(done.paper, "paper", rules.LONGEST_PAPER)
    summary = require_words(done.summary, "summary", rules.LONGEST_SUMMARY)
    today = china_date(ctx.now)
    leaving = queries.leaving_of(ctx.session, term.id, today)
    if leaving is None:
        raise NotFound("OfficeTerm", term.id)
    ties = queries.ties(ctx.session, ctx.actor.resident_id, term.resident_id)
    found = rules.blockers_done(kind, leaving.ended, set(leaving.records), done.done_on, today, ties)
    require_none(found + blockers_private([who, paper, summary], rules_in_force(ctx.session, today)))
    record = LeavingRecord(
        term_id=term.id,
        kind=kind,
        done_on=done.done_on,
        who=who,
        paper=paper,
        summary=summary,
        recorded_at=ctx.now,
        recorded_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(record)
    ctx.session.flush()
    if done.content:
        _keep(ctx, record, done)
    due = next(clock.due_on for clock in leaving.clocks if clock.kind is kind)
    event = events.LeavingRecorded(kind.value, term.id, done.done_on, done.done_on > due, who, paper, record.sha256)
    ctx.record(event, subject=record)
    return record


def _keep(ctx: Context, record: LeavingRecord, done: Done) -> None:
    """The paper itself, known by its hash; its kind is told by the content, never by the name."""
    record.media_type = media_type_of(done.content, done.file_name)
    record.file_name = clean_name(done.file_name, record.media_type)
    record.sha256 = hashlib.sha256(done.content).hexdigest()
    ctx.session.add(LeavingPaper(id=record.id, content=done.content))
    ctx.session.flush()
