"""A small log with a vote, a paper and a sealed fact, packed as a bundle and signed by keys made for the test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from tests.audit.logs import VILLAGE, body
from tests.audit.signers import signer, witness
from webapp.audit.bundles.packing import Beside, Contents, Label, write_bundle
from webapp.audit.verifier import layout, merkle
from webapp.audit.verifier.canonical import canonical, commitment
from webapp.audit.verifier.checkpoint import Checkpoint
from webapp.audit.verifier.merkle import EMPTY, Node, root, where
from webapp.audit.verifier.policy import Group, Policy, PolicyKey, format_policy

LOG = signer(f"village.example/v/{VILLAGE}/log")
SUPERVISORS = [witness(f"supervisor-{number}") for number in (1, 2, 3)]
POLL = "0" * 31 + "7"
SALT = bytes(range(32))
PAPER = b"a quote: 12 lamps"
PAPER_HASH = sha256(PAPER).hexdigest()
COSIGNED_AT = 1_773_300_000
SIZES = (9, 14)
WORDS = {
    "en": {"matter_raised": "The matter “%(title)s” was raised.", "poll_closed": "Vote %(number)s was closed."},
    "zh_Hans": {"matter_raised": "提出了“%(title)s”。", "poll_closed": "第 %(number)s 次表决结束。"},
}


def poll_bodies() -> list[dict[str, Any]]:
    """The entries of a motion voted on by name: four for, one of them after a change of mind, one against, one aside."""
    opened = {"motion": "Buy twelve lamps", "number": 1, "question": "motion", "secrecy": "named", "options": []}
    told: list[tuple[str, dict[str, Any]]] = [("poll_opened", opened)]
    votes = [("a", "for"), ("b", "against"), ("c", "for"), ("b", "for"), ("d", "against"), ("e", "for")]
    told += [("ballot_cast", {"poll": POLL, "seat": seat * 32, "vote": vote}) for seat, vote in votes]
    told.append(("recusal_declared", {"poll": POLL, "seat": "e" * 32, "because": sealed("a cousin")}))
    count = {"votes": {"for": 3, "against": 1, "abstain": 0}, "body": "representatives", "matter": "public_works"}
    closed = {"poll": POLL, "number": 1, "count": count, "box": [], "options": [], "valid": True, "carried": True}
    told.append(("poll_closed", closed))
    return [
        {"event": event, "subject": ["poll" if event.startswith("poll") else "ballot", POLL], "facts": facts}
        for event, facts in told
    ]


def sealed(value: object) -> dict[str, str]:
    return {"sha256": commitment(SALT, value).hex()}


@cache
def log_bodies(size: int = 16) -> tuple[bytes, ...]:
    """The bytes of the log's entries: a matter, its paper, a vote, and what came after."""
    told: list[dict[str, Any]] = [
        {"event": "village_created", "facts": {}},
        {"event": "matter_raised", "facts": {"number": "2026-1", "title": "Lamps for the lower lane"}},
        {"event": "attachment_added", "facts": {"number": "2026-1", "sha256": PAPER_HASH}},
        *poll_bodies(),
    ]
    told += [{"event": "notice_hung", "facts": {"number": f"2026-{n}", "title": "Accounts"}} for n in range(size)]
    return tuple(canonical(body(seq, **parts)) for seq, parts in enumerate(told[:size]))


@cache
def tree(size: int = 16) -> tuple[list[bytes], dict[int, bytes]]:
    """The hashes stored beside each entry, and the root at every size."""
    frontier, stored, roots = EMPTY, [], {}
    for leaf in log_bodies(size):
        frontier, hashes = merkle.append(frontier, leaf)
        stored.append(hashes)
        roots[frontier.size] = root(frontier)
    return stored, roots


def read(size: int = 16) -> merkle.Read:
    stored, _ = tree(size)

    def fetch(nodes: list[Node]) -> list[bytes]:
        places = [where(*node) for node in nodes]
        return [stored[seq][offset : offset + 32] for seq, offset in places]

    return fetch


def note(size: int, cosigners: int = 2, log_size: int = 16) -> bytes:
    text = Checkpoint(LOG.key.name, size, tree(log_size)[1][size]).text
    lines = [one.cosign(text, COSIGNED_AT) for one in SUPERVISORS[:cosigners]]
    return LOG.note(text).with_signatures(lines).format().encode()


def policy(needed: int = 2) -> bytes:
    names = tuple(one.key.name for one in SUPERVISORS)
    keys = {one.key.name: PolicyKey(one.key) for one in SUPERVISORS}
    found = Policy((PolicyKey(LOG.key),), keys, {"supervisors": Group(needed, names)}, "supervisors")
    return format_policy(found).encode()


def contents(kind: str = "period", seqs: Sequence[int] = tuple(range(1, 14)), cosigners: int = 2) -> Contents:
    bodies = log_bodies()
    return Contents(
        label=Label(kind, str(VILLAGE), "槐树湾村", "2026-03", "everyone", seqs[0], seqs[-1]),
        entries=[(seq, bodies[seq]) for seq in seqs],
        notes={size: note(size, cosigners) for size in SIZES},
        policy=policy(),
        beside=[Beside(10, "because", SALT, canonical("a cousin"))],
        attachments={PAPER_HASH: lambda: PAPER},
        rules=[{"since": "2026-01-01"}],
        extra={layout.WORDS: canonical(WORDS)},
    )


@cache
def bundle(cosigners: int = 2) -> bytes:
    """An honest bundle of entries 1 to 13 of a log signed at 9 and 14 entries."""
    stream = io.BytesIO()
    write_bundle(contents(cosigners=cosigners), read(), stream)
    return stream.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def replaced(files: Mapping[str, bytes], name: str, old: bytes, new: bytes) -> dict[str, bytes]:
    """The same files with one place in one of them changed."""
    assert old in files[name], f"{old!r} does not stand in {name}"
    return dict(files) | {name: files[name].replace(old, new, 1)}


def with_manifest(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with a table of contents that fits them: a forger would write one too."""
    manifest = layout.read_manifest(files[layout.MANIFEST])
    listed = {name: sha256(files[name]).hexdigest() for name in files if not name.startswith("manifest.")}
    names = ("kind", "village", "village_name", "title", "readers", "first", "last", "entries", "size")
    data = canonical({"form": 1, "files": listed} | {name: getattr(manifest, name) for name in names})
    return dict(files) | {layout.MANIFEST: data, layout.SEAL: layout.seal_of(data)}
