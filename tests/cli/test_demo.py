"""The demonstration village: a whole year told through the operations, fresh on the day it is loaded."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

import webapp
from tests.harness.acting import Acting
from tests.harness.client import LintingClient
from tests.harness.clock import OPENING, StoppedClock
from tests.harness.web import settings_for
from webapp.audit.check import problems_of_village
from webapp.audit.models import LogEntry
from webapp.board.models import Notice, Objection
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step
from webapp.charter.rules import profile_on
from webapp.cli.demo.cast import CAST, NAMED_REPRESENTATIVES, PASSWORD, VILLAGE_CODE
from webapp.cli.demo.days import Days
from webapp.cli.demo.households import GROUPS, register_file
from webapp.cli.demo.load import load_demo
from webapp.cli.demo.opening import PLACE
from webapp.committee.queries import late_tasks
from webapp.core.clock import at_china, china_date
from webapp.core.database import Database
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.rules import MeetingState
from webapp.council.minutes.models import Signature
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.rules import Grade, PollState
from webapp.council.sheets.models import SheetEntry
from webapp.supervision.evaluations.models import Evaluated
from webapp.supervision.reports.models import SupervisionReport
from webapp.supervision.reports.rules import ReportState
from webapp.village.accounts.models import Account
from webapp.village.kinship.queries import near_relatives_of
from webapp.village.offices.composition import blockers_roster
from webapp.village.offices.queries import holders_on
from webapp.village.operations import create_village
from webapp.village.register.check import check_register

KEY = b"a key of this test only, long enough"
LINK = re.compile(r'(?:href|action)="(/v/[^"#]*)')
SHEET = re.compile(r"/v/\d+/meetings/[\d-]+/polls/\d+/sheets/1")
HOME = f"/v/{VILLAGE_CODE:012d}/"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A database file with the demonstration in it, loaded once."""
    path = tmp_path_factory.mktemp("demo") / "yishi.sqlite3"
    shutil.copyfile(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    load_demo(database, KEY, OPENING)
    database.engine.dispose()
    return path


@pytest.fixture
def demo_app(loaded: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application on a copy of it, five minutes later."""
    path = tmp_path / "copy.sqlite3"
    shutil.copyfile(loaded, path)
    app = webapp.create_app(settings_for(f"sqlite:///{path}"), StoppedClock(OPENING + timedelta(minutes=5)))
    app.test_client_class = LintingClient
    yield app
    app.extensions["yishi_database"].engine.dispose()


def visitor(app: Flask) -> LintingClient:
    """Somebody with a browser."""
    client = app.test_client()
    assert isinstance(client, LintingClient)
    return client


def signed_in(app: Flask, name: str) -> LintingClient:
    """The person with this sign-in name, in through the real page."""
    client = visitor(app)
    answer = client.submit(f"{HOME}sign-in", {"sign_in_name": name, "password": PASSWORD})
    assert answer.status_code == 302, name
    return client


@pytest.mark.both_databases
def test_the_log_proves_the_whole_year(database: Database, database_kind: str, request: pytest.FixtureRequest) -> None:
    if database_kind == "sqlite":
        database = Database(f"sqlite:///{request.getfixturevalue('loaded')}")
    else:
        load_demo(database, KEY, OPENING)
    with database.session(VILLAGE_CODE) as session:
        assert list(problems_of_village(session)) == []
        told = session.execute(select(LogEntry.at).order_by(LogEntry.seq)).scalars().all()
        assert told == sorted(told)
        assert OPENING - timedelta(days=345) < told[0] < OPENING - timedelta(days=335)
        assert OPENING - timedelta(minutes=45) < told[-1] <= OPENING
        assert Counter(session.scalars(select(Matter.state))) == {
            MatterState.ACTIVE: 8,
            MatterState.DONE: 3,
            MatterState.GATHERING: 1,
            MatterState.RETURNED: 1,
            MatterState.WITHDRAWN: 1,
        }
        assert set(session.scalars(select(Matter.step))) == set(Step)


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(datetime(2026, 3, 7, 16, 20, tzinfo=UTC), id="Sunday-twenty-past-midnight"),
        pytest.param(datetime(2027, 12, 31, 15, 59, tzinfo=UTC), id="last-minute-of-a-year"),
    ],
)
def test_it_loads_on_any_day(database: Database, now: datetime) -> None:
    load_demo(database, KEY, now)
    with database.session(VILLAGE_CODE) as session:
        assert session.scalar(select(func.max(LogEntry.at))) <= now
        assert session.scalar(select(Poll.state).where(Poll.state == PollState.OPEN)) is PollState.OPEN
        assert session.scalar(select(func.count()).select_from(Meeting).where(Meeting.starts_at > now)) == 1


def test_what_is_to_be_seen_today(loaded: Path) -> None:
    today = china_date(OPENING)
    with Database(f"sqlite:///{loaded}").session(VILLAGE_CODE) as session:
        about_matters = select(Poll).where(Poll.concerned_id.is_(None))
        polls = session.scalars(about_matters.order_by(Poll.opened_at)).all()
        counts = [
            (poll.votes_for, poll.votes_against, poll.votes_abstain, poll.present, poll.carried) for poll in polls
        ]
        assert counts[2:] == [
            (20, 5, 3, 28, True),
            (12, 11, 5, 28, False),
            (17, 2, 1, 27, True),
            (None, None, None, None, None),
        ]
        assert session.scalar(select(func.count()).select_from(Ballot).where(Ballot.poll_id == polls[-1].id)) == 16
        assert [poll.is_secret for poll in polls[2:]] == [False, True, False, False]
        open_now = session.scalars(select(Meeting).where(Meeting.state == MeetingState.OPEN)).one()
        seats = session.scalars(select(Seat).where(Seat.meeting_id == open_now.id)).all()
        assert (len(seats), sum(seat.is_present for seat in seats)) == (31, 27)
        hanging = session.scalars(select(Notice).where(Notice.taken_down_at.is_(None))).all()
        assert len(hanging) >= 6
        assert all(notice.hangs_until >= today - timedelta(days=3) for notice in hanging)
        objections = session.scalars(select(Objection).order_by(Objection.raised_at)).all()
        assert [bool(objection.reply) for objection in objections] == [False, True]
        assert objections[0].reply_due < today
        assert len(late_tasks(session, today)) == 1
        graded = session.scalars(select(Evaluated.result)).all()
        assert (len(graded), set(graded)) == (7, {Grade.COMPETENT})
        assert {row.state for row in session.scalars(select(SupervisionReport))} == {ReportState.PUBLISHED}


def test_every_body_is_composed_as_the_law_asks(loaded: Path) -> None:
    today = china_date(OPENING)
    with Database(f"sqlite:///{loaded}").session(VILLAGE_CODE) as session:
        holders = holders_on(session, today)
        kin = near_relatives_of(session, [holder.person for holder in holders])
        assert blockers_roster(holders, kin, profile_on(today)) == []
        names = {holder.name for holder in holders}
        assert {person.name for person in (*CAST, *NAMED_REPRESENTATIVES) if person.office} <= names


def test_the_register_is_the_same_every_time_and_nobodys() -> None:
    checked = check_register(register_file(), date(2025, 4, 1))
    assert register_file() == register_file()
    assert (checked.repairs, checked.refusals) == ((), ())
    assert len(checked.households) == sum(size for _, size in GROUPS)
    people = [person for household in checked.households for person in household.residents]
    assert 500 <= len(people) <= 560
    assert all(person.identity.startswith("99") for person in people)
    assert all(person.phone.startswith("12") for person in people if person.phone)


NOT_FOLLOWED = ("back=", "/preferences", "/evidence/check")
"""The last is a file to be kept, with a test of its own in a browser."""


def test_every_public_page_answers(demo_app: Flask) -> None:
    signed = demo_app.test_cli_runner().invoke(args=["audit", "checkpoint"])
    assert signed.exit_code == 0, signed.output
    client, seen, waiting = visitor(demo_app), set(), [HOME]
    while waiting:
        path = waiting.pop()
        answer = client.get(path, follow_redirects=True)
        unsigned = "/evidence" in path and answer.status_code == 422  # while a vote is open
        assert answer.status_code == 200 or unsigned, f"{path}: {answer.status_code}"
        if answer.mimetype == "text/html":
            found = {link.replace("&amp;", "&") for link in LINK.findall(answer.get_data(as_text=True))}
            new = {link for link in found if not any(part in link for part in NOT_FOLLOWED)} - seen
            seen |= new
            waiting += sorted(new)
    assert len(seen) > 60


def test_everybody_can_sign_in_and_finds_their_desk(demo_app: Flask) -> None:
    with demo_app.extensions["yishi_database"].session(VILLAGE_CODE) as session:
        names = session.scalars(select(Account.sign_in_name)).all()
    assert len(names) == len(CAST) + 26
    for name in names:
        assert signed_in(demo_app, name).get(f"{HOME}desk").status_code == 200, name


def test_a_newcomer_votes_as_a_representative(demo_app: Flask) -> None:
    client = signed_in(demo_app, "daibiao1")
    desk = client.get(f"{HOME}desk").get_data(as_text=True)
    found = re.search(r'href="(/v/\d+/meetings/[\d-]+/polls/\d+)', desk)
    assert found, "the open vote stands on the desk"
    answer = client.submit(f"{found[1]}/ballot", {"choice": "for"}, page=f"{found[1]}/ballot")
    assert answer.status_code in (200, 302)
    with demo_app.extensions["yishi_database"].session(VILLAGE_CODE) as session:
        poll = session.scalars(select(Poll).where(Poll.state == PollState.OPEN)).one()
        assert session.scalar(select(func.count()).select_from(Ballot).where(Ballot.poll_id == poll.id)) == 17


def test_a_visitor_enters_the_sheet_that_waits_as_the_second_teller(demo_app: Flask) -> None:
    teller, scrutineer = signed_in(demo_app, "zhiwei2"), signed_in(demo_app, "jianwei1")
    sheet = SHEET.search(teller.get(f"{HOME}desk").get_data(as_text=True))
    assert sheet, "the sheet stands on the second teller's desk"
    assert not SHEET.search(scrutineer.get(f"{HOME}desk").get_data(as_text=True))
    with demo_app.extensions["yishi_database"].session(VILLAGE_CODE) as session:
        (entry,) = session.scalars(select(SheetEntry)).all()
        lines = {f"seat-{key}": vote for key, vote in entry.lines.items()}
    assert sorted(lines.values()) == ["against", "for", "for", "for"]
    answer = teller.submit(f"{sheet[0]}/entry", lines, page=f"{sheet[0]}/entry")
    assert answer.status_code == 302
    assert SHEET.search(scrutineer.get(f"{HOME}desk").get_data(as_text=True)), "the scrutineer can confirm it now"


def test_minutes_wait_for_the_third_name(demo_app: Flask) -> None:
    with demo_app.extensions["yishi_database"].session(VILLAGE_CODE) as session:
        signed = Counter(session.scalars(select(Signature.minutes_id)))
    assert sorted(signed.values()) == [2, 2, 2]
    assert "/minutes/" in signed_in(demo_app, "jianwei2").get(f"{HOME}desk").get_data(as_text=True)


@pytest.mark.parametrize("weekday", range(7))
def test_days_of_the_story_keep_their_order_and_their_notice(weekday: int) -> None:
    days = Days(at_china(date(2026, 3, 2) + timedelta(days=weekday), 12))
    told = [days.day(ago) for ago in range(345, -10, -1)]
    assert told == sorted(told)
    assert all(day.weekday() < 5 for ago, day in zip(range(345, -10, -1), told, strict=True) if ago)
    assert all((days.day(ago) - days.day(ago + 5)).days >= 3 for ago in range(300))
    assert timedelta(minutes=40) <= days.now - days.meeting_now < timedelta(minutes=50)


def command(app: Flask, *words: str) -> Result:
    """A command of the terminal."""
    return app.test_cli_runner().invoke(args=["demo", *words])


def test_nothing_is_loaded_where_a_village_is(demo_app: Flask) -> None:
    quiet = command(demo_app, "load", "--if-empty")
    assert (quiet.exit_code, quiet.output) == (0, "")
    twice = command(demo_app, "load")
    assert twice.exit_code == 1
    assert "here already" in twice.output


def test_the_people_are_listed(demo_app: Flask) -> None:
    told = command(demo_app, "people").output
    assert all(person.sign_in_name in told and person.name in told for person in CAST)
    assert PASSWORD in told
    assert f"http://127.0.0.1{HOME}sign-in" in told


def test_known_passwords_stay_off_public_addresses(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = SimpleNamespace(host="127.0.0.1", public_url="https://yishi.example", register_key=KEY.decode())
    monkeypatch.setitem(app.extensions, "yishi_settings", settings)
    refused = command(app, "load")
    assert refused.exit_code == 1
    assert "passwords are known to everyone" in refused.output
    assert command(app, "people").exit_code == 1


def test_an_interrupted_loading_is_told(app: Flask, acting: Acting) -> None:
    create_village(acting(VILLAGE_CODE), PLACE)
    refused = command(app, "load")
    assert refused.exit_code == 1
    assert "loaded only in part" in refused.output
