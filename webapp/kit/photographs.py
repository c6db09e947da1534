"""Photographs people hand in, drawn anew: nothing of the file but the picture itself is kept.

What a phone writes into a file besides the picture (place, time, owner), and whatever was hidden before, behind or
inside it, cannot pass, because the bytes that are kept were written here.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from webapp.core.errors import InvalidInput

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 1920
QUALITY = 82
JPEG = "image/jpeg"
_KINDS = {"JPEG": b"\xff\xd8\xff", "PNG": b"\x89PNG\r\n\x1a\n"}
_FOREIGN = (b"<svg", b"<html", b"<script", b"<?php", b"%PDF-", b"PK\x03\x04", b"<!DOCTYPE")
_ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82"}
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, LookupError, ArithmeticError, TypeError,
           AttributeError, struct.error, zlib.error)  # fmt: skip
"""What the reader of pictures raises when what a phone wrote beside the picture was tampered with."""


@dataclass(frozen=True)
class Photograph:
    """A JPEG that this system wrote."""

    content: bytes
    width: int
    height: int


def redrawn(content: bytes) -> Photograph:
    """The picture upright, at most 1920 pixels long, as a new JPEG.

    Raises InvalidInput with a sentence: empty or too large, no JPEG or PNG (SVG above all), something else hidden in
    the file, or broken.
    """
    if not 0 < len(content) <= MOST_BYTES:
        raise InvalidInput("photo.size", "photo", most=MOST_BYTES // 1024 // 1024)
    kind = next((name for name, start in _KINDS.items() if content.startswith(start)), None)
    if kind is None:
        raise InvalidInput("photo.kind", "photo")
    _require_alone(content, kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise InvalidInput("photo.pixels", "photo")
                picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                return _written(ImageOps.exif_transpose(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise InvalidInput("photo.pixels", "photo") from None
    except _BROKEN:
        raise InvalidInput("photo.broken", "photo") from None


def _require_alone(content: bytes, kind: str) -> None:
    """A picture without an end is broken; one that is something else as well is refused, though that would be lost."""
    if _ENDS[kind] not in content:
        raise InvalidInput("photo.broken", "photo")
    after = content[content.rfind(_ENDS[kind]) + len(_ENDS[kind]) :].lower()
    lowered = content[:4096].lower()
    if any(mark.lower() in after or mark.lower() in lowered for mark in _FOREIGN):
        raise InvalidInput("photo.polyglot", "photo")


def _written(picture: Image.Image) -> Photograph:
    """The picture on white. It is made small before it is drawn over: a large one would take a gigabyte."""
    flat = Image.new("RGB", picture.size, "white")
    whole = picture.convert("RGBA")
    flat.paste(whole, mask=whole.getchannel("A"))
    target = io.BytesIO()
    flat.save(target, "JPEG", quality=QUALITY, optimize=True)
    return Photograph(target.getvalue(), flat.width, flat.height)
