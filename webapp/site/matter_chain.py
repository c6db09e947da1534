"""A whole chain on one page: a matter's from the first proposal to the last payment, or that of one voucher."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import abort, render_template, request

from webapp.audit.finds import chain_of, entries_about, entries_of_kinds
from webapp.audit.models import LogEntry
from webapp.audit.queries import count_of_matter
from webapp.branch.matters.models import Matter
from webapp.branch.matters.queries import is_readable, matter_by_number
from webapp.charter.labels import STEPS
from webapp.charter.procedure import Step
from webapp.committee.finance.registers.queries import holdings_of_matter
from webapp.committee.finance.vouchers.queries.vouchers import vouchers_of_matter
from webapp.core.context import Context
from webapp.council.meetings.queries import meetings_about
from webapp.kit.guards import public
from webapp.kit.request import current_ctx
from webapp.site.blueprint import bp
from webapp.site.log_page import Line, lines_of, number_in
from webapp.site.things import NUMBERED, address_of

PER_PAGE = 200
NO_MORE = 2**53
TURNS = frozenset({"matter_advanced", "matter_returned"})
ORDER = {step: place for place, step in enumerate(Step, 1)}


@dataclass
class Section:
    """What happened while the matter stood at a step; it may stand there more than once."""

    step: Step
    lines: list[Line] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The step's place in the way, from 1."""
        return ORDER[self.step]

    @property
    def label(self) -> str:
        """The step as people call it."""
        return str(STEPS[self.step])


@bp.get("/v/<village>/matters/<number>/log")
@public
def matter_log(number: str) -> str:
    """The whole chain of one matter, its meetings' entries among them, under the step it stood at."""
    ctx = current_ctx()
    found = matter_by_number(ctx.session, number)
    if found is None or not is_readable(found, ctx.actor.is_signed_in):
        abort(404)
    after = _after()
    turns = entries_of_kinds(ctx.session, found.id, TURNS)
    meetings = {meeting.id for _item, meeting in meetings_about(ctx.session, found.id)}
    rows = chain_of(ctx.session, found.id, meetings, after, PER_PAGE + 1)
    return render_template(
        "site/matter_log.html",
        matter=found,
        sections=_sections(ctx, found.id, rows[:PER_PAGE], turns),
        entries=count_of_matter(ctx.session, found.id),
        is_first=after < 0,
        further=rows[PER_PAGE - 1].seq if len(rows) > PER_PAGE else None,
        vouchers=vouchers_of_matter(ctx.session, found.id),
        holdings=holdings_of_matter(ctx.session, found.id),
    )


@bp.get("/v/<village>/about/<table>/<key>/log")
@public
def thing_log(table: str, key: str) -> str:
    """Everything ever done to one thing with a number of its own, such as a voucher: from its first signature on."""
    ctx, model = current_ctx(), NUMBERED.get(table, (None, ""))[0]
    row = ctx.session.get(model, (ctx.village_id, _key(key))) if model is not None else None
    address = address_of(ctx, table, row.id) if row is not None else None
    if row is None or address is None:
        abort(404)
    after, matter_id = _after(), getattr(row, "matter_id", None)
    rows = entries_about(ctx.session, row.id, after, PER_PAGE + 1)
    matter = ctx.session.get(Matter, (ctx.village_id, matter_id)) if matter_id else None
    return render_template(
        "site/thing_log.html",
        thing={"table": table, "key": key, "number": row.short_number, "address": address},
        lines=lines_of(ctx, rows[:PER_PAGE]),
        matter=matter if matter is not None and is_readable(matter, ctx.actor.is_signed_in) else None,
        is_first=after < 0,
        further=rows[PER_PAGE - 1].seq if len(rows) > PER_PAGE else None,
    )


def _after() -> int:
    return number_in(request.args.get("after"), NO_MORE) if "after" in request.args else -1


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(hex=text)
    except ValueError:
        abort(404)


def _sections(ctx: Context, matter_id: uuid.UUID, rows: Sequence[LogEntry], turns: Sequence[LogEntry]) -> list[Section]:
    """The entries of a page, each under the step the matter stood at then."""
    steps = [(row.seq, Step(json.loads(row.body)["facts"]["step"])) for row in turns]
    found: list[Section] = []
    for line in lines_of(ctx, rows, matter_id):
        step = next((step for seq, step in reversed(steps) if seq <= line.seq), Step.PROPOSE)
        if not found or found[-1].step is not step or line.seq in {seq for seq, _step in steps}:
            found.append(Section(step))
        found[-1].lines.append(line)
    return found
