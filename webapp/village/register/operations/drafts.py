"""A register file between the clerk's look at it and the clerk's yes."""

from __future__ import annotations

from sqlalchemy import delete, or_

from webapp.core.context import Context
from webapp.core.errors import NotFound, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.queries import village
from webapp.village.register.difference import Difference
from webapp.village.register.events import RegisterChecked, RegisterDiscarded
from webapp.village.register.models import RegisterDraft
from webapp.village.register.operations.importing import import_register
from webapp.village.register.prepared import Prepared, from_bytes, to_bytes
from webapp.village.register.rules import DRAFT_LASTS, blockers_draft


@operation(P.REGISTER_IMPORT)
def hold_draft(ctx: Context, prepared: Prepared, file_name: str) -> RegisterDraft:
    """Keep a checked file for half an hour, for the person who handed it in; an earlier one of theirs goes."""
    if ctx.actor.account_id is None:
        raise NotFound("Account", None)
    _clear(ctx)
    draft = RegisterDraft(
        account_id=ctx.actor.account_id,
        file_name=file_name[-120:],
        body=to_bytes(prepared),
        expires_at=ctx.now + DRAFT_LASTS,
    )
    ctx.session.add(draft)
    checked = prepared.checked
    ctx.record(RegisterChecked(checked.rows, len(checked.refusals), prepared.sha256), subject=village(ctx.session))
    return draft


@operation(P.REGISTER_IMPORT, on=RegisterDraft)
def import_draft(
    ctx: Context, draft: RegisterDraft, *, expected: str | None = None, leave_out_refused: bool = False
) -> Difference:
    """Say yes to a checked file: it becomes the register, whole or not at all.

    Raises NotFound for another person's file, RuleBroken when it waited too long, and what `import_register` raises.
    """
    _require_own(ctx, draft)
    require_none(blockers_draft(draft.expires_at, ctx.now))
    prepared = from_bytes(draft.body)
    found = import_register(ctx, prepared, expected=expected, leave_out_refused=leave_out_refused)
    _clear(ctx)
    return found


@operation(P.REGISTER_IMPORT, on=RegisterDraft)
def discard_draft(ctx: Context, draft: RegisterDraft) -> None:
    """Throw a checked file away."""
    _require_own(ctx, draft)
    _clear(ctx)
    ctx.record(RegisterDiscarded(), subject=village(ctx.session))


def _require_own(ctx: Context, draft: RegisterDraft) -> None:
    if draft.account_id != ctx.actor.account_id:
        raise NotFound("RegisterDraft", draft.id)


def _clear(ctx: Context) -> None:
    """This person's files and everybody's old ones go."""
    done = or_(RegisterDraft.account_id == ctx.actor.account_id, RegisterDraft.expires_at <= ctx.now)
    ctx.session.execute(delete(RegisterDraft).where(done).execution_options(synchronize_session=False))
