"""Cosignatures, and the policy text that says how many are enough."""

from __future__ import annotations

import pytest

from tests.audit.signers import signer, witness
from webapp.audit.verifier.checkpoint import Checkpoint
from webapp.audit.verifier.cosignature import cosigned_message, cosigners, fingerprint, time_of, verify_cosignature
from webapp.audit.verifier.note import Note, NoteError, NoteSignature, read_note
from webapp.audit.verifier.policy import PolicyError, format_policy, judge, read_policy

LOG = signer("village.example/v/1/log")
X1, X2, X3, Y1 = (witness(f"village.example/{name}") for name in ("x1", "x2", "x3", "y1"))
CHECKPOINT = Checkpoint(LOG.key.name, 12, bytes(range(32)))
SIGNED = LOG.note(CHECKPOINT.text)
POLICY = f"""# two supervisors and one outside
log {LOG.key.text}

witness X1 {X1.key.text}
witness\tX2  {X2.key.text}
  witness X3 {X3.key.text} https://x3.example/
group X-witnesses 2 X1 X2 X3
witness 乡镇 {Y1.key.text}
group X-and-Y all X-witnesses 乡镇
quorum X-and-Y
"""
# The example of c2sp.org/tlog-cosignature.
EXAMPLE = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
"""
# A checkpoint of a public log as it was served in May 2026, with keys that were published elsewhere.
SERVED = """arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

