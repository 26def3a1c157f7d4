"""Large word tables that are read piece by piece, when a word asks for them.

A table is a file of sorted rows in ``words/tables/``, each a key and a value. Nothing of it is
looked at when it is opened: the rows whose keys begin with the same two letters become a
dictionary when the first word that begins so is looked up. A message holds a few dozen words,
and the tables tens of thousands. :mod:`piilint.detect.build` makes them of the word lists.
"""

from __future__ import annotations

from collections.abc import Mapping

from piilint.resources import data_folder

__all__ = ["HEAD", "Table"]

HEAD = 2
"""Letters by which rows are read together; no key is shorter."""


class Table:
    """Rows of a key and a value, both text, sorted by their bytes."""

    __slots__ = ("_read", "_rows")

    def __init__(self, rows: bytes) -> None:
        """``rows`` are lines, each ended, of a key, a space and a value without one."""
        self._rows = rows
        self._read: dict[str, Mapping[str, str]] = {}

    @classmethod
    def open(cls, name: str) -> Table:
        """The table of that name."""
        return cls((data_folder("words") / "tables" / f"{name}.txt").read_bytes())

    def get(self, key: str) -> str | None:
        """The value of a key, None where there is none."""
        return self.near(key).get(key)

    def near(self, key: str) -> Mapping[str, str]:
        """All rows whose keys begin as this one does; for looking up many of its beginnings."""
        head = key[:HEAD]
        near = self._read.get(head)
        if near is None:
            start = head.encode()
            written = self._rows[self._at(start) : self._at(start + b"\xff")].decode().split()
            near = dict(zip(written[::2], written[1::2], strict=True))
            # What is not there is kept for the few heads of plain letters alone, or input could
            # fill the memory.
            if near or (head.isascii() and head.isalpha()):
                self._read[head] = near
        return near

    def _at(self, start: bytes) -> int:
        """Where the first row begins that is not before ``start``."""
        rows, low, high = self._rows, 0, len(self._rows)
        while low < high:
            line = rows.rfind(b"\n", 0, (low + high) // 2) + 1
            if rows[line : line + len(start)] < start:
                low = rows.find(b"\n", (low + high) // 2) + 1
            else:
                high = line
        return low
