"""The log for other machines: its newest signed checkpoint, and its tree and entries as tiles (c2sp.org/tlog-tiles)."""

from __future__ import annotations

import json

from flask import Response, abort
from flask_babel import gettext as _

from webapp.audit.evidence import newest_signed, note_of, signed_checkpoint
from webapp.audit.models import LogCheckpoint
from webapp.audit.queries import head_of
from webapp.audit.tiles import Tile, bundle, entries_of, hashes_of, read_tile
from webapp.core.context import Context
from webapp.council.queries import must_wait, open_poll_keys
from webapp.kit.guards import public
from webapp.kit.lasting import for_ever, lasting, plain_text
from webapp.kit.request import current_ctx
from webapp.site.blueprint import bp


@bp.get("/v/<village>/log/checkpoint")
@public
@lasting
def log_checkpoint() -> Response:
    """The newest signed checkpoint, with every cosignature below it."""
    ctx = current_ctx()
    return _note(ctx, newest_signed(ctx.session))


@bp.get("/v/<village>/log/checkpoint/<seq:size>")
@public
@lasting
def log_checkpoint_of(size: int) -> Response:
    """The signed checkpoint of a log of this size."""
    ctx = current_ctx()
    return _note(ctx, signed_checkpoint(ctx.session, size))


@bp.get("/v/<village>/log/tile/<count:level>/<path:place>")
@public
@lasting
def log_tile(level: int, place: str) -> Response:
    """Up to 256 hashes of the tree."""
    ctx = current_ctx()
    return for_ever(hashes_of(ctx.session, _tile(ctx, level, place)))


@bp.get("/v/<village>/log/tile/entries/<path:place>")
@public
@lasting
def log_entries_tile(place: str) -> Response:
    """Up to 256 entries, each with its length before it. Ballots of an open vote wait for its close."""
    ctx = current_ctx()
    found = entries_of(ctx.session, _tile(ctx, 0, place))
    polls = open_poll_keys(ctx.session)
    if any(must_wait(row, json.loads(row.body), polls) for row in found if polls):
        response = plain_text(_("A vote is open. These entries can be read when it is closed.") + "\n", 503)
        response.headers["Retry-After"] = "60"
        return response
    return for_ever(bundle(found), pack=True)


def _note(ctx: Context, row: LogCheckpoint | None) -> Response:
    if row is None:
        abort(404)
    return plain_text(note_of(ctx.session, row).format())


def _tile(ctx: Context, level: int, place: str) -> Tile:
    tile = read_tile(level, place)
    if tile is None or not tile.fits(head_of(ctx.session).size):
        abort(404)
    return tile
