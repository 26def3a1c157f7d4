"""In which forms the values of a submission are known again, and in which they are not."""

import base64
import hashlib
import uuid
from xml.sax.saxutils import escape
from zlib import crc32

import pytest

import piilint
from piilint.model import Finding

from .messages import NAMESPACE, portal_manifest, portal_request

NUMBER, LAST = "03838510026", "10026"  # synthetic
PHONE, MOBILE = "+4792847361", "92847361"
ADDRESS = "Silje.Bratteteig@Example.com"
LOWER = ADDRESS.lower()
TITLE = "Arbeidsavtale for Silje Marie Bratteteig"
LINTER = piilint.Linter(select=("PII6",))


def recurring(reference: str, title: str = TITLE, address: str = ADDRESS) -> list[Finding]:
    manifest = portal_manifest(number=NUMBER, address=address, sms=PHONE, title=title)
    report = LINTER.check_submission(request=portal_request(escape(reference)), manifest=manifest)
    return [finding for finding in report.findings if finding.path == "request.xml"]


def rules(*values: str) -> list[str]:
    return [finding.rule for finding in recurring(*values)]


def digest(algorithm: str, text: str) -> bytes:
    return hashlib.new(algorithm, text.encode()).digest()


def md5(text: str) -> str:
    return digest("md5", text).hex()


def sha256(text: str) -> str:
    return digest("sha256", text).hex()


def of_java(text: str) -> str:
    """What ``UUID.nameUUIDFromBytes`` makes of a text."""
    return str(uuid.UUID(bytes=digest("md5", text), version=3))


@pytest.mark.parametrize(
    "reference",
    [
        f"p{md5(NUMBER)}",
        f"usr{sha256(NUMBER)[:16]}",
        f"id{digest('sha1', NUMBER).hex()[:10]}",
        f"x{sha256(PHONE)[:32]}",
        f"{{SHA}}{base64.b64encode(digest('sha1', NUMBER)).decode()}",
        f"sha256-{base64.b64encode(digest('sha256', NUMBER)).decode()}",
        f"md5$ {md5(NUMBER).upper()}",
        f"{crc32(NUMBER.encode()):08x}",
        f"avatar/{md5(LOWER)}?s=80",
        md5("silje.bratteteig"),
        md5(f"mailto:{LOWER}"),
        md5("92 84 73 61"),
        md5("+47 928 47 361"),
        md5(f"tel:{PHONE}"),
        sha256(LAST),
        md5("03.03.1985"),
        sha256("1985-03-03"),
        md5("Bratteteig, Silje Marie"),
        md5("silje-marie-bratteteig"),
        sha256("SILJE BRATTETEIG"),
        hashlib.sha3_256(NUMBER.encode()).hexdigest(),
        hashlib.blake2b(NUMBER.encode()).hexdigest(),
        md5(md5(NUMBER)),
        hashlib.sha256(digest("sha256", NUMBER)).hexdigest(),
        base64.b32encode(digest("sha1", NUMBER)).decode(),
        base64.b32encode(digest("sha256", NUMBER)).decode().lower().rstrip("="),
        base64.b64encode(md5("92 84 73 61").encode()).decode(),
        " ".join(md5(NUMBER)[n : n + 4] for n in range(0, 32, 4)),
        str(uuid.uuid5(uuid.NAMESPACE_DNS, NUMBER)),
        f"job-{uuid.uuid3(uuid.NAMESPACE_URL, LOWER)}",
        of_java(NUMBER),
        str(uuid.UUID(bytes_le=digest("md5", NUMBER))),
        str(uuid.UUID(md5(NUMBER))),
    ],
)
def test_hashes(reference: str) -> None:
    assert rules(reference) == ["PII603"]


