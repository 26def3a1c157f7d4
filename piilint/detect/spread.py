"""Digits that are written so that no search finds them: one by one, or with letters between."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from piilint.detect.change import Change
from piilint.detect.identity import classify

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
    for match in _framed().finditer(text):
        digits = re.sub("[^0-9]", "", match[0])
        number = classify(digits, _ANY_DAY)
        if number is not None and number.rule == "today":
            found.append(Change(*match.span(), digits, "separators"))
    found.sort()
    return [change for change in found if change.made != text[change.start : change.end]]


_ANY_DAY = date(2031, 1, 1)


@cache
def _framed() -> re.Pattern[str]:
    """Groups of digits between signs that no date and no version has, and pairs."""
    return re.compile(
        r"(?<![0-9A-Za-z])[0-9]{1,6}+(?=[^0-9A-Za-z\s\0]{0,2}[][(){}|*~+;#=<>\"'])"
        r"(?:[^0-9A-Za-z\s\0]{1,3}+[0-9]{1,6}+(?![0-9A-Za-z])){1,10}+"
        r"|(?<![0-9A-Za-z])(?<![0-9][ ._-])[0-9]{2}([ ._-])(?:[0-9]{2}\1){4}[0-9]"
        r"(?![ ._-]?[0-9A-Za-z])"
    )


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
