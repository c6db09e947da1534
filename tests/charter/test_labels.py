"""Every rule, article and reason is a plain sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.charter.votes import judged
from webapp.charter.labels import (
    AUTHORITIES,
    BODIES,
    MATTERS,
    TRACKS,
    article_label,
    blocker_message,
    decision_document,
    error_message,
    matter_document,
)
from webapp.charter.matters import CATALOGUE, CODES, Body, Track
from webapp.charter.names import STEP_BODIES, STEPS
from webapp.charter.procedure import Step, StepBody
from webapp.charter.rulebook.citations import chinese_count
from webapp.core.errors import Blocker, Conflict, InvalidInput


def test_everything_has_a_name() -> None:
    assert set(MATTERS) == CODES
    assert set(BODIES) == {body.value for body in Body}
    assert set(TRACKS) == {track.value for track in Track}
    assert set(STEPS) == {step.value for step in Step}
    assert set(STEP_BODIES) == {body.value for body in StepBody}
    assert {office for kind in CATALOGUE for office in (*kind.approvals, *kind.filings)} <= set(AUTHORITIES)


@pytest.mark.parametrize(
    ("reference", "label"),
    [
        ("VCOL-2025:30", "Organic Law of Villagers' Committees, art. 30"),
        ("VCOL-2018:26", "Organic Law of Villagers' Committees (2018), art. 26"),
        ("VCOL-2025:28(3)", "Organic Law of Villagers' Committees, art. 28 para. 3"),
        ("RCEO:26[8]", "Law on Rural Collective Economic Organizations, art. 26 item 8"),
        ("SYLGK", "Practice of four deliberations and two disclosures"),
        ("PRACTICE", "Common practice"),
        ("FOUNDING:3", "Founding document of this system no. 3"),
        ("", "the village's own rule"),
        ("not a reference", "not a reference"),
    ],
)
def test_an_article_is_cited_as_people_do(reference: str, label: str) -> None:
    assert article_label(reference) == label


@pytest.mark.parametrize(
    ("n", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (30, "三十"), (101, "一百零一"), (110, "一百一十"),
     (1005, "一千零五"), (1045, "一千零四十五"), (1259, "一千二百五十九"), (2000, "二千")],
)  # fmt: skip
def test_articles_are_numbered_as_in_a_statute(n: int, text: str) -> None:
    assert chinese_count(n) == text


@pytest.mark.parametrize(
    "changed",
    [
        {"present": 10, "votes": {"for": 3, "against": 1, "abstain": 0}},
        {"matter": "charter"},
        {"matter": "homestead"},
        {"matter": "recall"},
        {"matter": "election"},
        {"matter": "guarantee"},
        {"matter": "resignation", "held_on": "2025-01-01"},
        {"body": "rceo_members", "matter": "homestead", "held_on": "2025-01-01"},
        {"body": "rceo_representatives", "matter": "homestead"},
        {"body": "rceo_representatives", "matter": "asset_disposal",
         "composition": {"members": 20, "representatives": 20, "women_representatives": 0}},
        {"mandate": False, "party_studied": False, "notice_days": 0},
        {"composition": {"members": 39, "representatives": 30, "women_representatives": 3}},
        {"matter": "levy"},
    ],
    ids=str,
)  # fmt: skip
def test_every_reason_is_a_sentence_with_its_article(changed: Mapping[str, object]) -> None:
    decision = judged(**changed)
    assert decision.blockers
    for blocker in decision.blockers:
        message = blocker_message(blocker)
        assert article_label(blocker.article) in message
        assert message.endswith(".")
        assert "%(" not in message
        assert "this is not fulfilled" not in message


def test_a_reason_nobody_worded_still_gives_a_sentence() -> None:
    assert blocker_message(Blocker("some.code")).endswith(".")
    assert blocker_message(Blocker("rep.quorum", "VCOL-2025:30")).endswith(".")
    assert blocker_message(Blocker("rep.quorum", "VCOL-2025:30", {"needed": 3, "base": 4})).endswith(".")


def test_an_error_nobody_worded_still_gives_a_sentence() -> None:
    assert error_message(InvalidInput("some.code", "field")).endswith(".")
    assert error_message(Conflict("local_rule.none", rule="rep.quorum")).endswith(".")
    assert error_message(Conflict("some.code")) == "some.code"


def test_a_decision_for_other_programs_has_the_agreed_names() -> None:
    document = decision_document(judged(present=20, yes=20))
    assert list(document) == ["profile", "rules", "valid", "carried", "blockers"]
    rules, blockers = document["rules"], document["blockers"]
    assert isinstance(rules, list)
    assert isinstance(blockers, list)
    assert rules[0] == {
        "id": "rep.quorum", "article": "VCOL-2025:30", "needed": 26, "base": 39, "got": 20, "met": False,
    }  # fmt: skip
    assert set(blockers[0]) == {"code", "article", "message"}


def test_the_catalogue_for_other_programs_names_track_bodies_and_articles() -> None:
    documents = [matter_document(kind) for kind in CATALOGUE]
    assert all(document["track"] and document["articles"] and document["label"] for document in documents)
