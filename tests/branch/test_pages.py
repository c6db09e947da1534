"""The pages of matters, through the client that lints every page."""

from __future__ import annotations

import io
from typing import Any

import pytest
from markupsafe import escape

from tests.branch.matters import TEXT, branch_matter, bring_to_resolve, hold, reload, villagers_matter
from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage, sign_in
from webapp.branch.matters import operations, queries
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step
from webapp.village.register.models import Resident


@pytest.fixture
def at(village: SmallVillage) -> str:
    return f"/v/{village.village_id:012d}"


def newest(village: SmallVillage) -> Matter:
    return queries.list_matters(village.acting(village.village_id).session, 1, with_gathering=True).rows[0]


def form_of(**changed: Any) -> dict[str, Any]:
    given = {"source": "party_branch", "kind": "public_welfare", "title": "修村东路", "text": TEXT, "budget": "12.8万"}
    return given | changed


def test_anybody_reads_the_list(client: LintingClient, village: SmallVillage, at: str) -> None:
    branch_matter(village)
    villagers_matter(village)
    page = client.get(f"{at}/matters").text
    assert "修村东路" in page
    assert "装路灯" not in page
    assert client.get(f"{at}/matters?state=done&kind=charter&step=resolve&page=7").status_code == 200
    assert client.get(f"{at}/matters?state=nonsense").status_code == 404


def test_those_who_signed_in_see_what_gathers_names(client: LintingClient, village: SmallVillage, at: str) -> None:
    matter = villagers_matter(village)
    assert client.get(f"{at}/matters/{matter.short_number}/versions").status_code == 404
    sign_in(client, village, "villager_2")
    assert "装路灯" in client.get(f"{at}/matters").text
    assert client.get(f"{at}/matters/{matter.short_number}/versions").status_code == 200


def test_the_secretary_raises_a_matter(client: LintingClient, village: SmallVillage, at: str) -> None:
    sign_in(client, village, "secretary")
    answer = client.submit(f"{at}/matters/new", form_of())
    assert answer.status_code == 302, answer.text
    matter = newest(village)
    assert (matter.title, matter.budget_fen, matter.state) == ("修村东路", 12_800_000, MatterState.ACTIVE)


def test_a_preview_raises_nothing_and_is_clean(client: LintingClient, village: SmallVillage, at: str) -> None:
    sign_in(client, village, "secretary")
    text = "**粗** <script>alert(1)</script> [x](javascript:alert(1))"
    page = client.submit(f"{at}/matters/new", form_of(text=text, preview="1")).text
    assert "<strong>粗</strong>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert queries.list_matters(village.ctx("clerk").session, 1).total == 0


