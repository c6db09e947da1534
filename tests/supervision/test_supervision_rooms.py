"""Pages of evaluations, the supervisors' meetings and reports, hand-over and leaving audit, as people open them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.council.builder import Council, refused
from tests.harness.client import LintingClient
from tests.harness.clock import StoppedClock
from tests.harness.village import sign_in, small_village
from tests.supervision.evaluating import at_meeting, called, held
from webapp.board.models import Notice
from webapp.core.errors import NotPermitted
from webapp.supervision.evaluations import operations as evaluations
from webapp.supervision.handovers import operations as handovers
from webapp.supervision.handovers.models import LeavingRecord
from webapp.supervision.handovers.operations import Done
from webapp.supervision.handovers.queries import leavings
from webapp.supervision.reports import operations as reports
from webapp.supervision.reports.rules import read_period
from webapp.supervision.sittings import operations as sittings
from webapp.supervision.sittings.queries import sitting_duty
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.operations import end_office

BASE = "/v/411381105201"
MARCH = date(2026, 3, 6)


@pytest.fixture
def council(acting: Any, clock: StoppedClock) -> Council:
    """The small village and its council of 15."""
    return Council(small_village(acting), clock)


def text_of(response: Any, status: int = 200) -> str:
    """The page's text, after looking at its status."""
    assert response.status_code == status, response.get_data(as_text=True)[-3000:]
    return str(response.get_data(as_text=True))


def test_the_sheet_is_one_page_and_stays_in_the_box(client: LintingClient, council: Council) -> None:
    evaluation = called(council)
    meeting = at_meeting(council, evaluation, MARCH)
    sign_in(client, council.village, "supervision_chair")
    page = f"{BASE}/evaluations/{evaluation.short_number}"
    text_of(client.get(f"{BASE}/evaluations"))
    assert client.submit(f"{page}/sheets", {"on_paper": "y"}, page=page).status_code == 302
    text_of(client.get(page))
    client.delete_cookie("session")
    at = f"{BASE}/meetings/{meeting.short_number}"
    assert client.get(f"{at}/evaluation").location == page
    sign_in(client, council.village, "rep_1")
    assert client.get(f"{at}/evaluation").location == f"{page}/sheet"
    assert f"{at}/evaluation" in text_of(client.get(at))
    assert f"{page}/sheet" in text_of(client.get(f"{BASE}/desk"))
    assert text_of(client.get(f"{page}/sheet")).count('type="radio"') == 9
    odd = {"grade-1": "competent", "grade-2": "best", "grade-x": "competent", "grade-99": "adequate"}
    assert client.submit(f"{page}/sheet", odd).status_code == 302
    assert "您的评议表已在箱里" in text_of(client.get(f"{page}/sheet"))
    text_of(client.submit(f"{page}/sheet", page=f"{BASE}/desk"), 422)
    client.delete_cookie("session")
    text_of(client.get(f"{at}/screen"))
    sign_in(client, council.village, "chair")
    assert text_of(client.get(f"{page}/sheet")).count('type="radio"') == 6, "nobody grades themselves"
    text_of(client.get(at))
    client.delete_cookie("session")
    sign_in(client, council.village, "supervision_chair")
    assert client.submit(f"{page}/close", {}, page=page).status_code == 302
    assert "没有形成结果" in text_of(client.get(page)), "one sheet of fifteen judges nobody"
    client.delete_cookie("session")
    text_of(client.get(f"{at}/screen"))
    matter = evaluations.queries.matter_of(council.anyone().session, evaluation)
    text_of(client.get(f"{BASE}/matters/{matter.short_number}"))


def test_a_meeting_of_the_supervisors_is_put_down_and_signed(client: LintingClient, council: Council) -> None:
    people = council.village.people
    there = [people["supervision_chair"], people["supervisor"]]
    assert "sitting.too_few" in refused(
        lambda: sittings.record_sitting(council.ctx("supervisor"), date(2026, 3, 2), "村部", there[:1], "查账。")
    )
    sign_in(client, council.village, "supervisor")
    text_of(client.get(f"{BASE}/sittings"))
    form = {"held_on": "2026-03-02", "place": "村部", "present": [one.hex for one in there], "decisions": "查三月账。"}
    assert client.submit(f"{BASE}/sittings/new", form).status_code == 302
    page = f"{BASE}/sittings/2026-1"
    assert client.submit(f"{page}/name", _read(council), page=page).status_code == 302
    words = {"place": "村部", "decisions": "查三月的账。", "because": "写漏一字"}
    assert client.submit(f"{page}/words", words).status_code == 302
    assert page in text_of(client.get(f"{BASE}/desk")), "the corrected text waits for the name again"
    assert client.submit(f"{page}/name", _read(council), page=page).status_code == 302
    held_now = sittings.queries.sitting_by_number(council.anyone().session, "2026-1")
    assert held_now is not None
    assert "sitting.other_text" in refused(
        lambda: sittings.sign_sitting(council.ctx("supervision_chair"), held_now.id, "0" * 64)
    )
    sittings.sign_sitting(council.ctx("supervision_chair"), held_now.id, held_now.sha256)
    assert "sitting.was_absent" in refused(
        lambda: sittings.sign_sitting(council.ctx("supervisor_2"), held_now.id, held_now.sha256)
    )
    assert "sitting.all_signed" in refused(
        lambda: sittings.correct_sitting(council.ctx("supervisor"), held_now.id, "村部", "改。", "", "改")
    )
    assert "到会成员已全部签名" in text_of(client.get(page))
    duty = sitting_duty(council.anyone().session, date(2026, 4, 30))
    assert duty is not None
    assert (duty.due_until, duty.is_overdue) == (date(2026, 4, 30), False)


