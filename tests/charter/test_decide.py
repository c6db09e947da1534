"""What a vote amounts to, by the cases of the statute."""

from __future__ import annotations

import pytest

from tests.charter.votes import codes, judged, needed


def test_representatives_need_two_thirds_of_all_and_half_of_those_present() -> None:
    decision = judged(due=39, present=26, yes=14)
    assert needed(decision, "rep.quorum") == (26, 39)
    assert needed(decision, "rep.pass") == (14, 26)
    assert decision.valid
    assert decision.carried
    assert decision.profile == "VCOL-2025"


def test_one_short_of_two_thirds_cannot_decide() -> None:
    decision = judged(due=39, present=25, yes=25)
    assert not decision.valid
    assert not decision.carried
    assert codes(decision) == ["rep.quorum"]


def test_a_tie_fails_and_the_meeting_was_still_valid() -> None:
    decision = judged(due=16, present=16, votes={"for": 8, "against": 8, "abstain": 0})
    assert decision.valid
    assert not decision.carried
    assert codes(decision) == ["rep.pass"]


def test_more_for_than_against_is_not_enough_when_many_abstain() -> None:
    assert not judged(present=30, votes={"for": 10, "against": 2, "abstain": 18}).carried


def test_silence_stays_in_the_base() -> None:
    assert not judged(present=30, votes={"for": 15, "against": 0, "abstain": 0}).carried
    assert judged(present=30, votes={"for": 16, "against": 0, "abstain": 0}).carried


def test_a_recused_member_does_not_vote_and_stays_in_the_base() -> None:
    assert needed(judged(present=30, recused=4, yes=15), "rep.pass") == (16, 30)
    freed = judged(present=30, recused=4, yes=14, local={"count.recused.inDenominator": False})
    assert needed(freed, "rep.pass") == (14, 26)
    assert needed(freed, "rep.quorum") == (26, 39)
    assert freed.carried


def test_the_assembly_counts_persons_or_households() -> None:
    by_persons = judged(body="assembly", due=1000, present=501, yes=251)
    assert needed(by_persons, "assembly.quorum.persons") == (501, 1000)
    assert by_persons.carried
    assert not judged(body="assembly", due=1000, present=500, yes=500).valid
    by_households = judged(body="assembly", count_by="households", due=300, present=200, yes=101)
    assert needed(by_households, "assembly.quorum.households") == (200, 300)
    assert by_households.carried
    assert not judged(body="assembly", count_by="households", due=300, present=199, yes=199).valid


@pytest.mark.parametrize("count_by", ["persons", "households"])
def test_a_group_needs_two_thirds_either_way(count_by: str) -> None:
    assert judged(body="group", count_by=count_by, due=60, present=40, yes=21).carried
    assert not judged(body="group", count_by=count_by, due=60, present=39, yes=39).valid


def test_the_collective_needs_two_thirds_of_all_its_members() -> None:
    decision = judged(body="rceo_members", matter="land_contracting", due=90, present=60, yes=59)
    assert decision.valid
    assert not decision.carried
    assert needed(decision, "rceo.quorum") == (60, 90)
    assert needed(decision, "rceo.pass") == (60, 90)
    assert judged(body="rceo_members", matter="land_contracting", due=90, present=60, yes=60).carried


def test_party_members_come_by_two_thirds_and_agree_by_half_of_all() -> None:
    decision = judged(body="party_members", due=30, present=20, yes=15)
    assert needed(decision, "party.meeting.quorum") == (20, 30)
    assert needed(decision, "party.meeting.pass") == (16, 30)
    assert not decision.carried
    assert judged(body="party_members", due=30, present=20, yes=16).carried


def test_benefits_for_non_members_need_three_quarters_of_all() -> None:
    facts = {"body": "rceo_members", "matter": "non_member_benefit", "due": 100, "present": 80}
    assert codes(judged(**facts, yes=74)) == ["rceo.nonMember.benefit"]
    assert judged(**facts, yes=75).carried


@pytest.mark.parametrize("matter", ["charter", "village_rules"])
def test_charter_and_village_rules_are_for_the_assembly_alone(matter: str) -> None:
    decision = judged(matter=matter, mandate=True)
    assert codes(decision) == ["rep.nonDelegable"]
    assert decision.blockers[0].article == "VCOL-2025:31"
    assert judged(body="assembly", matter=matter, due=100, present=60, yes=40).carried


@pytest.mark.parametrize(
    "matter", ["land_contracting", "homestead", "land_compensation", "member_status", "rceo_charter"]
)
def test_five_matters_are_kept_from_the_members_representatives(matter: str) -> None:
    decision = judged(body="rceo_representatives", matter=matter, yes=30)
    assert not decision.valid
    assert codes(decision) == ["rceo.rep.excluded"]


