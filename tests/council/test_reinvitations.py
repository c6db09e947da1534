"""A new link for somebody who can sign in already takes two people, and there is none during a vote."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.council.builder import REPS, ROLES, Council, refused
from tests.harness.village import PASSWORD, sign_in
from webapp.audit.check import problems_of_village
from webapp.audit.models import LogEntry
from webapp.core.errors import NotPermitted
from webapp.council.polls import operations as polls
from webapp.council.reinvitations.operations import (
    agree_reinvitation,
    ask_reinvitation,
    hand_reinvitation,
    reinvite_as_operator,
)
from webapp.council.reinvitations.rules import LINK_LASTS, Asking, blockers_agree, blockers_ask, blockers_hand
from webapp.village.accounts.models import Account
from webapp.village.accounts.operations import invite, renew_link
from webapp.village.accounts.queries import invitation_by_token

BASE = "/v/411381105201"


def codes(found: Any) -> list[str]:
    assert all(blocker.article == "" for blocker in found), "the law does not speak of passwords"
    return [blocker.code.removeprefix("reinvitation.") for blocker in found]


def test_who_may_ask_agree_and_hand_out(council: Council) -> None:
    now = council.clock()
    fresh, agreed = Asking(now + timedelta(1), False, False), Asking(now + timedelta(1), True, False)
    assert codes(blockers_ask(True, False, [])) == []
    assert codes(blockers_ask(False, True, ["路灯"])) == ["not_joined", "own", "vote_open"]
    assert codes(blockers_agree(fresh, False, False, now, [])) == []
    assert codes(blockers_agree(fresh, True, True, now, ["路灯"])) == ["own", "same_person", "vote_open"]
    assert codes(blockers_agree(fresh, False, False, now + timedelta(1), [])) == ["lapsed"]
    assert codes(blockers_agree(agreed, False, False, now, [])) == ["agreed"]
    assert codes(blockers_hand(fresh, False, now, [])) == ["not_agreed"]
    assert codes(blockers_hand(agreed, True, now, ["路灯"])) == ["own", "vote_open"]
    assert codes(blockers_hand(Asking(now + timedelta(1), True, True), False, now, [])) == ["handed"]


@pytest.mark.both_databases
def test_two_people_and_then_a_link(council: Council) -> None:
    person = council.village.people["rep_1"]
    assert refused(lambda: invite(council.ctx("clerk"), person, "rep_1")) == {"account.has_joined": ""}
    key = ask_reinvitation(council.ctx("clerk"), person).id
    assert "reinvitation.not_agreed" in refused(lambda: hand_reinvitation(council.ctx("clerk"), key))
    for nobody in ("clerk", "chair", "supervisor", "branch_member", "rep_2"):
        with pytest.raises(NotPermitted):
            agree_reinvitation(council.ctx(nobody), key)
    agree_reinvitation(council.ctx("supervision_chair"), key)
    assert "reinvitation.agreed" in refused(lambda: agree_reinvitation(council.ctx("secretary"), key))
    token = hand_reinvitation(council.ctx("clerk"), key)
    session = council.ctx("clerk").session
    link = invitation_by_token(session, token)
    assert link is not None
    assert link.expires_at == council.clock() + LINK_LASTS
    assert "reinvitation.handed" in refused(lambda: hand_reinvitation(council.ctx("clerk"), key))
    assert not list(problems_of_village(council.anyone().session))
    with pytest.raises(NotPermitted):
        renew_link(council.ctx("clerk"), council.village.accounts["rep_1"], LINK_LASTS)


def test_nobody_does_it_for_themselves(council: Council) -> None:
    people = council.village.people
    assert "reinvitation.own" in refused(lambda: ask_reinvitation(council.ctx("clerk"), people["clerk"]))
    key = ask_reinvitation(council.ctx("clerk"), people["secretary"]).id
    assert "reinvitation.own" in refused(lambda: agree_reinvitation(council.ctx("secretary"), key))
    agree_reinvitation(council.ctx("supervision_chair"), key)
    other = ask_reinvitation(council.ctx("clerk"), people["rep_1"]).id
    ctx = council.ctx("clerk")
    ctx.grants = council.anyone().grants
    assert "reinvitation.same_person" in refused(lambda: agree_reinvitation(ctx, other))


def test_asking_lapses_and_anew_ends_the_old(council: Council) -> None:
    person = council.village.people["rep_1"]
    first = ask_reinvitation(council.ctx("clerk"), person).id
    second = ask_reinvitation(council.ctx("clerk"), person).id
    assert "reinvitation.lapsed" in refused(lambda: agree_reinvitation(council.ctx("secretary"), first))
    council.clock.advance(days=4)
    assert "reinvitation.lapsed" in refused(lambda: agree_reinvitation(council.ctx("secretary"), second))


@pytest.mark.both_databases
def test_no_link_while_a_vote_is_open(council: Council) -> None:
    person, villager = council.village.people["rep_1"], council.village.people["villager"]
    council.mandate()
    meeting = council.open([council.matter()], ROLES)
    early = ask_reinvitation(council.ctx("clerk"), council.village.people["rep_2"]).id
    agree_reinvitation(council.ctx("secretary"), early)
    poll = council.poll(meeting)
    votes = {"reinvitation.vote_open": ""}
    assert refused(lambda: ask_reinvitation(council.ctx("clerk"), person)) == votes
    assert refused(lambda: hand_reinvitation(council.ctx("clerk"), early)) == votes
    assert refused(lambda: reinvite_as_operator(council.anyone(), person)) == votes
    ask_reinvitation(council.ctx("clerk"), villager)
    council.vote(poll, REPS)
    polls.close_poll(council.ctx("clerk"), poll.id)
    assert hand_reinvitation(council.ctx("clerk"), early)


def test_the_operator_is_seen(council: Council, client: Any) -> None:
    reinvite_as_operator(council.anyone(), council.village.people["rep_1"])
    session = council.anyone().session
    entry = session.scalars(select(LogEntry).order_by(LogEntry.seq.desc()).limit(1)).one()
    assert (entry.event, entry.actor) == ("reinvited_by_operator", "operator")
    assert "运维人员" in client.get(f"{BASE}/log/{entry.seq}").get_data(as_text=True)


def test_the_pages_lead_from_one_to_the_next(council: Council, app: Any) -> None:
    clerk, second, person = app.test_client(), app.test_client(), app.test_client()
    sign_in(clerk, council.village, "clerk")
    sign_in(second, council.village, "supervision_chair")
    resident = council.village.people["rep_1"]
    show = f"{BASE}/reinvitations/for/{resident}"
    assert clerk.get(f"{BASE}/invitations/new/{resident}").headers["Location"].endswith(show)
    assert clerk.submit(show).status_code == 302
    assert "rep_1" in second.get(f"{BASE}/desk").get_data(as_text=True)
    page = second.get(f"{BASE}/reinvitations").get_data(as_text=True)
    agree = re.search(rf'action="({BASE}/reinvitations/[^"]+/agree)"', page)
    assert agree is not None
    assert second.submit(agree.group(1), page=f"{BASE}/reinvitations").status_code == 302
    make = re.search(rf'action="({BASE}/reinvitations/[^"]+/link)"', clerk.get(show).get_data(as_text=True))
    assert make is not None
    shown = clerk.submit(make.group(1), page=show).get_data(as_text=True)
    link = re.search(rf"({BASE}/join/[\w-]+)", shown)
    assert link is not None
    assert person.submit(link.group(1), {"password": PASSWORD + "!"}).status_code == 302
    account = council.anyone().session.get(Account, (council.village.village_id, council.village.accounts["rep_1"]))
    assert account is not None
    assert account.epoch == 2
    assert second.get(f"{BASE}/reinvitations/for/{resident}").status_code == 403
    assert clerk.get(f"{BASE}/reinvitations").status_code == 403