def _read(council: Council) -> dict[str, str]:
    """The hash that stands on the page somebody read."""
    found = sittings.queries.sitting_by_number(council.anyone().session, "2026-1")
    return {"sha256": found.sha256 if found else ""}


def test_a_report_is_written_published_and_corrected(
    client: LintingClient, council: Council, clock: StoppedClock
) -> None:
    held(council, MARCH, {})
    sign_in(client, council.village, "supervisor")
    page = f"{BASE}/reports/2026-03"
    text_of(client.get(f"{BASE}/reports"))
    assert client.submit(f"{page}/words", {"findings": "账目相符。"}).status_code == 302
    text_of(client.get(page))
    report = reports.queries.versions_of(council.anyone().session, read_period("2026-03"))[0]  # type: ignore[arg-type]
    assert "report.period_runs" in refused(lambda: reports.publish_report(council.ctx("supervisor"), report.id))
    client.delete_cookie("session")
    assert client.get(page).status_code == 404, "a draft is for the supervisors alone"
    clock.set(date(2026, 4, 1))
    with pytest.raises(NotPermitted):
        reports.publish_report(council.ctx("chair"), report.id)
    published = reports.publish_report(council.ctx("supervisor"), report.id)
    assert published.body is not None
    assert published.body["counts"] | {"opinions": 0} == {
        "opinions": 0, "objections": 0, "tasks": 0, "votes": 0, "meetings": 1, "sittings": 0, "evaluations": 1,
        "late": 0, "unanswered": 0, "questions": 0, "unreplied": 0, "vouchers": 0,
    }  # fmt: skip
    frozen = published.sha256
    assert "主持民主评议1次" in _notice(council, published.id)
    assert frozen in text_of(client.get(page))
    text_of(client.get(f"{page}/sheet"))
    assert "report.published" in refused(
        lambda: reports.write_report(council.ctx("supervisor"), published.period, {"findings": "改"})
    )
    second = reports.correct_report(council.ctx("supervisor"), published.id, "漏写一项")
    reports.write_report(council.ctx("supervisor"), published.period, {"findings": "账目相符，票据齐全。"})
    assert frozen in text_of(client.get(page)), "the published one stands until the new one hangs"
    reports.publish_report(council.ctx("supervisor"), second.id)
    shown = text_of(client.get(page))
    assert "漏写一项" in shown
    assert frozen in text_of(client.get(f"{page}?version=1"))
    assert "本版更正第1版：漏写一项" in _notice(council, second.id)
    for odd in ("2026-13", "x", "2027-01"):
        assert client.get(f"{BASE}/reports/{odd}").status_code == 404


def _notice(council: Council, about: Any) -> str:
    return council.anyone().session.scalars(select(Notice.text).where(Notice.about_id == about)).one()


def test_an_ended_office_is_handed_over_and_audited(
    client: LintingClient, council: Council, clock: StoppedClock
) -> None:
    people, session = council.village.people, council.anyone().session
    term = session.scalars(select(OfficeTerm).where(OfficeTerm.resident_id == people["member"])).one()
    assert leavings(session, date(2026, 3, 2)) == []
    end_office(council.ctx("clerk"), term.id, date(2026, 3, 2), "辞职")
    clock.set(date(2026, 3, 16))
    row = leavings(council.anyone().session, date(2026, 3, 16))[0]
    assert [(clock.kind.value, clock.is_overdue) for clock in row.clocks] == [("handover", True), ("audit", False)]
    done = Done(date(2026, 3, 15), "村民选举委员会", "移交清单 1 号", "印章、账册各一。", "清单.txt", "印章".encode())
    with pytest.raises(NotPermitted):
        handovers.record_handover(council.ctx("chair"), term.id, done)
    assert "leaving.too_few" in refused(
        lambda: handovers.add_audit_item(council.ctx("clerk"), term.id, "查林地账", 3, date(2026, 3, 15))
    )
    page = f"{BASE}/handovers/{term.id}"
    sign_in(client, council.village, "supervisor")
    assert page in text_of(client.get(f"{BASE}/desk"))
    items = {"text": "查林地账", "names": "40", "asked_on": "2026-03-15"}
    text_of(client.submit(f"{page}/items", items | {"names": "2"}), 422)
    assert client.submit(f"{page}/items", items).status_code == 302
    handovers.record_handover(council.ctx("supervisor"), term.id, done)
    form = {"done_on": "2026-03-16", "who": "镇政府", "paper": "审字 1 号", "summary": "收支相符。"}
    assert client.submit(f"{page}/audit", form).status_code == 302
    client.delete_cookie("session")
    text_of(client.get(f"{BASE}/handovers"))
    assert "查林地账" in text_of(client.get(page))
    record = council.anyone().session.scalars(select(LeavingRecord).where(LeavingRecord.sha256 != "")).one()
    paper = client.get(f"{BASE}/handovers/papers/{record.id}")
    assert (paper.status_code, paper.data) == (200, "印章".encode())
    assert "leaving.done" in refused(lambda: handovers.record_handover(council.ctx("supervisor"), term.id, done))
