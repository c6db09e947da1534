"""Photographs of sheets: told by their content, and freed of what a phone writes into them besides the picture.

The picture itself is left byte for byte as the phone took it: only the parts that say where, when and with which
phone are cut out, together with anything hidden behind the end of the picture.
"""

from __future__ import annotations

from webapp.core.errors import InvalidInput

MOST_BYTES = 10 * 1024 * 1024
JPEG, PNG = "image/jpeg", "image/png"
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_TELLING = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_JPEG_KEPT = {0xE0, 0xEE}  # JFIF, and Adobe's note on colours: without them some pictures show wrong
_JPEG_COMMENT = 0xFE
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA


def cleaned(content: bytes) -> tuple[bytes, str]:
    """The picture without location, time and phone, and its kind. Raises InvalidInput: too large, no JPEG or PNG."""
    if not 0 < len(content) <= MOST_BYTES:
        raise InvalidInput("sheet.photo_size", "photo", most=MOST_BYTES // 1024 // 1024)
    try:
        if content.startswith(b"\xff\xd8\xff"):
            return _clean_jpeg(content), JPEG
        if content.startswith(_PNG_START) and content[12:16] == b"IHDR":
            return _clean_png(content), PNG
    except (IndexError, ValueError):
        pass
    raise InvalidInput("sheet.photo_kind", "photo")


def _clean_jpeg(content: bytes) -> bytes:
    kept, place = [b"\xff\xd8"], 2
    while True:
        if content[place] != 0xFF:
            raise ValueError("no marker where one must stand")
        while content[place + 1] == 0xFF:
            place += 1
        marker = content[place + 1]
        if marker == _END:
            return b"".join([*kept, b"\xff\xd9"])
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        if end < place + 4 or end > len(content) or marker in (0, 1, _START) or 0xD0 <= marker <= 0xD7:
            raise ValueError("a part longer than the file, or none at all")
        if not _tells(marker):
            kept.append(content[place:end])
        place = end
        if marker == _SCAN:
            place = _end_of_scan(content, end)
            kept.append(content[end:place])


def _tells(marker: int) -> bool:
    return marker == _JPEG_COMMENT or (0xE0 <= marker <= 0xEF and marker not in _JPEG_KEPT)


def _end_of_scan(content: bytes, place: int) -> int:
    """Where the next marker stands after the picture's own data, in which 0xFF is followed by zero or a restart."""
    while True:
        place = content.index(b"\xff", place)
        following = content[place + 1]
        if following not in (0, 0xFF) and not 0xD0 <= following <= 0xD7:
            return place
        place += 1 if following == 0xFF else 2


def _clean_png(content: bytes) -> bytes:
    kept, place = [_PNG_START], len(_PNG_START)
    while True:
        size = int.from_bytes(content[place : place + 4], "big")
        name, end = content[place + 4 : place + 8], place + 12 + size
        if end > len(content) or not name.isalpha():
            raise ValueError("a chunk longer than the file, or none at all")
        if name not in _PNG_TELLING:
            kept.append(content[place:end])
        if name == b"IEND":
            return b"".join(kept)
        place = end
