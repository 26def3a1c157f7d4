"""Ten calls a second: kept by the client, enforced by the sandbox."""

import asyncio
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piilint import Sandbox, errors
from piilint.sandbox.book import Limits
from piilint.send import calls
from piilint.send.rate import CALLS_PER_SECOND, SHARED, RateLimiter

from ..request.jobs import portal_job
from .conftest import unhurried


class Clock:
    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


def go(limiter, clock, sender="1") -> float:
    """Wait as told, and say how long that took."""
    start = clock.time
    with limiter.turn(sender) as pause:
        while seconds := pause():
            clock.time += seconds
    return clock.time - start


@given(st.lists(st.tuples(st.floats(0, 2), st.floats(0, 1)), max_size=60))
def test_no_second_holds_more_than_the_limit(callers) -> None:
    """Callers come after a pause, and oversleep."""
    clock = Clock()
    limiter = RateLimiter(clock=clock)
    moments = []
    for pause_before, late in callers:
        clock.time += pause_before
        with limiter.turn("1") as pause:
            while seconds := pause():
                clock.time += seconds + late
        moments.append(clock.time)
    for start in moments:
        assert sum(start <= moment < start + 1 for moment in moments) <= 9


def test_a_free_sender_does_not_wait_and_senders_do_not_wait_for_each_other() -> None:
    clock = Clock()
    limiter = RateLimiter(clock=clock)
    assert go(limiter, clock) == 0
    assert go(limiter, clock, "2") == 0
    assert go(limiter, clock) == pytest.approx(1 / CALLS_PER_SECOND)


def test_first_come_first_served_and_who_leaves_holds_up_nobody() -> None:
    clock = Clock()
    limiter = RateLimiter(1, clock)
    go(limiter, clock)
    with limiter.turn("1") as first:
        assert first() == 1
        with limiter.turn("1") as second:
            assert second() == 2
            clock.time += 5
            assert second() > 0
            assert first() == 0
            assert second() > 0
        assert limiter.blocked("1") == 1
    with limiter.turn("1") as third:
        assert third() == 1


def test_a_block_is_waited_out() -> None:
    clock = Clock()
    limiter = RateLimiter(clock=clock)
    limiter.block("1", 30)
    limiter.block("1", 10)
    assert limiter.blocked("1") == 30
    assert go(limiter, clock, "2") == 0
    assert go(limiter, clock) == 30
    clock.time += 1
    assert limiter.blocked("1") == 0


def test_clients_of_a_process_share_a_limiter(sandbox) -> None:
    with sandbox.client() as one, sandbox.client() as two:
        assert one._session.limiter is two._session.limiter is SHARED


def test_a_client_waits_out_a_block_and_loses_nothing(monkeypatch) -> None:
    monkeypatch.setattr(calls, "BLOCK_SECONDS", 0.35)
    limits = Limits(calls_per_second=3, block_seconds=0.3)
    with (
        Sandbox(limits=limits) as sandbox,
        sandbox.client(limiter=RateLimiter(50)) as client,
    ):
        for _ in range(3):
            client.who_am_i()
        assert client.create(portal_job()).signature_job_id == 1
        assert list(sandbox.jobs) == [1]
        assert len(sandbox.requests) == 5


def test_a_block_that_is_too_long_to_wait_for(sandbox) -> None:
    from piilint.sandbox.service import Answer

    sandbox.answer_next(Answer(status=429, headers={"Retry-After": "120"}))
    with (
        sandbox.client(limiter=unhurried()) as client,
        pytest.raises(errors.RateLimitedError) as caught,
    ):
        client.who_am_i()
    assert 119 < caught.value.wait <= 120


def test_in_real_time_the_sandbox_never_blocks_a_client() -> None:
    with Sandbox() as sandbox, sandbox.client(limiter=RateLimiter()) as client:
        start = time.monotonic()
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: client.who_am_i(), range(16)))
        assert time.monotonic() - start >= 15 / CALLS_PER_SECOND
        assert len(sandbox.requests) == 16


def references(sandbox):
    return Counter(job.reference for job in sandbox._service.book.jobs.values())


JOBS = 200
PER_SECOND = 20
"""Far below the 50 that the sandbox takes: a busy machine sends what was held up in one go."""
EACH_ONCE = Counter(f"job-{number}" for number in range(JOBS))


@pytest.mark.slow
def test_200_jobs_over_8_threads() -> None:
    limits = Limits(calls_per_second=50)
    with (
        Sandbox(limits=limits) as sandbox,
        sandbox.client(limiter=RateLimiter(PER_SECOND)) as client,
        ThreadPoolExecutor(8) as pool,
    ):
        created = list(
            pool.map(lambda n: client.create(portal_job(reference=f"job-{n}")), range(JOBS))
        )
        assert len({each.signature_job_id for each in created}) == JOBS
        assert references(sandbox) == EACH_ONCE
        assert len(sandbox.requests) == JOBS


@pytest.mark.slow
def test_200_jobs_over_asyncio() -> None:
    async def main(sandbox):
        async with sandbox.async_client(limiter=RateLimiter(PER_SECOND)) as client:
            return await asyncio.gather(
                *(client.create(portal_job(reference=f"job-{n}")) for n in range(JOBS))
            )

    with Sandbox(limits=Limits(calls_per_second=50)) as sandbox:
        created = asyncio.run(main(sandbox))
        assert len({each.signature_job_id for each in created}) == JOBS
        assert references(sandbox) == EACH_ONCE
        assert len(sandbox.requests) == JOBS


def test_a_task_that_is_cancelled_in_the_line_holds_up_nobody(sandbox) -> None:
    async def main():
        limiter = RateLimiter(5)
        async with sandbox.async_client(limiter=limiter) as client:
            await client.who_am_i()
            waiting = asyncio.create_task(client.who_am_i())
            await asyncio.sleep(0.01)
            waiting.cancel()
            await asyncio.wait_for(client.who_am_i(), 10)

    asyncio.run(main())
    assert len(sandbox.requests) == 2
