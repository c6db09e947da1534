"""What comes onto the supervisors' desk. Each maker reads one kind of thing; a new kind is a new line in `MAKERS`."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.board.queries import overdue_replies
from webapp.branch.opinions.labels import PLACES
from webapp.charter.rules import Profile
from webapp.committee.queries import late_tasks
from webapp.core.context import Context
from webapp.council.calls.labels import asked_label as call_label
from webapp.council.calls.queries import due_calls
from webapp.council.calls.rules import CLOCK
from webapp.council.duties.labels import duty_label
from webapp.council.duties.queries import pressing_duties
from webapp.council.minutes.policy import offices_at
from webapp.council.minutes.queries import minutes_to_sign
from webapp.supervision.compliance import queries as compliance
from webapp.supervision.compliance.labels import finding_label, sign_label
from webapp.supervision.compliance.rules import Finding, Sign
from webapp.supervision.corrections.queries import open_orders
from webapp.supervision.corrections.rules import DAYS as ORDER_DAYS
from webapp.supervision.desk import papers
from webapp.supervision.desk.queries import owners_of_matters, people_of_questions
from webapp.supervision.desk.rules import DeskItem, Pile
from webapp.supervision.escalations.rules import ARTICLE as HIGHER
from webapp.supervision.interpellations.labels import asked_label
from webapp.supervision.interpellations.queries import QuestionLine, open_questions
from webapp.supervision.interpellations.rules import REPLY_DAYS, AskSource, may_go_further
from webapp.supervision.queries import waiting_opinions
from webapp.supervision.second_looks.queries import answers_asked, waiting_looks
from webapp.supervision.second_looks.rules import DAYS as LOOK_DAYS
from webapp.supervision.subjects.queries import joined, subjects_by_key, tied
from webapp.supervision.subjects.rules import Tie

Maker = Callable[[Context, date, Profile], Iterator[DeskItem]]
MOST_WORDS = 3


def opinions(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """Matters that wait for an opinion at one of the three places."""
    waiting = waiting_opinions(ctx.session)
    owners = owners_of_matters(ctx.session, {row.matter.id for row in waiting})
    for row in waiting:
        people = joined(tied(Tie.CONCERNED, [row.matter.concerned_id]), tied(Tie.RAISER, [row.matter.raised_by_id]))
        yield DeskItem(
            row.matter.title,
            str(PLACES[row.place]),
            _("Give an opinion"),
            "opinions.give",
            {"number": row.matter.short_number, "place": row.place.value},
            profile.article("proposal.vsc.review"),
            "proposal.vsc.review",
            people=joined(people, tied(Tie.OWNER, owners.get(row.matter.id, ()))),
        )


def minutes(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """Minutes that wait for a supervisor's name."""
    for meeting in minutes_to_sign(ctx.session, functools.partial(offices_at, ctx), ctx.actor.resident_id):
        where = {"number": meeting.short_number}
        yield DeskItem(meeting.title, _("Minutes"), _("Sign the minutes"), "minutes.show", where, "ARCHIVES-2018")


