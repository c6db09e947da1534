"""Witnesses outside the village: asked over the wire, retried with patience, never in the way."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import select

from tests.audit.witness_server import NAME, TIME, Witness, served
from tests.harness.clock import StoppedClock
from tests.harness.server import free_port
from tests.harness.village import SmallVillage, small_village
from webapp.audit.check import problems_of_village
from webapp.audit.evidence import log_keys, newest_signed, note_of
from webapp.audit.keyring import KeyRing
from webapp.audit.log import MerkleLog
from webapp.audit.models import OutsideWitness
from webapp.audit.outside import Outside, read_outside
from webapp.audit.reaching import is_due, rest_after, show_to_witnesses
from webapp.audit.submitting import Answer, WitnessError, submit
from webapp.audit.verifier.cosignature import cosigners
from webapp.audit.verifier.note import COSIGNATURE, VerifierKey, read_note
from webapp.core.upkeep import upkeep
from webapp.village.accounts.operations import invite


class Installation:
    """A village with a signed log, and what it knows of its outside witness."""

    def __init__(self, acting: Any, folder: Path) -> None:
        self.acting = acting
        self.log = MerkleLog(KeyRing(folder, "village.example"))
        self.village: SmallVillage = small_village(acting)
        self.grow()
        self.key = log_keys(acting().session)[0].key

    def grow(self) -> int:
        self.acting.close()
        ctx = self.acting(log=self.log)
        invite(ctx, self.village.stranger(), f"1290000{len(self.acting.opened):04d}")
        with upkeep(ctx.session):
            return self.log.cut(ctx.session)

    def show(self, outside: tuple[Outside, ...], now: Any) -> list[str]:
        self.acting.close()
        return [error for _, error in show_to_witnesses(self.acting().session, outside, now)]

    def row(self) -> OutsideWitness:
        return self.acting().session.execute(select(OutsideWitness)).scalar_one()


@pytest.fixture
def installation(acting: Any, tmp_path: Path) -> Installation:
    return Installation(acting, tmp_path)


@pytest.mark.both_databases
def test_a_witness_is_shown_every_longer_log_and_its_words_are_kept(
    installation: Installation, clock: StoppedClock
) -> None:
    witness = Witness(installation.key.name, installation.key.public)
    with served(witness) as url:
        outside = read_outside(f"{url} {witness.vkey}")
        assert installation.show(outside, clock()) == [""]
        assert installation.show(outside, clock()) == [], "it has seen this log"
        size = installation.grow()
        assert installation.show(outside, clock()) == [""]
        assert witness.size == size == installation.row().size
        session = installation.acting().session
        newest = newest_signed(session)
        assert newest is not None
        assert cosigners(note_of(session, newest), [outside[0].key]) == {outside[0].key: TIME}
        witness.size, witness.root = 0, b""
        installation.grow()
        asked = witness.asked
        assert installation.show(outside, clock()) == [""], "it says from which size it wants the proof"
        assert witness.asked == asked + 2
        assert list(problems_of_village(installation.acting().session)) == []

        witness.down = True
        installation.grow()
        assert installation.show(outside, clock()) == ["The witness answered 500: it gave no reason."]
        assert installation.show(outside, clock()) == []
        clock.advance(minutes=1)
        assert len(installation.show(outside, clock())) == 1
        clock.advance(minutes=1)
        assert installation.show(outside, clock()) == [], "after the second failure it rests for two minutes"
        clock.advance(minutes=1)
        witness.down = False
        assert installation.show(outside, clock()) == [""]
    clock.advance(days=1)
    installation.grow()
    assert installation.show(outside, clock())[0], "nobody is there any more"
    assert (installation.row().failures, installation.row().name) == (1, NAME)


def test_a_log_the_witness_does_not_know_or_that_was_forked_is_not_cosigned(
    installation: Installation, clock: StoppedClock
) -> None:
    for name, public, told in (
        ("other.example/log", installation.key.public, "does not know this log"),
        (installation.key.name, bytes(range(1, 33)), "does not know the key"),
    ):
        with served(Witness(name, public)) as url:
            outside = read_outside(f"{url} {Witness(name, public).vkey}")
            clock.advance(days=1)
            assert told in installation.show(outside, clock())[0]
    witness = Witness(installation.key.name, installation.key.public)
    with served(witness) as url:
        outside = read_outside(f"{url} {witness.vkey}")
        witness.size, witness.root = 3, bytes(32)
        clock.advance(days=1)
        assert "did not convince it" in installation.show(outside, clock())[0]
        witness.size = installation.row().size or 10**6
        clock.advance(days=1)
        assert "has seen a log of 1000000 entries" in installation.show(outside, clock())[0]


HOSTILE = (
    Answer(200, "", b""), Answer(200, "", b"\xff"), Answer(200, "", "\u2014 somebody.test/else zfCi0AAAAAA=\n".encode()),
    Answer(409, "text/x.tlog.size", b"-1\n"), Answer(409, "text/x.tlog.size", b"9" * 90), Answer(409, "text/plain", b"1\n"),
    Answer(409, "text/x.tlog.size", b"5\n"), Answer(302, "", b""), Answer(999, "", b""),
)  # fmt: skip


@pytest.mark.parametrize("answer", HOSTILE)
def test_whatever_a_witness_answers_is_looked_at(answer: Answer) -> None:
    witness = Witness("log.example", bytes(32))
    outside = read_outside(f"https://w.example {witness.vkey}")[0]
    note = read_note(
        "log.example\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u2014 log.example zfCi0AAAAAA=\n".encode()
    )
    with pytest.raises(WitnessError):
        submit(outside, note, 7, 0, lambda old, new: [], lambda url, data: answer)


def test_patience_doubles_up_to_six_hours(clock: StoppedClock) -> None:
    assert [rest_after(failures) for failures in (0, 1, 2, 3, 10, 1000)] == [
        timedelta(0), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4), timedelta(hours=6), timedelta(hours=6),
    ]  # fmt: skip
    tried = OutsideWitness(name="w", public=bytes(32), size=5, failures=0, tried_at=clock())
    assert is_due(None, 5, clock())
    assert not is_due(tried, 5, clock())
    assert is_due(tried, 6, clock())


TOOLS = ("litewitness", "witnessctl", "ssh-agent", "ssh-add")


@pytest.mark.slow
@pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS),
    reason="litewitness is not installed (newer Debian: apt-get install litewitness openssh-client)",
)
def test_litewitness_cosigns(installation: Installation, clock: StoppedClock, tmp_path: Path) -> None:
    """The witness of filippo.io/torchwood, as its own test script starts it."""
    secret, origin = Ed25519PrivateKey.generate(), installation.key.name
    pem = secret.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    public, port, agent = secret.public_key().public_bytes_raw(), free_port(), f"{tmp_path}/agent"
    (tmp_path / "key").write_bytes(pem)
    (tmp_path / "key").chmod(0o600)
    environment = os.environ | {"SSH_AUTH_SOCK": agent}
    started = [subprocess.Popen(["ssh-agent", "-a", agent, "-D"], cwd=tmp_path)]
    try:
        eventually(lambda: Path(agent).exists())
        for command in (
            ["ssh-add", "key"],
            ["witnessctl", "add-log", "-origin", origin],
            ["witnessctl", "add-key", "-origin", origin, "-key", installation.key.text],
        ):
            subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
        options = [
            f"-listen=127.0.0.1:{port}",
            f"-ssh-agent={agent}",
            "-name=lite.test",
            f"-key={sha256(public).hexdigest()}",
        ]
        started.append(subprocess.Popen(["litewitness", *options], cwd=tmp_path))
        eventually(lambda: answers(port))
        outside = (Outside(f"http://127.0.0.1:{port}", VerifierKey("lite.test", COSIGNATURE, public)),)
        assert installation.show(outside, clock()) == [""]
        installation.grow()
        assert installation.show(outside, clock()) == [""]
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(10)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def eventually(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
