"""Pages of meetings of every body, as clerks, secretaries, villagers and strangers meet them."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest

from tests.council.bodies import IN_TEN_DAYS, Bodies
from tests.council.builder import Council
from tests.council.test_pages import BASE, text
from tests.harness.client import LintingClient
from tests.harness.statements import statements
from tests.harness.village import sign_in
from webapp.charter.operations import adopt_local_rule
from webapp.charter.rules import Body, CountBy
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.rules import door_code
from webapp.council.proxies.queries import proxies_of


@pytest.fixture
def bodies(council: Council) -> Bodies:
    found = Bodies(council)
    found.grow()
    return found


@pytest.fixture
def people(app: Any, council: Council, bodies: Bodies) -> Any:
    """Browsers by role: `people("rep_1")` is signed in, `people("")` is anyone."""
    browsers: dict[str, LintingClient] = {}

    def of(role: str) -> LintingClient:
        if role not in browsers:
            browsers[role] = app.test_client()
            if role:
                sign_in(browsers[role], council.village, role)
        return browsers[role]

    return of


FORM = {"title": "会", "place": "大院", "day": IN_TEN_DAYS.isoformat(), "hour": "09:00"}


class TestConvening:
    def test_an_assembly_by_households(self, people: Any, council: Council) -> None:
        matter = council.matter("charter", title="章程修改")
        page = BASE + "/meetings/new/assembly"
        form = FORM | {"matters": [matter.id.hex], "count_by": "households"}
        late = people("clerk").submit(page, form | {"day": "2026-03-05"})
        assert late.status_code == 422
        assert people("clerk").submit(page, form | {"count_by": "cattle"}).status_code == 422
        assert people("clerk").submit(page, form).location == BASE + "/meetings/2026-1"
        assert "章程修改" in text(people(""), "/meetings/2026-1")
        text(people("secretary"), "/meetings/new/assembly", 403)

    def test_every_page_offers_what_stands_at_its_step(self, people: Any, council: Council, bodies: Bodies) -> None:
        council.matter("charter", title="只归村民会议")
        council.matter("homestead", title="只归成员大会")
        bodies.studied_next()
        assert "只归村民会议" in text(people("clerk"), "/meetings/new"), "refused with its article when it is chosen"
        assert "只归村民会议" in text(people("clerk"), "/meetings/new/assembly")
        assert "只归成员大会" in text(people("collective_head"), "/meetings/new/members")
        party = text(people("secretary"), "/meetings/new/party-members")
        assert "东渠清淤" in party
        assert "只归" not in party
        text(people("secretary"), "/desk")

    def test_a_group_by_its_leader(self, people: Any, council: Council, bodies: Bodies) -> None:
        matter = council.matter()
        _first, second = bodies.groups()
        page = BASE + "/meetings/new/group"
        form = FORM | {"group": second.hex, "matters": [matter.id.hex], "count_by": "persons"}
        assert people("clerk").submit(page, form | {"group": matter.id.hex}).status_code == 422
        assert people("clerk").submit(page, form).status_code == 302
        text(people("rep_1"), "/meetings/new/group", 403)
        for path in ("/meetings", "/meetings/2026-1", "/meetings/2026-1/hall"):
            text(people("clerk"), path)

    def test_members_and_party_members(self, people: Any, council: Council, bodies: Bodies) -> None:
        homes, studied = council.matter("homestead"), bodies.studied_next()
        members = people("collective_head").submit(BASE + "/meetings/new/members", FORM | {"matters": [homes.id.hex]})
        party = people("secretary").submit(BASE + "/meetings/new/party-members", FORM | {"matters": [studied.id.hex]})
        assert (members.status_code, party.status_code) == (302, 302)
        for number in ("2026-1", "2026-2"):
            text(people("villager"), f"/meetings/{number}")


class TestNames:
    @pytest.mark.parametrize("count_by", list(CountBy))
    def test_villagers_due_are_not_named_in_public(
        self, people: Any, council: Council, bodies: Bodies, count_by: CountBy
    ) -> None:
        meeting = bodies.assembly(count_by)
        shown = text(people(""), "/meetings/2026-1")
        assert not [seat.name for seat in council.seats(meeting) if seat.name in shown]
        text(people("villager"), "/meetings/2026-1/hall", 403)
        assert "李小" not in text(people("rep_3"), "/meetings/2026-1")

    def test_representatives_are(self, people: Any, council: Council) -> None:
        meeting = council.convene([council.matter()])
        shown = text(people(""), "/meetings/2026-1")
        assert all(seat.name in shown for seat in council.seats(meeting))

    def test_the_secretary_sees_no_list_but_that_of_the_party_members(
        self, people: Any, council: Council, bodies: Bodies
    ) -> None:
        council.convene([council.matter()])
        bodies.party(bodies.studied_next())
        text(people("secretary"), "/meetings/2026-1/hall", 403)
        text(people("secretary"), "/meetings/2026-1/door", 403)
        text(people("secretary"), "/meetings/2026-2/hall")


class TestTheHall:
    def test_a_delegate_is_chosen_on_the_list(self, people: Any, council: Council, bodies: Bodies) -> None:
        meeting = bodies.assembly()
        council.clock.set(meeting.starts_at)
        clerk, hall = people("clerk"), BASE + "/meetings/2026-1/hall"
        found = text(clerk, "/meetings/2026-1/hall?q=lx1")
        assert "李小1" in found
        assert "李小妹" not in found
        position = council.seats(meeting)[0].position
        where = f"{BASE}/meetings/2026-1/seats/{position}"
        assert clerk.submit(where + "/in", {"delegate": "x"}, page=hall).status_code == 422
        son = council.village.people["son_1"]
        assert clerk.submit(where + "/delegate", {"delegate": son.hex}, page=hall).status_code == 302
        assert clerk.submit(where + "/in", {"delegate": son.hex}, page=hall).status_code == 302
        assert clerk.submit(where + "/out", page=hall).status_code == 302
        for asked in ("?only=absent", "?only=unread", "?only=x", "?q=00001", "?q=%25&page=3", "?q=1"):
            text(clerk, "/meetings/2026-1/hall" + asked)

    def test_with_the_own_phone(self, people: Any, council: Council, bodies: Bodies) -> None:
        meeting = bodies.assembly()
        council.clock.set(meeting.starts_at)
        code = door_code(meeting.door_secret, council.clock())
        path = f"{BASE}/meetings/2026-1/check-in?code={code}"
        son = people("son_1")
        son.submit(BASE + "/meetings/2026-1/check-in", {"code": code}, page=path)
        assert "in-box" in text(son, "/meetings/2026-1/check-in")
        assert "note" in text(people("rep_1"), f"/meetings/2026-1/check-in?code={code}")
        assert "in-box" not in text(people("rep_1"), "/meetings/2026-1/check-in")
        text(people("rep_1"), "/meetings/2026-1")
        second = people("rep_1").submit(
            BASE + "/meetings/2026-1/check-in", {"code": code}, page=BASE + "/meetings/2026-1"
        )
        assert second.status_code == 422
        text(son, "/desk")

    def test_the_notice_is_read(self, people: Any, council: Council, bodies: Bodies) -> None:
        bodies.assembly()
        son, page = people("son_1"), BASE + "/meetings/2026-1"
        assert son.submit(page + "/read", page=page).status_code == 302
        assert son.submit(page + "/read", page=page).status_code == 422
        assert people("clerk").get(page + "/hall").get_data(as_text=True).count("未看通知") >= 49
        text(people("clerk"), "/meetings/2026-1")


class TestFromAfar:
    def test_the_page_says_why_not_and_then_by_which_decision(self, people: Any, council: Council) -> None:
        meeting = council.convene([council.matter()])
        council.clock.set(meeting.starts_at)
        page = BASE + "/meetings/2026-1/remote"
        assert 'class="why"' in text(people("rep_1"), "/meetings/2026-1/remote")
        assert people("rep_1").submit(page, page=BASE + "/meetings/2026-1").status_code == 422
        adopt_local_rule(council.ctx("chair"), "rep.remote", True, "村民会议第三号决定", date(2026, 3, 6))
        assert "村民会议第三号决定" in text(people("rep_1"), "/meetings/2026-1/remote")
        assert people("rep_1").submit(page).status_code == 302
        text(people("villager"), "/meetings/2026-1/remote")
        text(people("rep_1"), "/meetings/2026-1/remote")


def test_a_mandate_is_recorded_published_and_taken_back(people: Any, council: Council, bodies: Bodies) -> None:
    meeting = bodies.members()
    seat, son = council.seat(meeting, "rep_1"), council.village.people["son_1"]
    page = f"{BASE}/meetings/2026-1/seats/{seat.position}/proxy"
    clerk = people("clerk")
    assert clerk.submit(page, {"proxy": son.hex}).status_code == 422
    paper = (io.BytesIO(b"signed"), "paper.jpg")
    assert clerk.submit(page, {"proxy": son.hex, "paper": paper}).status_code == 302
    assert seat.name in text(people(""), "/meetings/2026-1")
    [row] = proxies_of(council.anyone().session, meeting.id)
    assert len(row.paper_sha256) == 64
    text(people("son_1"), "/meetings/2026-1")
    away = people("rep_1").submit(page + "/withdraw", page=BASE + "/meetings/2026-1")
    assert away.status_code == 302
    text(clerk, f"/meetings/2026-1/seats/{council.seat(meeting, 'rep_3').position}/proxy")
    text(clerk, "/meetings/2026-1/seats/999/proxy", 404)


def test_pages_cost_the_same_for_few_and_for_many(people: Any, council: Council, bodies: Bodies, app: Any) -> None:
    first, _ = bodies.groups()
    small = bodies.group("clerk", first, CountBy.HOUSEHOLDS)
    large = bodies.assembly()
    assert large.body is Body.ASSEMBLY
    engine, clerk = app.extensions["yishi_database"].engine, people("clerk")

    def cost(meeting: Meeting) -> list[int]:
        found = []
        for path in ("", "/hall", "/hall?q=lx"):
            with statements(engine) as sent:
                text(clerk, f"/meetings/{meeting.short_number}{path}")
            found.append(len(sent))
        return found

    cost(small)
    council.clock.set(small.starts_at)
    meetings.acknowledge_notice(council.ctx("son_1"), large.id)
    assert cost(large) == cost(small)
    assert max(cost(large)) <= 16