def second_looks(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """Answers against an objector, and new answers that the committee owes."""
    article = profile.article(LOOK_DAYS)
    for row in waiting_looks(ctx.session):
        where = {"number": row.notice.short_number, "part": row.objection.number}
        yield DeskItem(
            row.notice.title,
            _("Second look at the answer to objection %(number)s", number=row.objection.number),
            _("Take the second look"),
            "second_looks.decide",
            where,
            article,
            LOOK_DAYS,
            row.due_on(profile),
            people=row.people,
        )
    for row in answers_asked(ctx.session):
        where = {"number": row.notice.short_number, "part": row.objection.number}
        due = row.look.answer_due if row.look else None
        what = _("New answer of the committee to objection %(number)s", number=row.objection.number)
        rule_id = "publish.reply.days"
        yield DeskItem(
            row.notice.title, what, _("Look"), "second_looks.show", where, profile.article(rule_id), rule_id, due,
            Pile.OTHERS,
        )  # fmt: skip


def questions(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """Questions: answers to judge, answers overdue or insufficient, answers still awaited."""
    lines = open_questions(ctx.session, today)
    people = people_of_questions(ctx.session, [line.question for line in lines], today)
    for line in lines:
        item = _question(line, today, profile)
        if item is not None:
            place, action, pile, article = item
            yield DeskItem(
                line.question.title,
                _("Question %(number)s to %(who)s", number=line.question.short_number, who=_asked(line)),
                action,
                place,
                {"number": line.question.short_number},
                article,
                REPLY_DAYS,
                line.question.due_on if line.days_left is not None else None,
                pile,
                people.get(line.question.id, {}) if pile is not Pile.OTHERS or line.is_overdue else {},
            )


def _question(line: QuestionLine, today: date, profile: Profile) -> tuple[str, str, Pile, str] | None:
    is_ours = line.question.source is AskSource.SUPERVISION
    if line.standing.unjudged:
        judged = ("interpellations.show", _("Judge the answer"), Pile.WAITS, profile.article(REPLY_DAYS))
        return judged if is_ours else None
    if may_go_further(line.standing, today):
        return "interpellations.escalate", _("Put it before a higher authority"), Pile.WAITS, HIGHER
    if line.days_left is not None:
        return "interpellations.show", _("Look"), Pile.OTHERS, profile.article(REPLY_DAYS)
    return None


def _asked(line: QuestionLine) -> str:
    return asked_label(line.question, line.asked_name)


def orders(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """Orders to correct: refused, late, or to be carried out by the committee."""
    lines = open_orders(ctx.session, today)
    subjects = subjects_by_key(ctx.session, [(line.order.about_table, line.order.about_id) for line in lines])
    for line in lines:
        subject = subjects.get(line.order.about_id) if line.order.about_id else None
        is_further = line.is_overdue or line.days_left is None
        yield DeskItem(
            line.order.title,
            _("Order to correct %(number)s", number=line.order.short_number),
            _("Put it before a higher authority") if is_further else _("Look"),
            "corrections.escalate" if is_further else "corrections.show",
            {"number": line.order.short_number},
            HIGHER if is_further else profile.article(ORDER_DAYS),
            ORDER_DAYS,
            line.order.due_on if line.days_left is not None else None,
            Pile.WAITS if is_further else Pile.OTHERS,
            subject.people if subject and is_further else {},
        )


def late_work(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """Tasks past their day and objections without an answer: a question to the committee, if none was put yet."""
    asked = {line.question.about_id: line.question.short_number for line in open_questions(ctx.session, today)}
    for row in late_tasks(ctx.session, today):
        about = f"task:{row.matter.short_number}/{row.task.number}"
        action, place, values = _ask(asked.get(row.task.id), about)
        what, people = _("Task of %(owner)s", owner=row.owner), tied(Tie.OWNER, [row.task.owner_id])
        yield DeskItem(row.task.title, what, action, place, values, "HENAN:54", due_on=row.task.due_on, people=people)
    rule_id = "publish.reply.days"
    for late in overdue_replies(ctx.session, today):
        action, place, values = _ask(asked.get(late.notice.id), f"notice:{late.notice.short_number}")
        yield DeskItem(
            late.notice.title,
            _("Objection without an answer"),
            action,
            place,
            values,
            profile.article(rule_id),
            rule_id,
            late.objection.reply_due,
            people=tied(Tie.OBJECTOR, [late.objection.raised_by_id]),
        )


def _ask(number: str | None, about: str) -> tuple[str, str, dict[str, str]]:
    """The one action about something late: put a question, or look at the one that was put."""
    if number is not None:
        return _("Question %(number)s", number=number), "interpellations.show", {"number": number}
    return _("Put a question"), "interpellations.ask", {"about": about}


def convening(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """Meetings the law asks for, and meetings that enough people demanded."""
    for duty in pressing_duties(ctx.session, today):
        yield DeskItem(
            duty_label(duty.norm),
            _("Meetings the law asks for"),
            _("Look"),
            "site.council",
            {"_anchor": "duties"},
            duty.norm.article,
            duty.norm.rule_id,
            duty.due_until,
            Pile.OTHERS,
        )
    for line in due_calls(ctx.session, today):
        yield DeskItem(
            call_label(line.call.body, line.call.source),
            _("The committee must convene"),
            _("Look"),
            "calls.show",
            {"number": line.call.short_number},
            profile.article(CLOCK),
            CLOCK,
            line.call.due_on,
            Pile.OTHERS,
        )


def board(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """What the compliance board says of the newest matters and meetings: rules missing, facts to look at."""
    for matter in compliance.newest_judged_matters(ctx.session, today):
        if matter.missing or matter.signs:
            where = {"number": matter.matter.short_number}
            words, article = _words(matter.missing, matter.signs)
            yield DeskItem(
                matter.matter.title, words, _("Rule by rule"), "compliance.matter", where, article, pile=Pile.WRONG
            )
    for meeting in compliance.newest_judged_meetings(ctx.session, today):
        if meeting.missing or meeting.signs:
            where = {"number": meeting.meeting.short_number}
            words, article = _words(meeting.missing, meeting.signs)
            yield DeskItem(
                meeting.meeting.title, words, _("Rule by rule"), "compliance.meeting", where, article, pile=Pile.WRONG
            )


def _words(missing: Sequence[Finding], signs: Sequence[Sign]) -> tuple[str, str]:
    """The first few of what is missing or to be looked at, and the article of the first."""
    told = [_("Missing: %(rule)s", rule=finding_label(one)) for one in missing] + [sign_label(one) for one in signs]
    more = len(told) - MOST_WORDS
    words = _("; ").join(told[:MOST_WORDS])
    if more > 0:
        words += ngettext(" and %(num)d more", " and %(num)d more", more)
    return words, missing[0].article if missing else ""


MAKERS: tuple[Maker, ...] = (
    opinions,
    minutes,
    second_looks,
    questions,
    orders,
    late_work,
    convening,
    papers.drafts,
    papers.vouchers,
    papers.evaluation,
    papers.own_meetings,
    papers.own_reports,
    papers.leavings,
    papers.not_published,
    board,
)
"""Every kind of thing on the desk; a room that adds a kind adds one line."""
