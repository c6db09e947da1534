"""Asking the households before the vote: the sheet, what households see and contest, sums, levy signatures."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.council.builder import ROLES, Council, refused
from webapp.audit.models import LogEntry
from webapp.charter.rules import profile_on
from webapp.core.errors import Conflict, NotPermitted
from webapp.council.consultation import operations, queries, rules
from webapp.council.consultation.models import HouseholdWord
from webapp.council.consultation.rules import HouseholdSays, Said, Summary
from webapp.council.consultation.summaries import summaries, summary_by_area
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.meetings.queries import agenda_of
from webapp.council.meetings.rules import MeetingState

FOR, AGAINST, OTHER, NOT_REACHED = HouseholdSays
PROFILE = profile_on(date(2026, 3, 2))


@pytest.fixture
def item(council: Council) -> AgendaItem:
    council.mandate()
    meeting = council.convene([council.matter("levy")])
    return agenda_of(council.anyone().session, meeting.id)[0][0]


def home(council: Council, number: int) -> uuid.UUID:
    return council.village.households[number - 1]


def word(council: Council, item: AgendaItem, number: int) -> Any:
    return queries.word_of(council.anyone().session, item.id, home(council, number))


def note(council: Council, item: AgendaItem, number: int, says: HouseholdSays, text: str = "") -> HouseholdWord:
    role = f"rep_{(number - 1) // 6 + 1}"
    return operations.note_household(council.ctx(role), item.id, home(council, number), says, text)


def test_a_whole_sheet_is_noted_at_once_and_what_stood_there_keeps_its_time(council: Council, item: AgendaItem) -> None:
    before = note(council, item, 1, FOR, "同意").asked_at
    council.clock.advance(hours=1)
    sheet = [
        Said(home(council, 1), FOR, "同意"),
        Said(home(council, 2), AGAINST, "钱太多"),
        Said(home(council, 3), OTHER),
    ]
    assert operations.note_households(council.ctx("rep_1"), item.id, sheet) == 2
    assert word(council, item, 1).asked_at == before
    assert word(council, item, 2).asked_at == before + timedelta(hours=1)
    with pytest.raises(Conflict):
        operations.note_households(council.ctx("rep_1"), item.id, sheet)


def test_a_sheet_with_one_household_of_another_representative_is_refused_whole(
    council: Council, item: AgendaItem
) -> None:
    sheet = [Said(home(council, 1), FOR), Said(home(council, 7), FOR)]
    found = refused(lambda: operations.note_households(council.ctx("rep_1"), item.id, sheet))
    assert found == {"consultation.other_household": "VCOL-2025:29"}
    assert word(council, item, 1) is None


def test_after_the_meeting_began_nothing_is_noted_and_after_the_vote_began_nothing_signed() -> None:
    area = uuid.uuid4()
    for state in (MeetingState.OPEN, MeetingState.CLOSED):
        [late] = rules.blockers_consult(area, area, state, PROFILE)
        assert (late.code, late.article) == ("consultation.meeting_began", "SHANGHAI:18")
    [late] = rules.blockers_sign("levy", FOR, MeetingState.OPEN, True, PROFILE)
    assert (late.code, late.article) == ("consultation.too_late", "LEVY-2007")
    assert rules.blockers_consult(area, area, MeetingState.CONVENED, PROFILE) == []


@pytest.mark.parametrize(
    ("kind", "says", "code"),
    [
        ("public_welfare", FOR, "consultation.no_levy"),
        ("levy", None, "consultation.nothing_said"),
        ("levy", NOT_REACHED, "consultation.nothing_said"),
        ("levy", FOR, ""),
        ("levy", AGAINST, ""),
        ("levy", OTHER, ""),
    ],
)
def test_what_a_household_can_sign(kind: str, says: HouseholdSays | None, code: str) -> None:
    found = [blocker.code for blocker in rules.blockers_sign(kind, says, MeetingState.CONVENED, False, PROFILE)]
    assert found == ([code] if code else [])


def test_signatures_are_recorded_by_representative_and_clerk_and_taken_back(council: Council, item: AgendaItem) -> None:
    note(council, item, 1, FOR)
    note(council, item, 7, AGAINST)
    assert operations.record_signatures(council.ctx("rep_1"), item.id, {home(council, 1): True}) == 1
    assert set(
        refused(lambda: operations.record_signatures(council.ctx("rep_1"), item.id, {home(council, 7): True}))
    ) == {"consultation.other_household"}
    both = {home(council, 1): True, home(council, 7): True}
    assert operations.record_signatures(council.ctx("clerk"), item.id, both) == 1
    assert summaries(council.anyone().session, item.meeting_id)[item.id].signed == 2
    operations.record_signatures(council.ctx("clerk"), item.id, {home(council, 1): False})
    assert word(council, item, 1).signed_at is None
    with pytest.raises(NotPermitted):
        operations.record_signatures(council.ctx("villager"), item.id, both)


def test_another_word_takes_the_signature_away_a_better_reason_does_not(council: Council, item: AgendaItem) -> None:
    note(council, item, 1, FOR)
    operations.record_signatures(council.ctx("rep_1"), item.id, {home(council, 1): True})
    note(council, item, 1, FOR, "先修东渠")
    assert word(council, item, 1).signed_at is not None
    note(council, item, 1, AGAINST)
    assert word(council, item, 1).signed_at is None


def test_the_household_itself_says_that_it_was_noted_wrongly(council: Council, item: AgendaItem) -> None:
    mine = queries.household_of(council.anyone().session, council.village.people["villager"])
    assert mine is not None
    number = council.village.households.index(mine.id) + 1
    noted = note(council, item, number, FOR)
    found = refused(lambda: operations.contest_word(council.ctx("rep_12"), noted.id, AGAINST))
    assert set(found) == {"consultation.not_mine"}
    operations.contest_word(council.ctx("villager"), noted.id, AGAINST, "我没有同意")
    assert summaries(council.anyone().session, item.meeting_id)[item.id].contested == 1
    again = refused(lambda: operations.contest_word(council.ctx("villager"), noted.id, AGAINST))
    assert set(again) == {"consultation.correction_open"}
    [own] = queries.own_words(council.anyone().session, mine)
    assert own.contested is not None
    assert own.word is not None
    assert own.word.says is FOR, "the representative's note stays until the representative notes it anew"
    note(council, item, number, AGAINST)
    assert summaries(council.anyone().session, item.meeting_id)[item.id].contested == 0


def test_the_log_tells_nobody_which_household_said_what(council: Council, item: AgendaItem) -> None:
    note(council, item, 2, AGAINST, "邻里不和")
    entry = council.anyone().session.scalars(select(LogEntry).where(LogEntry.event == "household_consulted")).one()
    told = entry.body.decode()
    assert home(council, 2).hex not in told
    assert "邻里" not in told
    assert "against" not in told


def test_the_sum_counts_only_households_of_those_due_and_not_those_not_reached(
    council: Council, item: AgendaItem
) -> None:
    for number, says in enumerate([FOR, FOR, AGAINST, OTHER, NOT_REACHED], 1):
        note(council, item, number, says)
    note(council, item, 7, FOR)
    session = council.anyone().session
    found = summaries(session, item.meeting_id)[item.id]
    assert found == Summary(72, 3, 1, 1, 1, largest=4, is_final=False)
    assert (found.asked, found.is_split_shown) == (5, False)
    areas = summary_by_area(session, item)
    assert len(areas) == 12
    assert [area.said.asked for area in areas[:3]] == [4, 1, 0]
    assert not any(area.is_split_shown for area in areas if area.said.asked)


def test_between_two_words_nothing_is_shown_that_would_tell_the_second(council: Council, item: AgendaItem) -> None:
    """Nine and ten answers, looked at before and after: the split appears with the meeting, when it stands still."""
    for number in range(1, 25):
        note(council, item, number, AGAINST if number % 5 == 0 else FOR)
    summary = lambda: summaries(council.anyone().session, item.meeting_id)[item.id]  # noqa: E731
    assert (summary().asked, summary().is_split_shown) == (24, False)
    council.fill(council.anyone().session.get_one(Meeting, (item.village_id, item.meeting_id)), ROLES)
    meetings.open_meeting(council.ctx("clerk"), item.meeting_id)
    assert (summary().asked, summary().is_split_shown) == (24, True)
    assert set(refused(lambda: note(council, item, 25, FOR))) == {"consultation.meeting_began"}
    assert not any(area.is_split_shown for area in summary_by_area(council.anyone().session, item)[:4])


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ([], []),
        ([12, 15], [True, True]),
        ([9, 15], [False, False]),  # the sum less the larger would tell the smaller
        ([6, 6, 6, 6], [False] * 4),
        ([6, 6, 6, 15], [False, False, False, True]),
        ([6, 6, 12, 15], [False, False, False, True]),  # to the first representative only six would be left
        ([9, 2, 12, 15], [False, False, False, True]),
        ([1, 11], [False, False]),
        ([0, 12], [False, True]),
        ([9, 10, 10, 15], [False, False, False, True]),
    ],
)
def test_no_constituency_is_shown_from_which_few_words_could_be_worked_out(asked: list[int], shown: list[bool]) -> None:
    assert rules.areas_shown(asked) == shown


@given(st.lists(st.integers(0, 15), max_size=12))
def test_whoever_knows_the_sum_and_the_own_households_never_reads_fewer_than_ten(asked: list[int]) -> None:
    shown = rules.areas_shown(asked)
    hidden = [words for words, is_shown in zip(asked, shown, strict=True) if not is_shown]
    assert all(sum(hidden) - own == 0 or sum(hidden) - own >= 10 for own in (0, *hidden)) or not any(shown)


def test_from_ten_answers_on_the_public_sees_how_many_said_what() -> None:
    assert not Summary(72, 5, 4, 0, largest=1).is_split_shown
    assert Summary(72, 5, 5, 1, largest=1).is_split_shown
    assert not Summary(72, 5, 5, 0, largest=1).is_split_shown, "who asked one household knows it and would read nine"
    assert not Summary(72, 15, 5, 1, largest=1, is_final=False).is_split_shown
    assert Summary(12, 5, 5, 1, largest=11).is_split_shown, "who asked them all knows them all"


def test_a_household_sees_coming_items_on_which_it_was_not_asked(council: Council, item: AgendaItem) -> None:
    mine = queries.household_of(council.anyone().session, council.village.people["villager"])
    assert mine is not None
    [own] = queries.own_words(council.anyone().session, mine)
    assert (own.item.id, own.word) == (item.id, None)
    meeting = council.anyone().session.get_one(Meeting, (item.village_id, item.meeting_id))
    assert own.meeting.id == meeting.id
