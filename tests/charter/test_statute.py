"""Edge cases of the statute, each named after what it says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.charter.votes import codes, judged, law, needed
from webapp.charter.decide import Decision
from webapp.core.errors import InvalidInput, RuleBroken

ASSEMBLY = {"body": "assembly", "due": 900, "present": 600}
MEMBERS = {"body": "rceo_members", "matter": "land_contracting"}
PARTY = {"body": "party_members"}


def ids(decision: Decision) -> list[str]:
    """Every rule that was judged."""
    return [check.id for check in decision.rules]


def article(decision: Decision, rule_id: str) -> str:
    """The article quoted beside a rule."""
    return next(check.article for check in decision.rules if check.id == rule_id)


@pytest.mark.parametrize(
    ("due", "quorum"), [(1, 1), (2, 2), (3, 2), (9, 6), (10, 7), (15, 10), (31, 21), (39, 26), (40, 27), (100, 67)]
)
def test_two_thirds_or_more_includes_the_number_and_rounds_up(due: int, quorum: int) -> None:
    assert needed(judged(due=due, present=due, yes=due), "rep.quorum") == (quorum, due)
    assert judged(due=due, present=quorum, yes=quorum).valid
    assert not judged(due=due, present=quorum - 1, yes=quorum - 1).valid


@pytest.mark.parametrize(("present", "agreed"), [(26, 14), (27, 14), (30, 16), (38, 20), (39, 20)])
def test_more_than_half_of_those_present(present: int, agreed: int) -> None:
    assert needed(judged(present=present, yes=1), "rep.pass") == (agreed, present)
    assert judged(present=present, yes=agreed).carried
    assert not judged(present=present, yes=agreed - 1).carried


@pytest.mark.parametrize(
    ("members", "representatives", "women"),
    [(31, 25, 11), (30, 24, 10), (15, 12, 5), (16, 13, 6), (39, 32, 13), (5, 4, 2)],
)
def test_four_fifths_and_a_third_of_all_members_round_up(members: int, representatives: int, women: int) -> None:
    def roster(one: int, other: int) -> Decision:
        parts = {"members": members, "representatives": one, "women_representatives": other}
        return judged(due=members, present=members, yes=members, composition=parts)

    assert codes(roster(representatives, women)) == []
    assert codes(roster(representatives - 1, women)) == ["rep.share.reps"]
    assert codes(roster(representatives, women - 1)) == ["rep.share.women"]


@pytest.mark.parametrize(
    ("composition", "judged_rules"),
    [
        ({"members": 39}, []),
        ({"members": 39, "committee": 7}, []),
        ({"members": 39, "representatives": 32}, ["rep.share.reps"]),
        ({"members": 39, "women_representatives": 13}, ["rep.share.women"]),
    ],
)
def test_a_part_of_the_roster_that_is_not_known_is_not_judged(
    composition: dict[str, int], judged_rules: list[str]
) -> None:
    assert ids(judged(composition=composition)) == [*judged_rules, "rep.quorum", "rep.pass"]


@pytest.mark.parametrize(
    "facts",
    [{}, {**ASSEMBLY, "yes": 400}, {"body": "group"}, {**PARTY, "yes": 30}, {**MEMBERS, "yes": 30}],
    ids=lambda facts: facts.get("body", "representatives"),
)
def test_an_optional_fact_that_is_absent_is_not_judged(facts: dict[str, Any]) -> None:
    found = ids(judged(**facts))
    assert [rule.rsplit(".", 1)[-1] for rule in found if "quorum" not in rule] == ["pass"]
    assert len(found) == 2
    explicit = dict.fromkeys(("recused", "composition", "notice_days", "urgent", "mandate", "party_studied"))
    assert ids(judged(**facts, **explicit)) == found


def test_nobody_due_is_impossible_and_nobody_present_cannot_decide() -> None:
    with pytest.raises(InvalidInput):
        judged(due=0, present=0, yes=0)
    empty = judged(present=0, yes=0)
    assert codes(empty) == ["rep.quorum", "rep.pass"]
    assert needed(empty, "rep.pass") == (1, 0)


def test_when_everyone_present_stands_aside_nothing_is_carried() -> None:
    assert not judged(present=30, recused=30, yes=0).carried
    freed = judged(present=30, recused=30, yes=0, local={"count.recused.inDenominator": False})
    assert freed.valid
    assert needed(freed, "rep.pass") == (1, 0)
    assert not freed.carried
    with pytest.raises(InvalidInput):
        judged(present=30, recused=15, yes=16)


@pytest.mark.parametrize(
    ("facts", "rule_id"),
    [
        (MEMBERS, "rceo.pass"),
        ({"body": "rceo_representatives", "matter": "asset_disposal"}, "rceo.rep.pass"),
        ({"body": "rceo_members", "matter": "non_member_benefit"}, "rceo.nonMember.benefit"),
        ({"body": "rceo_members", "matter": "land_adjustment"}, "land.adjust"),
        (PARTY, "party.meeting.pass"),
    ],
)
def test_all_members_of_the_law_stay_all_members_when_some_stand_aside(facts: dict[str, Any], rule_id: str) -> None:
    """RCEO 27, 28, 15: a share of all members; a village rule about who stands aside cannot lessen it."""
    decision = judged(**facts, due=30, present=30, recused=6, yes=20, local={"count.recused.inDenominator": False})
    assert needed(decision, rule_id)[1] == 30


def test_silence_of_a_household_counts_against() -> None:
    by_households = {"body": "assembly", "count_by": "households", "due": 300, "present": 200}
    assert not judged(**by_households, votes={"for": 100, "against": 0, "abstain": 0}).carried
    assert judged(**by_households, votes={"for": 101, "against": 0, "abstain": 0}).carried


@pytest.mark.parametrize(("count_by", "present"), [("persons", 451), ("households", 600)])
def test_the_assembly_has_two_ways_to_a_quorum(count_by: str, present: int) -> None:
    facts = {"body": "assembly", "count_by": count_by, "due": 900}
    assert judged(**facts, present=present, yes=present).valid
    assert not judged(**facts, present=present - 1, yes=present - 1).valid


@pytest.mark.parametrize(("urgent", "met"), [(None, False), (False, False), (True, True)])
def test_only_a_special_circumstance_shortens_the_notice_of_the_assembly(urgent: bool | None, met: bool) -> None:
    decision = judged(**ASSEMBLY, yes=400, notice_days=0, urgent=urgent)
    assert decision.valid is met
    assert article(decision, "assembly.notice.days") == "VCOL-2025:25"
    assert not judged(**ASSEMBLY, yes=400, notice_days=0, urgent=urgent, held_on="2025-12-31").valid


def test_a_village_may_refuse_short_notice_and_never_allow_what_the_law_does_not() -> None:
    urgent = {**ASSEMBLY, "yes": 400, "notice_days": 1, "urgent": True}
    assert codes(judged(**urgent, local={"assembly.notice.urgent": False})) == ["assembly.notice.days"]
    assert judged(notice_days=1, urgent=True, local={"rep.notice.urgent": True}).carried


def test_party_members_come_by_two_thirds_of_practice_or_the_half_of_their_rules() -> None:
    assert codes(judged(**PARTY, due=30, present=19, yes=19)) == ["party.meeting.quorum"]
    half = {"party.meeting.quorum": "1/2"}
    assert judged(**PARTY, due=30, present=16, yes=16, local=half).carried
    assert codes(judged(**PARTY, due=30, present=14, yes=14, local=half)) == [
        "party.meeting.quorum",
        "party.meeting.pass",
    ]
    assert codes(judged(**PARTY, due=30, present=15, yes=15, local=half)) == ["party.meeting.pass"]


@pytest.mark.parametrize(
    ("day", "profile", "pass_article", "study"),
    [
        ("2025-04-30", "VCOL-2018", "VCOL-2018:26", False),
        ("2025-05-01", "VCOL-2018", "VCOL-2018:26", False),
        ("2025-12-31", "VCOL-2018", "VCOL-2018:26", False),
        ("2026-01-01", "VCOL-2025", "VCOL-2025:30", True),
    ],
)
def test_the_day_of_the_act_chooses_the_text_and_its_numbering(
    day: str, profile: str, pass_article: str, study: bool
) -> None:
    decision = judged(held_on=day, party_studied=False)
    assert decision.profile == profile
    assert article(decision, "rep.pass") == article(decision, "rep.quorum") == pass_article
    assert ("proposal.party.review" in codes(decision)) is study


@pytest.mark.parametrize(
    ("day", "mandate", "assembly", "group", "roster"),
    [
        ("2025-12-31", "VCOL-2018:24", "VCOL-2018:22", "VCOL-2018:28", "VCOL-2018:25"),
        ("2026-01-01", "VCOL-2025:28", "VCOL-2025:26", "VCOL-2025:32", "VCOL-2025:29"),
    ],
)
def test_every_article_is_renumbered_with_the_text(
    day: str, mandate: str, assembly: str, group: str, roster: str
) -> None:
    parts = {"members": 39, "representatives": 30}
    by_representatives = judged(held_on=day, mandate=False, composition=parts)
    assert article(by_representatives, "rep.mandate.required") == mandate
    assert article(by_representatives, "rep.share.reps") == roster
    assert article(judged(**ASSEMBLY, held_on=day, yes=400), "assembly.pass") == assembly
    assert article(judged(held_on=day, body="group"), "group.quorum") == group


@pytest.mark.parametrize(
    "matter", ["land_contracting", "homestead", "land_compensation", "asset_disposal", "collective_project"]
)
def test_the_nine_matters_left_the_villagers_on_the_first_of_may_2025(matter: str) -> None:
    assert judged(held_on="2025-04-30", matter=matter, mandate=True, yes=30).carried
    assert codes(judged(held_on="2025-05-01", matter=matter, mandate=True, yes=30)) == ["matter.list.vcol"]
    members = {"body": "rceo_members", "matter": matter, "due": 30, "present": 30, "yes": 20}
    assert judged(**members, held_on="2025-05-01").carried
    assert codes(judged(**members, held_on="2025-04-30"))[0] == "law.profile"


@pytest.mark.parametrize("matter", ["land_adjustment", "land_to_outsider"])
def test_what_becomes_of_contracted_land_is_for_all_members_by_the_later_law(matter: str) -> None:
    decision = judged(body="rceo_representatives", matter=matter, due=30, present=30, yes=30)
    assert codes(decision) == ["rceo.rep.excluded"]
    assert article(decision, "rceo.rep.excluded") == "RCEO:28"


def test_benefits_for_others_are_for_all_members_by_article_15() -> None:
    decision = judged(body="rceo_representatives", matter="non_member_benefit", due=30, present=30, yes=30)
    assert article(decision, "rceo.rep.excluded") == "RCEO:15"


@pytest.mark.parametrize(("due", "agreed"), [(90, 60), (91, 61), (92, 62), (31, 21)])
def test_the_collective_counts_all_its_members_whoever_came(due: int, agreed: int) -> None:
    assert judged(**MEMBERS, due=due, present=due, yes=agreed).carried
    short = judged(**MEMBERS, due=due, present=due, yes=agreed - 1)
    assert (short.valid, short.carried) == (True, False)


@pytest.mark.parametrize(("representatives", "enough"), [(20, False), (21, True)])
def test_more_than_twenty_members_representatives_and_a_woman_among_them(representatives: int, enough: bool) -> None:
    facts = {"body": "rceo_representatives", "matter": "asset_disposal", "due": representatives}
    parts = {"members": representatives, "representatives": representatives, "women_representatives": 1}
    everyone = judged(**facts, present=representatives, yes=representatives, composition=parts)
    assert (codes(everyone) == []) is enough
    parts["women_representatives"] = 0
    assert "rceo.rep.women.min" in codes(
        judged(**facts, present=representatives, yes=representatives, composition=parts)
    )


def test_urgency_never_shortens_the_notice_of_the_collective() -> None:
    assert codes(judged(**MEMBERS, yes=30, notice_days=9, urgent=True)) == ["rceo.notice.days"]
    assert judged(**MEMBERS, yes=30, notice_days=10).carried


def test_a_resignation_takes_effect_by_a_meeting_only_since_2026() -> None:
    assert judged(matter="resignation").carried
    early = judged(matter="resignation", held_on="2025-12-31")
    assert codes(early) == ["law.profile"]


@pytest.mark.parametrize(
    ("matter", "day", "source"),
    [
        ("rceo_charter", "2025-04-30", "RCEO:67"),
        ("non_member_benefit", "2025-04-30", "RCEO:67"),
        ("guarantee", "2025-12-31", "NPCSC-2025"),
    ],
)
def test_a_matter_the_law_of_the_day_did_not_know_names_the_law_that_brought_it(
    matter: str, day: str, source: str
) -> None:
    decision = judged(**ASSEMBLY, matter=matter, held_on=day, yes=400)
    assert (codes(decision), decision.blockers[0].article) == (["law.profile"], source)


@pytest.mark.parametrize("local", [{"rep.quorum": "3/5"}, {"rep.pass": "1/2"}, {"rceo.pass": "> 1/2"}])
def test_a_loosened_floor_is_refused_and_a_tighter_one_counts(local: dict[str, str]) -> None:
    with pytest.raises(RuleBroken, match=next(iter(local))):
        judged(local=local)
    assert needed(judged(local={"rep.quorum": "3/4"}), "rep.quorum") == (30, 39)


def test_both_sides_of_a_tie_stay_below_more_than_half_in_every_body() -> None:
    tie = {"for": 300, "against": 300, "abstain": 0}
    assert codes(judged(**ASSEMBLY, votes=tie)) == ["assembly.pass"]
    group = judged(body="group", due=60, present=60, votes={"for": 30, "against": 30, "abstain": 0})
    assert codes(group) == ["group.pass"]


def test_the_oldest_day_has_a_law_and_the_day_before_has_none() -> None:
    assert judged(held_on="2010-10-28").carried
    with pytest.raises(InvalidInput):
        judged(held_on="2010-10-27")
    assert law("2010-10-28").code == "VCOL-2018"
