"""Pieces of pages that are the same for everybody, while hundreds of open pages ask for them again and again.

A piece is drawn once for all who ask and kept in the memory of the process, by address and the reader's language and
type size. After `LOOK_AGAIN` it is looked at: if nothing was recorded in the village since, it stands; otherwise it is
drawn anew. It is drawn with nobody signed in, so nothing of one person can come before another; who asks needs no
session, and as long as the piece stands not even the database. A ballot shows within the two spans.
"""

from __future__ import annotations

import dataclasses
import functools
import gzip
import hashlib
import time
from collections.abc import Callable
from typing import Any, cast

from flask import Flask, Response, current_app, request

from webapp.audit.queries import size_of_log
from webapp.core.events import plain
from webapp.kit.request import current_ctx, present_moment

ASK_AGAIN = 0.6
"""Seconds after which an open page asks again."""
LOOK_AGAIN = 0.2
"""Seconds for which a piece is handed out without a look at the log."""
COSTS_AT_MOST = 2
"""A piece rests this many times as long as it took to draw: a hall of a thousand seats leaves room for the ballots."""
DRAW_AGAIN = 10.0
"""Seconds after which a piece is drawn anew even if nothing was recorded: some things only pass."""
MOST_KEPT = 256
EXTENSION = "yishi_live_pieces"

Key = tuple[str, str]


@dataclasses.dataclass
class Piece:
    """A piece as it is sent, plain and packed; `size` is how long the log was when it was drawn."""

    body: bytes
    packed: bytes
    tag: str
    size: int
    drawn_at: float
    looked_at: float
    rests: float


class Pieces:
    """The pieces one process keeps. `variant` names what of the reader's choices a piece is drawn for."""

    def __init__(self, variant: Callable[[], str], timer: Callable[[], float] = time.monotonic) -> None:
        self.variant = variant
        self._timer = timer
        self._kept: dict[Key, Piece] = {}

    def get(self, path: str, size_now: Callable[[], int], draw: Callable[[], str]) -> Piece:
        """The piece of this address, drawn anew if something was recorded since the last look."""
        key, now = (path, self.variant()), self._timer()
        piece = self._kept.get(key)
        if piece is not None and now - piece.looked_at < piece.rests:
            return piece
        size = size_now()
        if piece is not None and piece.size == size and now - piece.drawn_at < DRAW_AGAIN:
            piece.looked_at = now
            return piece
        body = draw().encode()
        tag = hashlib.sha256(key[1].encode() + body).hexdigest()[:24]
        packed = gzip.compress(body, 5, mtime=0)
        ready = self._timer()
        piece = Piece(body, packed, tag, size, now, ready, max(LOOK_AGAIN, COSTS_AT_MOST * (ready - now)))
        self._keep(key, piece)
        return piece

    def _keep(self, key: Key, piece: Piece) -> None:
        self._kept.pop(key, None)
        if len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = piece


def install(app: Flask, variant: Callable[[], str]) -> None:
    """Give this process its pieces."""
    app.extensions[EXTENSION] = Pieces(variant)
    app.jinja_env.globals["ask_again"] = int(ASK_AGAIN * 1000)


def live_piece(view: Callable[..., str]) -> Callable[..., Response]:
    """The view draws a piece that is the same for everybody: it sees no signed-in person."""

    @functools.wraps(view)
    def answered(**named: Any) -> Response:
        pieces = cast(Pieces, current_app.extensions[EXTENSION])
        piece = pieces.get(request.path, lambda: size_of_log(current_ctx().session), lambda: view(**named))
        return _answer(piece)

    answered.__live__ = True  # type: ignore[attr-defined]
    return answered


def own_piece(drawn: str) -> Response:
    """A piece, or a page, that is asked for again and again by one person only: nobody keeps it."""
    response = Response(drawn, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return _timed(response)


def is_live(endpoint: str | None) -> bool:
    """Whether this page is a piece that is the same for everybody."""
    return bool(getattr(current_app.view_functions.get(endpoint or ""), "__live__", False))


def _answer(piece: Piece) -> Response:
    packs = "gzip" in request.accept_encodings
    if request.if_none_match.contains_weak(piece.tag):
        response = Response(status=304)
    else:
        response = Response(piece.packed if packs else piece.body, mimetype="text/html")
        if packs:
            response.headers["Content-Encoding"] = "gzip"
    response.set_etag(piece.tag, weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Accept-Encoding, Cookie"
    return _timed(response)


def _timed(response: Response) -> Response:
    """With the server's time, by which open pages count down."""
    response.headers["Server-Time"] = str(plain(present_moment()))
    return response
