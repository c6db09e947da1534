"""Who may count in public and who may watch: the statute's edges, and the appointments of a meeting."""

from __future__ import annotations

from datetime import date

import pytest

from tests.council.builder import ROLES, Council, refused
from tests.council.counting import SCRUTINEER, TELLERS, PollPrepared, appoint, counting, prepare_poll
from webapp.core.context import Context
from webapp.core.errors import NotFound, NotPermitted
from webapp.core.ids import new_id
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.rules import MeetingState
from webapp.council.polls.models import Poll, PollOption
from webapp.council.polls.rules import Channel
from webapp.council.sheets import operations as sheets
from webapp.council.tellers import operations as tellers
from webapp.council.tellers.queries import concerns_at, tellers_of
from webapp.council.tellers.rules import (
    Concern,
    CountingRole,
    Person,
    Tie,
    blockers_appoint,
    blockers_counting,
    is_adult,
)
from webapp.village.kinship.operations import record_kinship
from webapp.village.kinship.rules import KinKind

DAY = date(2026, 3, 6)
TELLER, SCRUTINEER_ROLE = CountingRole.TELLER, CountingRole.SCRUTINEER


def why(role: CountingRole, person: Person, *concerns: Concern, meeting: MeetingState = MeetingState.OPEN) -> dict:
    return {one.code: one.article for one in blockers_appoint(role, meeting, person, concerns, DAY)}


class TestRules:
    @pytest.mark.parametrize(
        ("born", "adult"),
        [
            (date(2008, 3, 6), True),
            (date(2008, 3, 7), False),
            (date(2008, 3, 5), True),
            (date(2007, 12, 31), True),
            (date(2009, 1, 1), False),
        ],
    )
    def test_the_eighteenth_birthday_makes_an_adult(self, born: date, adult: bool) -> None:
        assert is_adult(born, DAY) is adult
        found = why(TELLER, Person("周小明", born, False))
        assert found == ({} if adult else {"teller.minor": "CIVIL:17"})

    def test_born_on_the_29th_of_february(self) -> None:
        assert not is_adult(date(2008, 2, 29), date(2026, 2, 28))
        assert is_adult(date(2008, 2, 29), date(2026, 3, 1))

    def test_a_scrutineer_comes_from_the_supervision_committee(self) -> None:
        stranger, member = Person("李建国", date(1970, 1, 1), False), Person("王秀兰", date(1970, 1, 1), True)
        assert why(SCRUTINEER_ROLE, stranger) == {"teller.not_supervision": "VCOL-2025:37"}
        assert why(SCRUTINEER_ROLE, member) == {}
        assert why(TELLER, stranger) == {}

    def test_movers_people_concerned_and_near_relatives_with_their_articles(self) -> None:
        person = Person("李建国", date(1970, 1, 1), True)
        ties = [Concern(Tie.MOVER, "修渠"), Concern(Tie.CONCERNED, "低保")]
        ties.append(Concern(Tie.KIN, "低保", KinKind.SIBLING, "李建军"))
        expected = {"teller.mover": "HENAN:32", "teller.concerned": "HENAN:32", "teller.kin": "CIVIL:1045"}
        assert why(TELLER, person, *ties) == why(SCRUTINEER_ROLE, person, *ties) == expected

    def test_not_both_roles_and_not_twice(self) -> None:
        counts = Person("李建国", date(1970, 1, 1), True, TELLER)
        assert why(SCRUTINEER_ROLE, counts) == {"teller.both_roles": "HENAN:32"}
        assert why(TELLER, counts) == {"teller.already": ""}

    def test_nobody_is_appointed_when_it_is_over(self) -> None:
        over = why(TELLER, Person("李建国", date(1970, 1, 1), True), meeting=MeetingState.CLOSED)
        assert over == {"meeting.is_closed": ""}

    def test_two_tellers_and_one_who_watches(self) -> None:
        assert [one.code for one in blockers_counting(1, 0)] == ["teller.too_few", "teller.no_scrutineer"]
        assert blockers_counting(2, 1) == []


@operation(P.POLL_OPEN, on=Poll)
def add_candidate(ctx: Context, poll: Poll, resident_id: object) -> Poll:
    """Put a person among the options of a vote."""
    ctx.session.add(PollOption(poll_id=poll.id, position=1, label="候选人", resident_id=resident_id))
    poll.motion = "选一人"
    ctx.record(PollPrepared())
    return poll


