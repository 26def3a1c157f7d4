"""Norwegian identity numbers: eleven digits ``DDMMYY NNN KK``.

The kinds, the check digits and the rule of 2032 are those of the tax administration.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations, pairwise, product
from struct import Struct
from typing import Literal, NamedTuple

from piilint.detect.context import ACCOUNT, CASE, HOLDER, IDENTITY, MONEY, is_near, is_preceded
from piilint.detect.digits import Shapes, Window, opaque, windows
from piilint.detect.page import Page
from piilint.model import Confidence, Evidence

__all__ = [
    "ACCOUNT_SHAPE",
    "ENTITIES",
    "RULE_OF_2032",
    "IdentityNumber",
    "Kind",
    "account_holds",
    "classify",
    "holds",
    "identity_number",
    "is_holder_s",
]

Kind = Literal["fodselsnummer", "d-number", "h-number", "fh-number"]

RULE_OF_2032 = date(2032, 1, 1)
"""From this day on numbers are issued whose first check digit holds by the wider rule."""

ENTITIES: dict[Kind, str] = {
    "fodselsnummer": "NO_FODSELSNUMMER",
    "d-number": "NO_D_NUMBER",
    "h-number": "NO_H_NUMBER",
    "fh-number": "NO_FH_NUMBER",
}

_RESTS_ON = {"today": "check-digits", "2032": "check-digits-2032", None: "check-digits-failed"}
_WEIGHTS_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_WEIGHTS_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
"""The eleventh digit weighs one, in the second sum alone."""
_APART = 1000
"""More than either sum can be."""
_PAIRS = Struct("<5HB")
_MONTH_MARKS = (80, 65, 40)
"""What is added to the month, the synthetic series first."""


class IdentityNumber(NamedTuple):
    """What eleven digits say about themselves; never the digits."""

    kind: Kind
    synthetic: bool
    """True for the series of Tenor (+80) and other issuers (+65), which belong to nobody."""
    rule: Literal["today", "2032"] | None
    """The check-digit rule that holds, the stricter first; None where neither does."""
    born: date | None
    """The birth date, where it can be read for certain."""

    @property
    def entity(self) -> str:
        """The entity that evidence of this number has."""
        return ENTITIES[self.kind]


def classify(digits: str, at: date) -> IdentityNumber | None:
    """What kind of identity number eleven digits are, judged for the day ``at``.

    None where they are not eleven ASCII digits, hold no plausible date of any kind and are
    no FH-number either; the last has no date, so that its check digits must hold. A D-number
    in the series of the health service is a D-number.
    """
    if len(digits) != 11 or not (digits.isascii() and digits.isdecimal()):
        return None
    rule = _rule(digits)
    if digits[0] in "89":
        if rule != "today":
            return None
        return IdentityNumber(kind="fh-number", synthetic=False, rule=rule, born=None)
    day, month, year = _day_month_year(digits)
    if not _is_plausible(day, month, year):
        return None
    mark = int(digits[2:4]) - month
    is_d_number = digits[0] > "3"
    kind: Kind = "d-number" if is_d_number else "h-number" if mark == 40 else "fodselsnummer"
    readable = rule != "2032" and at < RULE_OF_2032
    born = _born(day, month, year, int(digits[6:9])) if readable else None
    if born and born > at:
        born = None
    return IdentityNumber(kind=kind, synthetic=mark > 40, rule=rule, born=born)


def holds(digits: str) -> bool:
    """Whether eleven ASCII digits are an identity number of any kind, check digits and all.

    It says what :func:`classify` says, for the many that are as they should be.
    """
    rule = _rule(digits)
    if rule is None or digits[0] in "89":
        return rule == "today"
    return _is_plausible(*_day_month_year(digits))


def account_holds(digits: str) -> bool:
    """Whether eleven ASCII digits hold as a bank account: the rule of the second check digit."""
    return _remainders(digits)[1] == 0


def _rule(digits: str) -> Literal["today", "2032"] | None:
    first, second = _remainders(digits)
    if first > 3 or second:
        return None
    return "2032" if first else "today"


def _remainders(digits: str) -> tuple[int, int]:
    """What is left of the weighted sums with each check digit; 0 where the digit holds.

    Two digits at a time are looked up by their codes, and both sums are carried in one number:
    a request has many numbers, and digit by digit it takes two thirds longer.
    """
    a, b, c, d, e, last = _PAIRS.unpack(digits.encode())
    of_a, of_b, of_c, of_d, of_e = _sums()
    total: int = of_a[a] + of_b[b] + of_c[c] + of_d[d] + of_e[e] + last - ord("0")
    return total // _APART % 11, total % _APART % 11


@cache
def _sums() -> tuple[dict[int, int], ...]:
    """What two digits beside each other add to both sums, for each of the five places."""
    return tuple(
        {
            int.from_bytes(b"%d%d" % (one, two), "little"): sum(
                unit * (one * weights[at] + two * weights[at + 1])
                for unit, weights in ((_APART, _WEIGHTS_1), (1, _WEIGHTS_2))
            )
            for one, two in product(range(10), repeat=2)
        }
        for at in range(0, 10, 2)
    )


def _day_month_year(digits: str) -> tuple[int, int, int]:
    """The date that eleven digits begin with, without what marks its kind; it may not exist."""
    day, rest = divmod(int(digits[:6]), 10_000)
    month, year = divmod(rest, 100)
    for mark in _MONTH_MARKS:
        if month >= mark:
            month -= mark
            break
    return (day - 40 if day > 40 else day), month, year


def _is_plausible(day: int, month: int, year: int) -> bool:
    if 0 < day < 29:
        return 0 < month < 13
    # Year 00 may be 2000, which is a leap year as every fourth two-digit year is.
    return _date(2000 + year, month, day) is not None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _born(day: int, month: int, year: int, individual: int) -> date | None:
    """The birth date by the ranges of individual numbers, None outside them."""
    if individual < 500:
        century = 1900
    elif individual < 750 and year >= 54:
        century = 1800
    elif year < 40:
        century = 2000
    elif individual >= 900:
        century = 1900
    else:
        return None
    return _date(century + year, month, day)


def _cut_at(cuts: tuple[int, ...], total: int = 11) -> tuple[int, ...]:
    return tuple(end - start for start, end in pairwise((0, *cuts, total)))


_USUAL = tuple(_cut_at(cuts) for count in range(5) for cuts in combinations((2, 4, 6, 9), count))
_LONG_YEAR = (2, 2, 4, 5)
ACCOUNT_SHAPE = (4, 2, 5)
"""How a bank account is written, and an identity number is not."""
_SHAPES = Shapes(
    *_USUAL, (3, 3, 5), (3, 3, 3, 2), (3, 3, 2, 3), (1,) * 11, _LONG_YEAR, ACCOUNT_SHAPE
)
_SHOWN_WHEN_FAILED = frozenset({(11,), (6, 5), (2, 2, 2, 5), (6, 3, 2), (2, 2, 2, 3, 2)})
"""Ways of writing that say enough to mention a number whose check digits fail."""


def identity_number(page: Page) -> Iterator[Evidence]:
    """Find Norwegian identity numbers of every kind and in every way of writing."""
    for run in page.long_runs:
        for window in windows(run, _SHAPES):
            evidence = _evidence(page, window)
            if evidence:
                yield evidence


def _evidence(page: Page, window: Window) -> Evidence | None:
    digits, start, end = window.digits, window.start, window.end
    if window.shape == _LONG_YEAR:
        digits = digits[:4] + digits[6:]
    number = classify(digits, page.at)
    if number is None or page.before(start, 1) == "+" or opaque(page.text, start, end):
        return None
    if number.rule is None and window.shape not in _SHOWN_WHEN_FAILED:
        return None
    rests_on = (_RESTS_ON[number.rule], "synthetic")
    return Evidence(
        entity=number.entity,
        start=start,
        end=end,
        confidence=_confidence(page, window, number),
        detector="identity_number",
        rests_on=rests_on if number.synthetic else rests_on[:1],
    )


def is_holder_s(page: Page, window: Window, number: IdentityNumber | None) -> bool:
    """Whether a number beside a word of whoever has an account is theirs, and no account's.

    One in eleven identity numbers holds as an account, and one account in some thousand as such
    a number with a date and both check digits.
    """
    is_sure = number is not None and number.rule == "today" and number.kind != "fh-number"
    is_sure = is_sure and window.shape != ACCOUNT_SHAPE
    return is_sure and is_near(page, window.start, window.end, HOLDER)


def _confidence(page: Page, window: Window, number: IdentityNumber) -> Confidence:
    if number.rule is None:
        return "low"
    # Whatever holds here holds as a bank account too, so the writing or a word decides.
    is_issued = number.rule == "today" or page.at >= RULE_OF_2032
    if not is_near(page, window.start, window.end, IDENTITY):
        # A date and two check digits are seldom there by chance; short of one of them, less so.
        is_chance = not is_issued or number.kind == "fh-number"
        words = f"{ACCOUNT} {MONEY}" if is_chance else ACCOUNT
        if is_chance and is_preceded(page, window.start, CASE):
            return "low"
        is_paid = window.shape == ACCOUNT_SHAPE or is_near(page, window.start, window.end, words)
        if is_paid and not is_holder_s(page, window, number):
            return "low"
    return "high" if is_issued else "medium"
