"""The hall screen and the tablet in a real browser: readable, accessible, and honest when the network is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import update

from tests.council.builder import REPS, ROLES, Council
from tests.harness.browser import require_accessible, screenshots
from tests.harness.village import PASSWORD
from tests.journeys.conftest import Stage, stage_on
from webapp.council.agenda import operations as agenda
from webapp.council.amendments import operations as amendments
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import agenda_of
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import Vote
from webapp.council.speeches import operations as speeches
from webapp.council.tablet.rules import seat_code, tablet_pass

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HALLS = ((1600, 900), (1024, 768))
SHOTS = Path(__file__).parents[1] / ".screenshots"


@pytest.fixture
def stage(database_url: str, tmp_path: Path) -> Iterator[Stage]:
    with stage_on(database_url, tmp_path) as opened:
        yield opened


@pytest.fixture
def council(stage: Stage) -> Council:
    return Council(stage.village, stage.clock)  # type: ignore[arg-type]


def hall_pictures(page: Any, name: str) -> None:
    """The projector's two sizes: a picture of each, and nothing wider or higher than the screen."""
    for width, height in HALLS:
        page.set_viewport_size({"width": width, "height": height})
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"screen-{name}-{width}.png")
        sizes = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        across, down = page.evaluate(sizes)
        assert across <= width, f"{name} is {across} wide on {width}"
        assert down <= height, f"{name} is {down} high on {height}"


def held(council: Council) -> tuple[Meeting, Any, Any]:
    council.mandate()
    long = "东渠清淤与护坡，含村口到晒谷场一段的涵管更换"
    meeting = council.convene([council.matter(title=long), council.matter(title="修桥"), council.matter(title="路灯")])
    items = [item for item, _ in agenda_of(council.anyone().session, meeting.id)]
    agenda.order_agenda(council.ctx("clerk"), meeting.id, [(items[0].id, 20), (items[1].id, 10), (items[2].id, None)])
    return meeting, items[0], items[1]


def debate(council: Council, item: Any) -> None:
    agenda.begin_item(council.ctx("chair"), item.id)
    for number in range(1, 5):
        speeches.ask_to_speak(council.ctx(f"rep_{number}"), item.id)
    first = speeches.queries.turns_of(council.anyone().session, item.id)[0]
    speeches.begin_turn(council.ctx("clerk"), first.speech.id)
    text = "预算由十二万八千元改为十万元，其余留到明年"
    moved = amendments.move_amendment(council.ctx("rep_5"), item.id, text)
    amendments.move_amendment(council.ctx("rep_6"), item.id, "“明年”改为“后年”", moved.id)


def test_the_screen_follows_the_meeting(
    council: Council, stage: Stage, browser: Browser, new_person: Callable[..., Any]
) -> None:
    meeting, item, _other = held(council)
    screen = new_person(stage.server.url, viewport={"width": 1600, "height": 900})
    screen.goto(f"{stage.home}/meetings/2026-1/screen")
    expect(screen.locator(".stage-waiting")).to_be_visible()
    hall_pictures(screen, "waiting")
    require_accessible(screen)
    council.fill(meeting, ROLES[:12])
    meetings.open_meeting(council.ctx("clerk"), meeting.id)
    expect(screen.locator(".stage-agenda")).to_be_visible()
    hall_pictures(screen, "agenda")
    debate(council, item)
    council.clock.set(meeting.starts_at + timedelta(seconds=45))
    expect(screen.locator("time.clock").first).to_have_text("1:15")
    hall_pictures(screen, "debate")
    require_accessible(screen)
    speaking = speeches.queries.speaking_in(council.anyone().session, meeting.id)
    assert speaking is not None
    speeches.end_turn(council.ctx("clerk"), speaking.id)
    for number in (2, 1):
        moved = amendments.queries.amendment_at(council.anyone().session, item.id, number)
        assert moved is not None
        if moved.state == "pending":
            amendments.withdraw_amendment(council.ctx("rep_6" if number == 2 else "rep_5"), moved.id)
    poll = council.poll(meeting)
    session = council.anyone().session
    session.execute(update(Poll).values(closes_at=council.clock() + timedelta(seconds=220)))
    session.commit()
    council.vote(poll, REPS[:7])
    expect(screen.locator(".stage-vote")).to_be_visible()
    expect(screen.locator("time.clock")).to_have_text("3:40")
    expect(screen.locator(".meter").nth(1)).to_contain_text("7 / 12")
    hall_pictures(screen, "vote")
    require_accessible(screen)
    council.vote(poll, ["chair"], Vote.AGAINST)
    expect(screen.locator(".meter").nth(1)).to_contain_text("8 / 12", timeout=1500)
    council.clock.set(meeting.starts_at + timedelta(minutes=4))
    polls.close_poll(council.ctx("clerk"), poll.id)
    expect(screen.locator(".verdict")).to_be_visible()
    hall_pictures(screen, "result")
    require_accessible(screen)
    screenshots(screen, "screen-phone", (360, 768))


