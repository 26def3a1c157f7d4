"""Encodings are taken off, and what is found stands where the encoded text stands."""

import base64
import random
import uuid
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import piilint
from piilint.detect import DETECTORS, Page, normalise
from piilint.detect.peel import MAX_LAYERS, may_hide, peel
from piilint.lint.fields import file_name
from piilint.lint.search import Searched, search
from piilint.model import Evidence
from tests.detect.generators import AT, broken, identity_numbers
from tests.detect.marked import unmark
from tests.lint.messages import portal_request

NUMBER = "01819010192"
B64 = base64.b64encode(NUMBER.encode()).decode()
UTF16 = base64.b64encode(NUMBER.encode("utf-16-be")).decode()
OCTAL = ("NO_FODSELSNUMMER", ("backslash",))
HEX = NUMBER.encode().hex()
JWT = ".".join(
    base64.urlsafe_b64encode(part).decode().rstrip("=")
    for part in (b'{"alg":"RS256"}', b'{"pid":"01819010192"}', random.Random(1).randbytes(64))
)


def fail(detector: str) -> None:
    raise AssertionError(detector)


def seen(text: str, label: str = "reference", at: date = AT) -> list[Evidence]:
    searched = Searched([file_name(text, 1)], at, [label])
    return [evidence for _, evidence in search(searched, DETECTORS, fail)]


def encodings(evidence: Evidence) -> tuple[str, ...]:
    return tuple(r.removeprefix("peeled:") for r in evidence.rests_on if r.startswith("peeled:"))


def layers(text: str) -> list[str]:
    return [layer.text for layer in peel(normalise(text))]


