"""The body of a request: of a length that is said, or in chunks, as the Java client sends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from io import BufferedIOBase

__all__ = ["MOST_BYTES", "RefusedBodyError", "read_body"]

MOST_BYTES = 32 * 1024 * 1024

_LINE = 4096
"""The longest line of a chunk's head or of a trailer."""
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
_TRAILERS = 100


class RefusedBodyError(Exception):
    """A body that is not taken; ``status`` is what to answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def read_body(headers: Message, stream: BufferedIOBase) -> bytes:
    """The whole body; raises :class:`RefusedBodyError` where it is too large or not in order.

    A request that says a length and chunks both is refused (RFC 9112, 6.1), as is a body
    that ends too early.
    """
    length, coding = headers.get_all("Content-Length"), headers.get_all("Transfer-Encoding")
    if coding is None:
        return _counted(length or ["0"], stream)
    if length is not None or [each.strip().lower() for each in coding] != ["chunked"]:
        raise RefusedBodyError(400)
    body = bytearray()
    for chunk in _chunks(stream):
        body += chunk
    return bytes(body)


def _counted(said: list[str], stream: BufferedIOBase) -> bytes:
    if len(said) != 1 or not (said[0].isascii() and said[0].isdecimal()):
        raise RefusedBodyError(400)
    return _exactly(_bounded(said[0], 10), stream)


def _chunks(stream: BufferedIOBase) -> Iterator[bytes]:
    left = MOST_BYTES
    while True:
        head = _CHUNK.fullmatch(stream.readline(_LINE))
        if head is None:
            raise RefusedBodyError(400)
        size = _bounded(head[1].decode("ascii"), 16, left)
        if not size:
            break
        left -= size
        yield _exactly(size, stream)
        if stream.read(2) != b"\r\n":
            raise RefusedBodyError(400)
    for _ in range(_TRAILERS):
        if stream.readline(_LINE) == b"\r\n":
            return
    raise RefusedBodyError(400)


def _bounded(text: str, base: int, most: int = MOST_BYTES) -> int:
    size = int(text, base) if len(text) <= 10 else most + 1
    if size > most:
        raise RefusedBodyError(413)
    return size


def _exactly(size: int, stream: BufferedIOBase) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise RefusedBodyError(400)
    return data
