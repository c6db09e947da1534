"""A verb is one function, one transaction, one permission and at least one audit entry."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select
from sqlalchemy.exc import IntegrityError, OperationalError

from webapp.core.context import Context
from webapp.core.database import Named, prepared
from webapp.core.db import VillageScoped
from webapp.core.errors import Conflict, NotFound, NotPermitted
from webapp.core.permissions import Permission

Result = TypeVar("Result")
REGISTRY: dict[str, Permission] = {}
DEADLOCK = "40P01"
"""What PostgreSQL says when two acts wait for each other, and it lets one of them go first."""


class NothingRecorded(RuntimeError):
    """An operation changed the village without saying so in the log: a mistake in the program."""


def operation(
    permission: Permission, *, on: type[VillageScoped] | None = None, shared: bool = False
) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Make a function the one way in which something happens.

    With `on=Model` the caller passes the row's key and the body receives the row, locked (`shared=True`: only to be
    read, held against change but not against others who hold it the same way, as forty ballots in one poll do; then
    the caller may also pass what the row is called, `Named`).
    Without it the subject is the village. The write commits only if the body recorded what happened; any exception
    undoes everything.
    An operation called by another joins its transaction and stands under its permission.

    Raises NotFound, NotPermitted, whatever the body raises, and NothingRecorded.
    """

    def decorate(body: Callable[..., Result]) -> Callable[..., Result]:
        REGISTRY[f"{body.__module__}.{body.__name__}"] = permission

        @functools.wraps(body)
        def run(ctx: Context, *arguments: Any, **named: Any) -> Result:
            if ctx.depth:
                return _call(ctx, body, on, shared, arguments, named)
            return _transact(ctx, permission, body, on, shared, arguments, named)

        run.__permission__ = permission  # type: ignore[attr-defined]
        run.__on__ = on  # type: ignore[attr-defined]
        return run

    return decorate


def _transact(
    ctx: Context,
    permission: Permission,
    body: Callable[..., Result],
    on: type[VillageScoped] | None,
    shared: bool,
    arguments: tuple[Any, ...],
    named: dict[str, Any],
) -> Result:
    ctx.pending.clear()
    ctx.session.begin_write()
    try:
        subject = _load(ctx, on, arguments[0], shared) if on is not None else None
        if not ctx.may(permission, subject):
            raise NotPermitted(permission, subject)
        result = _call(ctx, body, on, shared, arguments, named, subject)
        ctx.session.flush()
        if any(ctx.session.take_touched()) or not ctx.pending:
            raise NothingRecorded(f"{body.__module__}.{body.__name__} recorded nothing")
        ctx.sequence = ctx.log.append(ctx, ctx.pending)
        if ctx.cuts_checkpoint:
            ctx.log.cut_checkpoint(ctx)
        ctx.session.commit()
        return result
    except IntegrityError as error:
        ctx.session.rollback()
        raise Conflict("at_the_same_time") from error
    except OperationalError as error:
        ctx.session.rollback()
        if getattr(error.orig, "sqlstate", None) == DEADLOCK:
            raise Conflict("at_the_same_time") from error
        raise
    except BaseException:
        ctx.session.rollback()
        raise
    finally:
        ctx.pending.clear()
        ctx.cuts_checkpoint = False


def _call(
    ctx: Context,
    body: Callable[..., Result],
    on: type[VillageScoped] | None,
    shared: bool,
    arguments: tuple[Any, ...],
    named: dict[str, Any],
    subject: VillageScoped | None = None,
) -> Result:
    outer = ctx.subject
    if on is not None:
        subject = subject or _load(ctx, on, arguments[0], shared)
        arguments = (subject, *arguments[1:])
    ctx.subject = subject
    ctx.depth += 1
    try:
        return body(ctx, *arguments, **named)
    finally:
        ctx.depth -= 1
        ctx.subject = outer


def _load(ctx: Context, on: type[VillageScoped], key: uuid.UUID | Named, shared: bool) -> VillageScoped:
    row: VillageScoped | None = None
    if isinstance(key, (uuid.UUID, Named)):
        ctx.session.flush()
        if shared:
            row = ctx.session.hold(on, key)
        else:
            row = ctx.session.execute(_by_key(on), {"key": key}).scalar_one_or_none()  # type: ignore[arg-type]
    if row is None:
        raise NotFound(on.__name__, key)
    return row


@functools.cache
def _by_key(on: type[VillageScoped]) -> Select[VillageScoped]:
    """The row of a key as the database has it now, locked for change."""
    statement = select(on).where(on.id == bindparam("key")).with_for_update()
    return prepared(statement.execution_options(populate_existing=True))
