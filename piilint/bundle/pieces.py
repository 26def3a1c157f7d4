"""A file in memory that keeps large writes as they are: documents are never copied."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

__all__ = ["Pieces"]


class Pieces(io.RawIOBase):
    """Bytes objects one behind the other, readable and writable as one file.

    A write at the end keeps the object itself. A write elsewhere replaces one piece by
    another of the same place and length, which is what :mod:`zipfile` does with a header
    once sizes are known.
    """

    def __init__(self, pieces: Iterable[bytes] = ()) -> None:
        self.pieces: list[bytes] = []
        self._starts: list[int] = []
        self._size = self._position = 0
        for piece in pieces:
            self.write(piece)
        self._position = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def writable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """The position in bytes."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move as files do."""
        base = (0, self._position, self._size)[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read out of one piece; fewer bytes than asked for at its end."""
        if self._position >= self._size:
            return 0
        view = memoryview(buffer)
        index = bisect_right(self._starts, self._position) - 1
        begin = self._position - self._starts[index]
        part = memoryview(self.pieces[index])[begin : begin + len(view)]
        view[: len(part)] = part
        self._position += len(part)
        return len(part)

    def write(self, data: ReadableBuffer) -> int:
        """Append, or replace the piece that begins here."""
        piece = bytes(data)
        if not piece:
            return 0
        if self._position == self._size:
            self._starts.append(self._size)
            self.pieces.append(piece)
            self._size += len(piece)
        else:
            index = bisect_right(self._starts, self._position) - 1
            if self._starts[index] != self._position or len(self.pieces[index]) != len(piece):
                raise io.UnsupportedOperation("only a whole piece can be replaced")
            self.pieces[index] = piece
        self._position += len(piece)
        return len(piece)