@pytest.mark.parametrize(
    "reference",
    [
        md5("kontrakt"),
        sha256("984661185"),
        md5("post@example.no"),
        f"x{sha256('92847362')}",
        md5(NUMBER)[3:12],
        hashlib.sha256(b"key" + NUMBER.encode()).hexdigest(),
        base64.b32encode(digest("sha1", "kontrakt")).decode(),
        f"{crc32(b'kontrakt'):08x}",
        str(uuid.uuid5(uuid.NAMESPACE_DNS, "kontrakt")),
        "1f0e6b2c-7a41-4f39-9b55-0c2f6a1d7e90",
        "deadbeef",
        "sha256:" + "0" * 64,
        "A" * 32,
    ],
)
def test_hashes_of_other_things(reference: str) -> None:
    assert rules(reference) == []


@pytest.mark.parametrize(
    ("reference", "rule"),
    [
        (f"{NUMBER[:6]}·{LAST}", "PII601"),
        (f"{NUMBER[:6]}:{LAST}", "PII601"),
        ("*".join(NUMBER), "PII601"),
        (f"{LAST}-{NUMBER[:6]}", "PII601"),
        ("928·47·361", "PII601"),
        ("9284 7361", "PII601"),
        (f"lån{LAST}", "PII602"),
        ("100-26", "PII602"),
        (NUMBER[:9], None),
        (f"{NUMBER[:6]} {NUMBER[6:9]}", "PII602"),
        (NUMBER[3:], "PII602"),
        ("*******0026", "PII602"),
        ("fnr slutter på 0026", "PII602"),
        ("tlf ****7361", "PII602"),
        ("mob-7361", "PII602"),
        ("k-47361", "PII602"),
        ("0303-85", "PII602"),
        ("0303 1985", "PII602"),
        ("03/03/1985 12:00:00 AM", "PII602"),
        ("1985-03-03T00:00:00Z", "PII602"),
        (base64.b64encode(b"1985-03-03").decode(), "PII602"),
        (base64.b64encode(b"bratteteig").decode(), "PII602"),
        ("10026 m2", None),
        ("10026 stk", None),
        ("100 26 7", None),
        ("sum 10026", None),
        ("nr slutter med 0026", "PII602"),
        ("7361", None),
        ("sak 0026", None),
        ("0361", None),
        ("7361 kr", None),
        ("tlf 7361 44", None),
        ("1984-03-03", None),
        ("2026-03-03", None),
        ("mars 1985", None),
        ("929 47 361", None),
        (f"1{LAST}", None),
        ("10.3.3.85", None),
        ("kl. 03:03:85", None),
    ],
)
def test_numbers(reference: str, rule: str | None) -> None:
    assert rules(reference) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("title", "reference", "rule"),
    [
        ("Avtale for Kari Nordmann", "Kari N.", "PII602"),
        ("Avtale for Kari Nordmann", "K. Nordmann", "PII602"),
        ("Avtale for Kari Nordmann", "nordmannk", "PII602"),
        ("Avtale for Kari Nordmann", "Karis avtale", "PII602"),
        ("Avtale for Kari Nordmann", "avtalekarinordmann", "PII601"),
        ("Avtale for Kari Nordmann", "Ola Nordmann", None),
        ("Avtale for Kari Nordmann", "kari-hansen", None),
        ("Avtale for Kari Nordmann", "Nordmannsen", None),
        ("Avtale for Kari Nordmann", "Nordmann skole", None),
        ("Avtale for Kari Nordmann", "Nordmann AS", None),
        ("Avtale for Per Hansen", "Hansen & Co", None),
        ("Avtale for Per Hansen", "Hansens gate 4", None),
        ("Avtale for Kari Anne Nordmann", "Kari A. Nordmann", "PII602"),
        ("Avtale for Kari Anne Nordmann", "K.A. Nordmann", "PII602"),
        ("Avtale for Kari Anne Nordmann", "Anne Nordmann", "PII602"),
        ("Avtale for Anne-Lise Berg-Hansen", "berg-hansen", "PII602"),
        ("Avtale for Anne-Lise Berg-Hansen", "al.berghansen", "PII602"),
        ("Avtale for Silje Marie Tveitereid", "tveitereid", "PII602"),
        ("Avtale for Silje Marie Bolig", "bolig", None),
        ("Avtale for José Muñoz García", "jose.garcia", "PII601"),
        ("Avtale for Łukasz Wójcik", "lukasz-wojcik", "PII601"),
        ("Avtale for Ida Gran", "Ida G.", "PII602"),
        ("Avtale for Ida Gran", "signeres i dag", None),
        ("Avtale for Ida Dahl", "signeres i dag", None),
        ("Avtale for Per Mo", "perm 3", None),
        ("Avtale for Per Mo", "pris per m", None),
        ("Avtale for Kari Li", "lik lønn", None),
        ("Avtale for Are Torvund", "året 2024", None),
        ("Avtale for Trond Eide", "teide-12", "PII602"),
        ("Avtale for Trond Eide", "Parsell Eidet", None),
        ("Avtale for Ola Li", "OlI-B0L1G-l0", None),
        ("Avtale for Kari Nordmann", "nnamdroN iraK", "PII601"),
        ("Avtale for Bjørn Åge Sørensen", "basorensen", "PII602"),
        ("Behandlingsplan Mathilde Skogstrøm", "Skogstrøms samtykke", "PII602"),
        ("Avtale for Kari Nordmann", "Kari M. Hansen", None),
        ("Avtale for Martin Nordmann", "St. Martin kapell", None),
        ("Avtale for Ola Berg", "Berg & Co", None),
        ("Avtale for Jon Steen", "Steen & Strøm", None),
        ("Avtale for Jon Steen", "Steens hotell", None),
        ("Avtale for Jon Steen", "Steens bil", "PII602"),
        ("Avtale for Even Ask", "aske", None),
    ],
)
def test_names_of_titles(title: str, reference: str, rule: str | None) -> None:
    assert rules(reference, title, "post@example.no") == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("address", "reference", "rule"),
    [
        ("aslaug.fossem@example.com", "Ektepakt (Fossem)", "PII602"),
        ("aslaug.fossem@example.com", "Fossems avtale", "PII602"),
        ("aslaug.fossem@example.com", "aslfos-12", "PII602"),
        ("aslaug.fossem@example.com", "Per Fossem", None),
        ("a.fossem@example.com", "Aslaug Fossem", "PII602"),
        ("kari.anne.fossem@example.com", "kari.fossem", "PII602"),
        ("kari.fossem+sign@example.com", "kari-fossem", "PII602"),
        ("utleie.fjordbyen@example.com", "fjordbyen", None),
        ("daglig.leder@example.com", "daglig leder", None),
        ("bestilling.tak@example.com", "bestilling tak", None),
        ("prosjekt2026@example.com", "prosjekt 2026", None),
        ("kafe.ida@example.com", "kafe", None),
        ("hr.oslo@example.com", "hr oslo", None),
        ("berg84@example.com", "berg84", "PII602"),
        ("vestby.tormod@example.com", "tormod", "PII602"),
        ("ingrid.tangstad@example.com", "moc.elpmaxe@datsgnat.dirgni", "PII601"),
        ("ingrid.tangstad@example.com", "datsgnat-12", "PII602"),
        ("eva.tangstad@example.com", "ave maria", None),
        ("tone.lier@example.com", "Lier kommune", None),
        ("faktura.bolig@example.com", "bolig", None),
    ],
)
def test_names_of_addresses(address: str, reference: str, rule: str | None) -> None:
    assert rules(reference, "Avtale", address) == ([rule] if rule else [])


def test_a_contact_is_known_where_the_message_has_none() -> None:
    manifest = (
        f'<direct-signature-job-manifest xmlns="{NAMESPACE}"><signer>'
        f'<notifications><email address="{ADDRESS}"/><sms number="{PHONE}"/></notifications>'
        "</signer><title>Avtale</title></direct-signature-job-manifest>"
    ).encode()
    request = portal_request(f"{md5(LOWER)} 928 47 361")
    found = LINTER.check_submission(request=request, manifest=manifest).findings
    assert [(finding.path, finding.rule) for finding in found] == [
        ("request.xml", "PII603"),
        ("request.xml", "PII601"),
    ]
