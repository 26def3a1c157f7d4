"""Digits that are written out as words: ``null en åtte``, ``fire-en-to``, ``ninenineseven``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.detect.change import Change

__all__ = ["MARKS", "changes", "may_have"]

_DIGITS = (
    "null nul zero",
    "en ein ett eitt one",
    "to two",
    "tre three",
    "fire four",
    "fem five",
    "seks six",
    "sju syv seven",
    "åtte atte aatte eight",
    "ni nine",
)
_TENS = (
    "ti ten",
    "elleve elve eleven",
    "tolv twelve",
    "tretten thirteen",
    "fjorten fourteen",
    "femten fifteen",
    "seksten sixteen",
    "sytten seventeen",
    "atten eighteen",
    "nitten nineteen",
)
_TWENTY_AND_ON = (
    "tjue tyve twenty",
    "tretti tredve thirty",
    "førti forti foerti forty",
    "femti fifty",
    "seksti sixty",
    "sytti seventy",
    "åtti aatti eighty",
    "nitti ninety",
)
MARKS = ("null", "fem", "seks", "åtte", "zero", "seven")
"""One of these is in nearly any number of eight digits, and looking for more takes time."""
_LEAST = 5
"""Digits that are joined: the last ones of an identity number."""
_MOST = 13
"""More are no number of a person: somebody counts."""
_LEAST_JOINED = 8
"""The same of words that are written together, as other words have a few of them in a row."""


def changes(text: str) -> list[Change]:
    """What each row of such words says in figures."""
    return list(_rows(text)) if next(may_have(text), None) is not None else []


def may_have(text: str) -> Iterator[int]:
    """Where a text may have such a row: two of the words beside each other."""
    for mark in MARKS:
        at = text.find(mark)
        while at >= 0:
            if _pair().match(text, at) is not None:
                yield at
            at = text.find(mark, at + len(mark))


def _rows(text: str) -> Iterator[Change]:
    figures = _figures()
    for match in _row().finditer(text):
        words = _word().findall(match[0])
        said = [figures[word.lower()] for word in words]
        least = _LEAST_JOINED if match[0].isalpha() else _LEAST
        number = _joined(said)
        if least <= len(number) <= _MOST and not _is_counted(number):
            yield Change(*match.span(), number, "numerals")


def _joined(said: list[str]) -> str:
    """Figures in a row; those of twenty-one are a two and a one."""
    made = ""
    for index, figure in enumerate(said):
        follows = said[index + 1] if index + 1 < len(said) else ""
        is_ten = len(figure) == 2 and figure[1] == "0" and figure != "10"
        made += figure[0] if is_ten and len(follows) == 1 and follows != "0" else figure
    return made


def _is_counted(number: str) -> bool:
    """Whether somebody counts: one, two, three, ..."""
    return number in "1234567891011121314" or number in "109876543210"


@cache
def _figures() -> dict[str, str]:
    figures = {word: str(n) for n, words in enumerate(_DIGITS) for word in words.split()}
    figures.update((word, str(n)) for n, words in enumerate(_TENS, 10) for word in words.split())
    figures.update(
        (word, f"{n}0") for n, words in enumerate(_TWENTY_AND_ON, 2) for word in words.split()
    )
    return figures


@cache
def _word() -> re.Pattern[str]:
    words = sorted(_figures(), key=len, reverse=True)
    return re.compile("|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words))


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(rf"[a-zå]{{3,5}}?[ ,._/-]{{0,2}}(?:{_word().pattern})")


@cache
def _row() -> re.Pattern[str]:
    words = rf"(?>{_word().pattern}){{1,{_MOST}}}+"
    return re.compile(rf"(?<![^\W\d_]){words}(?:[ ,._/-]{{1,2}}{words})*+(?![^\W\d_])")
