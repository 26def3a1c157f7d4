"""What the operations are made of: calls and replies as records, and nothing that waits.

An operation is a generator. It yields a :class:`Call`, for which a driver sends back a
:class:`Reply` or a :class:`Failure`, or a :class:`Wait`. Blocking and async clients are two
drivers of the same generators.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar
from urllib.parse import urlsplit

from piilint.errors import SendError
from piilint.send.sink import FileSink

__all__ = ["Call", "Failure", "FailureKind", "Flow", "Reply", "Wait", "perform"]

FailureKind = Literal["connect", "untrusted", "handshake", "timeout", "broken", "oversized"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request to make. ``url`` can hold a token, and no ``repr`` shows its query."""

    method: Literal["GET", "POST", "DELETE"]
    url: str = field(repr=False)
    accept: str = "application/xml"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Sequence[bytes] = field(default=(), repr=False)
    """The body in pieces, sent one after the other."""
    repeatable: bool = False
    """Whether it does no harm to make it twice."""
    sink: FileSink | None = None
    """Where the body of a good answer goes, if it is not wanted in memory."""

    @property
    def path(self) -> str:
        """What may be logged of the address."""
        return urlsplit(self.url).path


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer that arrived whole."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    """By names in lower case."""
    body: bytes = field(repr=False, default=b"")
    """Empty where the answer went into the call's sink."""
    seconds: float = 0.0

    @property
    def media_type(self) -> str:
        """Without its parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """No whole answer arrived."""

    kind: FailureKind
    begun: bool
    """Whether a byte of the request may have gone out."""
    rule: str
    """What it looks like from here, ``TLS1xx`` and on."""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Wait:
    """A pause to make."""

    seconds: float


T = TypeVar("T")

Flow = Generator[Call | Wait, Reply | Failure | None, T]
"""An operation that ends in a ``T``."""


def perform(call: Call) -> Flow[Reply | Failure]:
    """Have the driver make a call, once."""
    outcome = yield call
    if outcome is None:
        raise SendError("the driver of an operation answered a call with nothing")
    return outcome
