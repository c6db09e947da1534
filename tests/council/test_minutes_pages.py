"""The pages of minutes, and the PDF that is kept, opened and read."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pypdf
import pytest
from sqlalchemy import select

from tests.council.builder import TITLE, Council
from tests.council.minuted import NAME, as_it_is, furnish, hold, laid_out, sign_all
from tests.council.test_pages import people
from tests.harness.client import LintingClient
from tests.harness.village import PASSWORD
from webapp.council.minutes import queries
from webapp.council.minutes.models import ArchivedPaper
from webapp.kit import pdf

__all__ = ["people"]
BASE = "/v/411381105201"
PAGE = BASE + "/minutes/2026-1"


def text(client: LintingClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.get_data(as_text=True)


def file_of(client: LintingClient, path: str) -> Any:
    """A file to keep: it carries its style in it, which no page of the site may."""
    client.lints = False
    answer = client.get(path)
    client.lints = True
    return answer


def words_in(document: bytes) -> str:
    """The words of a PDF without blanks and line breaks."""
    pages = pypdf.PdfReader(io.BytesIO(document)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_before_they_are_laid_out_only_the_clerk_reads_a_draft(people: Any, council: Council) -> None:
    hold(council)
    assert TITLE not in text(people(""), PAGE)
    assert TITLE in text(people("clerk"), PAGE)
    assert people("").get(PAGE + "/sheet").status_code == 422
    assert people("").get(BASE + "/minutes/2026-9").status_code == 404


def test_the_clerk_writes_words_lays_out_and_corrects(people: Any, council: Council) -> None:
    hold(council)
    clerk = people("clerk")
    told = {"opening": "主持：村主任。", "item_1": "有人问预算，**会计**作答。", "remarks": "散会。"}
    assert clerk.submit(PAGE + "/words", told).status_code == 302
    assert clerk.submit(PAGE + "/lay-out", page=PAGE).status_code == 302
    shown = text(people(""), PAGE)
    assert "主持：村主任。" in shown
    assert "<strong>会计</strong>" in shown
    without = clerk.submit(PAGE + "/words", told | {"opening": "主持：副主任。"})
    assert without.status_code == 422
    corrected = clerk.submit(PAGE + "/words", told | {"opening": "主持：副主任。", "because": "主持人写错"})
    assert corrected.status_code == 302
    assert "主持：副主任。" in text(people(""), PAGE)
    text(people("rep_1"), PAGE + "/words", 403)


def test_no_figure_can_be_typed(people: Any, council: Council) -> None:
    hold(council)
    sent = {"votes_for": "99", "due": "99", "item_9": "外加一项", "opening": "开会"}
    people("clerk").submit(PAGE + "/words", sent)
    people("clerk").submit(PAGE + "/lay-out", page=PAGE)
    shown = text(people(""), PAGE)
    assert "99" not in shown.split("<article")[1].split("</article>")[0].split('class="code"')[0]
    assert "外加一项" not in shown


def test_three_sign_in_the_browser_and_everyone_downloads(people: Any, council: Council) -> None:
    minutes = laid_out(council)
    assert "password" in text(people("chair"), PAGE + "/sign")
    for role, place in (("chair", "chair"), ("supervisor", "supervisor")):
        form = {"role": place, "sha256": minutes.sha256, "drawing": NAME}
        assert people(role).submit(PAGE + "/sign", form).status_code == 302
    assert people("").get(PAGE + "/pdf").status_code == 404
    form = {"role": "clerk", "sha256": minutes.sha256, "password": PASSWORD}
    assert people("clerk").submit(PAGE + "/sign", form).status_code == 302
    shown = text(people(""), PAGE)
    kept = people("").get(PAGE + "/pdf")
    assert kept.mimetype == "application/pdf"
    assert hashlib.sha256(kept.data).hexdigest() in shown
    said = words_in(kept.data)
    for word in ("三月村民代表会议", "东渠清淤与护坡", "应到15", "赞成7", "反对1", minutes.sha256[:40]):
        assert word in said, (word, said)
    for seat in council.seats(as_it_is(council)):
        assert seat.name in said
    page = file_of(people(""), PAGE + "/page")
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in page.headers["Content-Security-Policy"]
    assert NAME in page.get_data(as_text=True)
    assert NAME in text(people(""), PAGE + "/sheet")


def test_everything_that_happened_is_shown(people: Any, council: Council) -> None:
    furnish(council.anyone(), hold(council).id)
    people("clerk").submit(PAGE + "/lay-out", page=PAGE)
    shown, printed = text(people(""), PAGE), words_in(people("clerk").get(PAGE + "/pdf").data)
    for word in ("第1次说的话", "工期改为四十天", "未通过", "举手（计数）", "计票人", "监票人", "ab" * 32):
        assert word in shown, word
        assert word in printed, word


def test_the_same_record_gives_the_same_bytes(people: Any, council: Council) -> None:
    sign_all(council, laid_out(council), ["chair"])
    one = people("clerk").get(PAGE + "/pdf").data
    people("clerk").get(BASE + "/prefer?locale=en&back=/")
    assert people("clerk").get(PAGE + "/pdf").data == one


def test_a_wrong_password_is_refused_and_counted(people: Any, council: Council) -> None:
    minutes = laid_out(council)
    form = {"role": "clerk", "sha256": minutes.sha256, "password": "wrong " + PASSWORD}
    for _ in range(5):
        assert people("clerk").submit(PAGE + "/sign", form).status_code == 422
    right = people("clerk").submit(PAGE + "/sign", form | {"password": PASSWORD})
    assert right.status_code == 422
    assert queries.signatures_of(council.anyone().session, minutes.id) == []


@pytest.mark.parametrize("drawing", ["M1 1", NAME + '"><script>', "x" * 30_000])
def test_a_drawing_that_is_none_is_refused_with_a_sentence(people: Any, council: Council, drawing: str) -> None:
    minutes = laid_out(council)
    form = {"role": "chair", "sha256": minutes.sha256, "drawing": drawing}
    answer = people("chair").submit(PAGE + "/sign", form)
    assert answer.status_code == 422
    assert "<script>" not in answer.get_data(as_text=True).split("<main")[1]
    nothing = people("chair").submit(PAGE + "/sign", {"role": "chair", "sha256": minutes.sha256})
    assert nothing.status_code == 422


def test_what_was_signed_is_archived_though_the_machine_stopped_after_the_last_name(
    people: Any, council: Council
) -> None:
    """The third name is one act and the archive another: killed between them, the page says so and one press does it."""
    sign_all(council, laid_out(council))
    chair = people("chair")
    assert f'action="{PAGE}/archive"' in text(chair, PAGE)
    assert chair.submit(PAGE + "/archive", {}, page=PAGE).status_code == 302
    assert f'action="{PAGE}/archive"' not in text(chair, PAGE)
    kept = council.anyone().session.scalars(select(ArchivedPaper.media_type)).all()
    assert sorted(kept) == sorted(set(kept))


def test_without_pango_the_pages_still_work(people: Any, council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_printer", lambda: None)
    minutes = laid_out(council)
    assert "libpango-1.0-0" in text(people("clerk"), PAGE + "/pdf", 422)
    sign_all(council, minutes, ["chair", "supervisor"])
    form = {"role": "clerk", "sha256": minutes.sha256, "password": PASSWORD}
    assert people("clerk").submit(PAGE + "/sign", form).status_code == 302
    assert file_of(people(""), PAGE + "/page").status_code == 200
    assert people("").get(PAGE + "/pdf").status_code == 404
    text(people(""), PAGE + "/sheet")
