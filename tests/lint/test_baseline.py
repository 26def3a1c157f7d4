"""The baseline: only what is new counts, and the file only shrinks."""

import json
from pathlib import Path

import pytest

from tests.cli.test_check import piilint
from tests.lint.messages import portal_manifest, portal_request

OLD = portal_request("ola@example.com")
BASE = "known.jsonl"


def rules(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    done = piilint("check", "--format", "json", *arguments, cwd=folder)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)["findings"]
    return done.returncode, [
        each["rule"] if "suppressed" not in each else f"({each['rule']})" for each in found
    ]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with an old finding in its baseline."""
    (tmp_path / "a.xml").write_bytes(OLD)
    assert piilint("check", "--write-baseline", BASE, cwd=tmp_path).returncode == 0
    return tmp_path


def test_what_was_there_before_does_not_count(old: Path) -> None:
    assert rules(old) == (1, ["PII201"])
    assert rules(old, "--baseline", BASE) == (0, ["(PII201)"])
    assert rules(old, "--baseline", BASE, "--no-suppress") == (1, ["PII201"])


def test_a_line_is_a_place_and_nothing_more(old: Path) -> None:
    assert (old / BASE).read_text() == (
        '{"path": "a.xml", "rule": "PII201", "field": "/portal-signature-job-request/reference"}\n'
    )


def test_what_is_shown_or_masked_makes_no_difference(old: Path) -> None:
    before = (old / BASE).read_bytes()
    assert piilint("check", "--show-values", "--write-baseline", BASE, cwd=old).returncode == 0
    assert (old / BASE).read_bytes() == before


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\n\n\n" + OLD, (0, ["(PII201)"])),  # moved lines
        (portal_request("kari@example.com"), (0, ["(PII201)"])),  # another value, the same place
        (portal_request("ola@example.com kari@example.com"), (1, ["(PII201)", "PII201"])),
        (portal_request("x", "<!-- ola@example.com -->"), (1, ["SUP005", "PII201"])),
        (portal_request(), (0, ["SUP005"])),
        (OLD[:-5], (2, ["XML002"])),  # what cannot be read is not mended
    ],
)
def test_only_what_is_new_counts(old: Path, data: bytes, expected: tuple[int, list[str]]) -> None:
    (old / "a.xml").write_bytes(data)
    code, found = rules(old, "--baseline", BASE)
    assert (code, sorted(found)) == (expected[0], sorted(expected[1]))


def test_an_entry_of_a_file_that_is_gone_is_told_by_a_whole_run(old: Path) -> None:
    (old / "a.xml").rename(old / "b.xml")
    assert rules(old, "--baseline", BASE, "b.xml") == (1, ["PII201"])
    assert rules(old, "--baseline", BASE) == (1, ["PII201", "SUP005"])


def test_entries_are_not_stale_where_their_rule_was_not_looked_at(old: Path) -> None:
    assert rules(old, "--baseline", BASE, "--select", "REQ,SUP") == (0, [])


def test_writing_anew_keeps_owners_and_what_was_not_looked_at(old: Path) -> None:
    (old / "b.xml").write_bytes(OLD)
    entry = json.loads((old / BASE).read_text())
    (old / BASE).write_text(json.dumps(entry | {"owner": "team a", "reason": "old"}) + "\n")
    assert piilint("check", "b.xml", "--write-baseline", BASE, cwd=old).returncode == 0
    first, second = map(json.loads, (old / BASE).read_text().splitlines())
    assert (first["path"], first["owner"], first["reason"]) == ("a.xml", "team a", "old")
    assert (second["path"], "owner" in second) == ("b.xml", False)
    (old / "a.xml").write_bytes(portal_request())
    assert piilint("check", "--write-baseline", BASE, cwd=old).returncode == 0
    assert [json.loads(line)["path"] for line in (old / BASE).read_text().splitlines()] == ["b.xml"]


def test_lines_are_sorted_so_that_they_merge(tmp_path: Path) -> None:
    for name in ("b.xml", "a/z.xml", "a.xml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(portal_request("ola@example.com kari@example.com 8.8.8.8"))
    assert piilint("check", "--write-baseline", BASE, cwd=tmp_path).returncode == 0
    lines = [json.loads(line) for line in (tmp_path / BASE).read_text().splitlines()]
    keys = [(line["path"], line["rule"], line["field"]) for line in lines]
    assert keys == sorted(keys)
    assert [line.get("count", 1) for line in lines if line["rule"] == "PII201"] == [2, 2, 2]


def test_what_was_not_checked_is_never_recorded(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(OLD[:-5])
    assert piilint("check", "--write-baseline", BASE, cwd=tmp_path).returncode == 2
    assert (tmp_path / BASE).read_text() == ""
    assert rules(tmp_path, "--baseline", BASE)[0] == 2


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '"x"',
        "[" * 100_000,
        "<<<<<<< HEAD",
        '{"path": "01819010192"}',
        '{"path": "a", "rule": 1}',
        '{"path": "a", "rule": "PII201", "count": 0}',
        '{"path": "a", "rule": "PII201", "count": true}',
        '{"path": "a", "rule": "PII201", "line": 3}',
    ],
)
def test_a_line_that_is_no_entry_is_an_error_with_its_number(old: Path, line: str) -> None:
    with (old / BASE).open("a") as file:
        file.write(f"\n{line}\n")
    done = piilint("check", "--baseline", BASE, cwd=old)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{BASE}, line 3: is no entry of a baseline" in done.stderr
    assert "0181" not in done.stderr


def test_a_missing_baseline_is_an_error(old: Path) -> None:
    done = piilint("check", "--baseline", "missing.jsonl", cwd=old)
    assert done.returncode == 2
    assert "--write-baseline" in done.stderr


def test_a_line_that_a_merge_doubled_counts_once(old: Path) -> None:
    text = (old / BASE).read_text()
    (old / BASE).write_text(text * 2)
    (old / "a.xml").write_bytes(portal_request("ola@example.com kari@example.com"))
    assert rules(old, "--baseline", BASE) == (1, ["(PII201)", "PII201"])


def test_owners_and_reasons_are_fields_too(old: Path) -> None:
    entry = json.loads((old / BASE).read_text()) | {"owner": "kari@example.com", "reason": "old"}
    (old / BASE).write_text(json.dumps(entry) + "\n")
    done = piilint("check", "--format", "json", "--baseline", BASE, cwd=old)
    first, second = json.loads(done.stdout)["findings"]
    assert first["suppressed"] == {"kind": "baseline", "reason": "old"}
    assert (second["path"], second["rule"], second["field"]) == (BASE, "PII201", "[1].owner")
    assert "kari@" not in done.stdout
    assert done.returncode == 1


def test_a_baseline_can_stand_in_the_configuration(old: Path) -> None:
    (old / "piilint.toml").write_text(f'baseline = "{BASE}"\n')
    assert rules(old) == (0, ["(PII201)"])
    (old / "sub").mkdir()
    (old / "sub/m.xml").write_bytes(portal_manifest(nonsensitive="ola@example.com"))
    code, found = rules(old / "sub", "..")
    assert (code, found) == (1, ["(PII201)", "PII201"])


def test_waived_findings_are_not_recorded(tmp_path: Path) -> None:
    waiver = b"<!-- piilint: ignore[PII201] ours -->"
    (tmp_path / "a.xml").write_bytes(waiver + OLD)
    assert piilint("check", "--write-baseline", BASE, cwd=tmp_path).returncode == 0
    assert (tmp_path / BASE).read_text() == ""
