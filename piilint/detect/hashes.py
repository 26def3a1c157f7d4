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
        for match in _token().finditer(text, start, stop):
            found = self._whole(match) or next(self._in_token(match), None)
            if found is not None:
                yield found

    def _whole(self, match: re.Match[str]) -> Match | None:
        written = match[0]
        digits = written.translate(_UNGROUPED).lower().removeprefix("0x")
        value = self._in_hex(digits)
        return None if value is None else Match(*match.span(), value)

    def _in_token(self, match: re.Match[str]) -> Iterator[Match]:
        """A hash behind or between the signs of a slug or a path."""
        token, at = match[0], match.start()
        signs = islice(_sign().finditer(token), _BEFORE)
        for start in (0, *(sign.end() for sign in signs), token.rfind("/") + 1):
            value = self._in_base64(token[start:].rstrip("="))
            if value is not None:
                yield Match(at + start, match.end(), value)
        if "-" in token or "_" in token or "/" in token or "+" in token:
            for piece in _piece().finditer(token):
                value = self._in_hex(piece[0].lower())
                if value is None:
                    value = self._in_base64(piece[0])
                if value is not None:
                    yield Match(at + piece.start(), at + piece.end(), value)

    def _in_hex(self, digits: str) -> int | None:
        for whole, value in self._hex.get(digits[:_HEX_LEAST], ()):
            if len(digits) >= _HEX_LEAST and whole.startswith(digits):
                return value
        for whole, value in self._hex_ends.get(digits[-_HEX_LEAST_AT_THE_END:], ()):
            if whole.endswith(digits):
                return value
        return None

    def _in_base64(self, written: str) -> int | None:
        found = self._base64.get(written[:_BASE64_LEAST].translate(_STANDARD))
        if found is None or len(written) < _BASE64_LEAST:
            return None
        standard = written.translate(_STANDARD)
        return next((value for whole, value in found if whole.startswith(standard)), None)

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
        return _table(
            (b2a_base64(digest, newline=False).decode().rstrip("="), number, first)
            for digest, number in self._digests
        )


def _table(hashes: Iterable[tuple[str, int, slice]]) -> _Table:
    """Hashes by the part of each that they are looked up by."""
    table: _Table = {}
    for whole, number, part in hashes:
        table.setdefault(whole[part], []).append((whole, number))
    return table


_UNGROUPED = {ord(sign): None for sign in ":- "}
_STANDARD = str.maketrans("-_", "+/")


@cache
def _token() -> re.Pattern[str]:
    """Hex in groups, or six letters and digits or more with the signs of base64 among them."""
    return re.compile(
        r"(?<![0-9A-Za-z])[0-9A-Fa-f]{2}([: ])[0-9A-Fa-f]{2}"
        r"(?:\1[0-9A-Fa-f]{2}(?![0-9A-Za-z])){2,}+"
        r"|[A-Za-z0-9+/_-]{6,}+={0,2}"
    )


@cache
def _sign() -> re.Pattern[str]:
    return re.compile("[/_+-]")


@cache
def _piece() -> re.Pattern[str]:
    return re.compile("[A-Za-z0-9]{6,}")
