"""The two drivers: what operations ask for is done here, blocking or awaiting, and nowhere else."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Callable, Coroutine
from functools import wraps
from ssl import SSLContext
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import httpx2

from piilint.send.exchange import Call, Failure, Flow, Reply
from piilint.send.quiet import silenced
from piilint.send.session import Session
from piilint.send.transport import FAILURES, Progress, Receiver, Timeouts, failure, to_request

__all__ = ["AsyncDriver", "BlockingDriver", "awaited", "blocking"]

P = ParamSpec("P")
T = TypeVar("T")

_CONNECTIONS = httpx2.Limits(max_connections=10, max_keepalive_connections=10, keepalive_expiry=5.0)


class BlockingDriver:
    """Runs operations, blocking. Safe to share between threads."""

    def __init__(
        self,
        session: Session,
        context: SSLContext,
        timeouts: Timeouts,
        proxy: httpx2.Proxy | None,
        progress: Progress | None,
    ) -> None:
        self.session = session
        self._timeouts = timeouts
        self._progress = progress
        self._transport = httpx2.HTTPTransport(
            verify=context, trust_env=False, limits=_CONNECTIONS, proxy=proxy
        )

    def run(self, flow: Flow[T]) -> T:
        """Run an operation to its end."""
        outcome: Reply | Failure | None = None
        try:
            while True:
                effect = flow.send(outcome)
                if isinstance(effect, Call):
                    outcome = self._perform(effect)
                else:
                    time.sleep(effect.seconds)
                    outcome = None
        except StopIteration as end:
            result: T = end.value
            return result
        finally:
            flow.close()

    def _perform(self, call: Call) -> Reply | Failure:
        request, body = to_request(call, self._timeouts, self._progress)
        start = time.monotonic()
        try:
            with silenced():
                response = self._transport.handle_request(request)
                try:
                    receiver = Receiver(call, response, self._timeouts)
                    for chunk in response.iter_raw():
                        receiver.feed(chunk)
                finally:
                    response.close()
        except FAILURES as error:
            return failure(error, body, time.monotonic() - start)
        return receiver.reply(time.monotonic() - start)

    def close(self) -> None:
        """Close all connections."""
        with silenced():
            self._transport.close()


class AsyncDriver:
    """Runs operations, awaiting, in the event loop alone: no thread is used."""

    def __init__(
        self,
        session: Session,
        context: SSLContext,
        timeouts: Timeouts,
        proxy: httpx2.Proxy | None,
        progress: Progress | None,
    ) -> None:
        self.session = session
        self._timeouts = timeouts
        self._progress = progress
        self._transport = httpx2.AsyncHTTPTransport(
            verify=context, trust_env=False, limits=_CONNECTIONS, proxy=proxy
        )

    async def run(self, flow: Flow[T]) -> T:
        """Run an operation to its end."""
        outcome: Reply | Failure | None = None
        try:
            while True:
                effect = flow.send(outcome)
                if isinstance(effect, Call):
                    outcome = await self._perform(effect)
                else:
                    await asyncio.sleep(effect.seconds)
                    outcome = None
        except StopIteration as end:
            result: T = end.value
            return result
        finally:
            flow.close()

    async def _perform(self, call: Call) -> Reply | Failure:
        request, body = to_request(call, self._timeouts, self._progress)
        start = time.monotonic()
        try:
            with silenced():
                response = await self._transport.handle_async_request(request)
                try:
                    receiver = Receiver(call, response, self._timeouts)
                    async for chunk in response.aiter_raw():
                        receiver.feed(chunk)
                finally:
                    await response.aclose()
        except FAILURES as error:
            return failure(error, body, time.monotonic() - start)
        return receiver.reply(time.monotonic() - start)

    async def close(self) -> None:
        """Close all connections."""
        with silenced():
            await self._transport.aclose()


class _HasBlocking(Protocol):
    @property
    def _driver(self) -> BlockingDriver: ...


class _HasAsync(Protocol):
    @property
    def _driver(self) -> AsyncDriver: ...


def blocking(
    operation: Callable[Concatenate[Session, P], Flow[T]],
) -> Callable[Concatenate[_HasBlocking, P], T]:
    """The method of a blocking client that runs an operation."""

    @wraps(operation)
    def method(self: _HasBlocking, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self._driver.run(operation(self._driver.session, *args, **kwargs))

    return _described(method, operation)


def awaited(
    operation: Callable[Concatenate[Session, P], Flow[T]],
) -> Callable[Concatenate[_HasAsync, P], Coroutine[Any, Any, T]]:
    """The method of an async client that runs an operation."""

    @wraps(operation)
    async def method(self: _HasAsync, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._driver.run(operation(self._driver.session, *args, **kwargs))

    return _described(method, operation)


_M = TypeVar("_M", bound=Callable[..., object])


def _described(method: _M, operation: Callable[..., object]) -> _M:
    """The method with a signature and a docstring that speak of a client, for ``help()``."""
    signature = inspect.signature(operation)
    _, *parameters = signature.parameters.values()
    me = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
    vars(method)["__signature__"] = signature.replace(
        parameters=[me, *parameters], return_annotation=inspect.Signature.empty
    )
    method.__doc__ = (operation.__doc__ or "").replace("        session: the client's.\n", "")
    return method
