"""Many files, in one process or several: results come in the order of the files."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from piilint.config import Configuration
from piilint.errors import NotCheckedError
from piilint.lint.files import Candidate, Passed
from piilint.lint.run import Checked
from piilint.lint.source import code_marks, companions, load, marks
from piilint.model import Source

if TYPE_CHECKING:
    from concurrent.futures import Future

    from piilint.lint.linter import Linter

__all__ = ["check_files"]

CHUNK_BYTES = 256 * 1024
CHUNK_FILES = 100
"""What a process is given at once: much enough to be worth a message, and soon done."""

AHEAD = 3
"""Chunks for each process that wait to be checked or to be read; memory stays flat."""

Chunk = list[Candidate | Passed]
Together = Sequence[Sequence[str]]


def check_files(
    linter: Linter,
    candidates: Iterable[Candidate | Passed],
    *,
    jobs: int = 1,
    together: Together = (),
) -> Iterator[Checked]:
    """Check files one after the other, or in ``jobs`` processes.

    ``together`` names files of one submission, see :func:`piilint.lint.source.companions`.

    Raises:
        NotCheckedError: where a process died, so that the rest was not checked.
    """
    if jobs > 1:
        yield from _in_processes(linter, candidates, jobs, together)
    else:
        yield from _check(linter, candidates, together)


def _check(
    linter: Linter, candidates: Iterable[Candidate | Passed], together: Together
) -> Iterator[Checked]:
    wanted, beside = marks(linter.pack), companions(together)
    in_code = code_marks(linter.pack)
    for candidate in candidates:
        loaded = load(candidate, wanted, in_code) if isinstance(candidate, Candidate) else candidate
        if isinstance(loaded, Source):
            yield from linter.results((loaded,), beside)
        else:
            yield Checked((), name=loaded.name, passed=loaded.reason)


def _in_processes(
    linter: Linter, candidates: Iterable[Candidate | Passed], jobs: int, together: Together
) -> Iterator[Checked]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    recipe = (linter.configuration, linter.at, linter.show_values)
    # A fresh interpreter in each: no lock of this one's threads is inherited while it is held.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start, recipe)
    waiting: deque[Future[list[Checked]]] = deque()
    died = False
    try:
        for chunk in _chunks(candidates):
            waiting.append(pool.submit(_check_chunk, chunk, together))
            if len(waiting) > AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool:
        died = True
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    if died:
        raise NotCheckedError(
            "A process ended before its files were checked, so not all were. It may have been "
            "short of memory; try fewer --jobs."
        )


def _chunks(candidates: Iterable[Candidate | Passed]) -> Iterator[Chunk]:
    chunk: Chunk = []
    size = 0
    for candidate in candidates:
        chunk.append(candidate)
        size += candidate.size if isinstance(candidate, Candidate) else 0
        if size >= CHUNK_BYTES or len(chunk) == CHUNK_FILES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


_linters: list[Linter] = []
"""The one linter of a worker process; it is made when the process starts."""


def _start(configuration: Configuration, at: datetime | None, show_values: bool) -> None:
    from piilint.lint.linter import Linter

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    _linters.append(Linter.configured(configuration, at=at, show_values=show_values))


def _check_chunk(chunk: Chunk, together: Together) -> list[Checked]:
    return list(_check(_linters[0], chunk, together))
