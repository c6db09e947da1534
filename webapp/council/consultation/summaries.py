"""What the households of those due said about an item, summed up in numbers."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import Session

from webapp.core.database import prepared
from webapp.council.consultation.models import HouseholdWord
from webapp.council.consultation.queries import is_contested, word_about
from webapp.council.consultation.rules import HouseholdSays, Summary, areas_shown
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.rules import MeetingState
from webapp.village.constituencies.models import Constituency
from webapp.village.register.models import Household
from webapp.village.register.queries import is_lived_in

SUMS = ("households", "agree", "against", "other", "not_reached", "signed", "contested")
Counted = Mapping[HouseholdSays | None, tuple[int, int, int]]


@dataclasses.dataclass(frozen=True)
class AreaSummary:
    """What the households of one constituency said, in numbers; `is_split_shown`: and how many said what."""

    name: str
    said: Summary
    is_split_shown: bool


def _asked_for(meeting_id: Any) -> ColumnElement[bool]:
    """The households somebody due at the meeting speaks for."""
    spoken_for = (
        select(Seat.constituency_id)
        .where(Seat.village_id == Household.village_id, Seat.meeting_id == meeting_id)
        .where(Seat.constituency_id.is_not(None))
        .correlate(Household, AgendaItem)
    )
    return Household.constituency_id.in_(spoken_for) & is_lived_in()


COUNTS = (
    func.count(Household.id),
    func.count(HouseholdWord.signed_at),
    func.count(Household.id).filter(is_contested()),
)
SUMMARIES = prepared(
    select(AgendaItem.id, Meeting.state, Household.constituency_id, HouseholdWord.says, *COUNTS)
    .select_from(AgendaItem)
    .join(Meeting, (Meeting.village_id == AgendaItem.village_id) & (Meeting.id == AgendaItem.meeting_id))
    .join(Household, (Household.village_id == AgendaItem.village_id) & _asked_for(AgendaItem.meeting_id))
    .outerjoin(HouseholdWord, word_about(AgendaItem.id))
    .where(AgendaItem.meeting_id == bindparam("meeting"))
    .group_by(AgendaItem.id, Meeting.state, Household.constituency_id, HouseholdWord.says)
)


def summaries(session: Session, meeting_id: uuid.UUID) -> dict[uuid.UUID, Summary]:
    """What the households said about each item of a meeting, in numbers. One query."""
    found: dict[uuid.UUID, dict[uuid.UUID | None, dict[HouseholdSays | None, tuple[int, int, int]]]] = {}
    is_final = False
    for item_id, state, area, says, *counted in session.execute(SUMMARIES, {"meeting": meeting_id}):
        is_final = state is not MeetingState.CONVENED
        found.setdefault(item_id, {}).setdefault(area, {})[says] = (counted[0], counted[1], counted[2])
    return {item_id: _whole([_summary(one) for one in areas.values()], is_final) for item_id, areas in found.items()}


def summary_by_area(session: Session, item: AgendaItem) -> list[AreaSummary]:
    """What the households said about an item, in numbers for each constituency; for who is due. Two queries."""
    query = (
        select(Constituency.number, Constituency.name, HouseholdWord.says, *COUNTS)
        .select_from(Constituency)
        .join(
            Household,
            (Household.village_id == Constituency.village_id) & (Household.constituency_id == Constituency.id),
        )
        .outerjoin(HouseholdWord, word_about(item.id))
        .where(_asked_for(item.meeting_id))
        .group_by(Constituency.number, Constituency.name, HouseholdWord.says)
        .order_by(Constituency.number)
    )
    found: dict[tuple[int, str], dict[HouseholdSays | None, tuple[int, int, int]]] = {}
    for number, name, says, count, signed, contested in session.execute(query):
        found.setdefault((number, name), {})[says] = (count, signed, contested)
    areas = [(name, _summary(counted)) for (_, name), counted in found.items()]
    meeting = session.get_one(Meeting, (item.village_id, item.meeting_id))
    is_final = meeting.state is not MeetingState.CONVENED
    shown = areas_shown([said.asked for _, said in areas])
    return [AreaSummary(name, said, is_final and large) for (name, said), large in zip(areas, shown, strict=True)]


def _whole(areas: Sequence[Summary], is_final: bool) -> Summary:
    """The sum of the constituencies."""
    sums = {name: sum(getattr(one, name) for one in areas) for name in SUMS}
    return Summary(**sums, largest=max((one.asked for one in areas), default=0), is_final=is_final)


def _summary(counted: Counted) -> Summary:
    return Summary(
        households=sum(count for count, _, _ in counted.values()),
        agree=counted.get(HouseholdSays.FOR, (0, 0, 0))[0],
        against=counted.get(HouseholdSays.AGAINST, (0, 0, 0))[0],
        other=counted.get(HouseholdSays.OTHER, (0, 0, 0))[0],
        not_reached=counted.get(HouseholdSays.NOT_REACHED, (0, 0, 0))[0],
        signed=sum(signed for _, signed, _ in counted.values()),
        contested=sum(contested for _, _, contested in counted.values()),
    )
