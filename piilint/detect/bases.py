"""Base32, base58, base85 and uuencode.

What comes out must be plain text, which random bytes hardly ever are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.detect.change import Change

__all__ = ["SMALL", "of_base32", "of_base58", "of_base85", "of_lines", "small_base32"]

_LEAST = 13
"""Characters of the shortest token that is tried: a phone number."""
SMALL = 18
"""Characters of an identity number in base32."""
_NUMBER = 14
"""Characters of an identity number in Ascii85."""
_ODD = 2
"""Odd signs of a token in Ascii85 without its brackets at least, which addresses have not."""
_SURE = 16
"""Characters of the shortest that may say something else than digits."""


def of_base32(token: str) -> str | None:
    """What a token says in base32, None where it is none."""
    bare = token.rstrip("=")
    if len(bare) < _LEAST or not (_of_32().fullmatch(bare) or _of_32_hex().fullmatch(bare)):
        return None
    from base64 import b32decode, b32hexdecode

    decode = b32decode if _of_32().fullmatch(bare) else b32hexdecode
    try:
        data = decode(bare + "=" * (-len(bare) % 8), casefold=True)
    except ValueError:
        return None
    made = _as_text(data)
    return made if made is not None and (len(bare) >= _SURE or made.isdecimal()) else None


def small_base32(text: str) -> Iterator[re.Match[str]]:
    """Where digits may stand in base32 in small letters, which look like a word."""
    return _small().finditer(text)


@cache
def _small() -> re.Pattern[str]:
    """Eleven digits: the first of them is below four, or five more, and each eight begin a byte."""
    return re.compile("(?<![A-Za-z0-9])g[aeimquy4][yz2-7][a-z2-7]{5}[gh][a-z2-7]{9}(?![A-Za-z0-9])")


def of_base58(token: str) -> str | None:
    """What a token says in base58, with four bytes to check it by or without; None if nothing."""
    if not _LEAST <= len(token) <= _MOST_58 or _of_58().fullmatch(token) is None:
        return None
    amount = 0
    for sign in token:
        amount = amount * 58 + _VALUES_58[sign]
    data = amount.to_bytes(_MOST_58, "big").lstrip(b"\0")
    for said in (data, data[:-_CHECK]):
        made = _as_text(said)
        if made is not None and (len(said) >= _SURE_58 or made.isdecimal()):
            return made
    return None


_VALUES_58 = {
    sign: value
    for value, sign in enumerate("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
}
_MOST_58 = 64
"""Characters of the longest token in base58 that is tried."""
_SURE_58 = 12
"""Bytes of the shortest text in base58 that may say something else than digits."""
_CHECK = 4
"""Bytes that coins and keys in base58 have at their end."""


@cache
def _of_58() -> re.Pattern[str]:
    return re.compile("[1-9A-HJ-NP-Za-km-z]+")


def of_lines(text: str) -> list[Change]:
    """What each line of uuencode in a text says: its first sign is how much."""
    from binascii import Error, a2b_uu

    found: list[Change] = []
    for match in _line().finditer(text):
        line = match[1].rstrip()
        missing = 1 + (ord(line[0]) - 32 + 2) // 3 * 4 - len(line)
        if not 0 <= missing <= _BLANK:
            continue
        try:
            made = _as_text(a2b_uu(line))
        except Error:
            continue
        if made is not None:
            found.append(Change(*match.span(1), made, "uuencode"))
    return found


_BLANK = 3
"""Spaces at the end of a line of uuencode at most, which may be lost; many write them ` instead."""


@cache
def _line() -> re.Pattern[str]:
    """A line of its own, whose signs are those of uuencode and no words."""
    return re.compile(r"^[ \t]*+([(-M][ -`]{12,62}+)$", re.MULTILINE)


def of_base85(text: str) -> list[Change]:
    """What each token of a text says in base85, or in Ascii85 with its brackets or without."""
    return list(_of_ascii_85(text)) or list(_of_85(text)) or list(_of_bare_ascii_85(text))


def _of_ascii_85(text: str) -> Iterator[Change]:
    if "<~" not in text:
        return
    for match in _bracketed().finditer(text):
        made = _from_ascii_85(match[1])
        if made is not None:
            yield Change(*match.span(), made, "base85")


def _of_bare_ascii_85(text: str) -> Iterator[Change]:
    """The same where one bracket or both are left out, of which a text must have odd signs."""
    for match in _bare().finditer(text):
        if match[0].isalnum():
            continue
        is_odd = len(_odd().findall(match[0])) >= _ODD
        prefix = _prefix().match(match[0])
        for first in (0, *((prefix.end(),) if prefix is not None else ())):
            bare = match[0][first:].lstrip("<~").rstrip("~>")
            made = _from_ascii_85(bare) if is_odd or len(bare) == _NUMBER else None
            if made is not None and (is_odd or made.isdecimal()):
                yield Change(match.start() + first, match.end(), made, "base85")
                break


def _from_ascii_85(token: str) -> str | None:
    from base64 import a85decode

    try:
        return _as_text(a85decode(token))
    except ValueError:
        return None


def _of_85(text: str) -> Iterator[Change]:
    for match in _dense().finditer(text):
        odd = len(_odd().findall(match[0]))
        if not odd:
            continue
        prefix = _prefix().match(match[0])
        for first in (0, *((prefix.end(),) if prefix is not None else ())):
            made = _from_85(match[0][first:])
            if made is not None and (odd > 1 or _figures().fullmatch(made)):
                yield Change(match.start() + first, match.end(), made, "base85")
                break


def _from_85(token: str) -> str | None:
    from base64 import b85decode

    try:
        return _as_text(b85decode(token))
    except ValueError:
        return None


def _as_text(data: bytes) -> str | None:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if _plain().fullmatch(text) else None


@cache
def _of_32() -> re.Pattern[str]:
    return re.compile("[A-Z2-7]+|[a-z2-7]+")


@cache
def _of_32_hex() -> re.Pattern[str]:
    return re.compile("[0-9A-V]+|[0-9a-v]+")


@cache
def _dense() -> re.Pattern[str]:
    return re.compile("[0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]{13,400}+(?![0-9A-Za-z!#-&(-+;->^-`{-~-])")


@cache
def _odd() -> re.Pattern[str]:
    """Signs that words, numbers and URLs have none or one of."""
    return re.compile("[!#$%()*;<>?@^`{|}~]")


@cache
def _figures() -> re.Pattern[str]:
    return re.compile("[0-9 +-]+")


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile("[A-Za-z0-9]{1,12}[-_=:]")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(r"(?<![^\s\0])(?:<?~)?[!-uz]{13,400}+(?:~>?)?(?![^\s\0])")


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile("<~([!-uz\\s]{5,400}+)~>")


@cache
def _plain() -> re.Pattern[str]:
    """What names, addresses, numbers and what a program puts between them are written in."""
    return re.compile(r"[\w .,@+/:;={}\"'|-]+")
