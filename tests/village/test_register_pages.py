"""The register's pages, as the clerk opens them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage, sign_in, small_village
from tests.village.papers import FAMILY, csv_file, row, xlsx_file
from webapp.audit.models import LogEntry
from webapp.village.register.models import RegisterDraft, Resident

BASE = "/v/411381105201"
REGISTER = f"{BASE}/register"
NEW = [[f"9{line[0]}", *line[1:]] for line in FAMILY]
BAD = [*NEW, row("900002", "子", "赵小", "男", "2030-01-01", 5)]


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


@pytest.fixture
def clerk(village: SmallVillage, client: LintingClient) -> LintingClient:
    """The clerk, signed in."""
    assert sign_in(client, village, "clerk").status_code == 302
    return client


def hand_in(client: LintingClient, data: bytes, name: str = "名册.csv") -> Any:
    answer = client.submit(REGISTER, {"file": (io.BytesIO(data), name)}, page=REGISTER)
    answer.request.environ["wsgi.input"].close()  # the client keeps large bodies in a file
    return answer


def draft_of(client: LintingClient, data: bytes) -> str:
    """Hand a file in and return the address of the look at it."""
    answer = hand_in(client, data)
    assert answer.status_code == 302, answer.get_data(as_text=True)[-2000:]
    return str(answer.headers["Location"])


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.get_data(as_text=True)[-2000:]
    return str(response.get_data(as_text=True))


def fields(page: str) -> dict[str, str]:
    return {"expected": page.split('name="expected"')[1].split('value="')[1].split('"')[0]}


def people(village: SmallVillage) -> int:
    ctx = village.ctx("clerk")
    return int(ctx.session.execute(select(func.count()).select_from(Resident)).scalar_one())


def entries(village: SmallVillage) -> int:
    ctx = village.ctx("clerk")
    return int(ctx.session.execute(select(func.count()).select_from(LogEntry)).scalar_one())


@pytest.mark.both_databases
def test_look_say_yes_and_it_is_in(village: SmallVillage, clerk: LintingClient) -> None:
    before = people(village)
    draft = draft_of(clerk, csv_file(NEW))
    page = text(clerk.get(draft))
    assert "李大山" in page
    assert people(village) == before
    answer = clerk.submit(draft, fields(page), page=draft)
    assert (answer.status_code, people(village)) == (302, before + 4)
    again = text(clerk.get(draft_of(clerk, csv_file(NEW))))
    assert 'name="expected"' not in again
    assert clerk.get(draft).status_code == 404


def test_a_changed_file_shows_the_difference_first(village: SmallVillage, clerk: LintingClient) -> None:
    draft = draft_of(clerk, csv_file(NEW))
    clerk.submit(draft, fields(text(clerk.get(draft))), page=draft)
    other = [[*NEW[0][:8], "12900000077", *NEW[0][9:]], *NEW[1:]]
    page = text(clerk.get(draft_of(clerk, csv_file(other))))
    assert "手机号" in page
    assert "12900000001 → 12900000077" in page


def test_refused_rows_stop_the_import_until_the_clerk_leaves_them_out(
    village: SmallVillage, clerk: LintingClient
) -> None:
    before = people(village)
    draft = draft_of(clerk, csv_file(BAD))
    page = text(clerk.get(draft))
    assert "2030-01-01" in page
    refused = clerk.submit(draft, fields(page), page=draft)
    assert 'class="why"' in text(refused, 422)
    assert people(village) == before
    assert clerk.submit(draft, {**fields(page), "leave_out": "y"}, page=draft).status_code == 302
    assert people(village) == before + 3


def test_a_yes_to_something_else_is_no_yes(village: SmallVillage, clerk: LintingClient) -> None:
    draft = draft_of(clerk, csv_file(NEW))
    answer = clerk.submit(draft, {"expected": "0" * 32}, page=draft)
    assert (answer.status_code, answer.headers["Location"].endswith(draft)) == (302, True)
    assert 'class="note error' in text(clerk.get(draft))


def test_every_part_of_the_look_is_there_and_its_file(village: SmallVillage, clerk: LintingClient) -> None:
    spaced = [*BAD, row("90007", "户主", "孙 立", "男", "1980-02-03", 7)]
    draft = draft_of(clerk, csv_file(spaced))
    for part in ("refused", "changed", "added", "repaired", "absent", "nonsense"):
        text(clerk.get(f"{draft}?part={part}&page=1"))
    assert "孙立" in text(clerk.get(f"{draft}?part=repaired"))
    report = clerk.get(f"{draft}/report.csv")
    assert (report.status_code, report.mimetype, report.data[:3]) == (200, "text/csv", b"\xef\xbb\xbf")
    assert "2030-01-01" in report.get_data(as_text=True)


def test_no_page_shows_a_whole_identity_number(village: SmallVillage, clerk: LintingClient) -> None:
    number = NEW[0][7]
    full = "".join(chr(ord(digit) + 0xFEE0) for digit in number)
    draft = draft_of(clerk, csv_file([[*NEW[0][:7], full, *NEW[0][8:]], *NEW[1:]]))
    for part in ("added", "repaired", "changed"):
        page = text(clerk.get(f"{draft}?part={part}"))
        assert number not in page
        assert full not in page
    assert number[-4:] in text(clerk.get(f"{draft}?part=repaired"))
    report = clerk.get(f"{draft}/report.csv").get_data(as_text=True)
    assert (number in report, full in report) == (False, False)
    assert number.encode() not in clerk.post(f"{REGISTER}/export", data={"csrf_token": token(clerk)}).data


def token(client: LintingClient) -> str:
    return text(client.get(REGISTER)).split('name="csrf_token"')[1].split('value="')[1].split('"')[0]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    return out.getvalue()


HOSTILE = {
    "empty": b"",
    "blank": b"  \r\n ",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "zip bomb": bomb(),
    "no spreadsheet": b"PK\x03\x04" + b"\0" * 100,
    "broken bytes": csv_file(FAMILY).replace("李".encode(), b"\xe6\x9d", 1),
    "broken gb18030": csv_file(FAMILY, encoding="gb18030") + b"\xff\xff",
    "utf-16": csv_file(FAMILY, encoding="utf-16"),
    "other columns": b"a,b,c\n1,2,3\n",
    "too large": b"x" * (20 * 1024 * 1024 + 1),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_register_gets_one_clear_sentence(village: SmallVillage, clerk: LintingClient, kind: str) -> None:
    before = entries(village)
    page = text(hand_in(clerk, HOSTILE[kind]), 422)
    assert page.count('class="wrong"') == 1
    assert entries(village) == before


def test_formulas_are_refused_and_never_handed_on(village: SmallVillage, clerk: LintingClient) -> None:
    for name in ("=1+1", "=HYPERLINK(1)"):
        data = xlsx_file([row("90001", "户主", name, "男", "1958-04-09", 1)])
        page = text(clerk.get(draft_of(clerk, data)))
        assert 'name="leave_out"' not in page or "90001" in page
        assert people(village) == 72


def test_no_file_at_all(clerk: LintingClient) -> None:
    assert 'class="wrong"' in text(clerk.submit(REGISTER, {}, page=REGISTER), 422)


def test_a_look_waits_half_an_hour(village: SmallVillage, clerk: LintingClient, clock: Any) -> None:
    draft = draft_of(clerk, csv_file(NEW))
    assert draft in text(clerk.get(REGISTER))
    clock.advance(minutes=31)
    answer = clerk.get(draft)
    assert (answer.status_code, answer.headers["Location"]) == (302, REGISTER)
    assert draft not in text(clerk.get(REGISTER))


def test_a_file_can_be_thrown_away(village: SmallVillage, clerk: LintingClient) -> None:
    draft = draft_of(clerk, csv_file(NEW))
    assert clerk.submit(f"{draft}/discard", page=draft).status_code == 302
    assert clerk.get(draft).status_code == 404
    assert village.ctx("clerk").session.execute(select(RegisterDraft)).scalars().all() == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_register_goes_out_and_the_log_says_so(village: SmallVillage, clerk: LintingClient, form: str) -> None:
    before = entries(village)
    answer = clerk.post(f"{REGISTER}/export", data={"csrf_token": token(clerk), "form": form})
    assert answer.status_code == 200
    assert f".{form}" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert (len(answer.data) > 1000, entries(village)) == (True, before + 2), (
        "that it was taken out, and that it was seen"
    )


@pytest.mark.parametrize("role", ["chair", "villager", "rep_1", "supervisor"])
def test_others_do_not_get_in(village: SmallVillage, client: LintingClient, role: str) -> None:
    sign_in(client, village, role)
    assert client.get(REGISTER).status_code == 403
    assert client.get(f"{BASE}/offices").status_code == 403


def test_people_are_found(clerk: LintingClient) -> None:
    page = text(clerk.get(f"{REGISTER}?q=00001"))
    assert page.count('role="row"') == 2
    text(clerk.get(f"{REGISTER}?q=%F0%9F%99%82"))


@pytest.mark.slow
def test_the_known_dirty_file_on_the_page(clerk: LintingClient, village: SmallVillage, shared_data: Path) -> None:
    draft = draft_of(clerk, (shared_data / "register-330281004016-dirty.csv").read_bytes())
    assert text(clerk.get(f"{draft}?part=refused&page=2")).count('role="row"') > 10
    text(clerk.get(f"{draft}?part=added&page=200"))
