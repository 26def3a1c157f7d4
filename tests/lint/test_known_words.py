"""Known names that are words too, and parts of numbers: where they stand again and where not."""

import hashlib
from xml.sax.saxutils import escape

import pytest

import piilint

from .messages import portal_manifest, portal_request

NUMBER, PHONE = "15859710287", "+4792847361"  # the number is synthetic
LINTER = piilint.Linter(select=("PII6",))


def is_told(reference: str, title: str = "Avtale", address: str = "x77@example.com") -> bool:
    manifest = portal_manifest(number=NUMBER, address=address, sms=PHONE, title=title)
    report = LINTER.check_submission(request=portal_request(escape(reference)), manifest=manifest)
    return any(finding.path == "request.xml" for finding in report.findings)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("title", "reference"),
    [
        ("Feriehus til Arne Vinter", "vinter-arne"),
        ("Feriehus til Arne Vinter", "a-vinter-2526"),
        ("Feriehus til Arne Vinter", "Avtale med Vinter"),
        ("Feriehus til Arne Vinter", "Vinters hytte"),
        ("Feriehus til Arne Vinter", "fam-vinter"),
        ("Skilsmisse Arne Vinter", "skilsmisse-vinter"),
        ("Skilsmisse Arne Vinter", "vinter-ektepakt"),
        ("Kontrakt Bjørn Berg", "for-bjorn"),
        ("Kontrakt Bjørn Berg", "avtale-bjorn"),
        ("Kontrakt Bjørn Berg", "Bjørn"),
        ("Kontrakt Bjørn Berg", "kontrakt-berg"),
        ("Avtale Stein Sand", "stein.sand"),
        ("Avtale Stein Sand", "sand-stein"),
        ("Avtale Stein Sand", "Avtale med Sand"),
        ("Avtale for Lise Skog", "l.skog"),
        ("Avtale for Lise Skog", "fru-skog"),
        ("Avtale for Tore Haugen", "avtale-haugen"),
        ("Avtale for Tore Haugen", "sak-12-haugen"),
        ("Avtale for Tore Haugen", "samtykke-haugen-2"),
        ("Avtale for Nora Lund", "Avtale med Lund"),
        ("Avtale for Nora Lund", "ektepakt-lund"),
        ("Avtale for Helga Moe", "helga-2026"),
        ("Avtale for Helga Moe", "avtale-helga"),
        ("Avtale for Odd Dahl", "Hei Odd"),
        ("Agreement for Tom Stone", "mr-stone"),
        ("Avtale for Nora Hansen", "Avtale med Hansen, Posten Norge AS"),
        ("Avtale for Nora Hansen", "hansen ENK"),
        ("Pant eies av Solfrid Haukedal", "Solfrids pant"),
        ("Avtale Bjørnar Østgård", "bjornar.ostgaard"),
        ("Avtale Bjørnar Østgård", "bjoernar_oestgard"),
        ("Kreditt for Kristian Sand", "KristianSand"),
    ],
)
def test_a_name_that_is_a_word_stands_as_a_name(title: str, reference: str) -> None:
    assert is_told(reference, title)


@pytest.mark.parametrize(
    ("title", "reference"),
    [
        ("Feriehus til Arne Vinter", "vinter-2526"),
        ("Kreditt for Kristian Sand", "bank/kristiansand"),
        ("Feriehus til Arne Vinter", "Vinter 2026"),
        ("Feriehus til Arne Vinter", "Avtale for Vinter 2026"),
        ("Barneferie for Arne Vinter", "feriesøknad-vinter"),
        ("Kontrakt Bjørn Berg", "Jakt i statsskog, bjørn"),
        ("Kontrakt Bjørn Berg", "Erstatning for sau tatt av bjørn"),
        ("Bjørn Berg – felling av bjørn", "bjørn-2026"),
        ("Kontrakt Bjørn Berg", "berg 40 m3"),
        ("Avtale Stein Sand", "stein/sand tonn 40"),
        ("Avtale Stein Sand", "stein, sand, grus"),
        ("Avtale for Lise Skog", "skog-2026"),
        ("Avtale for Lise Skog", "Skog"),
        ("Avtale for Ole Krone", "krone 2026"),
        ("Avtale for Tor Frost", "frost-2026"),
        ("Agreement for Ann Price", "price-2026"),
        ("Agreement for Grace May", "2026-may"),
        ("Avtale for Helga Moe", "vakt helga veke 12"),
        ("Avtale for Vegar Dale", "nye vegar 2026"),
        ("Avtale for Jasmin Ali", "jasmin ris 20 kg"),
        ("Avtale for Unn Ali", "Pasientreise til UNN"),
        ("Avtale for Nora Lund", "lund-2026"),
        ("Avtale for Nora Lund", "Tur til Lund"),
        ("Avtale for Liv Dahl", "Forsikring for Liv og Helse"),
        ("Avtale for Mai Dahl", "Avtale for Mai"),
        ("Avtale for Dag Moe", "Fra dag til natt"),
        ("Avtale for Nora Hansen", "P. Hansen"),
        ("Avtale for Nora Hansen", "Hansen Porter AS"),
        ("Avtale for Nora Hansen", "tenant-hansen-consulting-as"),
        ("Avtale for Nora Hansen", "advokatfirmaet-hansen"),
        ("Avtale for Nora Hansen", "Villa Nora"),
        ("Avtale for Nora Hansen", "noras-bakeri"),
        ("Avtale for Nora Hansen", "Nora's Kafé"),
        ("Avtale for Olav Hansen", "st-olavs-hospital"),
        ("Avtale for Martin Nordmann", "st.martin"),
        ("Avtale for Olav Hansen", "Kong Olav Vs gate"),
        ("Avtale for Maria Hansen", "Maria kirke"),
        ("Avtale for Henrik Hansen", "henrik-ibsens-gate"),
    ],
)
def test_a_name_that_is_a_word_stands_as_the_word_or_somebody_elses(title, reference) -> None:
    assert not is_told(reference, title)


