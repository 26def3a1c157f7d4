"""What peeling, correlation and templates cost at worst, and how that grows.

Every hostile input of :mod:`bench.zoo` is checked once; the worst are then timed anew, in turn
with plain words of the same size, and printed.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from bench.measure import Ratio
from bench.zoo import PLAIN, ZOO, Input
from piilint.lint.linter import Linter

LARGE, SMALL = 1_000_000, 100_000
SHOWN = 3
REPETITIONS = 5


class _Bound(NamedTuple):
    """One thing that is held against another."""

    name: str
    bar: str
    subject: Callable[[Input], Callable[[], float]]
    floor: Callable[[Input], Callable[[], float]]


def rows() -> Iterator[Ratio]:
    """The worst inputs: against plain words, large and small, and large against small."""
    linter = Linter()
    bounds = (
        _Bound("1 MB / 1 MB of plain words", "15x", _of(linter, LARGE), _plain(linter, LARGE)),
        _Bound("100 kB / 100 kB of plain words", "15x", _of(linter, SMALL), _plain(linter, SMALL)),
        _Bound("1 MB / 100 kB of it", "12x", _of(linter, LARGE), _of(linter, SMALL)),
    )
    for bound in bounds:
        worst = sorted(ZOO, key=lambda name: -_ratio(bound, name, 1).median)
        for name in worst[:SHOWN]:
            yield _ratio(bound, name, REPETITIONS)


def _of(linter: Linter, size: int) -> Callable[[Input], Callable[[], float]]:
    def prepared(made: Input) -> Callable[[], float]:
        name, data = made(size)
        return lambda: _seconds(linter, name, data)

    return prepared


def _plain(linter: Linter, size: int) -> Callable[[Input], Callable[[], float]]:
    return lambda _: _of(linter, size)(PLAIN)


def _ratio(bound: _Bound, name: str, repetitions: int) -> Ratio:
    subject, floor = bound.subject(ZOO[name]), bound.floor(ZOO[name])
    floor()  # neither pays for first use
    pairs = [(subject(), floor()) for _ in range(repetitions)]
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


def _seconds(linter: Linter, name: str, data: bytes) -> float:
    start = time.process_time()
    linter.check(data, name=name)
    return time.process_time() - start
