"""Letters that a system without them writes: UTF-7, the Norwegian ISO 646, and rows of codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.detect.change import Change
from piilint.detect.gazetteer import shipped
from piilint.detect.words import NAME

__all__ = ["changes", "may_have"]


def changes(text: str) -> list[Change]:
    """What each such letter or row of a text stands for, in order."""
    if "+A" in text or "&A" in text:
        found = list(_utf_7(text))
        if found:
            return found
    if any(sign in text for sign in _SIGNS):
        found = list(_national(text))
        if found:
            return found
    if not text.isascii():
        found = list(_of_other_pages(text))
        if found:
            return found
    return list(_rows(text))


def may_have(text: str, reduced: str) -> Iterator[int]:
    """Where a text may have some of it, by a look that costs next to nothing.

    ``reduced`` is the text with ``0`` for each digit, ``)`` for each bracket and its like, and a
    space for a comma and its like.
    """
    if "+A" in text:
        yield from map(re.Match.start, _shifted().finditer(text))
    if ")" in reduced or "\\" in reduced:
        yield from map(re.Match.start, _national_word().finditer(text))
    if not text.isascii() and any(sign in text for sign in _OTHER_SIGNS):
        yield from map(re.Match.start, _page_word().finditer(text))
    if any(map(reduced.__contains__, _IN_ROWS)):
        evened = reduced.replace("000", "00").replace(")", " ").replace("  ", " ")
        if "00 00 00 00 00 00" in evened:
            yield from map(re.Match.start, _row().finditer(text))


_IN_ROWS = ("0 00", "0  00", "0)00", "0) 00")
"""What two codes of a row leave in a text that is reduced."""


def _utf_7(text: str) -> Iterator[Change]:
    """Western letters and the sign of addresses in UTF-7, or in that of mailboxes."""
    for match in _shifted().finditer(text):
        made = _units(match[1].replace(",", "/"))
        if made and (_western().fullmatch(made) or _plain_units().fullmatch(made)):
            yield Change(*match.span(), made, "utf-7")


def _units(written: str) -> str:
    """What base64 of UTF-16 says, empty where it is none."""
    import binascii

    bits = len(written) * 6
    if bits % 16 >= 6:
        return ""
    try:
        data = binascii.a2b_base64(written + "A" * (-len(written) % 4))
    except binascii.Error:
        return ""
    size = bits // 16 * 2
    return "" if data[size:].strip(b"\0") else data[:size].decode("utf-16-be", "replace")


@cache
def _shifted() -> re.Pattern[str]:
    return re.compile("[+&](A[A-Za-z0-9+/,]{2,200}+)(?:-|(?![A-Za-z0-9+/,=-]))")


@cache
def _plain_units() -> re.Pattern[str]:
    """Letters and digits that need not be written so, and were: ``+AEsAYQByAGk-``."""
    return re.compile("[A-Za-z0-9 .@_À-ÖØ-öø-ž-]{3,}")


@cache
def _western() -> re.Pattern[str]:
    return re.compile("[À-ÖØ-öø-ž@–—’]+")


_SIGNS = "[\\]{|}"
_LETTERS = str.maketrans(_SIGNS, "ÆØÅæøå")


def _national(text: str) -> Iterator[Change]:
    """Signs that were letters in Norway until 1990 or so, where names are read with them.

    A list or a path has such signs too; so one of the words that have them must be a name.
    """
    words = list(_national_word().finditer(text))
    read = [word[0].translate(_LETTERS) for word in words]
    if not any(shipped().kinds[word] & NAME for word in read):
        return
    for match, made in zip(words, read, strict=True):
        yield Change(*match.span(), made, "iso646", 1)


def _of_other_pages(text: str) -> Iterator[Change]:
    """Letters of DOS and of older Macintoshes that were read as Western: ``J›rgen``, ``KŒre``."""
    for match in _page_word().finditer(text):
        for table in _PAGES:
            made = match[0].translate(table)
            if made != match[0] and shipped().kinds[made] & NAME:
                yield Change(*match.span(), made, "mojibake", 1)
                break


_PAGES = tuple(
    str.maketrans(signs, letters)
    for signs, letters in (
        ("›†‘", "øåæ"),  # DOS, read as Windows
        ("°Õµãï┼Ï", "øåæÆØÅØ"),  # Windows, read as DOS
        ("¿Œ¾®¯", "øåæÆØ"),  # Macintosh, read as Windows
    )
)


_OTHER_SIGNS = "°Õµ¿®¯"
"""Those of the signs that Latin-1 has."""


@cache
def _page_word() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W\d_])[A-Z┼Ïã®¯]?[a-z]*+[›†‘°Õµ¿Œ¾┼Ïã®¯][a-z›†‘°Õµ¿Œ¾]*+(?![^\W\d_])"
    )


@cache
def _national_word() -> re.Pattern[str]:
    """A word with one or two such signs inside, or before its capitals."""
    small, large = "[a-z]{1,20}+", "[A-Z]{1,20}+"
    return re.compile(
        rf"(?<![^\s\0/_.,:;=-])(?:[A-Z]?{small}[{{|}}][a-z]++(?:[{{|}}][a-z]++)?"
        rf"|[A-Z][{{|}}][a-z]++(?:[{{|}}][a-z]++)?|[\[\\\]][a-z]{{2,20}}+"
        rf"|{large}[\[\\\]][A-Z]++(?:[\[\\\]][A-Z]++)?|[\[\\\]][A-Z]{{2,20}}+)"
        r"(?![^\s\0/_.,:;=-])"
    )


def _rows(text: str) -> Iterator[Change]:
    """Rows of the codes of letters, in tens, eights or twos: ``75,97,114,105``, ``075097114``."""
    for match in _row().finditer(text):
        for base in (2,) if match["bits"] else (10, 8):
            made = _of_codes(_code(base).findall(match[0]), base)
            if made:
                yield Change(*match.span(), made, "character-codes")
                break


def _of_codes(written: list[str], base: int) -> str:
    """What codes say that are written in a base, empty where that is no plain text."""
    if base == 8 and not all(map(_OCTAL.issuperset, written)):
        return ""
    codes = [int(code, base) for code in written]
    if max(codes) > 255 or min(codes) < 32:
        return ""
    made = _said(bytes(codes))
    return made if _plain().fullmatch(made) else ""


_OCTAL = frozenset("01234567")


def _said(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("windows-1252", "replace")


@cache
def _row() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?<![^A-Za-z][.,+-])(?:(?P<bits>[01]{8}(?:[ ,;+-]?[01]{8}){4,}+)(?![^\W_])"
        r"|(?:(?:0[3-9][0-9]|1[0-9]{2}|2[0-9]{2}){6,}+)(?![^\W_])"
        r"|(?:0?[3-9][0-9]|[12][0-9]{2})(?=([,;:./ |_+-] ?))"
        r"(?:\2(?:0?[3-9][0-9]|[12][0-9]{2})){5,}+(?!\2?[^\W_])(?!\.[0-9]))"
    )


@cache
def _code(base: int) -> re.Pattern[str]:
    return re.compile("[01]{8}" if base == 2 else "0[0-9]{2}|[12][0-9]{2}|[3-9][0-9]")


@cache
def _plain() -> re.Pattern[str]:
    """What names, addresses and numbers are written in."""
    return re.compile("[A-Za-z0-9æøåÆØÅéèêüöäÖÄáó '’.,@+/:;=-]+")
