"""Files of a programming language that are markup with pieces of program in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["is_page"]


def is_page(name: str, data: bytes, wanted: Sequence[bytes]) -> bool:
    """Whether what a PHP file writes as it stands, outside of its program, has a mark in it."""
    if not name.lower().endswith(".php"):
        return False
    program = re.compile(rb"<\?(?:php\b|=)(?:[^?]++|\?(?!>))*+(?:\?>|\Z)")
    written = program.sub(b"", data)
    return any(mark in written for mark in wanted)
