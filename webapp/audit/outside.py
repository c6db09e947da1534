"""Witnesses outside the village, named in the settings: where they are reached, and the keys they sign with."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from webapp.audit.verifier.note import COSIGNATURE, NoteError, VerifierKey, read_vkey
from webapp.core.settings import LOOPBACK, UnsafeSetting

EXAMPLE = "https://witness.example.cn name+0a1b2c3d+BBBB…"


class Outside(NamedTuple):
    """A witness somebody else runs (c2sp.org/tlog-witness): the address checkpoints are sent to, and its key."""

    url: str
    key: VerifierKey


def read_outside(text: str) -> tuple[Outside, ...]:
    """The witnesses of YISHI_WITNESSES: an address and a key (vkey) for each, one after the other.

    Raises UnsafeSetting when it is written otherwise, an address is open to eavesdroppers, or a key stands twice.
    """
    words = text.split()
    if len(words) % 2:
        raise UnsafeSetting(f"YISHI_WITNESSES names an address without a key. Set pairs: {EXAMPLE}")
    found = tuple(_outside(url, vkey) for url, vkey in zip(words[::2], words[1::2], strict=True))
    if len({one.key.public for one in found}) < len(found) or len({one.key.name for one in found}) < len(found):
        raise UnsafeSetting("YISHI_WITNESSES names the same witness twice. Name each once.")
    return found


def _outside(url: str, vkey: str) -> Outside:
    parts = urlsplit(url)
    is_near = parts.scheme == "http" and parts.hostname in LOOPBACK
    if not parts.hostname or not (parts.scheme == "https" or is_near) or parts.query or parts.fragment:
        raise UnsafeSetting(f"YISHI_WITNESSES: {url:.100} is no https address. Set pairs: {EXAMPLE}")
    try:
        key = read_vkey(vkey)
    except NoteError as error:
        raise UnsafeSetting(f"YISHI_WITNESSES: {error} Set pairs: {EXAMPLE}") from error
    if key.kind != COSIGNATURE:
        raise UnsafeSetting(f"YISHI_WITNESSES: the key of {key.name} is not one for cosignatures (Ed25519, type 04).")
    return Outside(url.rstrip("/"), key)
