"""What comes onto the supervisors' desk from the board, the books, and the supervisors' own rooms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _

from webapp.board.drafts.queries import drafts_waiting
from webapp.board.drafts.rules import DraftState
from webapp.charter.rules import Profile
from webapp.committee.disclosures.catalogue import BY_CODE
from webapp.committee.disclosures.labels import cover_label
from webapp.committee.disclosures.queries import overdue_disclosures
from webapp.committee.finance.vouchers.labels import voucher_title
from webapp.committee.finance.vouchers.queries.vouchers import waiting_for_review
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.kit.formats import yuan
from webapp.supervision.desk.rules import DeskItem, Pile
from webapp.supervision.evaluations import labels as evaluation_labels
from webapp.supervision.evaluations import queries as evaluations
from webapp.supervision.evaluations.rules import EvaluationState
from webapp.supervision.handovers import labels as handover_labels
from webapp.supervision.handovers import queries as handovers
from webapp.supervision.handovers.rules import RULES
from webapp.supervision.reports import labels as report_labels
from webapp.supervision.reports import queries as reports
from webapp.supervision.sittings import labels as sitting_labels
from webapp.supervision.sittings import queries as sittings
from webapp.supervision.subjects.queries import joined, tied
from webapp.supervision.subjects.rules import Tie


def drafts(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """Notices to look through before they hang."""
    for row in drafts_waiting(ctx.session, DraftState.SUPERVISION):
        yield DeskItem(
            row.draft.title,
            _("Draft of %(who)s", who=row.writer),
            _("Review before it hangs"),
            "drafts.show",
            {"number": row.draft.short_number},
            profile.article("publish.flow"),
            "publish.flow",
            since=china_date(row.draft.written_at),
            people=joined(tied(Tie.RAISER, [row.draft.written_by_id]), tied(Tie.CONCERNED, [row.draft.concerned_id])),
        )


def vouchers(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """Vouchers to look through together before the chair may sign."""
    rule_id = "finance.review.beforePayment"
    for row in waiting_for_review(ctx.session, ctx.actor.resident_id):
        yield DeskItem(
            voucher_title(row.voucher),
            _("Voucher of %(who)s, %(amount)s yuan", who=row.handler or "", amount=yuan(row.voucher.amount_fen)),
            _("Look through the voucher"),
            "vouchers.review",
            {"number": row.voucher.short_number},
            profile.article(rule_id),
            rule_id,
            since=china_date(row.voucher.handed_in_at) if row.voucher.handed_in_at else None,
            people=joined(tied(Tie.OWNER, [row.voucher.handler_id]), tied(Tie.CONCERNED, [row.voucher.payee_id])),
        )


def not_published(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """What the law wants on the board and is not there."""
    for one in overdue_disclosures(ctx.session, today):
        yield DeskItem(
            cover_label(one.duty.cover),
            _("Not published"),
            _("Look"),
            "disclosures.show",
            {},
            BY_CODE[one.duty.cover.item].article,
            due_on=one.duty.due_on,
            pile=Pile.OTHERS,
        )


def evaluation(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """The evaluation under way, or the one that is owed this year."""
    running = evaluations.under_way(ctx.session)
    article = profile.article("review.perYear.min")
    if running is not None:
        is_open = running.state is EvaluationState.OPEN
        yield DeskItem(
            _("Yearly evaluation"),
            evaluation_labels.state_tag(running.state)[0],
            _("Close the evaluation") if is_open else _("Hand out the sheets"),
            "evaluations.show",
            {"number": running.short_number},
            article,
            "review.perYear.min",
        )
        return
    duty = evaluations.yearly_duty(ctx.session, today)
    if duty is not None and duty.is_pressing:
        words = evaluation_labels.duty_words(duty.norm)
        place = "evaluations.list_evaluations"
        yield DeskItem(
            words, _("Yearly evaluation"), _("Call it"), place, {}, duty.norm.article, duty.norm.rule_id, duty.due_until
        )


def own_meetings(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """Records of the committee's meetings without this person's name, and the meeting that is owed."""
    person = ctx.actor.resident_id
    for one in sittings.unsigned_by(ctx.session, person) if person else ():
        what = _("Record of meeting %(number)s", number=one.short_number)
        where = {"number": one.short_number}
        yield DeskItem(_("Its meetings"), what, _("Sign the record"), "sittings.show", where, "ARCHIVES-2018")
    duty = sittings.sitting_duty(ctx.session, today)
    if duty is not None and duty.is_pressing:
        words, norm = sitting_labels.duty_words(duty.norm), duty.norm
        place = "sittings.list_sittings"
        yield DeskItem(
            words, _("Its meetings"), _("Record a meeting"), place, {}, norm.article, norm.rule_id, duty.due_until
        )


def own_reports(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """The report of the month just past, while it is not published, and other drafts."""
    for period, is_written in reports.unpublished(ctx.session, today):
        yield DeskItem(
            report_labels.period_label(period),
            _("Reports to the council"),
            _("Publish it") if is_written else _("Write it"),
            "reports.show" if is_written else "reports.write",
            {"period": period.name},
            "HENAN:58",
        )


def leavings(ctx: Context, today: date, profile: Profile) -> Iterator[DeskItem]:
    """Hand-overs and audits of people who left an office."""
    for leaving in handovers.leavings(ctx.session, today):
        for clock in leaving.clocks:
            if not clock.is_done:
                yield DeskItem(
                    leaving.name,
                    handover_labels.kind_label(clock.kind),
                    _("Record that it was done"),
                    "handovers.show",
                    {"term_id": leaving.term.id},
                    clock.article,
                    RULES[clock.kind],
                    due_on=clock.due_on,
                    people=tied(Tie.CONCERNED, [leaving.term.resident_id]),
                )
