"""What is written letter by letter, or with odd signs, keys and escapes around it, is read."""

import base64
import json
from datetime import date

import pytest

from piilint.detect import DETECTORS
from piilint.lint.fields import file_name
from piilint.lint.search import Searched, search
from tests.detect.generators import AT
from tests.detect.marked import unmark


def fail(detector: str) -> None:
    raise AssertionError(detector)


def found(text: str, label: str = "reference", at: date = AT) -> list[tuple[str, int, int]]:
    searched = Searched([file_name(text, 1)], at, [label])
    seen = (one for _, one in search(searched, DETECTORS, fail))
    return [(one.entity, one.start, one.end) for one in seen if one.confidence != "low"]


def in_url(**values: object) -> str:
    said = base64.urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode()
    return f"https://example.no/ok?state={said.rstrip('=')}"


@pytest.mark.parametrize(
    ("marked", "entity"),
    [
        ("sak [[018190·10192]]", "NO_FODSELSNUMMER"),
        ("sak [[018190:10192]]", "NO_FODSELSNUMMER"),
        ("ref [[018190,10192]]", "NO_FODSELSNUMMER"),
        ("ref [[01,81,90,10192]]", "NO_FODSELSNUMMER"),
        ("[[0181 9010 192]]", "NO_FODSELSNUMMER"),
        ("[[0·1·8·1·9·0·1·0·1·9·2]]", "NO_FODSELSNUMMER"),
        ("[[0•1•8•1•9•0•1•0•1•9•2]]", "NO_FODSELSNUMMER"),
        ("[[0*1*8*1*9*0*1*0*1*9*2]] x", "NO_FODSELSNUMMER"),
        ("[[O1819O 1O192]]", "NO_FODSELSNUMMER"),
        ("[[018190-l0l92]]", "NO_FODSELSNUMMER"),
        ("[[0x30 0x31 0x38 0x31 0x39 0x30 0x31 0x30 0x31 0x39 0x32]]", "NO_FODSELSNUMMER"),
        ("\\[[x3031383139303130313932]]", "NO_FODSELSNUMMER"),
        ("nr [[018190=20=\n10192]]", "NO_FODSELSNUMMER"),
        ("fnr=3A=20[[018190=2D10192]]", "NO_FODSELSNUMMER"),
        ("tlf [[412·34·567]]", "PHONE_NUMBER"),
        ("tlf [[412|34|567]]", "PHONE_NUMBER"),
        ("tlf [[4~1~2~3~4~5~6~7]]", "PHONE_NUMBER"),
        ("[[NDc0MTIzNDU2Nw==]]", "PHONE_NUMBER"),
        ("tlf=3A=20[[41234567]]", "PHONE_NUMBER"),
        ("avtalt med [[S-o-l-v-e-i-g N-o-r-d-m-a-n-n]]", "PERSON"),
        ("[[S o l v e i g  N o r d m a n n]]", "PERSON"),
        ("[[S.o.l.v.e.i.g N.o.r.d.m.a.n.n]]", "PERSON"),
        ("med [[Ø-y-v-i-n-d B-j-ø-r-n-s-t-a-d]] her", "PERSON"),
        ("Hilsen=20[[Solveig=20Nordmann]]", "PERSON"),
        ("https://[[xn--kre-bjrnstad-tcb5y]].minside.example.no/", "PERSON"),
        ("[[s o l v e i g @ e x a m p l e . n o]]", "EMAIL_ADDRESS"),
        ("[[S-y-k-m-e-l-d-i-n-g]] april", "HEALTH"),
        ("kjøretøy [[E-K-4-5-1-2-0]]", "NO_VEHICLE_REGISTRATION"),
        ("bil [[E.K.4.5.1.2.0]]", "NO_VEHICLE_REGISTRATION"),
        ("[[N-O-9-3-8-6-0-1-1-1-1-7-9-4-7]]", "IBAN_CODE"),
        ("[[solveig(at)example.no]]", "EMAIL_ADDRESS"),
        ("skriv til [[solveig (at) example (dot) no]]", "EMAIL_ADDRESS"),
        ("skriv til [[solveig krøllalfa example punktum no]]", "EMAIL_ADDRESS"),
        ("skriv til [[solveig at example dot no]]", "EMAIL_ADDRESS"),
    ],
)
def test_what_is_parted_is_read_together(marked: str, entity: str) -> None:
    text, spans = unmark(marked)
    places = [(start, end) for kind, start, end in found(text) if kind == entity]
    assert places
    assert places[0][0] == spans[0][0]
    assert places[-1][1] == spans[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "018190,10193",  # its check digits are wrong
        "018191:10192",
        "A-B-C-D-E",
        "N.O.R.A. prosjekt",
        "a) b) c) d) e)",
        "H-U-S-E-T",
        "V i k t i g  m e l d i n g",
        "v 1.2.3.4.5.6.7.8",
        "1, 2, 3, 4, 5, 6, 7, 8",
        "5.5.5.5.5.5.5.5",
        "0|1|0|1|0|1|1|0",
        "412|34|568|77",
        "2024|11|23|01",
        "2024:11:23:10:15:00",
        "12:30, 14:45, 16:00",
        "984 661 185 MVA",
        "size=20px width=40mm page=20",
        "kid=2012345678901",
        "https://example.no/?page=20&size=2E&x=3D",
        "https://xn--blbrgrden-52a4q.no/ok",
        "https://www.xn--bjrnsen-eiendom-dub.no/ok",
        "etag=5d8c72a5=20bytes",
        "OlI-B0L1G-l0",
        "A-B-1-2-3-4-5 hylle",
        "skap E-K-1-2-3-4-5",
        "kjøretøy E-K-4-5-1-2-0-0",
        "se (at) 4.1.no",
        "bokstav (a) avsnitt.to",
        "vi møtes at noon.today",
        "a dot at the end",
        "rev (a) 2.1",
        "Del [a] avsnitt.2",
    ],
)
def test_what_looks_so_and_is_not(text: str) -> None:
    assert found(text) == []


