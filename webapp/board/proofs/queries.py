"""Reading the proofs of a notice."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from webapp.board.proofs.models import NoticeProof, NoticeProofContent
from webapp.village.register.models import Resident


class ProofRow(NamedTuple):
    """A photograph and the name of who pinned the sheet."""

    proof: NoticeProof
    name: str


def proofs_of(session: Session, notice_id: uuid.UUID) -> list[ProofRow]:
    """The photographs of a notice on the paper board, in order. One query."""
    query = (
        select(NoticeProof, Resident.name)
        .join(Resident, (Resident.village_id == NoticeProof.village_id) & (Resident.id == NoticeProof.attached_by_id))
        .where(NoticeProof.notice_id == notice_id)
        .order_by(NoticeProof.number)
    )
    return [ProofRow(*row) for row in session.execute(query)]


def picture_of(session: Session, notice_id: uuid.UUID, number: int) -> NoticeProofContent | None:
    """The bytes of one photograph."""
    query = (
        select(NoticeProofContent)
        .join(
            NoticeProof,
            (NoticeProof.village_id == NoticeProofContent.village_id) & (NoticeProof.id == NoticeProofContent.id),
        )
        .where(NoticeProof.notice_id == notice_id, NoticeProof.number == number)
        .options(undefer(NoticeProofContent.content))
    )
    return session.execute(query).scalar_one_or_none()
