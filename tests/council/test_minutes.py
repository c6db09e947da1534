"""Minutes: written by what happened, laid out, signed by three, archived by their hash."""

from __future__ import annotations

import hashlib
import json

import pytest
from sqlalchemy import select

from tests.council.builder import REPS, ROLES, Council, refused
from tests.council.minuted import NAME, archived, as_it_is, furnish, hold, laid_out, make_secret, sign_all
from tests.harness.statements import statements
from webapp.audit.models import LogEntry
from webapp.core.database import Database
from webapp.core.errors import InvalidInput, NotPermitted
from webapp.council.minutes import operations, queries
from webapp.council.minutes.models import ArchivedPaper, Signature
from webapp.council.minutes.operations import HTML, PDF, Words
from webapp.council.minutes.record import record_of, words_of
from webapp.council.minutes.rules import SignedHow, SignerRole, digest_of
from webapp.council.polls.rules import Vote

pytestmark = pytest.mark.both_databases


def events(council: Council) -> list[dict]:
    rows = council.anyone().session.scalars(select(LogEntry).order_by(LogEntry.seq))
    return [json.loads(row.body) for row in rows]


class TestRecord:
    def test_it_tells_who_came_and_how_the_vote_went(self, council: Council) -> None:
        meeting = hold(council)
        body = record_of(queries.happenings_of(council.anyone().session, meeting))
        here = body["attendance"]
        assert (here["due"], here["came"], here["at_opening"], here["needed"]) == (15, 12, 12, 10)
        assert here["article"] == "VCOL-2025:30"
        assert sum(not one["stays"] for one in here["people"]) == 3
        assert body["convened"]["notice_days"] == 4
        (vote,) = body["items"][0]["polls"]
        assert vote["counts"] == {"for": 7, "against": 1, "abstain": 0}
        assert vote["channels"] == [{"channel": "browser", "count": 8}]
        assert len(vote["names"]["for"]) == 7
        consent = next(rule for rule in vote["thresholds"] if rule["is_consent"])
        assert (consent["needed"], consent["base"], consent["got"], consent["met"]) == (7, 12, 7, True)
        assert vote["resolution"] == "2026-1"

    def test_who_stood_aside_stays_in_the_base(self, council: Council) -> None:
        meeting = hold(council, aside="rep_9")
        (vote,) = record_of(queries.happenings_of(council.anyone().session, meeting))["items"][0]["polls"]
        name = council.seat(meeting, "rep_9").name
        assert vote["recused"] == {"names": [name], "in_base": True, "article": "VCOL-2025:30"}
        assert next(rule for rule in vote["thresholds"] if rule["is_consent"])["base"] == 12

    def test_comings_speeches_amendments_and_sheets_are_told(self, council: Council) -> None:
        meeting = hold(council)
        furnish(council.anyone(), meeting.id)
        seen = queries.happenings_of(council.anyone().session, meeting)
        body, words = record_of(seen), words_of(seen)
        (item,) = body["items"]
        (vote,) = item["polls"]
        seats = council.seats(meeting)
        assert [bool(stay["left_at"]) for stay in body["attendance"]["people"][0]["stays"]] == [True, False]
        assert [speech["name"] for speech in item["speeches"]] == [seats[1].name] * 2
        assert words["speeches"] == {"1.1": "第1次说的话", "1.2": "第2次说的话"}
        assert item["amendments"][0]["state"] == "rejected"
        assert [one["role"] for one in body["counting"]] == ["teller", "scrutineer"]
        assert vote["channels"] == [{"channel": "browser", "count": 8}, {"channel": "hands_counted", "count": 3}]
        assert (vote["took_part"], vote["sheets"][0]["photo"]) == (11, "ab" * 32)
        assert vote["sheets"][0]["confirmed_by"] == seats[4].name

    def test_of_a_small_secret_vote_only_the_outcome_is_told(self, council: Council) -> None:
        meeting = hold(council)
        make_secret(council.anyone(), meeting.id)
        session = council.anyone().session
        (vote,) = record_of(queries.happenings_of(session, meeting))["items"][0]["polls"]
        assert (vote["only_outcome"], vote["counts"], vote["names"], vote["carried"]) == (True, None, {}, True)
        assert [rule["got"] for rule in vote["thresholds"] if rule["is_consent"]] == [None]

    def test_it_is_read_with_a_number_of_queries_that_does_not_grow(self, council: Council, database: Database) -> None:
        meeting = hold(council)
        ctx = council.anyone()
        with statements(database.engine) as sent:
            queries.happenings_of(ctx.session, meeting)
        assert len(sent) <= 20


