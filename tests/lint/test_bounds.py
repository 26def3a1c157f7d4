"""No input makes more work than in proportion to its size; work is counted, not timed."""

import base64
import cProfile
import gzip
import hashlib
import zlib
from datetime import date
from types import ModuleType

import pytest

import piilint
from bench.zoo import ZOO, Input
from piilint.detect import Page, ages, cadastre, datedpapers, find, streetnames
from piilint.detect.recur import MOST_HASHED
from piilint.lint.search import MOST_TEXT
from piilint.lint.templates.scan import MAX_MARKS

from .messages import NAMESPACE, portal_request

LINTER = piilint.Linter()
CLOSE = 10
"""Calls for each byte of a text that is read closely, as one word more may make it be read."""
CHEAP = (
    "references of words",
    "ampersands",
    "equals signs",
    "backslashes",
    "base64 in lines",
    "random hex, in one piece",
    "random base64, in one piece",
    "RFC 2047, opened",
    "JSON web tokens, opened",
    "invisible only",
    "marks only",
    "another script",
    "slug",
    "digits in one row",
    "known birth year",
    "comments",
    "a split element",
    "base32 in one piece",
    "signs of base85",
    "zlib bomb of noughts",
    "braces, signed",
    "texts behind their length",
    "ISO 646, signs",
    "codes of letters, in one row",
    "a string in a string",
    "{{",
    "{%",
    "{{ then words",
    "@a.b",
    "one long expression",
    "shell",
    "unclosed elements in a template",
)
"""What is typical of each step and soon done: measured at 50 and 100 kB."""
DEAR = (
    "base64 three times",
    "random base64, short",
    "percent twice",
    "base32",
    "base85",
    "gzip",
    "zlib bombs",
    "first bytes of deflate",
    "UTF-7",
    "ISO 646",
    "codes of letters",
    "letters of DOS",
    "single digits",
    "numbered branches",
    "children and dates",
    "direction marks",
    "look-alikes",
    "known phones",
    "known numbers",
    "known names",
    "fields with hits",
    "documents",
    "a number in pieces",
    "assignments in a chain, used",
    "assignments of a name to itself",
)
"""What is typical and takes longer: measured at 4 and 8 kB."""


def calls(made: Input, size: int) -> int:
    """How often something is called, in Python or in C, while an input is checked."""
    name, data = made(size)
    profile = cProfile.Profile()
    profile.enable()
    try:
        LINTER.check(data, name=name)
    finally:
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize(
    ("name", "size"),
    [*((name, 50_000) for name in CHEAP), *((name, 4_000) for name in DEAR)],
)
def test_twice_the_size_is_twice_the_work(name: str, size: int) -> None:
    calls(ZOO[name], 1000)  # what is read once is not counted
    small, large = calls(ZOO[name], size), calls(ZOO[name], 2 * size)
    assert large <= 2.2 * max(small, CLOSE * size)


@pytest.mark.parametrize(
    ("module", "pattern", "label", "unit"),
    [
        (datedpapers, "_persons", "reference", "avd 12.03.1941 x "),
        (cadastre, "_matter", "reference", "5001-211/48/0/12 "),
        (cadastre, "_rural", "reference", "Øvre Haug, 6854 Kaupanger "),
        (streetnames, "_school", "nonsensitive-title", "Ola Srisuk-Bakken 7a "),
        (ages, "_lasting", "document-name", "bil_Ola_Moe_10år_"),
    ],
)
def test_a_field_is_searched_as_a_whole_only_once(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, pattern: str, label: str, unit: str
) -> None:
    """A search is one call however long it takes, and so is not seen by counting all calls."""
    searched, compiled = [], getattr(module, pattern)()
    monkeypatch.setattr(module, pattern, lambda: searched.append(unit) or compiled)
    find(Page([unit * 20], [label], date(2026, 11, 27)))
    assert searched == [unit]


def rules(data: bytes, name: str = "request.xml") -> set[str]:
    report = LINTER.check(data, name=name)
    assert report.exit_code == 2
    return {finding.rule for finding in report.findings if finding.unchecked}


def test_what_is_left_out_of_a_long_text_is_told() -> None:
    assert rules(portal_request("a1B2c3D4 " * (MOST_TEXT // 9 + 1))) == {"CHK012"}


def test_plain_words_are_searched_however_long() -> None:
    report = LINTER.check(portal_request("leieavtale " * MOST_TEXT + "kari@example.com"))
    assert "PII201" in {finding.rule for finding in report.findings}


def test_a_number_before_plain_words_makes_no_difference() -> None:
    text = f"Ordre 4417203918: {'Leieavtale for lokaler, som vedtatt. ' * 6000}kari@example.com"
    report = LINTER.check(portal_request(text))
    assert {"PII201"} == {f.rule for f in report.findings if not f.rule.startswith("REQ")}


def test_what_stands_before_the_bound_is_found() -> None:
    report = LINTER.check(portal_request("MDE4MTkwMTAxOTI= " + "a1B2c3D4 " * MOST_TEXT))
    assert {"PII102", "CHK012"} <= {finding.rule for finding in report.findings}


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
@pytest.mark.parametrize("times", [1, 2])
def test_what_compressed_data_becomes_beyond_the_bound_is_told(pack, times: int) -> None:
    bomb = b"avtale " * 100_000 + b"01819010192"
    for _ in range(times):
        bomb = base64.b64encode(pack(bomb))
    assert rules(portal_request(bomb.decode()[:5000])) == {"CHK012"}


def test_what_is_compressed_and_small_is_searched_and_clean() -> None:
    packed = base64.b64encode(zlib.compress(b"avtale om sparekonto, " * 20)).decode()
    assert "CHK012" not in {f.rule for f in LINTER.check(portal_request(packed)).findings}


def with_known_numbers(count: int, reference: str) -> bytes:
    """A manifest of many signers, the last of whom has the number 01819010192."""
    numbers = [*(f"{number:011}" for number in range(count - 1)), "01819010192"]
    signers = "".join(
        "<signer><personal-identification-number>"
        f"{number}</personal-identification-number></signer>"
        for number in reversed(numbers)
    )
    return (
        f'<portal-signature-job-manifest xmlns="{NAMESPACE}"><signers>{signers}</signers>'
        f"<nonsensitive-title>{reference}</nonsensitive-title></portal-signature-job-manifest>"
    ).encode()


def test_more_known_values_than_are_hashed_are_told_where_a_hash_may_stand() -> None:
    md5 = hashlib.md5(b"01819010192", usedforsecurity=False).hexdigest()
    few, many = (with_known_numbers(MOST_HASHED + more, md5) for more in (0, 1))
    found = {finding.rule for finding in LINTER.check(few).findings}
    assert "PII603" in found
    assert "CHK012" not in found
    assert rules(many) == {"CHK012"}
    assert "CHK012" not in {
        f.rule for f in LINTER.check(with_known_numbers(1001, "Avtale")).findings
    }


def test_a_template_with_too_many_marks_is_told() -> None:
    template = f'<portal-signature-job-request xmlns="{NAMESPACE}"><reference>%s</reference>'
    marks = "{{ a }}" * (MAX_MARKS + 1)
    data = f"{template % marks}</portal-signature-job-request>".encode()
    assert rules(data, "request.xml.j2") == {"CHK012"}


def test_so_is_an_endless_expression() -> None:
    template = f'<portal-signature-job-request xmlns="{NAMESPACE}"><reference>%s</reference>'
    data = f"{template % ('{{ a' + '.b' * 10_000 + ' }}')}</portal-signature-job-request>".encode()
    assert rules(data, "request.xml.j2") == {"CHK012"}