@pytest.mark.parametrize(
    ("address", "reference", "told"),
    [
        ("ola.moe@example.com", "o.moe", True),
        ("ola.moe@example.com", "moe-ola", True),
        ("ola.moe@example.com", "ola-2", True),
        ("liv.strand@example.com", "liv-strand", True),
        ("turid.vangsnes@example.com", "tur-id", False),
        ("stein.sand@example.com", "sand-2", False),
        ("a.fossem@example.com", "a-f", False),
        ("kantine@example.com", "kantine-3", False),
        ("regnskap.mai@example.com", "regnskap-mai", False),
        ("i.moen@example.com", "i***@example.com", True),
        ("i.moen@example.com", "i.m**n@example.com", True),
        ("i.moen@example.com", "k***@example.com", False),
        ("i.moen@example.com", "i***@example.org", False),
        # of words that are no names anywhere
        ("kontakt@firma.example", "avtale-kontakt@firma.example", False),
        ("sjef@firma.example", "avtale sjef@firma.example", True),
        ("sjef@firma.example", "avtale_sjef_firma_example", True),
        ("sjef@firma.example", "avtale med sjef i firma", False),
    ],
)
def test_addresses(address: str, reference: str, told: bool) -> None:
    assert is_told(reference, address=address) == told


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("loan-10287", True),
        ("10287/26", True),
        ("10287-leie", True),
        ("10287-10299", False),
        ("10287 til 10299", False),
        ("1234 56 10287", False),
        ("lån på 10287", False),
        ("10287 per måned", False),
        ("10287 mm", False),
        ("10287 ansatte", False),
        ("2 x 10287", False),
        ("0x10287", False),
        ("10287fe", False),
        ("v15.85.97", False),
        ("9284****", True),
        ("92****61", True),
        ("92xxxx61", True),
        ("158597*****", True),
        ("92****62", False),
        ("92**61", False),
        ("en fem åtte fem ni sju en null to åtte sju", True),
        ("en null to åtte sju", True),
        ("null to åtte sju", False),
    ],
)
def test_numbers(reference: str, told: bool) -> None:
    assert is_told(reference) == told


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("im97", True),
        ("ITM-97", True),
        ("1997-IM-2", True),
        ("im98", False),
        ("im 97", False),
        ("xim97", False),
        ("7im97", False),
        (sha256(f"{NUMBER}Ingrid Tangstad Moen"), True),
        (sha256(f"ingrid tangstad moen:{NUMBER}"), True),
        (sha256(f"{NUMBER}|x77@example.com"), True),
        (sha256(f"{NUMBER}{PHONE}"), True),
        (sha256(f"fnr:{NUMBER}"), True),
        (sha256(f"salt{NUMBER}"), False),
        (sha256("x77@example.com|Ola Hansen"), False),
        ("1234 5678 9012 3456 7890 12", False),
    ],
)
def test_two_values_together(reference: str, told: bool) -> None:
    assert is_told(reference, "Hybelkontrakt for Ingrid Tangstad Moen") == told


@pytest.mark.parametrize(
    ("title", "reference", "told"),
    [
        ("Avtale, ring 92 84 73 99", "avtale-92847399", True),
        ("Avtale, ring ９２８４７３９９", "avtale-92847399", True),
        ("Avtale, ring 9²847³99", "avtale-92847399", True),
        ("Avtale, ring 92 84 73 99", "avtale-2026", False),
        ("Avtale fra 2026", "avtale-2026-0113", False),
        ("Avtale med Ola Nordmann", "avtale om leie av lokale", False),
        ("Avtale med Ola Nordmann", "avtale n0rdmann", True),
        ("Avtale med Ola Nordmann", "avtale nnamdron", True),
        ("Avtale med Ola Nordmann", "avtale abeqznaa", True),
    ],
)
def test_beside_words_that_are_no_names(title: str, reference: str, told: bool) -> None:
    """Where all words of a field are plain ones, only numbers are looked for; else all is."""
    assert is_told(reference, title) == told
