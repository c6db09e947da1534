"""A notice's way to the board: written, reviewed, agreed to, hung; masks that two people lift; the proof."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from tests.harness.notices import passed_draft
from tests.harness.village import SmallVillage, small_village
from webapp.audit.check import problems_of_village
from webapp.audit.models import LogEntry
from webapp.board.drafts import operations, queries, rules
from webapp.board.drafts.models import DraftReview, NoticeDraft
from webapp.board.drafts.rules import DraftState, Passing, Stage, Ties
from webapp.board.models import Notice, NoticeCover
from webapp.board.operations import take_down
from webapp.board.proofs.operations import prove_notice
from webapp.board.proofs.queries import picture_of, proofs_of
from webapp.board.rules import Cover, NoticeKind
from webapp.charter.operations import adopt_local_rule
from webapp.charter.rules import apply_local, profile_on
from webapp.core.errors import Conflict, InvalidInput, NotFound, NotPermitted, RuleBroken
from webapp.kit.photographs import redrawn
from webapp.village.kinship.operations import record_kinship
from webapp.village.kinship.rules import KinKind

LAW = profile_on(date(2026, 3, 2))
TEXT = "| 姓名 | 电话 | 金额 |\n|---|---|---|\n| 赵文英 | 62123456 | 300.00 |\n\n问村委会 0377-62123456，经手人 13800138000"


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


def write(village: SmallVillage, text: str = "每户 12 方。", **more: Any) -> NoticeDraft:
    """A draft of the clerk's."""
    draft: NoticeDraft = operations.write_draft(village.ctx("clerk"), NoticeKind.AFFAIRS, "二月用水", text, **more)
    return draft


