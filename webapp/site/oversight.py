"""What oversight asks of people: questions to answer or judge, orders to carry out, answers to give anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.permissions import Permission as P
from webapp.kit.formats import short_date
from webapp.supervision.corrections.queries import open_orders
from webapp.supervision.corrections.rules import OrderState
from webapp.supervision.desk.rules import Desk, DeskItem, Pile
from webapp.supervision.interpellations.queries import QuestionLine, open_questions
from webapp.supervision.interpellations.rules import AskSource, may_go_further
from webapp.supervision.second_looks.queries import answers_asked, looks_of_objector
from webapp.supervision.second_looks.rules import LookState

Item = dict[str, Any]


def owed_items(ctx: Context) -> list[Item]:
    """What this person owes to those who oversee, or has to say as the one who asked."""
    today = china_date(ctx.now)
    found = [item for line in open_questions(ctx.session, today) for item in _question(ctx, line, today)]
    if ctx.may(P.CORRECTION_CARRY_OUT):
        found += [
            {
                "label": _("Order to correct: %(title)s", title=line.order.title),
                "url": url_for("corrections.show", number=line.order.short_number),
                "date": short_date(line.order.due_on),
                "late": line.is_overdue,
            }
            for line in open_orders(ctx.session, today)
            if line.order.state is OrderState.OPEN
        ]
    if ctx.may(P.SECOND_LOOK_ANSWER):
        found += [
            {
                "label": _("Answer an objection anew: %(title)s", title=row.notice.title),
                "url": url_for("second_looks.show", number=row.notice.short_number, part=row.objection.number),
                "date": short_date(row.look.answer_due if row.look else None),
                "late": bool(row.look and row.look.answer_due and row.look.answer_due < today),
            }
            for row in answers_asked(ctx.session)
        ]
    return found


def _question(ctx: Context, line: QuestionLine, today: date) -> Iterator[Item]:
    question = line.question
    item = {
        "url": url_for("interpellations.show", number=question.short_number),
        "date": short_date(question.due_on),
        "late": line.is_overdue,
    }
    if not line.standing.unjudged and ctx.may(P.INTERPELLATION_REPLY, question):
        yield item | {"label": _("Question to answer: %(title)s", title=question.title)}
    if question.source is not AskSource.SUPERVISION and ctx.may(P.INTERPELLATION_JUDGE, question):
        if line.standing.unjudged:
            yield item | {"label": _("Judge the answer: %(title)s", title=question.title), "late": False}
        elif may_go_further(line.standing, today):
            yield item | {"label": _("Put before a higher authority: %(title)s", title=question.title)}


def second_look_items(ctx: Context) -> list[Item]:
    """How second looks at this person's own objections stand, while they wait for something."""
    if ctx.actor.resident_id is None:
        return []
    return [
        {
            "label": _("Second look at your objection: %(title)s", title=row.notice.title),
            "url": url_for("second_looks.show", number=row.notice.short_number, part=row.objection.number),
            "date": short_date(row.look.due_on if row.look else None),
        }
        for row in looks_of_objector(ctx.session, ctx.actor.resident_id)
        if row.look is not None and row.look.state in (LookState.ASKED, LookState.ANSWER_ASKED)
    ]


def supervisor_items(desk: Desk) -> list[Item]:
    """What waits and what is late on the supervisors' desk, as lines of one's own desk."""
    return [
        _item(item, is_late) for pile, is_late in ((Pile.LATE, True), (Pile.WAITS, False)) for item in desk.piles[pile]
    ]


def _item(item: DeskItem, is_late: bool) -> Item:
    return {
        "label": f"{item.what}{_(': ')}{item.title}",
        "url": url_for(item.place, **item.values),
        "date": short_date(item.due_on) if item.due_on else "",
        "who": item.action,
        "late": is_late,
    }
