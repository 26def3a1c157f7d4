"""What a run looked at: without it, nothing can be called unused or gone."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Coverage"]


class Coverage(NamedTuple):
    """Which files a run checked."""

    checked: frozenset[str]
    """Names of the files that were read and checked in full."""
    failed: frozenset[str] = frozenset()
    """Names of the files that could not be checked, or not fully."""
    whole: bool = False
    """True where the run walked all of the configuration's folder."""

    def covers(self, path: str) -> bool:
        """Whether the run can tell what is in a file, and that a file is gone."""
        return path in self.checked or (self.whole and path not in self.failed)