\u2014 arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
\u2014 arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
\u2014 transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
\u2014 remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
"""
SERVED_POLICY = b"""log arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f
witness remora remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2
quorum remora
"""


def note_with(*lines: NoteSignature) -> bytes:
    return SIGNED.with_signatures(lines).format().encode()


def test_the_published_example_has_the_time_and_the_message_it_states() -> None:
    line = read_note(EXAMPLE.encode()).signatures[1]
    assert time_of(line) == 1679315147
    text = read_note(EXAMPLE.encode()).text
    assert cosigned_message(text, 1679315147) == b"cosignature/v1\ntime 1679315147\n" + text.encode()


def test_a_cosignature_fits_its_time_text_and_key_only() -> None:
    line = X1.cosign(CHECKPOINT.text, 1_700_000_000)
    assert verify_cosignature(CHECKPOINT.text, line, X1.key) == 1_700_000_000
    other_time = NoteSignature(line.name, line.key_id, (1_700_000_001).to_bytes(8, "big") + line.signature[8:])
    for text, shown, key in (
        (CHECKPOINT.text.replace("12", "13"), line, X1.key),
        (CHECKPOINT.text, other_time, X1.key),
        (CHECKPOINT.text, line, X2.key),
        (CHECKPOINT.text, NoteSignature(line.name, line.key_id, line.signature[:-1]), X1.key),
        (CHECKPOINT.text, NoteSignature(line.name, line.key_id, b"\xff" * 72), X1.key),
        (CHECKPOINT.text, line, LOG.key),
    ):
        with pytest.raises(NoteError):
            verify_cosignature(text, shown, key)


def test_the_latest_of_several_cosignatures_counts_and_a_false_one_refuses_all() -> None:
    early, late = X1.cosign(CHECKPOINT.text, 5), X1.cosign(CHECKPOINT.text, 9)
    note = Note(CHECKPOINT.text, (late, early, X2.cosign(CHECKPOINT.text, 7)))
    assert cosigners(note, [X1.key, X3.key]) == {X1.key: 9}
    false = X1.cosign(CHECKPOINT.text.replace("12", "11"), 8)
    with pytest.raises(NoteError):
        cosigners(note.with_signatures([false]), [X1.key])


def test_a_policy_is_met_by_enough_witnesses_of_each_group() -> None:
    policy = read_policy(POLICY.encode())
    lines = {one: one.cosign(CHECKPOINT.text, 7) for one in (X1, X2, X3, Y1)}
    for signers, met in (
        ((), False),
        ((X1, X2), False),
        ((X1, Y1), False),
        ((X1, X3, Y1), True),
        ((X1, X2, X3, Y1), True),
    ):
        verdict = judge(policy, note_with(*(lines[one] for one in signers)))
        assert verdict.is_met is met
        assert len(verdict.cosigned_at) == len(signers)
    assert judge(policy, note_with(lines[X1])).cosigned_at == {"X1": 7}
    with pytest.raises(NoteError):
        judge(policy, X1.note(CHECKPOINT.text).format().encode())


def test_a_policy_is_written_as_it_is_read() -> None:
    policy = read_policy(POLICY.encode())
    assert read_policy(format_policy(policy, "a remark\nof two lines").encode()) == policy
    assert policy.witnesses["X3"].url == "https://x3.example/"
    alone = read_policy(b"quorum none\n")
    assert alone.is_met([])
    assert format_policy(alone) == "quorum none\n"


@pytest.mark.parametrize(
    ("altered", "told"),
    [
        (POLICY.replace("quorum X-and-Y\n", ""), "no quorum"),
        (POLICY + "quorum none\n", "Line 11: A second quorum"),
        (POLICY + f"log {LOG.key.text}\n", "Line 11: The same public key"),
        (POLICY + f"log {X1.key.text}\n", "Line 11: A key of type 04"),
        (POLICY + f"witness Z {LOG.key.text}\n", "Line 11: A key of type 01"),
        (POLICY + f"witness X1 {witness('z').key.text}\n", "is taken"),
        (POLICY + f"witness none {witness('z').key.text}\n", "is taken"),
        (POLICY + f"witness Z {X1.key.text}\n", "The same public key"),
        (POLICY.replace("2 X1", "4 X1"), "not possible"),
        (POLICY.replace("2 X1", "0 X1"), "not possible"),
        (POLICY.replace("2 X1", "02 X1"), "not possible"),
        (POLICY.replace("X1 X2 X3\n", "X1 X1\n"), "twice"),
        (POLICY.replace("all X-witnesses", "all X-witnesses X1"), "twice"),
        (POLICY.replace("all X-witnesses", "all none X-witnesses"), "not defined above"),
        (POLICY.replace("quorum X-and-Y", "quorum X-and-Z"), "not defined above"),
        (POLICY.replace("quorum X-and-Y", "quorum X1 X2"), "one name"),
        (POLICY.replace("group X-w", "groupe X-w"), "is not log, witness"),
        (POLICY.replace("2 X1 X2 X3", "2"), "A group line"),
        (POLICY.replace(X1.key.text, "nonsense"), "Line 4"),
        (POLICY.replace("\n", "\r\n"), "control character"),
        (POLICY[:-1], "newline"),
    ],
)
def test_a_policy_that_contradicts_itself_is_refused_with_its_line(altered: str, told: str) -> None:
    with pytest.raises(PolicyError, match=told):
        read_policy(altered.encode())


def test_names_that_are_not_utf8_stay_apart() -> None:
    policy = read_policy(
        f"witness \u00e9 {X1.key.text}\n".encode() + b"witness \xe9 " + f"{X2.key.text}\n".encode() + b"quorum \xe9\n"
    )
    assert [name == policy.quorum for name in policy.witnesses] == [False, True]


def test_a_checkpoint_that_a_public_log_served_is_judged_with_its_witness() -> None:
    verdict = judge(read_policy(SERVED_POLICY), SERVED.encode())
    assert (verdict.checkpoint.size, verdict.cosigned_at, verdict.is_met) == (1432088532, {"remora": 1779573024}, True)
    for altered in (SERVED.replace("1432088532", "1432088533"), SERVED.replace("2net5wAAAABqEiEg", "2net5wAAAABqEiEh")):
        with pytest.raises(NoteError):
            judge(read_policy(SERVED_POLICY), altered.encode())


def test_a_fingerprint_can_be_read_out() -> None:
    assert fingerprint(X1.key.public).count(" ") == 7
