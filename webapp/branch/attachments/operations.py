"""Attaching a paper to a matter."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from webapp.branch.attachments import rules
from webapp.branch.attachments.events import AttachmentAdded
from webapp.branch.matters.models import Attachment, AttachmentContent, Matter
from webapp.branch.matters.queries import count_attachments, standing_of
from webapp.branch.matters.rules import blockers_revise
from webapp.core.context import Context
from webapp.core.errors import Conflict, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P


@operation(P.ATTACHMENT_ADD, on=Matter)
def add_attachment(ctx: Context, matter: Matter, file_name: str, content: bytes) -> Attachment:
    """Attach a paper, as long as the text may change too. The kind is told by the content, never by the name.

    Raises InvalidInput for a kind or size that is not taken, RuleBroken, and Conflict when the same file is there.
    """
    media_type = rules.media_type_of(content, file_name)
    blockers = blockers_revise(standing_of(ctx.session, matter))
    blockers += rules.blockers_add(count_attachments(ctx.session, matter.id))
    require_none(blockers)
    digest = hashlib.sha256(content).hexdigest()
    same = select(Attachment.file_name).where(Attachment.matter_id == matter.id, Attachment.sha256 == digest)
    there = ctx.session.scalar(same)
    if there is not None:
        raise Conflict("attachment.twice", name=there)
    attachment = Attachment(
        matter_id=matter.id,
        file_name=rules.clean_name(file_name, media_type),
        media_type=media_type,
        size=len(content),
        sha256=digest,
        added_at=ctx.now,
        added_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(attachment)
    ctx.session.flush()
    ctx.session.add(AttachmentContent(id=attachment.id, content=content))
    event = AttachmentAdded(matter.short_number, media_type, len(content), digest)
    ctx.record(event, subject=attachment, matter_id=matter.id)
    return attachment
