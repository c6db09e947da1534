"""Convening meetings: who is due, what is on the agenda, and the notice that hangs."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from secrets import token_bytes

from sqlalchemy import select

from webapp.board.operations import hang_notice
from webapp.board.rules import NoticeKind
from webapp.branch.matters.models import Matter
from webapp.branch.matters.operations import announce
from webapp.branch.matters.rules import Step
from webapp.branch.queries import agenda_blockers
from webapp.branch.steps.queries import way_on
from webapp.branch.steps.rules import blockers_order
from webapp.charter.deadlines import days_of_notice
from webapp.charter.rules import Body, CountBy
from webapp.core.clock import CHINA, china_date, village_time
from webapp.core.context import Context
from webapp.core.errors import Blocker, InvalidInput, NotFound, RuleBroken, require_none
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.calls.operations import answer_call
from webapp.council.meetings import queries, rules
from webapp.council.meetings.events import AgendaItemAdded, MeetingConvened, SeatsFrozen
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.rules import Due, Gathering, MeetingState, Summons
from webapp.village.register.models import VillagersGroup

SEATS_AN_ENTRY = 200
LONGEST_TITLE = 120


@operation(P.MEETING_CONVENE)
def convene(
    ctx: Context,
    title: str,
    place: str,
    starts_at: datetime,
    matter_ids: Sequence[uuid.UUID],
    urgent_because: str = "",
    call_id: uuid.UUID | None = None,
) -> Meeting:
    """Call the representatives together: the list of those due is frozen, the agenda set, the notice hung.

    `call_id` is the request that made it a duty. Raises RuleBroken with every reason at once (notice too short, a
    matter not ready, the wrong body, a council not composed as the law asks), InvalidInput for empty words.
    """
    return _convene(ctx, Gathering(), title, place, starts_at, matter_ids, urgent_because, call_id)


@operation(P.ASSEMBLY_CONVENE)
def convene_assembly(
    ctx: Context,
    title: str,
    place: str,
    starts_at: datetime,
    matter_ids: Sequence[uuid.UUID],
    count_by: CountBy,
    urgent_because: str = "",
    call_id: uuid.UUID | None = None,
) -> Meeting:
    """Call all villagers of age, or one delegate of each household, ten days before (VCOL art 25, 26). As `convene`."""
    gathering = Gathering(Body.ASSEMBLY, CountBy(count_by))
    return _convene(ctx, gathering, title, place, starts_at, matter_ids, urgent_because, call_id)


@operation(P.GROUP_CONVENE, on=VillagersGroup)
def convene_group(
    ctx: Context,
    group: VillagersGroup,
    title: str,
    place: str,
    starts_at: datetime,
    matter_ids: Sequence[uuid.UUID],
    count_by: CountBy,
) -> Meeting:
    """Call one villagers' group together, by persons or by households (VCOL art 32). As `convene`."""
    gathering = Gathering(Body.GROUP, CountBy(count_by), group.id)
    return _convene(ctx, gathering, title, place, starts_at, matter_ids)


@operation(P.PARTY_MEMBERS_CONVENE)
def convene_party_members(
    ctx: Context, title: str, place: str, starts_at: datetime, matter_ids: Sequence[uuid.UUID]
) -> Meeting:
    """The branch secretary calls the Party members to the third step, three days before. As `convene`."""
    return _convene(ctx, Gathering(Body.PARTY_MEMBERS), title, place, starts_at, matter_ids)


@operation(P.MEMBERS_CONVENE)
def convene_members(
    ctx: Context, title: str, place: str, starts_at: datetime, matter_ids: Sequence[uuid.UUID]
) -> Meeting:
    """The collective's head calls all its members, ten days before (RCEO art 27). As `convene`.

    There is no register of members here: villagers of age who are registered here are taken for them.
    """
    return _convene(ctx, Gathering(Body.RCEO_MEMBERS), title, place, starts_at, matter_ids)


@operation(P.AGENDA_SET, on=Meeting)
def add_to_agenda(ctx: Context, meeting: Meeting, matter_id: uuid.UUID) -> AgendaItem:
    """Put a further matter on the agenda while there is still time for notice. Raises RuleBroken."""
    if meeting.state is not MeetingState.CONVENED:
        raise RuleBroken([Blocker(f"meeting.is_{meeting.state.value}")])
    matters = _matters(ctx, [matter_id])
    gathering = queries.gathering_of(meeting)
    due = queries.who_is_due(ctx.session, china_date(meeting.starts_at), gathering)
    require_none(_blockers_convene(ctx, gathering, matters, due, meeting.starts_at, bool(meeting.urgent_because)))
    item = _item(meeting, len(queries.agenda_of(ctx.session, meeting.id)) + 1, matters[0])
    ctx.session.add(item)
    ctx.session.flush()
    event = AgendaItemAdded(meeting.id, item.id, item.position, item.version, item.title)
    ctx.record(event, subject=item, matter_id=item.matter_id)
    announce(ctx, item.matter_id)
    _hang(ctx, meeting, [item])
    return item


