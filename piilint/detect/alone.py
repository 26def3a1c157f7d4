"""Whether a part of a known number stands by itself, or in an amount or another number."""

from __future__ import annotations

import re
from functools import cache

from piilint.detect.page import Page

__all__ = ["ALONE", "is_alone"]

_LAST = 5
"""The last digits of an identity number."""
_DAYS = tuple((first, second) for first in (1, 2) for second in (1, 2))
ALONE = frozenset(
    (
        *((5,), (3, 2), (6,), (7,), (8,), (9,), (10,), (12,), (6, 3), (2, 4), (4, 2), (4, 4)),
        *((*days, year) for days in _DAYS for year in (2, 4)),
        *((4, *days) for days in _DAYS),
    )
)


def is_alone(page: Page, start: int, end: int, shape: tuple[int, ...]) -> bool:
    """Whether a part of a number stands as one, and not as an amount or in a longer number."""
    if shape not in ALONE:
        return False
    before, after = page.before(start, 16), page.after(end, 14)
    if _amount().search(before) or _unit().match(after):
        return False
    if shape == (3, 2) and (_digit_before().search(before) or _digit_after().match(after)):
        return False  # 100 26 7 is another number
    if len(shape) == 1:
        is_of_longer = _of_hex().match(after) or _longer().search(before)
        return not (is_of_longer or (shape[0] == _LAST and _is_range(before, after)))
    return len(shape) != 3 or _version().search(before) is None


def _is_range(before: str, after: str) -> bool:
    """Whether a number of as many digits stands on the other side of a dash: 10026-10030."""
    return bool(_to_number().match(after) or _from_number().search(before))


@cache
def _to_number() -> re.Pattern[str]:
    return re.compile(rf" ?(?:[-–]|til|to) ?[0-9]{{{_LAST}}}(?![0-9-])")


@cache
def _from_number() -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9])[0-9]{{{_LAST}}} ?(?:[-–]|til|to) ?$")


@cache
def _amount() -> re.Pattern[str]:
    """What makes an amount of the number after it."""
    return re.compile(
        r"[0-9][.,]$|(?:kr|nok|eur|usd|[€$£])\.? ?$"
        r"|(?<![^\W_])(?:sum|pris|beløp|totalt?|areal|saldo|vekt|høyde|lengde|bredde):? $"
        r"|(?<![^\W_])(?:lån|gjeld|beløp|kreditt|gebyr|depositum|bot|krav) på $"
        r"|[0-9] ?[x×] ?$|(?<![^\W_])0x$",
        re.IGNORECASE,
    )


@cache
def _of_hex() -> re.Pattern[str]:
    """Letters that digits of hex go on with."""
    return re.compile("[a-f]+(?![^\\W_])|[A-F]+(?![^\\W_])")


@cache
def _longer() -> re.Pattern[str]:
    """Two groups of a longer number, as that of an account has: 1234 56 10026."""
    return re.compile(r"(?<![0-9])[0-9]{4}([ .])[0-9]{2}\1$")


@cache
def _version() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])v(?:er|ersjon|ersion)?\.? ?$", re.IGNORECASE)


@cache
def _digit_before() -> re.Pattern[str]:
    return re.compile("[0-9] $")


@cache
def _digit_after() -> re.Pattern[str]:
    return re.compile(" [0-9]")


@cache
def _unit() -> re.Pattern[str]:
    """What makes an amount or a measure of the number before it."""
    return re.compile(
        r"[.,][0-9-]| ?(?:kr|nok|eur|usd|,-|%|€)"
        r"| ?(?:m[²23]|kvm|km|kg|kwh|mwh|tonn|stk|liter|timer|mill|poeng|mm|cm|ha|daa)(?![^\W_])"
        r"| (?:m|l|t|prosent|personer|ansatte|innbyggere|medlemmer|dager|måneder|bokser|deler"
        r"|sider|ord|tegn|enheter|aksjer|andeler|kroner|eksemplarer|kopier|ganger)(?![^\W_])"
        r"| (?:per|pr\.?) (?:mnd|måned|år|uke|dag|time|stk)|/(?:mnd|md|år|stk|time|dag)(?![^\W_])",
        re.IGNORECASE,
    )
