"""Compression, number bases, character sets and binary formats are taken off, and little else."""

import base64
import gzip
import random
import zlib
from urllib.parse import quote

import pytest

from piilint.detect import normalise
from piilint.detect.compressed import MOST_UNPACKED, Room, unpacked
from piilint.detect.peel import peel
from tests.detect.marked import unmark
from tests.detect.test_peel import encodings, seen

NUMBER = "01819010192"
ADDRESS = "ola@example.com"
NAME = "Bjørn Håkonsen"
SIGNATURE = random.Random(7).randbytes(64)


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def deflated(text: str) -> bytes:
    engine = zlib.compressobj(9, wbits=-15)
    return engine.compress(text.encode()) + engine.flush()


def json_of(value: str) -> bytes:
    return f'{{"sub":"{value}","v":1}}'.encode()


def codes(data: bytes, sign: str = ",") -> str:
    return sign.join(map(str, data))


def saml(value: str) -> str:
    return b64(deflated(f"<Subject><NameID>{value}</NameID></Subject>"))


def found(text: str, label: str = "reference") -> list[tuple[str, int, int]]:
    return [(e.entity, e.start, e.end) for e in seen(text, label) if e.confidence != "low"]


@pytest.mark.parametrize(
    ("marked", "entity", "names"),
    [
        (
            f"z=[[{url(gzip.compress(json_of(NUMBER), mtime=0))}]]",
            "NO_FODSELSNUMMER",
            ("compressed",),
        ),
        (
            f"z=[[{gzip.compress(json_of(ADDRESS), mtime=0).hex()}]]",
            "EMAIL_ADDRESS",
            ("compressed",),
        ),
        (f"[[{b64(zlib.compress(NAME.encode()))}]]", "PERSON", ("compressed",)),
        (f".[[{url(zlib.compress(json_of(NAME)))}]]:1r6Kx2:a_b-c", "PERSON", ("compressed",)),
        (
            f"https://sso.example.no/acs?SAMLRequest=[[{quote(saml(NUMBER), safe='')}]]",
            "NO_FODSELSNUMMER",
            ("percent", "compressed"),
        ),
        (
            f"[[{b64(gzip.compress(b64(gzip.compress(NUMBER.encode(), mtime=0)).encode(), mtime=0))}]]",
            "NO_FODSELSNUMMER",
            ("compressed",),
        ),
        (f"v4.public.[[{url(json_of(ADDRESS) + SIGNATURE)}]]", "EMAIL_ADDRESS", ("base64url",)),
        (f"[[{base64.b32encode(NUMBER.encode()).decode()}]]", "NO_FODSELSNUMMER", ("base32",)),
        (f"REF-[[{base64.b32encode(NAME.encode()).decode().rstrip('=')}]]", "PERSON", ("base32",)),
        (f"b85-[[{base64.b85encode(NAME.encode()).decode()}]]", "PERSON", ("base85",)),
        (f"[[{base64.a85encode(ADDRESS.encode(), adobe=True).decode()}]]", "EMAIL_ADDRESS", None),
        (f"[[{codes(NAME.encode('latin-1'))}]]", "PERSON", ("character-codes",)),
        (f"id [[{codes(NUMBER.encode(), ' ')}]]", "NO_FODSELSNUMMER", ("character-codes",)),
        (f"[[{' '.join(f'{c:08b}' for c in NUMBER.encode())}]]", "NO_FODSELSNUMMER", None),
        ("UTF7 [[Bj+APg-rn H+AOU-konsen]]", "PERSON", ("utf-7",)),
        ("mappe [[Bj&APg-rn H&AOU-konsen]]", "PERSON", ("utf-7",)),
        ("[[ola+AEA-example.com]]", "EMAIL_ADDRESS", ("utf-7",)),
        ("REG [[]SHILD BJ\\RNSTAD]]", "PERSON", ("iso646",)),
        ("[[Bj|rn H}konsen]]", "PERSON", ("iso646",)),
        ("[[Bj_x00f8_rn_x0020_H_x00e5_konsen]]", "PERSON", ("xml-names",)),
        ("[[Bj\\303\\270rn H\\303\\245konsen]]", "PERSON", ("backslash",)),
        ("CN=[[H\\C3\\A5konsen\\, Bj\\C3\\B8rn]],OU=Salg", "PERSON", ("backslash",)),
        ("[[Bj%9Brn H%86konsen]]", "PERSON", ("percent", "mojibake")),
        ("[[Bj¿rn HŒkonsen]]", "PERSON", ("mojibake",)),
        ("[[BjÃƒÂ¸rn HÃƒÂ¥konsen]]", "PERSON", ("mojibake",)),
        (
            f"[[{b64(b'a' + bytes([11]) + NUMBER.encode() + b'b')}]]",
            "NO_FODSELSNUMMER",
            ("binary",),
        ),
        (
            f"[[{b64(bytes([10, 15]) + NAME.encode()[:15] + bytes([16, 1]))}]]",
            "PERSON",
            ("binary",),
        ),
        (f"MT-[[{NAME.encode('latin-1').hex().upper()}]]", "PERSON", ("hex",)),
        ("filename*=UTF-8''Barnevernsvedtak%20[[Live%20Tangv%C3%A5g]].pdf", "PERSON", ("percent",)),
        ("sykmelding_[[Live_Tangvåg]]", "PERSON", ()),
        ('filename="[[Bj\\303\\270rn H\\303\\245konsen]].pdf"', "PERSON", ("backslash",)),
        ("avtale_[[" + codes(NAME.encode("latin-1")) + "]].pdf", "PERSON", ("character-codes",)),
        (
            '{"k": "[[Bj\\u00c3\\u00b8rn \\u00c3\\u0085sland]]"}',
            "PERSON",
            ("backslash", "mojibake"),
        ),
        ('[["Bj\\303\\270rn H\\303\\245konsen"]]', "PERSON", None),
    ],
)
def test_what_programs_write_is_read_where_it_stands(marked, entity, names) -> None:
    text, spans = unmark(marked)
    told = [e for e in seen(text) if e.entity == entity and e.confidence != "low"]
    assert len(told) == 1
    if names is None:  # the signs around it are part of the encoding, or not
        assert spans[0][0] <= told[0].start < told[0].end <= spans[0][1]
    else:
        assert [(told[0].start, told[0].end)] == spans
        assert encodings(told[0]) == names


