"""Putting slips into the box of a secret poll. Called by the verbs that take part in a vote, never on its own."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from webapp.core.context import Context
from webapp.council.ballots.box.models import BallotBox
from webapp.council.ballots.box.rules import Slip, mixed, read, written


def set_up_box(ctx: Context, poll_id: uuid.UUID) -> None:
    """Put an empty box on the table when a secret poll is opened."""
    ctx.session.add(BallotBox(id=poll_id, slips=[]))


def put_slips(ctx: Context, poll_id: uuid.UUID, slips: Sequence[Slip]) -> None:
    """Put slips into the box and mix all that is in it anew, so that nothing tells when which was put in."""
    box = ctx.session.execute(select(BallotBox).where(BallotBox.id == poll_id).with_for_update()).scalar_one()
    box.slips = [written(slip) for slip in mixed([*(read(found) for found in box.slips), *slips])]
    ctx.session.flush()


def open_box(ctx: Context, poll_id: uuid.UUID) -> list[Slip]:
    """Everything in the box, in an order drawn by lot: for the close of the poll only."""
    box = ctx.session.execute(select(BallotBox).where(BallotBox.id == poll_id).with_for_update()).scalar_one()
    box.slips = [written(slip) for slip in mixed([read(found) for found in box.slips])]
    return [read(found) for found in box.slips]
