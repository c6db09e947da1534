"""The hall's papers as PDF, opened and read: what stands on them, and what must not."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from sqlalchemy import update

from tests.council.builder import TITLE, Council
from tests.harness.client import LintingClient
from tests.harness.village import sign_in
from webapp.council.papers import rules
from webapp.council.polls.models import Poll, PollOption
from webapp.council.polls.rules import Question

BASE = "/v/411381105201"
MEETING = BASE + "/meetings/2026-1"
VOTE = MEETING + "/polls/1/papers"


@pytest.fixture
def clerk(app: Any, council: Council) -> LintingClient:
    """The clerk's browser, at a meeting with an open vote."""
    council.mandate()
    council.poll(council.open([council.matter()]))
    browser: LintingClient = app.test_client()
    sign_in(browser, council.village, "clerk")
    return browser


def pages_of(client: LintingClient, path: str) -> list[str]:
    """The words of each page of a PDF, without blanks."""
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(answer.data)).pages]


def names(council: Council) -> list[str]:
    """Everyone due."""
    meeting = council.anyone().session.query(Poll).one().meeting_id
    return [seat.name for seat in council.seats(type("Named", (), {"id": meeting}))]  # type: ignore[arg-type]


def test_ballot_papers_are_all_the_same_and_name_nobody(clerk: LintingClient, council: Council) -> None:
    pages = pages_of(clerk, VOTE + "/ballots/pdf?copies=16")
    assert len(pages) == 2
    assert len(set(pages)) == 1
    assert pages[0].count("赞成反对弃权") == 8
    assert pages[0].count("第2026-1次会议·第1次表决") == 8
    assert pages[0].count(TITLE) == 8
    assert not [name for name in names(council) if name in pages[0]]


def test_as_many_papers_as_are_due_unless_said_otherwise(clerk: LintingClient) -> None:
    assert "".join(pages_of(clerk, VOTE + "/ballots/pdf")).count("赞成") == 15
    assert "".join(pages_of(clerk, VOTE + "/ballots/pdf?copies=-3")).count("赞成") == 1
    assert "".join(pages_of(clerk, VOTE + "/ballots/pdf?copies=x")).count("赞成") == 15
    assert rules.copies_of(10**9, 15) == rules.MOST_COPIES


def test_options_stand_on_the_paper_with_how_many_may_be_marked(clerk: LintingClient, council: Council) -> None:
    ctx = council.anyone()
    poll = ctx.session.query(Poll).one()
    with ctx.session.no_autoflush, council.village.acting.database.engine.begin() as connection:
        connection.execute(update(Poll.__table__).values(question=Question.UP_TO, most=2))
        rows = [{"poll_id": poll.id, "position": n, "label": f"方案{n}"} for n in (1, 2, 3, 4, 5)]
        connection.execute(PollOption.__table__.insert(), [row | {"village_id": poll.village_id} for row in rows])
    (page,) = pages_of(clerk, VOTE + "/ballots/pdf?copies=4")
    assert page.count("方案1方案2方案3方案4方案5") == 4
    assert page.count("最多选2项") == 4
    assert "赞成" not in page
    assert "方案5" in "".join(pages_of(clerk, VOTE + "/tally/pdf"))


def test_a_tally_sheet_has_boxes_for_everybody_due(clerk: LintingClient) -> None:
    (page,) = pages_of(clerk, VOTE + "/tally/pdf")
    assert page.count("正") == 3 * 3 + 4 + 1
    for word in ("赞成", "反对", "弃权", "废票", "计票人", "监票人", "收回票数"):
        assert word in page
    assert rules.boxes_for(1) == rules.boxes_for(5) == 1
    assert rules.boxes_for(6) == 2


def test_the_list_at_the_door_and_the_slips_name_everybody(clerk: LintingClient, council: Council) -> None:
    listed = "".join(pages_of(clerk, MEETING + "/papers/seats/pdf"))
    slips = "".join(pages_of(clerk, MEETING + "/papers/slips/pdf"))
    for name in names(council):
        assert name in listed
        assert name in slips


@pytest.mark.parametrize("path", ["", "/seats", "/slips"])
def test_papers_are_printed_from_the_browser_too(clerk: LintingClient, path: str) -> None:
    assert clerk.get(MEETING + "/papers" + path).status_code == 200


def test_ballots_and_tally_are_printed_from_the_browser_too(clerk: LintingClient) -> None:
    for kind in ("ballots", "tally"):
        assert clerk.get(f"{VOTE}/{kind}").status_code == 200
        assert clerk.get(f"{BASE}/meetings/2026-1/polls/9/papers/{kind}").status_code == 404
    assert clerk.get(MEETING + "/papers/wrong").status_code == 404
    assert clerk.get(VOTE + "/seats/pdf").status_code == 404


def test_only_who_keeps_the_door_prints_them(app: Any, clerk: LintingClient, council: Council) -> None:
    reader = app.test_client()
    assert reader.get(VOTE + "/ballots/pdf").status_code == 302
    sign_in(reader, council.village, "rep_1")
    assert reader.get(VOTE + "/ballots/pdf").status_code == 403
