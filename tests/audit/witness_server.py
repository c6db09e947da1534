"""A small witness, written from c2sp.org/tlog-witness alone: it shares no code with the program but the tree's hash."""

from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NAME = "witness.test/w1"
TIME = 1_772_400_000


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: list[bytes]) -> bool:
    """RFC 9162 section 2.1.4.2, step by step as it is printed there."""
    if not proof:
        return False
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for step in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(step, fr), node(step, sr)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, step)
        fn, sn = fn >> 1, sn >> 1
    return fr == old_root and sr == new_root and sn == 0


class Witness:
    """What it knows: the log's key, and the last size and root it cosigned. `down` makes it answer 500."""

    def __init__(self, log_name: str, log_public: bytes) -> None:
        self.log_name, self.log_public = log_name, log_public
        self.size, self.root, self.asked, self.down = 0, b"", 0, False
        self.secret = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"witness").digest())
        public = self.secret.public_key().public_bytes_raw()
        self.id = hashlib.sha256(NAME.encode() + b"\n\x04" + public).digest()[:4]
        self.vkey = f"{NAME}+{self.id.hex()}+{base64.b64encode(bytes([4]) + public).decode()}"

    def answer(self, body: bytes) -> tuple[int, str, bytes]:
        self.asked += 1
        if self.down:
            return 500, "text/plain", b"out of order\n"
        head, _, note = body.partition(b"\n\n")
        first, *steps = head.decode().split("\n")
        text, _, lines = note.partition(b"\n\n")
        text += b"\n"
        origin, digits, encoded = text.decode().split("\n")[:3]
        if origin != self.log_name:
            return 404, "text/plain", b""
        if not self._is_signed(text, lines):
            return 403, "text/plain", b""
        old, size, root = int(first.removeprefix("old ")), int(digits), base64.b64decode(encoded)
        if old > size:
            return 400, "text/plain", b""
        if old != self.size:
            return 409, "text/x.tlog.size", b"%d\n" % self.size
        if old == size and self.root != root:
            return 409, "text/plain", b""
        proof = [base64.b64decode(step) for step in steps]
        if old and old != size and not is_consistent(old, size, self.root, root, proof):
            return 422, "text/plain", b""
        self.size, self.root = size, root
        signature = self.secret.sign(b"cosignature/v1\ntime %d\n" % TIME + text)
        line = base64.b64encode(self.id + TIME.to_bytes(8, "big") + signature).decode()
        other = "\u2014 somebody.test/else zfCi0AAAAAA=\n"
        return 200, "text/plain", f"{other}\u2014 {NAME} {line}\n".encode()

    def _is_signed(self, text: bytes, lines: bytes) -> bool:
        key_id = hashlib.sha256(self.log_name.encode() + b"\n\x01" + self.log_public).digest()[:4]
        for line in lines.decode().splitlines():
            _, name, encoded = line.split(" ")
            data = base64.b64decode(encoded)
            if name == self.log_name and data[:4] == key_id:
                try:
                    Ed25519PublicKey.from_public_bytes(self.log_public).verify(data[4:], text)
                except InvalidSignature:
                    return False
                return True
        return False


@contextmanager
def served(witness: Witness) -> Iterator[str]:
    """The witness on a port of this machine; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, kind, answer = witness.answer(body) if self.path == "/w/add-checkpoint" else (404, "", b"")
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/w"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