def codes(error: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    """What stood in the way."""
    return [blocker.code for blocker in error.value.blockers]


def refused(act: Any) -> list[str]:
    """The reasons why an act is refused."""
    with pytest.raises(RuleBroken) as error:
        act()
    return codes(error)


def test_which_notices_are_reviewed() -> None:
    both = (Stage.SUPERVISION, Stage.MEETING)
    assert [rules.stages_of(kind, LAW) for kind in (NoticeKind.AFFAIRS, NoticeKind.FINANCE)] == [both, both]
    direct = (NoticeKind.RESOLUTION, NoticeKind.RESULT, NoticeKind.MEETING)
    assert [rules.stages_of(kind, LAW) for kind in direct] == [(), (), ()]
    shorter = apply_local(LAW, {"publish.flow": ["VC_DRAFT", "VSC_REVIEW", "PUBLISH"]})
    assert rules.stages_of(NoticeKind.FINANCE, shorter) == (Stage.SUPERVISION,)
    assert rules.next_state((Stage.SUPERVISION,), Stage.SUPERVISION, Passing.PASS) is DraftState.PASSED
    assert rules.next_state(both, Stage.SUPERVISION, Passing.PASS) is DraftState.MEETING
    assert rules.next_state(both, Stage.MEETING, Passing.RETURN) is DraftState.RETURNED


@pytest.mark.parametrize(
    ("ties", "code"),
    [
        (Ties(is_writer=True), "draft.own"),
        (Ties(kin_of_writer=True), "draft.kin_of_writer"),
        (Ties(is_concerned=True), "draft.concerned"),
        (Ties(kin_of_concerned=True), "draft.kin_of_concerned"),
    ],
)
def test_who_keeps_out_of_a_review(ties: Ties, code: str) -> None:
    found = rules.blockers_reviewer(ties, LAW)
    assert [(blocker.code, blocker.article) for blocker in found] == [(code, "VCOL-2025:37")]
    assert rules.blockers_reviewer(Ties(), LAW) == []


@pytest.mark.both_databases
def test_the_whole_way_of_a_notice(village: SmallVillage, clock: Any) -> None:
    draft = write(village, covers=[Cover("welfare", "2026-Q1")])
    assert (draft.short_number, draft.state) == ("2026-1", DraftState.SUPERVISION)
    clerk, secretary = village.ctx("clerk"), village.ctx("secretary")
    assert refused(lambda: operations.hang_draft(clerk, draft.id)) == ["draft.still_supervision"]
    assert refused(lambda: operations.record_joint_meeting(secretary, draft.id, Passing.PASS, date(2026, 3, 2))) == [
        "draft.not_at_meeting"
    ]
    assert [row.draft.id for row in queries.drafts_waiting(clerk.session, DraftState.SUPERVISION)] == [draft.id]
    assert refused(lambda: operations.review_draft(village.ctx("supervisor"), draft.id, Passing.RETURN)) == [
        "draft.reason"
    ]
    operations.review_draft(village.ctx("supervisor"), draft.id, Passing.RETURN, "户数不对。")
    assert refused(lambda: operations.hang_draft(village.ctx("clerk"), draft.id)) == ["draft.still_returned"]
    clock.advance(days=1)
    operations.revise_draft(village.ctx("clerk"), draft.id, "二月用水", "每户 13 方。")
    operations.review_draft(village.ctx("supervisor_2"), draft.id, Passing.PASS)
    early = date(2026, 3, 2)
    assert refused(lambda: operations.record_joint_meeting(village.ctx("chair"), draft.id, Passing.PASS, early)) == [
        "draft.held_on"
    ]
    operations.record_joint_meeting(village.ctx("chair"), draft.id, Passing.PASS, date(2026, 3, 3))
    ctx = village.ctx("clerk")
    notice = operations.hang_draft(ctx, draft.id)
    assert (notice.text, notice.hangs_until) == ("每户 13 方。", date(2026, 3, 18))
    assert [(row.item, row.period) for row in ctx.session.scalars(select(NoticeCover))] == [("welfare", "2026-Q1")]
    said = [
        (row.review.stage, row.review.passing, row.review.text) for row in queries.reviews_of(ctx.session, draft.id)
    ]
    assert said == [
        (Stage.SUPERVISION, Passing.RETURN, "每户 12 方。"),
        (Stage.SUPERVISION, Passing.PASS, "每户 13 方。"),
        (Stage.MEETING, Passing.PASS, "每户 13 方。"),
    ]
    assert refused(lambda: operations.hang_draft(village.ctx("clerk"), draft.id)) == ["draft.is_hung"]
    assert refused(lambda: operations.revise_draft(village.ctx("clerk"), draft.id, "改", "改")) == ["draft.is_hung"]
    assert queries.draft_of_notice(ctx.session, notice.id) is not None
    assert list(problems_of_village(ctx.session)) == []


def test_a_revised_text_is_reviewed_again_and_a_withdrawn_one_never_hangs(village: SmallVillage) -> None:
    draft = passed_draft(village, NoticeKind.AFFAIRS, "停水", "三月五日停水。")
    operations.revise_draft(village.ctx("member"), draft.id, "停水", "三月六日停水。")
    assert refused(lambda: operations.hang_draft(village.ctx("clerk"), draft.id)) == ["draft.still_supervision"]
    operations.withdraw_draft(village.ctx("clerk"), draft.id)
    assert refused(lambda: operations.review_draft(village.ctx("supervisor"), draft.id, Passing.PASS)) == [
        "draft.not_at_supervision"
    ]
    assert refused(lambda: operations.hang_draft(village.ctx("clerk"), draft.id)) == ["draft.is_withdrawn"]
    assert village.ctx("clerk").session.scalars(select(Notice)).all() == []


def test_the_way_is_that_of_the_day_on_which_the_draft_was_written(village: SmallVillage, clock: Any) -> None:
    draft = write(village)
    shorter = "VC_DRAFT、VSC_REVIEW、PUBLISH"
    adopt_local_rule(village.ctx("chair"), "publish.flow", shorter.split("、"), "村民会议", date(2026, 3, 2))
    clock.advance(days=1)
    later = write(village)
    for one in (draft, later):
        operations.review_draft(village.ctx("supervisor"), one.id, Passing.PASS)
    session = village.ctx("clerk").session
    states = {row.draft.short_number: row.draft.state for row in queries.drafts_waiting(session)}
    assert states[later.short_number] is DraftState.PASSED


def test_nobody_reviews_their_own_draft_or_that_of_a_near_relative(village: SmallVillage) -> None:
    for relative, kin, code in (("clerk", KinKind.SIBLING, "draft.kin_of_writer"),
                                ("villager", KinKind.SIBLING, "draft.kin_of_concerned")):  # fmt: skip
        record_kinship(village.ctx("clerk"), village.people["supervisor"], kin, village.people[relative])
        draft = write(village, concerned_id=village.people["villager"])
        assert code in refused(
            lambda made=draft: operations.review_draft(village.ctx("supervisor"), made.id, Passing.PASS)
        )
    about = write(village, concerned_id=village.people["supervisor_2"])
    assert refused(lambda: operations.review_draft(village.ctx("supervisor_2"), about.id, Passing.PASS)) == [
        "draft.concerned"
    ]


def test_who_may_do_what_to_a_draft(village: SmallVillage) -> None:
    draft = write(village)
    for act in (
        lambda: operations.write_draft(village.ctx("supervisor"), NoticeKind.AFFAIRS, "题", "文"),
        lambda: operations.review_draft(village.ctx("chair"), draft.id, Passing.PASS),
        lambda: operations.record_joint_meeting(village.ctx("clerk"), draft.id, Passing.PASS, date(2026, 3, 2)),
        lambda: operations.hang_draft(village.ctx("supervisor"), draft.id),
        lambda: operations.ask_lift(village.ctx("supervisor"), draft.id, "x", "y"),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert refused(lambda: operations.write_draft(village.ctx("clerk"), NoticeKind.RESULT, "题", "文")) == [
        "board.hangs_by_itself"
    ]
    neighbour = small_village(village.acting, 411381105202, "邻村")
    with pytest.raises(NotFound):
        operations.review_draft(neighbour.ctx("supervisor"), draft.id, Passing.PASS)
    with pytest.raises(NotFound):
        write(neighbour, concerned_id=village.people["villager"])


@pytest.mark.both_databases
def test_the_masked_copy_hangs_and_two_people_lift_one_mask(village: SmallVillage) -> None:
    draft = write(village, TEXT)
    ctx = village.ctx("clerk")
    with pytest.raises(NotFound):
        operations.ask_lift(ctx, draft.id, "13900139000", "不在稿里。")
    lift = operations.ask_lift(village.ctx("clerk"), draft.id, "0377-62123456", "村委会公开的值班电话。")
    with pytest.raises(Conflict):
        operations.ask_lift(village.ctx("member"), draft.id, "0377-62123456", "再要一次。")
    other = operations.ask_lift(village.ctx("clerk"), draft.id, "13800138000", "经手人同意。")
    assert [row.lift.id for row in queries.lifts_waiting(ctx.session)] == [lift.id, other.id]
    with pytest.raises(NotPermitted):
        operations.agree_lift(village.ctx("clerk"), lift.id)
    operations.agree_lift(village.ctx("supervision_chair"), lift.id)
    assert refused(lambda: operations.agree_lift(village.ctx("secretary"), lift.id)) == ["mask.agreed"]
    operations.review_draft(village.ctx("supervisor"), draft.id, Passing.PASS)
    assert refused(lambda: operations.agree_lift(village.ctx("secretary"), other.id)) == ["mask.reviewed"]
    ctx = village.ctx("secretary")
    operations.record_joint_meeting(ctx, draft.id, Passing.PASS, date(2026, 3, 2))
    ctx = village.ctx("clerk")
    notice = operations.hang_draft(ctx, draft.id)
    assert "0377-62123456" in notice.text
    assert "| 赵文英 | ＊＊＊＊3456 | 300.00 |" in notice.text
    assert "13800138000" not in notice.text
    kept = ctx.session.scalars(select(NoticeDraft.text)).all() + ctx.session.scalars(select(DraftReview.text)).all()
    assert all("13800138000" not in text for text in kept), "what lay behind the masks is forgotten"
    assert {row.value for row in queries.lifts_of(ctx.session, draft.id)} == {""}
    log = b"".join(ctx.session.scalars(select(LogEntry.body)))
    assert b"13800138000" not in log
    assert "村委会公开的值班电话".encode() in log
    assert list(problems_of_village(ctx.session)) == []


def test_an_identity_number_is_never_unmasked(village: SmallVillage) -> None:
    draft = write(village, "赵文英 411381199003071234")
    assert refused(
        lambda: operations.ask_lift(village.ctx("clerk"), draft.id, "411381199003071234", "名单要核对。")
    ) == ["mask.never"]
    assert rules.blockers_agree(True, False, False, LAW)[0].code == "mask.same_person"
    assert rules.blockers_agree(False, True, False, LAW)[0].code == "mask.same_person"


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), exif: bool = False) -> bytes:
    """A photograph, with a place in it if asked."""
    target = io.BytesIO()
    image = Image.new("RGB", size, "red")
    data = Image.Exif()
    if exif:
        data[0x0110] = "PHONE-MODEL-X"
        data.get_ifd(0x8825)[1] = "N"
    image.save(target, kind, exif=data)
    return target.getvalue()


