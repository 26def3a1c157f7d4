"""What other people's readers make of our reports, which hold a finding of every kind."""

import json
import stat
import subprocess
from importlib.metadata import version

import pytest
from junitparser import Error, Failure, JUnitXml

from tests.report.test_formats import checked, rendered

pytestmark = pytest.mark.slow

MULTITOOL = "@microsoft/sarif-multitool"
CODE_QUALITY = """
import { Issue } from "codeclimate-types";
import { Log } from "sarif";

// What GitLab asks for of Code Climate's issue: all of these, and the line a finding begins on.
type Asked = Required<Pick<Issue, "description" | "check_name" | "fingerprint" | "severity">> & {
  location: { path: string; lines: { begin: number } };
};
export const issues: Asked[] = %s;
export const log: Log = %s;
"""


def installed(folder, package):
    return json.loads((folder / "node_modules" / package / "package.json").read_text())["version"]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    return checked(tmp_path_factory.mktemp("files"))


def test_sarif_is_valid_for_github(outcome, npm, interop, tmp_path):
    """Microsoft's validator, with the schema and the rules that GitHub's upload has."""
    folder = npm(f"{MULTITOOL}@5")
    tool = next(folder.glob("node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool"), None)
    if tool is None:
        pytest.skip("there is no SARIF validator for this system")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    log, verdict = tmp_path / "out.sarif", tmp_path / "verdict.sarif"
    log.write_text(rendered(outcome, "sarif"))
    subprocess.run(
        [tool, "validate", log, "--rule-kind", "Sarif;Ghas", "--output", verdict],
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    found = json.loads(verdict.read_text(encoding="utf-8-sig"))["runs"][0]
    problems = {
        (each["ruleId"], each.get("level", "warning")) for each in found.get("results") or []
    }
    # There is no page of the project's to name as informationUri; that is a recommendation.
    assert problems <= {("SARIF2005", "warning")}
    interop.record(
        "reports as SARIF", "Microsoft's SARIF multitool", installed(folder, MULTITOOL),
        "valid by the schema and by the rules of GitHub's upload; it recommends an informationUri",
    )  # fmt: skip


def compiled(folder, issues, log):
    """What the TypeScript compiler has against the reports as values of other people's types."""
    (folder / "reports.ts").write_text(CODE_QUALITY % (issues, log), encoding="utf-8")
    done = subprocess.run(
        ["node", "node_modules/typescript/bin/tsc", "--noEmit", "--strict", "reports.ts"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode == 0) == (not done.stdout)
    return done.stdout


def test_reports_have_the_types_of_gitlab_s_and_of_sarif(outcome, npm, interop):
    for package in ("typescript@5", "codeclimate-types@0.3", "@types/sarif@2"):
        folder = npm(package)
    issues, log = rendered(outcome, "gitlab"), rendered(outcome, "sarif")
    assert compiled(folder, issues, log) == ""
    assert "'Severity'" in compiled(folder, issues.replace('"major"', '"error"'), log)
    assert '"bad"' in compiled(folder, issues, log.replace('"level": "error"', '"level": "bad"'))
    for what, package in (("GitLab code quality", "codeclimate-types"), ("SARIF", "@types/sarif")):
        interop.record(
            f"reports as {what}", package, installed(folder, package), "of the types that it has"
        )


def test_junit_is_read_by_a_reader_of_junit(outcome, interop):
    (suite,) = JUnitXml.fromstring(rendered(outcome, "junit").encode())
    assert (suite.tests, suite.failures, suite.errors) == (8, 3, 1)
    cases = {case.name: case.result for case in suite}
    assert [type(result) for result in cases["broken.xml"]] == [Error]
    (failure,) = cases["twice.xml"]
    assert isinstance(failure, Failure)
    assert failure.message == "2 findings: PII201"
    assert len((failure.text or "").splitlines()) == 2
    assert cases["clean.xml"] == cases["waived.xml"] == cases["detail.xml"] == []
    interop.record(
        "reports as JUnit", "junitparser", version("junitparser"),
        "files, findings and what could not be checked arrive as cases, failures and errors",
    )  # fmt: skip
