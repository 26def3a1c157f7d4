"""Encodings of single characters: percent, references, quoted-printable, RFC 2047, punycode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from piilint.detect.change import Change

__all__ = ["changes"]

_CHARSETS = frozenset(
    ("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "latin1", "windows-1252")
)


def changes(text: str) -> list[Change]:
    """What each escape of a text stands for, in order."""
    if not any(sign in text for sign in ("%", "&", "=", "\\", "xn--", "@")):
        return []
    found: list[Change] = []
    for match in _escape().finditer(text):
        match match.lastgroup:
            case "percent":
                found += _bytes(match, "percent")
            case "printable":
                if _is_printable(text):
                    found += _bytes(match, "quoted-printable")
            case "backslash":
                found += _backslash(match)
            case "reference":
                found += _reference(match)
            case "word":
                found += _encoded_word(match)
            case "punycode":
                found += _punycode(match)
    if any(change.encoding == "percent" for change in found):
        found += [Change(*plus.span(), " ", "percent") for plus in _plus().finditer(text)]
    for user in _user().finditer(text):
        found += (Change(*user.span(1), " ", "url"), Change(*user.span(2), "://", "url"))
    return sorted(found)


def decode(data: bytes) -> str:
    """Bytes as UTF-8 or, where they are none, as Western letters; control characters as spaces."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("windows-1252", "replace")
    return printable(text)


def printable(text: str) -> str:
    """A text with spaces for its control characters."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\t\r\n" else " " for c in text)


@cache
def _escape() -> re.Pattern[str]:
    return re.compile(
        r"(?P<percent>(?:%[0-9A-Fa-f]{2})++)"
        r"|&(?P<reference>#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
        r"|=\?(?P<charset>[A-Za-z0-9_-]{1,40})(?:\*[A-Za-z-]{1,20})?\?(?P<how>[BbQq])"
        r"\?(?P<word>[^?\0]++)\?=(?:[ \t\r\n]{1,80}+(?==\?))?"
        r"|(?P<printable>(?:=[0-9A-Fa-f]{2})++)"
        r"|(?P<backslash>(?:\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})++)"
        r"|(?P<punycode>xn--[A-Za-z0-9-]{1,59})(?![A-Za-z0-9])"
    )


@cache
def _user() -> re.Pattern[str]:
    """What parts the user of a URL from the rest, which it is read apart from."""
    return re.compile(r"(://)[^/?#@\s\0]{1,200}(@)")


@cache
def _plus() -> re.Pattern[str]:
    return re.compile(r"(?<=[\w%])\+(?=[\w%])")


@cache
def _printable() -> re.Pattern[str]:
    return re.compile("=(?:C[23]=[89AB][0-9A-F]|[C-F][0-9A-F](?![0-9A-F]))|(?:=[2-7][0-9A-F]){4}")


def _is_printable(text: str) -> bool:
    """Whether a text has quoted-printable letters; ``page=20`` alone is no such thing."""
    return _printable().search(text) is not None


def _bytes(match: re.Match[str], encoding: str) -> Iterator[Change]:
    """A run of escapes, each one sign and two digits; a change for all letters of one size."""
    data = bytes.fromhex(match[0].replace(match[0][0], ""))
    place = match.start()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        yield Change(place, match.end(), decode(data), encoding, 3)
        return
    if text.isascii():
        yield Change(place, match.end(), decode(data), encoding, 3)
        return
    for size, letters in groupby(text, lambda letter: len(letter.encode())):
        made = printable("".join(letters))
        width = 3 * size
        yield Change(place, place + width * len(made), made, encoding, width)
        place += width * len(made)


def _backslash(match: re.Match[str]) -> Iterator[Change]:
    for piece in re.finditer(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))", match[0]):
        character = chr(int(piece[1] or piece[2], 16))
        if character.isprintable():
            start = match.start() + piece.start()
            yield Change(start, start + len(piece[0]), character, "backslash")


def _reference(match: re.Match[str]) -> Iterator[Change]:
    name = match["reference"]
    if name.startswith("#"):
        number = int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:])
        made = chr(number) if number < 0x110000 else ""
    else:
        from html.entities import html5

        made = html5.get(f"{name};", "")
    if made and (made.isprintable() or made in "\t\r\n"):
        yield Change(*match.span(), made, "references")
    elif made:
        yield Change(*match.span(), "" if made == "\xad" else " ", "references")


def _encoded_word(match: re.Match[str]) -> Iterator[Change]:
    if match["charset"].lower() not in _CHARSETS:
        return
    import binascii

    try:
        if match["how"] in "Qq":
            data = binascii.a2b_qp(match["word"].encode("latin-1", "replace"), header=True)
        else:
            data = binascii.a2b_base64(match["word"].encode("latin-1", "replace"))
    except binascii.Error:
        return
    yield Change(*match.span(), decode(data), "rfc2047")


def _punycode(match: re.Match[str]) -> Iterator[Change]:
    try:
        made = match[0][4:].encode().decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return
    if made.isprintable():
        yield Change(*match.span(), made, "punycode")
