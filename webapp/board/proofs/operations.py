"""Attaching the photograph of the paper board."""

from __future__ import annotations

import hashlib
from datetime import date

from webapp.board.models import Notice
from webapp.board.proofs import queries, rules
from webapp.board.proofs.events import NoticeProved
from webapp.board.proofs.models import NoticeProof, NoticeProofContent
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Conflict, NotPermitted, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.kit.photographs import redrawn


@operation(P.NOTICE_PROVE, on=Notice)
def prove_notice(ctx: Context, notice: Notice, pinned_on: date, content: bytes) -> NoticeProof:
    """Attach a photograph of the sheet on the paper board, as the person who pinned it on this day.

    The picture is drawn anew, so that no place or phone stands in it. Raises InvalidInput, RuleBroken, Conflict when
    the same picture is there.
    """
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.NOTICE_PROVE, notice)
    there = queries.proofs_of(ctx.session, notice.id)
    down_on = china_date(notice.taken_down_at) if notice.taken_down_at else None
    hung_on, today = china_date(notice.hung_at), china_date(ctx.now)
    require_none(rules.blockers_prove(hung_on, down_on, pinned_on, today, len(there)))
    photograph = redrawn(content)
    digest = hashlib.sha256(photograph.content).hexdigest()
    if any(row.proof.sha256 == digest for row in there):
        raise Conflict("proof.twice")
    proof = NoticeProof(
        notice_id=notice.id,
        number=len(there) + 1,
        pinned_on=pinned_on,
        sha256=digest,
        size=len(photograph.content),
        width=photograph.width,
        height=photograph.height,
        attached_by_id=ctx.actor.resident_id,
        attached_at=ctx.now,
    )
    ctx.session.add(proof)
    ctx.session.flush()
    ctx.session.add(NoticeProofContent(id=proof.id, content=photograph.content))
    ctx.record(NoticeProved(notice.short_number, pinned_on, digest), subject=proof)
    return proof