@pytest.mark.parametrize(
    ("marked", "entity", "names"),
    [
        ("ref [[%30%31%38%31%39%30%31%30%31%39%32]]", "NO_FODSELSNUMMER", ("percent",)),
        ("ref [[0181%3901%30192]] x", "NO_FODSELSNUMMER", ("percent",)),
        ("ref [[%2530%2531819010192]] x", "NO_FODSELSNUMMER", ("percent",)),
        ("a%C3%B8 [[ola%40example.com]]", "EMAIL_ADDRESS", ("percent",)),
        ("[[ola&#64;example.com]]", "EMAIL_ADDRESS", ("references",)),
        ("[[ola&commat;example.com]]", "EMAIL_ADDRESS", ("references",)),
        ("[[ola&amp;#x40;example.com]]", "EMAIL_ADDRESS", ("references",)),
        ("[[ola\\u0040example.com]]", "EMAIL_ADDRESS", ("backslash",)),
        ("[[ola\\\\u0040example.com]]", "EMAIL_ADDRESS", ("backslash",)),
        ("[[ola\\x40example.com]]", "EMAIL_ADDRESS", ("backslash",)),
        ("a [[\\060\\061\\070\\061\\071\\060\\061\\060\\061\\071\\062]]", *OCTAL),
        ("x=[[%u0030%u0031819010192]]", "NO_FODSELSNUMMER", ("percent",)),
        ("[[ola&#64example.com]]", "EMAIL_ADDRESS", ("references",)),
        ("til [[ola=40example.com]]", "EMAIL_ADDRESS", ("quoted-printable",)),
        ("nr [[018190=\n10192]]", "NO_FODSELSNUMMER", ("quoted-printable",)),
        ("nr ([[01)(81)(90)(10192]])", "NO_FODSELSNUMMER", ("separators",)),
        ("nr [[01|81|90|10192]]", "NO_FODSELSNUMMER", ("separators",)),
        ("a \u202e[[29101091810]]\u202c b", "NO_FODSELSNUMMER", ("bidi",)),
        (f"[[{UTF16}]]", "NO_FODSELSNUMMER", ("base64",)),
        (f"[[{UTF16[:20]}\n{UTF16[20:]}]]", "NO_FODSELSNUMMER", ("base64",)),
        ("[[=30=31=38=31=39=30=31=30=31=39=32]]", "NO_FODSELSNUMMER", ("quoted-printable",)),
        ("[[=?UTF-8?Q?ola=40example.com?=]]", "EMAIL_ADDRESS", ("rfc2047",)),
        ("x [[=?utf-8?B?b2xhQGV4YW1wbGUuY29t?=]] y", "EMAIL_ADDRESS", ("rfc2047",)),
        ('[[=?utf-8?q?{"fnr":"01819010192"}?=]]', "NO_FODSELSNUMMER", ("rfc2047",)),
        (f"id [[{B64}]]", "NO_FODSELSNUMMER", ("base64",)),
        (f"id-[[{B64.rstrip('=')}]].pdf", "NO_FODSELSNUMMER", ("base64",)),
        (f"https://example.com/k/[[{B64}]]?a=b", "NO_FODSELSNUMMER", ("base64",)),
        (f"1f0e6b2c-7a41-4f39-9b55-0c2f6a1d7e90/[[{HEX}]]", "NO_FODSELSNUMMER", ("hex",)),
        (f"https://example.com/?k=[[{HEX}]]", "NO_FODSELSNUMMER", ("hex",)),
        (f"x=[[0x{HEX}]]", "NO_FODSELSNUMMER", ("hex",)),
        (f"[[q{HEX}]]", "NO_FODSELSNUMMER", ("hex",)),
        (
            f"d=[[{':'.join(HEX[n : n + 2] for n in range(0, 22, 2))}]]",
            "NO_FODSELSNUMMER",
            ("hex",),
        ),
        (f"[[{base64.b64encode(HEX.encode()).decode()}]]", "NO_FODSELSNUMMER", ("base64", "hex")),
        ("q-[[Cx8PYzRVq4A6EPj]]", "NO_FODSELSNUMMER", ("base58",)),
        ("[[3sDGEj1qD8AFXD1SJ9rQh]]", "NO_FODSELSNUMMER", ("base58",)),
        ("[[+,#$X,3DP,3 Q.3( ]]", "NO_FODSELSNUMMER", ("uuencode",)),
        ("[[+,#$X,3DP,3`Q.3(`]]", "NO_FODSELSNUMMER", ("uuencode",)),
        ("q.[[75.97.114.105.32.78.111.114.100.109.97.110.110]]", "PERSON", ("character-codes",)),
        (f"https://example.com/?t=[[{JWT}]]", "NO_FODSELSNUMMER", ("jwt",)),
        ("a [[0.1.8.1.9.0.1.0.1.9.2]] b", "NO_FODSELSNUMMER", ()),
        ("a [[0, 1, 8, 1, 9, 0, 1, 0, 1, 9, 2]] b", "NO_FODSELSNUMMER", ("separators",)),
        ("a [[O18I9O1OI92]] b", "NO_FODSELSNUMMER", ("look-alikes",)),
        ("Avtale, [[Каri Nоrdmann]]", "PERSON", ("look-alikes",)),
        ("[[0181\u200b901\u200b0192]] a", "NO_FODSELSNUMMER", ("zero-width",)),
        ("[[０１８１９０１０１９２]]", "NO_FODSELSNUMMER", ("full-width",)),
        ("[[𝟎𝟏𝟖𝟏𝟗𝟎𝟏𝟎𝟏𝟗𝟐]]", "NO_FODSELSNUMMER", ("look-alikes",)),
    ],
)
def test_what_is_hidden_is_found_where_it_stands(marked, entity, names) -> None:
    text, spans = unmark(marked)
    (evidence,) = [found for found in seen(text) if found.entity == entity]
    assert [(evidence.start, evidence.end)] == spans
    assert encodings(evidence) == names


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("M=C3=B8rk", ["Mørk"]),
        ("page=20", []),
        ("x=3138383637343231333734", ["x=18867421374"]),
        ("=?UTF-8?Q?a?= =?UTF-8?Q?b?=", ["ab"]),
        ("=?klingon?Q?abc?=", []),
        ("xn--jrn-sli-hxa1o", ["jørn-åsli"]),
        ("Ma%C8%80 %ZZ %4", ["MaȀ %ZZ %4"]),
        ("%E5", ["å"]),
        ("Тanja Вekker", ["Tanja Bekker"]),
        ("Наталья Иванова", []),  # letters that look like no Latin ones
        ("I\u0335n\u0335g\u0335", ["Ing"]),
        ("https://ola:x@example.com/", ["https ola:x://example.com/"]),
        ("&nosuch;", []),
        ("Sn&oslashfrid &#0000000065;sa", ["Snøfrid Asa"]),
        ("K%00j%00e%00r%00s%00t%00i%00", ["Kjersti"]),
        ("a%00b", ["a b"]),
        ("J\\xc3\\xb8rn J\\303\\270rn J\\u{f8}rn", ["Jørn Jørn Jørn"]),
        ("C:\\100 \\1", []),
        ("a =\nb, pris=40%20kr", ["a =\nb, pris=40 kr"]),
        ("//5LAOUAcgBlAA==", ["Kåre"]),
        # after its padding a token has ended
        (
            "UzJGeWFTQk9iM0prYldGdWJnPT0=_UzJGeWFTQk9iM0prYldGdWJnPT0=",
            ["S2FyaSBOb3JkbWFubg==_S2FyaSBOb3JkbWFubg==", "Kari Nordmann\x0bKari Nordmann"],
        ),
        ("1(2)3 [4] {5}", []),
        ("&#0; &#1114112;", ["  &#1114112;"]),
        ("R&D", []),
        ("Leiekontrakt", []),
        ("Kontrakt-2026-11", []),
    ],
)
def test_layers(text: str, said: list[str]) -> None:
    assert layers(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "1f0e6b2c-7a41-4f39-9b55-0c2f6a1d7e90",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "HxSgDIHYBhaql+Wz4p2b/dmnNq/4LHJZ6gS8zpcyvtU=",
        "4b617269-7a41-4f39-9b55-0c2f6a1d7e90",
        "leiekontrakt-2026.pdf",
        "https://example.com/done?job=47&lang=nb%20NO",
        base64.b64encode(b"kontrakt 4711 for Storgata").decode(),
        f"{base64.b64encode(broken(NUMBER).encode() * 2).decode()}",
    ],
)
def test_what_hides_nobody_is_passed_by(text: str) -> None:
    assert [found for found in seen(text) if found.confidence != "low"] == []


