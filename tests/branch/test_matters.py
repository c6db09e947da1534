"""Raising, revising, putting forward, returning and withdrawing matters."""

from __future__ import annotations

import threading
import uuid

import pytest
from sqlalchemy import select

from tests.branch.matters import TEXT, branch_matter, bring_to_resolve, hold, reload, villagers_matter
from tests.harness.village import SmallVillage
from webapp.branch.matters import operations, queries
from webapp.branch.matters.models import CoSignature, Matter, MatterVersion
from webapp.branch.matters.rules import MatterState, Source, Step
from webapp.core.errors import Conflict, InvalidInput, NotFound, NotPermitted, RuleBroken

pytestmark = pytest.mark.both_databases


def codes(caught: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [blocker.code for blocker in caught.value.blockers]


def test_a_body_s_matter_is_put_forward_at_once(village: SmallVillage) -> None:
    matter = branch_matter(village)
    assert (matter.short_number, matter.state, matter.step) == ("2026-1", MatterState.ACTIVE, Step.PROPOSE)
    assert matter.put_forward_on == matter.raised_on
    detail = queries.matter_detail(village.ctx("clerk").session, matter, matter.raised_on)
    assert detail.version.text == TEXT
    assert detail.tally is None
    assert detail.kind.article == "VCOL-2025:28[4]"


def test_numbers_run_through_the_year(village: SmallVillage) -> None:
    assert [branch_matter(village).short_number for _ in range(3)] == ["2026-1", "2026-2", "2026-3"]


@pytest.mark.parametrize(
    ("role", "source"),
    [
        ("villager", Source.PARTY_BRANCH),
        ("secretary", Source.COMMITTEE),
        ("chair", Source.SUPERVISION),
        ("member", Source.COLLECTIVE),
        ("villager", Source.REPRESENTATIVES),
        ("clerk", Source.PARTY_BRANCH),
    ],
)
def test_nobody_speaks_in_another_body_s_name(village: SmallVillage, role: str, source: Source) -> None:
    with pytest.raises(RuleBroken) as caught:
        operations.raise_matter(village.ctx(role), source, "public_welfare", "修路", TEXT)
    assert codes(caught) == [f"matter.source.{source.value}"]
    assert caught.value.blockers[0].article == "HENAN:54"


@pytest.mark.parametrize(("kind", "code"), [("election", "election.win"), ("guarantee", "vc.guarantee.allowed"),
                                            ("flying", "law.profile")])  # fmt: skip
def test_what_no_meeting_may_decide_is_not_raised(village: SmallVillage, kind: str, code: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        branch_matter(village, kind=kind)
    assert codes(caught) == [code]


@pytest.mark.parametrize(
    "changed",
    [{"title": ""}, {"title": "长" * 121}, {"text": "  \n "}, {"text": "字" * 20_001}, {"text": "a\x00b"},
     {"budget_fen": -1}, {"budget_fen": 10**12 + 1}],
)  # fmt: skip
def test_impossible_texts_and_budgets_are_refused(village: SmallVillage, changed: dict) -> None:
    with pytest.raises(InvalidInput):
        branch_matter(village, **changed)
    assert queries.list_matters(village.ctx("clerk").session, 1).total == 0


def test_a_stranger_cannot_be_concerned(village: SmallVillage) -> None:
    with pytest.raises(NotFound):
        branch_matter(village, concerned_id=uuid.uuid4())


def test_the_catalogue_of_the_day_counts(village: SmallVillage) -> None:
    assert branch_matter(village, kind="homestead").kind == "homestead"


def test_villagers_gather_names_and_the_raiser_signs_first(village: SmallVillage) -> None:
    matter = villagers_matter(village)
    assert matter.state is MatterState.GATHERING
    assert matter.put_forward_on is None
    session = village.ctx("clerk").session
    assert session.scalars(select(CoSignature.resident_id)).all() == [village.people["villager"]]
    assert queries.list_matters(session, 1).total == 0
    assert queries.list_matters(session, 1, with_gathering=True).total == 1


def test_a_revision_adds_a_version_and_says_why(village: SmallVillage) -> None:
    matter = branch_matter(village)
    operations.revise_matter(village.ctx("branch_member"), matter.id, "修村东路(改)", TEXT + "加路灯。", "村民要求路灯")
    session = village.ctx("clerk").session
    rows = queries.versions_of(session, matter.id)
    assert [(row.version.number, row.version.reason) for row in rows] == [(2, "村民要求路灯"), (1, "")]
    assert reload(village, matter.id).title == "修村东路(改)"


def test_the_same_text_is_no_revision(village: SmallVillage) -> None:
    matter = branch_matter(village)
    with pytest.raises(Conflict, match=r"matter\.unchanged"):
        operations.revise_matter(village.ctx("secretary"), matter.id, matter.title, TEXT, "没改")


@pytest.mark.parametrize("role", ["villager", "chair", "supervisor", "clerk"])
def test_only_those_who_raised_it_change_it(village: SmallVillage, role: str) -> None:
    matter = branch_matter(village)
    with pytest.raises(NotPermitted):
        operations.revise_matter(village.ctx(role), matter.id, "别的", "别的", "想改")
    with pytest.raises(NotPermitted):
        operations.withdraw_matter(village.ctx(role), matter.id, "想撤")


def test_what_others_signed_does_not_change(village: SmallVillage) -> None:
    matter = villagers_matter(village)
    operations.revise_matter(village.ctx("villager"), matter.id, "装路灯", "五盏。", "写清楚")
    operations.cosign(village.ctx("villager_2"), matter.id)
    with pytest.raises(RuleBroken) as caught:
        operations.revise_matter(village.ctx("villager"), matter.id, "装路灯", "十盏。", "多几盏")
    assert codes(caught) == ["matter.signed"]


def test_a_text_stands_still_once_a_meeting_is_announced(village: SmallVillage) -> None:
    matter = branch_matter(village)
    bring_to_resolve(village, matter.id)
    operations.announce(village.acting(village.village_id), matter.id)
    for act in (
        lambda: operations.revise_matter(village.ctx("secretary"), matter.id, "新", "新", "改"),
        lambda: operations.withdraw_matter(village.ctx("secretary"), matter.id, "撤"),
        lambda: operations.add_attachment(village.ctx("secretary"), matter.id, "a.txt", b"text"),
    ):
        with pytest.raises(RuleBroken) as caught:
            act()
        assert codes(caught) == ["matter.announced"]
    operations.take_off_agenda(village.acting(village.village_id), matter.id)
    assert operations.revise_matter(village.ctx("secretary"), matter.id, "新", "新", "改").number == 2


def test_a_text_changed_after_party_review_is_reviewed_again(village: SmallVillage) -> None:
    matter = branch_matter(village)
    bring_to_resolve(village, matter.id)
    operations.revise_matter(village.ctx("secretary"), matter.id, "新", "新", "改")
    assert reload(village, matter.id).step is Step.PARTY_REVIEW
    hold(village, matter.id, Step.PARTY_REVIEW)
    assert reload(village, matter.id).step is Step.RESOLVE


def test_returned_it_is_changed_and_goes_on(village: SmallVillage) -> None:
    matter = branch_matter(village)
    bring_to_resolve(village, matter.id)
    operations.return_matter(village.acting(village.village_id), matter.id, Step.CONSULT, "赞成的人不够")
    returned = reload(village, matter.id)
    assert (returned.state, returned.step, returned.returned_because) == (
        MatterState.RETURNED, Step.CONSULT, "赞成的人不够"
    )  # fmt: skip
    operations.revise_matter(village.ctx("secretary"), matter.id, "新", "新", "改")
    again = reload(village, matter.id)
    assert (again.state, again.step, again.returned_because) == (MatterState.ACTIVE, Step.CONSULT, "")


def test_withdrawn_is_withdrawn(village: SmallVillage) -> None:
    matter = branch_matter(village)
    operations.withdraw_matter(village.ctx("secretary"), matter.id, "重复了")
    assert reload(village, matter.id).state is MatterState.WITHDRAWN
    with pytest.raises(RuleBroken) as caught:
        operations.withdraw_matter(village.ctx("secretary"), matter.id, "再撤")
    assert codes(caught) == ["matter.withdrawn"]
    with pytest.raises(InvalidInput):
        operations.withdraw_matter(village.ctx("secretary"), matter.id, "  ")


def test_moving_a_matter_is_nobody_s_permission(village: SmallVillage) -> None:
    matter = branch_matter(village)
    for act in (
        lambda ctx: operations.advance(ctx, matter.id, Step.RESOLVE),
        lambda ctx: operations.return_matter(ctx, matter.id, Step.PROPOSE, "x"),
        lambda ctx: operations.finish(ctx, matter.id),
        lambda ctx: operations.announce(ctx, matter.id),
    ):
        with pytest.raises(NotPermitted):
            act(village.ctx("secretary"))


def test_a_matter_does_not_go_backwards_nor_twice(village: SmallVillage) -> None:
    matter, everything = branch_matter(village), village.acting(village.village_id)
    operations.advance(everything, matter.id, Step.RESOLVE)
    with pytest.raises(Conflict):
        operations.advance(everything, matter.id, Step.RESOLVE)
    with pytest.raises(Conflict):
        operations.return_matter(everything, matter.id, Step.DISCLOSE_RESULT, "x")
    operations.finish(everything, matter.id)
    with pytest.raises(Conflict):
        operations.finish(everything, matter.id)
    with pytest.raises(RuleBroken):
        operations.revise_matter(village.ctx("secretary"), matter.id, "新", "新", "改")


def test_two_revisions_at_once_are_two_versions(village: SmallVillage) -> None:
    matter = branch_matter(village)
    failures: list[BaseException] = []

    def revise(n: int) -> None:
        try:
            operations.revise_matter(village.ctx("secretary"), matter.id, f"第{n}稿", f"第{n}稿", "改")
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=revise, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    numbers = village.ctx("clerk").session.scalars(select(MatterVersion.number).order_by(MatterVersion.number)).all()
    assert numbers == [1, 2, 3, 4, 5, 6, 7]
    assert reload(village, matter.id).version == 7


def test_another_village_s_matter_is_not_there(village: SmallVillage) -> None:
    matter = branch_matter(village)
    stranger = village.acting(411381105299)
    with pytest.raises(NotFound):
        operations.announce(stranger, matter.id)
    assert stranger.session.scalars(select(Matter)).all() == []
