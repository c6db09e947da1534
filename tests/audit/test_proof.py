"""The file a person takes home: written, read again, and refused where a byte differs (c2sp.org/tlog-proof@v1)."""

from __future__ import annotations

from base64 import b64encode

import pytest

from tests.audit.signers import signer, witness
from tests.audit.trees import REFERENCE_LEAVES, REFERENCE_ROOT, reference_path
from webapp.audit.verifier.checkpoint import Checkpoint
from webapp.audit.verifier.merkle import ProofError
from webapp.audit.verifier.policy import Group, Policy, PolicyKey
from webapp.audit.verifier.proof import HEADER, read_proof, size_proved, verify_proof, write_proof

LOG = signer("village.example/411381105201")
SUPERVISORS = [witness(f"supervisor-{number}") for number in (1, 2, 3)]
TEXT = Checkpoint(LOG.key.name, 8, REFERENCE_ROOT).text
POLICY = Policy(
    (PolicyKey(LOG.key),),
    {one.key.name: PolicyKey(one.key) for one in SUPERVISORS},
    {"supervisors": Group(2, tuple(one.key.name for one in SUPERVISORS))},
    "supervisors",
)


def written(index: int, cosigned: int = 2, extra: bytes = b"") -> bytes:
    note = LOG.note(TEXT).with_signatures(one.cosign(TEXT, 1_700_000_000) for one in SUPERVISORS[:cosigned])
    return write_proof(index, reference_path(index, REFERENCE_LEAVES), note.format().encode(), extra)


@pytest.mark.parametrize("index", range(8))
def test_every_leaf_of_the_reference_tree_is_proved(index: int) -> None:
    proof = read_proof(written(index))
    verdict = verify_proof(proof, REFERENCE_LEAVES[index], POLICY)
    assert verdict.is_met
    assert (size_proved(proof), set(verdict.cosigned_at)) == (8, {"supervisor-1", "supervisor-2"})


def test_it_is_written_as_the_standard_says() -> None:
    lines = written(3, extra=b"entry").decode().split("\n")
    assert lines[:3] == [HEADER, f"extra {b64encode(b'entry').decode()}", "index 3"]
    assert lines[6:10] == ["", LOG.key.name, "8", b64encode(REFERENCE_ROOT).decode()]
    assert read_proof(written(3, extra=b"entry")).extra == b"entry"


def test_too_few_cosignatures_are_said_not_hidden() -> None:
    assert not verify_proof(read_proof(written(3, cosigned=1)), REFERENCE_LEAVES[3], POLICY).is_met


def test_another_entry_or_place_is_refused() -> None:
    with pytest.raises(ProofError, match="another root"):
        verify_proof(read_proof(written(3)), REFERENCE_LEAVES[4], POLICY)
    moved = written(3).replace(b"index 3", b"index 2")
    with pytest.raises(ProofError, match="another root"):
        verify_proof(read_proof(moved), REFERENCE_LEAVES[3], POLICY)


def test_another_log_or_an_altered_checkpoint_is_refused() -> None:
    stranger = Policy((PolicyKey(signer("elsewhere.example").key),))
    with pytest.raises(ProofError, match="No key is known"):
        verify_proof(read_proof(written(3)), REFERENCE_LEAVES[3], stranger)
    altered = written(3).replace(b"\n8\n", b"\n9\n")
    with pytest.raises(ProofError, match="does not fit"):
        verify_proof(read_proof(altered), REFERENCE_LEAVES[3], POLICY)


def test_a_proof_of_a_log_of_one_entry_has_no_hashes() -> None:
    note = LOG.note(Checkpoint(LOG.key.name, 1, REFERENCE_ROOT).text).format().encode()
    assert read_proof(write_proof(0, [], note)).hashes == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"@v1", b"@v2"),
        (b"index 3", b"index 03"),
        (b"index 3", b"index -3"),
        (b"index 3\n", b""),
        (b"index 3\n", b"index 3\nAAAA\n"),
        (b"index 3\n", b"index 3\n####\n"),
        (b"index 3\n", b"index 3\n" + (b64encode(bytes(32)) + b"\n") * 65),
        (b"index 3", "index ３".encode()),
        (b"\n\n", b"\n"),
        ("— ".encode(), b"- "),
    ],
)
def test_what_is_no_proof_is_refused(old: bytes, new: bytes) -> None:
    with pytest.raises(ProofError):
        read_proof(written(3).replace(old, new))
