"""``piilint check`` as a user meets it: exit codes, reports, standard input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lint.messages import direct_request, portal_manifest, portal_request
from tests.reference import CHECKOUT


def piilint(
    *arguments: str, stdin: bytes = b"", cwd: Path = CHECKOUT, **environment: str
) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(
        [sys.executable, "-m", "piilint", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        check=False,
        env=plain | {"PYTHONPATH": str(CHECKOUT)} | environment,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


CLEAN = portal_request()
FOUND = portal_request("ola@example.com")
INFO_ONLY = portal_manifest(number="12345678910")


@pytest.mark.parametrize(
    ("files", "options", "code"),
    [
        ({"a.xml": CLEAN}, [], 0),
        ({"a.xml": FOUND}, [], 1),
        ({"a.xml": INFO_ONLY}, [], 0),
        ({"a.xml": INFO_ONLY}, ["--fail-on", "info"], 1),
        ({"a.xml": portal_request("01819010192")}, [], 1),
        ({"a.xml": portal_request("01819010192")}, ["--fail-on", "error"], 0),
        ({"a.xml": FOUND}, ["--ignore", "PII201"], 0),
        ({"a.xml": FOUND}, ["--ignore", "PII2,REQ"], 0),
        ({"a.xml": FOUND}, ["--select", "REQ"], 0),
        ({"a.xml": FOUND}, ["--select", "PII"], 1),
        ({"a.xml": b"<broken"}, [], 0),  # found by walking, and no word of the service in it
        ({"a.xml": CLEAN[:-5]}, [], 2),
        ({"a.xml": CLEAN[:-5], "b.xml": FOUND}, [], 2),  # 2 wins over 1
        ({"a.xml": CLEAN[:-5]}, ["--ignore", "XML", "--fail-on", "error"], 2),
        ({"pom.xml": b"<project/>"}, [], 0),
        ({".gitignore": b"out/", "out/a.xml": FOUND}, [], 0),
        ({".gitignore": b"out/\n!out/", "out/a.xml": FOUND}, [], 1),
        ({"a.txt": FOUND}, [], 1),  # whatever its extension
        ({"a.md": FOUND}, [], 0),
        ({"a.xsd": FOUND}, [], 0),
        ({"node_modules/a.xml": FOUND}, [], 0),
    ],
)  # fmt: skip
def test_exit_codes_of_a_folder(
    tmp_path: Path, files: dict[str, bytes], options: list[str], code: int
) -> None:
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert piilint("check", *options, cwd=tmp_path).returncode == code


@pytest.mark.parametrize(
    ("arguments", "stdin", "code"),
    [
        (["-"], CLEAN, 0),
        (["-"], FOUND, 1),
        (["-"], b"", 2),
        (["-"], b"<broken", 2),
        (["missing.xml"], b"", 2),
        (["--format", "yaml", "-"], CLEAN, 2),
        (["--rules", "missing.toml", "-"], CLEAN, 2),
        (["--no-such-option"], b"", 2),
        (["--fail-on", "never", "-"], CLEAN, 2),
        (["<reference>01819010192</reference>"], b"", 2),
        (["a\nb.xml"], b"", 2),
    ],
)
def test_exit_codes_of_calls(tmp_path: Path, arguments: list[str], stdin: bytes, code: int) -> None:
    done = piilint("check", *arguments, stdin=stdin, cwd=tmp_path)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "0181" not in done.stdout + done.stderr


def test_a_named_file_is_always_read(tmp_path: Path) -> None:
    for name in ("a.md", "node_modules/a.xml", "broken.xml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"<broken" if "broken" in name else FOUND)
    assert piilint("check", "a.md", cwd=tmp_path).returncode == 1
    assert piilint("check", "node_modules/a.xml", cwd=tmp_path).returncode == 1
    assert piilint("check", "broken.xml", cwd=tmp_path).returncode == 2


def test_the_text_report(tmp_path: Path) -> None:
    (tmp_path / "request.xml").write_bytes(b"\n" + direct_request(query="?m=kari@example.com"))
    done = piilint("check", "request.xml", cwd=tmp_path)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("request.xml:2:")
    assert ": error: " in lines[0]
    assert lines[0].endswith("[PII201 email-address]")
    start = lines[1].index("xxxx@xxxxxxx.xxx")
    assert lines[2] == " " * start + "^" * len("kari@example.com")
    assert lines[3].startswith("    help: ")
    assert lines[-1] == "1 file checked: 1 error, 0 warnings, 0 notes"


def test_the_json_report(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/request.xml").write_bytes(
        portal_request("x").replace(b"><reference>x", b">\n  <reference>Sak 01819010192 ")
    )
    (tmp_path / "other.xml").write_bytes(b"<project/>")
    done = piilint("check", "--format", "json", cwd=tmp_path)
    report = json.loads(done.stdout)
    assert report["version"] == 1
    assert report["tool"]["name"] == "piilint"
    assert report["summary"] == {
        "files": 2, "errors": 0, "warnings": 1, "infos": 0,
        "suppressed": 0, "baselined": 0, "skipped": 1, "unchecked": 0,
    }  # fmt: skip
    (finding,) = report["findings"]
    assert {
        key: finding[key] for key in finding if key not in ("message", "help", "fingerprint")
    } == {
        "path": "sub/request.xml",
        "line": 2,
        "column": 18,
        "end_line": 2,
        "end_column": 29,
        "field": "/portal-signature-job-request/reference",
        "rule": "PII102",
        "name": "synthetic-identity-number",
        "entity": "NO_FODSELSNUMMER",
        "severity": "warning",
        "confidence": "high",
        "masked": "###########",
    }
    assert finding["message"]
    assert finding["help"]


def test_several_reports_in_one_run(tmp_path: Path) -> None:
    done = piilint(
        "check", "--format", "text", "--format", "json:out.json", "-", stdin=FOUND, cwd=tmp_path
    )
    assert done.stdout.endswith("1 error, 0 warnings, 0 notes\n")
    assert json.loads((tmp_path / "out.json").read_text())["summary"]["errors"] == 1


def test_messages_in_norwegian() -> None:
    english = piilint("check", "-", stdin=FOUND).stdout.splitlines()[0]
    bokmal = piilint("check", "--lang", "nb", "-", stdin=FOUND).stdout.splitlines()[0]
    assert english != bokmal


def test_a_fingerprint_survives_moved_lines_and_holds_no_value() -> None:
    def fingerprint(data: bytes) -> str:
        report = json.loads(piilint("check", "--format", "json", "-", stdin=data).stdout)
        return str(report["findings"][0]["fingerprint"])

    assert fingerprint(FOUND) == fingerprint(b"\n\n" + FOUND)
    assert fingerprint(FOUND) == fingerprint(portal_request("kari@example.com"))
    assert fingerprint(FOUND) != fingerprint(direct_request("ola@example.com"))


def test_values_are_shown_only_on_request_and_never_in_ci() -> None:
    assert "ola@" not in piilint("check", "-", stdin=FOUND).stdout
    assert "ola@" in piilint("check", "--show-values", "-", stdin=FOUND).stdout
    refused = piilint("check", "--show-values", "-", stdin=FOUND, CI="true")
    assert refused.returncode == 2
    assert "ola@" not in refused.stdout + refused.stderr


def test_an_encoding_that_lacks_a_letter_stops_no_report() -> None:
    done = piilint("check", "--lang", "nb", "-", stdin=FOUND, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert r"r\xe5d" in done.stdout


def test_standard_input_can_be_given_a_name() -> None:
    done = piilint("check", "--stdin-filename", "a/request.xml", "-", stdin=FOUND)
    assert done.stdout.startswith("a/request.xml:1:")


UNREADABLE = Path("/proc/self/mem")  # opens, and cannot be read from its start, even by root


@pytest.mark.skipif(not UNREADABLE.exists(), reason="no file here that nobody can read")
def test_an_unreadable_file_does_not_lose_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(FOUND)
    done = piilint("check", str(UNREADABLE), "a.xml", cwd=tmp_path)
    assert done.returncode == 2
    assert "CHK001" in done.stdout
    assert "PII201" in done.stdout


@pytest.mark.parametrize("command", ["rules", "fields"])
def test_lists(command: str) -> None:
    done = piilint(command)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 40


def test_explain() -> None:
    done = piilint("explain", "pii101")
    assert done.returncode == 0
    assert "PII101 national-identity-number (error)" in done.stdout
    assert "Sources:" in done.stdout
    unknown = piilint("explain", "PII999")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "piilint rules" in unknown.stderr
