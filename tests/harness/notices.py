"""Notices that hang, for tests that need one: written, reviewed, agreed to and hung by those who do it."""

from __future__ import annotations

from collections.abc import Iterable

from tests.harness.village import SmallVillage
from webapp.board.drafts.models import NoticeDraft
from webapp.board.drafts.operations import hang_draft, record_joint_meeting, review_draft, write_draft
from webapp.board.drafts.rules import Passing
from webapp.board.models import Notice
from webapp.board.rules import Cover, NoticeKind
from webapp.core.clock import china_date


def passed_draft(
    village: SmallVillage, kind: NoticeKind, title: str, text: str, covers: Iterable[Cover] = ()
) -> NoticeDraft:
    """A draft of the clerk's that passed its whole way today."""
    draft: NoticeDraft = write_draft(village.ctx("clerk"), kind, title, text, covers)
    review_draft(village.ctx("supervisor"), draft.id, Passing.PASS)
    ctx = village.ctx("secretary")
    record_joint_meeting(ctx, draft.id, Passing.PASS, china_date(ctx.now))
    return draft


def hang_typed(village: SmallVillage, kind: NoticeKind, title: str, text: str, covers: Iterable[Cover] = ()) -> Notice:
    """A notice the clerk wrote, as it hangs."""
    notice: Notice = hang_draft(village.ctx("clerk"), passed_draft(village, kind, title, text, covers).id)
    return notice