def test_a_dropped_network_is_said_and_passes(council: Council, stage: Stage, browser: Browser) -> None:
    meeting, _item, _other = held(council)
    council.fill(meeting, ROLES[:12])
    meetings.open_meeting(council.ctx("clerk"), meeting.id)
    poll = council.poll(meeting)
    context = browser.new_context(locale="zh-CN", viewport={"width": 1600, "height": 900})
    page = context.new_page()
    page.goto(f"{stage.home}/meetings/2026-1/screen")
    council.vote(poll, ["rep_1"])
    voted = page.locator(".meter").nth(1)
    expect(voted).to_contain_text("1 / 12")
    context.set_offline(True)
    expect(page.locator("#live-state")).to_be_visible(timeout=8000)
    assert "19:00" in page.locator("#live-state").inner_text()
    page.screenshot(path=SHOTS / "screen-gone.png")
    council.vote(poll, ["rep_2", "rep_3"])
    context.set_offline(False)
    expect(page.locator("#live-state")).to_be_hidden(timeout=8000)
    expect(voted).to_contain_text("3 / 12")
    context.close()
    silent = browser.new_context(java_script_enabled=False, viewport={"width": 1024, "height": 768})
    still = silent.new_page()
    still.goto(f"{stage.home}/meetings/2026-1/screen")
    council.vote(poll, ["rep_4"])
    expect(still.locator(".meter").nth(1)).to_contain_text("4 / 12", timeout=9000)
    silent.close()


def test_the_rooms_of_the_debate_and_the_tablet(council: Council, stage: Stage, new_person: Callable[..., Any]) -> None:
    meeting, item, _other = held(council)
    clerk = new_person(stage.server.url)
    clerk.goto(f"{stage.home}/sign-in")
    clerk.fill("#sign_in_name", "clerk")
    clerk.fill("#password", PASSWORD)
    clerk.click("main button[type=submit]")
    clerk.wait_for_url("**/desk")
    looked_at(clerk, stage, "order", "meetings/2026-1/order")
    council.fill(meeting, ROLES[:12])
    hall = new_person(stage.server.url)
    meetings.open_meeting(council.ctx("clerk"), meeting.id)
    debate(council, item)
    looked_at(clerk, stage, "item-clerk", "meetings/2026-1/items/1")
    looked_at(hall, stage, "item", "meetings/2026-1/items/1")
    looked_at(clerk, stage, "meeting", "meetings/2026-1")
    looked_at(clerk, stage, "tablet-start", "meetings/2026-1/tablet")
    clerk.get_by_role("button", name="启用平板").click()
    require_accessible(clerk)
    screenshots(clerk, "debate-tablet-started")
    looked_at(clerk, stage, "slips", "meetings/2026-1/tablet/slips")
    looked_at(clerk, stage, "hall-list", "meetings/2026-1/hall")
    clerk.set_viewport_size({"width": 1600, "height": 900})
    clerk.goto(f"{stage.home}/meetings/2026-1/screen")
    expect(clerk.locator(".door .qr").first).to_be_visible(timeout=20_000)
    hall_pictures(clerk, "door")
    opened = f"meetings/2026-1/tablet/{tablet_pass(meeting.door_secret)}"
    looked_at(hall, stage, "tablet", opened)
    council.poll(meeting, 2)
    seat = council.seat(meeting, "rep_1")
    hall.fill("#position", str(seat.position))
    hall.fill("#code", seat_code(meeting.door_secret, seat.id))
    hall.click("main button[type=submit]")
    require_accessible(hall)
    screenshots(hall, "debate-tablet-choose")
    looked_at(hall, stage, "tablet-done", f"{opened}/done?what=voted")


def looked_at(page: Any, stage: Stage, name: str, path: str) -> None:
    page.goto(f"{stage.home}/{path}")
    require_accessible(page)
    screenshots(page, f"debate-{name}")
