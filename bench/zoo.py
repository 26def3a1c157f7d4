"""Hostile inputs: each encoding at its densest and at its most deceptive, and what looks like it.

Each is made in any size. What is measured on them stands in :mod:`bench.hidden`; a guard that
counts calls instead of time is ``tests/lint/test_bounds.py``.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import quopri
import random
import zlib
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

__all__ = ["PLAIN", "ZOO", "Input", "known_value_filler", "plain"]

Input = Callable[[int], tuple[str, bytes]]
"""From a size in bytes to a file's name and content."""

NUMBER = "01819010192"
NAMESPACE = "http://signering.posten.no/schema/v1"
_WORDS = (
    "leieavtale for lokaler i andre etasje med bod og parkering samt vedlegg om vedlikehold av"
    " fellesarealer hage tak og fasade slik styret vedtok dette etter forslag fra utvalget som"
    " skal se over prisene hvert tredje år når tilbudet er hentet inn og vurdert"
)
_KNOWN = (
    f"<signers><signer><personal-identification-number>{NUMBER}</personal-identification-number>"
    '<notifications><email address="ragnhild.sandvik@example.com"/>'
    '<sms number="+4791502746"/></notifications></signer></signers>'
    "<title>Leieavtale for Ragnhild Sandvik</title>"
)
_HEADER = '{"alg":"none"}'
_SEED = 20261127


def _manifest(inside: str) -> tuple[str, bytes]:
    text = (
        f'<portal-signature-job-manifest xmlns="{NAMESPACE}">{_KNOWN}{inside}'
        "</portal-signature-job-manifest>"
    )
    return "manifest.xml", text.encode()


def plain(size: int) -> tuple[str, bytes]:
    """As many bytes of Norwegian words, without a hit."""
    return _title(_repeated(_WORDS + " ", size))


PLAIN: Input = plain


def _title(text: str) -> tuple[str, bytes]:
    return _manifest(f"<nonsensitive-title>{escape(text)}</nonsensitive-title>")


