"""Where downloads go: a file that is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

__all__ = ["FileSink"]


class FileSink:
    """Collects a download beside its target and moves it there when it is complete.

    The file is readable by its owner alone. Raises :class:`OSError` where it cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._part: Path | None = None
        self._file: BinaryIO | None = None

    def __repr__(self) -> str:
        return f"FileSink({str(self.path)!r})"

    def begin(self) -> None:
        """Start, or start anew."""
        self.discard()
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=".", suffix=".part")
        self._part, self._file = Path(name), os.fdopen(handle, "wb")

    def write(self, chunk: bytes) -> None:
        """Add what has arrived."""
        if self._file is not None:
            self._file.write(chunk)

    def keep(self) -> None:
        """Everything has arrived: move the file to its target, replacing what is there."""
        if self._file is None or self._part is None:
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self.path)
        self._part = self._file = None

    def discard(self) -> None:
        """Leave nothing behind."""
        if self._file is not None and self._part is not None:
            self._file.close()
            with suppress(OSError):
                self._part.unlink()
        self._part = self._file = None
