"""What stands in a designated or contact field of a submission must not stand elsewhere in it."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import piilint
from piilint.cli import main
from piilint.model import Finding, Report

from .messages import direct_request, portal_manifest, portal_request

NUMBER = "01819010192"  # synthetic, so that its rule is a warning
LINTER = piilint.Linter()
MD5 = hashlib.md5(NUMBER.encode()).hexdigest()
SHA256 = hashlib.sha256(NUMBER.encode())


def submission(reference: str = "x", documents=(), **manifest: str) -> Report:
    return LINTER.check_submission(
        request=portal_request(reference),
        manifest=portal_manifest(**manifest),
        documents=documents,
    )


def recurring(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule.startswith("PII6")]


@pytest.mark.parametrize(
    ("reference", "rule", "masked"),
    [
        (NUMBER, "PII601", "###########"),
        ("018190 10192", "PII601", "###### #####"),
        ("sak-01819010192x", "PII601", "###########"),
        ("9901819010192", "PII601", "###########"),
        ("29101091810", "PII601", "###########"),  # reversed
        (base64.b64encode(NUMBER.encode()).decode(), "PII601", "xxx#xxxxxxxxxxx="),
        ("leietaker@example.com", "PII601", "xxxxxxxxx@xxxxxxx.xxx"),
        ("leietaker_at_example.com", "PII601", "xxxxxxxxx_xx_xxxxxxx.xxx"),
        ("tlf 412 34 567", "PII601", "### ## ###"),
        ("4741234567", "PII601", "##########"),
        ("76543214", "PII601", "########"),  # reversed
        ("loan-10192", "PII602", "#####"),
        ("018190", "PII602", "######"),
        ("010190/3", "PII602", "######"),
        ("1990-01-01", "PII602", "####-##-##"),
        ("1.1.1990", "PII602", "#.#.####"),
        ("19900101-2", "PII602", "########"),
        ("født 1. januar 1990", "PII602", "#. xxxxxx ####"),
        ("1990-jan-01", "PII602", "####-xxx-##"),
        ("January 1st, 1990", "PII602", "xxxxxxx #xx, ####"),
        ("01jan90", "PII602", "##xxx##"),
        ("d. 1 of January 1990", "PII602", None),
        ("1/1-90", "PII602", "#/#-##"),
        ("01.1.90", "PII602", "##.#.##"),
        ("1990/1/01", "PII602", "####/#/##"),
        (MD5, "PII603", None),
        (MD5[:6], "PII603", None),
        (f"md5:{MD5[:9]}", "PII603", None),
        (f"{MD5[-12:]}.pdf", "PII603", None),
        (":".join(re.findall("..", MD5.upper())), "PII603", None),
        ("-".join((MD5[:8], MD5[8:12], MD5[12:16], MD5[16:20], MD5[20:])), "PII603", None),
        (f"0x{MD5}", "PII603", None),
        (f"a/{base64.b64encode(SHA256.digest()).decode()[:11]}", "PII603", None),
        (hashlib.sha256(f"{NUMBER}\n".encode()).hexdigest(), "PII603", None),
        (hashlib.sha1(NUMBER.encode("utf-16-le")).hexdigest(), "PII603", None),
        (SHA256.hexdigest().upper(), "PII603", None),
        (SHA256.hexdigest()[:16], "PII603", None),
        (base64.b64encode(SHA256.digest()).decode(), "PII603", None),
        (base64.urlsafe_b64encode(SHA256.digest()).decode().rstrip("="), "PII603", None),
        (hashlib.sha512(b"018190 10192").hexdigest(), "PII603", None),
        (hashlib.sha1(b"leietaker@example.com").hexdigest(), "PII603", None),
        (f"sha224-{hashlib.sha224(b'41234567').hexdigest()}", "PII603", None),
    ],
)
def test_a_value_of_the_manifest_recurs_in_the_request(reference, rule, masked) -> None:
    (finding,) = recurring(submission(reference))
    assert finding.rule == rule
    assert (finding.path, finding.confidence) == ("request.xml", "high")
    assert finding.field == "/portal-signature-job-request/reference"
    if masked is not None:
        assert finding.masked == masked


@pytest.mark.parametrize(
    "reference",
    [
        "2024-000417",
        "10193",
        "1019",
        "210192",  # a part is never cut out of a longer number
        "10192,50",
        "kr 10192",
        "10192 kr",
        "12.10192",
        "2026-01-01",
        "1234568",
        "1. januar 2026",
        "2. januar 1990",
        "1. februar 1990",
        "1. januar",
        "versjon 1.1.9",
        MD5[:5],
        MD5[4:12],
        hashlib.md5(b"test").hexdigest()[:8],
        hashlib.sha256(b"test").hexdigest(),
        "1f0e6b2c-7a41-4f39-9b55-0c2f6a1d7e90",
        "example.com",
        "leietaker",  # a word that says nobody's name
        "kontrakt",
    ],
)
def test_near_misses(reference: str) -> None:
    assert recurring(submission(reference)) == []


@pytest.mark.parametrize(
    ("address", "reference", "rule"),
    [
        ("runa@example.org", "runa-22", "PII602"),
        ("silje.rui@example.org", "Silje Rui", "PII602"),
        ("silje.rui@example.org", "SiljeRui_v2", "PII602"),
        ("silje.rui@example.org", "siljerui", "PII602"),
        ("kåre.øen@example.org", "kaare-oeen", "PII602"),
        ("siljerui84@example.org", "siljerui", "PII602"),
        ("silje.rui@example.org", "rui_silje", "PII602"),
        ("silje.rui@example.org", "srui", "PII602"),
        ("silje.rui@example.org", "ruin-22", None),
        ("post@example.org", "post-22", None),
        ("info@example.org", "info", None),
        ("post@example.org", "til post@example.org", None),  # nobody's own, also in whole
        ("no-reply@example.org", "fra no-reply@example.org", None),
        ("runa@example.org", "runa (krøllalfa) example (punkt) org", "PII601"),
        ("avtale@example.org", "avtale-3", None),
        ("berg@example.org", "berg-og-dal", None),
    ],
)
def test_what_is_before_the_at_of_an_address(address, reference, rule) -> None:
    found = recurring(submission(reference, address=address))
    assert [finding.rule for finding in found] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("title", "nonsensitive", "rule"),
    [
        ("Avtale for Kari Nordmann", "Avtale kari_nordmann", "PII601"),
        ("Avtale for Kari Nordmann", "Nordmann, Kari", "PII601"),
        ("Avtale for Kari Nordmann", "Avtale Nordmann", "PII602"),
        ("Avtale for Kari Nordmann", "Avtale knordmann", "PII602"),
        ("Avtale for Kari Nordmann", "Avtale kari.n", "PII602"),
        ("Avtale for Kari Nordmann", "Avtale karin", None),  # somebody else
        ("Gjelder Embla Bjørgan, siste dag 31. mai", "usr-embbjo02", "PII602"),
        ("Gjelder Embla Bjørgan, siste dag 31. mai", "bjoemb02", "PII602"),
        ("Gjelder Embla Bjørgan, siste dag 31. mai", "usr-emibjo02", None),
        ("Avtale for Kåre Bø Sæther", "Avtale kare.saether", "PII601"),
        ("Avtale for Kåre Bø Sæther", "Avtale Sæther, Kåre", "PII601"),
        ("Avtale for Kari Nordmann", "Avtale nattskift", None),
        ("Leiekontrakt", "Leiekontrakt", None),
    ],
)
def test_names_out_of_the_title(title, nonsensitive, rule) -> None:
    found = recurring(LINTER.check(portal_manifest(title=title, nonsensitive=nonsensitive)))
    assert [finding.rule for finding in found] == ([rule] if rule else [])


def test_the_message_says_where_the_value_is_from_and_not_what_it_is() -> None:
    (finding,) = recurring(submission(NUMBER))
    origin = "/portal-signature-job-manifest/signers/signer/personal-identification-number"
    assert origin in finding.message
    assert NUMBER not in repr(finding)
    assert finding.rests_on == ("known-whole", "synthetic")
    assert finding.severity == "warning"


def test_what_was_peeled_is_named() -> None:
    hidden = base64.b64encode(NUMBER.encode()).decode()
    (finding,) = recurring(submission(f"id%3D{hidden}"))
    assert finding.message.endswith(", hidden by base64")
    (finding,) = recurring(submission(NUMBER[::-1]))
    assert finding.message.endswith(", hidden by reversed order")


def test_exact_places() -> None:
    (finding,) = recurring(submission("sak 10192"))
    line = portal_request("sak 10192").decode()
    assert finding.position is not None
    assert finding.position.column == line.index("10192") + 1
    assert finding.position.end_column == finding.position.column + 5


def test_within_one_manifest() -> None:
    (finding,) = recurring(LINTER.check(portal_manifest(nonsensitive="Avtale 41234567")))
    assert finding.rule == "PII601"
    assert "notifications/sms/@number" in finding.message


def test_names_of_documents() -> None:
    report = submission(documents=["kontrakt.pdf", Path("out") / f"{NUMBER}.pdf", "10192.pdf"])
    found = [(finding.path, finding.field, finding.rule) for finding in report.findings]
    assert found == [("documents", "[2]", "PII601"), ("documents", "[3]", "PII602")]


@pytest.mark.parametrize("name", ["Bj\udcf8rn-Moen.pdf", "\ud800-bjoern-moen.pdf"])
def test_names_of_documents_that_are_no_utf_8(name: str) -> None:
    report = submission(documents=["avtale.pdf", name], title="Leiekontrakt Bjørn Moen")
    assert [(one.path, one.field) for one in recurring(report)] == [("documents", "[2]")]


def test_one_place_has_one_finding() -> None:
    report = submission(f"{NUMBER} leietaker@example.com")
    assert [finding.rule for finding in report.findings] == ["PII601", "PII601"]


def test_what_reaches_further_is_told_beside_the_part_that_recurs() -> None:
    report = submission("runa@elsewhere.example", address="runa@example.org")
    assert [finding.rule for finding in report.findings] == ["PII201", "PII602"]


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ({"ignore": ("PII6",)}, ["PII102"]),
        ({"select": ("PII1",)}, ["PII102"]),
        ({"ignore": ("PII1",)}, ["PII601"]),
    ],
)
def test_what_is_not_asked_for_hides_no_other_rule(options, rules) -> None:
    report = piilint.Linter(**options).check_submission(
        request=portal_request(NUMBER), manifest=portal_manifest()
    )
    assert [finding.rule for finding in report.findings] == rules


def test_each_part_is_optional_and_what_is_broken_is_told() -> None:
    assert LINTER.check_submission(manifest=portal_manifest()).ok
    assert LINTER.check_submission(documents=["a.pdf"]).ok
    report = LINTER.check_submission(request=b"<broken", manifest=portal_manifest())
    assert report.exit_code == 2


def test_a_contact_field_may_hold_the_same_address_as_another() -> None:
    same = portal_manifest().replace(
        b"</signer></signers>",
        b'</signer><signer><notifications><email address="leietaker@example.com"/>'
        b"</notifications></signer></signers>",
    )
    assert recurring(LINTER.check(same)) == []


def test_responses_and_urls() -> None:
    report = LINTER.check_submission(
        request=direct_request(query=f"/{NUMBER}?q=1"), manifest=portal_manifest()
    )
    assert [finding.rule for finding in recurring(report)] == ["PII601"]


@given(
    st.integers(0, 99999),
    st.sampled_from(["ref {} a", "{}", "a/{}/b", "nr-{}"]),
)
@settings(max_examples=60, deadline=None)
def test_five_digits_recur_only_as_the_last_ones_of_the_number(last: int, around: str) -> None:
    found = recurring(submission(around.format(f"{last:05}")))
    assert bool(found) == (f"{last:05}" == NUMBER[6:])


@pytest.mark.parametrize(
    "order", [("request.xml", "manifest.xml"), ("manifest.xml", "request.xml")]
)
def test_files_of_a_folder_belong_together(order, tmp_path, monkeypatch, capsys) -> None:
    """The other of the two is read for its values, and not reported on."""
    monkeypatch.chdir(tmp_path)
    Path("request.xml").write_bytes(portal_request("loan-10192"))
    Path("manifest.xml").write_bytes(portal_manifest(nonsensitive="tlf 91919191 ring"))
    checked, other = order
    assert main(["check", checked]) == 1
    output = capsys.readouterr().out
    assert checked in output
    assert f"{other}:" not in output
    assert ("PII602" in output) == (checked == "request.xml")


def test_together_names_others(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.xml").write_bytes(portal_request("loan-10192"))
    Path("b.xml").write_bytes(portal_manifest())
    assert main(["check", "a.xml", "b.xml"]) == 0
    assert main(["check", "--together", "a.xml", "b.xml"]) == 1
    assert main(["check", "a.xml", "--together", "a.xml", "b.xml"]) == 1
    assert "PII602" in capsys.readouterr().out


def test_a_search_that_finds_too_much_is_stopped_and_says_so() -> None:
    report = LINTER.check(portal_manifest(nonsensitive="10192 " * 1500))
    assert len(recurring(report)) == 1000
    assert [finding.rule for finding in report.findings if finding.unchecked] == ["CHK007"]
    assert report.exit_code == 2


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("Avtale med Haugen", True),
        ("Haugen-2026", True),
        ("2026/haugen", True),
        ("Haugens bil", True),
        ("Avtale med Haugen skole", False),
        ("Leie i Haugen", False),
    ],
)
def test_a_surname_that_is_a_word_too_counts_as_a_name(title: str, is_told: bool) -> None:
    manifest = portal_manifest(title="Avtale med Tore Haugen", nonsensitive=title)
    assert bool(recurring(LINTER.check_submission(manifest=manifest))) == is_told
