"""Waivers: what they cover, and what is said of those that are not as they must be."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from piilint.config import find_configuration
from piilint.lint.batch import check_files
from piilint.lint.files import Selection
from piilint.lint.linter import Linter
from piilint.lint.tally import Tally
from piilint.model import Finding, Report
from tests.lint.messages import NAMESPACE, portal_request

AT = datetime(2026, 11, 23, tzinfo=UTC)
MAIL = "ola@example.com"


def request(before: str = "", top: str = "", inside: str = "", after: str = "") -> bytes:
    """A request with an address in its reference, and places for comments."""
    return (
        f'{before}<portal-signature-job-request xmlns="{NAMESPACE}">{top}'
        f"<reference>{inside}{MAIL}</reference>{after}"
        "</portal-signature-job-request>"
    ).encode()


def check(data: bytes) -> Report:
    return Linter(at=AT).check(data)


def outcome(data: bytes) -> list[str]:
    """Rules of the findings, with a mark on those that are suppressed."""
    return [
        finding.rule if finding.suppressed is None else f"({finding.rule})"
        for finding in check(data).findings
    ]


WAIVER = "<!-- piilint: ignore[PII201] a mailbox of ours -->"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (request(), ["PII201"]),
        (request(before=WAIVER), ["(PII201)"]),  # the file
        (request(top=WAIVER), ["(PII201)"]),  # the element that follows
        (request(top=f"\n  {WAIVER}\n  <!-- more -->\n"), ["(PII201)"]),
        (request(inside=WAIVER), ["(PII201)"]),  # the element that it stands in
        (request(after=WAIVER), ["(PII201)"]),  # nothing follows: the request
        (request(after=f"{WAIVER}<polling-queue>q</polling-queue>"), ["PII201", "SUP002"]),
        (request().replace(b"</reference>", f"</reference>{WAIVER}<a/>".encode()), ["PII201", "SUP002", "REQ103"]),
        (request() + WAIVER.encode(), ["PII201", "SUP002"]),  # after the root
        (request(before="<!-- piilint: ignore[PII201, PII102] ours -->"), ["SUP002", "(PII201)"]),
        (request(before="<!-- piilint: ignore[PII202] ours -->"), ["SUP002", "PII201"]),
        (request(before="<!-- piilint: ignore[PII201] until=2026-11-23 ours -->"), ["(PII201)"]),
        (request(before="<!-- piilint: ignore[PII201] until=2026-11-22 ours -->"), ["SUP003", "PII201"]),
        (request(before="<!-- piilint: ignore[PII201] -->"), ["SUP001", "PII201"]),
        (request(before="<!-- piilint: ignore[PII201] ... -->"), ["SUP001", "PII201"]),
        (request(before="<!-- piilint: ignore[PII201] until=2027-01-31 -->"), ["SUP001", "PII201"]),
        (request(before="<!-- piilint: ignore[PII201]ours -->"), ["SUP004", "PII201"]),
        (request(before="<!-- piilint: ignore[] ours -->"), ["SUP004", "PII201"]),
        (request(before="<!-- piilint: ignore ours -->"), ["SUP004", "PII201"]),
        (request(before="<!-- piilint: ignore everything -->"), ["SUP004", "PII201"]),
        (request(before="<!-- piilint: disable[PII201] ours -->"), ["SUP004", "PII201"]),
        (request(before="<!-- piilint ignore[PII201] ours -->"), ["SUP004", "PII201"]),
        (request(before="<!-- Piilint: ignore[PII201] ours -->"), ["SUP004", "PII201"]),
        (request(before="<!-- piilint: ignore[PII2] ours -->"), ["SUP004", "PII201"]),
        (request(before="<!-- piilint: ignore[pii201] ours -->"), ["SUP004", "PII201"]),
        (request(before="<!-- piilint: ignore[PII999] ours -->"), ["SUP004", "PII201"]),
        (request(before="<!-- piilint: ignore[SUP002] ours -->"), ["SUP004", "PII201"]),
        (request(before="<!-- piilint: ignore[PII201] until=soon ours -->"), ["SUP004", "PII201"]),
        (request(before="<!-- piilint: ignore[PII201] until=2026-02-30 ours -->"), ["SUP004", "PII201"]),
        (request(before="<!-- piilint: ignore[PII201] ours until=2027-01-31 -->"), ["SUP004", "PII201"]),
        (request(before="<!-- this message is checked with piilint -->"), ["PII201"]),
        (request(before=WAIVER * 2), ["(PII201)", "SUP002"]),
        (request(before="<!-- piilint: ignore[PII601] ours -->"), ["PII201"]),  # needs other documents
        (request(top="<!-- piilint: ignore[REQ103] an extension -->", inside="").replace(b"<reference>", b"<extension/><reference>"), ["(REQ103)", "PII201"]),
    ],
)  # fmt: skip
def test_what_a_waiver_covers(data: bytes, expected: list[str]) -> None:
    assert sorted(outcome(data)) == sorted(expected)


def test_a_suppressed_finding_keeps_its_reason() -> None:
    (finding,) = check(request(before=WAIVER)).findings
    assert finding.suppressed is not None
    assert (finding.suppressed.kind, finding.suppressed.reason) == ("inline", "a mailbox of ours")


def test_a_waiver_does_not_cover_itself_and_its_reason_is_masked() -> None:
    data = request(before="<!-- piilint: ignore[PII201] ask kari@example.com -->")
    findings = check(data).findings
    assert [(each.field, each.suppressed is None) for each in findings] == [
        ("/comment()", True),
        ("/portal-signature-job-request/reference", False),
    ]
    suppressed = findings[1].suppressed
    assert suppressed is not None
    assert suppressed.reason == "ask xxxx@xxxxxxx.xxx"


def test_an_objection_to_a_waiver_stands_where_the_waiver_does() -> None:
    (unused, _) = check(request(before="\n <!-- piilint: ignore[PII202] ours -->")).findings
    place = unused.position
    assert unused.rule == "SUP002"
    assert place is not None
    assert (place.line, place.column, place.end_column) == (2, 23, 29)


def test_what_was_not_checked_cannot_be_waived(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(page: object) -> list[Finding]:
        raise RuntimeError

    monkeypatch.setattr("piilint.lint.search.DETECTORS", (broken,))
    report = check(request(before="<!-- piilint: ignore[CHK003] known -->"))
    assert report.exit_code == 2


def test_many_waivers_take_linear_time() -> None:
    def seconds(number: int) -> float:
        data = request(before="", top=f"{WAIVER}<!-- x -->" * number)
        start = time.perf_counter()
        assert check(data).ok is False  # the unused ones
        return time.perf_counter() - start

    seconds(50)
    assert seconds(2000) < 12 * max(seconds(500), 0.05)


CONFIGURED = """
[[waivers]]
rule = "PII201"
path = "%s"
reason = "%s"
"""


def run(folder: Path, toml: str, *paths: str) -> Report:
    (folder / "piilint.toml").write_text(toml)
    configuration = find_configuration(folder)
    linter = Linter.configured(configuration, at=AT)
    selection = Selection(paths=paths or (str(folder),), base=folder)
    tally = Tally(linter, whole=selection.whole)
    for checked in check_files(linter, selection.candidates()):
        tally.add(checked)
    tally.close()
    return tally.report()


def told(report: Report) -> list[tuple[str, str, bool]]:
    return [(each.path, each.rule, each.suppressed is None) for each in report.findings]


def test_a_waiver_in_the_configuration_covers_its_path(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(request())
    (tmp_path / "b.xml").write_bytes(request())
    report = run(tmp_path, CONFIGURED % ("a.xml", "a mailbox of ours"))
    assert told(report) == [("a.xml", "PII201", False), ("b.xml", "PII201", True)]
    suppressed = report.findings[0].suppressed
    assert suppressed is not None
    assert (suppressed.kind, suppressed.reason) == ("config", "a mailbox of ours")


def test_a_field_narrows_it(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(request())
    waiver = CONFIGURED % ("*.xml", "ours")
    assert told(run(tmp_path, waiver + 'field = "*/reference"\n'))[0][2] is False
    assert told(run(tmp_path, waiver + 'field = "*/title"\n'))[0][2] is True


def test_an_unused_one_is_told_where_that_can_be_known(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(portal_request())
    (tmp_path / "b.xml").write_bytes(portal_request())
    a, b = str(tmp_path / "a.xml"), str(tmp_path / "b.xml")
    unused = [("piilint.toml", "SUP002", True)]
    assert told(run(tmp_path, CONFIGURED % ("a.xml", "x"))) == unused
    assert told(run(tmp_path, CONFIGURED % ("a.xml", "x"), a)) == unused
    assert told(run(tmp_path, CONFIGURED % ("a.xml", "x"), b)) == []
    assert told(run(tmp_path, CONFIGURED % ("*.xml", "x"), b)) == []
    assert told(run(tmp_path, CONFIGURED % ("gone.xml", "x"))) == unused


def test_an_expired_one_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(request())
    report = run(tmp_path, CONFIGURED % ("a.xml", "x") + "until = 2026-11-22\n")
    assert told(report) == [("a.xml", "PII201", True), ("piilint.toml", "SUP003", True)]
    assert told(run(tmp_path, CONFIGURED % ("a.xml", "x") + "until = 2026-11-23\n")) == [
        ("a.xml", "PII201", False)
    ]


def test_a_reason_is_a_field_too(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(request())
    report = run(tmp_path, CONFIGURED % ("a.xml", "ask kari@example.com"))
    assert told(report) == [("a.xml", "PII201", False), ("piilint.toml", "PII201", True)]
    suppressed, found = report.findings[0].suppressed, report.findings[1]
    assert suppressed is not None
    assert suppressed.reason == "ask xxxx@xxxxxxx.xxx"
    assert (found.field, found.masked) == ("waivers[1].reason", "xxxx@xxxxxxx.xxx")
    assert found.position is not None
    assert found.position.line == 2
