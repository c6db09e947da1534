"""Photographs that were tampered with: a sentence, never a failure, and never a gigabyte of memory."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from webapp.core.errors import InvalidInput
from webapp.kit import photographs
from webapp.kit.photographs import redrawn

TAMPERED = bytes.fromhex(
    "4d4d002a00000008000301060002000000025000000001120003000000010006000088250004000000010000003200000000000100010002"
    "000806024e00000000000000"
)
"""What stands beside a picture, with a field of a kind that cannot be written again."""


def chunk(name: bytes, content: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def test_tampered_words_beside_a_picture_are_told_not_raised() -> None:
    target = io.BytesIO()
    Image.new("RGB", (4, 4)).save(target, "PNG")
    content = target.getvalue()
    with pytest.raises(InvalidInput) as refused:
        redrawn(content[:33] + chunk(b"eXIf", TAMPERED) + content[33:])
    assert refused.value.code == "photo.broken"


def test_a_large_picture_is_made_small_before_it_is_drawn_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred kilobytes may hold sixty million points; drawn over as they are they took a gigabyte."""
    seen = []
    drawn = photographs._written
    monkeypatch.setattr(photographs, "_written", lambda picture: seen.append(picture.size) or drawn(picture))
    target = io.BytesIO()
    Image.new("RGBA", (4000, 1000), (0, 0, 0, 0)).save(target, "PNG")
    found = redrawn(target.getvalue())
    assert (found.width, found.height) == (1920, 480)
    assert seen == [(1920, 480)]
    assert Image.open(io.BytesIO(found.content)).getpixel((9, 9)) == (255, 255, 255)