@pytest.mark.parametrize(
    "text",
    [
        b64(gzip.compress(b'{"produkt":"sparekonto","kanal":"app"}', mtime=0)),
        b64(SIGNATURE),
        b64(b"\x1f\x8b\x08\x00" + SIGNATURE),
        b64(b"x\x9c" + SIGNATURE),
        b64(b"\x4b" + SIGNATURE),
        url(b'{"v":1}' + SIGNATURE),
        b64(b"\x08\x96\x01\x12\x0avaskeplan2\x18\x04"),
        base64.b32encode(SIGNATURE[:20]).decode(),
        base64.b32encode(b"sparekonto 2026 vilkar").decode(),
        "HUSORDENSREGLERFORBORETTSLAG",
        "MASKIN: VEDLIKEHOLD P] S\\R[SEN PUMPESTASJON",
        "C:\\ARKIV\\SKJEMA",
        "skjema[valg]|side{2}",
        "12,110,103,118,97,114,32",
        "101,115,118,120,131,140,152",
        "120,121,122,123,124,125,126",
        "1.79.3.101.118.110",
        "Pris 100-110-120-130-140-150",
        "a+APg=b, pluss+Avtale-2026",
        "Ny_x0020_m_x00e5_l_x002d_og_x0020_tiltaksplan.pdf",
        "Temp 10°C, 5µm, ¿kan",
        'Skipet "Fram"',
        "CN=svc\\,drift,OU=Poliklinikk,O=Sykehus,DC=example",
    ],
)
def test_what_says_nothing_of_anybody_is_passed_by(text: str) -> None:
    assert found(text, "nonsensitive-title") == []


@pytest.mark.parametrize(
    "token",
    [
        b64,
        url,
        lambda data: data.hex(),
        lambda data: base64.b32encode(data).decode(),
        lambda data: base64.b32encode(data).decode().lower().rstrip("="),
        lambda data: base64.b85encode(data).decode(),
        codes,
        lambda data: b64(zlib.compress(data)),
    ],
)
def test_of_random_bytes_nothing_is_made(token) -> None:
    """That an encoding seems to be taken off is no more than a chance."""
    generator = random.Random(11)
    tokens = [token(generator.randbytes(generator.randint(12, 48))) for _ in range(1500)]
    made = [layer.text for text in tokens for layer in peel(normalise(text))]
    assert [
        text for text in made if any(word.isalpha() and len(word) > 7 for word in text.split())
    ] == []


def test_what_compressed_data_becomes_is_bounded() -> None:
    room = Room(100_000)
    made = unpacked(gzip.compress(b"avtale " * 1_000_000, mtime=0), room)
    assert made is not None
    assert len(made) == MOST_UNPACKED
    assert (room.is_cut, room.left) == (True, 0)
    assert unpacked(gzip.compress(b"avtale", mtime=0), room) is None


def test_there_is_room_for_each_field_and_for_no_more() -> None:
    room = Room(200)
    for _ in range(2):
        assert unpacked(zlib.compress(b"a" * 1000), room) == b"a" * 1000
    assert not room.is_cut
    assert unpacked(zlib.compress(b"a" * 1000), room) == b"a" * 600
    assert room.is_cut


@pytest.mark.parametrize(
    "data",
    [
        b"",
        SIGNATURE,
        b"\x1f\x8b\x08" + SIGNATURE,
        deflated(NAME)[:-2],
        deflated(NAME) + SIGNATURE,
        deflated("\x00\x01" * 50),
    ],
)
def test_what_is_not_compressed_text_is_none(data: bytes) -> None:
    room = Room(1000)
    assert not unpacked(data, room)
    assert not room.is_cut
