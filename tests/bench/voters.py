"""Sixty-four people at their browsers: each signs in through the page and then casts ballots through the form."""

from __future__ import annotations

import http.client
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlencode

from tests.bench.load import Request, request_bytes
from tests.bench.village import PASSWORD, Hall

TOKEN = re.compile(r'name="csrf_token"[^>]*\bvalue="([^"]+)"|\bvalue="([^"]+)"[^>]*name="csrf_token"')
VOTES = ("for", "against", "abstain")


@dataclass(frozen=True)
class Ballot:
    """What one request asks for: this seat votes so in this poll."""

    poll: uuid.UUID
    seat: uuid.UUID
    vote: str


class Voter:
    """A signed-in person: a session cookie and a form token of their own."""

    def __init__(self, port: int, hall: Hall, name: str) -> None:
        self.hall = hall
        self.name = name
        self.number = list(hall.seats).index(name)
        self._village = f"/v/{hall.village_id:012d}"
        self.cookie = ""
        self._port = port
        self._sign_in()
        self.token = self._token(f"{self._village}/meetings/{hall.meeting}/polls/1/ballot")

    def ballots(self) -> Iterator[Request]:
        """A first ballot in every poll, then changes of mind without end."""
        for turn in cycle(range(len(VOTES))):
            for poll in self.hall.polls:
                yield self.ballot(poll, VOTES[(self.number + poll + turn) % len(VOTES)])

    def ballot(self, poll: int, vote: str) -> Request:
        """One ballot, ready to send."""
        path = f"{self._village}/meetings/{self.hall.meeting}/polls/{poll}/ballot"
        body = urlencode({"csrf_token": self.token, "choice": vote}).encode()
        meaning = Ballot(self.hall.polls[poll], self.hall.seats[self.name], vote)
        return Request(request_bytes("POST", path, cookie=self.cookie, body=body), meaning)

    def _sign_in(self) -> None:
        path = f"{self._village}/sign-in"
        form = {"csrf_token": self._token(path), "sign_in_name": self.name, "password": PASSWORD}
        status, page = self._ask("POST", path, urlencode(form))
        if status != 302:
            raise RuntimeError(f"{self.name} could not sign in (status {status}): {page[:500]}")

    def _token(self, path: str) -> str:
        status, page = self._ask("GET", path)
        found = TOKEN.search(page)
        if found is None:
            raise RuntimeError(f"GET {path} (status {status}) shows no form")
        return found.group(1) or found.group(2)

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        for value in answer.headers.get_all("Set-Cookie") or []:
            if value.startswith("session="):
                self.cookie = value.split(";", 1)[0]
        connection.close()
        return answer.status, page


def bare_ballots(number: int) -> Iterator[Request]:
    """The same for the bare view: a row each."""
    body = urlencode({"voter": f"voter{number}", "vote": VOTES[number % len(VOTES)]}).encode()
    request = Request(request_bytes("POST", "/ballot", body=body))
    while True:
        yield request


def same(method: str, path: str, headers: str = "") -> Iterator[Request]:
    """One request again and again."""
    request = Request(request_bytes(method, path, headers=headers))
    while True:
        yield request
