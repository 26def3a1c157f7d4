"""Known numbers and addresses of which a mask leaves a part: ``***0192``, ``9284****``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from piilint.detect.numberforms import endings
from piilint.detect.page import Page

__all__ = ["Masked", "Match"]

_MASKS = ("**", "••", "●●", "xx", "XX", "##")
_LEAST_SHOWN = 4
"""Digits that must be left of a number to know it by."""
_NUMBERS = (8, 11)
"""Digits of a phone number and of an identity number."""
_FEW = 100
"""Values that are compared one by one."""


class Match(NamedTuple):
    """That ``text[start:end]`` is what is left of the value of that number."""

    start: int
    end: int
    value: int


class Masked:
    """What masks leave of values, in tables that are made when something asks for them."""

    def __init__(self, values: Sequence[tuple[str, str, int]]) -> None:
        """``values`` are entities, texts, and the numbers of where they stand."""
        self._values = values

    def __repr__(self) -> str:
        return f"<{len(self._values)} values behind masks>"

    def search(self, page: Page) -> Iterator[Match]:
        """Where a part of one of the values stands beside a mask, or behind words for one."""
        if page.runs:
            yield from self._at_ends(page)
        if any(map(page.text.__contains__, _MASKS)):
            yield from self._in_numbers(page.text)
            yield from self._in_addresses(page.text)

    @cached_property
    def _endings(self) -> dict[str, int]:
        return {
            form: number
            for number, (entity, text, _) in reversed(list(enumerate(self._values)))
            for form in endings(entity, text)
        }

    def _at_ends(self, page: Page) -> Iterator[Match]:
        last = tuple({page.text[run.end - 2 : run.end] for run in page.runs})
        if not any(text.endswith(last) for _, text, _ in self._values):
            return  # as for a year: most values are soon seen not to end here
        for match in _ending().finditer(page.text):
            value = self._endings.get(match[1])
            if value is not None:
                yield Match(*match.span(1), value)

    @cached_property
    def _digits(self) -> list[tuple[str, int]]:
        """Numbers by all of their digits."""
        numbers: list[tuple[str, int]] = []
        for number, (entity, text, _) in enumerate(self._values):
            if any(True for _ in endings(entity, text)):
                digits = "".join(filter(str.isdecimal, text))
                is_whole = len(digits) == _NUMBERS[1] and entity.startswith("NO_")
                numbers.append((digits if is_whole else digits[-_NUMBERS[0] :], number))
        return numbers

    def _in_numbers(self, text: str) -> Iterator[Match]:
        for match in _number().finditer(text):
            written = _gap().sub("", match[0])
            shown = [at for at, sign in enumerate(written) if sign.isdecimal()]
            if len(written) not in _NUMBERS or len(shown) < _LEAST_SHOWN:
                continue
            for digits, value in self._digits[:_FEW]:
                if len(digits) == len(written) and all(digits[at] == written[at] for at in shown):
                    yield Match(*match.span(), value)
                    break

    def _in_addresses(self, text: str) -> Iterator[Match]:
        if "@" not in text:
            return
        for match in _address().finditer(text):
            first, last, domain = match[1].lower(), match[2].lower(), match[3].lower()
            for number, (entity, address, _) in enumerate(self._values[:_FEW]):
                local, _, host = address.lower().rpartition("@")
                is_same = entity == "EMAIL_ADDRESS" and host == domain
                if is_same and local.startswith(first) and local.endswith(last):
                    yield Match(*match.span(), number)
                    break


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(
        r"(?:[*•●#]{2}[ -]?|(?<![^\W_])[xX]{2,11}[ -]?|\.{3} ?|… ?"
        r"|(?<![^\W_])(?:tlf|mob|mobil|sms|telefon|fnr|phone|slutt|ending|ending in"
        r"|(?:slutter|ender) (?:på|med)"
        r"|siste(?: (?:4|fire))?(?: (?:sifre|siffer))?|last(?: (?:4|four))?(?: digits)?)"
        r"[ .:_-]{1,2})"
        r"([0-9]{4})(?![ ]?[0-9]|[.,][0-9])",
        re.IGNORECASE,
    )


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?<![*•●#])(?=[0-9*•●#xX -]{0,8}[*•●#xX]{2})"
        r"[0-9]{2,7}[ -]?[*•●#xX][0-9*•●#xX -]{1,12}(?![^\W_]|[*•●#])"
    )


@cache
def _gap() -> re.Pattern[str]:
    return re.compile("[ -]")


@cache
def _address() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.*-])([\w.-]{1,20})[*•●]{2,30}([\w.-]{0,20})@([\w-]{1,63}(?:\.[\w-]{2,63}){1,4})"
    )
