"""No test talks to the outside: a connection to anything but this machine fails the test that tried."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest


class OutsideConnection(AssertionError):
    """A test tried to reach another machine."""


def require_loopback(address: Any) -> None:
    """Raise OutsideConnection unless the address is this machine's own (a path is a local socket)."""
    if isinstance(address, (str, bytes)):
        return
    host = address[0]
    if host in ("localhost", ""):
        return
    try:
        inside = ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise OutsideConnection(f"a test tried to connect to {host!r}: tests use this machine only (127.0.0.1)")


@pytest.fixture(autouse=True)
def no_outside_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Watch every connection made from this process."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def watched_connect(self: socket.socket, address: Any) -> None:
        require_loopback(address)
        return connect(self, address)

    def watched_connect_ex(self: socket.socket, address: Any) -> int:
        require_loopback(address)
        return connect_ex(self, address)

    def watched_look_up(host: Any, *arguments: Any, **named: Any) -> Any:
        if host:
            require_loopback((host.decode() if isinstance(host, bytes) else host,))
        return look_up(host, *arguments, **named)

    monkeypatch.setattr(socket.socket, "connect", watched_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", watched_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", watched_look_up)