def test_the_proof_is_a_new_picture_without_place_and_phone(village: SmallVillage, clock: Any) -> None:
    ctx = village.ctx("clerk")
    notice = operations.hang_draft(ctx, passed_draft(village, NoticeKind.AFFAIRS, "停水", "停水。").id)
    clock.advance(days=1)
    taken = picture(exif=True)
    assert b"PHONE-MODEL-X" in taken
    proof = prove_notice(village.ctx("clerk"), notice.id, date(2026, 3, 3), taken)
    ctx = village.ctx("clerk")
    kept = picture_of(ctx.session, notice.id, 1)
    assert kept is not None
    assert b"PHONE-MODEL-X" not in kept.content
    assert b"Exif" not in kept.content
    assert (proof.number, proof.size, len(proofs_of(ctx.session, notice.id))) == (1, len(kept.content), 1)
    with pytest.raises(Conflict):
        prove_notice(village.ctx("clerk"), notice.id, date(2026, 3, 3), taken)
    for day in (date(2026, 3, 1), date(2026, 3, 4)):
        assert refused(lambda on=day: prove_notice(village.ctx("clerk"), notice.id, on, picture("PNG"))) == [
            "proof.day"
        ]
    with pytest.raises(NotPermitted):
        prove_notice(village.ctx("supervisor"), notice.id, date(2026, 3, 3), picture())
    clock.advance(days=20)
    take_down(village.ctx("clerk"), notice.id)
    assert list(problems_of_village(village.ctx("clerk").session)) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "photo.size"),
        (b"x" * (12 * 1024 * 1024 + 1), "photo.size"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "photo.kind"),
        (b'<?xml version="1.0"?><svg/>', "photo.kind"),
        (b"%PDF-1.7 x", "photo.kind"),
        (b"GIF89a", "photo.kind"),
        (picture() + b"<script>alert(1)</script>", "photo.polyglot"),
        (picture() + b"PK\x03\x04rest", "photo.polyglot"),
        (picture("PNG") + b"<?php x ?>", "photo.polyglot"),
        (picture()[:100], "photo.broken"),
        (b"\xff\xd8\xff" + b"\x00" * 50, "photo.broken"),
        (picture("PNG")[:60], "photo.broken"),
        (picture("PNG", (9000, 9000)), "photo.pixels"),
    ],
)
def test_what_is_no_photograph_is_refused_with_a_sentence(content: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as error:
        redrawn(content)
    assert error.value.code == code
