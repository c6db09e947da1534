"""What stands on a sheet: read strictly, equal when it says the same, marked where it does not."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.errors import InvalidInput
from webapp.council.ballots.box.rules import Slip
from webapp.council.polls.rules import Channel, Question, Secrecy, checked_slip
from webapp.council.sheets.lines import (
    SLIPS,
    SPOILED,
    Asked,
    SheetKind,
    by_answer,
    collected,
    differences,
    digest_of,
    read_lines,
)
from webapp.council.sheets.rules import SheetState, is_publishable, slips_of, state_after

HANDS = Asked(Channel.HANDS, Secrecy.NAMED, Question.MOTION)
COUNTED = Asked(Channel.HANDS_COUNTED, Secrecy.NAMED, Question.MOTION)
PAPER = Asked(Channel.PAPER, Secrecy.NAMED, Question.MOTION)
SECRET = Asked(Channel.PAPER, Secrecy.SECRET, Question.MOTION)
UP_TO = Asked(Channel.PAPER, Secrecy.SECRET, Question.UP_TO, (1, 2, 3), 2)
SEATS = {"a": "王秀兰", "b": "李建国"}


def test_the_kind_follows_from_channel_secrecy_and_question() -> None:
    one_of = Asked(Channel.PAPER, Secrecy.SECRET, Question.ONE_OF, (1, 2))
    kinds = [asked.kind for asked in (HANDS, COUNTED, PAPER, SECRET, UP_TO, one_of)]
    n, c, s = SheetKind.NAMES, SheetKind.COUNTS, SheetKind.SLIPS
    assert kinds == [n, c, n, c, s, c]


@pytest.mark.parametrize("said", ["yes", "FOR", "spoiled", ["for"], 1, {"x": 1}])
def test_a_hand_says_for_against_or_abstain(said: Any) -> None:
    with pytest.raises(InvalidInput):
        read_lines(HANDS, {"a": said}, SEATS)


def test_nothing_said_is_no_line_and_strangers_have_none() -> None:
    assert read_lines(HANDS, {"a": "for", "b": ""}, SEATS) == {"a": "for"}
    with pytest.raises(InvalidInput, match="unknown_line"):
        read_lines(HANDS, {"z": "for"}, SEATS)


def test_counts_are_whole_and_complete() -> None:
    full = {"for": 3, "against": 0, "abstain": 1}
    assert read_lines(COUNTED, full, {}) == full
    for wrong in ({}, {"for": 3}, full | {"spoiled": 0}, full | {"for": -1}, full | {"for": True}):
        with pytest.raises(InvalidInput):
            read_lines(COUNTED, wrong, {})
    assert collected(read_lines(SECRET, full | {"spoiled": 2}, {})) == 6


def test_each_paper_is_read_and_over_marked_ones_are_void() -> None:
    read = read_lines(UP_TO, {SLIPS: [[3, 1], [], [1, 2, 3], [2], SPOILED]}, {})
    assert read == {SLIPS: [[], [1, 3], [2], SPOILED, SPOILED]}
    assert by_answer(read) == {"1,3": 1, "2": 1, "abstain": 1, "spoiled": 2}
    assert sorted(slip.chosen for slip in slips_of(read)) == [(), (), (), (1, 3), (2,)]
    for wrong in ([[4]], [[1, 1]], [[0]]):
        with pytest.raises(InvalidInput, match="bad_slip"):
            read_lines(UP_TO, {SLIPS: wrong}, {})


def test_slips_of_counts_keep_the_spoiled_ones() -> None:
    slips = slips_of({"for": 2, "against": 1, "abstain": 0, "spoiled": 1})
    assert slips == [Slip("for"), Slip("for"), Slip("against"), Slip()]


def test_entries_agree_only_when_equal() -> None:
    one, other = {"a": "for"}, {"a": "for", "b": "against"}
    assert state_after([one]) is SheetState.ENTERING
    assert state_after([one, dict(one)]) is SheetState.AGREED
    assert state_after([one, other]) is SheetState.DIFFERS
    assert differences(one, other) == {"b"}
    assert differences({SLIPS: [[1], [1]]}, {SLIPS: [[1], [2]]}) == {"1", "2"}


def test_few_secret_papers_are_not_published() -> None:
    assert [is_publishable(*pair) for pair in ((9, [0]), (10, [0]), (10, [9]), (10, [10]), (0, [0]))] == [
        False, True, False, True, False,
    ]  # fmt: skip


def test_two_published_sheets_leave_no_small_rest_to_be_read_off() -> None:
    assert not is_publishable(12, [5, 12]), "the whole less both sheets is how five people voted on their phones"
    assert is_publishable(12, [15, 12, 0])


@given(st.lists(st.lists(st.integers(1, 3), max_size=3, unique=True), max_size=30), st.randoms())
def test_the_order_in_which_papers_are_read_tells_nothing(papers: list[list[int]], chance: Any) -> None:
    mixed = list(papers)
    chance.shuffle(mixed)
    first, second = (read_lines(UP_TO, {SLIPS: one}, {}) for one in (papers, mixed))
    assert first == second
    assert digest_of(first) == digest_of(second)
    assert len(slips_of(first)) == collected(first) == len(papers)


def test_a_blank_paper_among_options_abstains_and_an_over_marked_one_is_spoiled() -> None:
    """One word for paper and browser: no option named is an abstention, too many make the paper void (Henan 35)."""
    papers = read_lines(UP_TO, {SLIPS: [[], [1, 2, 3], [2]]}, {})
    assert slips_of(papers) == [Slip("abstain"), Slip(chosen=(2,)), Slip()]
    browser = checked_slip(Question.UP_TO, 2, (1, 2, 3), Slip())
    assert browser == slips_of(papers)[0]
    one_of = dataclasses.replace(UP_TO, question=Question.ONE_OF, most=1)
    counts = {"1": 2, "2": 0, "3": 0, "abstain": 1, "spoiled": 1}
    assert slips_of(read_lines(one_of, counts, {})) == [*[Slip(chosen=(1,))] * 2, Slip("abstain"), Slip()]
    named = dataclasses.replace(UP_TO, secrecy=Secrecy.NAMED)
    given = {"a": "abstain", "b": ["1", "2", "3"], "c": ["2"], "d": ""}
    assert read_lines(named, given, dict.fromkeys(given, "name")) == {"a": [], "b": SPOILED, "c": [2]}
