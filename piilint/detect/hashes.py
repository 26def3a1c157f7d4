"""Plain hashes of known values: whole or cut short, in hex or base64, however they are grouped.

Of what a value is mostly written as, a hash is known by its beginning or its end. Of all other
writings and rarer kinds of hashes only whole ones are, which are made when something that is as
long stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from piilint.detect import hashed
from piilint.detect.coded import amounts

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Hashes", "Match"]

_ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
_HEX_LEAST = 6
"""Hex digits that are enough to know a hash by: another text has the same once in 2**24."""
_BEFORE = 3
"""Steps of a path or slug before a hash in base64, which has slashes and dashes of its own."""
_HEX_LEAST_AT_THE_END = 8
_BASE64_LEAST = 8
_PREFIX = 5
"""Letters that may stand right before a hash: ``p9e15...``, ``usr9e15...``"""
_HEX_LEAST_AFTER_LETTERS = 8
_MIDDLE = slice(8, 24)
"""What some programs take of MD5."""
_BY_SIZE = {
    16: ("md5",),
    20: ("sha1",),
    28: ("sha224", "sha3_224"),
    32: ("sha256", "sha3_256", "blake2s"),
    48: ("sha384", "sha3_384"),
    64: ("sha512", "sha3_512", "blake2b"),
}
"""Kinds of hashes by the bytes that each has."""
_SIZES_HEX = frozenset(2 * size for size in _BY_SIZE)
_SIZES_BASE64 = frozenset(-(-4 * size // 3) for size in _BY_SIZE)
_SIZES_BASE32 = frozenset(-(-8 * size // 5) for size in _BY_SIZE)
_SIZES_OTHER = frozenset((21, 22, 24, 25, 27, 28, 30, 31, 43, 44, 49, 50))
"""Characters of hashes of 16, 20 and 32 bytes in bases 36, 58 and 62."""
_SIZES_SHORT = frozenset((8, 9, 10))
"""Characters of a hash of 32 bits as a number: one in eight is shorter."""
_HEX_OF_32_BITS = 8
_SIZES = _SIZES_OTHER | _SIZES_HEX | _SIZES_BASE64 | _SIZES_BASE32
"""Characters that a whole hash has, without what fills its end up."""

_MOST_JOINED = 50
"""Values that are hashed together with others: a job has some forty."""
_MOST_OTHERS = 12
_BESIDE = 3
"""Values that stand after one in the fields of one signer."""

_Table = dict[str, list[tuple[str, int]]]


class Match(NamedTuple):
    """That ``text[start:end]`` is a hash of the value of that number."""

    start: int
    end: int
    value: int


class Hashes:
    """The hashes of values as tables, made when something asks for them."""

    def __init__(
        self,
        values: Sequence[tuple[str, str]],
        at: date,
        others: Sequence[tuple[str, str]] = (),
    ) -> None:
        """``values`` are entities and texts; ``others`` may be hashed together with them."""
        self._values = values
        self._others = others
        self._at = at
        self._whole: dict[int, dict[bytes, int]] = {}

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
                or len(token.rstrip("=")) in _SIZES
                or len(token) in _SIZES_SHORT
                or (not token.isalpha() and _after_letters(lower, first))
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
        if value is None:
            value = self._in_base64(token)
        if value is None:
            value = self._in_base32(token)
        return self._in_numbers(token) if value is None else value

    def _inside(self, token: str) -> Iterator[Match]:
        """A hash in groups, or behind or between the signs of a slug or a path."""
        if len(token) >= _UUID:
            for uuid in _uuid().finditer(token):
                value = self._in_uuid(uuid[0], uuid["version"])
                if value is not None:
                    yield Match(*uuid.span(), value)
            token = _uuid().sub(" " * _UUID, token)
        if _grouped().fullmatch(token):
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
        value = self._cut_short(digits)
        if value is None and len(digits) in _SIZES_HEX and _HEX.issuperset(digits):
            return self._in_bytes(bytes.fromhex(digits))
        if value is None:
            start = _after_letters(digits, self._hex)
            return self._cut_short(digits[start:]) if start else None
        return value

    def _cut_short(self, digits: str) -> int | None:
        """Whose hash begins or ends with some hex digits, of the usual writings."""
        for whole, value in self._hex.get(digits[:_HEX_LEAST], ()):
            if whole.startswith(digits):
                return value
        for whole, value in self._hex_ends.get(digits[-_HEX_LEAST_AT_THE_END:], ()):
            if whole.endswith(digits):
                return value
        return None

    def _in_base64(self, written: str) -> int | None:
        bare = written.rstrip("=")
        for whole, value in self._base64.get(written[:_BASE64_LEAST], ()):
            if whole.startswith(bare):
                return value
        if len(bare) not in _SIZES_BASE64 or " " in bare or ":" in bare:
            return None
        from binascii import a2b_base64

        return self._in_bytes(a2b_base64(bare.translate(_OF_MAIL) + "=" * (-len(bare) % 4)))

    def _in_base32(self, written: str) -> int | None:
        bare = written.upper()
        if len(bare) not in _SIZES_BASE32 or not _BASE32.issuperset(bare):
            return None
        from base64 import b32decode

        return self._in_bytes(b32decode(bare + "=" * (-len(bare) % 8)))

    def _in_numbers(self, token: str) -> int | None:
        """A hash of 32 bits as a number, or a longer one in a base that few write it in."""
        if len(token) in _SIZES_SHORT:
            if token.isdecimal():
                return self._of_32_bits.get(int(token))
            is_hex = len(token) == _HEX_OF_32_BITS and _HEX.issuperset(token.lower())
            return self._of_32_bits.get(int(token, 16)) if is_hex else None
        if len(token) not in _SIZES_OTHER or not (token.isalnum() and token.isascii()):
            return None
        for amount in amounts(token):
            size = -(-amount.bit_length() // 8)
            value = self._in_bytes(amount.to_bytes(size, "big")) if size in _BY_SIZE else None
            if value is not None:
                return value
        return None

    def _in_uuid(self, written: str, version: str) -> int | None:
        """A UUID that is made of a name, or of a hash in the order of bytes that Windows has."""
        from uuid import UUID

        number = UUID(written)
        if version in _OF_NAMES and number.bytes in self._uuids:
            return self._uuids[number.bytes]
        value = self._cut_short(number.hex[:_BEFORE_VERSION])
        if value is None:
            value = self._cut_short(number.bytes_le.hex()[:_BEFORE_VERSION])
        return value

    def _in_bytes(self, digest: bytes) -> int | None:
        """Whose whole hash bytes are, of all writings."""
        table = self._whole.get(len(digest))
        if table is None:
            table = self._whole[len(digest)] = self._hashed(_BY_SIZE.get(len(digest), ()))
        return table.get(digest)

    def _hashed(self, algorithms: Sequence[str]) -> dict[bytes, int]:
        table: dict[bytes, int] = {}
        for make in _kinds(algorithms):
            for number, (entity, text) in enumerate(self._values):
                for digest in map(make, set(hashed.forms(entity, text))):
                    table[digest] = number
                    table[make(digest)] = number
                    table[make(digest.hex().encode())] = number
                more = (*hashed.more_forms(entity, text, self._at), *hashed.urls(entity, text))
                for form in set(more):
                    table[make(form)] = number
            for number, form in self._joined:
                table.setdefault(make(form), number)
        return table

    @cached_property
    def _joined(self) -> list[tuple[int, bytes]]:
        """Two values in a row: those of one signer stand beside each other, names elsewhere."""
        return [
            (number, form)
            for number, value in enumerate(self._values[:_MOST_JOINED])
            for other in (
                *self._values[number + 1 : number + 1 + _BESIDE],
                *self._others[:_MOST_OTHERS],
            )
            for form in hashed.joined(value, other)
        ]

    @cached_property
    def _uuids(self) -> dict[bytes, int]:
        """UUIDs of the third and the fifth version, with a namespace or, as in Java, without."""
        import uuid

        spaces = (uuid.NAMESPACE_DNS, uuid.NAMESPACE_URL, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500)
        return {
            uuid.UUID(bytes=digest[:16], version=version).bytes: number
            for number, (entity, text) in enumerate(self._values)
            for form in (*dict.fromkeys(hashed.forms(entity, text)), *hashed.urls(entity, text))
            for space in (b"", uuid.UUID(int=0).bytes, *(each.bytes for each in spaces))
            for version, make in zip((3, 5), _kinds(("md5", "sha1")), strict=True)
            for digest in (make(space + form),)
        }

    @cached_property
    def _of_32_bits(self) -> dict[int, int]:
        """Check sums, Java's hash codes with and without their sign, and beginnings of others."""
        from zlib import adler32, crc32

        kinds = _kinds(_ALGORITHMS)
        table: dict[int, int] = {}
        for number, (entity, text) in enumerate(self._values):
            for form in dict.fromkeys(hashed.writings(entity, text)):
                data, code = form.encode(), _hash_code(form)
                table.update(dict.fromkeys((crc32(data), adler32(data)), number))
                table.update(dict.fromkeys((code, (1 << 32) - code), number))
                table.update((int.from_bytes(make(data)[:4], "big"), number) for make in kinds)
        return table

    @cached_property
    def _digests(self) -> list[tuple[bytes, int]]:
        from zlib import crc32

        kinds = _kinds(_ALGORITHMS)
        return [
            (digest, number)
            for number, (entity, text) in enumerate(self._values)
            for form in dict.fromkeys(hashed.forms(entity, text))
            for digest in (*(make(form) for make in kinds), crc32(form).to_bytes(4, "big"))
        ]

    @cached_property
    def _hex(self) -> _Table:
        return _table(
            (form, number, slice(_HEX_LEAST))
            for digest, number in self._digests
            for form in (digest.hex(), *((digest.hex()[_MIDDLE],) if len(digest) == 16 else ()))
        )

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
            for form in {whole, whole.replace("+", "-").replace("/", "_")}
        )


