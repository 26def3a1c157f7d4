"""What is written so that no search finds it: letter by letter, or with odd signs between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from piilint.detect import numerals
from piilint.detect.change import Change
from piilint.detect.identity import classify

__all__ = ["changes"]

_LETTERS = str.maketrans("OoIl", "0011")
_MORE_LETTERS = str.maketrans("OoQDIlLiZzSsBGgTxX", "0000111122558667  ")
"""What is read as a digit where check digits hold."""


def changes(text: str) -> list[Change]:
    """Digits and letters that stand one by one, joined; letters in a number read as digits."""
    found: list[Change] = []
    steps = (_one_by_one, _like_digits, _like_a_number, _in_groups, _parted, _spelt_out)
    for step in (*steps, numerals.changes):
        found = _apart(found, step(text))
    return [change for change in found if change.made != text[change.start : change.end]]


def _one_by_one(text: str) -> Iterator[Change]:
    for match in _digits().finditer(text):
        yield Change(*match.span(), _bare(match[0]), "separators")
    for match in _letters().finditer(text):
        made = match[0][:: 1 + len(match[1] or " ")]
        if match[1] != "." or not made.isupper():  # an abbreviation has points too
            yield Change(*match.span(), made, "separators")
    for match in _plates().finditer(text):
        yield Change(*match.span(), match[0][::2], "separators")


def _like_digits(text: str) -> Iterator[Change]:
    """Rows of digits with letters that look like them."""
    for match in _lettered().finditer(text):
        written = match[0]
        if sum(map(str.isdecimal, written)) * 2 > len(written):
            yield Change(*match.span(), written.translate(_LETTERS), "look-alikes")


def _like_a_number(text: str) -> Iterator[Change]:
    """The same for less likely letters, where check digits hold."""
    for match in _lettered_number().finditer(text):
        made = match[0].translate(_MORE_LETTERS)
        if sum(map(str.isdecimal, match[0])) >= _MOST_OF_ELEVEN and _is_number(_bare(made)):
            yield Change(*match.span(), made, "look-alikes")


def _in_groups(text: str) -> Iterator[Change]:
    """The groups of an identity number, whatever stands between them."""
    for pattern in (_framed(), _evenly()):
        for match in pattern.finditer(text):
            digits = _bare(match[0])
            if _is_number(digits):
                yield Change(*match.span(), digits, "separators")


def _parted(text: str) -> Iterator[Change]:
    """Spaces for signs that part groups of digits and are no separators of numbers."""
    for match in _odd().finditer(text):
        yield Change(*match.span(), " ", "separators")


def _spelt_out(text: str) -> Iterator[Change]:
    """The signs of an address for the words in brackets that stand in their place."""
    if not any(at in text for at in _AT):
        return
    for at in _spelt_address().finditer(text):
        yield Change(*at.span(1), "@", "separators")
        for dot in _spelt_dot().finditer(text, *at.span(2)):
            yield Change(*dot.span(), ".", "separators")


_AT = ("(at)", "[at]", "{at}", "(alfa)", "[alfa]", "(a)", "[a]", "røllalfa", " dot ")


def _bare(written: str) -> str:
    return "".join(filter(str.isdecimal, written))


def _is_number(digits: str) -> bool:
    number = classify(digits, _ANY_DAY)
    return number is not None and number.rule == "today" and number.entity in _WITH_A_DATE


def _apart(found: list[Change], more: Iterable[Change]) -> list[Change]:
    """Changes in order, and those of others that overlap none of them."""
    taken, added, index = found, list[Change](), 0
    for change in sorted(more):
        while index < len(taken) and taken[index].end <= change.start:
            index += 1
        is_clear = index == len(taken) or change.end <= taken[index].start
        if is_clear and (not added or added[-1].end <= change.start):
            added.append(change)
    return sorted(taken + added)


_ANY_DAY = date(2031, 1, 1)
_WITH_A_DATE = frozenset(("NO_FODSELSNUMMER", "NO_D_NUMBER"))
"""Numbers in which more than the check digits must be right."""
_MOST_OF_ELEVEN = 7


@cache
def _digits() -> re.Pattern[str]:
    """Eight single digits or more, or groups of eleven in all of which some are single."""
    return re.compile(
        r"(?<![0-9A-Za-z])(?:"
        r"[0-9](?:(?:[^\w\0\v]|_){1,3}[0-9](?![0-9])){7,}+"
        r"|(?=(?:[ ._-]?[0-9]){11}(?![0-9]|[ ._-][0-9]))(?=[0-9 ._-]{0,16}[ ._-][0-9][ ._-])"
        r"[0-9](?:[ ._-]?[0-9]){10})"
    )


@cache
def _letters() -> re.Pattern[str]:
    """Single letters with the same sign between each two; between words there is more of it.

    Where the sign is a space, an address may be written so.
    """
    return re.compile(
        r"(?<![^\W_])(?<![^\W_][._-])[^\W\d_]([-._/·•‧∙|*~+])[^\W\d_](?:\1[^\W\d_](?![^\W_])){2,}+"
        r"|(?<![^\s\0])[^\W\d_](?: [\w@.+-](?![^\s\0])){3,}+"
    )


@cache
def _plates() -> re.Pattern[str]:
    """A vehicle's number, or that of a Norwegian account as abroad, sign by sign."""
    return re.compile(
        r"(?<![^\W_])(?<![^\W_][._-])[A-Z]([-._/·*~])[A-Z](?:\1[0-9]){5}(?:(?:\1[0-9]){8})?"
        r"(?!\1?[^\W_])"
    )


