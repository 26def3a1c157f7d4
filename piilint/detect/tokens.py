"""Encodings of whole values: base64, base32, hex, web tokens; what comes out must be text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from string import ascii_letters, digits

from piilint.detect.bases import of_base32, of_base58, small_base32
from piilint.detect.binary import texts_in
from piilint.detect.change import Change
from piilint.detect.compressed import Room, unpacked
from piilint.detect.escapes import of_windows

__all__ = ["changes", "veiled"]

_HEX = frozenset("0123456789abcdefABCDEF")
_LATIN_1 = frozenset(" \t\r\n" + "".join(map(chr, range(33, 127))) + "æøåÆØÅéèêëüÜöÖäÄáóôçñ§°")
_PLAIN = frozenset(ascii_letters + digits + "æøåÆØÅ +-.,/")
"""Of Latin-1, what names and numbers are written in."""
_LEAST = 8
"""Characters of the shortest token that is tried: fewer would hide six digits at most."""


def changes(text: str, room: Room) -> list[Change]:
    """What each encoded token of a text says, in order; random ones say nothing.

    ``room`` is how much compressed data may become.
    """
    found: list[Change] = []
    for match in _token().finditer(text):
        kind = match.lastgroup
        if kind == "jwt":
            made = _web_token(match[0], room)
            if made is not None:
                found.append(Change(*match.span(), made, "jwt"))
        elif kind == "spaced":
            made = _as_text(bytes.fromhex(_between().sub("", match[0])))
            if made is not None:
                found.append(Change(*match.span(), made, "hex"))
        elif kind == "turned":
            decoded = _decode(match[0][::-1], room)
            if decoded is not None:
                found.append(Change(*match.span(), decoded[0], "reversed"))
        elif kind == "lines":
            found += _lines(match, room)
        elif kind == "short":
            decoded = _decode(match[0], room)
            if decoded is not None and decoded[0].isdecimal():
                found.append(Change(*match.span(), *decoded))
        elif not _is_word(match[0]):
            found += _decoded(match[0], match.start(), room)
    return _set_off(text, found)


def _set_off(text: str, found: list[Change]) -> list[Change]:
    """The same, with a break for the sign that parts words that were encoded from a few letters.

    What is before the sign in ``MT-4bc3...`` is one of a case's number, and the words are read
    by themselves.
    """
    signs = [
        Change(change.start - 1, change.start, "\v", change.encoding)
        for change in found
        if " " in change.made and change.start and text[change.start - 1] in "-_."
    ]
    return sorted(found + signs)


def veiled(text: str) -> str:
    """A text of the same length without the letters of random tokens.

    Their letters and digits change all the time, so that each holds a few names of three or
    four letters, which nobody meant. A name of six or more is hardly there by chance, and what
    stands between two signs as a word is one. Digits stay, and so does whether a letter could
    be one of a hash.
    """
    return _mixed().sub(_veiled_token, text)


def _veiled_token(match: re.Match[str]) -> str:
    token = match[0]
    if "/" in token and _is_path(match):  # each part of which is one by itself
        return "/".join(veiled(part) for part in token.split("/"))
    if token[0] in _HEX and len(token) in _SIZES and _identifier().fullmatch(token):
        return token.translate(_HEX_VEIL)
    pieces = len(_piece().findall(token))
    if _HEX.issuperset(token):
        return token.translate(_HEX_VEIL) if pieces > _WORDED else token
    if match.string.startswith("=", match.end()) and _is_padded(match):
        return token.translate(_VEIL)
    share = 3 if len(token) >= _LONG else 2
    if len(token) >= pieces * share and len(_break().findall(token)) < _BREAKS:
        return token
    parts: list[str] = []
    done = 0
    for word in _said().finditer(token):
        parts += (token[done : word.start()].translate(_VEIL), word[0])
        done = word.end()
    return "".join(parts) + token[done:].translate(_VEIL)


def _is_path(match: re.Match[str]) -> bool:
    """Whether a URL's host stands right before, or a part of it begins what may be a token."""
    before = match.string[max(0, match.start() - _HOST) : match.start()]
    host = before.rpartition("://")[2]
    return host != before and "\0" not in host and " " not in host


_HOST = 120
"""Characters before a path in which its URL begins."""


def _is_padded(match: re.Match[str]) -> bool:
    """Whether a token ends as base64 does, and is in no case a word."""
    after = match.string[match.end() : match.end() + 3]
    padding = len(after) - len(after.lstrip("="))
    is_whole = (len(match[0]) + padding) % 4 == 0 and not after[padding : padding + 1].isalnum()
    return is_whole and _break().search(match[0]) is not None


_WORDED = 3
"""Changes of letters and digits that a hex number has more than, and a name with a number not."""
_BREAKS = 2
"""Breaks of case that a random token has at least; a name in CamelCase has one at most."""


