"""The pages before a meeting: requests, duties, the sheet of households, signatures, votes explained."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.council.builder import ROLES, Council
from tests.council.test_pages import BASE, people, text, voted
from webapp.core.clock import at_china
from webapp.council.consultation import queries

__all__ = ["people"]
CALL = {"asked": "representatives/representatives", "reason": "东渠何时动工，要个说法"}


def asked_for(people: Any) -> None:
    assert people("rep_1").submit(BASE + "/calls/new", CALL).location == BASE + "/calls/2026-1"
    for role in ("rep_2", "rep_3"):
        assert people(role).submit(BASE + "/calls/2026-1/support", {}, page=BASE + "/calls/2026-1").status_code == 302


def test_nobody_has_asked_yet(people: Any) -> None:
    text(people(""), "/calls")
    text(people(""), "/calls/2026-1", 404)
    text(people(""), "/calls/new", 302)
    assert people("rep_1").submit(BASE + "/calls/new", {}).status_code == 422


def test_a_request_gathers_names_and_obliges_the_committee(people: Any, council: Council) -> None:
    asked_for(people)
    for path in ("/calls", "/meetings", "/council"):
        assert "村民代表提请召开村民代表会议" in text(people(""), path)
    shown = text(people(""), "/calls/2026-1")
    assert "没有规定几天之内" in shown
    assert "东渠何时动工" in shown
    for role in ("rep_1", "rep_2", "rep_3"):
        assert council.seat_name(role) not in shown
    assert "村民代表提请" in text(people("clerk"), "/desk")
    assert "村民代表提请" in text(people("chair"), "/desk")
    assert "村民代表提请" not in text(people("supervisor"), "/desk")
    late = people("rep_4").submit(BASE + "/calls/2026-1/support", {}, page=BASE + "/calls/2026-1")
    assert late.status_code == 422


def test_an_overdue_request_stands_before_everybody(people: Any, council: Council) -> None:
    asked_for(people)
    council.clock.set(at_china(date(2026, 3, 18), 9))
    for role, path in (("", ""), ("", "/meetings"), ("supervisor", "/desk"), ("clerk", "/desk")):
        assert "逾期" in text(people(role), path or "/")


def test_while_names_are_gathered_strangers_do_not_read_the_reason(people: Any) -> None:
    people("rep_1").submit(BASE + "/calls/new", CALL)
    assert "东渠何时动工" not in text(people(""), "/calls/2026-1")
    assert "东渠何时动工" in text(people("villager"), "/calls/2026-1")
    again = people("rep_1").submit(BASE + "/calls/new", CALL)
    assert again.status_code == 422
    assert "东渠何时动工" in again.get_data(as_text=True), "nothing typed is lost"
    withdrawn = people("rep_1").submit(BASE + "/calls/2026-1/withdraw", {}, page=BASE + "/calls/2026-1")
    assert withdrawn.status_code == 302


def test_the_clerk_records_names_on_paper_and_convenes_on_the_request(people: Any, council: Council) -> None:
    people("rep_1").submit(BASE + "/calls/new", CALL)
    clerk, page = people("clerk"), BASE + "/calls/2026-1/names"
    names = "、".join(council.seat_name(role) for role in ("rep_2", "rep_3"))
    looked = clerk.submit(page, {"names": names + "、查无此人", "look": "1"})
    assert "查无此人" in looked.get_data(as_text=True)
    keys = [council.village.people[role].hex for role in ("rep_2", "rep_3")]
    assert clerk.submit(page, {"names": names, "resident_ids": keys}).status_code == 302
    text(people("villager"), "/calls/2026-1/names", 403)
    matter = council.matter()
    assert "2026-1" in text(clerk, "/meetings/new?call=2026-1")
    form = {"title": "三月会议", "place": "村委会", "day": "2026-03-06", "hour": "19:00", "matters": [matter.id.hex]}
    assert clerk.submit(BASE + "/meetings/new", form | {"call": "2026-1"}).status_code == 302
    assert "已召集会议" in text(people(""), "/calls/2026-1")


def test_the_meetings_the_law_asks_for_stand_on_the_council_page(people: Any, council: Council) -> None:
    assert "每季度至少一次" in text(people(""), "/council")
    assert "每季度至少一次" not in text(people(""), "/")
    council.clock.set(at_china(date(2026, 3, 20), 9))
    assert "每季度至少一次" in text(people(""), "/")
    council.clock.set(at_china(date(2026, 7, 1), 9))
    assert "已逾期1天" in text(people(""), "/")
    assert "每季度至少一次" in text(people("supervisor"), "/desk")


def line(council: Council, number: int, says: str, note: str = "") -> dict[str, str]:
    key = council.village.households[number - 1].hex
    return {f"{key}-says": says, f"{key}-note": note}


def test_the_sheet_of_households_loses_nothing_typed(people: Any, council: Council) -> None:
    council.convene([council.matter()])
    browser, page = people("rep_1"), BASE + "/meetings/2026-1/items/1/households"
    key = council.village.households[1].hex
    half = line(council, 1, "for", "渠不清，秋里又淹") | {f"{key}-note": "还没想好"}
    sent = browser.submit(page, half)
    assert sent.status_code == 422
    assert "还没想好" in sent.get_data(as_text=True)
    assert "秋里又淹" in text(browser, "/meetings/2026-1/items/1/households"), "what was complete is saved"
    one = browser.submit(
        page, line(council, 1, "for", "渠不清，秋里又淹") | line(council, 2, "against") | {"line": key}
    )
    assert (one.status_code, one.location) == (302, f"{page}#h-{key}")
    other = browser.submit(page, line(council, 7, "for"))
    assert other.status_code == 200, "a household that is not mine has no line on my sheet"
    text(people("villager"), "/meetings/2026-1/items/1/households", 403)
    assert "问到2户" in text(people(""), "/meetings/2026-1")
    public = text(people(""), "/meetings/2026-1/items/1/said")
    assert "按片区" not in public
    assert "秋里又淹" not in public
    assert "按片区" in text(people("rep_2"), "/meetings/2026-1/items/1/said")


def test_once_the_vote_began_the_sheet_says_so_and_keeps_the_words(people: Any, council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter()], ROLES)
    council.poll(meeting)
    browser, page = people("rep_1"), BASE + "/meetings/2026-1/items/1/households"
    sent = browser.submit(page, line(council, 1, "for", "来得及吗"))
    assert sent.status_code == 422
    assert "来得及吗" in sent.get_data(as_text=True)


def test_a_villager_sees_the_own_household_only_and_contests_it(people: Any, council: Council) -> None:
    council.convene([council.matter()])
    session = council.anyone().session
    mine = queries.household_of(session, council.village.people["villager"])
    assert mine is not None
    number = council.village.households.index(mine.id) + 1
    rep = people(f"rep_{(number - 1) // 6 + 1}")
    page = BASE + "/meetings/2026-1/items/1/households"
    rep.submit(page, line(council, number, "for", "同意先修渠"))
    assert "同意先修渠" in text(people("villager"), "/my-household")
    assert "同意先修渠" not in text(people("rep_12"), "/my-household")
    text(people(""), "/my-household", 302)
    wrong = BASE + "/my-household/2026-1/1"
    assert people("villager").submit(wrong, {"says": ""}).status_code == 422
    assert people("villager").submit(wrong, {"says": "against", "note": "没问过我"}).status_code == 302
    assert people("villager").submit(wrong, {"says": "against"}).status_code == 422
    assert "没问过我" in text(rep, "/meetings/2026-1/items/1/households")
    assert "记错" in text(rep, "/desk")
    text(people("rep_12"), "/my-household/2026-1/1", 404)


def test_the_clerk_records_who_signed_about_a_levy(people: Any, council: Council) -> None:
    council.mandate()
    council.convene([council.matter("levy")])
    page, sheet = BASE + "/meetings/2026-1/items/1/signatures", BASE + "/meetings/2026-1/items/1/households"
    people("rep_1").submit(sheet, line(council, 1, "for"))
    assert people("clerk").submit(page, {"signed": ["00001"]}).status_code == 302
    assert "72户中1户" in text(people(""), "/meetings/2026-1/items/1/said")
    assert people("rep_1").submit(page, {}).status_code == 302, "recorded by mistake, taken back"
    assert people("rep_1").submit(page, {}).status_code == 422
    text(people("clerk"), "/meetings/2026-1/items/1/signatures?area=2")
    text(people("villager"), "/meetings/2026-1/items/1/signatures", 403)


def test_a_vote_is_explained_beside_the_vote_and_where_one_looks_for_the_representative(
    people: Any, council: Council
) -> None:
    voted(council)
    page = BASE + "/meetings/2026-1/polls/1/why"
    assert people("rep_1").submit(page, {"text": ""}).status_code == 422
    assert people("rep_1").submit(page, {"text": "我片多数户要先修渠"}).status_code == 302
    assert people("chair").submit(page, {"text": "因为"}).status_code == 422
    text(people("villager"), "/meetings/2026-1/polls/1/why", 403)
    assert "我片多数户要先修渠" in text(people(""), "/meetings/2026-1/polls/1")
    assert "我片多数户要先修渠" in text(people(""), "/council?household=00002")
    assert "我片多数户要先修渠" not in text(people(""), "/council?household=00012")
