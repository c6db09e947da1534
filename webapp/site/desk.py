"""My desk: what waits for me, first."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from webapp.board.queries import display_over, open_replies
from webapp.branch.matters.models import Matter
from webapp.branch.matters.queries import matters_at
from webapp.branch.matters.rules import MatterState, Step
from webapp.branch.steps.rules import SITTINGS
from webapp.committee.queries import tasks_of_owner, waits_for_committee
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.permissions import Permission as P
from webapp.council.consultation.queries import contested_of_representative
from webapp.council.meetings.queries import matters_to_resolve, meetings_to_come
from webapp.council.minutes.policy import offices_at
from webapp.council.minutes.queries import minutes_to_lay_out, minutes_to_sign
from webapp.council.polls.queries import my_open_polls, open_polls
from webapp.council.reinvitations.queries import waiting_for_consent
from webapp.kit.formats import short_date
from webapp.kit.guards import signed_in
from webapp.kit.request import current_ctx
from webapp.site.blueprint import bp
from webapp.site.convening import convening_items
from webapp.site.counting import asking_items, counting_items, meeting_items
from webapp.site.oversight import owed_items, second_look_items, supervisor_items
from webapp.site.publishing import draft_items, mask_items
from webapp.site.publishing import meeting_items as agreement_items
from webapp.supervision.desk.views import desk_of
from webapp.supervision.evaluations import desk as evaluations
from webapp.village.offices.rules import Body, Office, offices_of

Item = dict[str, Any]
COUNCIL_OFFICES = offices_of(Body.COUNCIL) | offices_of(Body.COMMITTEE)
CHAIRS = frozenset({Office.COMMITTEE_CHAIR, Office.COMMITTEE_VICE_CHAIR})


@dataclasses.dataclass(frozen=True)
class Section:
    """What waits under one heading; `actions` are the verbs this office starts from here."""

    title: str
    items: Sequence[Item]
    actions: Sequence[Item] = ()


@bp.get("/v/<village>/desk")
@signed_in
def desk() -> str:
    """What waits for this person, by office."""
    ctx = current_ctx()
    voting = [*_ballots(ctx), *evaluations.sheet_items(ctx)]
    counting = counting_items(ctx)
    sections = [Section(_("Counting in public"), counting)] if counting else []
    owed = owed_items(ctx)
    sections += [Section(_("Oversight asks"), owed)] if owed else []
    sections += [make(ctx) for offices, make in SECTIONS if not offices or offices & ctx.actor.offices]
    waiting = sum(len(section.items) for section in sections) + len(voting)
    return render_template("site/desk.html", voting=voting, sections=sections, waiting=waiting)


def _ballots(ctx: Context) -> list[Item]:
    """Votes open now in which this person has a ballot: the one thing that cannot wait."""
    if ctx.actor.resident_id is None:
        return []
    return [
        {
            "label": poll.motion,
            "url": url_for("polls.ballot", number=meeting.short_number, poll_number=poll.number),
            "cast": ballot is not None,
        }
        for poll, meeting, ballot in my_open_polls(ctx.session, ctx.actor.resident_id)
    ]


def _matter_item(matter: Matter, label: str, endpoint: str = "site.matter", **values: Any) -> Item:
    return {
        "label": f"{label}{matter.title}",
        "url": url_for(endpoint, number=matter.short_number, **values),
        "who": matter.short_number,
    }


def _branch(ctx: Context) -> Section:
    items = [
        _matter_item(
            matter,
            {Step.PROPOSE: _("Sitting of the branch: "), Step.CONSULT: _("Two committees: ")}.get(
                matter.step, _("Party members: ")
            ),
        )
        for matter in matters_at(ctx.session, MatterState.ACTIVE, SITTINGS)
    ]
    items += [_matter_item(matter, _("Came back: ")) for matter in matters_at(ctx.session, MatterState.RETURNED, ())]
    if ctx.may(P.DRAFT_AGREE):
        items += agreement_items(ctx)
    actions = [_action(_("Raise a matter"), "matters.raise_matter")]
    if ctx.may(P.PARTY_MEMBERS_CONVENE):
        actions.append(_action(_("Convene the Party members"), "meetings.convene_party_members"))
    return Section(_("The branch leads"), items, actions)


def _second_person(ctx: Context) -> Section:
    items = [
        {
            "label": _("New invitation for %(name)s", name=one.name),
            "url": url_for("reinvitations.waiting"),
            "date": short_date(one.row.ends_at),
        }
        for one in waiting_for_consent(ctx.session, ctx.now, ctx.actor.account_id)
    ]
    return Section(_("Needs a second person"), items + mask_items(ctx))


def _representative(ctx: Context) -> Section:
    return Section(_("My meetings"), _my_meetings(ctx) + asking_items(ctx))


def _my_meetings(ctx: Context) -> list[Item]:
    person = ctx.actor.resident_id
    contested = contested_of_representative(ctx.session, person) if person else []
    return meeting_items(ctx) + [_contested_item(item, meeting) for item, meeting in contested]


def _contested_item(item: Any, meeting: Any) -> Item:
    url = url_for("consultation.households", number=meeting.short_number, position=item.position)
    return {"label": _("Noted wrongly, says a household: %(title)s", title=item.title), "url": url}


def _clerk(ctx: Context) -> Section:
    today = china_date(ctx.now)
    items = [_poll_item(poll, meeting) for poll, meeting in open_polls(ctx.session)] + convening_items(ctx)
    items += [
        _matter_item(matter, _("Record the sitting: "))
        for matter in matters_at(ctx.session, MatterState.ACTIVE, SITTINGS)
    ]
    items += [_matter_item(matter, _("Ready for a meeting: ")) for matter in matters_to_resolve(ctx.session)]
    items += [_meeting_item(meeting) for meeting in meetings_to_come(ctx.session, ctx.now)]
    items += [_minutes_item(meeting, _("Lay out the minutes: ")) for meeting in minutes_to_lay_out(ctx.session)]
    items += _minutes_items(ctx) + draft_items(ctx)
    items += [
        {
            "label": _("May come down: %(title)s", title=notice.title),
            "url": url_for("board.notice", number=notice.short_number),
            "date": short_date(notice.hangs_until),
        }
        for notice in display_over(ctx.session, today)
    ]
    actions = [
        _action(_("Convene a meeting"), "meetings.convene"),
        _action(_("Draft a notice"), "drafts.write"),
        _action(_("Register"), "register.show"),
        _action(_("Offices"), "offices.show"),
    ]
    return Section(_("The clerk’s table"), items, actions)


def _meeting_item(meeting: Any) -> Item:
    url = url_for("meetings.show", number=meeting.short_number)
    return {"label": meeting.title, "url": url, "date": short_date(meeting.starts_at)}


def _minutes_items(ctx: Context) -> list[Item]:
    """Minutes that wait for this person's name."""
    waiting = minutes_to_sign(ctx.session, functools.partial(offices_at, ctx), ctx.actor.resident_id)
    return [_minutes_item(meeting, _("Sign the minutes: ")) for meeting in waiting]