@cache
def _spelt_address() -> re.Pattern[str]:
    dot = r"(?:\.| ?[(\[{](?:dot|punktum|punkt|prikk)[)\]}] ?| (?:dot|punktum|punkt|prikk) )"
    return re.compile(
        r"(?<=[^\W_])( ?[(\[{](?:at|(?:krøll)?alfa)[)\]}] ?|[(\[{]a[)\]}]| krøllalfa "
        r"| at (?=[A-Za-z0-9-]{1,63} (?:dot|punktum) ))"
        rf"([A-Za-z0-9-]{{1,63}}(?:{dot}[A-Za-z0-9-]{{2,63}}){{1,4}})"
    )


@cache
def _spelt_dot() -> re.Pattern[str]:
    return re.compile(r" ?[(\[{](?:dot|punktum|punkt|prikk)[)\]}] ?| (?:dot|punktum|punkt|prikk) ")


@cache
def _lettered() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9A-Za-z])(?=[0-9]{0,13}[OoIl])[0-9OoIl]{8,14}(?![^\W_])", re.ASCII)


@cache
def _lettered_number() -> re.Pattern[str]:
    return re.compile(
        "(?<![0-9A-Za-z])(?=[0-9 .-]{0,12}[A-Za-z])[0-9OoQDIlLiZzSsBGgT]{6}[ .xX-]?"
        "[0-9OoQDIlLiZzSsBGgT]{5}(?![0-9A-Za-z])"
    )


@cache
def _framed() -> re.Pattern[str]:
    """Groups of digits between signs that no date and no version has."""
    return re.compile(
        r"(?<![0-9A-Za-z])[0-9]{1,6}+(?=[^0-9A-Za-z\s\0]{0,2}[][(){}|*~+;#=<>\"'])"
        r"(?:[^0-9A-Za-z\s\0]{1,3}+[0-9]{1,6}+(?![0-9A-Za-z])){1,10}+"
    )


@cache
def _evenly() -> re.Pattern[str]:
    """Groups of digits with the same sign between each two of them."""
    return re.compile(
        r"(?<![0-9A-Za-z])[0-9]{1,7}+(?=([^\w\s\0]|[ _]))"
        r"(?:\1[0-9]{1,7}+(?![0-9A-Za-z])){1,10}+"
    )


@cache
def _odd() -> re.Pattern[str]:
    return re.compile(r"(?<=[0-9])[·•‧∙⋅|~*^¤¦…]{1,3}(?=[0-9])")
