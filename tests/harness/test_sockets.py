"""Tests stay on this machine."""

from __future__ import annotations

import socket

import pytest

from tests.harness.sockets import OutsideConnection


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1", "10.0.0.1"])
def test_a_connection_elsewhere_fails(host: str) -> None:
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(kind) as outside, pytest.raises(OutsideConnection, match="this machine only"):
        outside.connect((host, 80))


def test_looking_up_a_name_elsewhere_fails() -> None:
    with pytest.raises(OutsideConnection):
        socket.create_connection(("example.org", 80))


def test_a_connection_to_this_machine_works() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
