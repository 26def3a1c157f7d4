"""Archives and multipart bodies as input: what is in them is linted, within the bounds."""

import io
import json
import zipfile
from pathlib import Path

import pytest

import piilint as library
from tests.cli.test_check import piilint
from tests.lint.messages import portal_manifest, portal_request

MAIL = "ola@example.com"
FOUND = portal_manifest(nonsensitive=MAIL)


def zipped(**files: bytes) -> bytes:
    return packed(list(files.items()))


def packed(files: list[tuple[str, bytes]]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return sink.getvalue()


PACKAGE = packed(
    [("manifest.xml", FOUND), ("kontrakt.pdf", b"%PDF"), ("META-INF/signatures.xml", b"<x/>")]
)


def multipart(*parts: tuple[str, bytes]) -> bytes:
    body = b"".join(
        b"--b\r\nContent-Type: " + kind.encode() + b"\r\n\r\n" + data + b"\r\n"
        for kind, data in parts
    )
    return body + b"--b--\r\n"


BODY = multipart(("application/xml", portal_request(MAIL)), ("application/octet-stream", PACKAGE))


def told(data: bytes, name: str = "job.asice") -> list[tuple[str, str, str | None]]:
    report = library.check(data, name)
    return [(each.path, each.rule, each.field) for each in report.findings]


def test_what_is_in_a_package_is_linted() -> None:
    assert told(PACKAGE) == [
        (
            "job.asice!/manifest.xml",
            "PII201",
            "/portal-signature-job-manifest/nonsensitive-title",
        )
    ]


def test_what_is_in_a_saved_body_is_linted_and_what_is_in_that() -> None:
    assert [(path, rule) for path, rule, _ in told(BODY, "body.mime")] == [
        ("body.mime!/[1]", "PII201"),
        ("body.mime!/[2]!/manifest.xml", "PII201"),
    ]


def test_a_file_name_is_a_field_and_is_not_shown_where_it_holds_something() -> None:
    report = library.check(packed([("a.pdf", b"%PDF"), ("17858720028.xml", FOUND)]), "job.asice")
    assert [(each.path, each.rule, each.field) for each in report.findings] == [
        ("job.asice!/[2]", "PII201", "/portal-signature-job-manifest/nonsensitive-title"),
        ("job.asice", "PII102", "[2]"),
    ]
    assert report.findings[1].position is None
    assert "1785" not in repr(report)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (PACKAGE[:-8], "truncated"),
        (PACKAGE + b"more", "trailing-data"),
        (packed([("../a.xml", FOUND)]), "unsafe-name"),
        (packed([("a.xml", b"<a/>"), ("A.XML", b"<a/>")]), "duplicate-name"),
        (packed([("bomb", b"\0" * 80_000_000)]), "too-large"),
        (packed([(f"{number}", b"") for number in range(300)]), "too-many-members"),
        (multipart(("a/b", b"x"))[:-6], "truncated"),
        (packed([("a.zip", packed([("b.zip", PACKAGE)]))]), "unsupported"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_problem_is_a_finding_and_the_exit_code_2(data: bytes, problem: str) -> None:
    report = library.check(data, "job.asice")
    assert report.exit_code == 2
    (finding,) = [each for each in report.findings if each.rule == "CHK005"]
    assert f"({problem})" in finding.message


def test_what_came_before_a_problem_is_still_reported() -> None:
    data = multipart(("application/xml", portal_request(MAIL)), ("a/b", b"x"))[:-6]
    assert [(path, rule) for path, rule, _ in told(data, "body")] == [
        ("body", "CHK005"),
        ("body!/[1]", "PII201"),
    ]


def test_an_encrypted_member_is_not_clean(tmp_path: Path) -> None:
    data = bytearray(packed([("manifest.xml", FOUND)]))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert told(bytes(data))[0][1] == "CHK005"


def test_archives_that_a_walk_finds(tmp_path: Path) -> None:
    (tmp_path / "job.asice").write_bytes(PACKAGE)
    (tmp_path / "body.txt").write_bytes(BODY)
    (tmp_path / "other.zip").write_bytes(packed([("a.txt", b"words"), ("b.bin", b"\0")]))
    (tmp_path / "odd.zip").write_bytes(packed([("a", b"")])[:-3])
    (tmp_path / "job.jar").write_bytes(PACKAGE)
    done = piilint("check", "--format", "json", cwd=tmp_path)
    report = json.loads(done.stdout)
    assert [each["path"] for each in report["findings"]] == [
        "body.txt!/[1]",
        "body.txt!/[2]!/manifest.xml",
        "job.asice!/manifest.xml",
    ]
    assert report["passed"] == {"archive": 1, "binary": 1, "no-message": 1}
    assert done.returncode == 1
    (tmp_path / "cut.asice").write_bytes(PACKAGE[:-9])
    assert piilint("check", cwd=tmp_path).returncode == 2
    assert piilint("check", "odd.zip", cwd=tmp_path).returncode == 2


def test_a_waiver_for_the_archive_covers_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "job.asice").write_bytes(PACKAGE)
    (tmp_path / "piilint.toml").write_text(
        '[[waivers]]\nrule = "PII201"\npath = "job.asice"\nreason = "made up"\n'
    )
    assert piilint("check", cwd=tmp_path).returncode == 0


def test_what_is_packed_together_belongs_together() -> None:
    manifest = portal_manifest(address="sjef@firma.example")
    package = packed([("manifest.xml", manifest), ("sjef@firma.example.pdf", b"%PDF")])
    assert [(path, rule) for path, rule, _ in told(package)] == [("job.asice", "PII601")]
    body = multipart(
        ("application/xml", portal_request("til sjef@firma.example")),
        ("application/octet-stream", package),
    )
    assert [(path, rule) for path, rule, _ in told(body, "body")] == [
        ("body!/[1]", "PII601"),
        ("body!/[2]", "PII601"),
    ]
