"""What taking off an encoding does to a text."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Change"]


class Change(NamedTuple):
    """A stretch of a text, what it becomes, and the name of the encoding that is taken off.

    The name is empty where nothing was encoded, and parts are only set apart.

    Where ``width`` is not 0, each character of ``made`` stands for that many of the stretch;
    else all of ``made`` stands for the whole of it.
    """

    start: int
    end: int
    made: str
    encoding: str
    width: int = 0
