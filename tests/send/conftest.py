import pytest

from piilint.sandbox.book import Limits
from piilint.sandbox.pki import SERVICE_NUMBER, Pki
from piilint.sandbox.sandbox import Sandbox
from piilint.send.rate import RateLimiter

FAST = Limits(calls_per_second=100_000, poll_seconds=0.05)


def unhurried():
    """A limiter that holds nobody up."""
    return RateLimiter(1e9)


@pytest.fixture(scope="session")
def pki():
    return Pki.create()


@pytest.fixture(scope="session")
def service(pki):
    return pki["test", "Buypass"].issue(SERVICE_NUMBER)


@pytest.fixture
def sandbox():
    with Sandbox(limits=FAST) as running:
        yield running


@pytest.fixture
def client(sandbox):
    with sandbox.client(limiter=unhurried()) as ready:
        yield ready
