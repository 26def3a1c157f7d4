"""What peeling, correlation and templates cost at worst, and how that grows.

Every hostile input of :mod:`bench.zoo` is checked once in both sizes; the worst are then timed
anew, in turn with plain words of the same size or with the smaller one, and printed.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Iterator
from typing import NamedTuple

from bench.measure import Ratio
from bench.zoo import PLAIN, ZOO, Input
from piilint.lint.linter import Linter

LARGE, SMALL = 1_000_000, 100_000
SHOWN = 3
REPETITIONS = 5


class _Bound(NamedTuple):
    """An input of one size, held against plain words or itself in the same or another size."""

    name: str
    bar: str
    size: int
    of_plain: bool
    floor_size: int


_BOUNDS = (
    _Bound("1 MB / 1 MB of plain words", "15x", LARGE, True, LARGE),
    _Bound("100 kB / 100 kB of plain words", "15x", SMALL, True, SMALL),
    _Bound("1 MB / 100 kB of it", "12x", LARGE, False, SMALL),
)


def rows() -> Iterator[Ratio]:
    """The worst inputs: against plain words, large and small, and large against small."""
    linter = Linter()
    plain = {size: _seconds(linter, PLAIN, size) for size in (SMALL, LARGE)}
    once = {
        name: {size: _seconds(linter, made, size) for size in (SMALL, LARGE)}
        for name, made in ZOO.items()
    }
    for bound in _BOUNDS:

        def ratio(name: str, bound: _Bound = bound) -> float:
            floor = plain if bound.of_plain else once[name]
            return once[name][bound.size] / floor[bound.floor_size]

        for name in sorted(ZOO, key=ratio, reverse=True)[:SHOWN]:
            yield _measured(linter, bound, name)


def _measured(linter: Linter, bound: _Bound, name: str) -> Ratio:
    floor = PLAIN if bound.of_plain else ZOO[name]
    pairs = [
        (_seconds(linter, ZOO[name], bound.size), _seconds(linter, floor, bound.floor_size))
        for _ in range(REPETITIONS)
    ]
    ratios = [own / other for own, other in pairs]
    return Ratio(
        name=f"Linter.check, {name}: {bound.name}",
        median=statistics.median(ratios),
        lowest=min(ratios),
        highest=max(ratios),
        subject=statistics.median(own for own, _ in pairs),
        floor=statistics.median(other for _, other in pairs),
        bar=bound.bar,
    )


def _seconds(linter: Linter, made: Input, size: int) -> float:
    """Processor time of one check; what the check before left over is cleared away first."""
    name, data = made(size)
    gc.collect()
    start = time.process_time()
    linter.check(data, name=name)
    return time.process_time() - start