@given(st.binary(min_size=12, max_size=96), st.sampled_from(["hex", "base64", "url", "uuid"]))
@settings(max_examples=150, deadline=None)
def test_random_tokens_are_silent(data: bytes, how: str) -> None:
    token = {
        "hex": data.hex(),
        "base64": base64.b64encode(data).decode(),
        "url": base64.urlsafe_b64encode(data).decode().rstrip("="),
        "uuid": str(uuid.UUID(bytes=data[:12] + b"abcd", version=4)),
    }[how]
    if data.isascii():
        return  # text, and not a random token
    assert [found for found in seen(token) if "peeled" in "".join(found.rests_on)] == []


ENCODERS = {
    "percent": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "references": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "hex": lambda text: text.encode().hex(),
}


@given(
    identity_numbers(),
    st.lists(st.sampled_from(sorted(ENCODERS)), min_size=1, max_size=4),
    st.sampled_from([("", ""), ("ref ", " x"), ("https://example.com/?id=", "&b=1")]),
)
@settings(max_examples=150, deadline=None)
def test_any_nesting_is_peeled_to_the_very_place(made, nesting, around) -> None:
    number, entity, _ = made
    hidden = number
    for name in nesting:
        hidden = ENCODERS[name](hidden)
    text = f"{around[0]}{hidden}{around[1]}"
    found = [evidence for evidence in seen(text) if evidence.entity == entity]
    assert [(e.start, e.end) for e in found] == [(len(around[0]), len(around[0]) + len(hidden))]
    assert encodings(found[0]) == tuple(dict.fromkeys(reversed(nesting)))


@pytest.mark.parametrize(("times", "rules"), [(6, ["PII102"]), (7, ["CHK010"])])
def test_what_is_encoded_too_deep_is_told(times: int, rules: list[str]) -> None:
    hidden = NUMBER.encode()
    for _ in range(times):
        hidden = base64.b64encode(hidden)
    report = piilint.check(portal_request(hidden.decode()[:2000]))
    assert [finding.rule for finding in report.findings if finding.rule[:3] != "REQ"] == rules


