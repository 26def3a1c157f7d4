"""Known birth dates where the month is written as a word: ``3. mars 1985``, ``Mar 3, 85``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

__all__ = ["Birthdays", "Match"]

_MONTHS = (
    "januar january janúar januari ođđajagemánnu jan",
    "februar february februari guovvamánnu feb febr",
    "mars march marts njukčamánnu mar mrs",
    "april cuoŋománnu apr",
    "mai may maj miessemánnu",
    "juni june geassemánnu jun",
    "juli july suoidnemánnu jul",
    "august augusti borgemánnu aug",
    "september čakčamánnu sep sept",
    "oktober october golggotmánnu okt oct",
    "november skábmamánnu nov",
    "desember december juovlamánnu des dec",
)
"""Their names in Norwegian, English, Swedish, Danish and Northern Sami, by number."""


class Match(NamedTuple):
    """That ``text[start:end]`` is the date of that number."""

    start: int
    end: int
    number: int


class Birthdays:
    """Dates as a table by day, month and the last digits of the year."""

    def __init__(self, dates: Sequence[tuple[date, int]]) -> None:
        """``dates`` are known birth dates, each with the number of whose it is."""
        self._dates = dates

    def __repr__(self) -> str:
        return f"<{len(self._dates)} birth dates>"

    def search(self, text: str) -> Iterator[Match]:
        """Where one of the dates stands in a text; short of a year it is nobody's."""
        if not any(year in text for year in self._years):
            return
        lower = text.lower()
        if not any(name in lower for name in self._names):
            return
        for match in _written().finditer(text):
            month = _numbers().get((match["m1"] or match["m2"] or match["m3"]).lower())
            if month is None:
                continue
            day, year = (
                match["d1"] or match["d2"] or match["d3"],
                match["y1"] or match["y2"] or match["y3"],
            )
            found = self._table.get((int(day), month, int(year[-2:])))
            if found is not None and (len(year) == 2 or int(year) == found[0]):
                yield Match(*match.span(), found[1])

    @cached_property
    def _years(self) -> frozenset[str]:
        return frozenset(f"{born:%y}" for born, _ in self._dates)

    @cached_property
    def _names(self) -> frozenset[str]:
        """What the names of the dates' months begin with."""
        numbers = {born.month for born, _ in self._dates}
        return frozenset(name[:3] for name, number in _numbers().items() if number in numbers)

    @cached_property
    def _table(self) -> dict[tuple[int, int, int], tuple[int, int]]:
        return {
            (born.day, born.month, born.year % 100): (born.year, number)
            for born, number in reversed(self._dates)
        }


@cache
def _numbers() -> dict[str, int]:
    return {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}


@cache
def _written() -> re.Pattern[str]:
    month, gap = r"[^\W\d_]{3,14}", "[ ._/,'-]{0,3}"
    return re.compile(
        rf"(?<![0-9])(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th|de)?{gap}(?:of )?(?P<m1>{month}){gap}"
        r"(?P<y1>[0-9]{4}|[0-9]{2})(?![0-9])"
        rf"|(?<![^\W\d_])(?P<m2>{month})[ ._-]{{0,3}}(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?"
        rf"[ ._,'-]{{1,3}}(?P<y2>[0-9]{{4}}|[0-9]{{2}})(?![0-9])"
        rf"|(?<![0-9])(?P<y3>[0-9]{{4}}){gap}(?P<m3>{month}){gap}(?P<d3>[0-9]{{1,2}})(?![0-9])"
    )
