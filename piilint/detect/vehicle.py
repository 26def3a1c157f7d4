"""Norwegian number plates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.detect.context import AMOUNT, CASE, PART, PLATE, is_near, is_preceded
from piilint.detect.page import Page
from piilint.model import Confidence, Evidence

__all__ = ["number_plate"]


_ELECTRIC = frozenset({"EL", "EK", "EV", "EB", "EC", "ED", "EE", "EF", "EH"})
"""The series of electric cars, which other numbers seldom begin with."""
_WORDS = frozenset(
    ("as", "at", "av", "be", "ca", "en", "er", "et", "kl", "kr", "nr", "pa", "pr", "us", "vs")
)
"""Words as long as a plate's letters, in small letters before a number."""


def number_plate(page: Page) -> Iterator[Evidence]:
    """Find number plates: two letters and five digits, four for motorcycles and trailers.

    The same is a case number far more often, so that a word decides.
    """
    text = page.text
    for run in page.runs:
        letters = run.start - (3 if text[run.start - 1] in " -" else 2)
        if letters < 0 or not text[letters : letters + 2].isalpha():
            continue
        if letters and text[letters - 1].isalnum():
            continue
        match = _plate().match(text, letters)
        if match is None:
            continue
        confidence = _confidence(page, match)
        if confidence:
            yield Evidence(
                entity="NO_VEHICLE_REGISTRATION",
                start=match.start(),
                end=match.end(),
                confidence=confidence,
                detector="number_plate",
                rests_on=("format", "context") if confidence == "high" else ("format",),
            )


@cache
def _plate() -> re.Pattern[str]:
    letters = "[A-FHJ-LNPR-VX-Za-fhj-lnpr-vx-z]{2}"
    return re.compile(rf"{letters}[ _-]?[0-9]{{4,5}}(?![^\W_])")


def _confidence(page: Page, match: re.Match[str]) -> Confidence | None:
    if match[0][:2] in _WORDS and match[0][2] == " ":
        return None
    if is_near(page, match.start(), match.end(), PLATE):
        is_in_folder = page.text[match.start() - 1] == "/"  # avtaler/SV66210-bilkontrakt.pdf
        is_counted = not is_in_folder and is_preceded(page, match.start(), f"{CASE} {PART}")
        return None if is_counted else "high"
    if not (match[0][:2].isupper() and match[0][-5:].isdecimal()):
        return None
    is_electric = match[0][:2] in _ELECTRIC and match[0][2] == " "
    if is_electric and not is_near(page, match.start(), match.end(), f"{CASE} {PART} {AMOUNT}"):
        return "medium"
    return "low"
