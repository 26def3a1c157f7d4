"""Known values in number bases, ciphers and other disguises that nobody can tell by looking."""

import base64
import hashlib
import uuid
from xml.sax.saxutils import escape

import pytest

import piilint
from piilint.detect.rot13 import rotate
from piilint.model import Finding

from .messages import portal_manifest, portal_request

NUMBER = "03838510026"  # synthetic
PHONE = "+4792847361"
ADDRESS = "silje.bratteteig@example.com"
LINTER = piilint.Linter(select=("PII6",))
MD5 = hashlib.md5(NUMBER.encode(), usedforsecurity=False)


def recurring(
    reference: str, title: str = "Arbeidsavtale", address: str = ADDRESS
) -> list[Finding]:
    manifest = portal_manifest(number=NUMBER, address=address, sms=PHONE, title=title)
    report = LINTER.check_submission(request=portal_request(escape(reference)), manifest=manifest)
    return [finding for finding in report.findings if finding.path == "request.xml"]


def base32(text: str) -> str:
    return base64.b32encode(text.encode()).decode()


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("reference", "how"),
    [
        ("ref-e4cb03ca", "number-base"),
        ("0xE4CB03CA", "number-base"),
        ("sak/00000000e4cb03ca", "number-base"),
        ("00000000-0000-0000-0000-0000e4cb03ca", "number-base"),
        ("1rhclai", "number-base"),  # base 36
        ("REF-1RHCLAI", "number-base"),
        ("4Blzo2", "number-base"),  # base 62
        ("6rCNJM", "number-base"),  # base 58
        ("m-1146ef5f9", None),  # another number's
        (base32(NUMBER), "base32"),
        (base32(NUMBER).rstrip("="), "base32"),
        (f"k.{base32(ADDRESS).lower()}", "base32"),
        (base64_of(NUMBER)[::-1], "reversed"),
        (rotate(base64_of(ADDRESS)), "rot13"),
        ("14949621137", "digit-cipher"),  # one more in each digit
        ("96161489973", "digit-cipher"),  # what each lacks to nine
        ("81736250", "digit-cipher"),
        ("adidifbaacg", "digit-cipher"),
        ("ref ADIDIFBAACG", "digit-cipher"),
        ("JCIDG", None),
        ("038x385x100x26", "separators"),
        ("O3838SlOO26", "separators"),
        ("85830310026", None),  # the date as it is sorted
        ("1985030310026", None),
        ("62001", "reversed"),
        ("30305891", "reversed"),
        (f"R{NUMBER[::-1]}", "reversed"),
        (rotate(ADDRESS), "rot13"),
        (f"avtale-{rotate('bratteteig')}", "rot13"),
        ("br4ttet3ig", "look-alikes"),
        ("S1lje.Br@tteteig", "look-alikes"),
    ],
)
def test_disguises(reference: str, how: str | None) -> None:
    found = recurring(reference)
    if how is None:
        assert {finding.rule for finding in found} <= {"PII601"}
    else:
        assert [finding.rests_on[-1] for finding in found] == [f"peeled:{how}"]


@pytest.mark.parametrize(
    "reference",
    [
        str(uuid.uuid5(uuid.NAMESPACE_URL, f"mailto:{ADDRESS}")),
        str(uuid.uuid5(uuid.NAMESPACE_URL, f"tel:{PHONE}")),
        str(uuid.uuid5(uuid.NAMESPACE_OID, f"urn:fnr:{NUMBER}")),
        str(uuid.UUID(bytes=MD5.digest(), version=4)),
        str(uuid.UUID(bytes=hashlib.sha256(NUMBER.encode()).digest()[:16], version=4)),
        MD5.hexdigest()[8:24],
        str(int(MD5.hexdigest()[:8], 16)),
        hashlib.sha256(b"siljebratteteig@example.com").hexdigest(),
    ],
)
def test_hashes(reference: str) -> None:
    assert [finding.rule for finding in recurring(reference)] == ["PII603"]


@pytest.mark.parametrize(
    ("title", "reference", "is_told"),
    [
        ("Avtale for Silje Bratteteig", "silbra", True),
        ("Avtale for Silje Bratteteig", "brasil", False),  # a country too
        ("Avtale for Silje Bratteteig", "bratsi-2", True),
        ("Avtale for Silje Bratteteig", "sibrat", True),
        ("Avtale for Silje Bratteteig", "bratil", False),
        ("Avtale for Sander Johansen", "karl-johans-gate", False),
        ("Avtale for Silje Bratteteig", "gietettarb", True),
        ("Avtale for Silje Bratteteig", rotate("silje-bratteteig"), True),
        ("Avtale for Kåre Sørbø", "K?re S?rb?", True),
        ("Avtale for Kåre Sørbø", "KÃ¥re SÃ¸rbÃ¸", True),
        ("Avtale for Kåre Sørbø", "krone 12", False),
    ],
)
def test_names_of_a_title_that_share_no_word_with_it(title, reference, is_told) -> None:
    assert bool(recurring(reference, title, "x@example.com")) == is_told


@pytest.mark.parametrize(
    "reference",
    [
        "ref-e4cb03cb",
        "0x1B2C3D4E5",
        "1rhclaj",
        base32("12345678901"),
        "14949621138",
        "81736251",
        "adidifbaach",
        "92847360",
        "X62001F",
        "br4ttet3i",
        "00000000-0000-0000-0000-0000e4cb03cb",
        str(uuid.uuid5(uuid.NAMESPACE_URL, "mailto:silje@example.com")),
        rotate("avtale om leie"),
        "deadbeef",
    ],
)
def test_near_misses(reference: str) -> None:
    assert recurring(reference) == []
