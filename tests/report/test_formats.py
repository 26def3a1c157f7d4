"""Every format, read by a reader of its own: what is in it, and what its readers need."""

import json
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from junitparser import Error, Failure, JUnitXml

from piilint.catalog import Language
from piilint.config import find_configuration
from piilint.lint.batch import check_files
from piilint.lint.files import Selection
from piilint.lint.linter import Linter
from piilint.lint.tally import Tally
from piilint.model import Report
from piilint.report import FORMATS, About
from tests.lint.messages import direct_request, portal_manifest, portal_request

AT = datetime(2026, 11, 23, tzinfo=UTC)
WAIVER = b"<!-- piilint: ignore[PII201] a mailbox of ours -->"
FILES = {
    "a b, c.xml": b"\n" + portal_request("ola@example.com"),
    "broken.xml": portal_request()[:-9],
    "clean.xml": portal_request(),
    "detail.xml": portal_manifest(number="12345678910"),
    "other.xml": b"<project/>",
    "synthetic.xml": direct_request("Sak 01819010192"),
    "twice.xml": portal_request("ola@example.com kari@example.com"),
    "waived.xml": WAIVER + portal_request("ola@example.com"),
    "words.txt": b"words",
}


def checked(folder: Path, language: Language = "en") -> tuple[Report, About]:
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "piilint.toml").write_text(f'lang = "{language}"\n')
    linter = Linter.configured(find_configuration(folder), at=AT)
    tally = Tally(linter, whole=True)
    for result in check_files(linter, Selection(paths=[str(folder)], base=folder).candidates()):
        tally.add(result)
    tally.close()
    return tally.report(), About(catalog=linter.pack.catalog, field_table=linter.pack.field_table)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, About]:
    return checked(tmp_path_factory.mktemp("files"))


def rendered(outcome: tuple[Report, About], format_: str) -> str:
    text: str = import_module(f"piilint.report.{format_}").render(*outcome)
    return text


