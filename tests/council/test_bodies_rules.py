"""Who is due in each body, how many must come, and who may come for whom: the statute's edges."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from webapp.charter.rules import Body, CountBy, apply_local, profile_on
from webapp.core.errors import Blocker
from webapp.council.meetings.rules import (
    Delegate,
    Due,
    Gathering,
    Inhabitant,
    MeetingState,
    SeatKind,
    Summons,
    blockers_convene,
    blockers_delegate,
    blockers_gathering,
    blockers_open,
    blockers_remote,
    due_households,
    due_persons,
    quorum_check,
)
from webapp.council.proxies.rules import Mandate, blockers_body, blockers_mandate

DAY = date(2026, 3, 20)
LAW = profile_on(DAY)
OLD_LAW = profile_on(date(2025, 12, 31))
HOME, OTHER_HOME = uuid.uuid4(), uuid.uuid4()
BODIES = [Body.REPRESENTATIVES, Body.ASSEMBLY, Body.GROUP, Body.PARTY_MEMBERS, Body.RCEO_MEMBERS]


def codes(blockers: list[Blocker]) -> dict[str, str]:
    return {blocker.code: blocker.article for blocker in blockers}


def inhabitant(name: str, home: uuid.UUID, has_say: bool = True, is_head: bool = False) -> Inhabitant:
    return Inhabitant(uuid.uuid4(), name, False, is_head, has_say, home, None)


class TestWhoIsDue:
    def test_children_and_people_registered_elsewhere_are_not_due(self) -> None:
        people = [inhabitant("户主", HOME, is_head=True), inhabitant("孩子", HOME, has_say=False)]
        assert [one.name for one in due_persons(people, SeatKind.VILLAGER)] == ["户主"]

    def test_a_household_is_due_once_under_its_heads_name(self) -> None:
        people = [inhabitant("儿子", HOME), inhabitant("户主", HOME, is_head=True), inhabitant("邻居", OTHER_HOME)]
        due = due_households(people)
        assert [(one.name, one.kind, one.resident_id, one.household_id) for one in due] == [
            ("户主", SeatKind.HOUSEHOLD, None, HOME),
            ("邻居", SeatKind.HOUSEHOLD, None, OTHER_HOME),
        ]

    def test_the_head_gives_the_name_also_when_registered_elsewhere(self) -> None:
        people = [inhabitant("户主", HOME, has_say=False, is_head=True), inhabitant("媳妇", HOME)]
        assert [one.name for one in due_households(people)] == ["户主"]

    def test_a_household_that_can_send_nobody_is_not_due(self) -> None:
        assert due_households([inhabitant("孤儿", HOME, has_say=False, is_head=True)]) == []


def summons(body: Body, count_by: CountBy = CountBy.PERSONS, days: int = 30, urgent: bool = False) -> Summons:
    return Summons(Gathering(body, count_by), DAY, days, urgent, {})


def due(kind: SeatKind, number: int = 10) -> list[Due]:
    return [Due(uuid.uuid4(), "某", kind, True, None, 0) for _ in range(number)]


VILLAGERS = due(SeatKind.VILLAGER)


class TestConvening:
    def test_an_assembly_is_told_ten_days_before(self) -> None:
        assert codes(blockers_convene(["charter"], VILLAGERS, summons(Body.ASSEMBLY, days=9))) == {
            "assembly.notice.days": "VCOL-2025:25"
        }
        assert blockers_convene(["charter"], VILLAGERS, summons(Body.ASSEMBLY, days=10)) == []

    def test_an_urgent_assembly_needs_no_ten_days_since_2026(self) -> None:
        assert blockers_convene(["charter"], VILLAGERS, summons(Body.ASSEMBLY, days=0, urgent=True)) == []
        before = Summons(Gathering(Body.ASSEMBLY), date(2025, 12, 20), 3, True, {})
        assert "assembly.notice.days" in codes(blockers_convene(["charter"], VILLAGERS, before))

    def test_party_members_are_told_three_days_before(self) -> None:
        members = due(SeatKind.PARTY_MEMBER)
        assert "party.meeting.notice.days" in codes(
            blockers_convene(["public_welfare"], members, summons(Body.PARTY_MEMBERS, days=2, urgent=True))
        )
        assert blockers_convene(["public_welfare"], members, summons(Body.PARTY_MEMBERS, days=3)) == []

    def test_members_of_the_collective_are_told_ten_days_before_however_urgent(self) -> None:
        members = due(SeatKind.COLLECTIVE_MEMBER)
        late = summons(Body.RCEO_MEMBERS, days=9, urgent=True)
        assert codes(blockers_convene(["homestead"], members, late)) == {"rceo.notice.days": "RCEO:27"}
        assert blockers_convene(["homestead"], members, summons(Body.RCEO_MEMBERS, days=10)) == []

    @pytest.mark.parametrize(
        ("body", "kind", "code"),
        [
            (Body.ASSEMBLY, "homestead", "matter.list.vcol"),
            (Body.RCEO_MEMBERS, "public_welfare", "matter.list.vcol"),
            (Body.GROUP, "charter", "rep.nonDelegable"),
            (Body.REPRESENTATIVES, "village_rules", "rep.nonDelegable"),
            (Body.ASSEMBLY, "recall", "recall.pass"),
        ],
    )
    def test_no_body_takes_what_is_not_its_own(self, body: Body, kind: str, code: str) -> None:
        assert code in codes(blockers_convene([kind], VILLAGERS, summons(body)))

    def test_nobody_due(self) -> None:
        assert codes(blockers_convene(["charter"], [], summons(Body.ASSEMBLY))) == {
            "meeting.nobody_due": "VCOL-2025:26"
        }

    def test_only_villagers_are_counted_by_households(self) -> None:
        for body in BODIES:
            refused = blockers_gathering(Gathering(body, CountBy.HOUSEHOLDS))
            assert bool(refused) is (body not in (Body.ASSEMBLY, Body.GROUP)), body
        assert codes(blockers_gathering(Gathering(Body.RCEO_REPRESENTATIVES))) == {"meeting.other_body": "RCEO:28"}


class TestQuorum:
    @pytest.mark.parametrize(
        ("body", "count_by", "total", "enough", "article"),
        [
            (Body.ASSEMBLY, CountBy.PERSONS, 1000, 501, "VCOL-2025:26"),
            (Body.ASSEMBLY, CountBy.HOUSEHOLDS, 300, 200, "VCOL-2025:26"),
            (Body.ASSEMBLY, CountBy.HOUSEHOLDS, 301, 201, "VCOL-2025:26"),
            (Body.GROUP, CountBy.PERSONS, 61, 41, "VCOL-2025:32"),
            (Body.GROUP, CountBy.HOUSEHOLDS, 20, 14, "VCOL-2025:32"),
            (Body.REPRESENTATIVES, CountBy.PERSONS, 15, 10, "VCOL-2025:30"),
            (Body.RCEO_MEMBERS, CountBy.PERSONS, 2000, 1334, "RCEO:27"),
        ],
    )
    def test_the_number_of_each_body(
        self, body: Body, count_by: CountBy, total: int, enough: int, article: str
    ) -> None:
        gathering = Gathering(body, count_by)
        for came in (enough - 1, enough):
            check = quorum_check(gathering, came, total, LAW)
            found = codes(blockers_open(MeetingState.CONVENED, DAY, DAY, check))
            assert set(found.values()) == (set() if came == enough else {article})

    def test_party_members_two_thirds(self) -> None:
        check = quorum_check(Gathering(Body.PARTY_MEMBERS), 13, 20, LAW)
        assert check is not None
        assert (check.needed, check.met) == (14, False)

    def test_another_day_and_an_open_meeting(self) -> None:
        check = quorum_check(Gathering(), 15, 15, LAW)
        assert codes(blockers_open(MeetingState.CONVENED, DAY, date(2026, 3, 21), check)) == {"meeting.other_day": ""}
        assert codes(blockers_open(MeetingState.OPEN, DAY, DAY, check)) == {"meeting.is_open": ""}


class TestDelegates:
    def refused(self, sent: Delegate, ballot: bool = False, present: bool = False) -> dict[str, str]:
        return codes(blockers_delegate(HOME, sent, DAY, ballot, present, LAW))

    def test_of_age_on_the_day_of_the_meeting(self) -> None:
        assert self.refused(Delegate("甲", HOME, date(2008, 3, 20), True)) == {}
        assert self.refused(Delegate("甲", HOME, date(2008, 3, 21), True)) == {
            "attendance.delegate_no_say": "VCOL-2025:25"
        }

    def test_of_this_household_and_registered_here(self) -> None:
        assert self.refused(Delegate("甲", OTHER_HOME, date(1980, 1, 1), True)) == {
            "attendance.other_household": "VCOL-2025:26"
        }
        assert "attendance.delegate_no_say" in self.refused(Delegate("甲", HOME, date(1980, 1, 1), False))

    def test_no_change_once_the_household_voted_or_while_the_delegate_is_there(self) -> None:
        sent = Delegate("甲", HOME, date(1980, 1, 1), True)
        assert "attendance.delegate_voted" in self.refused(sent, ballot=True)
        assert "attendance.delegate_present" in self.refused(sent, present=True)

    def test_a_person_sends_nobody(self) -> None:
        sent = Delegate("甲", HOME, date(1980, 1, 1), True)
        assert "attendance.own_seat" in codes(blockers_delegate(None, sent, DAY, False, False, LAW))


class TestFromAfar:
    def test_off_until_the_charter_turns_it_on(self) -> None:
        assert codes(blockers_remote(Body.REPRESENTATIVES, LAW)) == {"attendance.remote_off": "VCOL-2025:30"}
        assert blockers_remote(Body.REPRESENTATIVES, apply_local(LAW, {"rep.remote": True})) == []

    def test_members_of_the_collective_may_by_law_unless_the_village_is_stricter(self) -> None:
        assert blockers_remote(Body.RCEO_MEMBERS, LAW) == []
        assert codes(blockers_remote(Body.RCEO_MEMBERS, apply_local(LAW, {"rceo.online": False}))) == {
            "attendance.remote_off": "RCEO:27"
        }

    def test_villagers_and_party_members_come_in_person(self) -> None:
        on = apply_local(LAW, {"rep.remote": True})
        for body in (Body.ASSEMBLY, Body.GROUP, Body.PARTY_MEMBERS):
            assert "attendance.in_person" in codes(blockers_remote(body, on)), body


PRINCIPAL, PROXY = uuid.uuid4(), uuid.uuid4()


def mandate(**changed: object) -> Mandate:
    return Mandate(
        **(
            {
                "principal_id": PRINCIPAL,
                "proxy_id": PROXY,
                "same_household": True,
                "is_capable": True,
                "has_paper": True,
            }
            | changed
        )
    )  # type: ignore[arg-type]


class TestProxies:
    def test_absent_peoples_proxies_are_counted_only_in_the_collective(self) -> None:
        for body in BODIES:
            refused = codes(blockers_mandate(body, mandate(), LAW))
            assert set(refused) == (set() if body is Body.RCEO_MEMBERS else {"proxy.not_here"}), body
        assert codes(blockers_body(Body.REPRESENTATIVES, LAW)) == {"proxy.not_here": "VCOL-2025:30"}

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"has_paper": False}, "proxy.unwritten"),
            ({"same_household": False}, "proxy.other_household"),
            ({"is_capable": False}, "proxy.not_capable"),
            ({"proxy_id": PRINCIPAL}, "proxy.self"),
            ({"principal_came": True}, "proxy.principal_came"),
            ({"proxy_is_away": True}, "proxy.handed_on"),
            ({"principal_holds": True}, "proxy.handed_on"),
            ({"already": True}, "proxy.already"),
        ],
    )
    def test_written_by_an_absent_member_to_another_of_the_household(
        self, changed: dict[str, object], code: str
    ) -> None:
        assert codes(blockers_mandate(Body.RCEO_MEMBERS, mandate(**changed), LAW)) == {code: "RCEO:27"}
