"""Texts in what programs serialise: protocol buffers, CBOR, certificates, a page's view state.

Each writes how long a text is before it, which random bytes do for eight letters once in a
million times or so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

__all__ = ["texts_in"]

_LEAST = 8
"""Bytes of the shortest text that is read."""
_MARKS = (0, 0x60, 0xA0)
"""What is added to the length of a short text: nothing, as by CBOR, as by MessagePack."""
_SPACE = 0x20


def texts_in(data: bytes) -> str | None:
    """The texts that stand in bytes behind their length, on lines of their own; None without."""
    return "\n".join(_texts(data)) or None


def _texts(data: bytes) -> Iterator[str]:
    done = 0
    for run in _run().finditer(data):
        for first in (run.start(), run.start() + 1):
            length = _length_before(data, first, run.end())
            if length and first >= done:
                done = first + length
                text = data[first:done].decode(errors="ignore")
                if _plain().fullmatch(text):
                    yield text
                break


def _length_before(data: bytes, first: int, stop: int) -> int:
    """How long a text is by the byte before it, nought where it is longer than there are letters.

    A byte that may be a letter itself counts only where nothing of the text is left.
    """
    written = data[first - 1] if first else 0
    for mark in _MARKS:
        length = written - mark
        if _LEAST <= length <= stop - first and (written < _SPACE or length == stop - first):
            return length
    return 0


@cache
def _run() -> re.Pattern[bytes]:
    """Bytes in a row that may be text in UTF-8."""
    return re.compile(rb"(?:[\x20-\x7e]|\xc3[\x80-\xbf]){8,}+")


@cache
def _plain() -> re.Pattern[str]:
    """What names, addresses and numbers are written in."""
    return re.compile(r"[\w .,@+/:;={}\"'-]+")