def _minutes_item(meeting: Any, label: str) -> Item:
    url = url_for("minutes.show", number=meeting.short_number)
    return {"label": f"{label}{meeting.title}", "url": url, "date": short_date(meeting.closed_at)}


def _poll_item(poll: Any, meeting: Any) -> Item:
    url = url_for("polls.show", number=meeting.short_number, poll_number=poll.number)
    return {"label": _("Vote open: %(motion)s", motion=poll.motion), "url": url, "date": short_date(poll.opened_at)}


def _committee(ctx: Context) -> Section:
    today = china_date(ctx.now)
    waits = waits_for_committee(ctx.session, today)
    items = convening_items(ctx) + agreement_items(ctx) if CHAIRS & ctx.actor.offices else []
    items += _minutes_items(ctx) + [_reply_item(row, today) for row in waits.replies]
    items += [_task_item(row, today) for row in waits.late]
    items += [_matter_item(row.matter, _("Decided, no task yet: ")) for row in waits.without_tasks]
    items += [_matter_item(matter, _("Publish the result: "), "committee.result") for matter in waits.to_publish]
    return Section(_("The committee executes"), items, [_action(_("All tasks"), "committee.list_tasks")])


def _task_item(row: Any, today: date) -> Item:
    return {
        "label": row.task.title,
        "url": url_for("committee.task", number=row.matter.short_number, part=row.task.number),
        "date": short_date(row.task.due_on),
        "who": _("%(matter)s · %(owner)s", matter=row.matter.title, owner=row.owner),
        "late": row.task.due_on < today,
    }


def _supervision(ctx: Context) -> Section:
    actions = [
        _action(_("The supervisors’ desk"), "supervision_desk.show"),
        _action(_("Oversight"), "supervision.show"),
        _action(_("Sign the log"), "witnesses.sign"),
    ]
    return Section(_("The supervision committee oversees"), supervisor_items(desk_of(ctx)), actions)


def _reply_item(row: Any, today: date) -> Item:
    return {
        "label": _("Objection to answer: %(title)s", title=row.notice.title),
        "url": url_for("board.notice", number=row.notice.short_number, _anchor=f"objection-{row.objection.number}"),
        "date": short_date(row.objection.reply_due),
        "late": row.objection.reply_due < today,
    }


def _villager(ctx: Context) -> Section:
    today, person = china_date(ctx.now), ctx.actor.resident_id
    items = [] if COUNCIL_OFFICES & ctx.actor.offices else _my_meetings(ctx)
    items += [_task_item(row, today) for row in tasks_of_owner(ctx.session, person)] if person else []
    items += [
        _matter_item(matter, _("Looks for names: ")) for matter in matters_at(ctx.session, MatterState.GATHERING, ())
    ]
    items += [_reply_item(row, today) for row in open_replies(ctx.session, person)] if person else []
    items += second_look_items(ctx)
    actions = [
        _action(_("Raise a matter"), "matters.raise_matter"),
        _action(_("What was noted of my household"), "consultation.own"),
        _action(_("Ask for a meeting"), "calls.start"),
    ]
    return Section(_("As a villager"), items, actions)


def _action(label: str, endpoint: str) -> Item:
    return {"label": label, "url": url_for(endpoint)}


SECTIONS: tuple[tuple[frozenset[Office], Callable[[Context], Section]], ...] = (
    (COUNCIL_OFFICES, _representative),
    (offices_of(Body.BRANCH), _branch),
    (offices_of(Body.COMMITTEE), _committee),
    (frozenset({Office.SUPERVISION_CHAIR, Office.BRANCH_SECRETARY}), _second_person),
    (frozenset({Office.CLERK}), _clerk),
    (offices_of(Body.SUPERVISION), _supervision),
    (frozenset(), _villager),
)
