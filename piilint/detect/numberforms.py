"""The forms in which a known number is written, whole and in telling parts, and its birth date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

__all__ = [
    "birth_dates",
    "born_on",
    "endings",
    "may_be_birth_date",
    "number_parts",
    "reordered_numbers",
    "turned_numbers",
    "whole_numbers",
]

_DIGITS = re.compile("[0-9]+")


def whole_numbers(text: str) -> list[str]:
    """The digits of a number as they are dialled or written, with and without a country code."""
    digits = "".join(_DIGITS.findall(text))
    if len(digits) < 7:
        return []
    if not text.startswith(("+", "00")):
        # Eight digits are a Norwegian phone number; eleven are an identity number.
        return [digits, f"47{digits}", f"0047{digits}"] if len(digits) == 8 else [digits]
    digits = digits.removeprefix("00")
    national = [digits[2:]] if digits.startswith("47") else [digits[n:] for n in (1, 2, 3)]
    trunk = [] if digits.startswith("47") else [f"0{digits[2:]}"]
    return [form for form in (digits, f"00{digits}", *national, *trunk) if len(form) >= 8]


def turned_numbers(entity: str, text: str) -> tuple[str, ...]:
    """An identity number with the last five digits before the first six."""
    return (text[6:] + text[:6],) if _is_identity_number(entity, text) else ()


def reordered_numbers(entity: str, text: str, at: date) -> Iterator[str]:
    """An identity number with its birth date as dates are sorted or written, then its last five."""
    if _is_identity_number(entity, text):
        yield text[4:6] + text[2:4] + text[:2] + text[6:]
        for born in born_on(entity, text, at):
            for order in ("%d%m%y", "%y%m%d", "%d%m%Y", "%Y%m%d"):
                yield born.strftime(order) + text[6:]


def number_parts(entity: str, text: str) -> Iterator[str]:
    """Parts of a number as they stand in it: its last five digits, and more of it than that."""
    if _is_identity_number(entity, text):
        yield text[6:]
        for part in (text[6:], text[:6]):  # in hex, which for digits has digits alone
            yield part.encode().hex()
        for length in range(6, len(text)):
            yield text[-length:]
            if length != 9:  # as many as an organisation's number, which stands in URLs
                yield text[:length]
    elif entity == "PHONE_NUMBER":
        digits = "".join(_DIGITS.findall(text))
        yield from (digits[-5:], digits[-6:], digits[-7:])


def endings(entity: str, text: str) -> Iterator[str]:
    """The last four digits of a number, which tell of it where a sign says that it is its end."""
    if _is_identity_number(entity, text) or entity == "PHONE_NUMBER":
        yield "".join(_DIGITS.findall(text))[-4:]


def _is_identity_number(entity: str, text: str) -> bool:
    return entity.startswith("NO_") and len(text) == 11


def may_be_birth_date(digits: str, at: date) -> bool:
    """Whether digits are a date in one of the forms of :func:`birth_dates`, at first sight.

    A date of the last ten years is sooner one of a contract than one of a signer's birth.
    """
    if len(digits) == 8:
        pairs = (
            (digits[:4], digits[4:6], digits[6:]),
            (digits[4:], digits[2:4], digits[:2]),
            (digits[4:], digits[:2], digits[2:4]),
        )
        return any(
            1850 < int(year) < at.year - 10 and "01" <= month <= "12" and "01" <= day <= "31"
            for year, month, day in pairs
        )
    days = ((digits[:2], digits[2:4]), (digits[4:], digits[2:4]), (digits[2:4], digits[:2]))
    return len(digits) == 6 and any(
        "01" <= day <= "31" and "01" <= month <= "12" for day, month in days
    )


def birth_dates(entity: str, text: str, at: date) -> Iterator[str]:
    """The birth date that an identity number holds, in figures as dates are written."""
    for born in born_on(entity, text, at):
        for order in ("%d%m%y", "%y%m%d", "%d%m%Y", "%Y%m%d", "%m%d%y", "%m%d%Y"):
            yield born.strftime(order)


def born_on(entity: str, text: str, at: date) -> Iterator[date]:
    """The birth date that an identity number holds; none of the last ten years."""
    if not _is_identity_number(entity, text) or text[0] in "89":
        return
    day, month, year = int(text[:2]) % 40, int(text[2:4]), int(text[4:6])
    month -= next(mark for mark in (80, 65, 40, 0) if month >= mark)
    individual = int(text[6:9])
    for century in (1800, 1900, 2000):
        born = _date(century + year, month, day)
        if born and born.year < at.year - 10 and _is_of(century, year, individual):
            yield born


def _is_of(century: int, year: int, individual: int) -> bool:
    """Whether the individual number is one of those given to the century."""
    if century == 1800:
        return 500 <= individual < 750 and year >= 54
    if century == 1900:
        return individual < 500 or (individual >= 900 and year >= 40)
    return individual >= 500 and year < 40


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
