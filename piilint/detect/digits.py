"""Runs of digits: the one pass over a page that all number families share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

__all__ = ["Run", "Shapes", "Window", "opaque", "runs", "windows"]


class Run:
    """Groups of digits with at most three separating characters between two of them."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end

    @cached_property
    def groups(self) -> list[tuple[int, int]]:
        """Start and end of each group of digits, as offsets into the page."""
        return [match.span() for match in _group().finditer(self.text, self.start, self.end)]

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """How many digits each group has."""
        return tuple([end - start for start, end in self.groups])


class Window(NamedTuple):
    """Neighbouring groups of a run that have the shape of a number."""

    start: int
    end: int
    digits: str
    shape: tuple[int, ...]
    whole: bool
    """Whether the run holds nothing else."""


class Shapes:
    """Ways to group a number's digits: ``(6, 5)`` is six, something between, and five."""

    __slots__ = ("counts", "longest", "shapes")

    def __init__(self, *shapes: tuple[int, ...]) -> None:
        self.shapes = frozenset(shapes)
        self.counts = tuple(sorted({len(shape) for shape in shapes}))
        self.longest = max(map(sum, shapes))


def runs(text: str) -> tuple[Run, ...]:
    """All runs of at least four digits."""
    return tuple(Run(text, *match.span()) for match in _run().finditer(text))


def windows(run: Run, shapes: Shapes) -> Iterator[Window]:
    """Each place in a run where whole groups have one of the shapes.

    A number is never cut out of a longer group of digits.
    """
    # Dates and references have the same few shapes over and over.
    places = _known_places if len(run.shape) <= _SHORT else _places
    for first, count in places(run.shape, shapes):
        chosen = run.groups[first : first + count]
        yield Window(
            start=chosen[0][0],
            end=chosen[-1][1],
            digits="".join([run.text[start:end] for start, end in chosen]),
            shape=run.shape[first : first + count],
            whole=count == len(run.groups),
        )


def _places(shape: tuple[int, ...], shapes: Shapes) -> list[tuple[int, int]]:
    """Which groups in a row have one of the shapes: the first of them, and how many."""
    return [
        (first, count)
        for first, size in enumerate(shape)
        if size <= shapes.longest
        for count in shapes.counts
        if shape[first : first + count] in shapes.shapes and first + count <= len(shape)
    ]


_SHORT = 8
_known_places = lru_cache(maxsize=512)(_places)


def opaque(text: str, start: int, end: int) -> bool:
    """Whether a span is part of a UUID, or of a hash or other long token of hex digits."""
    around = text[max(0, start - 36) : end + 36]
    offset = start - max(0, start - 36)
    for match in _uuid().finditer(around):
        if match.start() <= offset < match.end():
            return True
    token = _token_before().search(text[max(0, start - 128) : start])
    word = (token[0] if token else "") + text[start:end]
    after = _token_after().match(text, end, end + 128)
    word += after[0] if after else ""
    return len(word) >= 32 and _hex().fullmatch(word) is not None and not word.isdecimal()


@cache
def _run() -> re.Pattern[str]:
    # Nothing is given back once taken, so that a long run needs no stack and no second look.
    # The look ahead drops fragments of fewer than four digits, of which UUIDs are full.
    between = r"[ \t\r\n./_-]"
    return re.compile(
        rf"[0-9](?=(?:{between}{{0,3}}[0-9]){{3}})[0-9]*+(?:{between}{{1,3}}+[0-9]++)*+"
    )


@cache
def _group() -> re.Pattern[str]:
    return re.compile("[0-9]+")


@cache
def _uuid() -> re.Pattern[str]:
    return re.compile("[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}(?![0-9A-Za-z])")


@cache
def _token_before() -> re.Pattern[str]:
    return re.compile("(?<![0-9A-Za-z])[0-9A-Za-z]+$")


@cache
def _token_after() -> re.Pattern[str]:
    return re.compile("[0-9A-Za-z]+")


@cache
def _hex() -> re.Pattern[str]:
    return re.compile("[0-9A-Fa-f]+")
