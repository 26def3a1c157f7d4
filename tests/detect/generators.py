"""Make-believe numbers with computed check digits, for tables and property tests.

Norwegian numbers that hold by today's rule are drawn from the synthetic series, or made from
dates that lie ahead of us; nobody has such a number.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from stdnum import luhn
from stdnum.iso7064 import mod_97_10

AT = date(2026, 11, 23)

_K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def _check_digit(digits: str, weights: tuple[int, ...], remainder: int = 0) -> str | None:
    """The digit of weight 1 that leaves the remainder mod 11, None where that would be ten."""
    total = sum(w * int(d) for w, d in zip(weights, digits, strict=True))
    digit = (remainder - total) % 11
    return None if digit == 10 else str(digit)


def complete(nine: str, remainder: int = 0) -> str | None:
    """Nine digits with both check digits; a remainder of 1, 2 or 3 is the rule of 2032."""
    k1 = _check_digit(nine, _K1, remainder)
    k2 = k1 and _check_digit(nine + k1, _K2)
    return nine + k1 + k2 if k1 and k2 else None


def identity_number(day: int, month: int, year: int, *, d=0, mark=0, remainder=0, first=0) -> str:
    """The first number of a date whose check digits exist; ``d`` and ``mark`` are added."""
    stem = f"{day + d:02}{month + mark:02}{year % 100:02}"
    numbers = (complete(f"{stem}{individual:03}", remainder) for individual in range(first, 1000))
    return next(number for number in numbers if number)


def fh_number(stem: str = "80000001") -> str:
    numbers = (complete(f"{stem}{last}") for last in range(10))
    return next(number for number in numbers if number)


def broken(number: str) -> str:
    """The same number with another last digit, so that no rule holds."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def bank_account(ten: str = "8601111794") -> str:
    digit = _check_digit(ten, _K2)
    assert digit is not None, "this stem has no check digit"
    return ten + digit


def dotted(account: str) -> str:
    return f"{account[:4]}.{account[4:6]}.{account[6:]}"


def iban(country: str, bban: str) -> str:
    return country + mod_97_10.calc_check_digits(bban + country) + bban


def with_luhn(stem: str) -> str:
    return stem + luhn.calc_check_digit(stem)


def personnummer(birth: str, serial: str = "238") -> str:
    """Twelve or ten digits out of a birth date of eight or six."""
    return birth + with_luhn(birth[-6:] + serial)[6:]


def hetu(birth: str, sign: str = "-", serial: str = "900") -> str:
    return f"{birth}{sign}{serial}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(birth + serial) % 31]}"


_DATES = st.dates(date(1940, 1, 1), date(2039, 12, 31))


@st.composite
def identity_numbers(draw, remainders=(0,)) -> tuple[str, str, bool]:
    """``(digits, entity, synthetic)`` of any kind that has a date."""
    day = draw(_DATES)
    d = draw(st.sampled_from((0, 40)))
    mark = draw(st.sampled_from((0, 40, 65, 80)))
    first = draw(st.integers(0, 900))
    remainder = draw(st.sampled_from(remainders))
    number = identity_number(
        day.day, day.month, day.year, d=d, mark=mark, remainder=remainder, first=first
    )
    entity = "NO_D_NUMBER" if d else "NO_H_NUMBER" if mark == 40 else "NO_FODSELSNUMMER"
    return number, entity, mark >= 65


@st.composite
def bank_accounts(draw) -> str:
    stem = draw(st.integers(30_000_000, 99_999_999).map(str)) + "00"
    numbers = (f"{int(stem) + n}" for n in range(3))
    return next(n + d for n in numbers if (d := _check_digit(n, _K2)))


DAYS = [AT - timedelta(days=n) for n in range(0, 400, 37)]