def test_the_members_representatives_decide_the_rest_by_two_thirds_of_all() -> None:
    assert judged(body="rceo_representatives", matter="asset_disposal", due=30, present=25, yes=20).carried
    assert not judged(body="rceo_representatives", matter="asset_disposal", due=30, present=25, yes=19).carried


@pytest.mark.parametrize("body", ["representatives", "assembly", "group"])
def test_villagers_do_not_decide_for_the_collective(body: str) -> None:
    assert "matter.list.vcol" in codes(judged(body=body, matter="homestead", due=30, present=30, yes=30))


def test_the_collective_does_not_decide_for_the_village() -> None:
    assert "matter.list.vcol" in codes(judged(body="rceo_members", matter="assistance", due=30, present=30, yes=30))


def test_recall_and_guarantees_are_for_no_meeting() -> None:
    assert codes(judged(body="assembly", matter="recall", due=30, present=30, yes=30)) == ["recall.pass"]
    assert codes(judged(body="assembly", matter="guarantee", due=30, present=30, yes=30)) == ["vc.guarantee.allowed"]


def test_before_may_2025_the_villagers_decided_about_homesteads() -> None:
    assert judged(held_on="2025-04-30", matter="homestead").carried
    assert not judged(held_on="2025-05-01", matter="homestead").valid
    early = judged(held_on="2025-04-30", matter="homestead", body="rceo_members", yes=30)
    assert codes(early)[0] == "law.profile"
    assert early.blockers[0].article == "RCEO:67"


def test_a_plan_of_land_contracting_always_needed_two_thirds_of_all() -> None:
    assert codes(judged(held_on="2024-03-01", matter="land_contracting", yes=25)) == ["land.contract"]
    assert judged(held_on="2024-03-01", matter="land_contracting", yes=26).carried


def test_the_mandate_is_judged_only_when_known_and_only_for_representatives() -> None:
    assert judged().carried
    assert codes(judged(mandate=False)) == ["rep.mandate.required"]
    assert judged(mandate=True).carried
    assert judged(body="assembly", mandate=False, due=39, present=30).carried
    assert judged(matter="resignation", mandate=False).carried


def test_study_by_the_party_organization_became_law_with_2026() -> None:
    late = judged(party_studied=False)
    assert codes(late) == ["proposal.party.review"]
    assert late.blockers[0].article == "VCOL-2025:28(3)"
    assert judged(held_on="2025-12-31", party_studied=False).carried
    assert codes(judged(held_on="2025-12-31", party_studied=False, local={"proposal.party.review": True}))
    collective = judged(held_on="2025-06-01", body="rceo_members", matter="homestead", yes=30, party_studied=False)
    assert collective.blockers[0].article == "RCEO:26(2)"


def test_notice_is_ten_days_for_the_assembly_and_three_for_representatives() -> None:
    assert codes(judged(notice_days=2)) == ["rep.notice.days"]
    assert judged(notice_days=3).carried
    assembly = {"body": "assembly", "due": 39, "present": 30}
    assert codes(judged(**assembly, notice_days=9)) == ["assembly.notice.days"]
    assert judged(**assembly, notice_days=10).carried
    assert codes(judged(notice_days=9, local={"rep.notice.days": 10})) == ["rep.notice.days"]


def test_urgency_shortens_the_notice_of_the_assembly_since_2026_only() -> None:
    assembly = {"body": "assembly", "due": 39, "present": 30, "notice_days": 1, "urgent": True}
    assert judged(**assembly).carried
    assert not judged(**assembly, held_on="2025-12-31").valid
    assert not judged(notice_days=1, urgent=True).valid
    members = {"body": "rceo_members", "matter": "homestead", "yes": 30, "notice_days": 9, "urgent": True}
    assert codes(judged(**members)) == ["rceo.notice.days"]


def test_the_roster_needs_four_fifths_representatives_and_a_third_women() -> None:
    good = {"members": 39, "committee": 7, "representatives": 32, "women_representatives": 13}
    assert judged(composition=good).carried
    short = {"members": 39, "committee": 8, "representatives": 31, "women_representatives": 12}
    assert codes(judged(composition=short)) == ["rep.share.reps", "rep.share.women"]


def test_a_village_may_count_against_all_members() -> None:
    decision = judged(yes=19, local={"rep.pass.base": "ALL_MEMBERS"})
    assert needed(decision, "rep.pass") == (20, 39)
    assert not decision.carried


def test_representatives_decide_a_levy_by_households() -> None:
    levy = {"matter": "levy", "due": 300, "present": 200}
    assert judged(**levy, count_by="households", yes=101).carried
    assert "levy.rep.households" in codes(judged(matter="levy", count_by="households", due=300, present=199, yes=150))
    assert "levy.rep.weight" in codes(judged(**levy, yes=150))


def test_every_reason_names_its_article() -> None:
    decision = judged(matter="homestead", present=20, yes=3, notice_days=0, mandate=False, party_studied=False)
    assert len(decision.blockers) >= 4
    assert all(blocker.code and blocker.article for blocker in decision.blockers)
