"""When a checkpoint counts: which log must have signed it, and which witnesses, how many of them.

The text of c2sp.org/tlog-policy, line by line: ``log``, ``witness``, ``group`` and one ``quorum``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from .checkpoint import Checkpoint, read_signed_checkpoint
from .cosignature import cosigners
from .note import COSIGNATURE, ED25519, NoteError, VerifierKey, read_vkey

NONE = "none"
MAX_POLICY = 200_000
MAX_DEFINITIONS = 1_000
_COUNT = re.compile(r"[1-9][0-9]{0,8}")
_BLANKS = re.compile(r"[ \t]+")


class PolicyError(ValueError):
    """This text is no policy; the message names the line."""


@dataclass(frozen=True, slots=True)
class PolicyKey:
    """A log or a witness of a policy: its key, and an address where it can be reached (may be absent)."""

    key: VerifierKey
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Several witnesses or groups, of which ``threshold`` must have cosigned."""

    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Known logs, witnesses and groups by their name in the policy, and the name that must have cosigned (or none)."""

    logs: tuple[PolicyKey, ...] = ()
    witnesses: Mapping[str, PolicyKey] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    quorum: str = NONE

    def is_met(self, cosigned: Collection[str]) -> bool:
        """Whether these witnesses, by their names in the policy, are enough."""
        return self.quorum == NONE or self._has(self.quorum, cosigned)

    def _has(self, name: str, cosigned: Collection[str]) -> bool:
        met: dict[str, bool] = {witness: witness in cosigned for witness in self.witnesses}
        for one, group in self.groups.items():  # members are defined before their group
            met[one] = sum(met[member] for member in group.members) >= group.threshold
        return met[name]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a policy says of a checkpoint: the witnesses who cosigned with their time, and whether that is enough."""

    checkpoint: Checkpoint
    signed_by: tuple[VerifierKey, ...]
    cosigned_at: Mapping[str, int]
    is_met: bool


def judge(policy: Policy, note: bytes) -> Verdict:
    """Whether a checkpoint counts by this policy. NoteError if it is not well formed or no known log signed it.

    A cosignature by a known witness that does not fit is an error too: somebody altered the text or the line.
    """
    signed = read_signed_checkpoint(note, [log.key for log in policy.logs])
    by_key = {witness.key: name for name, witness in policy.witnesses.items()}
    times = {by_key[key]: time for key, time in cosigners(signed.note, by_key).items()}
    return Verdict(signed.checkpoint, signed.signers, times, policy.is_met(times))


def read_policy(data: bytes) -> Policy:
    """The policy that this text states. PolicyError, which names the line, if it states none."""
    if len(data) > MAX_POLICY:
        raise PolicyError(f"The policy is {len(data)} bytes long; at most {MAX_POLICY} are read.")
    if any((byte < 0x20 and byte not in b"\t\n") or byte == 0x7F for byte in data):
        raise PolicyError("The policy holds a control character.")
    if not data.endswith(b"\n"):
        raise PolicyError("The policy does not end with a newline.")
    reader = _Reader()
    # Names are bytes to this format; whatever is not UTF-8 stays different from everything else.
    for number, line in enumerate(data[:-1].decode("utf-8", "surrogateescape").split("\n"), start=1):
        words = _BLANKS.split(line.strip(" \t"))
        if words == [""] or words[0].startswith("#"):
            continue
        try:
            reader.take(words)
        except (PolicyError, NoteError) as error:
            raise PolicyError(f"Line {number}: {error}") from error
    if reader.quorum is None:
        raise PolicyError("The policy has no quorum line.")
    return Policy(tuple(reader.logs), reader.witnesses, reader.groups, reader.quorum)


def format_policy(policy: Policy, remark: str = "") -> str:
    """The policy as text that `read_policy` and other programs read; ``remark`` stands above it as a comment."""
    lines = [f"# {line}".rstrip() for line in remark.splitlines()]
    lines += [" ".join(_words("log", log.key.text, log.url)) for log in policy.logs]
    lines += [" ".join(_words("witness", name, one.key.text, one.url)) for name, one in policy.witnesses.items()]
    lines += [f"group {name} {group.threshold} {' '.join(group.members)}" for name, group in policy.groups.items()]
    text = "\n".join([*lines, f"quorum {policy.quorum}", ""])
    read_policy(text.encode())
    return text


def _words(*words: str | None) -> list[str]:
    return [word for word in words if word is not None]


class _Reader:
    """Takes the lines in their order and refuses what contradicts an earlier one."""

    def __init__(self) -> None:
        self.logs: list[PolicyKey] = []
        self.witnesses: dict[str, PolicyKey] = {}
        self.groups: dict[str, Group] = {}
        self.quorum: str | None = None
        self._members: set[str] = set()
        self._kinds: dict[str, Callable[[list[str]], None]] = {
            "log": self._log,
            "witness": self._witness,
            "group": self._group,
            "quorum": self._quorum,
        }

    def take(self, words: list[str]) -> None:
        kind = self._kinds.get(words[0])
        if kind is None:
            raise PolicyError(f"{words[0]!r:.40} is not log, witness, group or quorum.")
        if len(self.logs) + len(self.witnesses) + len(self.groups) >= MAX_DEFINITIONS and words[0] != "quorum":
            raise PolicyError(f"More than {MAX_DEFINITIONS} definitions.")
        kind(words[1:])

    def _log(self, words: list[str]) -> None:
        if len(words) not in (1, 2):
            raise PolicyError("A log line has a key and may have an address.")
        self.logs.append(_key(words, ED25519, self.logs))

    def _witness(self, words: list[str]) -> None:
        if len(words) not in (2, 3):
            raise PolicyError("A witness line has a name and a key and may have an address.")
        name = self._new_name(words[0])
        self.witnesses[name] = _key(words[1:], COSIGNATURE, self.witnesses.values())

    def _group(self, words: list[str]) -> None:
        if len(words) < 3:
            raise PolicyError("A group line has a name, a number (or all, any) and its members.")
        name, count, *members = words
        self._new_name(name)
        for member in members:
            if member not in self.witnesses and member not in self.groups:
                raise PolicyError(f"{member!r:.40} is not defined above.")
            if member in self._members:
                raise PolicyError(f"{member!r:.40} is a member twice.")
            self._members.add(member)
        self.groups[name] = Group(_threshold(count, len(members)), tuple(members))

    def _quorum(self, words: list[str]) -> None:
        if len(words) != 1:
            raise PolicyError("A quorum line has one name.")
        if self.quorum is not None:
            raise PolicyError("A second quorum line.")
        if words[0] != NONE and words[0] not in self.witnesses and words[0] not in self.groups:
            raise PolicyError(f"{words[0]!r:.40} is not defined above.")
        self.quorum = words[0]

    def _new_name(self, name: str) -> str:
        if name == NONE or name in self.witnesses or name in self.groups:
            raise PolicyError(f"The name {name!r:.40} is taken.")
        return name


def _key(words: list[str], kind: int, others: Collection[PolicyKey]) -> PolicyKey:
    key = read_vkey(words[0])
    if key.kind != kind:
        raise PolicyError(f"A key of type {key.kind:02x} stands where one of type {kind:02x} belongs.")
    if any(other.key.public == key.public for other in others):
        raise PolicyError("The same public key stands here twice.")
    return PolicyKey(key, words[1] if len(words) == 2 else None)


def _threshold(count: str, members: int) -> int:
    if count in ("all", "any"):
        return members if count == "all" else 1
    if not _COUNT.fullmatch(count) or int(count) > members:
        raise PolicyError(f"{count!r:.20} of {members} members is not possible.")
    return int(count)
