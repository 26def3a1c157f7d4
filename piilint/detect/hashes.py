"""Plain hashes of known values: whole or cut short, in hex or base64, however they are grouped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import islice
from typing import NamedTuple

from piilint.detect import forms

__all__ = ["Hashes", "Match"]

_ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
_HEX_LEAST = 6
"""Hex digits that are enough to know a hash by: another text has the same once in 2**24."""
_BEFORE = 3
"""Steps of a path or slug before a hash in base64, which has slashes and dashes of its own."""
_HEX_LEAST_AT_THE_END = 8
_BASE64_LEAST = 8

_Table = dict[str, list[tuple[str, int]]]


class Match(NamedTuple):
    """That ``text[start:end]`` is a hash of the value of that number."""

    start: int
    end: int
    value: int


class Hashes:
    """The hashes of values as tables, made when something asks for them."""

    def __init__(self, values: Sequence[tuple[str, str]]) -> None:
        """``values`` are entities and texts."""
        self._values = values

    def __repr__(self) -> str:
        return f"<hashes of {len(self._values)} values>"

    def search(self, text: str, start: int, stop: int) -> Iterator[Match]:
        """Where a hash of one of the values stands in a stretch of a text."""
        first, last, base64 = self._hex, self._hex_ends, self._base64
        for match in _token().finditer(text, start, stop):
            token, at = match[0], match.start()
            lower, value = token.lower(), None
            if (
                lower[:_HEX_LEAST] in first
                or lower[-_HEX_LEAST_AT_THE_END:] in last
                or token[:_BASE64_LEAST] in base64
                or lower.startswith("0x")
            ):
                value = self._value(token)
            if value is not None:
                yield Match(at, match.end(), value)
            elif not token.isalnum():
                found = next(self._inside(token), None)
                if found is not None:
                    yield Match(at + found.start, at + found.end, found.value)

    def _value(self, token: str) -> int | None:
        """Whose hash a token is, as a whole."""
        value = self._in_hex(token.lower())
        return self._in_base64(token) if value is None else value

    def _inside(self, token: str) -> Iterator[Match]:
        """A hash in groups, or behind or between the signs of a slug or a path."""
        grouped = _grouped().fullmatch(token)
        if grouped:
            value = self._in_hex(token.translate(_UNGROUPED).lower())
            if value is not None:
                yield Match(0, len(token), value)
            return
        bare = token.rstrip("=")
        for sign in islice(_sign().finditer(bare), _BEFORE):
            value = self._in_base64(bare[sign.end() :])
            if value is not None:
                yield Match(sign.end(), len(token), value)
        for piece in _piece().finditer(bare):
            value = self._value(piece[0])
            if value is not None:
                yield Match(*piece.span(), value)

    def _in_hex(self, digits: str) -> int | None:
        found = self._hex.get(digits[:_HEX_LEAST])
        if found is not None:
            for whole, value in found:
                if whole.startswith(digits):
                    return value
        found = self._hex_ends.get(digits[-_HEX_LEAST_AT_THE_END:])
        if found is not None:
            for whole, value in found:
                if whole.endswith(digits):
                    return value
        return None if digits[:2] != "0x" else self._in_hex(digits[2:])

    def _in_base64(self, written: str) -> int | None:
        found = self._base64.get(written[:_BASE64_LEAST])
        if found is None:
            return None
        bare = written.rstrip("=")
        return next((value for whole, value in found if whole.startswith(bare)), None)

    @cached_property
    def _digests(self) -> list[tuple[bytes, int]]:
        import hashlib

        return [
            (hashlib.new(algorithm, form, usedforsecurity=False).digest(), number)
            for number, (entity, text) in enumerate(self._values)
            for form in dict.fromkeys(forms.hashed(entity, text))
            for algorithm in _ALGORITHMS
        ]

    @cached_property
    def _hex(self) -> _Table:
        return _table((digest.hex(), number, slice(_HEX_LEAST)) for digest, number in self._digests)

    @cached_property
    def _hex_ends(self) -> _Table:
        last = slice(-_HEX_LEAST_AT_THE_END, None)
        return _table((digest.hex(), number, last) for digest, number in self._digests)

    @cached_property
    def _base64(self) -> _Table:
        from binascii import b2a_base64

        first = slice(_BASE64_LEAST)
        standard = [
            (b2a_base64(digest, newline=False).decode().rstrip("="), number)
            for digest, number in self._digests
        ]
        return _table(
            (form, number, first)
            for whole, number in standard
            for form in {whole, whole.translate(_OF_URLS)}
        )


def _table(hashes: Iterable[tuple[str, int, slice]]) -> _Table:
    """Hashes by the part of each that they are looked up by."""
    table: _Table = {}
    for whole, number, part in hashes:
        table.setdefault(whole[part], []).append((whole, number))
    return table


_UNGROUPED = {ord(sign): None for sign in ":- "}
_OF_URLS = str.maketrans("+/", "-_")


@cache
def _token() -> re.Pattern[str]:
    """Hex in groups, or six letters and digits or more with the signs of base64 among them."""
    return re.compile(
        r"(?<![0-9A-Za-z])[0-9A-Fa-f]{2}([: ])[0-9A-Fa-f]{2}"
        r"(?:\1[0-9A-Fa-f]{2}(?![0-9A-Za-z])){2,}+"
        r"|[A-Za-z0-9+/_-]{6,}+={0,2}"
    )


@cache
def _grouped() -> re.Pattern[str]:
    return re.compile("[0-9A-Fa-f]{2,16}(?:[: -][0-9A-Fa-f]{2,16})+")


@cache
def _sign() -> re.Pattern[str]:
    return re.compile("[/_+-]")


@cache
def _piece() -> re.Pattern[str]:
    return re.compile("[A-Za-z0-9]{6,}")