def test_two_things_in_one_token_are_both_told() -> None:
    text = base64.b64encode(f"{NUMBER};ola@example.com".encode()).decode()
    assert {found.entity for found in seen(text)} == {"NO_FODSELSNUMMER", "EMAIL_ADDRESS"}


def test_what_was_not_encoded_is_told_once() -> None:
    found = seen(f"{NUMBER} a%20b ola%40example.com")
    assert [(e.entity, encodings(e)) for e in found] == [
        ("NO_FODSELSNUMMER", ()),
        ("EMAIL_ADDRESS", ("percent",)),
    ]


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_layers_are_few_and_shrink_and_map_back(text: str) -> None:
    base = normalise(text.replace("\0", ""))
    found = list(peel(base))
    assert len(found) <= MAX_LAYERS
    for layer in found:
        for offset in range(len(layer.text)):
            start, end, _ = layer.origin(offset, offset + 1)
            assert 0 <= start < end <= len(base.text)


@pytest.mark.parametrize("text", ["Leiekontrakt til signering", "husordensregler-2024.pdf", "2026"])
def test_plain_texts_are_not_looked_at_twice(text: str) -> None:
    assert may_hide(Page([text, "x"], ["", ""], AT)) == []


def test_only_the_fields_that_may_hide_something_are_peeled() -> None:
    page = Page(["plain", f"a {B64}", "plain", "b%20c", "xn--a"], [""] * 5, AT)
    assert may_hide(page) == [1, 3, 4]


def entities(text: str, label: str = "reference") -> set[str]:
    return {found.entity for found in seen(text, label) if found.confidence != "low"}


@pytest.mark.parametrize(
    ("said", "entity"),
    [
        ("91502746", "PHONE_NUMBER"),
        ("41502746\n", "PHONE_NUMBER"),
        ("31502746", None),  # no mobile number
        ("ordre 91502746", None),
        ("Haugland", "PERSON"),
        ("Nasreen Hussain", "PERSON"),
        ("kontrakt", None),
    ],
)
@pytest.mark.parametrize("how", ["base64", "hex"])
def test_what_is_all_of_an_encoding_was_encoded_on_purpose(how, said, entity) -> None:
    assert entities(f"x-{ENCODERS[how](said)}") == ({entity} if entity else set())


@pytest.mark.parametrize(
    "text",
    [
        '{"navn":"Hussain, Nasreen","v":2}',
        base64.b64encode(b'{"navn":"Hussain, Nasreen","v":2}').decode(),
        "https://example.com/ok?navn=Hussain%2C%20Nasreen&v=2",
        "https://example.com/ok?navn=Hussain,+Nasreen&v=2",
        base64.b64encode(b"88123|Hussain|Nasreen|A").decode(),
    ],
)
def test_a_value_among_others_is_read_by_itself(text: str) -> None:
    assert entities(text, "completion-url") == {"PERSON"}


@pytest.mark.parametrize(
    "text",
    [
        "Avtale om skolem=C3=A5ltid",
        "Prosjekt%20Frigg%2C%20milep%C3%A6l",
        "1 2 3 4 5 6 7 8",
        "3 1 4 1 5 9 2 6",
        "cb66356e-abed-4f0f-9b55-725fa0a00e1c",
        "01J7GAY8ETZRKS6SCAZVHEQPBC",
        "UWllEyqISLA=",
        "r6StAspECG",
        "https://example.no/feil?retur=%2Flogin%3Fkanal%3Dbedrift",
        "anon1:TEVGQlRpMHlNREkxTFRBd05ERTM=",
        base64.b64encode(b'{"sub":"svc","aud":"signing","role":"anon"}').decode(),
        "reason%3Duser_aborted",
        "https://example.no/feil?error=invalid_grant&error_description=Invalid%20signature",
        base64.b64encode(b'{"status":"invalid","lang":"english"}').decode(),
        "G%C3%A5%20til%20Min%20side",
    ],
)
def test_a_word_by_chance_is_none(text: str) -> None:
    assert entities(text, "nonsensitive-title") == set()
