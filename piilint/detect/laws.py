"""Paragraphs of laws that tell about a person: ``Vedtak etter barnevernsloven § 5-1``.

A law's name alone tells of nobody, nor do its paragraphs on what the authorities owe. So the
list of special words gives a law with those that do: ``HEALTH§2..9/12``, chapters or paragraphs.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["NEEDS_SIGN", "SIGN", "told_by_law"]

SIGN = "§"
"""In what the list says of a word: it is a law, and its telling parts follow."""
NEEDS_SIGN = SIGN * 2
"""The same of an everyday word, which tells beside a sign only: sikt. § 321, plass. § 4-12."""
_RANGE = ".."
_LONG = 8
"""Letters of a law's name that a bare number may follow; an abbreviation may be another word."""
_VOWELS = frozenset("aeiouyæøå")
_SHORTEST = 4
"""Letters of one that has no vowel and so is no other word: strl 321."""
_FARTHEST = 60
"""Characters before a law in which its paragraph may stand: kap. 9 i helse- og ...loven."""
_CLOSEST = 10
"""The same of a paragraph that has no sign: vedtak 4-12 bvl."""
_SIGNS = r"(?P<sign>§{1,2}|par(?:agraf)?\.?|kap(?:ittel|itlet)?\.?|section|sec\.?|chapter)"
_NUMBER = r"(?P<chapter>[0-9]{1,3}[a-hA-H]?)(?:-(?P<number>[0-9]{1,3}[a-hA-H]?))?(?![0-9A-Za-z])"


def told_by_law(law: str, text: str, start: int, end: int) -> str | None:
    """The entity of a law that stands in a text from ``start`` to ``end``, by what is named of it.

    ``law`` is what the list says of it.
    """
    entity, _, parts = law.partition(SIGN)
    named = (
        _after().match(text, end)
        or _before().search(text, max(start - _FARTHEST, 0), start)
        or _at_side().search(text, max(start - _CLOSEST, 0), start)
    )
    if named is None or (NEEDS_SIGN in law and not named["sign"]):
        return None
    is_sure = end - start >= _LONG or _is_abbreviation(text[start:end])
    if not (named["sign"] or named["number"] or is_sure):
        return None
    chapter, number = named["chapter"].lower(), named["number"]
    whole = f"{chapter}-{number.lower()}" if number else chapter
    is_told = any(_holds(part, chapter) or part == whole for part in parts.lstrip(SIGN).split("/"))
    return entity if is_told else None


def _is_abbreviation(law: str) -> bool:
    return len(law) >= _SHORTEST and _VOWELS.isdisjoint(law.lower())


def _holds(part: str, chapter: str) -> bool:
    """Whether a part of the list is a chapter, or a range that it lies in."""
    first, is_range, last = part.partition(_RANGE)
    if not is_range:
        return part == chapter
    return int(first) <= int(chapter.rstrip("abcdefgh")) <= int(last)


@cache
def _after() -> re.Pattern[str]:
    year = r"(?:\(?[0-9]{4}\)?[ _-])?"
    return re.compile(rf"[.,]?[ _-]?{year}(?:{_SIGNS}[ _-]?)?{_NUMBER}", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    sign = rf"(?<![^\W\d_]){_SIGNS}"  # no cupboard: skap 4
    return re.compile(rf"{sign}[ _-]?{_NUMBER}(?=[^0-9.;:\0]*\Z)", re.IGNORECASE)


@cache
def _at_side() -> re.Pattern[str]:
    number = r"(?P<chapter>[0-9]{1,2}[a-hA-H]?)-(?P<number>[0-9]{1,3}[a-hA-H]?)"
    return re.compile(rf"(?<![\w.,/-])(?P<sign>){number}[ _]\Z")
