"""The published proof vectors (transparency-dev/merkle ``testdata``, Apache-2.0), every one of them."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from webapp.audit.verifier.merkle import ProofError, verify_consistency, verify_inclusion

VECTORS = Path(__file__).parents[2] / "../shared/data/merkle-vectors"
FILES_OF_EACH_KIND = 98
HONEST_INCLUSIONS = 6
HONEST_CONSISTENCIES = 6

pytestmark = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the shared data folder with the published Merkle vectors is not beside the project"
)


def vectors(kind: str) -> list[Any]:
    return [pytest.param(path, id=str(path.relative_to(VECTORS))) for path in sorted((VECTORS / kind).rglob("*.json"))]


def read(path: Path) -> tuple[dict[str, Any], list[bytes]]:
    vector = json.loads(path.read_bytes())
    return vector, [b64decode(each) for each in vector["proof"] or []]


def inclusion_holds(vector: dict[str, Any], proof: list[bytes]) -> bool:
    leaf, root = b64decode(vector["leafHash"]), b64decode(vector["root"])
    try:
        verify_inclusion(leaf, vector["leafIdx"], vector["treeSize"], proof, root)
    except ProofError:
        return False
    return True


def consistency_holds(vector: dict[str, Any], proof: list[bytes]) -> bool:
    old_root, new_root = b64decode(vector["root1"]), b64decode(vector["root2"])
    try:
        verify_consistency(vector["size1"], vector["size2"], proof, old_root, new_root)
    except ProofError:
        return False
    return True


@pytest.mark.parametrize("path", vectors("inclusion"))
def test_inclusion(path: Path) -> None:
    vector, proof = read(path)
    assert inclusion_holds(vector, proof) is not vector["wantErr"], vector["desc"]


@pytest.mark.parametrize("path", vectors("consistency"))
def test_consistency(path: Path) -> None:
    vector, proof = read(path)
    assert consistency_holds(vector, proof) is not vector["wantErr"], vector["desc"]


@pytest.mark.parametrize(("kind", "honest"), [("inclusion", HONEST_INCLUSIONS), ("consistency", HONEST_CONSISTENCIES)])
def test_none_of_the_published_files_is_missing(kind: str, honest: int) -> None:
    found = [read(param.values[0])[0] for param in vectors(kind)]
    assert len(found) == FILES_OF_EACH_KIND
    assert sum(not vector["wantErr"] for vector in found) == honest
