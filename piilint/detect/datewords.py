"""Dates as they are written, in figures and in words."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

__all__ = ["any_date", "logged", "make", "read"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan january",
            "februar feb february",
            "mars mar march",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "desember des december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ORDINALS = {
    name: number
    for number, names in enumerate(
        (
            "første fyrste forste foerste first",
            "andre annen second",
            "tredje third",
            "fjerde fourth",
            "femte fifth",
            "sjette sixth",
            "sjuende syvende sjuande seventh",
            "åttende åttande aattende eighth",
            "niende niande ninth",
            "tiende tiande tenth",
            "ellevte eleventh",
            "tolvte twelfth",
            "trettende trettande thirteenth",
            "fjortende fjortande fourteenth",
            "femtende femtande fifteenth",
            "sekstende sekstande sixteenth",
            "syttende syttande seventeenth",
            "attende attande eighteenth",
            "nittende nittande nineteenth",
            "tjuende tjuande twentieth",
            "tjueførste tjueforste tjuefyrste",
            "tjueandre tjueannen",
            "tjuetredje",
            "tjuefjerde",
            "tjuefemte",
            "tjuesjette",
            "tjuesjuende tjuesyvende tjuesjuande",
            "tjueåttende tjueåttande tjueattende",
            "tjueniende tjueniande",
            "trettiende tredevte trettiande",
            "trettiførste trettiforste trettifyrste",
        ),
        start=1,
    )
    for name in names.split()
}
"""Days of the month in words: tredje mai 2021."""


@cache
def any_date() -> re.Pattern[str]:
    """A date, a month or a year, in figures or in words."""
    month = "|".join(sorted(_MONTHS, key=len, reverse=True))
    ordinal = "|".join(sorted(_ORDINALS, key=len, reverse=True))
    return re.compile(
        rf"""
        (?<!\d)(?<!\d\.)(?:
          (?P<y1>(?:19|20)\d\d)[-./]?(?P<m1>[01]\d)[-./]?(?P<d1>[0-3]\d)
        | (?!\d\d?-\d\d?\.)(?P<d2>[0-3]?\d)[-./ _]{{1,2}}
            (?P<m2>[01]?\d)[-./ _]{{1,2}}(?P<y2>(?:19|20)?\d\d)
        | (?:(?<!\d[/-])|(?<=[^\W\d_]\d-))(?P<d3>[0-3]\d)(?P<m3>[01]\d)(?P<y3>(?:19|20)?\d\d)
        | (?P<d4>[0-3]?\d)(?:\.|st|nd|rd|th)?[ _-]?(?:of[ ])?
            (?P<m4>{month})\.?,?[ _-]?(?P<y4>(?:19|20)?\d\d)
        | (?P<m5>{month})\.?[ ](?P<d5>[0-3]?\d)(?:st|nd|rd|th)?,?[ ](?P<y5>(?:19|20)\d\d)
        | (?P<m7>0[1-9]|1[0-2])[./-](?P<y7>(?:19|20)\d\d)
        | (?<![^\W_])(?P<m8>{month})\.?[ _-](?P<y8>(?:19|20)\d\d)
        | (?<![^\W_])(?P<d9>{ordinal})[ _-](?:of[ ])?(?P<m9>{month})[ _-](?P<y9>(?:19|20)\d\d)
        | (?P<y6>(?:19|20)\d\d)
        )(?!\d|\.\d)
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def read(match: re.Match[str], at: date) -> date | None:
    """The day that a match of :func:`any_date` is; the first of what it does not say."""
    if match["y7"]:
        return date(int(match["y7"]), int(match["m7"]), 1)
    if match["y8"]:
        return date(int(match["y8"]), _MONTHS[match["m8"].lower()], 1)
    for index in "123459":
        year, month, day = match["y" + index], match["m" + index], match["d" + index]
        if year is not None:
            number = (
                _MONTHS.get(month.lower()) or int(month)
                if month.isdigit()
                else _MONTHS[month.lower()]
            )
            return make(int(year), number, _day(day), at if len(year) == _SHORT else None)
    return None


_SHORT = 2
"""Digits of a short year."""


def _day(written: str) -> int:
    """The number of a day, in digits or in words."""
    return int(written) if written.isdecimal() else _ORDINALS[written.lower()]


def make(year: int, month: int, day: int, at: date | None) -> date | None:
    """The day of that number, None where there is none.

    A short year, which is one of the hundred up to ``at``, is given with it.
    """
    if at is not None:
        year += at.year // 100 * 100 - (100 if year > at.year % 100 else 0)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def logged(text: str, start: int, end: int) -> bool:
    """Whether what was done on a day follows the date: Kari Nes 2013-11-02: la inn ny mal."""
    return _logged().match(text, start, end) is not None


@cache
def _logged() -> re.Pattern[str]:
    return re.compile(
        r"\]?(?: (?:kl\.? ?)?[0-2]?[0-9][:.][0-5][0-9])?(?:: | - | – |\] )(?:har )?(?:la |lagt|legg"
        r"|endr|rett|oppdat|fjern|slett|purr|send|ring|opprett|flytt|bytt|sjekk|lukk|åpn|opn|merk"
        r"|avslutt|godkj|juster|fiks|add(?:ed)? |chang|fix|updat|remov|delet|creat|sent |moved"
        r"|closed)",
        re.IGNORECASE,
    )