def _kinds(names: Iterable[str]) -> list[Callable[[bytes], bytes]]:
    """What makes a hash of bytes, by the names of the kinds."""
    import hashlib

    def of(name: str) -> Callable[[bytes], bytes]:
        make = getattr(hashlib, name)
        return lambda data: make(data, usedforsecurity=False).digest()

    return [of(name) for name in names]


def _hash_code(text: str) -> int:
    """Java's ``hashCode``, without its sign."""
    code = 0
    for character in text:
        code = (31 * code + ord(character)) & 0xFFFFFFFF
    return code


def _after_letters(token: str, table: _Table) -> int:
    """Where a hash may begin after a few letters; 0 where none does."""
    for start in range(1, min(_PREFIX, len(token) - _HEX_LEAST_AFTER_LETTERS) + 1):
        if not token[start - 1].isalpha() and token[:start] != "0x"[:start]:
            return 0
        if token[start : start + _HEX_LEAST] in table:
            return start
    return 0


def _table(hashes: Iterable[tuple[str, int, slice]]) -> _Table:
    """Hashes by the part of each that they are looked up by."""
    table: _Table = {}
    for whole, number, part in hashes:
        table.setdefault(whole[part], []).append((whole, number))
    return table


_UNGROUPED = {ord(sign): None for sign in ":- "}
_OF_MAIL = str.maketrans("-_", "+/")
_HEX = frozenset("0123456789abcdef")
_BASE32 = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_UUID = 36
_BEFORE_VERSION = 12
"""Hex digits of a UUID before its version, which stands in the place of a digit of the hash."""
_OF_NAMES = "35"
"""Versions of UUIDs that are made of a name."""


@cache
def _token() -> re.Pattern[str]:
    """Hex in groups, or six letters and digits or more with the signs of base64 among them."""
    return re.compile(
        r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}){1,4}([: ])[0-9A-Fa-f]{2,8}"
        r"(?:\1[0-9A-Fa-f]{2,8}(?![0-9A-Za-z])){2,}+"
        r"|[A-Za-z0-9+/_-]{6,}+={0,2}"
    )


@cache
def _uuid() -> re.Pattern[str]:
    return re.compile(
        "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-(?P<version>[0-9A-Fa-f])[0-9A-Fa-f]{3}"
        "-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![0-9A-Fa-f])"
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
