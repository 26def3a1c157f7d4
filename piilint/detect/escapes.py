"""Encodings of single characters: percent, references, backslashes, quoted-printable, and more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from piilint.detect.change import Change

__all__ = ["NAMES", "OF_XML", "changes", "of_windows"]

NAMES = frozenset(
    ("backslash", "percent", "punycode", "quoted-printable", "references", "rfc2047", "xml-names")
)
"""What the escapes are called that may stand in the middle of words."""

OF_XML = ("_x00", "_X00")
"""What a letter begins with that is written so that it may stand in the name of an element."""

_CHARSETS = frozenset(
    ("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "latin1", "windows-1252")
)


def changes(text: str) -> list[Change]:
    """What each escape of a text stands for, in order."""
    if not any(sign in text for sign in ("%", "&", "=", "\\", "xn--", "@", *OF_XML)):
        return []
    found: list[Change] = []
    wide = "%00" in text and _wide().search(text) is not None
    is_printable = "=" in text and _is_printable(text)
    for match in _escape().finditer(text):
        match match.lastgroup:
            case "percent":
                found += _percent(match, wide=wide)
            case "printable":
                if is_printable:
                    found += _bytes(match, "quoted-printable")
            case "break":
                found.append(Change(*match.span(), "", "quoted-printable"))
            case "backslash":
                found += _backslash(match)
            case "ldap" | "comma":
                found += _of_directory(match)
            case "css":
                made = chr(int(match[0][1:], 16))
                found.append(Change(*match.span(), made, "backslash"))
            case "tex":
                found.append(Change(*match.span(), _OF_TEX[match[0].strip("{}\\ ")], "backslash"))
            case "xml":
                found += _units(_unit().finditer(match[0]), match.start(), "xml-names")
            case "reference" | "bare":
                found += _reference(match)
            case "word":
                found += _encoded_word(match)
            case "punycode":
                found += _punycode(match)
    if any(change.encoding == "percent" for change in found):
        found += [Change(*plus.span(), " ", "percent") for plus in _plus().finditer(text)]
    elif "+" in text and "?" in (query := text[text.find("://") :]) and "://" in text:
        start = len(text) - len(query) + query.index("?")
        found += [Change(*plus.span(), " ", "percent") for plus in _plus().finditer(text, start)]
    if '"' in text and any(change.encoding == "backslash" for change in found):
        found += _quotes(text)
    for user in _user().finditer(text):
        found += (Change(*user.span(1), " ", "url"), Change(*user.span(2), "://", "url"))
    for host in _host().finditer(text):
        found += (Change(*host.span(1), " ", "url"), Change(*host.span(2), " ", "url"))
    return sorted(found)


def _quotes(text: str) -> Iterator[Change]:
    """Breaks for the quotes of strings with backslashes, which are read by themselves."""
    for match in _string().finditer(text):
        for quote in (match.start(), match.end() - 1):
            yield Change(quote, quote + 1, "\v", "backslash")


@cache
def _string() -> re.Pattern[str]:
    return re.compile(r'"(?=[^"\\\0\n]{0,200}\\)[^"\0\n]{1,400}+"')


def decode(data: bytes) -> str:
    """Bytes as UTF-8 or, where they are none, as Western letters; control characters as spaces."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("windows-1252", "replace")
    return printable(text)


def printable(text: str) -> str:
    """A text with spaces for its control characters."""
    text = of_windows(text)
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\t\r\n" else " " for c in text)


def of_windows(text: str) -> str:
    """A text with what Windows has for control characters, where letters in UTF-8 hold them."""
    return text.translate(_OF_WINDOWS) if "\xc3" in text else text


_OF_WINDOWS = {code: bytes([code]).decode("windows-1252", "replace") for code in range(0x80, 0xA0)}


