"""Who died or left is taken out of the register: no office, no sign-in, not counted, and no import brings them back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.council.builder import REPS, ROLES, Council, refused
from tests.harness.village import PASSWORD, VillagePeopled, sign_in
from webapp.api.queries.offices import household_counts
from webapp.audit.check import problems_of_village
from webapp.audit.models import LogEntry
from webapp.branch.cosignatures.queries import count_base
from webapp.branch.matters.rules import Source, Step
from webapp.branch.steps.queries import due_at
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Body, CountBy
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.consultation.queries import households_of
from webapp.council.departures.operations import record_departure, record_return
from webapp.council.departures.rules import KIND_OF, OFFICE_ENDS_BECAUSE, DepartureKind, blockers_depart
from webapp.council.meetings.queries import household_voices, who_is_due
from webapp.council.meetings.rules import Gathering
from webapp.council.polls import operations as polls
from webapp.village.accounts.operations import invite
from webapp.village.constituencies.operations import move_household
from webapp.village.constituencies.queries import homes_in, places
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.operations import fill_office
from webapp.village.offices.rules import Office
from webapp.village.queries import sizes
from webapp.village.register.models import Household, Resident
from webapp.village.register.operations import export_register
from webapp.village.register.queries import villagers_asked_for
from webapp.village.register.rules import Departure, FileForm, Relation, Sex

BASE = "/v/411381105201"
TODAY = date(2026, 3, 2)


def test_when_somebody_can_be_taken_out() -> None:
    born = date(1960, 1, 1)

    def codes(departed: date | None, on: date, votes: list[str]) -> list[str]:
        found = blockers_depart(departed, born, on, TODAY, votes)
        return [one.code.removeprefix("departure.") for one in found]

    assert codes(None, TODAY, []) == []
    assert codes(TODAY, TODAY + timedelta(1), ["路灯"]) == ["already", "future", "vote_open"]
    assert codes(None, date(1959, 12, 31), []) == ["before_birth"]
    assert set(KIND_OF) == set(Departure)
    assert set(OFFICE_ENDS_BECAUSE) == set(DepartureKind)


def counts(council: Council) -> tuple[int, int, int]:
    """Villagers, villagers of age, Party members due."""
    ctx = council.anyone()
    profile = rules_in_force(ctx.session, TODAY)
    adults = count_base(ctx.session, Source.VILLAGERS, TODAY, profile)
    return sizes(ctx.session)["residents"], adults, len(due_at(ctx.session, Step.PARTY_REVIEW, TODAY))


@pytest.mark.both_databases
def test_a_death_ends_offices_and_account_and_is_counted_no_more(council: Council, app: Any) -> None:
    person, before = council.village.people["rep_1"], counts(council)
    browser = app.test_client()
    sign_in(browser, council.village, "rep_1")
    record_departure(council.ctx("clerk"), person, Departure.DIED, TODAY)
    ctx = council.anyone()
    term = ctx.session.scalars(select(OfficeTerm).where(OfficeTerm.resident_id == person)).one()
    assert (term.until, term.ended_because) == (TODAY, "去世（民法典第十三条）")
    assert counts(council) == (before[0] - 1, before[1] - 1, before[2] - 1)
    assert browser.get(f"{BASE}/desk").status_code == 302, "open sessions are worth nothing"
    assert browser.submit(f"{BASE}/sign-in", {"sign_in_name": "rep_1", "password": PASSWORD}).status_code == 422
    row = ctx.session.get_one(Resident, (ctx.village_id, person))
    assert person not in {one.resident_id for one in villagers_asked_for(ctx.session, row.name)}
    assert "account.departed" in refused(lambda: invite(council.ctx("clerk"), person, "rep_1"))
    again = refused(lambda: fill_office(council.ctx("clerk"), person, Office.BOOKKEEPER, TODAY))
    assert "office.departed" in again
    assert "departure.already" in refused(lambda: record_departure(council.ctx("clerk"), person, Departure.DIED, TODAY))
    exported = export_register(council.ctx("clerk"), FileForm.CSV)
    assert person not in {one.key for home in exported for one in home.residents}
    assert not list(problems_of_village(council.anyone().session))
    bodies = council.anyone().session.scalars(select(LogEntry.body).where(LogEntry.event == "resident_departed")).all()
    assert len(bodies) == 1
    assert b"died" not in bodies[0]


@operation(P.VILLAGE_CREATE, on=Resident)
def add_daughter(ctx: Context, head: Resident) -> Household:
    """A second person in this household."""
    heir = Resident(household_id=head.household_id, name="李小满", sex=Sex.FEMALE, relation=Relation.DAUGHTER)
    heir.born_on, heir.position = date(1990, 1, 1), 2
    ctx.session.add(heir)
    ctx.record(VillagePeopled(people=1))
    return ctx.session.get_one(Household, (ctx.village_id, head.household_id))


def test_a_household_goes_by_the_next_name(council: Council) -> None:
    person = council.village.people["rep_1"]
    home = add_daughter(council.anyone(), person)
    record_departure(council.ctx("clerk"), person, Departure.REGISTRATION_MOVED, TODAY)
    lines = households_of(council.anyone().session, home.constituency_id, person)
    assert [line.head for line in lines if line.household.id == home.id] == ["李小满"]
    assert len(lines) == 6


def test_nobody_is_taken_out_during_a_vote_of_theirs(council: Council) -> None:
    person = council.village.people["rep_1"]
    council.mandate()
    meeting = council.open([council.matter()], ROLES)
    poll = council.poll(meeting)
    today = china_date(council.clock())
    act = lambda: record_departure(council.ctx("clerk"), person, Departure.MARRIED_AWAY, today)  # noqa: E731
    assert refused(act) == {"departure.vote_open": ""}
    council.vote(poll, REPS)
    polls.close_poll(council.ctx("clerk"), poll.id)
    assert act().departed_on == today


@pytest.mark.both_databases
def test_a_mistake_is_taken_back(council: Council) -> None:
    person, before = council.village.people["villager"], counts(council)
    assert "departure.none" in refused(lambda: record_return(council.ctx("clerk"), person))
    record_departure(council.ctx("clerk"), person, Departure.ENTERED_TWICE, TODAY)
    record_return(council.ctx("clerk"), person)
    assert counts(council) == before
    assert invite(council.ctx("clerk"), person, "villager")
    assert not list(problems_of_village(council.anyone().session))


def test_the_clerks_pages(council: Council, app: Any) -> None:
    clerk, other = app.test_client(), app.test_client()
    sign_in(clerk, council.village, "clerk")
    sign_in(other, council.village, "chair")
    person = council.village.people["rep_2"]
    path = f"{BASE}/departures/new/{person}"
    assert path in clerk.get(f"{BASE}/departures?q=7").get_data(as_text=True)
    wrong = clerk.submit(path, {"because": "died", "on": "2026-03-03"})
    assert wrong.status_code == 422
    assert clerk.submit(path, {"because": "flown", "on": "2026-03-02"}).status_code == 422
    assert clerk.submit(path, {"because": "died", "on": "2026-03-02"}).status_code == 302
    shown = clerk.get(f"{BASE}/departures").get_data(as_text=True)
    assert f"{BASE}/departures/{person}/return" in shown
    assert clerk.submit(f"{BASE}/departures/{person}/return").status_code == 302
    assert other.get(path).status_code == 403


@pytest.mark.both_databases
def test_a_household_everybody_left_counts_no_more(council: Council) -> None:
    """Nor is anybody who left due at an assembly, or sent by a household (VCOL art 25 and 26: villagers of the village)."""
    session = council.anyone().session
    person = council.village.people["rep_1"]
    home = session.get_one(Resident, (session.village_id, person)).household_id
    area = session.get_one(Household, (session.village_id, home)).constituency_id
    members = list(session.scalars(select(Resident.id).where(Resident.household_id == home)))

    def seen() -> tuple[int, int, int, int, int, int]:
        session = council.anyone().session
        by_homes = Gathering(Body.ASSEMBLY, CountBy.HOUSEHOLDS)
        return (
            sizes(session)["households"],
            len(places(session)),
            len(who_is_due(session, TODAY, by_homes)),
            len(who_is_due(session, TODAY, Gathering(Body.ASSEMBLY))),
            len(homes_in(session, area)),
            household_counts(session)[area],
        )

    before = seen()
    for member in members:
        record_departure(council.ctx("clerk"), member, Departure.DIED, TODAY)
    homes, placed, due_homes, due, listed, counted = before
    assert seen() == (homes - 1, placed - 1, due_homes - 1, due - len(members), listed - 1, counted - 1)
    assert not household_voices(council.anyone().session, [home], TODAY)
    with pytest.raises(NotFound):
        move_household(council.ctx("clerk"), home, 2)
    record_return(council.ctx("clerk"), members[0])
    assert seen()[:3] == before[:3]
