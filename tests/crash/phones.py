"""Phones in a hall: each votes at its own moment, and tries again when the network is gone, as its owner would."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.bench.village import Hall
from tests.bench.voters import VOTES, Voter

TRIES_EVERY = 0.4
GIVES_UP_AFTER = 60.0
SIGN_IN_AT_ONCE = 8
TAKEN = 302


@dataclass
class Answers:
    """What the phones were told: by voter, the vote that was acknowledged, or the status of the refusal."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    lost: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def sign_in(port: int, hall: Hall) -> list[Voter]:
    """Everybody signs in through the page."""
    with ThreadPoolExecutor(SIGN_IN_AT_ONCE) as pool:
        return list(pool.map(lambda name: Voter(port, hall, name), hall.seats))


def vote_of(voter: Voter) -> str:
    """How this person votes: each keeps to one word, however often they must try."""
    return VOTES[voter.number % len(VOTES)]


def vote_within(
    port: int, voters: Sequence[Voter], seconds: float, poll: int = 1
) -> tuple[Answers, list[threading.Thread]]:
    """Everybody votes once at a moment of their own within these seconds; the threads are to be joined."""
    answers = Answers()
    threads = []
    for voter in voters:
        wait = random.Random(voter.number).uniform(0, seconds)
        thread = threading.Thread(target=_vote, args=(port, voter, poll, wait, answers), daemon=True)
        threads.append(thread)
        thread.start()
    return answers, threads


def _vote(port: int, voter: Voter, poll: int, wait: float, answers: Answers) -> None:
    time.sleep(wait)
    until = time.monotonic() + GIVES_UP_AFTER
    while time.monotonic() < until:
        try:
            status = _send(port, voter, poll)
        except (OSError, http.client.HTTPException):
            with answers.lock:
                answers.lost += 1
            time.sleep(TRIES_EVERY)
            continue
        with answers.lock:
            if status == TAKEN:
                answers.acknowledged[voter.name] = vote_of(voter)
            else:
                answers.refused[voter.name] = status
        return


def _send(port: int, voter: Voter, poll: int) -> int:
    """One ballot on a connection of its own; the status of the answer."""
    request = voter.ballot(poll, vote_of(voter)).data
    head, _, body = request.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, path, _ = first.split(" ")
    headers = dict(line.split(": ", 1) for line in lines)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()
