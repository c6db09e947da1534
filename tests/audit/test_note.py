"""Signed notes as published, and everything that must not be taken for one."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.signers import signer
from webapp.audit.verifier.checkpoint import Checkpoint, read_checkpoint, read_signed_checkpoint
from webapp.audit.verifier.note import (
    MAX_NOTE,
    MAX_SIGNATURES,
    NoteError,
    VerifierKey,
    read_note,
    read_vkey,
    verify_note,
)

# The example of golang.org/x/mod/sumdb/note.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
LINE = (
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NOTE = f"{TEXT}\n{LINE}"
SECRET = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
OTHER = "\u2014 somebody.example/else zfCi0AAAAAA=\n"


def opened(text: str, *keys: str) -> tuple[VerifierKey, ...]:
    return verify_note(read_note(text.encode()), [read_vkey(key) for key in keys])


def test_the_published_note_is_read_written_and_verified() -> None:
    note = read_note(NOTE.encode())
    assert (note.text, note.format()) == (TEXT, NOTE)
    assert [key.text for key in opened(NOTE, ENOCH, PETER)] == [PETER]
    peter = signer("PeterNeumann", secret=SECRET)
    assert peter.key.text == PETER
    assert peter.note(TEXT).format() == NOTE


def test_lines_by_unknown_keys_are_passed_over_wherever_they_stand() -> None:
    assert opened(f"{TEXT}\n{OTHER}{LINE}{OTHER}", PETER)
    same_name = "\u2014 PeterNeumann AAAAAAAAAAA=\n"
    assert opened(f"{TEXT}\n{same_name}{LINE}", PETER)
    with pytest.raises(NoteError, match="None of the known keys"):
        opened(NOTE, ENOCH)


def test_a_text_with_empty_lines_ends_at_the_last_one() -> None:
    note = signer("a.example").note("one\n\ntwo\n")
    assert read_note(note.format().encode()) == note


@pytest.mark.parametrize(
    "text",
    [
        NOTE.replace("cryptography", "cryptographY"),
        NOTE.replace("x08go/ZJ", "x08go/ZK"),
        NOTE.replace("PeterNeumann x08go", "PeterNeumann x08goAAA"),
        f"{TEXT}\n{LINE}{LINE.replace('/ZJk', '/ZJl')}",
    ],
)
def test_a_line_by_a_known_key_that_does_not_fit_refuses_the_note(text: str) -> None:
    with pytest.raises(NoteError):
        opened(text, PETER)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        TEXT,
        f"{TEXT}\n",
        f"{TEXT}{LINE}",
        NOTE[:-1],
        NOTE + "\n",
        NOTE.replace("\u2014", "-"),
        NOTE.replace("\u2014 ", "\u2014"),
        NOTE.replace("\u2014 ", "\u2014  "),
        NOTE.replace("PeterNeumann", ""),
        NOTE.replace("PeterNeumann", "Peter+Neumann"),
        NOTE.replace("PeterNeumann", "Peter\u00a0Neumann"),
        NOTE.replace("nAM=", "nAM"),
        NOTE.replace("nAM=", "nAN="),
        NOTE.replace("x08go", "x08 go"),
        NOTE.replace("PeterNeumann x", "PeterNeumann  x"),
        NOTE.replace("\n", "\r\n"),
        NOTE.replace("problem,", "problem\x00"),
        f"{TEXT}\n\u2014 PeterNeumann x08gow==\n",
        f"{TEXT}\n{OTHER * (MAX_SIGNATURES + 1)}",
        "a" * MAX_NOTE + f"\n\n{LINE}",
    ],
)
def test_what_is_no_signed_note_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        read_note(text.encode())


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(NoteError, match="UTF-8"):
        read_note(b"\xff" + NOTE.encode())


def test_every_shortened_or_altered_key_is_refused() -> None:
    for start in range(len(PETER) + 1):
        for end in range(start, len(PETER) + 1):
            if (start, end) != (0, len(PETER)):
                with pytest.raises(NoteError):
                    read_vkey(PETER[start:end])
    for at, sign in enumerate(PETER):
        with pytest.raises(NoteError):
            read_vkey(f"{PETER[:at]}{chr(ord(sign) + 1)}{PETER[at + 1 :]}")


def test_a_key_that_would_fit_any_signature_is_refused() -> None:
    prime = 2**255 - 19
    neutral, twisted = (1).to_bytes(32, "little"), (prime + 1).to_bytes(32, "little")
    eighth = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
    for weak in (bytes(32), neutral, twisted, eighth, eighth[:31] + bytes([eighth[31] | 0x80])):
        with pytest.raises(NoteError, match="any signature"):
            VerifierKey("weak.example", 1, weak)


def test_a_checkpoint_is_three_lines_and_says_what_it_says() -> None:
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    found = read_checkpoint(text)
    assert (found.origin, found.size, found.root[:2]) == ("example.com/behind-the-sofa", 20852163, b"\x0a\xc5")
    assert found.text == text
    assert read_checkpoint(text + "more\n").extensions == ("more",)
    for broken in (
        text[:-1],
        text.replace("208", "0208"),
        text.replace("208", "+208"),
        text.replace("208", "\u0662208"),
        text.replace("20852163", str(2**63)),
        text.replace("q2I=", "q2I"),
        text.replace("q2I=", "q2J="),
        text.replace("example.com/behind-the-sofa", ""),
        text + "\n",
        "a\n1\n",
    ):
        with pytest.raises(NoteError):
            read_checkpoint(broken)


def test_a_checkpoint_counts_only_when_the_log_it_names_signed_it() -> None:
    log, other = signer("log.example/1"), signer("log.example/2")
    checkpoint = Checkpoint("log.example/1", 5, bytes(32))
    signed = log.note(checkpoint.text)
    assert read_signed_checkpoint(signed.format().encode(), [log.key, other.key]).checkpoint == checkpoint
    forged = other.note(checkpoint.text)
    for keys in ([other.key], [log.key, other.key], []):
        with pytest.raises(NoteError):
            read_signed_checkpoint(forged.format().encode(), keys)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_openssl_verifies_our_signature_and_we_verify_that_of_openssl(tmp_path: Path) -> None:
    ours = signer("log.example/1")
    text = tmp_path / "text"
    text.write_text(TEXT)
    (tmp_path / "pub.pem").write_bytes(ours.public_pem())
    (tmp_path / "sig").write_bytes(ours.note(TEXT).signatures[0].signature)
    verify = [
        "openssl",
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "pub.pem",
        "-rawin",
        "-in",
        "text",
        "-sigfile",
        "sig",
    ]
    subprocess.run(verify, cwd=tmp_path, check=True, capture_output=True)
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", "key.pem"], cwd=tmp_path, check=True)
    sign = ["openssl", "pkeyutl", "-sign", "-inkey", "key.pem", "-rawin", "-in", "text", "-out", "sig"]
    subprocess.run(sign, cwd=tmp_path, check=True)
    export = ["openssl", "pkey", "-in", "key.pem", "-pubout", "-outform", "DER"]
    public = subprocess.run(export, cwd=tmp_path, check=True, capture_output=True).stdout[-32:]
    assert VerifierKey("theirs.example", 1, public).fits(TEXT.encode(), (tmp_path / "sig").read_bytes())


def test_a_key_made_by_chance_signs_what_it_says() -> None:
    made = signer("x.example", secret=Ed25519PrivateKey.generate().private_bytes_raw())
    assert verify_note(made.note(TEXT), [made.key]) == (made.key,)
