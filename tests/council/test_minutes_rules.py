"""What the rules of minutes allow: drawn names, roles, secrecy, and the hash that is signed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.charter.rules import Body
from webapp.core.errors import InvalidInput
from webapp.council.meetings.rules import MeetingState, SeatKind, shown_name
from webapp.council.minutes import rules
from webapp.council.minutes.rules import Signed, SignerRole

NAME = "M20 100L60 40L100 120L140 60L180 110M220 30L230 150L260 90L300 95"


def codes(blockers: list) -> set[str]:
    return {blocker.code for blocker in blockers}


class TestDrawing:
    def test_a_name_is_taken_as_it_was_drawn(self) -> None:
        assert rules.require_drawing(NAME) == NAME

    @pytest.mark.parametrize(
        "drawing",
        [
            "",
            "M20 100",
            "L20 100L60 40",
            NAME + " ",
            NAME + "\n",
            NAME.replace("M", "m"),
            NAME + "Z",
            NAME + '"/><script>alert(1)</script>',
            NAME + "L-5 20",
            NAME + "L5.5 20",
            NAME + "L601 20",
            NAME + "L20 201",
            NAME + "L١٢ 20",
            "M1 1L1 2L2 1L2 2L1 1L1 2L2 1L2 2L1 1",
            "M20 100L60 40L100 120",
            "M" + "L".join("10 10" for _ in range(6000)),
        ],
    )
    def test_anything_else_is_refused(self, drawing: str) -> None:
        with pytest.raises(InvalidInput):
            rules.require_drawing(drawing)

    @given(st.text(alphabet='ML0123456789 -.,Zz<>"\n', max_size=80))
    def test_what_passes_holds_only_commands_and_numbers(self, drawing: str) -> None:
        try:
            rules.require_drawing(drawing)
        except InvalidInput:
            return
        assert set(drawing) <= set("ML0123456789 ")


class TestWhoSigns:
    def test_each_office_has_its_place(self) -> None:
        def open_to(*offices: str) -> list[SignerRole]:
            return rules.roles_open_to(offices, Body.REPRESENTATIVES, [], "me")

        assert open_to("committee_chair") == [SignerRole.CHAIR]
        assert open_to("clerk") == [SignerRole.CLERK]
        assert open_to("supervisor") == open_to("supervision_chair") == [SignerRole.SUPERVISOR]
        assert open_to("committee_member", "representative") == []
        assert open_to("clerk", "committee_chair") == [SignerRole.CHAIR, SignerRole.CLERK]

    def test_the_party_members_meeting_is_led_by_the_secretary(self) -> None:
        assert rules.roles_open_to(["branch_secretary"], Body.PARTY_MEMBERS, [], "me") == [SignerRole.CHAIR]
        assert rules.roles_open_to(["committee_chair"], Body.PARTY_MEMBERS, [], "me") == []

    def test_nobody_signs_twice_and_no_place_is_signed_twice(self) -> None:
        given = [Signed(SignerRole.CHAIR, "chair")]
        both = ["clerk", "committee_chair"]
        assert rules.roles_open_to(both, Body.REPRESENTATIVES, given, "chair") == []
        assert rules.roles_open_to(both, Body.REPRESENTATIVES, given, "other") == [SignerRole.CLERK]

        def why(role: SignerRole, who: str, is_same: bool = True) -> set[str]:
            return codes(rules.blockers_sign(role, both, Body.REPRESENTATIVES, given, who, is_same))

        assert why(SignerRole.CHAIR, "other") == {"minutes.role_signed"}
        assert why(SignerRole.CLERK, "chair") == {"minutes.signed_already"}
        assert why(SignerRole.SUPERVISOR, "other") == {"minutes.other_office"}
        assert why(SignerRole.CLERK, "other", False) == {"minutes.text_changed"}
        assert why(SignerRole.CLERK, "other") == set()

    def test_the_archive_waits_for_all_three(self) -> None:
        given = [Signed(SignerRole.CHAIR, 1), Signed(SignerRole.CLERK, 2)]
        assert codes(rules.blockers_archive(False, given)) == {"minutes.not_all_signed"}
        given.append(Signed(SignerRole.SUPERVISOR, 3))
        assert rules.blockers_archive(False, given) == []
        assert codes(rules.blockers_archive(True, given)) == {"minutes.archived"}


def test_minutes_are_laid_out_once_and_after_the_meeting() -> None:
    assert codes(rules.blockers_lay_out(MeetingState.OPEN, False)) == {"minutes.meeting_goes_on"}
    assert codes(rules.blockers_lay_out(MeetingState.CLOSED, True)) == {"minutes.laid_out"}
    assert rules.blockers_lay_out(MeetingState.CLOSED, False) == []


def test_a_correction_names_its_reason_and_changes_something() -> None:
    assert codes(rules.blockers_correct(False, False, "  ")) == {"minutes.unchanged", "minutes.no_reason"}
    assert codes(rules.blockers_correct(True, True, "错字")) == {"minutes.archived"}
    assert rules.blockers_correct(False, True, "错字") == []


def test_below_ten_ballots_a_secret_vote_shows_its_outcome_only() -> None:
    assert rules.is_only_outcome(True, 9)
    assert not rules.is_only_outcome(True, 10)
    assert not rules.is_only_outcome(False, 2)


def test_the_hash_is_of_the_record_and_the_words_whatever_their_order() -> None:
    one = rules.digest_of({"a": 1, "b": [2]}, {"opening": "各位"})
    assert one == rules.digest_of({"b": [2], "a": 1}, {"opening": "各位"})
    assert one != rules.digest_of({"a": 1, "b": [2]}, {"opening": "各位。"})
    assert one != rules.digest_of({"a": 1, "b": [3]}, {"opening": "各位"})


def test_who_sits_for_others_is_named_and_villagers_are_not() -> None:
    assert shown_name("王秀兰", SeatKind.REPRESENTATIVE) == "王秀兰"
    assert shown_name("王秀兰", SeatKind.VILLAGER) == "王某"