@cache
def _break() -> re.Pattern[str]:
    """Where letters and digits change as in no CamelCase: capitals beside small letters, ...

    A version or a term (v2, h25) is none.
    """
    return re.compile(
        "(?<![A-Z])[A-Z]{2,}+(?=[a-z])|(?<=[a-z])[A-Z]{2,}+|(?<=[A-Za-z])[0-9]++(?=[A-Za-z])"
        "|(?<![A-Za-z])(?![vhr][0-9]{1,4}(?![A-Za-z0-9]))[a-z](?=[A-Z0-9])"
        "|(?<=[a-z])[A-Z](?![A-Za-z])"
    )


_SIZES = (26, 36)


@cache
def _identifier() -> re.Pattern[str]:
    """A UUID, or a ULID: whatever stands in them is there by chance."""
    return re.compile(
        "[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}|0[0-9][0-9A-HJKMNP-TV-Z]{24}"
    )


_LONG = 16
_VEIL = {ord(letter): "x" for letter in ascii_letters}
_HEX_VEIL = {ord(letter): "a" for letter in ascii_letters}


@cache
def _mixed() -> re.Pattern[str]:
    """Tokens of eight characters or more, but for words by themselves."""
    return re.compile(
        "(?<![A-Za-z0-9+/_-])(?![A-Z]?[a-z]++(?![A-Za-z0-9+/_-]))[A-Za-z0-9+/_-]{8,}+"
    )


@cache
def _piece() -> re.Pattern[str]:
    return re.compile("[A-Z]?[a-z]+|[A-Z]+|[0-9]+")


@cache
def _said() -> re.Pattern[str]:
    """What is there by more than chance: many letters in a row, or a word between signs."""
    return re.compile(
        "[A-Z]?[a-z]{5,}+|[A-Z]{6,}+|^(?:[A-Z]?[a-z]{2,}+|[A-Z]{3,}+)(?=[-_])"
        "|(?<![A-Za-z0-9+])(?:[A-Z]?[a-z]{3,}+|[A-Z]{4,}+)(?![A-Za-z0-9+])"
        "|(?<![A-Za-z0-9+])[gbfs]nr(?=[0-9])"  # gnr48-bnr612, a unit of the cadastre
    )


def _as_text(data: bytes) -> str | None:
    """Bytes as text, None where they are none: random bytes hardly ever are."""
    wide = _of_two_bytes(data)
    if wide is not None:
        return wide
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("latin-1")
        if not _LATIN_1.issuperset(text):
            return None
        letters = sum(character.isalnum() and character < "\x80" for character in text)
        is_plain = len(text) >= _LEAST and _PLAIN.issuperset(text)
        return text if letters * 3 > len(text) * 2 or is_plain else None
    text = of_windows(text)
    return text if _is_printable(text) else None


def _is_printable(text: str) -> bool:
    return text.isprintable() or text.translate(_LINES).isprintable()


_LINES = {ord(sign): " " for sign in "\t\r\n"}


def _of_two_bytes(data: bytes) -> str | None:
    """UTF-16, known by its mark or by every other byte: Western letters leave it nought."""
    data = data[: len(data) // 2 * 2]
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        charset = "utf-16"
    elif len(data) < _LEAST:
        return None
    else:
        even, odd = data[::2].count(0), data[1::2].count(0)
        if max(even, odd) * 8 < len(data) * 3 or min(even, odd):
            return None
        charset = "utf-16-be" if even else "utf-16-le"
    try:
        text = data.decode(charset)
    except UnicodeDecodeError:
        return None
    return text if _is_printable(text) else None


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        r"(?P<jwt>(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{4,}+\.eyJ[A-Za-z0-9_-]{3,}+"
        r"(?:\.[A-Za-z0-9_-]*+)?)"
        r"|(?P<spaced>(?<![0-9A-Za-z])[0-9A-Fa-f]{2}(?=([ :.,_-]))"
        r"(?:\3[0-9A-Fa-f]{2}(?![0-9A-Za-z])){4,}+"
        r"|(?<![0-9A-Za-z])0x[0-9A-Fa-f]{2}(?:[ ,]{1,2}0x[0-9A-Fa-f]{2}(?![0-9A-Za-z])){4,}+)"
        r"|(?P<turned>(?<![A-Za-z0-9+/_=-])={1,2}[A-Za-z0-9+/_-]{10,}+(?!=))"
        r"|(?P<lines>(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/]{16,}+"
        r"(?:[ \t]*+(?:\r?\n| )[ \t]*+[A-Za-z0-9+/]{4,}+(?![_-]))++={0,2})"
        rf"|(?P<token>(?!(?<==)[_-])[A-Za-z0-9+/_-]{{{_LEAST},}}+={{0,6}}|(?<![A-Za-z0-9+/_-])"
        r"(?:[A-Za-z0-9+/]{7}=|[A-Za-z0-9+/]{6}==)(?![A-Za-z0-9=]))"
        r"|(?P<short>(?<![A-Za-z0-9+/_-])[MNO][A-Za-z0-9]{6}(?![A-Za-z0-9+/=_-]))"
    )


@cache
def _between() -> re.Pattern[str]:
    """What pairs of hex digits have between them, or before each."""
    return re.compile("0x|[ ,.:_-]")


