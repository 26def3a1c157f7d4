"""A check takes no more steps than it took: counted, since a clock tells of the machine.

A step is a call of a function, Python's own included. Where a change makes a check take more,
and it is worth it, the number here goes up in the same commit, with the reason in its message.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import bench
from piilint.lint.linter import Linter

CLEAN = (Path(bench.__file__).parent / "manifest.xml").read_bytes()
FOUND = CLEAN.replace(b">Leiekontrakt til signering<", b">Ola Nordmann, f. 01.02.1970<").replace(
    b"husordensregler-2024.pdf", b"kari-nordmann-41234567.pdf"
)
LONG = CLEAN.replace(
    b"til signering", b"og vedlegg om drift av anlegget i henhold til avtalen fra 2024 " * 100
)


def steps(call: Callable[[], object]) -> int:
    """How many functions a call calls."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    call()  # what is made once is made
    sys.setprofile(count)
    try:
        call()
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    ("document", "findings", "most"),
    [(CLEAN, 0, 1100), (FOUND, 4, 3850), (LONG, 0, 6200)],
    ids=["clean", "findings", "6 kB of prose"],
)
def test_a_check_takes_no_more_steps_than_it_took(
    document: bytes, findings: int, most: int
) -> None:
    linter = Linter(ignore=("REQ",))
    assert len(linter.check(document).findings) == findings
    taken = steps(lambda: linter.check(document))
    assert most * 0.7 < taken <= most, "the number of steps is another now"