class TestAppointing:
    def test_by_the_chair_or_the_clerk_and_nobody_else(self, council: Council) -> None:
        meeting = council.open([council.matter()])
        appoint(council, meeting, "villager")
        tellers.appoint_teller(council.ctx("chair"), meeting.id, council.village.people["villager_2"], TELLER)
        for role in ("supervisor", "secretary", "rep_1", "villager"):
            with pytest.raises(NotPermitted):
                tellers.appoint_teller(council.ctx(role), meeting.id, council.village.people["rep_3"], TELLER)
        with pytest.raises(NotFound):
            tellers.appoint_teller(council.ctx("clerk"), meeting.id, new_id(), TELLER)
        assert len(tellers_of(council.anyone().session, meeting.id)) == 2

    def test_the_person_concerned_and_near_relatives_are_refused(self, council: Council) -> None:
        people = council.village.people
        record_kinship(council.ctx("clerk"), people["villager"], KinKind.SIBLING, people["villager_2"])
        meeting = council.open([council.matter(concerned_id=people["villager_2"])])
        assert refused(lambda: appoint(council, meeting, "villager_2")) == {"teller.concerned": "HENAN:32"}
        assert refused(lambda: appoint(council, meeting, "villager")) == {"teller.kin": "CIVIL:1045"}
        assert appoint(council, meeting, "rep_5").role is TELLER

    def test_relieved_and_called_again_in_another_role(self, council: Council) -> None:
        meeting = council.open([council.matter()])
        first = appoint(council, meeting, SCRUTINEER)
        assert set(refused(lambda: appoint(council, meeting, SCRUTINEER, SCRUTINEER_ROLE))) == {"teller.both_roles"}
        tellers.relieve_teller(council.ctx("clerk"), first.id)
        assert set(refused(lambda: tellers.relieve_teller(council.ctx("clerk"), first.id))) == {"teller.is_relieved"}
        again = appoint(council, meeting, SCRUTINEER, SCRUTINEER_ROLE)
        assert (again.id, again.role, again.relieved_at) == (first.id, SCRUTINEER_ROLE, None)

    def test_after_the_meeting_nobody_is_appointed_or_relieved(self, council: Council) -> None:
        meeting = council.open([council.matter()])
        first = appoint(council, meeting, "villager")
        meetings.close_meeting(council.ctx("clerk"), meeting.id, "散会")
        assert set(refused(lambda: appoint(council, meeting, "villager_2"))) == {"meeting.is_closed"}
        assert set(refused(lambda: tellers.relieve_teller(council.ctx("clerk"), first.id))) == {"meeting.is_closed"}

    def test_no_sheet_without_two_tellers_and_a_scrutineer(self, council: Council) -> None:
        council.mandate()
        meeting = council.open([council.matter()])
        poll = council.poll(meeting)
        prepare_poll(council.anyone(), poll.id)
        open_sheet = lambda: sheets.open_sheet(council.ctx("clerk"), poll.id, Channel.HANDS)  # noqa: E731
        assert refused(open_sheet) == {"teller.too_few": "HENAN:32", "teller.no_scrutineer": "VCOL-2025:37"}
        for role in TELLERS:
            appoint(council, meeting, role)
        assert set(refused(open_sheet)) == {"teller.no_scrutineer"}
        appoint(council, meeting, SCRUTINEER, SCRUTINEER_ROLE)
        assert open_sheet().number == 1

    def test_a_teller_related_to_somebody_put_up_later_does_not_count_that_vote(self, council: Council) -> None:
        hall = counting(council, ROLES)
        people = council.village.people
        record_kinship(council.ctx("clerk"), people[TELLERS[0]], KinKind.SIBLING, people["rep_7"])
        sheet = hall.open()
        add_candidate(council.anyone(), hall.poll.id, people["rep_7"])
        lines = hall.names({"rep_1": "for"})
        entry = lambda: sheets.enter_sheet(council.ctx(TELLERS[0]), sheet.id, lines)  # noqa: E731
        assert refused(entry) == {"teller.kin": "CIVIL:1045"}
        found = concerns_at(council.anyone().session, hall.meeting.id, hall.poll.id)
        assert {one.tie for one in found[people["rep_7"]]} == {Tie.CONCERNED}
