"""Reading drafts: what waits for whom, and what ties a reviewer to one."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.board.drafts.models import DraftReview, MaskLift, NoticeDraft
from webapp.board.drafts.rules import OPEN, DraftState, Stage, Ties, stages_of
from webapp.board.privacy import Finding, blotted, findings
from webapp.board.rules import Cover, read_covers, read_short_number
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Profile
from webapp.core.clock import china_date
from webapp.village.kinship.queries import near_relatives_of
from webapp.village.register.models import Resident


class DraftRow(NamedTuple):
    """A draft and the name of who wrote it."""

    draft: NoticeDraft
    writer: str


class ReviewRow(NamedTuple):
    """What a stage said, and the name of who said or recorded it."""

    review: DraftReview
    name: str


class LiftRow(NamedTuple):
    """A mask that somebody wants lifted, its draft, and the name of who asks."""

    lift: MaskLift
    draft: NoticeDraft
    asker: str


@dataclasses.dataclass(frozen=True)
class Masked:
    """The copy of a draft that would hang now, and what is blotted out of its title and text."""

    title: str
    text: str
    found: Sequence[Finding]


def draft_by_number(session: Session, short_number: str) -> NoticeDraft | None:
    """The draft people call 2026-3."""
    wanted = read_short_number(short_number)
    if wanted is None:
        return None
    query = select(NoticeDraft).where(NoticeDraft.year == wanted[0], NoticeDraft.number == wanted[1])
    return session.execute(query).scalar_one_or_none()


def drafts_waiting(session: Session, *states: DraftState) -> list[DraftRow]:
    """Drafts in one of these states (without any: in every open one), the longest waiting first. One query.

    `drafts_waiting(session, DraftState.SUPERVISION)` is what waits for the supervisors' review.
    """
    query = (
        select(NoticeDraft, Resident.name)
        .join(Resident, (Resident.village_id == NoticeDraft.village_id) & (Resident.id == NoticeDraft.written_by_id))
        .where(NoticeDraft.state.in_(states or OPEN))
        .order_by(NoticeDraft.written_at, NoticeDraft.number)
    )
    return [DraftRow(*row) for row in session.execute(query)]


def draft_of_notice(session: Session, notice_id: uuid.UUID) -> NoticeDraft | None:
    """The draft from which a notice came; nothing where the law hung it at once."""
    return session.execute(select(NoticeDraft).where(NoticeDraft.notice_id == notice_id)).scalar_one_or_none()


def reviews_of(session: Session, draft_id: uuid.UUID) -> list[ReviewRow]:
    """What the stages said of a draft, in order. One query."""
    query = (
        select(DraftReview, Resident.name)
        .join(Resident, (Resident.village_id == DraftReview.village_id) & (Resident.id == DraftReview.given_by_id))
        .where(DraftReview.draft_id == draft_id)
        .order_by(DraftReview.number)
    )
    return [ReviewRow(*row) for row in session.execute(query)]


def last_review(session: Session, draft_id: uuid.UUID) -> DraftReview | None:
    """What was said of a draft last."""
    query = select(DraftReview).where(DraftReview.draft_id == draft_id)
    return session.execute(query.order_by(DraftReview.number.desc()).limit(1)).scalar_one_or_none()


def lifts_of(session: Session, draft_id: uuid.UUID) -> Sequence[MaskLift]:
    """The masks of a draft somebody wants lifted, in order."""
    query = select(MaskLift).where(MaskLift.draft_id == draft_id).order_by(MaskLift.number)
    return session.execute(query).scalars().all()


def lifts_waiting(session: Session) -> list[LiftRow]:
    """Masks that wait for a second person, the oldest first. One query."""
    query = (
        select(MaskLift, NoticeDraft, Resident.name)
        .join(NoticeDraft, (NoticeDraft.village_id == MaskLift.village_id) & (NoticeDraft.id == MaskLift.draft_id))
        .join(Resident, (Resident.village_id == MaskLift.village_id) & (Resident.id == MaskLift.asked_by_id))
        .where(MaskLift.agreed_at.is_(None), NoticeDraft.state.in_([DraftState.SUPERVISION, DraftState.RETURNED]))
        .order_by(MaskLift.asked_at)
    )
    return [LiftRow(*row) for row in session.execute(query)]


def lift_by_number(session: Session, draft_id: uuid.UUID, number: int) -> MaskLift | None:
    """One of the masks somebody wants lifted."""
    query = select(MaskLift).where(MaskLift.draft_id == draft_id, MaskLift.number == number)
    return session.execute(query).scalar_one_or_none()


def shown_values(lifts: Iterable[MaskLift]) -> list[str]:
    """What two people agreed may stand."""
    return [lift.value for lift in lifts if lift.agreed_at is not None and lift.value]


def masked_copy(draft: NoticeDraft, lifts: Iterable[MaskLift]) -> Masked:
    """The copy that would hang if it hung now."""
    shown = shown_values(lifts)
    found = [*findings(draft.title), *findings(draft.text)]
    return Masked(blotted(draft.title, shown), blotted(draft.text, shown), found)


def flow_of(session: Session, draft: NoticeDraft) -> tuple[Profile, tuple[Stage, ...]]:
    """The law by which a draft travels, that of the day it was written, and the stages it passes."""
    profile = rules_in_force(session, china_date(draft.written_at))
    return profile, stages_of(draft.kind, profile)


def ties_to(session: Session, draft: NoticeDraft, person: uuid.UUID) -> Ties:
    """What ties this person to a draft. Three queries."""
    kin = near_relatives_of(session, [person]).get(person, {})
    return Ties(
        is_writer=draft.written_by_id == person,
        kin_of_writer=draft.written_by_id in kin,
        is_concerned=draft.concerned_id == person,
        kin_of_concerned=draft.concerned_id in kin,
    )


def words_of(session: Session, draft: NoticeDraft) -> dict[str, str]:
    """What a draft's writer typed, to be revised; of one that is done only the masked copy is left."""
    query = select(Resident.name).where(Resident.id == draft.concerned_id)
    concerned = session.execute(query).scalar_one_or_none() if draft.concerned_id else None
    return {"title": draft.title, "text": draft.text, "concerned_name": concerned or ""}


def covers_of(draft: NoticeDraft) -> Collection[Cover]:
    """What a draft is to publish."""
    return read_covers(draft.covers)
