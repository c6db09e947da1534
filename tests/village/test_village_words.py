"""Every kind of repair, refusal, office and kin has its words, and every sentence can be filled."""

from __future__ import annotations

import string
from datetime import date

import pytest
from flask import Flask
from flask_babel import Babel

from tests.village.papers import FAMILY, TODAY, csv_file
from webapp.village.constituencies import labels as constituency_labels
from webapp.village.constituencies.rules import Joined
from webapp.village.kinship.labels import KIN
from webapp.village.kinship.rules import KinKind
from webapp.village.offices.labels import BODIES, OFFICES
from webapp.village.offices.rules import Body, Office
from webapp.village.register import labels
from webapp.village.register.check import check_register
from webapp.village.register.columns import POLITICAL_WORD, RELATION_WORD, SEX_WORD
from webapp.village.register.rules import PoliticalStatus, Refusal, RefusalKind, Relation, RepairKind, Sex


@pytest.fixture(autouse=True)
def _english():
    app = Flask(__name__)
    Babel(app, default_locale="en")
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (labels.REPAIRS, RepairKind),
        (labels.REFUSALS, RefusalKind),
        (labels.RELATIONS, Relation),
        (labels.SEXES, Sex),
        (labels.POLITICAL, PoliticalStatus),
        (RELATION_WORD, Relation),
        (SEX_WORD, Sex),
        (POLITICAL_WORD, PoliticalStatus),
        (KIN, KinKind),
        (OFFICES, Office),
        (BODIES, Body),
    ],
)
def test_nothing_is_without_words(words: dict[object, object], kinds: type) -> None:
    assert set(words) == set(kinds)
    assert all(str(word) for word in words.values())


def test_a_refusal_is_one_sentence_with_its_values() -> None:
    rows = [FAMILY[0], [*FAMILY[1][:3], "邻居", *FAMILY[1][4:]], [*FAMILY[2][:5], "", *FAMILY[2][6:]], FAMILY[0]]
    sentences = [labels.refusal_sentence(refusal) for refusal in check_register(csv_file(rows), TODAY).refusals]
    assert sentences == [
        "“邻居” is no relation to the head that a register knows. Write 配偶, 子, 女, 父, 母 or 非亲属.",
        "The cell is empty. Fill it in.",
        "The same person stands on line 2 already. Delete one of the two rows.",
    ]


def test_a_sentence_may_hold_a_percent_sign_from_the_file() -> None:
    refusal = Refusal(2, "1", None, RefusalKind.BAD_DATE, {"value": "100%s"})
    assert "100%s" in labels.refusal_sentence(refusal)
    future = Refusal(2, "1", None, RefusalKind.FUTURE_BIRTH, {"born_on": date(2031, 5, 5)})
    assert "2031-05-05" in labels.refusal_sentence(future)


def test_a_joined_group_is_told() -> None:
    sentence = constituency_labels.joined_sentence(Joined("第2村民小组", 3, "第1村民小组"))
    assert sentence == "第2村民小组 has only 3 households and was joined to 第1村民小组."


def test_no_sentence_ends_open() -> None:
    sentences = [*labels.REFUSALS.values(), *labels.BLOCKERS.values(), *constituency_labels.BLOCKERS.values()]
    assert all(str(sentence).rstrip()[-1] in string.punctuation for sentence in sentences)