@cache
def _escape() -> re.Pattern[str]:
    return re.compile(
        r"(?P<percent>(?:%[0-9A-Fa-f]{2}|%[uU][0-9A-Fa-f]{4})++)"
        r"|&(?P<reference>#0{0,8}[0-9]{1,7}|#[xX]0{0,8}[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
        r"|&(?P<bare>#0{0,8}[0-9]{2,7}+(?!;)|(?:[oO]slash|[aA]ring|aelig|AElig)(?!;))"
        r"|=\?(?P<charset>[A-Za-z0-9_-]{1,40})(?:\*[A-Za-z-]{1,20})?\?(?P<how>[BbQq])"
        r"\?(?P<word>[^?\0]++)\?=(?:[ \t\r\n]{1,80}+(?==\?))?"
        r"|(?P<printable>(?:=[0-9A-Fa-f]{2})++)"
        r"|(?P<break>(?<=[^\s\0])=\r?\n(?=[\w=]))"
        r"|(?P<backslash>(?:\\{1,4}(?:u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|U[0-9A-Fa-f]{8}))++"
        r"|(?:\\{1,4}x[0-9A-Fa-f]{2}(?![0-9A-Fa-f]{10}))++|(?:\\{1,4}[0-3][0-7]{2}){2,}+"
        r"|\\(?:3(?:46|70|45|06|30|05))(?=[A-Za-z]))"
        r"|(?P<tex>\{\\(?:[oO]|a[ae]|A[AE])\}|(?<=[A-Za-z])\\(?:o|a[ae])(?: |\{\})(?=[a-z]))"
        r"|(?P<ldap>(?:\\{1,2}[CcDd][0-9A-Fa-f]\\{1,2}[89ABab][0-9A-Fa-f])++)"
        r"|(?P<comma>(?<=[^\W\d_])\\(?:2[Cc]|,)(?= ?[^\W\d_])"
        r"|(?<=[a-z0-9])\\40(?=[a-z0-9-]{1,63}\.))"
        r"|(?P<css>(?<=[A-Za-z])\\0{0,4}(?:[eE][5-9]|[fF][68]|[cC][56]|[dD]8)(?: |(?![0-9A-Fa-f ]))"
        r"(?=[a-z]))"
        r"|(?P<xml>(?:_[xX]00[0-9A-Fa-f]{2}_)++)"
        r"|(?P<punycode>xn--[A-Za-z0-9-]{1,59})(?![A-Za-z0-9])"
    )


_OF_TEX = {"o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å"}


@cache
def _user() -> re.Pattern[str]:
    """What parts the user of a URL from the rest, which it is read apart from."""
    return re.compile(r"(://)[^/?#@\s\0]{1,200}(@)")


@cache
def _host() -> re.Pattern[str]:
    """What parts the first step of a host from the rest, where it is in punycode.

    A host itself is a company's; below one, a person has a page.
    """
    return re.compile(
        r"(://)xn--[A-Za-z0-9-]{1,59}(\.)(?=[A-Za-z0-9-]{1,63}\.[A-Za-z0-9.:-]{2,200}(?:[/?#\s]|$))"
    )


@cache
def _plus() -> re.Pattern[str]:
    return re.compile(r"(?<=[\w%.,:;)])\+(?=[\w%(])")


@cache
def _wide() -> re.Pattern[str]:
    """Text in UTF-16 whose every other byte is nought: ``%00K%00a%00r%00i``."""
    return re.compile(r"(?:%00(?:%[0-9A-Fa-f]{2}|[^%\s\0])){3}")


@cache
def _printable() -> re.Pattern[str]:
    return re.compile(
        "=(?:C[23]=[89AB][0-9A-F]|[C-F][0-9A-F](?![0-9A-F]))|(?:=[2-7][0-9A-F]){2}"
        r"|(?<=[\w:;,.])=20(?=[^\W\d_]|[0-9]{1,11}=20)|(?<=[:;,.])=20(?=[0-9])"
        r"|(?<=[^\s\0])=\r?\n(?=[\w=])"
        r"|(?<=\w)=(?:2[CDEF]|3[AD]|5F)(?=[\w=])"
        "|(?<=[A-Za-z0-9._-])=40(?=[A-Za-z0-9-]{1,63}(?:[.]|=2E)[A-Za-z])"
    )