def full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def reversed_by_marks(text: str) -> str:
    return f"\u202e{text[::-1]}\u202c"


@pytest.mark.parametrize(
    "how",
    [full_width, reversed_by_marks, "\u200b".join, "\u0332".join, "\u00ad".join],
    ids=["full-width", "bidi", "zero-width", "combining", "soft hyphens"],
)
@pytest.mark.parametrize(
    ("said", "entity"),
    [
        ("ring 90223311", "PHONE_NUMBER"),
        ("90223311", "PHONE_NUMBER"),
        ("Ordre 90223311", None),
        ("Kundenummer 48112290", None),
        ("Faktura FA 10288", None),
        ("Besetning, helsekort storfe", None),
        ("Oracle Anna prosjekt", None),
    ],
)
def test_a_disguise_does_not_make_a_number_of_a_case_one_of_a_person(how, said, entity) -> None:
    assert {kind for kind, _, _ in found(how(said))} == ({entity} if entity else set())


@pytest.mark.parametrize(
    ("written", "entity"),
    [
        ("Tlf:=2055=2012=2090=2011", "PHONE_NUMBER"),
        ("Elev=20f.=20110309", "DATE_OF_BIRTH"),
        (base64.b64encode("lån Sæbø/Larsen".encode("latin-1")).decode(), "PERSON"),
        (base64.b64encode("fører +47 95 88 10 32".encode("latin-1")).decode(), "PHONE_NUMBER"),
        (base64.b64encode(b'{"t": "Ring Aud p\\u00e5 911 20 334"}').decode(), "PERSON"),
        ("ref=2040012998", None),
        ("".join(f"&#{ord(digit)};" for digit in "91502746"), "PHONE_NUMBER"),
        ("".join(f"&#{ord(sign)};" for sign in "Ordre 91502746"), None),
        ("=?UTF-8?B?OTE1MDI3NDY=?=", "PHONE_NUMBER"),
        (base64.b64encode(b"915-02-746").decode(), "PHONE_NUMBER"),
        (base64.b64encode(b"47 9150 2746").decode(), "PHONE_NUMBER"),
        (base64.b64encode(b"115-02-746").decode(), None),
        (base64.b64encode(b"sak 91502746").decode(), None),
        (base64.b64encode(b"41.12.20.24.1").decode(), None),
        ("uke%2012%2C%20ordre%2040%2011%2022%2033", None),
        ("tlf%3A%2040%2011%2022%2033", "PHONE_NUMBER"),
    ],
)
def test_fewer_signs_are_enough(written: str, entity: str | None) -> None:
    seen = {kind for kind, _, _ in found(written)}
    assert entity in seen if entity else seen == set()


@pytest.mark.parametrize(
    ("values", "entity"),
    [
        ({"dob": "1985-03-03"}, "DATE_OF_BIRTH"),
        ({"birthdate": "1985-03-03", "x": 1}, "DATE_OF_BIRTH"),
        ({"fødselsdato": "03.03.1985"}, "DATE_OF_BIRTH"),
        ({"f_dato": "030385"}, "DATE_OF_BIRTH"),
        ({"navn": "Leif Trones", "fodselsdato": "1949-07-30"}, "DATE_OF_BIRTH"),
        ({"created": "1985-03-03", "type": "skjøte"}, None),
        ({"fødested": "Oslo", "dato": "1985-03-03"}, None),
        ({"fornavn": "Liv", "etternavn": "Berg"}, "PERSON"),
        ({"familyName": "Berg"}, "PERSON"),
        ({"kunde": {"firstName": "Xiulan", "lastName": "Ouyang"}}, "PERSON"),
        ({"fullName": "Berg & Dahl AS"}, None),
        ({"pårørende": "Sjøfn Løvåsen"}, "PERSON"),
        ({"søker": "Nordvik Kommune"}, None),
        ({"firstName": ""}, None),
        ({"sted": "Berg"}, None),
        ({"navn": "Berg & Dahl AS"}, None),
        ({"mobile": 41234567}, "PHONE_NUMBER"),
        ({"msisdn": "4741234567"}, "PHONE_NUMBER"),
        ({"ordre": 41234567}, None),
    ],
)
def test_a_value_of_json_is_what_its_key_says(values: dict, entity: str | None) -> None:
    seen = {kind for kind, _, _ in found(in_url(**values), "completion-url")}
    assert entity in seen if entity else seen == set()


def test_a_key_of_a_query_may_have_escapes_too() -> None:
    text = "https://example.no/ok?f%C3%B8dselsdato=1985-03-03"
    assert [kind for kind, _, _ in found(text, "completion-url")] == ["DATE_OF_BIRTH"]
