"""Known values as programs write them to be short or unreadable: in another number base, a cipher.

None of it can be told by looking. Each form is made of what is known, and tokens are looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Literal, NamedTuple

from piilint.detect.forms import WORDED
from piilint.detect.gazetteer import shipped
from piilint.detect.numberforms import whole_numbers
from piilint.detect.rot13 import rotate

__all__ = ["Codes", "Match", "amounts", "in_letters", "lettered", "may_be_lettered", "shifted"]

_LEAST = 5
"""Characters of the shortest code that is looked up: a phone number in base 62."""
_MOST_OF_NUMBER = 13
"""Characters of the longest code of a number, as of a phone number in base 8; not in base 2."""
_LEAST_OF_TEXT = 13
"""Characters of the shortest code of a text."""
_DIGITS = 7
"""Digits of a code without a letter: shorter ones are in many numbers."""
_MOST = 64
"""Characters of the longest token whose digits are read by themselves."""
_WORD = 8
"""Letters of a code that has no digits: shorter ones may be a word that no list has."""
_OF_BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BASES = (
    f"{digits}{ascii_lowercase}",
    "0123456789abcdefghjkmnpqrstvwxyz",
    f"{ascii_lowercase}234567",
    f"{digits}{ascii_uppercase}{ascii_lowercase}",
    f"{digits}{ascii_lowercase}{ascii_uppercase}",
    f"{ascii_uppercase}{ascii_lowercase}{digits}",
    f"{ascii_lowercase}{ascii_uppercase}{digits}",
    f"{ascii_uppercase}{ascii_lowercase}{digits}-_",
    _OF_BITCOIN,
    _OF_BITCOIN.swapcase(),
)
"""The digits of number bases: 36, twice 32, four times 62, 64, and twice 58."""
_READ = str.maketrans("OoQDlIiLzZEAsSGbTB", "000011112234556878")
"""Letters for the digits that they look like."""
_OF_URL = str.maketrans("+/", "-_")
_AS_LETTERS = (str.maketrans(digits, "abcdefghij"), str.maketrans(digits, "jabcdefghi"))


class Match(NamedTuple):
    """That ``text[start:end]`` is a code of the value of that number, and of which kind."""

    start: int
    end: int
    value: int
    how: str


class _Code(NamedTuple):
    value: int
    how: str


class Codes:
    """The codes of values as tables, made when something asks for them."""

    def __init__(self, values: Sequence[tuple[str, str]]) -> None:
        """``values`` are entities and texts."""
        self._values = values

    def __repr__(self) -> str:
        return f"<codes of {len(self._values)} values>"

    def search(self, text: str, start: int, stop: int) -> Iterator[Match]:
        """Where a code of one of the values stands in a stretch of a text."""
        for match in _token().finditer(text, start, stop):
            if _opaque().fullmatch(match[0]):
                continue
            code = self._of_token(match[0])
            if code is not None:
                yield Match(*match.span(), *code)
            elif not match[0].isalnum():
                for piece in _piece().finditer(text, *match.span()):
                    code = self._of_token(piece[0])
                    if code is not None:
                        yield Match(*piece.span(), *code)

    def _of_token(self, token: str) -> _Code | None:
        """Which value a token is a code of, as a whole."""
        code = None
        bare = _prefix().sub("", token)
        if _LEAST <= len(bare) <= _MOST_OF_NUMBER or not bare.strip("01"):
            code = self._of_numbers.get(bare) or self._of_numbers.get(bare.lower())
        if code is None and len(token) >= _LEAST_OF_TEXT:
            code = self._of_texts.get(token) or self._of_texts.get(token.lower())
        if code is not None:
            is_short = bare.isdecimal() and len(bare) < _DIGITS
            return None if is_short or _may_be_word(bare) else code
        if len(token) > _MOST or token.isalpha() or token.isdecimal():
            return None
        read = self._numbers.get(token.translate(_READ))
        between = _no_digits().sub("", token)
        return read if between in token else read or self._numbers.get(between)

    @cached_property
    def _numbers(self) -> dict[str, _Code]:
        """Numbers whose digits have letters among them."""
        return {
            form: _Code(number, "separators")
            for number, _, written in self._in_figures()
            for form in written
        }

    def _in_figures(self) -> Iterator[tuple[int, str, list[str]]]:
        """Identity and phone numbers, each with the digits that it may be written with."""
        for number, (entity, text) in enumerate(self._values):
            if entity not in WORDED:
                yield number, text, whole_numbers(text)

    @cached_property
    def _of_numbers(self) -> dict[str, _Code]:
        """Numbers in other bases; those whose letters may be of any case in small letters."""
        return {
            code: _Code(number, "number-base")
            for number, _, written in self._in_figures()
            for amount in set(map(int, written))
            for code in _codes_of(amount)
        }

    @cached_property
    def _of_texts(self) -> dict[str, _Code]:
        """Base32, and base64 and hex that were turned round or put through ROT13."""
        from base64 import b64encode

        table: dict[str, _Code] = {}
        for number, form in self._texts():
            for code in _in_base32(form):
                table.setdefault(code, _Code(number, "base32"))
            table.setdefault(form.hex()[::-1], _Code(number, "reversed"))
            encoded = b64encode(form).decode().rstrip("=")
            for written in {encoded, encoded.translate(_OF_URL)}:
                table.setdefault(written[::-1], _Code(number, "reversed"))
                table.setdefault(rotate(written), _Code(number, "rot13"))
            whole = int.from_bytes(form, "big")
            table.setdefault(_in_base(whole, _OF_BITCOIN), _Code(number, "number-base"))
        return table

    def _texts(self) -> Iterator[tuple[int, bytes]]:
        """The values as texts, in small letters too; numbers with and without a country code."""
        for number, (entity, text) in enumerate(self._values):
            others = (text.lower(),) if entity in WORDED else whole_numbers(text)
            for form in dict.fromkeys((text, *others)):
                yield number, form.encode()


def in_letters(number: str) -> list[str]:
    """A number with letters for its digits, ``a`` for the nought or for the one."""
    return [number.translate(table) for table in _AS_LETTERS]


def shifted(number: str, sign: Literal[1, -1] = 1) -> str:
    """What is the same for all numbers that differ by one amount in each digit: 123 and 456.

    With ``sign`` of -1, what is the same for those whose digits are taken from one amount.
    """
    first = int(number[0])
    return "".join([str(sign * (int(digit) - first) % 10) for digit in number])


def amounts(token: str) -> Iterator[int]:
    """What a token of letters and digits says in bases 36, 62 and 58."""
    yield int(token, 36)
    for base in (*_BASES[3:5], _OF_BITCOIN):
        values = _values(base)
        if values.keys() >= set(token):
            amount = 0
            for character in token:
                amount = amount * len(base) + values[character]
            yield amount


@cache
def _values(base: str) -> dict[str, int]:
    return {character: value for value, character in enumerate(base)}


def _codes_of(amount: int) -> Iterator[str]:
    yield from (f"{amount:x}", f"{amount:o}", f"{amount:b}")
    for base in _BASES:
        yield _in_base(amount, base)
    yield from _of_bytes(amount)


def _in_base(amount: int, base: str) -> str:
    written = ""
    size = len(base)
    while amount:
        amount, digit = divmod(amount, size)
        written = base[digit] + written
    return written


def _of_bytes(amount: int) -> Iterator[str]:
    """The bytes of a number in base64: as many as it needs, or as a whole number has."""
    from base64 import b64encode

    for size in {-(-amount.bit_length() // 8), 8}:
        for data in (amount.to_bytes(size, "big"), amount.to_bytes(size, "little")):
            encoded = b64encode(data).decode().rstrip("=")
            yield from {encoded, encoded.translate(_OF_URL)}


def _in_base32(data: bytes) -> Iterator[str]:
    """In both alphabets, in small letters and without what fills the end up."""
    from base64 import b32encode, b32hexencode

    for encode in (b32encode, b32hexencode):
        yield encode(data).decode().rstrip("=").lower()


def _may_be_word(code: str) -> bool:
    return code.isalpha() and (len(code) < _WORD or bool(shipped().listed(code.lower())))


_FOR_DIGITS = bytes(chr(code) in "abcdefghij" for code in range(256))


def may_be_lettered(squeezed: str) -> bool:
    """Whether eight letters in a row may stand for digits, as they do in few texts."""
    return b"\1" * 8 in squeezed.encode("latin-1", "replace").translate(_FOR_DIGITS)


@cache
def lettered() -> re.Pattern[str]:
    """What may be a phone number or an identity number in letters."""
    return re.compile(r"(?<![^\W_])(?:[A-Ja-j]{8}|[A-Ja-j]{11})(?![^\W_])")


@cache
def _token() -> re.Pattern[str]:
    """Five letters and digits or more, with the signs of base64 among them."""
    return re.compile(r"[A-Za-z0-9+/_-]{5,}+")


@cache
def _piece() -> re.Pattern[str]:
    return re.compile("[A-Za-z0-9]{5,}+")


@cache
def _opaque() -> re.Pattern[str]:
    """A hash in hex, or a UUID that does not begin with noughts, as one made of a number does."""
    return re.compile(
        "(?:[0-9a-f]{8}){4,16}|(?:[0-9A-F]{8}){4,16}"
        "|(?!0{8})[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
    )


@cache
def _prefix() -> re.Pattern[str]:
    """What stands before a number to tell its base, and noughts that fill it up."""
    return re.compile("^(?:0[xXoObB])?0*")


@cache
def _no_digits() -> re.Pattern[str]:
    return re.compile("[^0-9]+")
