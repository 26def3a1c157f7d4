"""What all tests share."""

import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

# The examples are many and small; a slow machine is no reason to fail.
settings.register_profile("piilint", deadline=None, print_blob=True)
settings.load_profile("piilint")


@pytest.fixture(autouse=True, scope="session")
def _interruptible() -> Iterator[None]:
    """What tests start can be interrupted, though a shell that runs them behind it ignores that.

    A process begins with the signals ignored that its parent ignores, and would wait for ever.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
