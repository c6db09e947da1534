"""Packing a bundle: entries, their proofs, the checkpoints they lead to, what they commit to, and the page that checks.

The same range with the same signatures gives the same bytes. The layout is that of `verifier.layout`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO, Any

from webapp.audit.bundles.proofs import Prover
from webapp.audit.bundles.zipped import Zipped
from webapp.audit.verifier import layout
from webapp.audit.verifier.canonical import canonical
from webapp.audit.verifier.merkle import Read


@dataclass(frozen=True, slots=True)
class Beside:
    """What an entry only commits to: canonical JSON, with the salt of a personal fact (none for a list of changes)."""

    seq: int
    name: str
    salt: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class Label:
    """What a bundle says of itself. ``first`` and ``last`` are entry numbers, both included."""

    kind: str
    village: str
    village_name: str
    title: str
    readers: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that goes into a bundle.

    ``entries``: number and bytes of each, in order. ``notes``: signed checkpoints by size; the longest covers every
    entry and is the one all proofs lead to. ``attachments``: what reads a paper, by its SHA-256 in hexadecimal.
    ``rules``: the rules in force, as plain data. ``extra``: further files by name (the page, the words it uses).
    """

    label: Label
    entries: Sequence[tuple[int, bytes]]
    notes: Mapping[int, bytes]
    policy: bytes
    beside: Sequence[Beside] = ()
    attachments: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    rules: Any = ()
    extra: Mapping[str, bytes] = field(default_factory=dict)


def write_bundle(contents: Contents, read: Read, stream: IO[bytes]) -> None:
    """Write the bundle as a zip; ``read`` fetches stored hashes of the tree. ValueError without a checkpoint."""
    digests: dict[str, str] = {}
    zipped = Zipped(stream)
    for name, pieces in sorted(_files(contents, read)):
        digest = sha256()
        zipped.add(name, _digested(pieces, digest.update))
        digests[name] = digest.hexdigest()
    manifest = _manifest(contents, digests)
    zipped.add(layout.MANIFEST, [manifest])
    zipped.add(layout.SEAL, [layout.seal_of(manifest)])
    zipped.close()


def _files(contents: Contents, read: Read) -> Iterator[tuple[str, Iterable[bytes]]]:
    sizes = sorted(contents.notes)
    if not sizes or (contents.entries and contents.entries[-1][0] >= sizes[-1]):
        raise ValueError("no signed checkpoint covers these entries")
    prover = Prover(sizes[-1], read)
    proofs = prover.prove([seq for seq, _ in contents.entries])
    yield layout.ENTRIES, (body + b"\n" for _, body in contents.entries)
    yield layout.PROOFS, proofs
    yield layout.HASHES, prover.hash_lines()
    yield layout.CHECKPOINT, [contents.notes[sizes[-1]]]
    for size in sizes[:-1]:
        yield f"{layout.CHECKPOINTS}{size:012d}.txt", [contents.notes[size]]
    yield layout.CONSISTENCY, [line + b"\n" for line in prover.consistency(sizes)]
    yield layout.POLICY, [contents.policy]
    yield layout.PREIMAGES, (_beside(one) + b"\n" for one in contents.beside)
    yield layout.RULES, [canonical(contents.rules) + b"\n"]
    for digest, content in contents.attachments.items():
        yield f"{layout.ATTACHMENTS}{digest}", _once(content)
    for name, data in contents.extra.items():
        yield name, [data]


def _beside(one: Beside) -> bytes:
    return canonical({"body": one.body.decode(), "name": one.name, "salt": one.salt.hex(), "seq": one.seq})


def _manifest(contents: Contents, digests: Mapping[str, str]) -> bytes:
    label = contents.label
    return canonical(
        {
            "form": layout.FORM,
            "kind": label.kind,
            "village": label.village,
            "village_name": label.village_name,
            "title": label.title,
            "readers": label.readers,
            "first": label.first,
            "last": label.last,
            "entries": len(contents.entries),
            "size": max(contents.notes),
            "files": dict(digests),
        }
    )


def _once(content: Callable[[], bytes]) -> Iterator[bytes]:
    yield content()


def _digested(pieces: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for piece in pieces:
        update(piece)
        yield piece
