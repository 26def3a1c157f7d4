"""The library: ``check``, ``Linter``, results, errors."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

import piilint

from .lint.messages import portal_manifest, portal_request


def test_the_public_names() -> None:
    assert sorted(piilint.__all__) == [
        "AsyncSigningClient",
        "AuthenticationLevel",
        "Availability",
        "BundleError",
        "CertificateError",
        "CheckedSubmission",
        "ConfigurationError",
        "DirectJob",
        "DirectSigner",
        "Document",
        "EmailAddress",
        "ExitUrls",
        "Finding",
        "Gate",
        "IdentifierInSignedDocuments",
        "IdentityNumber",
        "JobError",
        "Linter",
        "MissingExtraError",
        "NotCheckedError",
        "Notifications",
        "NotificationsUsingLookup",
        "OnBehalfOf",
        "PhoneNumber",
        "PiilintError",
        "PortalJob",
        "PortalSigner",
        "Position",
        "Report",
        "RulePackError",
        "Sandbox",
        "SendError",
        "Sender",
        "SignatureType",
        "SigningClient",
        "StatusRetrievalMethod",
        "SubmissionRejected",
        "TrustError",
        "UsageError",
        "__version__",
        "check",
    ]
    for name in piilint.__all__:
        assert getattr(piilint, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        piilint.nothing  # noqa: B018


def test_import_brings_nothing_heavy() -> None:
    heavy = "lxml pydantic cryptography httpx2 phonenumbers stdnum xmlschema rich yaml argparse"
    code = f"import sys, piilint; print([name for name in {heavy.split()} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_bytes_are_content_and_text_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "request.xml"
    path.write_bytes(portal_request("ola@example.com"))
    for source in (path.read_bytes(), path, str(path), [path], [path.read_bytes()]):
        report = piilint.check(source)
        assert [finding.rule for finding in report.findings] == ["PII201"]
        assert not report.ok


@pytest.mark.parametrize("text", ["<a>01819010192</a>", " \n<a/>", "a\nb", "a\rb"])
def test_a_document_as_text_is_refused_without_being_shown(text: str) -> None:
    with pytest.raises(piilint.UsageError) as caught:
        piilint.check(text)
    assert "0181" not in str(caught.value)


def test_a_missing_file_is_a_finding() -> None:
    report = piilint.check("no/such/file.xml")
    assert [finding.rule for finding in report.findings] == ["CHK001"]
    assert not report.ok


def test_raise_for_findings() -> None:
    piilint.check(portal_request()).raise_for_findings()
    with pytest.raises(piilint.SubmissionRejected) as caught:
        piilint.check(portal_request("ola@example.com")).raise_for_findings()
    assert [finding.rule for finding in caught.value.findings] == ["PII201"]


def test_ok_only_where_the_exit_code_would_be_0() -> None:
    assert piilint.check(portal_manifest(number="12345678910")).ok  # information only
    assert not piilint.Linter(fail_on="info").check(portal_manifest(number="12345678910")).ok
    assert not piilint.check(b"<broken").ok
    assert not piilint.Linter(select=("REQ",)).check(b"<broken").ok


def test_the_rule_of_2032_is_judged_for_a_day() -> None:
    # Both hold for this number; only the wider rule holds for the second.
    for at, severity in ((2031, "warning"), (2032, "error")):
        linter = piilint.Linter(at=datetime(at, 6, 1, tzinfo=UTC))
        report = linter.check(portal_request(_number_of_2032()))
        assert [finding.severity for finding in report.findings] == [severity]


def _number_of_2032() -> str:
    from piilint.detect import classify

    day = datetime(2031, 1, 1, tzinfo=UTC).date()
    for number in range(1011910000, 1011999999):
        digits = f"{number:011d}"
        found = classify(digits, day)
        if found and found.rule == "2032":
            return digits
    raise AssertionError


def test_one_linter_serves_many_threads() -> None:
    linter = piilint.Linter()
    documents = [portal_request(), portal_request("ola@example.com"), b"<broken"] * 50
    alone = [linter.check(data).findings for data in documents]
    with ThreadPoolExecutor(8) as pool:
        together = [report.findings for report in pool.map(linter.check, documents)]
    assert together == alone


def test_a_real_number_in_a_file_is_an_information_and_not_in_what_is_sent(tmp_path: Path) -> None:
    real = _real_number()
    data = portal_manifest(number=real)
    path = tmp_path / "manifest.xml"
    path.write_bytes(data)
    assert [finding.rule for finding in piilint.check(data).findings] == []
    (finding,) = piilint.check(path).findings
    assert (finding.rule, finding.severity) == ("PII106", "info")
    assert real not in f"{finding}"


def _real_number() -> str:
    """A number whose check digits hold and whose month is a plain one; of nobody, we hope."""
    from piilint.detect import classify

    day = datetime(2026, 1, 1, tzinfo=UTC).date()
    for number in range(1010049900, 1010049999):
        found = classify(f"0{number}", day)
        if found and found.rule == "today":
            return f"0{number}"
    raise AssertionError