def _convene(
    ctx: Context,
    gathering: Gathering,
    title: str,
    place: str,
    starts_at: datetime,
    matter_ids: Sequence[uuid.UUID],
    urgent_because: str = "",
    call_id: uuid.UUID | None = None,
) -> Meeting:
    title, place = _words(title, "title"), _words(place, "place")
    if starts_at <= ctx.now:
        raise RuleBroken([Blocker("meeting.past")])
    require_none(rules.blockers_gathering(gathering))
    matters = _matters(ctx, list(dict.fromkeys(matter_ids)))
    due = queries.who_is_due(ctx.session, china_date(starts_at), gathering)
    require_none(_blockers_convene(ctx, gathering, matters, due, starts_at, bool(urgent_because.strip())))
    year = starts_at.astimezone(CHINA).year
    meeting = Meeting(
        body=gathering.body,
        count_by=gathering.count_by,
        group_id=gathering.group_id,
        call_id=call_id,
        year=year,
        number=next_number(ctx.session, ctx.village_id, f"meeting:{year}"),
        title=title,
        place=place,
        starts_at=starts_at,
        convened_at=ctx.now,
        convened_by_id=ctx.actor.resident_id,
        urgent_because=urgent_because.strip(),
        door_secret=token_bytes(32),
    )
    ctx.session.add(meeting)
    ctx.session.flush()
    items = [_item(meeting, position, matter) for position, matter in enumerate(matters, 1)]
    ctx.session.add_all(items)
    ctx.session.flush()
    _record_convened(ctx, meeting, items, len(due))
    _freeze(ctx, meeting, due)
    if call_id is not None:
        answer_call(ctx, call_id, meeting.id, gathering.body)
    for matter in matters:
        announce(ctx, matter.id)
    _hang(ctx, meeting, items)
    return meeting


def _matters(ctx: Context, matter_ids: Sequence[uuid.UUID]) -> list[Matter]:
    if not matter_ids:
        raise RuleBroken([Blocker("meeting.no_matters")])
    query = select(Matter).where(Matter.id.in_(matter_ids)).order_by(Matter.id).with_for_update()
    found = {matter.id: matter for matter in ctx.session.execute(query).scalars()}
    for key in matter_ids:
        if key not in found:
            raise NotFound("Matter", key)
    return [found[key] for key in matter_ids]


def _blockers_convene(
    ctx: Context,
    gathering: Gathering,
    matters: Sequence[Matter],
    due: Sequence[Due],
    starts_at: datetime,
    urgent: bool,
) -> list[Blocker]:
    held_on, today = china_date(starts_at), china_date(ctx.now)
    found: list[Blocker] = []
    for matter in matters:
        blockers = _blockers_step(ctx, gathering, matter, held_on)
        found += [blocker for blocker in blockers if blocker not in found]
    for item, meeting in queries.matters_on_other_agendas(ctx.session, [matter.id for matter in matters]):
        params = {"title": item.title, "meeting": meeting.short_number}
        found.append(Blocker("meeting.already_on_agenda", "", params))
    local = queries.local_on(ctx.session, held_on)
    summons = Summons(gathering, held_on, days_of_notice(today, held_on), urgent, local)
    return found + rules.blockers_convene([matter.kind for matter in matters], due, summons)


def _blockers_step(ctx: Context, gathering: Gathering, matter: Matter, held_on: date) -> list[Blocker]:
    """Why this matter does not stand where this body takes it up: the Party members before, the village after."""
    if gathering.step is Step.RESOLVE:
        return agenda_blockers(ctx.session, matter, held_on)
    way, _profile = way_on(ctx.session, matter, gathering.step, held_on)
    blockers = blockers_order(matter.state, matter.step, gathering.step)
    return blockers if way or blockers else [Blocker("step.not_needed", "PRACTICE")]


def _item(meeting: Meeting, position: int, matter: Matter) -> AgendaItem:
    return AgendaItem(
        meeting_id=meeting.id, position=position, matter_id=matter.id, version=matter.version, title=matter.title
    )


def _record_convened(ctx: Context, meeting: Meeting, items: Sequence[AgendaItem], due: int) -> None:
    ctx.record(
        MeetingConvened(
            meeting.short_number,
            meeting.body.value,
            meeting.title,
            meeting.place,
            meeting.starts_at,
            days_of_notice(china_date(ctx.now), china_date(meeting.starts_at)),
            meeting.urgent_because,
            due,
            [[item.id, item.matter_id, item.version] for item in items],
            meeting.count_by.value,
            meeting.group_id,
        ),
        subject=meeting,
        matter_id=items[0].matter_id if len(items) == 1 else None,
    )


def _freeze(ctx: Context, meeting: Meeting, due: Sequence[Due]) -> None:
    for first in range(0, len(due), SEATS_AN_ENTRY):
        seats = [
            Seat(
                meeting_id=meeting.id,
                resident_id=person.resident_id,
                position=position,
                kind=person.kind,
                name=person.name,
                is_woman=person.is_woman,
                constituency_id=person.constituency_id,
                households=person.households,
                household_id=person.household_id,
            )
            for position, person in enumerate(due[first : first + SEATS_AN_ENTRY], first + 1)
        ]
        ctx.session.add_all(seats)
        ctx.session.flush()
        listed: list[list[object]] = [[seat.id, seat.kind, seat.is_woman, seat.households] for seat in seats]
        ctx.record(SeatsFrozen(meeting.id, first + 1, listed), subject=meeting)


def _hang(ctx: Context, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """The notice of a meeting: when, where, what about; in the village's own words."""
    lines = [village_time(meeting.starts_at), "", meeting.place, ""]
    lines += [f"{item.position}. {item.title}" for item in items]
    if meeting.urgent_because:
        lines += ["", meeting.urgent_because]
    matter_id = items[0].matter_id if len(items) == 1 else None
    hang_notice(ctx, NoticeKind.MEETING, meeting.title, "\n".join(lines), ("meeting", meeting.id), matter_id)


def _words(text: str, field: str) -> str:
    words = " ".join(text.split())
    if not words or len(words) > LONGEST_TITLE:
        raise InvalidInput("meeting.words", field, longest=LONGEST_TITLE)
    return words
