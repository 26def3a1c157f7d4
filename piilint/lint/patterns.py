"""Regular expressions that people write: only such as no input can drive beyond linear time.

A pattern may not hold a repeat without an upper bound, and the number of ways in which its
repeats and alternatives can be tried at one place is bounded. What a search then costs grows
with the length of the text and with nothing else.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from typing import Any

from piilint.errors import RulePackError

__all__ = ["MAX_WAYS", "MAX_WIDTH", "compile_bounded"]

MAX_WAYS = 10_000
"""In how many ways a pattern's repeats and alternatives may be tried at one place."""

MAX_WIDTH = 1_000
"""How many characters a pattern may match at most."""


def compile_bounded(pattern: str, where: str) -> re.Pattern[str]:
    """Compile a pattern of a user's pack; ``where`` names file and key in the error.

    Raises :class:`~piilint.errors.RulePackError` for what is no regular expression of
    Python's, and for one that input could drive beyond linear time.
    """
    try:
        compiled = re.compile(pattern)
        # The standard library's own parser: what it reads is what the engine runs.
        parsed = importlib.import_module("re._parser").parse(pattern)
    except (re.error, OverflowError, RecursionError):
        compiled = None
    if compiled is None:
        raise RulePackError(
            f"{where}: is not a regular expression of Python's. Try it with re.compile first"
        )
    if parsed.getwidth()[1] > MAX_WIDTH:
        raise RulePackError(
            f"{where}: can match more than {MAX_WIDTH} characters, or has a repeat without "
            "an upper bound. Write {1,40} in place of +, and {0,40} in place of *"
        )
    if _ways(parsed) > MAX_WAYS:
        raise RulePackError(
            f"{where}: its repeats and alternatives can be tried in more than {MAX_WAYS} ways "
            "at one place. Narrow their bounds, and put no repeat inside a repeat"
        )
    return compiled


def _ways(nodes: Iterable[tuple[Any, Any]]) -> int:
    """An upper bound of the ways in which a parsed pattern can be tried at one place."""
    product = 1
    for operation, argument in nodes:
        match str(operation):
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                low, high, repeated = argument
                product *= (high - low + 1) * _ways(repeated) ** min(high, MAX_WIDTH)
            case "BRANCH":
                product *= sum(_ways(branch) for branch in argument[1])
            case "SUBPATTERN":
                product *= _ways(argument[3])
            case "ASSERT" | "ASSERT_NOT":
                product *= _ways(argument[1])
            case "ATOMIC_GROUP":
                product *= _ways(argument)
            case "GROUPREF_EXISTS":
                _, yes, no = argument
                product *= _ways(yes) + (_ways(no) if no else 1)
            case _:
                pass
    return product
