"""The inclusion proofs of many entries at once: each is whole, and the hashes they share are kept and read once."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from itertools import pairwise

from webapp.audit.verifier.canonical import canonical
from webapp.audit.verifier.merkle import Node, Read, consistency_proof, inclusion_proof

BATCH = 2_000


class Prover:
    """Proves entries against the log of one size. Ask for the proofs first, for the hashes they name afterwards."""

    def __init__(self, size: int, read: Read) -> None:
        self.size = size
        self._read = read
        self._known: dict[Node, bytes] = {}
        self._place: dict[bytes, int] = {}

    def prove(self, indices: Sequence[int]) -> list[bytes]:
        """One line of JSON for each entry: its index, and by their line the hashes of its proof, the leaf's first."""
        found = []
        for start in range(0, len(indices), BATCH):
            batch = indices[start : start + BATCH]
            self._fetch(batch)
            for index in batch:
                path = inclusion_proof(index, self.size, self._look_up)
                found.append(canonical({"index": index, "proof": [self._number(one) for one in path]}) + b"\n")
        return found

    def hash_lines(self) -> Iterator[bytes]:
        """Every hash that the proofs name, in base64, one a line."""
        return (base64.b64encode(one) + b"\n" for one in self._place)

    def consistency(self, sizes: Sequence[int]) -> Iterator[bytes]:
        """One line of JSON for each pair of neighbouring sizes: the proof that the longer log continues the shorter."""
        for old, new in pairwise(sizes):
            path = [base64.b64encode(one).decode() for one in consistency_proof(old, new, self._read)]
            yield canonical({"old": old, "new": new, "proof": path})

    def _fetch(self, indices: Sequence[int]) -> None:
        """Read in one go all the nodes that the proofs of these entries need and that are not known yet."""
        wanted: dict[Node, None] = {}

        def note(nodes: list[Node]) -> list[bytes]:
            wanted.update(dict.fromkeys(nodes))
            return [bytes(32)] * len(nodes)

        for index in indices:
            inclusion_proof(index, self.size, note)
        missing = [node for node in wanted if node not in self._known]
        for start in range(0, len(missing), BATCH):
            part = missing[start : start + BATCH]
            self._known.update(zip(part, self._read(part), strict=True))

    def _look_up(self, nodes: list[Node]) -> list[bytes]:
        return [self._known[node] for node in nodes]

    def _number(self, value: bytes) -> int:
        return self._place.setdefault(value, len(self._place))