@pytest.fixture
def sarif(outcome: tuple[Report, About]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(rendered(outcome, "sarif"))
    return log


def test_the_rules_of_sarif_have_what_github_shows(sarif: dict[str, Any]) -> None:
    (run,) = sarif["runs"]
    assert (sarif["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    rule = rules["PII201"]
    assert rule["name"] == "EmailAddress"
    assert rule["defaultConfiguration"]["level"] == "error"
    assert rule["properties"]["problem.severity"] == "error"
    assert rule["properties"]["security-severity"] == "7.5"
    assert rule["help"]["markdown"]
    assert rules["PII105"]["defaultConfiguration"]["level"] == "note"
    assert "security-severity" not in rules["XML002"]["properties"]


def test_the_results_of_sarif(sarif: dict[str, Any], outcome: tuple[Report, About]) -> None:
    (run,) = sarif["runs"]
    results = run["results"]
    assert len(results) == len(outcome[0].findings)
    first = results[0]
    assert first["ruleId"] == "PII201"
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "PII201"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a%20b%2C%20c.xml", "uriBaseId": "%SRCROOT%"}
    assert place["region"]["startLine"] == 2
    assert "snippet" not in json.dumps(sarif)
    prints = [result["partialFingerprints"] for result in results]
    assert all(each["primaryLocationLineHash"] == each["piilint/v1"] for each in prints)
    assert len({each["piilint/v1"] for each in prints}) == len(prints)
    suppressed = [result["suppressions"] for result in results if result["suppressions"]]
    assert suppressed == [
        [{"kind": "inSource", "status": "accepted", "justification": "a mailbox of ours"}]
    ]
    assert run["invocations"] == [{"executionSuccessful": False, "exitCode": 2}]


@pytest.fixture(scope="session")
def multitool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Microsoft's validator for SARIF, with the rules that GitHub's upload has."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not here to bring the SARIF validator")
    folder = tmp_path_factory.mktemp("npm")
    done = subprocess.run(
        [npm, "install", "--no-audit", "--no-fund", "--prefix", folder, "@microsoft/sarif-multitool@5"],
        capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    tool = next(folder.glob("node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool"), None)
    if done.returncode or tool is None:
        pytest.skip("npm could not bring the SARIF validator")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    return tool


@pytest.mark.slow
def test_sarif_is_valid_for_github(
    outcome: tuple[Report, About], multitool: Path, tmp_path: Path
) -> None:
    log, verdict = tmp_path / "out.sarif", tmp_path / "verdict.sarif"
    log.write_text(rendered(outcome, "sarif"))
    subprocess.run(
        [multitool, "validate", log, "--rule-kind", "Sarif;Ghas", "--output", verdict],
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    found = json.loads(verdict.read_text(encoding="utf-8-sig"))["runs"][0]
    problems = {
        (each["ruleId"], each.get("level", "warning")) for each in found.get("results") or []
    }
    # There is no page of the project's to name as informationUri; that is a recommendation.
    assert problems <= {("SARIF2005", "warning")}


def test_github_annotations(outcome: tuple[Report, About]) -> None:
    lines = rendered(outcome, "github").splitlines()
    assert lines[0].startswith(
        "::error file=a b%2C c.xml,line=2,endLine=2,col=87,endColumn=102,title=PII201 email-address::"
    )
    assert [line.split(" ")[0] for line in lines] == [
        "::error", "::error", "::notice", "::warning", "::error", "::error"
    ]  # fmt: skip
    assert not any("waived.xml" in line for line in lines)
    assert all("\r" not in line and line.count("::") == 2 for line in lines)


def test_gitlab_issues(outcome: tuple[Report, About]) -> None:
    issues = json.loads(rendered(outcome, "gitlab"))
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints) == 6
    assert [issue["severity"] for issue in issues] == [
        "major", "blocker", "info", "minor", "major", "major"
    ]  # fmt: skip
    assert issues[0]["location"] == {"path": "a b, c.xml", "lines": {"begin": 2}}
    assert issues[0]["check_name"] == "PII201"
    assert all(issue["description"] for issue in issues)


def test_junit_is_read_by_a_reader_of_junit(outcome: tuple[Report, About]) -> None:
    suites = JUnitXml.fromstring(rendered(outcome, "junit").encode())
    (suite,) = suites
    assert (suite.tests, suite.failures, suite.errors) == (8, 3, 1)
    cases = {case.name: case.result for case in suite}
    assert [type(result) for result in cases["broken.xml"]] == [Error]
    (failure,) = cases["twice.xml"]
    assert isinstance(failure, Failure)
    assert failure.message == "2 findings: PII201"
    assert len((failure.text or "").splitlines()) == 2
    assert cases["clean.xml"] == cases["waived.xml"] == cases["detail.xml"] == []


class Page(HTMLParser):
    """What a page holds: its text, its links, what it would load, and whether tags are closed."""

    VOID = ("meta", "br", "link", "img")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.loads: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids |= {values["id"] or ""} if "id" in values else set()
        self.links |= {values["href"] or ""} if "href" in values else set()
        if tag in ("script", "link", "img", "iframe", "object") or "src" in values:
            self.loads.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_html_stands_by_itself(outcome: tuple[Report, About]) -> None:
    text = rendered(outcome, "html")
    page = Page(text)
    assert page.open == []
    assert page.loads == []
    assert "url(" not in text
    assert page.links <= {f"#{name}" for name in page.ids}
    content = " ".join(" ".join(page.texts).split())
    for wanted in (
        "7 files checked", "By rule", "By field", "a mailbox of ours", "Sources:",
        "/portal-signature-job-manifest/signers/signer/personal-identification-number",
    ):  # fmt: skip
        assert wanted in content, wanted


def test_html_escapes_what_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "<b>&.xml").write_bytes(
        portal_request("ola@example.com", "<i>&amp;kari@example.com</i>")
    )
    report, about = checked(tmp_path)
    page = Page(rendered((report, about), "html"))
    assert "<b>&.xml:1:87" in " ".join(page.texts)


BROWSER = shutil.which("chromium")


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no chromium here to show the page")
def test_html_is_shown_by_a_browser(outcome: tuple[Report, About], tmp_path: Path) -> None:
    (tmp_path / "out.html").write_text(rendered(outcome, "html"))
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             f"--user-data-dir={tmp_path / 'profile'}"]  # fmt: skip
    for option, file in (("--screenshot", "out.png"), ("--print-to-pdf", "out.pdf")):
        subprocess.run(
            [str(BROWSER), *flags, f"{option}={tmp_path / file}", f"file://{tmp_path}/out.html"],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        assert (tmp_path / file).stat().st_size > 20_000


def lines_of(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line and not line.startswith(" "))


def test_text_in_norwegian(tmp_path: Path) -> None:
    text = rendered(checked(tmp_path, "nb"), "text")
    assert re.search(r"^    råd: ", text, re.MULTILINE)
    *findings, summary, passed = lines_of(text)
    assert all(re.search(r": (feil|advarsel|merknad): ", line) for line in findings)
    assert summary == (
        "7 filer kontrollert: 4 feil, 1 advarsel, 1 merknad; 1 annen XML-fil hoppet over; "
        "1 unntatt; 1 ikke fullstendig kontrollert"
    )
    assert passed == "Forbigått: 2 uten melding"


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("language", ["en", "nb"])
def test_an_empty_report_is_a_report(format_: str, language: Language) -> None:
    linter = Linter(language=language)
    about = About(catalog=linter.pack.catalog, field_table=linter.pack.field_table)
    text = rendered((Report(findings=()), about), format_)
    if format_ in ("json", "sarif", "gitlab"):
        json.loads(text)
    elif format_ == "junit":
        JUnitXml.fromstring(text.encode())
    elif format_ == "html":
        assert Page(text).open == []
