"""Every official example is linted, and what is expected of each is written out."""

from datetime import UTC, datetime

import pytest

import piilint

from .reference import REFERENCE, needs_reference

pytestmark = needs_reference

EXAMPLES = REFERENCE / "examples"

NUMBER = "PII105"
"""Wrong check digits in the element for the number: an information."""

ORGANISATION = "REQ211"
"""The check digit of the organisation number does not hold: an information."""

PASSED = "REQ221"
"""The activation time has passed: an information."""

EXPECTED = {
    "direct/manifest-signer-without-pin.xml": [
        ("PII301", 4, 33),
        ("PII201", 4, 47),
        (ORGANISATION, 7, 10),
    ],
    "direct/manifest-specify-signtype-and-auth.xml": [(NUMBER, 4, 41), (ORGANISATION, 8, 10)],
    "direct/manifest.xml": [(NUMBER, 4, 41), (ORGANISATION, 8, 10)],
    "direct/multiple_signers/manifest.xml": [(NUMBER, 7, 41), (ORGANISATION, 10, 10)],
    "direct/multiple_signers/request.xml": [],
    "direct/multiple_signers/response.xml": [(NUMBER, 14, 41)],
    "direct/multiple_signers/status-response.xml": [],
    "direct/request.xml": [],
    "direct/response.xml": [(NUMBER, 10, 41)],
    "direct/signer-response.xml": [(NUMBER, 9, 37)],
    "direct/signer-update-request.xml": [],
    "direct/status-response.xml": [],
    "portal/legacy/manifest-legacy.xml": [
        (NUMBER, 5, 45),
        (NUMBER, 12, 45),
        (NUMBER, 18, 45),
        (NUMBER, 25, 45),
        (ORGANISATION, 32, 10),
        (PASSED, 40, 10),
    ],
    "portal/manifest-signer-without-pin.xml": [(ORGANISATION, 19, 10), (PASSED, 27, 10)],
    "portal/manifest-specify-on-behalf-of.xml": [
        (NUMBER, 5, 45),
        (ORGANISATION, 14, 10),
        (PASSED, 22, 10),
    ],
    "portal/manifest-specify-signtype-and-auth.xml": [
        (NUMBER, 5, 45),
        (NUMBER, 13, 45),
        (NUMBER, 20, 45),
        (NUMBER, 28, 45),
        (ORGANISATION, 36, 10),
        (PASSED, 45, 10),
    ],
    "portal/manifest.xml": [
        (NUMBER, 5, 45),
        (NUMBER, 12, 45),
        (NUMBER, 18, 45),
        (NUMBER, 25, 45),
        (ORGANISATION, 32, 10),
        (PASSED, 49, 10),
    ],
    "portal/request.xml": [],
    "portal/response.xml": [],
    "portal/status-change-response-signer-without-pin.xml": [],
    "portal/status-change-response.xml": [(NUMBER, 9, 45)],
    "xades/signatures.xml": [],
}
"""Rule, line and column of each finding."""


def test_every_example_is_in_the_table() -> None:
    names = {path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*.xml")}
    assert names == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_found_in_an_official_example(name: str) -> None:
    linter = piilint.Linter(at=datetime(2026, 1, 1, tzinfo=UTC))
    report = linter.check((EXAMPLES / name).read_bytes())
    found = [
        (finding.rule, finding.position.line, finding.position.column)
        for finding in report.findings
        if finding.position
    ]
    assert found == EXPECTED[name]
    informations = {NUMBER, ORGANISATION, PASSED}
    assert report.ok == ({rule for rule, _, _ in EXPECTED[name]} <= informations)


def test_foreign_xml_among_them_is_skipped_and_counted() -> None:
    report = piilint.check(EXAMPLES / "xades" / "signatures.xml")
    assert (report.skipped, report.findings) == (1, ())
