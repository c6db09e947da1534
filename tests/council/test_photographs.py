"""Photographs of sheets: what is taken, and that nothing of place and phone stays in them."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.council.counting import PHOTO
from webapp.core.errors import InvalidInput
from webapp.council.sheets.photographs import JPEG, MOST_BYTES, PNG, cleaned


def part(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


JFIF = part(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
ADOBE = part(0xEE, b"Adobe\0d\0\0\0\0\1")
TABLE = part(0xDB, bytes(65))
SCAN = part(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
PICTURE = b"\xff\xd8" + JFIF + ADOBE + TABLE + SCAN + TABLE + SCAN + b"\xff\xd9"


def test_a_clean_picture_stays_byte_for_byte() -> None:
    assert cleaned(PICTURE) == (PICTURE, JPEG)
    assert cleaned(PHOTO) == (PHOTO, PNG)


def test_place_phone_and_comments_are_cut_out_of_a_jpeg() -> None:
    place = part(0xE1, b"Exif\0\0GPS 33.5 N 113.2 E")
    words = part(0xFE, b"my phone")
    extra = part(0xED, b"Photoshop 3.0") + part(0xE2, b"MPF\0")
    told = b"\xff\xd8" + place + JFIF + extra + ADOBE + TABLE + SCAN + words + TABLE + SCAN + b"\xff\xd9"
    assert cleaned(told) == (PICTURE, JPEG)


def test_what_hides_behind_the_end_is_cut_off() -> None:
    assert cleaned(PICTURE + b"\xff\xd8 a second picture with GPS")[0] == PICTURE
    assert cleaned(PHOTO + b"PK\x03\x04 an archive")[0] == PHOTO


def test_place_and_words_are_cut_out_of_a_png() -> None:
    chunks = b""
    for name in (b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"):
        chunks += struct.pack(">I", 5) + name + b"where" + struct.pack(">I", zlib.crc32(name + b"where"))
    after_header = 8 + 12 + 13
    assert cleaned(PHOTO[:after_header] + chunks + PHOTO[after_header:]) == (PHOTO, PNG)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        PICTURE[:-2],
        PICTURE[:40],
        b"\xff\xd8\xff\xe1\xff\xff",
        b"\xff\xd8\xff\xe0\x00\x00" + bytes(40),
        PHOTO[:-3],
        PHOTO[:8] + bytes(400),
        b"\xff\xd8\xff" + bytes(MOST_BYTES),
    ],
)
def test_what_is_no_photograph(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        cleaned(content)


@given(st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"]))
def test_hostile_bytes_are_refused_or_cleaned_and_never_anything_else(content: bytes, start: bytes) -> None:
    try:
        picture, _ = cleaned(start + content)
    except InvalidInput:
        return
    assert cleaned(picture)[0] == picture
