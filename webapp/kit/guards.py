"""Who may open a page. Every view carries exactly one of these marks; a guard test names any that does not."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from webapp.core.errors import NotPermitted, SignInNeeded
from webapp.core.permissions import Permission
from webapp.kit.request import current_ctx

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Anyone may read this page, without signing in."""
    view.__guard__ = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only people who signed in; others are sent to sign in and brought back."""

    @functools.wraps(view)
    def guarded(*arguments: Any, **named: Any) -> Any:
        if not current_ctx().actor.is_signed_in:
            raise SignInNeeded()
        return view(*arguments, **named)

    guarded.__guard__ = "signed_in"  # type: ignore[attr-defined]
    return guarded


def needs(permission: Permission) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Only people who may do this at all; whether on this very row, the operation decides."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(view)
        def guarded(*arguments: Any, **named: Any) -> Any:
            ctx = current_ctx()
            if not ctx.may(permission):
                raise NotPermitted(permission) if ctx.actor.is_signed_in else SignInNeeded()
            return view(*arguments, **named)

        guarded.__guard__ = permission.value  # type: ignore[attr-defined]
        return guarded

    return decorate
