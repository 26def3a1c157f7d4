"""Numbers in words, ROT13, codes of characters and emblems are read, and what looks so is not."""

import base64
import bz2
import lzma

import pytest

from piilint.detect.compressed import Room, unpacked
from piilint.detect.rot13 import rotate
from tests.detect.marked import unmark
from tests.detect.test_encodings import found
from tests.detect.test_peel import encodings, seen

NUMBER = "15859710287"
NAME = "Kari Nordmann"
IN_WORDS = "en fem åtte fem ni sju en null to åtte sju"


def codes(text: str, sign: str, written: str = "d") -> str:
    return sign.join(format(code, written) for code in text.encode())


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def tags(text: str) -> str:
    """A text in characters that nothing shows."""
    return "".join(chr(0xE0000 + ord(letter)) for letter in text)


@pytest.mark.parametrize(
    ("marked", "entity", "how"),
    [
        (f"[[{IN_WORDS}]]", "NO_FODSELSNUMMER", "numerals"),
        (f"fnr [[{IN_WORDS.replace(' ', '-').replace('å', 'a')}]]", "NO_FODSELSNUMMER", "numerals"),
        (f"[[{IN_WORDS.replace(' ', '')}]]", "NO_FODSELSNUMMER", "numerals"),
        ("[[Ein fem åtte fem ni syv, ein null to åtte syv]]", "NO_FODSELSNUMMER", "numerals"),
        ("[[one five eight five nine seven one zero two eight seven]]", "NO_FODSELSNUMMER", None),
        ("[[femten åttifem nittisju ti to åtte sju]]", "NO_FODSELSNUMMER", "numerals"),
        ("tlf [[nittito åttifire syttitre sekstien]]", "PHONE_NUMBER", "numerals"),
        ("[[nine two eight four seven three six one]]", "PHONE_NUMBER", "numerals"),
        (f"#[[{codes(NAME, '.')}]]", "PERSON", "character-codes"),
        (f"k [[{codes(NAME, ';')}]]", "PERSON", "character-codes"),
        (f"k [[{codes(NAME, '; ')}]]", "PERSON", "character-codes"),
        (f"k [[{codes(NAME, '|')}]]", "PERSON", "character-codes"),
        (f"k [[{codes(NAME, '_')}]]", "PERSON", "character-codes"),
        (f"[[{codes(NAME, '', '03d')}]]", "PERSON", "character-codes"),
        (f"[[{codes(NAME, ' ', 'o')}]]", "PERSON", "character-codes"),
        (f"[[{codes('sykmelding', '.')}]]", "HEALTH", "character-codes"),
        (f"[[{codes(NAME, '.', '02x')}]]", "PERSON", "hex"),
        ("[[+AEsAYQByAGkAIABOAG8AcgBkAG0AYQBuAG4-]]", "PERSON", "utf-7"),
        ("[[Bj\\f8rnar S\\e6ther]]", "PERSON", "backslash"),
        ("[[Bj\\0000f8 rnar S\\0000e6 ther]]", "PERSON", "backslash"),
        ("[[Bj\\370rnar S\\346ther]]", "PERSON", "backslash"),
        ("[[Bj{\\o}rnar S{\\ae}ther]]", "PERSON", "backslash"),
        ("[[Bj\\u00f8rnar S\\u00e6ther]]-q", "PERSON", "backslash"),
        ("n-[[giztsmrxguytsojsgu]]", "NO_FODSELSNUMMER", "base32"),
        (f"[[{base64.b32hexencode(NAME.encode() * 2).decode()}]]", "PERSON", "base32"),
        (f"[[{base64.a85encode(b'Sykmelding for Ola').decode()}]]", "HEALTH", "base85"),
        (f"[[~{base64.a85encode(b'Sykmelding for Ola').decode()}]]", "HEALTH", "base85"),
        (f"ref:[[{base64.a85encode(NAME.encode()).decode()}]]", "PERSON", "base85"),
        (f"[[{base64.a85encode(NUMBER.encode()).decode()}]]", "NO_FODSELSNUMMER", "base85"),
        (f"[[{b64(NAME.encode())[::-1]}]]", "PERSON", "reversed"),
        (f"[[{rotate('utmelding av Den norske kirke')}]]", "RELIGION", "rot13"),
        (f"{rotate('avtale med')} [[{rotate(NAME)}]]", "PERSON", "rot13"),
        (f"[[{b64(bz2.compress(NAME.encode()))}]]", "PERSON", "compressed"),
        (f"[[{b64(lzma.compress(NAME.encode()))}]]", "PERSON", "compressed"),
        ("[[⒦⒜⒭⒤ ⒩⒪⒭⒟⒨⒜⒩⒩]]", "PERSON", None),
        ("[[🅺🅰🆁🅸 🅽🅾🆁🅳🅼🅰🅽🅽]]", "PERSON", "look-alikes"),
        (f"avtale [[{tags(NAME)}]]", "PERSON", "zero-width"),
        ("[[158597x10287]]", "NO_FODSELSNUMMER", "look-alikes"),
    ],
)
def test_what_hides_a_value_is_read(marked, entity, how) -> None:
    text, spans = unmark(marked)
    told = [e for e in seen(text) if e.entity == entity and e.confidence != "low"]
    assert len(told) == 1
    assert spans[0][0] <= told[0].start < told[0].end <= spans[0][1]
    assert how is None or how in encodings(told[0])


@pytest.mark.parametrize(
    "text",
    [
        "en to tre fire fem seks sju åtte ni ti",
        "Plass til fem, seks, sju eller åtte",
        "lag fire fem seks sju åtte ni ti elleve",
        "alder: fem seks sju åtte ni ti elleve tolv",
        "uke førti førtien førtito førtitre",
        "rom fire fem seks sju åtte ni",
        "seven eight nine ten",
        "1.3.6.1.4.1.311.60.2.1.3",
        "10.100.101.102.103.104.105.106",
        "40;41;42;43;44;45;46",
        "rom 101.102.103.104.105.106.107",
        "030040050060070080",
        "C:\\arkiv\\e5\\mappe",
        "D:\\data\\f8rapport",
        "gjennomføringsplaner",
        "kl ni til fem",
        rotate("Vedtak for bygg og tomt"),
        b64(b"Levering av grus til veg")[::-1],
        b64(bz2.compress(b"Levering av grus til veg")),
        base64.a85encode(b"Levering av grus til veg").decode(),
        "nøkkel =abcdefghijklmnop",
        "123456x12345",
        "flagg 🇳🇴 avtale",
    ],
)
def test_what_looks_so_and_hides_nobody(text: str) -> None:
    assert found(text) == []


def test_compression_that_takes_much_to_begin_with_is_tried_few_times() -> None:
    room = Room(10_000)
    made = [unpacked(bz2.compress(b"Kari"), room) for _ in range(6)]
    assert made == [b"Kari"] * 4 + [None] * 2
    assert room.is_cut


@pytest.mark.parametrize("data", [b"BZh9" + b"x" * 20, b"\xfd7zXZ\0" + b"x" * 20])
def test_what_only_begins_so_is_none(data: bytes) -> None:
    assert unpacked(data, Room(10_000)) is None
