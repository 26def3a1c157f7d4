"""Swedish, Danish and Finnish identity numbers, and the DUF number of foreigners in Norway."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from piilint.detect.context import CASE, DANISH, DUF, SWEDISH, is_near, is_preceded
from piilint.detect.digits import Shapes, Window, opaque, windows
from piilint.detect.page import Page
from piilint.model import Confidence, Evidence

__all__ = ["cpr", "duf", "henkilotunnus", "personnummer"]

_SWEDISH = Shapes((6, 4), (8, 4), (10,), (12,))
_DANISH = Shapes((6, 4), (2, 2, 2, 4), (10,))
_DUF = Shapes((12,), (4, 8), (4, 4, 4), (4, 6, 2), (4, 2, 6))
_FIRST_DUF = 1980
_OLDEST = 125
"""How many years back a birth date is taken for one."""


def personnummer(page: Page) -> Iterator[Evidence]:
    """Find Swedish personnummer and co-ordination numbers (day + 60), of 10 and 12 digits."""
    for run in page.long_runs:
        for window in windows(run, _SWEDISH):
            yield from _swedish(page, window)
    if "+" in page.text:
        # From the year they turn 100, people have a plus before the last four digits.
        for match in _after_plus().finditer(page.text):
            before = page.text[max(0, match.start() - 9) : match.start()]
            birth = before[len(before.rstrip("0123456789")) :]
            if len(birth) in (6, 8):
                start, shape = match.start() - len(birth), (len(birth), 4)
                window = Window(start, match.end(), birth + match[1], shape, whole=True)
                yield from _swedish(page, window)


@cache
def _after_plus() -> re.Pattern[str]:
    return re.compile(r"\+([0-9]{4})(?![0-9])")


def _swedish(page: Page, window: Window) -> Iterator[Evidence]:
    confidence = _swedish_confidence(page, window)
    if confidence:
        rests_on = ("check-digits", "context")
        yield Evidence(
            entity="SE_PERSONNUMMER",
            start=window.start,
            end=window.end,
            confidence=confidence,
            detector="personnummer",
            rests_on=rests_on if confidence == "high" else rests_on[:1],
        )


def _swedish_confidence(page: Page, window: Window) -> Confidence | None:
    digits, start, end = window.digits, window.start, window.end
    separator = page.text[start:end].strip("0123456789")
    if separator not in {"", "-", "+", " "} or not _is_swedish_birth(digits, page.at):
        return None
    from stdnum import luhn

    if not luhn.is_valid(digits[-10:]) or opaque(page.text, start, end):
        return None
    if is_near(page, start, end, SWEDISH):
        return "high"
    if not window.whole or is_preceded(page, start, CASE):
        return "low"
    if separator in {"-", "+"}:
        return "medium"
    return "medium" if len(digits) == 12 and not _is_time(digits) else "low"


def _is_swedish_birth(digits: str, at: date) -> bool:
    month, day = int(digits[-8:-6]), int(digits[-6:-4])
    day -= 60 if day > 60 else 0
    if len(digits) == 10:
        return _exists(2000 + int(digits[:2]), month, day)
    year = int(digits[:4])
    return at.year - _OLDEST <= year <= at.year and _exists(year, month, day)


def _is_time(digits: str) -> bool:
    """Whether twelve digits are just as well a recent year, month, day, hour and minute."""
    return digits[:2] == "20" and int(digits[8:10]) < 24 and int(digits[10:]) < 60


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def cpr(page: Page) -> Iterator[Evidence]:
    """Find Danish CPR numbers: a birth date and four digits; there is no check digit.

    Without a separator only where a word says what it is.
    """
    for run in page.long_runs:
        for window in windows(run, _DANISH):
            confidence = _cpr_confidence(page, window)
            if confidence:
                near = is_near(page, window.start, window.end, DANISH)
                yield Evidence(
                    entity="DK_CPR",
                    start=window.start,
                    end=window.end,
                    confidence=confidence,
                    detector="cpr",
                    rests_on=("format", "context") if near else ("format",),
                )


def _cpr_confidence(page: Page, window: Window) -> Confidence | None:
    digits, start, end = window.digits, window.start, window.end
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if not _exists(2000 + year, month, day) or opaque(page.text, start, end):
        return None
    written_with_hyphen = page.text[end - 5] == "-"
    if is_near(page, start, end, DANISH):
        return "high" if written_with_hyphen else "medium"
    if window.shape != (6, 4) or page.text[start + 6 : end - 4] != "-":
        return None
    return "medium" if window.whole and not is_preceded(page, start, CASE) else "low"


@cache
def _finnish() -> re.Pattern[str]:
    return re.compile(
        r"(?<![0-9A-Za-z])[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-FHJ-NPR-Y](?![0-9A-Za-z])",
        re.IGNORECASE,
    )


def henkilotunnus(page: Page) -> Iterator[Evidence]:
    """Find Finnish personal identity codes: date, century sign, number, check character."""
    text = page.text
    for run in page.runs:
        end = run.end
        # Most runs are dates and the like, and do not end as one of the three forms does.
        if end - run.start >= 6 and (
            text[end - 4] == "-" or text[end - 5] == "-" or text[end - 6 : end].isdecimal()
        ):
            # Five more characters belong to the number, one more shows that it ends there.
            for match in _finnish().finditer(text, run.start, end + 6):
                from stdnum.fi import hetu

                if hetu.is_valid(match[0], allow_temporary=True):
                    yield Evidence(
                        entity="FI_PERSONAL_IDENTITY_CODE",
                        start=match.start(),
                        end=match.end(),
                        # Without any letter it is a date and four digits, as many references are.
                        confidence="medium" if match[0].upper() == match[0].lower() else "high",
                        detector="henkilotunnus",
                        rests_on=("check-digits",),
                    )


def duf(page: Page) -> Iterator[Evidence]:
    """Find DUF numbers of the immigration service, where a word says that one is meant."""
    for run in page.long_runs:
        for window in windows(run, _DUF):
            in_use = _FIRST_DUF <= int(window.digits[:4]) <= page.at.year
            if in_use and is_near(page, window.start, window.end, DUF):
                yield Evidence(
                    entity="NO_DUF_NUMBER",
                    start=window.start,
                    end=window.end,
                    confidence="high",
                    detector="duf",
                    rests_on=("format", "context"),
                )
