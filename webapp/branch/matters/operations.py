"""Raising a matter, changing its text, putting it forward, taking it back; and its movements as part of other acts."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from webapp.branch.attachments.operations import add_attachment
from webapp.branch.cosignatures import queries as cosignatures
from webapp.branch.cosignatures.operations import cosign, record_paper_cosignatures
from webapp.branch.cosignatures.rules import blockers_put_forward
from webapp.branch.matters import events, queries, rules
from webapp.branch.matters.models import Matter, MatterVersion
from webapp.branch.matters.rules import MatterState, Source, Step
from webapp.charter.matters import matter_on
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, Conflict, InvalidInput, NotFound, RuleBroken, require_none
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.register.models import Resident

__all__ = [
    "add_attachment",
    "advance",
    "announce",
    "cosign",
    "finish",
    "put_forward",
    "raise_matter",
    "record_paper_cosignatures",
    "return_matter",
    "revise_matter",
    "take_off_agenda",
    "withdraw_matter",
]


@operation(P.MATTER_RAISE)
def raise_matter(
    ctx: Context,
    source: Source,
    kind: str,
    title: str,
    text: str,
    budget_fen: int | None = None,
    concerned_id: uuid.UUID | None = None,
) -> Matter:
    """Bring up a matter. A body's matter is put forward at once; villagers and representatives gather names first.

    `kind` is a code of the catalogue, `text` Markdown, `budget_fen` whole fen, `concerned_id` a resident the matter
    is about. Raises RuleBroken with the article, InvalidInput for a text that cannot be, NotFound for a stranger.
    """
    title, text = " ".join(title.split()), text.strip()
    rules.require_text(title, text)
    rules.require_budget(budget_fen)
    _require_may_raise(ctx, source, kind)
    if concerned_id is not None and ctx.session.scalar(select(Resident.id).where(Resident.id == concerned_id)) is None:
        raise NotFound("Resident", concerned_id)
    today = china_date(ctx.now)
    gathers = source in rules.NAMES_NEEDED
    matter = Matter(
        year=today.year,
        number=next_number(ctx.session, ctx.village_id, f"matter:{today.year}"),
        title=title,
        kind=kind,
        source=source,
        step=Step.PROPOSE,
        state=MatterState.GATHERING if gathers else MatterState.ACTIVE,
        version=1,
        budget_fen=budget_fen,
        concerned_id=concerned_id,
        raised_by_id=ctx.actor.resident_id,
        raised_on=today,
        put_forward_on=None if gathers else today,
    )
    ctx.session.add(matter)
    ctx.session.flush()
    _write_version(ctx, matter, text, "")
    ctx.record(_raised(matter, gathers), subject=matter, matter_id=matter.id)
    if gathers:
        cosign(ctx, matter.id)
    return matter


@operation(P.MATTER_REVISE, on=Matter)
def revise_matter(ctx: Context, matter: Matter, title: str, text: str, reason: str) -> MatterVersion:
    """Give a matter a new text. A returned matter goes on; one already reviewed by the Party members goes back there.

    Raises RuleBroken once others signed, a meeting was announced or the matter is decided; InvalidInput; Conflict
    when nothing changed.
    """
    title, text, reason = " ".join(title.split()), text.strip(), reason.strip()
    rules.require_text(title, text)
    rules.require_reason(reason)
    require_none(rules.blockers_revise(queries.standing_of(ctx.session, matter)))
    before = ctx.session.execute(
        select(MatterVersion).where(MatterVersion.matter_id == matter.id, MatterVersion.number == matter.version)
    ).scalar_one()
    if (before.title, before.text) == (title, text):
        raise Conflict("matter.unchanged")
    matter.title = title
    matter.version += 1
    if matter.state is MatterState.RETURNED:
        matter.state, matter.returned_because = MatterState.ACTIVE, ""
    matter.step = rules.step_after_revision(matter.step)
    version = _write_version(ctx, matter, text, reason)
    event = events.MatterRevised(matter.short_number, matter.version, matter.step.value)
    ctx.record(event, subject=version, matter_id=matter.id)
    return version


@operation(P.MATTER_WITHDRAW, on=Matter)
def withdraw_matter(ctx: Context, matter: Matter, reason: str) -> Matter:
    """Take a matter back, with the reason, before a meeting is announced. Raises RuleBroken."""
    reason = reason.strip()
    rules.require_reason(reason)
    require_none(rules.blockers_withdraw(queries.standing_of(ctx.session, matter)))
    matter.state, matter.returned_because = MatterState.WITHDRAWN, reason
    ctx.record(events.MatterWithdrawn(matter.short_number), matter_id=matter.id)
    return matter


@operation(P.MATTER_PUT_FORWARD, on=Matter)
def put_forward(ctx: Context, matter: Matter) -> Matter:
    """Put a matter forward once enough names stand under it; from now on everybody can read it. Raises RuleBroken."""
    tally = cosignatures.tally(ctx.session, matter, china_date(ctx.now))
    if tally is None:
        raise RuleBroken([Blocker("matter.already_forward")])
    require_none(blockers_put_forward(matter.state, tally))
    matter.state, matter.put_forward_on = MatterState.ACTIVE, china_date(ctx.now)
    event = events.MatterPutForward(
        matter.short_number, matter.title, matter.kind, matter.source.value, tally.signed, tally.needed, tally.base
    )
    ctx.record(event, matter_id=matter.id)
    return matter


@operation(P.MATTER_ADVANCE, on=Matter)
def announce(ctx: Context, matter: Matter) -> Matter:
    """The notice of a meeting with this matter goes out: its text stands still until the matter is decided or returned.

    The caller has looked at `branch.queries.agenda_blockers`.
    """
    matter.announced_on = china_date(ctx.now)
    event = events.MatterAnnounced(matter.short_number, matter.version, matter.announced_on)
    ctx.record(event, matter_id=matter.id)
    return matter


@operation(P.MATTER_ADVANCE, on=Matter)
def take_off_agenda(ctx: Context, matter: Matter) -> Matter:
    """The meeting ended without a decision on this matter: it waits for another, and its text may change again."""
    matter.announced_on = None
    ctx.record(events.MatterTakenOffAgenda(matter.short_number), matter_id=matter.id)
    return matter


@operation(P.MATTER_ADVANCE, on=Matter)
def advance(ctx: Context, matter: Matter, to_step: Step) -> Matter:
    """Let a matter go on to a later step. Raises Conflict when it is not under way or already there.

    The notice under which the Party members met is spent then: the meeting of the village has one of its own.
    """
    if matter.state is not MatterState.ACTIVE or not rules.is_after(to_step, matter.step):
        raise Conflict("matter.not_there", number=matter.short_number)
    matter.step = to_step
    if to_step is Step.RESOLVE:
        matter.announced_on = None
    ctx.record(events.MatterAdvanced(matter.short_number, to_step.value), matter_id=matter.id)
    return matter


@operation(P.MATTER_ADVANCE, on=Matter)
def return_matter(ctx: Context, matter: Matter, to_step: Step, because: str) -> Matter:
    """Return a matter to an earlier step (or to begin this one anew), with reasons. Its text has to be changed next."""
    because = because.strip()
    if not because:
        raise InvalidInput("matter.reason", "because", most=rules.LONGEST_REASON)
    if matter.state is not MatterState.ACTIVE or rules.is_after(to_step, matter.step):
        raise Conflict("matter.not_there", number=matter.short_number)
    matter.state, matter.step = MatterState.RETURNED, to_step
    matter.returned_because, matter.announced_on = because, None
    event = events.MatterReturned(matter.short_number, to_step.value, because[:2000])
    ctx.record(event, matter_id=matter.id)
    return matter


@operation(P.MATTER_ADVANCE, on=Matter)
def finish(ctx: Context, matter: Matter) -> Matter:
    """Close a matter whose result is published. Raises Conflict when it is not under way."""
    if matter.state is not MatterState.ACTIVE:
        raise Conflict("matter.not_there", number=matter.short_number)
    matter.state, matter.step = MatterState.DONE, Step.DISCLOSE_RESULT
    ctx.record(events.MatterFinished(matter.short_number), matter_id=matter.id)
    return matter


def _require_may_raise(ctx: Context, source: Source, kind: str) -> None:
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    is_villager = cosignatures.is_of_age(ctx.session, ctx.actor.resident_id, today, profile)
    found, offices, is_part = matter_on(kind, today), ctx.actor.offices, ctx.depth > 1
    require_none(rules.blockers_raise(source, kind, found, offices, is_villager, profile, is_part))


def _write_version(ctx: Context, matter: Matter, text: str, reason: str) -> MatterVersion:
    version = MatterVersion(
        matter_id=matter.id,
        number=matter.version,
        title=matter.title,
        text=text,
        reason=reason,
        written_at=ctx.now,
        written_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(version)
    ctx.session.flush()
    return version


def _raised(matter: Matter, gathers: bool) -> events.MatterRaised | events.GatheringBegun:
    if gathers:
        return events.GatheringBegun(matter.short_number, matter.kind, matter.source.value)
    return events.MatterRaised(matter.short_number, matter.title, matter.kind, matter.source.value, matter.budget_fen)