def _is_word(token: str) -> bool:
    """Whether a token is a word, or digits too few to be hex."""
    if token.isalpha():
        if token.isupper() and len(token) >= _BASE32:
            return False
        is_digits = token.islower() and next(small_base32(token), None) is not None
        return not is_digits and (token.islower() or token.istitle() or token.isupper())
    return token.isdecimal() and len(token) < 2 * _LEAST


_BASE32 = 13
"""Capitals in a row that may be base32; the words that are as long say nothing when decoded."""


def _lines(match: re.Match[str], room: Room) -> Iterator[Change]:
    """Base64 in lines; else what stands between the breaks."""
    pieces = list(_line().finditer(match[0]))
    width = len(pieces[0][0])
    is_wrapped = width >= _LINE and all(len(piece[0]) == width for piece in pieces[:-1])
    if is_wrapped or match[0].count("\n") >= len(pieces) - 1:
        data = _base64("".join(piece[0] for piece in pieces))
        made, how = _made(data, room) if data is not None else (None, "")
        if made is not None:
            yield Change(*match.span(), made, how or "base64")
            return
    for piece in pieces:
        if len(piece[0]) >= _LEAST and not _is_word(piece[0]):
            yield from _decoded(piece[0], match.start() + piece.start(), room)


_LINE = 60
"""Characters of a line of base64 at least, where a space may be what became of its end."""


@cache
def _line() -> re.Pattern[str]:
    return re.compile("[A-Za-z0-9+/=]+")


def _decoded(token: str, start: int, room: Room) -> Iterator[Change]:
    """A token as a whole, else what stands in it between slashes, dashes and pluses."""
    decoded = _decode(token, room)
    if decoded is not None:
        yield Change(start, start + len(token), *decoded)
        return
    if len(token) >= _UUID:  # pieces of one spell something now and then
        token = _uuid().sub("-" * _UUID, token)
    for signs in ("/", "_-", "/_+-"):
        pieces = list(_pieces(signs).finditer(token))
        if len(pieces) == 1 or (signs == "_-" and "/" not in token and "+" not in token):
            continue
        found = [
            Change(start + piece.start(), start + piece.end(), *made)
            for piece in pieces
            if len(piece[0]) >= _LEAST
            and not _is_word(piece[0])
            and (made := _decode(piece[0], room))
        ]
        if found:
            yield from found
            return


_UUID = 36


@cache
def _uuid() -> re.Pattern[str]:
    return re.compile("[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")


@cache
def _pieces(signs: str) -> re.Pattern[str]:
    return re.compile(f"[^{re.escape(signs)}]+")


def _decode(token: str, room: Room) -> tuple[str, str] | None:
    """What a token says, and how it is encoded."""
    digits = _hex_prefix().sub("", token)
    if len(digits) % 2 == 0 and _HEX.issuperset(digits):
        made, how = _made(bytes.fromhex(digits), room) if len(digits) >= _LEAST else (None, "")
        if made is not None:
            return made, how or "hex"
        if len(digits) >= 2 * _LEAST:
            return None
    data = _base64(token)
    made, how = _made(data, room) if data is not None else (None, "")
    if made is not None:
        return made, how or ("base64url" if "-" in token or "_" in token else "base64")
    made = of_base32(token)
    if made is not None:
        return made, "base32"
    made = of_base58(token)
    return (made, "base58") if made is not None else None


def _made(data: bytes, room: Room) -> tuple[str | None, str]:
    """Bytes as text, and what they are beside that: compressed, or of a binary format."""
    made = _as_text(data)
    if made is not None:
        return made, ""
    plain = unpacked(data, room)
    if plain is not None:
        return _as_text(plain), "compressed"
    made = _signed(data)
    if made is not None:
        return made, ""
    return texts_in(data), "binary"


def _signed(data: bytes) -> str | None:
    """JSON that a signature follows, as in the payload of a PASETO token."""
    if not data.startswith(b'{"'):
        return None
    match = _json().match(data)
    return _as_text(match[0]) if match else None


@cache
def _json() -> re.Pattern[bytes]:
    return re.compile(rb"\{(?:[\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]+)*\}", re.DOTALL)


@cache
def _hex_prefix() -> re.Pattern[str]:
    """What says that hex follows, or the one letter that a queue's name begins with."""
    return re.compile("^(?:0?[xX]|[g-wyzG-WYZ](?=(?:[0-9A-Fa-f]{2}){8,}$))")


def _base64(token: str) -> bytes | None:
    import binascii

    bare = token.rstrip("=")
    of_url, of_mail = "-" in bare or "_" in bare, "+" in bare or "/" in bare
    if len(bare) % 4 == 1 or (of_url and of_mail):
        return None
    written = bare.translate(_URL_SAFE) + "=" * (-len(bare) % 4)
    try:
        return binascii.a2b_base64(written)
    except binascii.Error:
        return None


_URL_SAFE = str.maketrans("-_", "+/")


def _web_token(token: str, room: Room) -> str | None:
    parts = [_base64(part) for part in token.split(".")[:2]]
    texts = [_made(part, room)[0] for part in parts if part is not None]
    return " ".join(text for text in texts if text is not None) or None
