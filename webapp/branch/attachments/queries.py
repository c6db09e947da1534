"""Reading the papers of a matter."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.branch.matters.models import Attachment, AttachmentContent


def attachment_of(session: Session, matter_id: uuid.UUID, key: uuid.UUID) -> Attachment | None:
    """One paper of one matter."""
    query = select(Attachment).where(Attachment.matter_id == matter_id, Attachment.id == key)
    return session.execute(query).scalar_one_or_none()


def content_of(session: Session, key: uuid.UUID) -> bytes:
    """The bytes of a paper."""
    return session.execute(select(AttachmentContent.content).where(AttachmentContent.id == key)).scalar_one()
