"""Base32 and base85: what comes out must be plain text, which random bytes hardly ever are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.detect.change import Change

__all__ = ["of_base32", "of_base85"]

_LEAST = 13
"""Characters of the shortest token that is tried: a phone number."""
_SURE = 16
"""Characters of the shortest that may say something else than digits."""


def of_base32(token: str) -> str | None:
    """What a token says in base32, None where it is none."""
    bare = token.rstrip("=")
    if len(bare) < _LEAST or not _of_32().fullmatch(bare):
        return None
    from base64 import b32decode

    try:
        data = b32decode(bare + "=" * (-len(bare) % 8), casefold=True)
    except ValueError:
        return None
    made = _as_text(data)
    return made if made is not None and (len(bare) >= _SURE or made.isdecimal()) else None


def of_base85(text: str) -> list[Change]:
    """What each token of a text says in base85, or in Ascii85 between its brackets."""
    return list(_of_ascii_85(text)) or list(_of_85(text))


def _of_ascii_85(text: str) -> Iterator[Change]:
    if "<~" not in text:
        return
    from base64 import a85decode

    for match in _bracketed().finditer(text):
        try:
            made = _as_text(a85decode(match[1]))
        except ValueError:
            continue
        if made is not None:
            yield Change(*match.span(), made, "base85")


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
def _bracketed() -> re.Pattern[str]:
    return re.compile("<~([!-uz\\s]{5,400}+)~>")


@cache
def _plain() -> re.Pattern[str]:
    """What names, addresses, numbers and what a program puts between them are written in."""
    return re.compile(r"[\w .,@+/:;={}\"'|-]+")
