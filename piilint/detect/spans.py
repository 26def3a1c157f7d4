"""Stretches of a text, looked up by place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

__all__ = ["Spans", "is_beside"]


class Spans:
    """Stretches that do not overlap each other; a look-up costs the logarithm of their number."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def meets(self, start: int, end: int) -> bool:
        """Whether one of them overlaps a stretch."""
        index = bisect_left(self._starts, end)
        return index > 0 and self._ends[index - 1] > start

    def hold(self, start: int, end: int) -> bool:
        """Whether a stretch lies within one of them."""
        index = bisect_right(self._starts, start)
        return index > 0 and end <= self._ends[index - 1]

    def end_before(self, place: int) -> int | None:
        """Where the last one ends that begins before a place."""
        index = bisect_left(self._starts, place)
        return self._ends[index - 1] if index else None

    def start_after(self, place: int) -> int | None:
        """Where the first one begins that does not begin before a place."""
        index = bisect_right(self._starts, place - 1)
        return self._starts[index] if index < len(self._starts) else None


def is_beside(match: re.Match[str], spans: Spans) -> bool:
    """Whether one lies right before or after a match, with no letter or digit between."""
    text = match.string
    before, after = spans.end_before(match.start()), spans.start_after(match.end())
    gaps = []
    if before is not None and match.start() - before <= _BETWEEN:
        gaps.append(text[before : match.start()])
    if after is not None and after - match.end() <= _BETWEEN:
        gaps.append(text[match.end() : after])
    return any(not any(map(str.isalnum, gap)) for gap in gaps)


_BETWEEN = 3
"""Characters at most that lie between two stretches that are beside each other."""
