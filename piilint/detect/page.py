"""What detectors search: the texts of many fields in one buffer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from piilint.detect.digits import Run, runs
from piilint.detect.forms import may_name, squeeze
from piilint.detect.rot13 import rotate
from piilint.detect.words import words_of
from piilint.model import Evidence

__all__ = ["FIELD_BREAK", "Detector", "Page"]

FIELD_BREAK = "\0"
"""Stands between two fields' texts. XML cannot hold it, so no pattern may match across it."""


class Page:
    """One buffer that holds the texts of many fields, so that each pattern runs once.

    ``text`` is normalised already (see :mod:`piilint.detect.normalise`). ``labels`` holds a
    word or two for each field that say what it is for, from its own element and attribute
    names, in lower case: ``("reference", "direct-signature-job-request reference", ...)``.
    ``at`` is the day that time-dependent rules are judged for.
    """

    __slots__ = (
        "_long_runs",
        "_may_name",
        "_readings",
        "_runs",
        "_squeezed",
        "at",
        "has_tokens",
        "labels",
        "starts",
        "text",
    )

    def __init__(self, texts: Sequence[str], labels: Sequence[str], at: date) -> None:
        self.text = FIELD_BREAK.join(texts)
        self.labels = labels
        self.at = at
        self.has_tokens = False
        """Whether there may be random tokens in it, which hold words by chance."""
        starts: list[int] = []
        start = 0
        for text in texts:
            starts.append(start)
            start += len(text) + 1
        self.starts = starts
        self._runs: tuple[Run, ...] | None = None
        self._long_runs: tuple[Run, ...] | None = None
        self._squeezed: str | None = None
        self._readings: str | None = None
        self._may_name: bool | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of digits, which all number families search."""
        if self._runs is None:
            self._runs = runs(self.text)
        return self._runs

    @property
    def long_runs(self) -> tuple[Run, ...]:
        """The runs that can hold ten digits or more; a date of the form 2026-11-23 cannot."""
        if self._long_runs is None:
            self._long_runs = tuple(
                [
                    run
                    for run in self.runs
                    if run.end - run.start > 10
                    or (run.end - run.start == 10 and self.text[run.start : run.end].isdecimal())
                ]
            )
        return self._long_runs

    @property
    def squeezed(self) -> str:
        """The letters and digits of all texts in a row, in small letters; fields stay apart."""
        if self._squeezed is None:
            self._squeezed = squeeze(self.text)
        return self._squeezed

    @property
    def readings(self) -> str:
        """The same, and backwards, and in ROT13: where a word stands that may be turned."""
        if self._readings is None:
            squeezed = self.squeezed
            self._readings = FIELD_BREAK.join((squeezed, squeezed[::-1], rotate(squeezed)))
        return self._readings

    @property
    def may_name(self) -> bool:
        """Whether a word of it may be a name or a part of one, however it is written there.

        Not where each is listed as something else, and as nothing more.
        """
        if self._may_name is None:
            self._may_name = any(map(may_name, set(words_of(self.text))))
        return self._may_name

    def index(self, offset: int) -> int:
        """Which field an offset into ``text`` lies in."""
        return bisect_right(self.starts, offset) - 1

    def label(self, offset: int) -> str:
        """The label of the field that an offset lies in."""
        return self.labels[self.index(offset)]

    def before(self, offset: int, length: int) -> str:
        """At most ``length`` characters before an offset, within its field."""
        start = self.starts[self.index(offset)]
        return self.text[max(start, offset - length) : offset]

    def after(self, offset: int, length: int) -> str:
        """At most ``length`` characters from an offset on, within its field."""
        text = self.text[offset : offset + length]
        stop = text.find(FIELD_BREAK)
        return text if stop < 0 else text[:stop]

    def is_apart(self, start: int, end: int, *, signs: str = "") -> bool:
        """Whether no letter or digit touches a span in its field, and none of the signs."""
        around = self.before(start, 1) + self.after(end, 1)
        return not any(character.isalnum() or character in signs for character in around)

    def is_alone(self, start: int, end: int) -> bool:
        """The same, where no sign that joins the parts of a slug or a URL touches it either."""
        return self.is_apart(start, end, signs="-_/+")


class Detector(Protocol):
    """A family of things to find.

    A detector says what it saw and how sure it is, and never where that may be. It is a
    plain function; its patterns are compiled when it is first called, its libraries are
    imported when a candidate is seen, and no input may drive it beyond linear time.
    """

    def __call__(self, page: Page) -> Iterator[Evidence]:
        """Search one page."""
        ...
