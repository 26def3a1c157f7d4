"""Compressed data: gzip, zlib, deflate as a SAML request has it, bzip2 and xz, within bounds."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["MOST_UNPACKED", "Room", "unpacked"]

MOST_UNPACKED = 20_000
"""Characters that the compressed data of one document may become at most, all in all."""
_TIMES = 3
"""How many times as long compressed data becomes as the fields that it stands in."""
_ALWAYS = 2_000
"""Characters that it may become in any case, as one token of a request does."""
_PROBE = 48
"""Bytes by which it is seen whether data without a mark is compressed text."""
_BZIP2, _XZ = b"BZh", b"\xfd7zXZ\0"
"""What the two begin with."""
_HEAVY = 4
"""Tokens of one document that are taken for either."""
_MEMORY = 16_000_000
"""Bytes that xz may take."""
_GZIP, _ZLIB, _RAW = 31, 15, -15
"""What zlib calls the three."""


class Room:
    """How much of one document's compressed data is still looked at, and whether more is there.

    A few bytes can become a thousand times as many: without a bound they would be as dear.
    """

    __slots__ = ("heavy", "is_cut", "left", "most")

    def __init__(self, length: int) -> None:
        """``length`` is that of the texts that may hold compressed data."""
        self.most = min(MOST_UNPACKED, _ALWAYS + _TIMES * length)
        self.left = self.most
        self.is_cut = False
        self.heavy = _HEAVY


def unpacked(data: bytes, room: Room) -> bytes | None:
    """What compressed data was before, as far as there is room for it; None where it is none."""
    if data.startswith((_BZIP2, _XZ)):
        return _unpacked_heavy(data, room)
    kind = _kind(data)
    if kind is None or (kind == _RAW and not _is_text(_inflated(data, kind, _PROBE)[0])):
        return None
    made, is_whole = _inflated(data, kind, room.left + 1)
    if kind == _RAW and not is_whole and len(made) <= room.left:
        return None
    return _taken(made, room)


def _unpacked_heavy(data: bytes, room: Room) -> bytes | None:
    """The same of bzip2 and xz, which take far more memory and time to begin with."""
    if not room.heavy:
        room.is_cut = True
        return None
    room.heavy -= 1
    unpack = _from_bzip2 if data.startswith(_BZIP2) else _from_xz
    return _taken(unpack(data, room.left + 1), room)


def _taken(made: bytes, room: Room) -> bytes | None:
    """As much of what was made as there is room for, which it takes; None where it is nothing."""
    if len(made) > room.left:
        room.is_cut = True
        made = made[: room.left].decode(errors="ignore").encode()
    room.left -= len(made)
    return made or None


def _from_bzip2(data: bytes, most: int) -> bytes:
    import bz2

    try:
        return bz2.BZ2Decompressor().decompress(data, most)
    except (OSError, ValueError):
        return b""


def _from_xz(data: bytes, most: int) -> bytes:
    import lzma

    try:
        return lzma.LZMADecompressor(memlimit=_MEMORY).decompress(data, most)
    except (lzma.LZMAError, ValueError):
        return b""


def _kind(data: bytes) -> int | None:
    """Which of the three data may be, by its first bytes; deflate has no more than three bits."""
    if len(data) < _SHORTEST:
        return None
    if data.startswith(b"\x1f\x8b\x08"):
        return _GZIP
    if data[0] == _ZLIB_MARK and (data[0] * 256 + data[1]) % 31 == 0 and not data[1] & 32:
        return _ZLIB
    return _RAW if data[0] & 7 in _LAST_BLOCKS else None


_SHORTEST = 10
"""Bytes of the shortest that is tried: a name or a number is no shorter when compressed."""
_ZLIB_MARK = 0x78
_LAST_BLOCKS = (3, 5)
"""How deflate begins where all is in one block, with its own letters or with fixed ones."""


def _inflated(data: bytes, kind: int, most: int) -> tuple[bytes, bool]:
    """As many bytes as asked for, and whether the end was reached and nothing stands behind it."""
    import zlib

    engine = zlib.decompressobj(kind)
    try:
        made = engine.decompress(data, max(most, 1))
    except zlib.error:
        return b"", False
    return made, engine.eof and not engine.unused_data


def _is_text(data: bytes) -> bool:
    return _text().fullmatch(data) is not None


@cache
def _text() -> re.Pattern[bytes]:
    """Bytes of text in UTF-8, without regard to how they follow one another."""
    return re.compile(rb"[\t\r\n\x20-\x7e\x80-\xf4]++")
