"""Digits that are written so that no search finds them: one by one, or with letters between."""

from __future__ import annotations

import re
from functools import cache

from piilint.detect.change import Change

__all__ = ["changes"]

_LETTERS = str.maketrans("OoIl", "0011")


def changes(text: str) -> list[Change]:
    """Digits of a number that stand one by one, joined; letters in a number read as digits."""
    found: list[Change] = []
    for match in _spread().finditer(text):
        if match["letters"] is None:
            found.append(Change(*match.span(), re.sub("[^0-9]", "", match[0]), "separators"))
        elif sum(map(str.isdecimal, match[0])) * 2 > len(match[0]):
            found.append(Change(*match.span(), match[0].translate(_LETTERS), "look-alikes"))
    return [change for change in found if change.made != text[change.start : change.end]]


@cache
def _spread() -> re.Pattern[str]:
    # Eight single digits or more, or groups of eleven in all of which some are single.
    return re.compile(
        r"(?<![0-9A-Za-z])(?:"
        r"[0-9](?:[ ._/:,-]{1,3}[0-9](?![0-9])){7,}+"
        r"|(?=(?:[ ._-]?[0-9]){11}(?![0-9]|[ ._-][0-9]))(?=[0-9 ._-]{0,16}[ ._-][0-9][ ._-])"
        r"[0-9](?:[ ._-]?[0-9]){10}"
        r"|(?P<letters>(?=[0-9]{0,13}[OoIl])[0-9OoIl]{8,14}(?![^\W_])))"
    )
