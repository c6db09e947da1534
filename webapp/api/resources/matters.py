"""Matters: what the village was asked to decide, and their way so far."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from webapp.api import kinds
from webapp.api.asked import Paging, matching, one_of
from webapp.api.kinds import Document, Shown
from webapp.api.queries.matters import WholeMatter, matters, whole_matter
from webapp.api.queries.pages import page_of_rows, shown
from webapp.api.queries.people import Names, office_names
from webapp.api.resources.group import village
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Source, Step
from webapp.branch.opinions.rules import Place, Verdict
from webapp.branch.steps.queries import StepRow
from webapp.charter.labels import matter_label
from webapp.core.pages import Page
from webapp.kit.addresses import Numbered
from webapp.kit.request import current_ctx

KIND = "[a-z][a-z0-9_]{0,39}"


class MatterLine(Document):
    """A matter in a list."""

    number = kinds.short_number("What people call it.", attribute="short_number")
    title = kinds.text("Its title.")
    kind = kinds.code("Its kind: a code of the catalogue of matters.")
    kind_label = kinds.code("Its kind in the reader's language.")
    source = kinds.word(Source, "In whose name it was raised.")
    raised_by = kinds.name("Who raised it, if by an office.", allow_none=True)
    state = kinds.word(MatterState, "Where it stands on the whole.")
    step = kinds.word(Step, "The step it stands at.")
    version = kinds.count("The number of the present version of its text.")
    budget_fen = kinds.count("What it is to cost, in fen.", allow_none=True)
    raised_on = kinds.day("The day it was raised.")
    put_forward_on = kinds.day("The day it was put forward.", allow_none=True)
    announced_on = kinds.day("The day the notice of a meeting with it went out.", allow_none=True)


class VersionLine(Document):
    """A version of the text; the text itself has an address of its own."""

    number = kinds.count("Counted from 1.")
    title = kinds.text("The title in this version.")
    reason = kinds.text("Why the text was changed.")
    written_at = kinds.moment("When it was written.")


class AttachmentDocument(Document):
    """A paper of the matter, known by its hash."""

    file_name = kinds.text("What it is called.")
    media_type = kinds.code("Its media type.")
    size = kinds.count("Its size in bytes.")
    sha256 = kinds.hexadecimal("The SHA-256 of its bytes.")


class SittingDocument(Document):
    """One sitting of the branch, the two committees or the Party members on the matter."""

    step = kinds.word(Step, "Which step it took.", attribute="record.step")
    attempt = kinds.count("Which try it was, from 1.", attribute="record.attempt")
    version = kinds.count("The version of the text it was about.", attribute="record.version")
    held_on = kinds.day("When it was held.", attribute="record.held_on")
    notified_on = kinds.day("When those due were told.", attribute="record.notified_on", allow_none=True)
    place = kinds.text("Where.", attribute="record.place")
    chair = kinds.name("Who led it, if by an office.", allow_none=True)
    due = kinds.count("How many were due.", attribute="record.due")
    present = kinds.count("How many came.", attribute="record.present")
    present_names = fields.List(
        fields.String(), metadata={"description": "Those present, by their offices; Party members are only counted."}
    )
    votes_for = kinds.count("Votes for.", attribute="record.votes_for")
    votes_against = kinds.count("Votes against.", attribute="record.votes_against")
    votes_abstain = kinds.count("Abstentions.", attribute="record.votes_abstain")
    passed = kinds.flag("Whether the matter went on.", attribute="record.passed")
    minutes = kinds.text("The minutes.", attribute="record.minutes")


class OpinionDocument(Document):
    """An opinion of the supervision committee."""

    place = kinds.word(Place, "At which of the three places.", attribute="opinion.place")
    verdict = kinds.word(Verdict, "What it comes to.", attribute="opinion.verdict")
    text = kinds.text("Its words.", attribute="opinion.text")
    given_by = kinds.name("Who gave it.", allow_none=True)
    given_at = kinds.moment("When.", attribute="opinion.given_at")


class PollReference(Document):
    """Where a poll is to be found."""

    meeting = kinds.short_number("The number of its meeting.")
    poll = kinds.count("Its number in the meeting.")


class MatterDocument(MatterLine):
    """A matter with everything that is public about it."""

    text = kinds.text("Its text as it stands, in Markdown.")
    returned_because = kinds.text("Why it was returned or withdrawn.")
    cosignatures = kinds.count("How many people signed it.")
    versions = fields.List(fields.Nested(VersionLine), metadata={"description": "Every version, the oldest first."})
    attachments = fields.List(fields.Nested(AttachmentDocument), metadata={"description": "Its papers."})
    sittings = fields.List(fields.Nested(SittingDocument), metadata={"description": "Steps 1 to 3, as they were held."})
    opinions = fields.List(fields.Nested(OpinionDocument), metadata={"description": "Opinions, the oldest first."})
    meetings = fields.List(
        fields.String(), metadata={"description": "Numbers of the meetings that have it on the agenda."}
    )
    polls = fields.List(fields.Nested(PollReference), metadata={"description": "The polls about it."})
    resolutions = fields.List(fields.String(), metadata={"description": "Numbers of the resolutions about it."})
    notices = fields.List(fields.String(), metadata={"description": "Numbers of the notices about it."})
    tasks = fields.List(fields.Integer(), metadata={"description": "Numbers of the tasks that carry it out."})
    has_result = kinds.flag("Whether its result was published.")


class AskedMatters(Paging):
    """Which matters."""

    state = one_of(MatterState, "Only matters in this state.")
    step = one_of(Step, "Only matters at this step.")
    source = one_of(Source, "Only matters raised in this name.")
    kind = matching(KIND, "Only matters of this kind.")


@village.many("/matters", MatterLine, "matters", AskedMatters)
def list_matters(asked: dict[str, Any]) -> Page:
    """Matters that were put forward, the newest first."""
    ctx = current_ctx()
    filters = {part: asked.get(part) for part in ("state", "step", "source", "kind")}
    page = page_of_rows(ctx.session, matters(ctx, **filters), asked)
    names = office_names(ctx.session, [row.raised_by_id for row in page.rows])
    return shown(page, lambda row: _line(row, names))


@village.one("/matters/<short_number:number>", MatterDocument, "matters")
def get_matter(number: Numbered) -> Shown:
    """One matter and its way so far."""
    return _whole(whole_matter(current_ctx(), number))


def _line(matter: Matter, names: Names, **more: Any) -> Shown:
    is_by_office = matter.source is not Source.VILLAGERS
    raised_by = names.get(matter.raised_by_id) if is_by_office else None
    return Shown(matter, kind_label=matter_label(matter.kind), raised_by=raised_by, **more)


def _whole(whole: WholeMatter) -> Shown:
    return _line(
        whole.matter,
        whole.names,
        text=whole.text,
        cosignatures=whole.cosignatures,
        versions=whole.versions,
        attachments=whole.attachments,
        sittings=[_sitting(row, whole.names) for row in whole.steps],
        opinions=[{"opinion": one, "given_by": whole.names.get(one.given_by_id)} for one, _ in whole.opinions],
        meetings=[meeting.short_number for _, meeting in whole.meetings],
        polls=[{"meeting": meeting.short_number, "poll": poll.number} for poll, meeting in whole.polls],
        resolutions=[row.short_number for row in whole.resolutions],
        notices=[row.short_number for row in whole.notices],
        tasks=[row.number for row in whole.tasks],
        has_result=whole.result is not None,
    )


def _sitting(row: StepRow, names: Names) -> dict[str, Any]:
    """Who is of the Party is not published: of its members' meeting only holders of office are not named either."""
    open_names = row.record.step is not Step.PARTY_REVIEW
    present = [person.name for person in row.present if person.resident_id in names] if open_names else []
    return {"record": row.record, "chair": names.get(row.record.chair_id), "present_names": present}