class TestWords:
    def test_the_clerk_writes_until_they_are_laid_out(self, council: Council) -> None:
        meeting = hold(council)
        told = Words("主持：某某。", "散会。", {"1": "大家同意清淤。"})
        operations.write_words(council.ctx("clerk"), meeting.id, told)
        session = council.anyone().session
        seen = queries.happenings_of(session, as_it_is(council))
        assert words_of(seen)["items"] == {"1": "大家同意清淤。"}
        minutes = operations.lay_out_minutes(council.ctx("clerk"), meeting.id)
        assert minutes.words["opening"] == "主持：某某。"
        assert "minutes.laid_out" in refused(lambda: operations.write_words(council.ctx("clerk"), meeting.id, told))

    def test_others_write_nothing_and_nobody_too_much(self, council: Council) -> None:
        meeting = hold(council)
        with pytest.raises(NotPermitted):
            operations.write_words(council.ctx("rep_1"), meeting.id, Words())
        with pytest.raises(InvalidInput):
            operations.write_words(council.ctx("clerk"), meeting.id, Words(items={"1": "字" * 4001}))


class TestSigning:
    def test_three_sign_and_the_paper_is_kept_by_its_hash(self, council: Council) -> None:
        minutes = archived(council)
        assert minutes.archived_at is not None
        session = council.anyone().session
        papers = {one.media_type: one for one in queries.archived_papers(session, minutes.id)}
        assert papers[PDF].sha256 == hashlib.sha256(queries.archived_content(session, papers[PDF].id)).hexdigest()
        entry = next(one for one in events(council) if one["event"] == "minutes_archived")
        assert dict(entry["facts"]["papers"]) == {kind: paper.sha256 for kind, paper in papers.items()}
        assert entry["facts"]["sha256"] == digest_of(minutes.body, minutes.words)

    def test_how_each_signed_is_kept(self, council: Council) -> None:
        minutes = laid_out(council)
        sign_all(council, minutes)
        names = queries.signatures_of(council.anyone().session, minutes.id)
        assert [(one.role, one.how) for one in names] == [
            (SignerRole.CHAIR, SignedHow.DRAWN),
            (SignerRole.CLERK, SignedHow.PASSWORD),
            (SignerRole.SUPERVISOR, SignedHow.DRAWN),
        ]

    def test_only_these_three_sign_what_they_read(self, council: Council) -> None:
        minutes = laid_out(council)

        def sign(role: str, place: SignerRole, sha256: str = minutes.sha256, drawing: str = "") -> dict[str, str]:
            return refused(lambda: operations.sign_minutes(council.ctx(role), minutes.id, place, sha256, drawing))

        assert "minutes.text_changed" in sign("clerk", SignerRole.CLERK, "0" * 64)
        assert "minutes.other_office" in sign("clerk", SignerRole.CHAIR)
        with pytest.raises(NotPermitted):
            operations.sign_minutes(council.ctx("rep_1"), minutes.id, SignerRole.CHAIR, minutes.sha256)
        with pytest.raises(InvalidInput):
            operations.sign_minutes(council.ctx("clerk"), minutes.id, SignerRole.CLERK, minutes.sha256, "M1 1")
        operations.sign_minutes(council.ctx("supervisor"), minutes.id, SignerRole.SUPERVISOR, minutes.sha256)
        assert "minutes.role_signed" in sign("supervisor_2", SignerRole.SUPERVISOR)

    def test_a_correction_voids_the_names_and_says_so(self, council: Council) -> None:
        minutes = laid_out(council)
        operations.sign_minutes(council.ctx("chair"), minutes.id, SignerRole.CHAIR, minutes.sha256, NAME)
        old, words = minutes.sha256, Words("主持：主任。", "散会。")
        again = operations.correct_minutes(council.ctx("clerk"), minutes.id, words, "主持人写错")
        assert again.sha256 != old
        assert council.anyone().session.scalars(select(Signature)).all() == []
        facts = next(one for one in events(council) if one["event"] == "minutes_corrected")["facts"]
        assert (facts["replaces"], facts["voided"], facts["because"]) == (old, ["chair"], "主持人写错")
        same = refused(lambda: operations.correct_minutes(council.ctx("clerk"), minutes.id, words, "再改"))
        assert "minutes.unchanged" in same

    def test_what_is_archived_never_changes(self, council: Council) -> None:
        minutes = archived(council)
        change = lambda: operations.correct_minutes(council.ctx("clerk"), minutes.id, Words("改"), "改")  # noqa: E731
        assert "minutes.archived" in refused(change)
        again = lambda: operations.archive_minutes(council.ctx("clerk"), minutes.id, {HTML: b"x"})  # noqa: E731
        assert "minutes.archived" in refused(again)

    def test_two_names_are_not_enough(self, council: Council) -> None:
        minutes = laid_out(council)
        sign_all(council, minutes, ["chair", "clerk"])
        act = lambda: operations.archive_minutes(council.ctx("clerk"), minutes.id, {HTML: b"x"})  # noqa: E731
        assert "minutes.not_all_signed" in refused(act)
        assert council.anyone().session.scalars(select(ArchivedPaper)).all() == []


def test_they_are_laid_out_when_the_meeting_is_over(council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:12])
    act = lambda: operations.lay_out_minutes(council.ctx("clerk"), meeting.id)  # noqa: E731
    assert "minutes.meeting_goes_on" in refused(act)
    poll = council.poll(meeting)
    council.vote(poll, REPS[:3], Vote.FOR)
    with pytest.raises(NotPermitted):
        operations.lay_out_minutes(council.ctx("chair"), meeting.id)
