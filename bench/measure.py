"""Ratios that can be trusted: two things timed in turn, many times, and the median kept."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REPETITIONS = 9
CHECKOUT = Path(__file__).parent.parent
HOME = CHECKOUT.anchor
_UNUSUAL = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """How many times as long one thing takes as another."""

    name: str
    median: float
    lowest: float
    highest: float
    subject: float
    """Seconds that the thing itself takes, median."""
    floor: float
    """Seconds that what it is held against takes, median."""
    bar: str = ""


def compare(
    name: str,
    subject: Callable[[], object],
    floor: Callable[[], object],
    *,
    rounds: int = 1,
    repetitions: int = REPETITIONS,
    bar: str = "",
) -> Ratio:
    """Time two callables in turn; each repetition calls either ``rounds`` times."""
    subject(), floor()  # neither pays for first use
    pairs = [(_time(subject, rounds), _time(floor, rounds)) for _ in range(repetitions)]
    ratios = [own / other for own, other in pairs]
    return Ratio(
        name=name,
        median=statistics.median(ratios),
        lowest=min(ratios),
        highest=max(ratios),
        subject=statistics.median(own for own, _ in pairs),
        floor=statistics.median(other for _, other in pairs),
        bar=bar,
    )


def process(*command: str) -> Callable[[], object]:
    """A whole process, from start to end, its output thrown away.

    It keeps compiled modules as an installed package does, whatever this shell says, and starts
    where no configuration is in force, since reading one costs more than the check.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _UNUSUAL}
    environment["PYTHONPATH"] = str(CHECKOUT)
    return lambda: subprocess.run(
        command, capture_output=True, check=False, env=environment, cwd=HOME
    )


def _time(call: Callable[[], object], rounds: int) -> float:
    start = time.perf_counter()
    for _ in range(rounds):
        call()
    return (time.perf_counter() - start) / rounds
