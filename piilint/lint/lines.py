"""Which line of a text a place is in, without a table of all lines."""

from __future__ import annotations

__all__ = ["Lines"]


class Lines:
    """Counts line ends from where it was asked last.

    Findings come in the order of the text, so that all of them cost one count of it.
    """

    __slots__ = ("_at", "_ends", "_number", "_start")

    def __init__(self, text: str) -> None:
        """A line ends with LF, CR or both, as XML has it."""
        if "\r" in text:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        self._ends = text
        self._at = self._start = 0
        self._number = 1

    def place(self, offset: int) -> tuple[int, int]:
        """The number of the line that an offset is in, from 1, and where that line begins."""
        at = self._at
        if offset >= at:
            passed = self._ends.count("\n", at, offset)
            if passed:
                self._start = self._ends.rindex("\n", at, offset) + 1
        else:
            passed = -self._ends.count("\n", offset, at)
            if passed:
                self._start = self._ends.rfind("\n", 0, offset) + 1
        self._at = offset
        self._number += passed
        return self._number, self._start

    def end(self, offset: int, most: int) -> tuple[int, bool]:
        """Where the line that an offset is in ends, but ``most`` characters on at the latest.

        Also, whether the line goes on there.
        """
        latest = offset + most
        at = self._ends.find("\n", offset, latest)
        if at >= 0:
            return at + 1, False
        return min(latest, len(self._ends)), latest < len(self._ends)
