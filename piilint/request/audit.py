"""The audit log: one line of JSON for each thing that was checked or sent, and no values."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from piilint.errors import UsageError

__all__ = ["AuditLog"]


class AuditLog:
    """A file that lines are only added to. Safe between threads and processes of one machine."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)

    def write(self, event: str, entry: Mapping[str, object]) -> None:
        """Add a line with the time, the event (``checked``, ``created``) and an entry.

        Raises:
            UsageError: where the file cannot be written to. Nothing goes on without its line.
        """
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": time, "event": event, **entry}, ensure_ascii=True) + "\n"
        try:
            log = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(log, line.encode())
            finally:
                os.close(log)
        except OSError as error:
            reason = error.strerror
        else:
            return
        raise UsageError(
            f"The audit log {self.path} cannot be written: {reason}. Nothing was sent."
        )