def _is_printable(text: str) -> bool:
    """Whether a text has quoted-printable letters; ``page=20`` alone is no such thing."""
    return _printable().search(text) is not None


def _percent(match: re.Match[str], *, wide: bool) -> Iterator[Change]:
    written = match[0]
    if "u" in written or "U" in written:
        yield from _units(_unit().finditer(written), match.start(), "percent")
    elif wide and "%00" in written:
        made = bytes.fromhex(written.replace("%", "")).replace(b"\0", b"")
        yield Change(*match.span(), decode(made), "percent")
    else:
        yield from _bytes(match, "percent")


def _bytes(match: re.Match[str], encoding: str) -> Iterator[Change]:
    """A run of escapes, each one sign and two digits."""
    data = bytes.fromhex(match[0].replace(match[0][0], ""))
    yield from _letters(data, match.span(), 3, encoding)


def _letters(data: bytes, span: tuple[int, int], each: int, encoding: str) -> Iterator[Change]:
    """What bytes say, each written in as many characters; a change for letters of one size."""
    place, end = span
    try:
        text = data.decode()
    except UnicodeDecodeError:
        yield Change(place, end, decode(data), encoding, each)
        return
    if text.isascii():
        yield Change(place, end, printable(text), encoding, each)
        return
    for size, letters in groupby(text, lambda letter: len(letter.encode())):
        made = printable("".join(letters))
        width = each * size
        yield Change(place, place + width * len(made), made, encoding, width)
        place += width * len(made)


def _backslash(match: re.Match[str]) -> Iterator[Change]:
    written = match[0]
    sign = written.lstrip("\\")[0]
    if sign in "uU":
        yield from _units(_unit().finditer(written), match.start(), "backslash")
        return
    digits = _unit().findall(written)
    base = 16 if sign == "x" else 8
    yield from _evenly(match, bytes(int("".join(piece), base) for piece in digits))


def _evenly(match: re.Match[str], data: bytes) -> Iterator[Change]:
    """What bytes say, by letters where each byte is written in as many signs."""
    width, rest = divmod(len(match[0]), len(data))
    if rest:
        yield Change(*match.span(), decode(data), "backslash")
    else:
        yield from _letters(data, match.span(), width, "backslash")


def _of_directory(match: re.Match[str]) -> Iterator[Change]:
    r"""Letters and signs as LDAP escapes them: ``B\C3\B8en\, Kari``."""
    written = match[0]
    if match.lastgroup == "ldap":
        yield from _evenly(match, bytes.fromhex(written.replace("\\", "")))
    else:
        yield Change(*match.span(), "@" if "4" in written else ",", "backslash")


@cache
def _unit() -> re.Pattern[str]:
    """One character of any escape that begins with a percent sign or backslashes."""
    return re.compile(
        r"_[xX](?P<xml>[0-9A-Fa-f]{4})_"
        r"|(?:%|\\+)(?:[uU]\{?([0-9A-Fa-f]{1,8})\}?|x([0-9A-Fa-f]{2})|([0-7]{3})|([0-9A-Fa-f]{2}))"
    )


def _units(pieces: Iterable[re.Match[str]], start: int, encoding: str) -> Iterator[Change]:
    """Escapes that each stand for one character."""
    for piece in pieces:
        number = int(next(filter(None, piece.groups())), 16)
        character = chr(number).translate(_OF_WINDOWS) if number < 0x110000 else ""
        if character.isprintable() and character:
            yield Change(start + piece.start(), start + piece.end(), character, encoding)


def _reference(match: re.Match[str]) -> Iterator[Change]:
    name = match["reference"] or match["bare"]
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
