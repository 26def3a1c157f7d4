"""Markup as it is written: where its names, its attributes and its characters stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["Span", "attributes_of", "local_name", "spans_of_characters"]

Span = tuple[int, int]

_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.DOTALL)
_PIECE = re.compile(r"\r\n?|&[^;]*;")


def attributes_of(text: str, within: Span) -> Iterator[tuple[str, Span, Span]]:
    """What a start tag says: each name as written, where it stands, where its value stands."""
    for found in _ATTRIBUTE.finditer(text, *within):
        value = found.span(2) if found[2] is not None else found.span(3)
        yield found[1], found.span(1), value


def local_name(text: str, name: Span) -> Span:
    """A name without its prefix; what a namespace declaration binds is a prefix, not a name."""
    first, last = name
    colon = text.find(":", first, last)
    if colon < 0:
        return name
    return (first, colon) if text.startswith("xmlns:", first) else (colon + 1, last)


def spans_of_characters(text: str, start: int, end: int, *, references: bool) -> Iterator[Span]:
    """Each character of a run of text as the parser gives it, with where it stands in the file."""
    at = start
    while at < end:
        found = _PIECE.match(text, at, end) if text[at] in "\r&" else None
        if found and (references or text[at] == "\r"):
            yield at, found.end()
            at = found.end()
        else:
            yield at, at + 1
            at += 1
