"""From a row the log or a notice speaks of to the page that shows it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import url_for

from webapp.board.models import Notice, Objection
from webapp.board.proofs.models import NoticeProof
from webapp.branch.matters.models import Attachment, Matter, MatterVersion
from webapp.branch.opinions.models import Opinion
from webapp.branch.steps.models import StepRecord
from webapp.committee.disclosures.models import DisclosureCall
from webapp.committee.finance.registers.models import Holding
from webapp.committee.finance.statements.models import StatementRow
from webapp.committee.finance.vouchers.models import Voucher
from webapp.committee.models import Result, Task, TaskReport
from webapp.core.context import Context
from webapp.council.amendments.models import Amendment
from webapp.council.calls.models import MeetingCall
from webapp.council.explanations.models import VoteExplanation
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.polls.models import Ballot, Poll, Recusal
from webapp.council.proxies.models import Proxy
from webapp.council.resolutions.models import Resolution
from webapp.council.sheets.models import Sheet
from webapp.council.speeches.models import Speech
from webapp.council.tellers.models import Teller
from webapp.supervision.corrections.models import CorrectionOrder
from webapp.supervision.escalations.models import Escalation
from webapp.supervision.evaluations.models import Evaluation
from webapp.supervision.handovers.models import LeavingRecord
from webapp.supervision.interpellations.models import Interpellation
from webapp.supervision.reports.models import SupervisionReport
from webapp.supervision.sittings.models import Sitting

NUMBERED: dict[str, tuple[type[Any], str]] = {
    "correction_order": (CorrectionOrder, "corrections.show"),
    "disclosure_call": (DisclosureCall, "disclosures.request_page"),
    "escalation": (Escalation, "escalations.show"),
    "evaluation": (Evaluation, "evaluations.show"),
    "holding": (Holding, "holdings.show"),
    "interpellation": (Interpellation, "interpellations.show"),
    "matter": (Matter, "site.matter"),
    "meeting": (Meeting, "meetings.show"),
    "meeting_call": (MeetingCall, "calls.show"),
    "notice": (Notice, "board.notice"),
    "resolution": (Resolution, "resolutions.show"),
    "sitting": (Sitting, "sittings.show"),
    "voucher": (Voucher, "vouchers.show"),
}
"""Rows that people call by a short number."""
PARTS: dict[str, tuple[type[Any], str, str]] = {
    "agenda_item": (AgendaItem, "meeting", "meeting_id"),
    "amendment": (Amendment, "agenda_item", "agenda_item_id"),
    "attachment": (Attachment, "matter", "matter_id"),
    "ballot": (Ballot, "poll", "poll_id"),
    "matter_version": (MatterVersion, "matter", "matter_id"),
    "notice_proof": (NoticeProof, "notice", "notice_id"),
    "objection": (Objection, "notice", "notice_id"),
    "opinion": (Opinion, "matter", "matter_id"),
    "poll": (Poll, "meeting", "meeting_id"),
    "proxy": (Proxy, "meeting", "meeting_id"),
    "recusal": (Recusal, "poll", "poll_id"),
    "result": (Result, "matter", "matter_id"),
    "seat": (Seat, "meeting", "meeting_id"),
    "sheet": (Sheet, "poll", "poll_id"),
    "speech": (Speech, "agenda_item", "agenda_item_id"),
    "step_record": (StepRecord, "matter", "matter_id"),
    "task": (Task, "matter", "matter_id"),
    "task_report": (TaskReport, "task", "task_id"),
    "teller": (Teller, "meeting", "meeting_id"),
    "vote_explanation": (VoteExplanation, "poll", "poll_id"),
}
"""Rows that are part of another, whose page shows them."""
OWN_PAGES: dict[str, tuple[str, str, str]] = {
    "agenda_item": ("agenda.item", "position", "position"),
    "poll": ("polls.show", "number", "poll_number"),
    "task": ("committee.task", "number", "part"),
}
"""Parts with a page of their own under the whole: its endpoint, the row's number, and what the address calls it."""
LISTED: dict[str, str] = {
    "disclosure_occasion": "disclosures.show",
    "local_rule": "charter.rules",
    "mandate": "mandates.list_mandates",
    "office_term": "site.council",
    "witness_key": "witnesses.show",
}
"""Rows that stand on a page together with all others of their sort."""
BY_PERIOD_OR_TERM: dict[str, type[Any]] = {
    "leaving_record": LeavingRecord,
    "statement": StatementRow,
    "supervision_report": SupervisionReport,
}
"""Rows that are called by a period, or stand on the page of an office."""


def is_shown(table: str) -> bool:
    """Whether rows of this table have a page that anybody may open (a matter that gathers names: who signed in)."""
    return table in NUMBERED or table in PARTS or table in LISTED or table in BY_PERIOD_OR_TERM


def address_of(ctx: Context, table: str, key: uuid.UUID) -> str | None:
    """The page of a row; nothing where there is none. At most four queries."""
    if table in LISTED:
        return url_for(LISTED[table])
    if table in BY_PERIOD_OR_TERM:
        return _of_period_or_term(ctx, table, key)
    if table in NUMBERED:
        model, endpoint = NUMBERED[table]
        row = ctx.session.get(model, (ctx.village_id, key))
        return url_for(endpoint, number=row.short_number) if row else None
    if table not in PARTS:
        return None
    model, whole, column = PARTS[table]
    row = ctx.session.get(model, (ctx.village_id, key))
    if row is None:
        return None
    if table in OWN_PAGES:
        endpoint, number, called = OWN_PAGES[table]
        holder = ctx.session.get(NUMBERED[whole][0], (ctx.village_id, getattr(row, column)))
        return url_for(endpoint, number=holder.short_number, **{called: getattr(row, number)}) if holder else None
    return address_of(ctx, whole, getattr(row, column))


def _of_period_or_term(ctx: Context, table: str, key: uuid.UUID) -> str | None:
    row = ctx.session.get(BY_PERIOD_OR_TERM[table], (ctx.village_id, key))
    if isinstance(row, SupervisionReport):
        return url_for("reports.show", period=row.short_number, version=row.version)
    if isinstance(row, StatementRow):
        return url_for("finance.statement", period=row.period)
    return url_for("handovers.show", term_id=row.term_id) if row else None
