"""Bundles: the same bytes for the same range, checked without the application, and forgeries named."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import webapp.audit.verifier
from tests.audit.bundled import (
    LOG,
    POLL,
    bundle,
    contents,
    note,
    packed,
    policy,
    poll_bodies,
    read,
    tree,
    unpacked,
)
from tests.audit.logs import body, flip
from tests.audit.signers import signer
from tests.audit.tampering import FORGERIES, honest
from webapp.audit.bundles.packing import write_bundle
from webapp.audit.verifier import __main__ as command
from webapp.audit.verifier import layout
from webapp.audit.verifier.archive import ArchiveError, read_bundle
from webapp.audit.verifier.bundle import Kept, check_bundle
from webapp.audit.verifier.canonical import canonical
from webapp.audit.verifier.checkpoint import Checkpoint
from webapp.audit.verifier.counting import count_polls
from webapp.audit.verifier.entry import read_entry
from webapp.audit.verifier.report import Report
from webapp.audit.verifier.sentences import LANGUAGES, report_lines, sentences

FOLDER = Path(webapp.audit.verifier.__file__).parent


def written(**parts: Any) -> bytes:
    stream = io.BytesIO()
    write_bundle(replace(contents(), **parts), read(), stream)
    return stream.getvalue()


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_an_honest_bundle_is_good() -> None:
    report = check_bundle(honest())
    assert codes(report) == []
    assert report.is_met
    assert dict(report.seen) == {
        "files": 11,
        "checkpoints": 2,
        "signatures": 6,
        "continued": 1,
        "entries": 13,
        "preimages": 1,
        "attachments": 1,
        "polls": 1,
    }
    assert report.polls[0].counted == {"for": 3, "against": 1, "abstain": 0}
    assert (report.first, report.last, report.size) == (1, 13, 14)


def test_the_same_range_gives_the_same_bytes() -> None:
    assert written() == written() == bundle()


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_named(name: str) -> None:
    forge, code, seq = FORGERIES[name]
    report = check_bundle(forge(honest()))
    assert report.findings, "nothing was found wrong"
    first = report.findings[0]
    assert not code or (first.code, first.seq) == (code, first.seq if seq is None else seq), report.findings[:3]


def test_one_byte_anywhere_in_any_file_is_named() -> None:
    files = honest()
    for name, data in files.items():
        for at in range(0, len(data), max(1, len(data) // 12)):
            report = check_bundle(files | {name: flip(data, 8 * at)})
            places = {finding.place for finding in report.findings}
            assert name in places or (name == layout.SEAL and layout.MANIFEST in places), (name, at)


def test_an_erased_personal_fact_leaves_the_bundle_valid() -> None:
    report = check_bundle(unpacked(written(beside=[])))
    assert report.is_good
    assert not report.seen["preimages"]


def test_too_few_cosignatures_are_said() -> None:
    report = check_bundle(unpacked(bundle(cosigners=1)))
    assert (report.is_good, report.is_met) == (True, False)


def test_a_kept_key_policy_or_checkpoint_unmasks_a_whole_forged_log() -> None:
    files = honest()
    assert check_bundle(files, Kept(policy(), (note(9), note(14)))).seen["kept"] == 2
    stranger = signer(LOG.key.name, secret=bytes(32))
    other_policy = f"log {stranger.key.text}\nquorum none\n".encode()
    assert codes(check_bundle(files, Kept(other_policy)))[0] == "checkpoint.false"
    rewritten = LOG.note(Checkpoint(LOG.key.name, 9, bytes(32)).text).format().encode()
    assert "history.rewritten" in codes(check_bundle(files, Kept(None, (rewritten,))))
    assert check_bundle(files, Kept(None, (note(12),))).seen["kept_elsewhere"] == 1


def test_a_matter_need_not_be_without_gaps() -> None:
    stream = io.BytesIO()
    write_bundle(contents("matter", (1, 2, 5, 11)), read(), stream)
    report = check_bundle(unpacked(stream.getvalue()))
    assert codes(report) == ["preimage.altered"]  # the fact sealed by an entry that is not in it
    assert report.polls[0].why_not == "opened_before"


def test_no_bundle_without_a_covering_checkpoint() -> None:
    with pytest.raises(ValueError, match="checkpoint"):
        write_bundle(contents(seqs=(13, 14)), read(), io.BytesIO())


def counted(*changes: tuple[int, dict[str, Any]], extra: list[dict[str, Any]] | None = None) -> Any:
    told = poll_bodies()
    for number, facts in changes:
        told[number] = told[number] | {"facts": told[number]["facts"] | facts}
    told[-1:-1] = extra or []
    return count_polls(read_entry(canonical(body(seq, **parts))) for seq, parts in enumerate(told))[0]


def test_a_vote_that_does_not_count_to_its_result_is_named() -> None:
    votes = {"votes": {"for": 4, "against": 0, "abstain": 0}}
    assert "counted for 3, against 1" in counted((-1, {"count": votes})).wrong


def test_sheets_bring_hands_and_take_out_those_they_replace() -> None:
    def sheet(number: int, **facts: Any) -> dict[str, Any]:
        said = {"poll": POLL, "number": number, "replaces": None, "counted": {}, "papers": None} | facts
        return {"event": "sheet_confirmed", "subject": ["sheet", POLL], "facts": said}

    def by_hand(seat: str, vote: str, number: int) -> dict[str, Any]:
        said = {"poll": POLL, "seat": seat * 32, "vote": vote, "chosen": [], "sheet": number, "channel": "hands"}
        return {"event": "ballot_written", "subject": ["ballot", POLL], "facts": said}

    hands = {"for": 10, "against": 2, "abstain": 1}
    extra = [sheet(1, counted=hands), sheet(2, replaces=1, counted=hands | {"for": 9})]
    extra += [sheet(3), by_hand("f", "for", 3), sheet(4, replaces=3), by_hand("f", "against", 4)]
    stated = {"votes": {"for": 12, "against": 4, "abstain": 1}}
    assert counted((-1, {"count": stated}), extra=extra).wrong == ""


def test_a_secret_vote_has_no_more_slips_than_voters() -> None:
    secret = [(0, {"secrecy": "secret"})]
    taken = [
        {"event": "secret_ballot_cast", "subject": ["ballot", POLL], "facts": {"poll": POLL, "seat": seat * 32}}
        for seat in "fa"
    ]
    stated = {"votes": {"for": 5, "against": 1, "abstain": 0}}
    box = {"count": stated, "box": [["for", [], 2]]}
    assert counted(*secret, (-1, box), extra=taken).wrong == ""
    assert "took part" in counted(*secret, (-1, box), extra=taken[:1]).wrong


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no zip", "archive.not_a_zip"),
        (b"", "archive.not_a_zip"),
        (packed({"../../etc/passwd": b"x"}), "archive.name"),
        (packed({"/etc/passwd": b"x"}), "archive.name"),
        (packed({"a\\b": b"x"}), "archive.name"),
        (packed({"entries.jsonl": b"x", "ENTRIES.jsonl": b"y"}), "archive.twice"),
        (packed({"zeros.bin": bytes(60_000_000)}), "archive.too_large"),
        (packed({f"f{number}": b"" for number in range(5001)}), "archive.too_many"),
        (packed({"a.txt": b"a" * 2000}, zipfile.ZIP_LZMA), "archive.method"),
        (packed({"a.txt": b"abcdefgh" * 9}, zipfile.ZIP_STORED).replace(b"abc", b"abd", 1), "archive.damaged"),
    ],
)
def test_hostile_zips_are_refused(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(data)
    with pytest.raises(ArchiveError) as refused:
        read_bundle(path)
    assert refused.value.code == code
    assert command.main([str(path)]) == command.REFUSED


@pytest.mark.parametrize(
    "line", [b"[" * 100_000, b'{"index":' + b"9" * 4300 + b',"proof":[],"seq":' + b"9" * 4300 + b"}"]
)
def test_lines_made_to_trip_the_reader_are_told(line: bytes) -> None:
    for name in (layout.ENTRIES, layout.PROOFS, layout.CONSISTENCY, layout.PREIMAGES, layout.MANIFEST):
        report = check_bundle({**honest(), name: line + b"\n"})
        assert not report.is_good, name
        assert [str(problem) for problem in report.findings]


def test_a_folder_and_a_zip_packed_anew_are_read_too(tmp_path: Path) -> None:
    for name, data in honest().items():
        path = tmp_path / "folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    again = tmp_path / "again.zip"
    again.write_bytes(packed({f"bundle/{name}": data for name, data in honest().items()}))
    assert check_bundle(read_bundle(tmp_path / "folder")).is_good
    assert check_bundle(read_bundle(again)).is_good
    (tmp_path / "folder" / "link").symlink_to(again)
    with pytest.raises(ArchiveError):
        read_bundle(tmp_path / "folder")


def test_the_folder_alone_checks_a_bundle_and_says_so_in_both_languages(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "verifier")
    (tmp_path / "good.zip").write_bytes(bundle())
    (tmp_path / "bad.zip").write_bytes(packed(FORGERIES["a ballot"][0](honest())))

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        code = "import sys, runpy; sys.path.insert(0, '.'); runpy.run_module('verifier', run_name='__main__')"
        return subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-c", code, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    good, bad = run("good.zip"), run("--json", "bad.zip")
    assert (good.returncode, good.stderr) == (0, "")
    assert "全部相符" in good.stdout
    assert "Everything fits" in good.stdout
    assert bad.returncode == 1
    assert json.loads(bad.stdout)["findings"][0]["seq"] == 5


def test_every_finding_has_its_sentence() -> None:
    for name, words in sentences().items():
        assert set(words) == set(LANGUAGES), name
    for forge, _, _ in FORGERIES.values():
        report = check_bundle(forge(honest()))
        for language in LANGUAGES:
            assert all("{" not in line for line in report_lines(report, language))
    assert tree()[1]
