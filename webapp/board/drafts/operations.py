"""Writing, reviewing, agreeing to and hanging a notice; lifting a mask by two people."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from webapp.board.drafts import queries, rules
from webapp.board.drafts.events import (
    DraftAgreed,
    DraftHung,
    DraftReviewed,
    DraftRevised,
    DraftWithdrawn,
    DraftWritten,
    MaskLiftAsked,
    MaskLifted,
)
from webapp.board.drafts.models import DraftReview, MaskLift, NoticeDraft
from webapp.board.drafts.rules import DraftState, Passing, Stage
from webapp.board.models import Notice
from webapp.board.operations import hang_notice
from webapp.board.privacy import findings
from webapp.board.rules import (
    LONGEST_TITLE,
    TYPED_KINDS,
    Cover,
    NoticeKind,
    blockers_private,
    require_words,
    written_covers,
)
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, Conflict, InvalidInput, NotFound, NotPermitted, RuleBroken, require_none
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.register.models import Resident

LONGEST_SHOWN = 200


@operation(P.DRAFT_WRITE)
def write_draft(
    ctx: Context,
    kind: NoticeKind,
    title: str,
    text: str,
    covers: Iterable[Cover] = (),
    concerned_id: uuid.UUID | None = None,
) -> NoticeDraft:
    """Draft a notice and hand it to the first stage of its way to the board.

    Numbers, addresses and health in it are masked in every copy but the writer's. Raises RuleBroken for a kind that
    hangs by itself, InvalidInput, NotFound for a stranger.
    """
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    if kind not in TYPED_KINDS:
        raise RuleBroken([Blocker("board.hangs_by_itself", profile.article("publish.display.days"))])
    draft = NoticeDraft(
        year=today.year,
        number=next_number(ctx.session, ctx.village_id, f"draft:{today.year}"),
        kind=kind,
        title=require_words(title, "title", LONGEST_TITLE),
        text=require_words(text, "text"),
        covers=written_covers(covers),
        concerned_id=_known(ctx, concerned_id),
        state=rules.first_state(rules.stages_of(kind, profile)),
        written_by_id=_self(ctx),
        written_at=ctx.now,
    )
    ctx.session.add(draft)
    ctx.session.flush()
    event = DraftWritten(draft.short_number, kind.value, len(queries.masked_copy(draft, ()).found))
    ctx.record(event, subject=draft)
    return draft


@operation(P.DRAFT_WRITE, on=NoticeDraft)
def revise_draft(
    ctx: Context, draft: NoticeDraft, title: str, text: str, concerned_id: uuid.UUID | None = None
) -> NoticeDraft:
    """Give a draft a new text; whoever revises is its writer now, and its way begins again. Raises RuleBroken."""
    require_none(rules.blockers_open(draft.state))
    draft.title = require_words(title, "title", LONGEST_TITLE)
    draft.text = require_words(text, "text")
    draft.concerned_id = _known(ctx, concerned_id)
    draft.written_by_id, draft.written_at = _self(ctx), ctx.now
    _profile, stages = queries.flow_of(ctx.session, draft)
    draft.state = rules.first_state(stages)
    ctx.record(DraftRevised(draft.short_number, len(queries.masked_copy(draft, ()).found)))
    return draft


@operation(P.DRAFT_WRITE, on=NoticeDraft)
def withdraw_draft(ctx: Context, draft: NoticeDraft) -> NoticeDraft:
    """Take a draft back; it never hangs, and what was masked in it is forgotten. Raises RuleBroken once it hangs."""
    require_none(rules.blockers_open(draft.state))
    draft.state = DraftState.WITHDRAWN
    _forget(ctx, draft)
    ctx.record(DraftWithdrawn(draft.short_number))
    return draft


@operation(P.DRAFT_REVIEW, on=NoticeDraft)
def review_draft(ctx: Context, draft: NoticeDraft, passing: Passing, reason: str = "") -> DraftReview:
    """Pass a draft as a supervisor, or return it with reasons; the masked copy that was read is kept.

    Raises RuleBroken: it does not wait for the supervisors, the reviewer wrote it or is concerned, no reason is given.
    """
    person, profile = _self(ctx), queries.flow_of(ctx.session, draft)[0]
    blockers = rules.blockers_stage(draft.state, Stage.SUPERVISION, profile)
    blockers += rules.blockers_reviewer(queries.ties_to(ctx.session, draft, person), profile)
    review = _pass(ctx, draft, Stage.SUPERVISION, passing, reason, china_date(ctx.now), blockers)
    ctx.record(DraftReviewed(draft.short_number, passing.value), subject=review)
    return review


@operation(P.DRAFT_AGREE, on=NoticeDraft)
def record_joint_meeting(
    ctx: Context, draft: NoticeDraft, passing: Passing, held_on: date, reason: str = ""
) -> DraftReview:
    """Record what the joint meeting of Party branch and villagers' committee said of a draft (Shandong 11).

    Raises RuleBroken: it does not wait for the meeting, the day cannot be, no reason is given for returning it.
    """
    profile = queries.flow_of(ctx.session, draft)[0]
    before = queries.last_review(ctx.session, draft.id)
    earliest = china_date(draft.written_at)
    if before is not None and before.given_at >= draft.written_at:
        earliest = china_date(before.given_at)
    blockers = rules.blockers_stage(draft.state, Stage.MEETING, profile)
    blockers += rules.blockers_held(held_on, earliest, china_date(ctx.now))
    review = _pass(ctx, draft, Stage.MEETING, passing, reason, held_on, blockers)
    ctx.record(DraftAgreed(draft.short_number, passing.value, held_on), subject=review)
    return review


@operation(P.NOTICE_HANG, on=NoticeDraft)
def hang_draft(ctx: Context, draft: NoticeDraft) -> Notice:
    """Hang a draft that passed its whole way: its masked copy. What lay behind the masks is forgotten.

    Raises RuleBroken before.
    """
    require_none(rules.blockers_hang(draft.state, queries.flow_of(ctx.session, draft)[0]))
    shown = queries.shown_values(queries.lifts_of(ctx.session, draft.id))
    notice: Notice = hang_notice(ctx, draft.kind, draft.title, draft.text, shown=shown, covers=queries.covers_of(draft))
    draft.state, draft.notice_id = DraftState.HUNG, notice.id
    _forget(ctx, draft)
    ctx.record(DraftHung(draft.short_number, notice.short_number), subject=notice)
    return notice


@operation(P.MASK_ASK, on=NoticeDraft)
def ask_lift(ctx: Context, draft: NoticeDraft, value: str, reason: str) -> MaskLift:
    """Ask that one masked thing may stand in a notice, and say why: the log keeps the reason.

    Raises RuleBroken for an identity number and once the text was reviewed; NotFound for what is not masked there;
    Conflict when it was asked already; InvalidInput.
    """
    reason = require_words(reason, "reason", rules.LONGEST_REASON)
    found = next((one for one in [*findings(draft.title), *findings(draft.text)] if one.value == value), None)
    if found is None or len(value) > LONGEST_SHOWN:
        raise NotFound("Finding", None)
    profile = queries.flow_of(ctx.session, draft)[0]
    blockers = rules.blockers_lift(draft.state, found.kind, profile)
    require_none([*blockers, *blockers_private([reason], profile)])
    lifts = queries.lifts_of(ctx.session, draft.id)
    if any(lift.value == value for lift in lifts):
        raise Conflict("mask.twice")
    lift = MaskLift(
        draft_id=draft.id,
        number=len(lifts) + 1,
        kind=found.kind,
        shown=found.shown,
        value=value,
        reason=reason,
        asked_by_id=_self(ctx),
        asked_at=ctx.now,
    )
    ctx.session.add(lift)
    ctx.session.flush()
    ctx.record(MaskLiftAsked(draft.short_number, found.kind, reason), subject=lift)
    return lift


@operation(P.MASK_AGREE, on=MaskLift)
def agree_lift(ctx: Context, lift: MaskLift) -> MaskLift:
    """Agree, as the second person, that a masked thing may stand. Raises RuleBroken for who asked or wrote the text."""
    key = (ctx.village_id, lift.draft_id)
    draft = ctx.session.get_one(NoticeDraft, key, with_for_update=True, populate_existing=True)
    person, profile = _self(ctx), queries.flow_of(ctx.session, draft)[0]
    blockers = rules.blockers_lift(draft.state, lift.kind, profile)
    is_agreed = lift.agreed_at is not None
    blockers += rules.blockers_agree(lift.asked_by_id == person, draft.written_by_id == person, is_agreed, profile)
    require_none(blockers)
    lift.agreed_by_id, lift.agreed_at = person, ctx.now
    ctx.record(MaskLifted(draft.short_number, lift.kind), subject=lift)
    return lift


def _pass(
    ctx: Context,
    draft: NoticeDraft,
    stage: Stage,
    passing: Passing,
    reason: str,
    held_on: date,
    blockers: list[Blocker],
) -> DraftReview:
    profile, stages = queries.flow_of(ctx.session, draft)
    reason = reason.strip()
    if len(reason) > rules.LONGEST_REASON:
        raise InvalidInput("board.text_long", "reason", longest=rules.LONGEST_REASON)
    require_none([*blockers, *rules.blockers_reason(passing, reason), *blockers_private([reason], profile)])
    copy = queries.masked_copy(draft, queries.lifts_of(ctx.session, draft.id))
    before = queries.last_review(ctx.session, draft.id)
    review = DraftReview(
        draft_id=draft.id,
        number=before.number + 1 if before else 1,
        stage=stage,
        passing=passing,
        reason=reason,
        title=copy.title,
        text=copy.text,
        held_on=held_on,
        given_by_id=_self(ctx),
        given_at=ctx.now,
    )
    draft.state = rules.next_state(stages, stage, passing)
    ctx.session.add(review)
    ctx.session.flush()
    return review


def _forget(ctx: Context, draft: NoticeDraft) -> None:
    """Keep of a finished draft only the copy that hung or would have hung."""
    lifts = queries.lifts_of(ctx.session, draft.id)
    copy = queries.masked_copy(draft, lifts)
    draft.title, draft.text = copy.title, copy.text
    for lift in lifts:
        lift.value = ""


def _self(ctx: Context) -> uuid.UUID:
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.DRAFT_WRITE)
    return ctx.actor.resident_id


def _known(ctx: Context, person: uuid.UUID | None) -> uuid.UUID | None:
    if person is not None and ctx.session.scalar(select(Resident.id).where(Resident.id == person)) is None:
        raise NotFound("Resident", person)
    return person