@pytest.mark.parametrize(
    ("changed", "word"),
    [({"title": ""}, "title"), ({"budget": "一大笔"}, "budget"), ({"kind": "election"}, "kind"), ({"source": "committee"}, "source"),
     ({"concerned_name": "查无此人"}, "concerned_name")],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_field(
    client: LintingClient, village: SmallVillage, at: str, changed: dict, word: str
) -> None:
    sign_in(client, village, "secretary")
    answer = client.submit(f"{at}/matters/new", form_of(**changed))
    assert answer.status_code == 422
    assert f'id="{word}-wrong"' in answer.text
    assert word == "title" or "修村东路" in answer.text


def test_people_of_one_name_are_told_apart(client: LintingClient, village: SmallVillage, at: str) -> None:
    ctx = village.acting(village.village_id)
    people = queries.people_like(ctx.session, "赵")
    twice = next(person for person in people if sum(other.name == person.name for other in people) > 1)
    sign_in(client, village, "secretary")
    answer = client.submit(f"{at}/matters/new", form_of(concerned_name=twice.name))
    assert answer.status_code == 422
    assert twice.id.hex in answer.text
    answer = client.submit(f"{at}/matters/new", form_of(concerned_name=twice.name, concerned=twice.id.hex))
    assert answer.status_code == 302
    assert newest(village).concerned_id == twice.id


def test_a_visitor_is_sent_to_sign_in(client: LintingClient, village: SmallVillage, at: str) -> None:
    matter = branch_matter(village)
    for path in ("new", f"{matter.short_number}/revise", f"{matter.short_number}/steps/propose"):
        answer = client.get(f"{at}/matters/{path}")
        assert answer.status_code == 302
        assert "/sign-in" in answer.location


def test_the_text_is_changed_and_differences_are_shown(client: LintingClient, village: SmallVillage, at: str) -> None:
    matter = branch_matter(village)
    sign_in(client, village, "secretary")
    path = f"{at}/matters/{matter.short_number}/revise"
    answer = client.submit(path, {"title": "修村东路", "text": TEXT.replace("800", "900"), "reason": "量过了"})
    assert answer.status_code == 302, answer.text
    page = client.get(f"{at}/matters/{matter.short_number}/versions").text
    assert "800" in page.split("<del>")[2].split("</del>")[0]
    assert "900" in page.split("<ins>")[2].split("</ins>")[0]
    assert client.get(f"{at}/matters/{matter.short_number}/versions?from=1&to=9").status_code == 404


def test_why_a_text_stands_still_is_said_before_typing(client: LintingClient, village: SmallVillage, at: str) -> None:
    matter = branch_matter(village)
    bring_to_resolve(village, matter.id)
    operations.announce(village.acting(village.village_id), matter.id)
    sign_in(client, village, "secretary")
    page = client.get(f"{at}/matters/{matter.short_number}/revise")
    assert page.status_code == 422
    assert 'class="why"' in page.text
    assert client.submit(f"{at}/matters/{matter.short_number}/withdraw", {"reason": "不办了"}).status_code == 422


def test_somebody_else_is_told_whose_it_is(client: LintingClient, village: SmallVillage, at: str) -> None:
    matter = branch_matter(village)
    sign_in(client, village, "villager")
    assert client.get(f"{at}/matters/{matter.short_number}/revise").status_code == 403
    assert client.get(f"{at}/matters/{matter.short_number}/steps/propose").status_code == 403


@pytest.mark.parametrize(
    "reason",
    ['[["rep.pass", "VCOL-2025:30", {"needed": 2, "got": 1, "base": 3}]]', '[["matter.text", "VCOL-2025:30", {}]]'],
)
def test_a_typed_reason_never_speaks_as_the_law(
    client: LintingClient, village: SmallVillage, at: str, reason: str
) -> None:
    matter = branch_matter(village)
    sign_in(client, village, "secretary")
    assert client.submit(f"{at}/matters/{matter.short_number}/withdraw", {"reason": reason}).status_code == 302
    answer = client.get(f"{at}/matters/{matter.short_number}")
    assert answer.status_code == 200
    assert str(escape(reason)) in answer.text


def test_a_matter_is_withdrawn_with_a_reason(client: LintingClient, village: SmallVillage, at: str) -> None:
    matter = branch_matter(village)
    sign_in(client, village, "branch_member")
    assert client.submit(f"{at}/matters/{matter.short_number}/withdraw", {"reason": " "}).status_code == 422
    assert client.submit(f"{at}/matters/{matter.short_number}/withdraw", {"reason": "重复"}).status_code == 302
    assert reload(village, matter.id).state is MatterState.WITHDRAWN


def test_names_are_put_under_a_matter(client: LintingClient, village: SmallVillage, at: str) -> None:
    matter = villagers_matter(village)
    sign_in(client, village, "villager_2")
    path = f"{at}/matters/{matter.short_number}/cosign"
    assert client.submit(path).status_code == 302
    page = client.get(path).text
    assert '2<span class="of"> / 72' in page
    body = client.get(f"{at}/matters").text
    token = body.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post(path, data={"csrf_token": token}).status_code == 422


def test_names_on_paper_are_looked_up_ticked_and_recorded(
    client: LintingClient, village: SmallVillage, at: str
) -> None:
    matter = villagers_matter(village)
    session = village.acting(village.village_id).session
    names = [session.get(Resident, (village.village_id, village.people[f"rep_{n}"])).name for n in range(1, 9)]
    sign_in(client, village, "clerk")
    path = f"{at}/matters/{matter.short_number}/names"
    assert client.submit(path, {"names": ""}).status_code == 422
    page = client.submit(path, {"names": "\n".join([*names, "不存在"]), "look": "1"})
    assert page.status_code == 200
    assert "不存在" in page.text
    ids = [village.people[f"rep_{n}"].hex for n in range(1, 9)]
    assert client.submit(path, {"names": "\n".join(names), "resident_ids": ids}).status_code == 302
    assert client.submit(f"{at}/matters/{matter.short_number}/put-forward", page=path).status_code == 302
    assert reload(village, matter.id).state is MatterState.ACTIVE


def test_papers_are_added_and_downloaded_safely(client: LintingClient, village: SmallVillage, at: str) -> None:
    matter = branch_matter(village)
    sign_in(client, village, "secretary")
    path = f"{at}/matters/{matter.short_number}/attachments"
    files = [(io.BytesIO(b"%PDF-1.7 quote"), "../../报价.pdf"), (io.BytesIO(b"<html>\x00"), "page.pdf")]
    answer = client.submit(path, {"files": files}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "报价.pdf" in answer.text
    assert "page.pdf" in answer.text
    paper = queries.matter_detail(village.ctx("clerk").session, matter, matter.raised_on).attachments[0]
    visitor = client.application.test_client()
    got = visitor.get(f"{path}/{paper.id}")
    assert got.data == b"%PDF-1.7 quote"
    assert got.mimetype == "application/pdf"
    assert got.headers["Content-Disposition"].startswith("attachment;")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got.headers["Content-Security-Policy"]


def test_a_paper_of_a_gathering_matter_is_not_public(client: LintingClient, village: SmallVillage, at: str) -> None:
    matter = villagers_matter(village)
    paper = operations.add_attachment(village.ctx("villager"), matter.id, "a.txt", b"text")
    path = f"{at}/matters/{matter.short_number}/attachments/{paper.id}"
    assert client.get(path).status_code == 404
    sign_in(client, village, "villager_2")
    assert client.get(path).status_code == 200


def sitting(village: SmallVillage, roles: tuple[str, ...], **changed: Any) -> dict[str, Any]:
    given = {
        "held_on": "2026-03-02", "place": "会议室", "present": [village.people[role].hex for role in roles],
        "chair": village.people["secretary"].hex, "votes_for": str(len(roles)), "votes_against": "0",
        "votes_abstain": "0", "minutes": "讨论后一致同意。",
    }  # fmt: skip
    return given | changed


BRANCH = ("secretary", "branch_member", "branch_member_2")


def test_the_clerk_records_a_sitting(client: LintingClient, village: SmallVillage, at: str) -> None:
    matter = branch_matter(village)
    sign_in(client, village, "clerk")
    path = f"{at}/matters/{matter.short_number}/steps/propose"
    answer = client.submit(path, sitting(village, BRANCH))
    assert answer.status_code == 302, answer.text
    assert reload(village, matter.id).step is Step.CONSULT


def test_nothing_typed_is_lost_when_a_sitting_cannot_be_recorded(
    client: LintingClient, village: SmallVillage, at: str
) -> None:
    matter = branch_matter(village)
    sign_in(client, village, "clerk")
    path = f"{at}/matters/{matter.short_number}/steps/propose"
    answer = client.submit(path, sitting(village, BRANCH[:1], votes_for="3", held_on="2026-03-03"))
    assert answer.status_code == 422
    assert 'class="why"' in answer.text
    assert "讨论后一致同意。" in answer.text
    assert 'value="2026-03-03"' in answer.text
    assert 'checked id="present-' in answer.text.replace("\n", "") or "checked" in answer.text
    assert reload(village, matter.id).step is Step.PROPOSE


def test_everyone_is_ticked_on_request(client: LintingClient, village: SmallVillage, at: str) -> None:
    matter = branch_matter(village)
    for step in (Step.PROPOSE, Step.CONSULT):
        hold(village, matter.id, step)
    sign_in(client, village, "secretary")
    path = f"{at}/matters/{matter.short_number}/steps/party_review"
    page = client.submit(path, {"held_on": "2026-03-02", "everyone": "1"}).text
    assert page.count(" checked") == 36


def test_the_wrong_step_says_where_the_matter_stands(client: LintingClient, village: SmallVillage, at: str) -> None:
    matter = branch_matter(village)
    sign_in(client, village, "clerk")
    page = client.get(f"{at}/matters/{matter.short_number}/steps/party_review")
    assert page.status_code == 422
    assert 'class="why"' in page.text
    assert client.get(f"{at}/matters/{matter.short_number}/steps/resolve").status_code == 404
    assert client.get(f"{at}/matters/2026-99/steps/propose").status_code == 404


def test_a_sitting_of_no_day_comes_back(client: LintingClient, village: SmallVillage, at: str) -> None:
    matter = branch_matter(village)
    sign_in(client, village, "secretary")
    for day in ("", "2026-02-30", "٢٠٢٦-٠٣-٠٢", "1"):
        answer = client.submit(f"{at}/matters/{matter.short_number}/steps/propose", {"held_on": day})
        assert answer.status_code == 422, day
