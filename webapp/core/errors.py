"""Why something could not be done: typed errors that carry data, never a finished sentence.

The sentence is made where the reader's language is known (a room's ``labels.py``); here travel
only a stable code, the article it rests on, and the values to put into the sentence.
``status`` is the one mapping to HTTP.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class Blocker:
    """One reason why an act is not possible now, with the article that says so.

    ``code`` is a rule id or a stable dotted code, ``article`` a reference such as ``VCOL-2025:30``
    (empty when no law but the state of things stands in the way), ``params`` what the sentence needs.
    """

    code: str
    article: str = ""
    params: Mapping[str, object] = field(default_factory=lambda: _NOTHING, hash=False)


class YishiError(Exception):
    """Something the reader should be told; every error of the house is one of these."""

    status: ClassVar[int] = 500
    code: str = "error"


class NotFound(YishiError):
    """There is no such thing in this village."""

    status = 404
    code = "not_found"

    def __init__(self, what: str, key: object) -> None:
        super().__init__(what, key)
        self.what = what
        self.key = key


class NotPermitted(YishiError):
    """This person may not do this to this thing; ``permission`` names what would have been needed."""

    status = 403
    code = "not_permitted"

    def __init__(self, permission: str, subject: object | None = None) -> None:
        super().__init__(permission, subject)
        self.permission = permission
        self.subject = subject


class RuleBroken(YishiError):
    """The law or a rule of the village stands against it; every blocker says why, with its article."""

    status = 422
    code = "rule_broken"

    def __init__(self, blockers: Iterable[Blocker]) -> None:
        self.blockers: tuple[Blocker, ...] = tuple(blockers)
        super().__init__(self.blockers)


def require_none(blockers: Collection[Blocker]) -> None:
    """Go on only when nothing stands in the way; raises RuleBroken with every reason at once."""
    if blockers:
        raise RuleBroken(blockers)


class Conflict(YishiError):
    """Things have changed meanwhile, or two acts exclude each other."""

    status = 409
    code = "conflict"

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: Mapping[str, object] = params


class Unavailable(YishiError):
    """It cannot be done at this moment, through no fault of the person; ``code`` names what must be possible first."""

    status = 503
    code = "unavailable"

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class InvalidInput(YishiError):
    """What was handed in cannot be meant; ``field`` names the place when there is one."""

    status = 400
    code = "invalid_input"

    def __init__(self, code: str, field: str | None = None, **params: object) -> None:
        super().__init__(code, field, params)
        self.code = code
        self.field = field
        self.params: Mapping[str, object] = params


class SignInNeeded(YishiError):
    """This page is for people who signed in; the reader is sent there and brought back."""

    status = 401
    code = "sign_in_needed"
