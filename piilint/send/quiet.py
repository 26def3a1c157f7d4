"""Silence for the HTTP library's loggers while it works for us.

They write whole addresses, with tokens in the query, and the bytes of headers. A program's
own use of the same library is left alone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["silenced"]

_LOGGERS = (
    "httpx2",
    "httpcore2.connection",
    "httpcore2.http11",
    "httpcore2.http2",
    "httpcore2.proxy",
    "httpcore2.socks",
)
_working: ContextVar[bool] = ContextVar("piilint-sending", default=False)


class _Silence(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        del record
        return not _working.get()


_SILENCE = _Silence()


@contextmanager
def silenced() -> Iterator[None]:
    """Within this context, in this thread or task, the HTTP library logs nothing."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_SILENCE)
    before = _working.set(True)
    try:
        yield
    finally:
        _working.reset(before)
