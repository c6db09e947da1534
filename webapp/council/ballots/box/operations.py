"""Putting slips into the box of a secret poll and opening it: parts of the verbs of a vote, never done on their own."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from webapp.core.context import Context
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.ballots.box.models import BallotBox
from webapp.council.ballots.box.rules import Slip, mixed, read, written


@operation(P.BOX_HANDLE)
def set_up_box(ctx: Context, poll_id: uuid.UUID) -> BallotBox:
    """Put an empty box on the table when a secret poll is opened; it goes by the poll's key."""
    box = BallotBox(id=poll_id, slips=[])
    ctx.session.add(box)
    return box


@operation(P.BOX_HANDLE, on=BallotBox)
def put_slips(ctx: Context, box: BallotBox, slips: Sequence[Slip]) -> BallotBox:
    """Put slips into the box and mix all that is in it anew, so that nothing tells when which was put in."""
    box.slips = [written(slip) for slip in mixed([*(read(found) for found in box.slips), *slips])]
    ctx.session.flush()
    return box


@operation(P.BOX_HANDLE, on=BallotBox)
def open_box(ctx: Context, box: BallotBox) -> list[Slip]:
    """Everything in the box, in an order drawn by lot: for the close of the poll only."""
    slips = mixed([read(found) for found in box.slips])
    box.slips = [written(slip) for slip in slips]
    return slips