def _repeated(unit: str, size: int) -> str:
    return unit * (size // len(escape(unit).encode()) or 1)


def _of(unit: str) -> Input:
    """A unit over and over in an open field."""
    return lambda size: _title(_repeated(unit, size))


def _made(piece: Callable[[random.Random], str]) -> Input:
    """Pieces that differ, in an open field, with a space between them."""

    def text(size: int) -> tuple[str, bytes]:
        generator, pieces, length = random.Random(_SEED), [], 0
        while length < size:
            pieces.append(piece(generator))
            length += len(escape(pieces[-1]).encode()) + 1
        return _title(" ".join(pieces))

    return text


def _whole(encode: Callable[[str], str], unit: str) -> Input:
    """One encoding around all of the text."""

    def text(size: int) -> tuple[str, bytes]:
        grown = len(encode(unit * 64).encode()) / len(unit * 64)
        return _title(encode(_repeated(unit, int(size / grown))))

    return text


def _file(name: str, head: str, unit: str, tail: str = "") -> Input:
    """A unit over and over in a file of its own."""
    return lambda size: (name, (head + _repeated_raw(unit, size) + tail).encode())


def _repeated_raw(unit: str, size: int) -> str:
    return unit * (size // len(unit.encode()) or 1)


def _fields(unit: str) -> Input:
    """Markup over and over inside a manifest."""
    return lambda size: _manifest(_repeated_raw(unit, size))


def _template(unit: str, name: str = "request.xml.j2") -> Input:
    """A unit over and over in the reference of a template."""
    head = f'<portal-signature-job-request xmlns="{NAMESPACE}">\n<reference>'
    return _file(name, head, unit, "</reference>\n</portal-signature-job-request>\n")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _percent(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


def _references(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


def _printable(text: str) -> str:
    return "".join(f"={byte:02X}" for byte in text.encode())


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _mathematical(text: str) -> str:
    return "".join(chr(0x1D7D8 + int(c)) if c.isdecimal() else c for c in text)


def _times(count: int, encode: Callable[[str], str]) -> Callable[[str], str]:
    def encoded(text: str) -> str:
        for _ in range(count):
            text = encode(text)
        return text

    return encoded


def _web_token(payload: str) -> str:
    return f"{_base64(_HEADER)}.{_base64(payload).rstrip('=')}.c2ln"


def _uuid(generator: random.Random) -> str:
    digits = generator.randbytes(16).hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _gzip(data: bytes) -> str:
    return _base64_of(gzip.compress(data, mtime=0))


def _zlib(data: bytes) -> str:
    return _base64_of(zlib.compress(data, 9))


def _bomb(pack: Callable[[bytes], str], times: int, unit: bytes = b"a1B2c3D4 ") -> Input:
    """What becomes so many times as long."""
    return lambda size: _title(pack(unit * (size * times // len(unit))))


def _random_base64(length: int) -> Callable[[random.Random], str]:
    return lambda generator: base64.b64encode(generator.randbytes(length)).decode()


def _random_hex(length: int) -> Callable[[random.Random], str]:
    return lambda generator: generator.randbytes(length).hex()


def _one_random(encode: Callable[[bytes], str], grown: float) -> Input:
    return lambda size: _title(encode(random.Random(_SEED).randbytes(int(size / grown))))


def _many_known(unit: str, inside: str = "") -> Input:
    """Many known values, each another; ``{}`` in the unit is its number."""

    def text(size: int) -> tuple[str, bytes]:
        count = size // len(unit.format(0).encode())
        units = "".join(unit.format(f"{index:08}") for index in range(count))
        return _manifest(f"<signers>{units}</signers>{inside}")

    return text


def _numbered(unit: str, name: str = "request.xml.j2") -> Input:
    """A template whose units differ by a number, each with the one before it at hand."""

    def text(size: int) -> tuple[str, bytes]:
        count = size // len(unit.format(0, 1).encode())
        units = "".join(unit.format(index, index + 1) for index in range(count))
        head = f'<portal-signature-job-request xmlns="{NAMESPACE}">\n<reference>'
        tail = "</reference>\n</portal-signature-job-request>\n"
        return name, (head + units + tail).encode()

    return text


def known_value_filler() -> Iterator[tuple[str, Input]]:
    """Inputs made of the known values themselves and of what begins like them."""
    for name, unit in {
        "known number": f"{NUMBER} ",
        "known number's beginning": f"{NUMBER[:6]} ",
        "known number in one row": NUMBER,
        "known number reversed": f"{NUMBER[::-1]} ",
        "known address": "ragnhild.sandvik@example.com ",
        "known local part": "ragnhild.sandvik ",
        "known address's beginning": "ragnhild.",
        "known phone": "91502746 ",
        "known phone's beginning": "9150 274 ",
        "known name": "Ragnhild Sandvik, ",
        "known name's beginning": "RagnhildSand",
        "known birth date": "1. januar 1990, ",
        "known birth year": "januar 90 ",
        "known ending, masked": "***0192 ",
        "known surname of another": "Ola Sandvik ",
        "known name in a word": "avtaleragnhildsandvik ",
        "SHA-256 of a known number": hashlib.sha256(NUMBER.encode()).hexdigest() + " ",
        "SHA-256 of a known number, cut": hashlib.sha256(NUMBER.encode()).hexdigest()[:8] + " ",
    }.items():
        yield name, _of(unit)


_TEXTS: dict[str, Input] = {
    "base64 of a number": _of(_base64(NUMBER) + " "),
    "base64 of a word": _of(_base64("leieavtaler") + " "),
    "base64 three times": _of(_times(3, _base64)(NUMBER) + " "),
    "base64 of numbers, in one piece": _whole(_base64, NUMBER + " "),
    "base64 of words, in one piece": _whole(_base64, "leieavtale for "),
    "base64 five times, in one piece": _whole(_times(5, _base64), NUMBER + " "),
    "base64 in lines": _whole(lambda text: base64.encodebytes(text.encode()).decode(), NUMBER),
    "random base64, in one piece": _one_random(lambda data: base64.b64encode(data).decode(), 1.34),
    "random base64": _made(_random_base64(18)),
    "random base64, short": _made(_random_base64(6)),
    "random base64 with dashes": _made(
        lambda generator: base64.urlsafe_b64encode(generator.randbytes(48)).decode()
    ),
    "hex of a number": _of(NUMBER.encode().hex() + " "),
    "hex of numbers, in one piece": _whole(lambda text: text.encode().hex(), NUMBER + " "),
    "hex with colons": _of(NUMBER.encode().hex(":") + " "),
    "random hex, in one piece": _one_random(bytes.hex, 2),
    "random hex": _made(_random_hex(16)),
    "random hex, short": _made(_random_hex(4)),
    "random hex pairs": _made(_random_hex(1)),
    "UUIDs": _made(_uuid),
    "percent": _of(_percent(NUMBER) + " "),
    "percent of words": _of(_percent("leieavtale ")),
    "percent twice": _of(_times(2, lambda text: text.replace("%", "%25"))(_percent(NUMBER)) + " "),
    "percent signs": _of("%"),
    "percent and base64 in turn": _of(_percent("ab") + _base64(NUMBER)),
    "references": _of(_references(NUMBER) + " "),
    "references of words": _of(_references("leie ")),
    "named references": _of("J&oslash;rn B&aring;rdsen "),
    "ampersands": _of("&"),
    "quoted-printable": _of(_printable(NUMBER) + " "),
    "quoted-printable of words": _whole(lambda t: quopri.encodestring(t.encode()).decode(), "år "),
    "equals signs": _of("="),
    "RFC 2047, B": _of(f"=?UTF-8?B?{_base64(NUMBER)}?= "),
    "RFC 2047, Q": _of("=?UTF-8?Q?J=C3=B8rn_B=C3=A5rdsen?= "),
    "RFC 2047, opened": _of("=?UTF-8?Q?"),
    "punycode": _of("xn--jrn-0na.xn--brdsen-bxa "),
    "punycode, one after the other": _of("xn--"),
    "backslash escapes": _of("".join(f"\\u{ord(digit):04x}" for digit in NUMBER) + " "),
    "backslashes": _of("\\u"),
    "JSON web tokens": _of(_web_token(f'{{"pid":"{NUMBER}"}}') + " "),
    "JSON web tokens, opened": _of("eyJ"),
    "base32": _of(base64.b32encode(NUMBER.encode()).decode() + " "),
    "base32 in one piece": _whole(lambda text: base64.b32encode(text.encode()).decode(), NUMBER),
    "base58": _of("3sDGEj1qD8AFXD1SJ9rQh "),
    "uuencode": _of("+,#$X,3DP,3`Q.3(`\n"),
    "base85": _of(base64.b85encode(b"Kari Nordmann").decode() + " "),
    "signs of base85": _of("a!b?c<d>e;"),
    "brackets of Ascii85": _of("<~87cUR"),
    "gzip": _made(lambda generator: _gzip(f"{generator.randbytes(4).hex()} {NUMBER}".encode())),
    "one gzip bomb": _bomb(_gzip, 750),
    "zlib bombs": _of(_zlib(b"a1B2c3D4 " * 3000) + " "),
    "zlib bombs in zlib bombs": _of(_zlib((_zlib(b"a1B2c3D4 " * 300) + " ").encode() * 40) + " "),
    "zlib bomb of noughts": _bomb(_zlib, 750, b"\0"),
    "first bytes of deflate": _made(
        lambda generator: _base64_of(b"\x4b" + generator.randbytes(17))
    ),
    "first bytes of zlib": _made(lambda generator: _base64_of(b"x\x9c" + generator.randbytes(16))),
    "signed JSON": _of(_base64_of(b'{"a":"b"}' + bytes(range(128, 170))) + " "),
    "braces, signed": _of(_base64_of(b'{"' + b"}" * 40 + b"\xff") + " "),
    "texts behind their length": _of(_base64_of(b"\x08abcdefgh" * 8) + " "),
    "UTF-7": _of("Bj+APg-rn B+AOU-rd "),
    "UTF-7, opened": _of("+AAA"),
    "ISO 646": _of("BJ\\RN B]RD "),
    "ISO 646, signs": _of("a|b{c}d "),
    "codes of letters": _of("75,97,114,105,32,66,106,248 "),
    "codes of letters, in one row": _of("75,97,114,"),
    "bits": _of("01001011 01100001 01110010 01101001 00100000 "),
    "letters of DOS": _of("J›rgen K†re "),
    "XML names": _of("K_x00e5_re_x0020_"),
    "escapes of LDAP": _of("B\\C3\\B8en\\, Kari"),
    "a string in a string": _of('\\"'),
    "full-width digits": _of(_wide(NUMBER) + " "),
    "full-width words": _of(_wide("leieavtale")),
    "mathematical digits": _of(_mathematical(NUMBER) + " "),
    "invisible between digits": _of("\u200b".join(NUMBER) + " "),
    "invisible between letters": _of("\u200b".join("leieavtale") + " "),
    "invisible only": _of("\u200b"),
    "marks": _of("a\u0336"),
    "marks only": _of("\u0336"),
    "direction marks": _of(f"\u202e{NUMBER[::-1]}\u202c "),
    "look-alikes": _of("К\u0430ri N\u043erdmann "),
    "another script": _of("договор аренды "),
    "letters for digits": _of("O18l9OlOl92 "),
    "single digits": _of(" ".join(NUMBER) + " , "),
    "single digits, in one row": _of("0 1 8 "),
    "digits with dashes": _of("-".join(NUMBER) + " x "),
    "digits in groups": _of("018 190 1-01 9 2/ "),
    "digits in one row": _of("0181901019"),
    "digits between odd signs": _of("018·190|1:01,9*2 "),
    "eleven digits in even groups": _of("0181:9010:193 "),
    "letters one by one": _of("K-a-r-i N-o-r-d "),
    "letters one by one, in one row": _of("k·a·"),
    "letters with spaces": _of("k a r i "),
    "keys of birth dates": _of('"dob": "1985", '),
    "keys of names": _of('"lastName": "Berg", '),
    "hex after letters": _of("usr9e15e0cfae4b40 "),
    "dates": _of("2026-11-27 14:05:33 "),
    "old dates": lambda size: _manifest(
        f"<reference>{_repeated('avd 12.03.1941 x ', size)}</reference>"
    ),
    "units of the cadastre": _of("5001-211/48/0/12 "),
    "farms": _of("Øvre Haug, 6854 Kaupanger "),
    "pupils and classes": _of("Ola Srisuk-Bakken 7a "),
    "numbered branches": _of("avd 84 innmelding "),
    "years beside names": _of("bil_Ola_Moe_10år_"),
    "children and dates": _of("Noor_170321/"),
    "single letters and digits": _of("a1"),
    "CamelCase": _of("LeieAvtale"),
    "CamelCase of single letters": _of("aA"),
    "slug": _of("leieavtale-for-lokaler_"),
    "slug of names": _of("kari-nordmann-"),
    "users of URLs": _of("://a@"),
    "URLs": _of("https://kari:x@example.com/ola/nordmann?fnr=1&b=%41#c "),
    "slashes": _of("a1b2c3/"),
    "escapes in turn": _of("%41&#66;=43\\u0044xn--a-b "),
}

_MARKUP: dict[str, Input] = {
    "fields": _fields("<x>leieavtale</x>"),
    "fields with hits": _fields(f"<x>{_base64(NUMBER)}</x>"),
    "fields with one digit": _fields("<x>1</x>"),
    "attributes": lambda size: _manifest(
        "<x " + " ".join(f'a{index}="a1B2c3D4"' for index in range(size // 20)) + "/>"
    ),
    "elements with attributes": _fields('<x a="a1B2c3D4" b="Kari" c="%41"/>'),
    "comments": _fields("<!-- leieavtale -->"),
    "comments with hits": _fields(f"<!-- {NUMBER} -->"),
    "a split element": lambda size: _title_raw(_repeated_raw("0<!-- -->1<!-- -->", size)),
    "a number in pieces": lambda size: _title_raw(_repeated_raw("<![CDATA[01819]]>010192 ", size)),
    "documents": _fields('<document href="kari-nordmann.pdf"><title>Avtale</title></document>'),
    "deep elements": lambda size: _manifest("<x>" * (size // 7) + "</x>" * (size // 7)),
    "known addresses": _many_known(
        '<signer><notifications><email address="ragnhild{}@example.com"/></notifications></signer>',
        "<nonsensitive-title>a1B2c3D4 Ragnhild</nonsensitive-title>",
    ),
    "known phones": _many_known(
        '<signer><notifications><sms number="{}"/></notifications></signer>',
        "<nonsensitive-title>a1B2c3D4 00000012</nonsensitive-title>",
    ),
    "known numbers": _many_known(
        "<signer><personal-identification-number>018{}</personal-identification-number></signer>",
        "<nonsensitive-title>a1B2c3D4 01819</nonsensitive-title>",
    ),
    "known names": lambda size: _manifest(
        "<description>" + _repeated_raw("Kari Nordmann ", size) + "</description>"
        "<nonsensitive-title>Kari</nonsensitive-title>"
    ),
    "names in a title, words beside": lambda size: _manifest(
        "<description>" + _repeated_raw("Kari Nordmann ", size // 2) + "</description>"
        "<nonsensitive-title>"
        + _repeated_raw(_WORDS + " kari ", size // 2)
        + "</nonsensitive-title>"
    ),
}

_TEMPLATES: dict[str, Input] = {
    "$a.": _template("$a."),
    "$a": _template("$a "),
    "$a.b.c": _template("$a.b.c "),
    "$": _template("$"),
    "${a}": _template("${a}"),
    "${signer.fnr}": _template("${signer.fnr}"),
    "${": _template("${"),
    "{{ a }}": _template("{{ a }}"),
    "{{ signer.fnr }}": _template("{{ signer.fnr }}"),
    "{{": _template("{{"),
    "{{ then words": _template("{{ a b c "),
    "{": _template("{a"),
    "{a}": _template("{a}"),
    "{a.b.c": _template("{a.b.c"),
    "{0}": _template("{0}"),
    "{% if %}": _template("{% if a %}"),
    "{% if %} closed": _template("{% if a %}{{ b }}{% endif %}"),
    "{%": _template("{%"),
    "{#": _template("{#"),
    "<%= a %>": _template("<%= a %>", "request.xml.erb"),
    "<%": _template("<%", "request.xml.erb"),
    "<?=": _template("<?= $a ?>", "request.php"),
    "@(": _template("@(", "request.cshtml"),
    "@(a)": _template("@(a)", "request.cshtml"),
    "@a.b": _template("@a.b ", "request.cshtml"),
    "@a@": _template("@a@"),
    "%(": _template("%("),
    "%(a)s": _template("%(a)s"),
    "%s": _template("%s "),
    "#{": _template("#{"),
    "#set": _template("#set($a = $b.c)", "request.vm"),
    "#if(": _template("#if(", "request.vm"),
    "<#if": _template("<#if a>", "request.ftl"),
    "[[${": _template("[[${a}]]"),
    "$(": _template("$("),
    "xsl:value-of": _template('<xsl:value-of select="a/b"/>', "request.xsl"),
    "xsl, opened": _template('<xsl:value-of select="'),
    "one long expression": _file(
        "request.xml.j2",
        f'<portal-signature-job-request xmlns="{NAMESPACE}">\n<reference>{{{{ a',
        ".b",
        " }}</reference>\n</portal-signature-job-request>\n",
    ),
    "one expression of filters": _file(
        "request.xml.j2",
        f'<portal-signature-job-request xmlns="{NAMESPACE}">\n<reference>{{{{ a',
        " | b",
        " }}</reference>\n</portal-signature-job-request>\n",
    ),
    "one expression of brackets": _file(
        "request.xml.j2",
        f'<portal-signature-job-request xmlns="{NAMESPACE}">\n<reference>{{{{ a',
        "(",
        " }}</reference>\n</portal-signature-job-request>\n",
    ),
    "one expression of calls": _file(
        "request.xml.j2",
        f'<portal-signature-job-request xmlns="{NAMESPACE}">\n<reference>{{{{ a',
        ' + f("a", b)',
        " }}</reference>\n</portal-signature-job-request>\n",
    ),
    "assignments": _template("{% set a = b %}{{ a }}"),
    "assignments in a chain": _numbered("{{% set a{1} = a{0}.b %}}"),
    "assignments in a chain, used": _numbered("{{% set a{1} = a{0}.b %}}{{{{ a{1} }}}}"),
    "assignments of a name to itself": _template("{% set a = a.b + a.c %}{{ a }}"),
    "assignments of many to one": _numbered("{{% set a = b{0} %}}{{{{ a }}}}"),
    "names of many words": _template("{{ leieAvtaleForLokalerNavnFnr }}"),
    "one name of many words": _file(
        "request.xml.j2",
        f'<portal-signature-job-request xmlns="{NAMESPACE}">\n<reference>{{{{ ',
        "leieNavn",
        " }}</reference>\n</portal-signature-job-request>\n",
    ),
    "shell": _file(
        "request.sh",
        f"cat <<END\n<portal-signature-job-request xmlns='{NAMESPACE}'><reference>",
        "$A ${B} ",
        "</reference></portal-signature-job-request>\nEND\n",
    ),
    "string literals": _file(
        "request.txt",
        f"x = '<portal-signature-job-request xmlns=\"{NAMESPACE}\"><reference>' + a + '",
        "' + a + '",
        "</reference></portal-signature-job-request>'\n",
    ),
    "quotes": _file(
        "request.txt", f'x = \'<portal-signature-job-request xmlns="{NAMESPACE}">', "'\"`"
    ),
    "root elements": _file("request.txt", "x ", "<portal-signature-job-request>"),
    "elements in a template": _file(
        "request.xml.j2",
        f'<portal-signature-job-request xmlns="{NAMESPACE}">{{{{ a }}}}',
        "<x>{{ a }}</x>",
        "</portal-signature-job-request>\n",
    ),
    "unclosed elements in a template": _file(
        "request.xml.j2",
        f'<portal-signature-job-request xmlns="{NAMESPACE}">{{{{ a }}}}',
        "<x>",
        "</portal-signature-job-request>\n",
    ),
    "attributes in a template": _file(
        "request.xml.j2",
        f'<portal-signature-job-request xmlns="{NAMESPACE}">{{{{ a }}}}',
        '<x a="{{ a }}" b="1" {{ c }}/>',
        "</portal-signature-job-request>\n",
    ),
}


def _title_raw(markup: str) -> tuple[str, bytes]:
    return _manifest(f"<nonsensitive-title>{markup}</nonsensitive-title>")


ZOO: dict[str, Input] = {**_TEXTS, **dict(known_value_filler()), **_MARKUP, **_TEMPLATES}
