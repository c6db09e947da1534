"""Hanging and taking down notices, objecting and answering."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from webapp.board import privacy, queries, rules
from webapp.board.events import NoticeHung, NoticeTakenDown, ObjectionAnswered, ObjectionRaised
from webapp.board.models import Notice, NoticeCover, Objection
from webapp.board.rules import NoticeKind
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Profile
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, Conflict, NotPermitted, RuleBroken, require_none
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P

_BY_ITSELF = ("board.hangs_by_itself", "publish.display.days")


@operation(P.NOTICE_HANG)
def hang_notice(
    ctx: Context,
    kind: NoticeKind,
    title: str,
    text: str,
    about: tuple[str, uuid.UUID] | None = None,
    matter_id: uuid.UUID | None = None,
    shown: Collection[str] = (),
    covers: Iterable[rules.Cover] = (),
) -> Notice:
    """Hang a notice on the board; its display time begins today (VCOL art. 35).

    Nobody hangs by hand: a resolution, a result or a meeting hangs as part of what it tells of, and what people type
    hangs as a draft that passed its way. `about` names the row it speaks of, `shown` what two people let stand
    unmasked, `covers` what it publishes. Raises RuleBroken, InvalidInput.
    """
    profile = _profile(ctx)
    title = rules.require_words(title, "title", rules.LONGEST_TITLE)
    text = rules.require_words(text, "text")
    is_typed = kind in rules.TYPED_KINDS
    if ctx.depth == 1:
        code, rule = ("board.needs_draft", "publish.flow") if is_typed else _BY_ITSELF
        raise RuleBroken([Blocker(code, profile.article(rule))])
    today = china_date(ctx.now)
    notice = Notice(
        year=today.year,
        number=next_number(ctx.session, ctx.village_id, f"notice:{today.year}"),
        kind=kind,
        title=privacy.blotted(title, shown) if is_typed else privacy.masked(title),
        text=privacy.blotted(text, shown) if is_typed else privacy.masked(text),
        about_table=about[0] if about else "",
        about_id=about[1] if about else None,
        matter_id=matter_id,
        hung_at=ctx.now,
        hangs_until=rules.display_end(today, profile),
    )
    ctx.session.add(notice)
    ctx.session.flush()
    for cover in covers:
        ctx.session.add(NoticeCover(notice_id=notice.id, item=cover.item, period=cover.period))
    event = NoticeHung(notice.short_number, kind.value, notice.title, notice.hangs_until)
    ctx.record(event, subject=notice, matter_id=matter_id)
    return notice


@operation(P.NOTICE_TAKE_DOWN, on=Notice)
def take_down(ctx: Context, notice: Notice) -> Notice:
    """Take a notice down and put it into the archive. Raises RuleBroken before its time, Conflict if it is down."""
    if notice.taken_down_at is not None:
        raise Conflict("board.already_down", number=notice.short_number)
    unanswered = len(queries.unanswered_objections(ctx.session, [notice.id]))
    facts = rules.Hanging(notice.hangs_until, False, unanswered)
    require_none(rules.blockers_take_down(facts, china_date(ctx.now), _profile(ctx)))
    notice.taken_down_at = ctx.now
    ctx.record(NoticeTakenDown(notice.short_number, notice.title), matter_id=notice.matter_id)
    return notice


@operation(P.OBJECTION_RAISE, on=Notice)
def raise_objection(ctx: Context, notice: Notice, text: str) -> Objection:
    """Object to a notice while it hangs; the committee must answer in public within the days of the charter.

    Raises RuleBroken when it no longer hangs, an objection of this villager is still open, or the text holds personal
    numbers; NotPermitted for an account that is no villager's.
    """
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.OBJECTION_RAISE, notice)
    profile, today = _profile(ctx), china_date(ctx.now)
    text = rules.require_words(text, "text")
    facts = rules.Hanging(notice.hangs_until, notice.taken_down_at is not None)
    own_open = queries.open_objections_by(ctx.session, notice.id, ctx.actor.resident_id)
    blockers = rules.blockers_object(facts, own_open, profile)
    require_none([*blockers, *rules.blockers_private([text], profile)])
    objection = Objection(
        notice_id=notice.id,
        number=queries.last_objection(ctx.session, notice.id) + 1,
        raised_by_id=ctx.actor.resident_id,
        text=text,
        raised_at=ctx.now,
        reply_due=rules.reply_due(today, profile),
    )
    ctx.session.add(objection)
    ctx.session.flush()
    event = ObjectionRaised(notice.short_number, objection.number, objection.reply_due)
    ctx.record(event, subject=objection, matter_id=notice.matter_id)
    return objection


@operation(P.OBJECTION_ANSWER, on=Objection)
def answer_objection(ctx: Context, objection: Objection, reply: str, is_refused: bool | None = None) -> Objection:
    """Answer an objection, for everyone to read; an answer against the objector gets a second look.

    Raises Conflict if it was answered, RuleBroken for one's own.
    """
    if objection.replied_at is not None:
        raise Conflict("board.already_answered", number=objection.number)
    reply = rules.require_words(reply, "reply")
    is_own = ctx.actor.resident_id == objection.raised_by_id
    require_none([*rules.blockers_answer(is_own), *rules.blockers_private([reply], _profile(ctx))])
    notice = ctx.session.get_one(Notice, (ctx.village_id, objection.notice_id))
    objection.reply = reply
    objection.replied_at = ctx.now
    objection.replied_by_id = ctx.actor.resident_id
    objection.is_refused = is_refused
    was_late = china_date(ctx.now) > objection.reply_due
    event = ObjectionAnswered(notice.short_number, objection.number, was_late, is_refused)
    ctx.record(event, matter_id=notice.matter_id)
    return objection


def _profile(ctx: Context) -> Profile:
    return rules_in_force(ctx.session, china_date(ctx.now))
