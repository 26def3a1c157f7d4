"""No output holds personal data: every kind of finding through every output, values looked for.

The planted values are looked for plain and in the encodings that a careless output would use.
"""

import base64
import hashlib
import json
import logging
import sys
import traceback
import zipfile
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

import piilint
from piilint.cli import main
from piilint.report import FORMATS, About
from piilint.report import json as json_report
from piilint.report import text as text_report

from .lint.messages import NAMESPACE, direct_request, portal_manifest, portal_request

NUMBER = "17858720028"  # none of the numbers that the rules' own texts show
SPACED = "178587 20028"
MAIL = "planted.leietaker@hemmelig.example"
PHONE = "41298765"
WORD = "Plantetord"
PLANTED = (NUMBER, SPACED, MAIL, PHONE, WORD)


def forms(value: str) -> Iterator[str]:
    """A value as it might come out, and the parts of it that tell most."""
    raw = value.encode()
    yield value
    yield quote(value)
    yield quote_plus(value)
    yield raw.hex()
    yield base64.b64encode(raw).decode()
    yield base64.urlsafe_b64encode(raw).decode().rstrip("=")
    yield repr(value)[1:-1]
    yield "".join(f"&#{ord(character)};" for character in value)
    yield value[::-1]
    if value.isdecimal():
        yield value[:6]
        yield value[-5:]
    for algorithm in ("md5", "sha1", "sha256", "sha512"):
        yield hashlib.new(algorithm, raw).hexdigest()
        yield hashlib.new(algorithm, raw).hexdigest()[:32]


FORBIDDEN = tuple({form.lower() for value in PLANTED for form in forms(value)})


def assert_nothing_leaks(output: str) -> None:
    shown = output.lower()
    assert not [form for form in FORBIDDEN if form in shown]


def raw_request(content: str) -> bytes:
    return portal_request("x", content)


def package(name: str = "manifest.xml", content: bytes = b"") -> bytes:
    sink = BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr(name, content or portal_manifest(nonsensitive=MAIL))
    return sink.getvalue()


DOCUMENTS = {
    "package": package(),
    "member name": package(f"{NUMBER} {MAIL}.xml"),
    "unsafe member name": package(f"../{NUMBER}.xml"),
    "broken package": package(f"{NUMBER}.xml")[:-4],
    "multipart": f'--b\r\nContent-Disposition: form-data; filename="{NUMBER}.xml"\r\n\r\n{MAIL}\r\n--b--\r\n'.encode(),
    "waiver's reason": b"<!-- piilint: ignore[PII102] ask "
    + f"{MAIL} {NUMBER} -->".encode()
    + portal_request(NUMBER),
    "malformed waiver": portal_request("x", f"<!-- piilint: ignore[{NUMBER}] {MAIL} -->"),
    "waiver's date": portal_request("x", f"<!-- piilint: ignore[PII102] until={NUMBER} {MAIL} -->"),
    "open field": portal_request(f"Sak {NUMBER} {MAIL} tlf {PHONE} {SPACED}"),
    "url": direct_request(query=f"?m={MAIL}&amp;n={NUMBER}"),
    "contact": portal_manifest(address=f"{MAIL} {NUMBER}", sms=f"tlf {PHONE} {NUMBER}"),
    "own element": portal_manifest(number="17858720027"),
    "wrong length": portal_request(NUMBER * 10),
    "wrong form": portal_manifest(number=f"{NUMBER}{WORD}"),
    "closed field": portal_manifest().replace(b"984661185", NUMBER.encode()),
    "unknown element": raw_request(f"<unknown>{NUMBER} {WORD}</unknown>"),
    "element named by a number": raw_request(f"<n{NUMBER}/>"),
    "attribute": raw_request(f"<a b='{MAIL} {WORD}' n{NUMBER}='1'/>"),
    "comment": raw_request(f"<!-- {NUMBER} {MAIL} -->"),
    "instruction": raw_request(f"<?n{NUMBER} {MAIL}?>"),
    "namespace": raw_request(f"<n{NUMBER}:a xmlns:n{NUMBER}='urn:{MAIL}'/>"),
    "text in structure": raw_request(f"</portal-signature-job-request>{WORD}")[:-31],
    "loose text": portal_request("x", f"{WORD} {NUMBER}"),
    "no namespace": portal_request(NUMBER).replace(NAMESPACE.encode(), b""),
    "wrapped": b"<Envelope>" + portal_request(NUMBER) + f"<a>{WORD}</a></Envelope>".encode(),
    "doctype": f"<!DOCTYPE {WORD} [<!ENTITY a '{NUMBER}'>]><a/>".encode(),
    "unclosed": f"<reference>{NUMBER}".encode(),
    "unknown entity": f"<reference>&n{NUMBER};</reference>".encode(),
    "bad bytes": f"<reference>{NUMBER} {WORD}".encode() + b"\xff</reference>",
    "bad encoding": f"<?xml version='1.0' encoding='{WORD}'?><reference/>".encode(),
    "nul": f"<reference>{NUMBER}\0</reference>".encode(),
    "mismatch": f"<{WORD}></n{NUMBER}>".encode(),
    "too deep": raw_request("<a>" * 200 + NUMBER + "</a>" * 200),
    "encoded": portal_request(f"{base64.b64encode(NUMBER.encode()).decode()} {quote(MAIL)}%40"),
    "token": portal_request(base64.b64encode(f"{MAIL};{NUMBER}".encode()).decode()),
    "value that recurs": portal_manifest(
        number=NUMBER, address=MAIL, sms=PHONE, nonsensitive=f"{NUMBER} {PHONE} {NUMBER[-5:]}"
    ),
    "hash of a value": portal_manifest(
        number=NUMBER, nonsensitive=hashlib.sha1(NUMBER.encode()).hexdigest()
    ),
    "value that recurs reversed": portal_manifest(number=NUMBER, nonsensitive=NUMBER[::-1]),
    "not xml": f"{NUMBER} {MAIL}".encode(),
    "empty": b"",
    "template": portal_request(f"{{{{ {WORD}.fnr | f('{NUMBER}') }}}} {MAIL}"),
    "template comment": b"{# %b %b #}{{ x }}" % (NUMBER.encode(), MAIL.encode()) + raw_request(""),
    "template in a tag": raw_request(f"<a {{{{ {WORD}.fnr }}}}='{NUMBER}' b{{{{ a }}}}='{MAIL}'/>"),
    "unclosed placeholder": raw_request(f"<{{{{ {WORD} {NUMBER}"),
    "broken template": raw_request(f"<{WORD}>{{{{ {NUMBER} }}}}</n{NUMBER}>"),
    "namespace in a template": raw_request(f"<a:b xmlns:a='{MAIL} {{{{ {NUMBER} }}}}'/>"),
    "program": b"x = '" + portal_request(f"' + {WORD}.fnr + '{NUMBER} {MAIL}") + b"'",
}


@pytest.fixture(autouse=True)
def loud_loggers(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Every logger writes all it has, and none of it may be a planted value."""
    caplog.set_level(logging.DEBUG)
    yield
    assert_nothing_leaks(caplog.text)


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("language", ["en", "nb"])
def test_no_report_holds_a_value(kind: str, language: str) -> None:
    linter = piilint.Linter(language=language)  # type: ignore[arg-type]
    report = linter.check(DOCUMENTS[kind])
    assert report.findings, "a kind of document without findings tests nothing"
    for output in (
        *all_formats(linter, report),
        repr(report),
        *(f"{finding}{finding!r}" for finding in report.findings),
    ):
        assert_nothing_leaks(output)


def all_formats(linter: piilint.Linter, report: piilint.Report) -> Iterator[str]:
    about = About(catalog=linter.pack.catalog, field_table=linter.pack.field_table)
    for format_ in FORMATS:
        yield import_module(f"piilint.report.{format_}").render(report, about)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_no_exception_holds_a_value(kind: str) -> None:
    with pytest.raises(piilint.SubmissionRejected) as caught:
        piilint.Linter(fail_on="info").check(DOCUMENTS[kind]).raise_for_findings()
    assert_nothing_leaks(whole_chain(caught.value))


def whole_chain(error: BaseException | None) -> str:
    """All that an exception and those behind it could be made to show."""
    shown = []
    while error is not None:
        shown += [str(error), repr(error), repr(error.args), repr(getattr(error, "__dict__", ""))]
        shown += traceback.format_exception(error)
        error = error.__cause__ or error.__context__
    # Source lines of this test are in the trace; they hold no planted value but these names.
    return "\n".join(shown)


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("format_", FORMATS)
def test_the_command_shows_no_value(
    kind: str, format_: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "request.xml").write_bytes(DOCUMENTS[kind])
    code = main(["check", "--format", format_, "--fail-on", "info", str(tmp_path / "request.xml")])
    output = capfd.readouterr()
    assert code in (1, 2)
    assert_nothing_leaks(output.out + output.err)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", f"<reference>{NUMBER}</reference>"],
        ["check", "--fail-on", NUMBER],
        ["check", f"--{WORD}"],
        ["check", "--format", NUMBER, "-"],
        ["explain", NUMBER],
        [NUMBER],
    ],
)
def test_a_wrong_call_is_not_repeated(
    arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(str(stop.code))
    output = capfd.readouterr()
    assert code == 2
    assert_nothing_leaks(output.out + output.err)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_submission_shows_no_value(language: str) -> None:
    report = piilint.Linter(
        language=language
    ).check_submission(  # type: ignore[arg-type]
        request=portal_request(f"{NUMBER[:6]} {MAIL.partition('@')[0]} {PHONE[::-1]}"),
        manifest=portal_manifest(number=NUMBER, address=MAIL, sms=PHONE),
        documents=[f"{NUMBER}.pdf", f"/tmp/{MAIL}/{hashlib.md5(PHONE.encode()).hexdigest()}.pdf"],
    )
    assert {finding.rule for finding in report.findings} == {"PII601", "PII602", "PII603"}
    assert_nothing_leaks(text_report.render(report) + json_report.render(report) + repr(report))


def test_a_crash_shows_where_and_not_what(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError(f"{NUMBER} {MAIL}")

    monkeypatch.setattr("piilint.lint.run.walk", crash)
    (tmp_path / "request.xml").write_bytes(portal_request())
    assert main(["check", str(tmp_path / "request.xml")]) == 2
    output = capfd.readouterr()
    assert "internal error" in output.err
    assert_nothing_leaks(output.out + output.err)


def test_a_failing_detector_is_named_and_its_message_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(page: object) -> Iterator[piilint.Finding]:
        raise RuntimeError(f"{NUMBER} {MAIL}")
        yield

    monkeypatch.setattr("piilint.lint.search.DETECTORS", (broken,))
    report = piilint.check(portal_request(NUMBER))
    assert [finding.rule for finding in report.findings] == ["CHK003"]
    assert report.exit_code == 2
    assert "broken" in report.findings[0].message
    assert_nothing_leaks(json_report.render(report) + text_report.render(report))


def test_the_search_for_leaks_finds_what_is_shown_on_purpose() -> None:
    linter = piilint.Linter(show_values=True)
    shown = text_report.render(linter.check(portal_request(MAIL)))
    with pytest.raises(AssertionError):
        assert_nothing_leaks(shown)
    with pytest.raises(AssertionError):
        assert_nothing_leaks(json.dumps(hashlib.sha256(NUMBER.encode()).hexdigest()))
    assert sys.version_info >= (3, 11)


CONFIGURATIONS = {
    "key": f"'{MAIL}' = 1",
    "value": f"fail-on = '{NUMBER}'",
    "rule": f"ignore = ['{MAIL}']",
    "toml": f"x = [{NUMBER} {MAIL}",
    "pattern": f"[[allow]]\npattern = '{NUMBER}'\nreason = '{MAIL}'",
    "bad pattern": f"[[allow]]\npattern = '{NUMBER}('\nreason = '{MAIL}'",
    "nested key": f"[[waivers]]\nrule = 'PII102'\n'{NUMBER}' = '{MAIL}'",
    "date": f"[[waivers]]\nrule='PII102'\npath='a'\nreason='x'\nuntil = '{NUMBER}'",
    "waiver's rule": f"[[waivers]]\nrule='X{NUMBER}'\npath='a'\nreason='x'",
    "reason": f"[[waivers]]\nrule='PII102'\npath='*.xml'\nreason='{MAIL} tlf {PHONE} {NUMBER}'",
    "allowed with a reason": f"[[allow]]\nfield='*'\nreason='{MAIL} tlf {PHONE} {SPACED}'",
}


@pytest.mark.parametrize("kind", CONFIGURATIONS)
@pytest.mark.parametrize(
    "arguments", [[], ["--format", "sarif"], ["--format", "html"], ["--show-config"]]
)
def test_what_stands_in_a_configuration_is_not_shown(
    kind: str, arguments: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (tmp_path / "piilint.toml").write_text(CONFIGURATIONS[kind])
    (tmp_path / "request.xml").write_bytes(portal_request(NUMBER))
    monkeypatch.chdir(tmp_path)
    code = main(["check", *arguments])
    output = capfd.readouterr()
    assert code in (0, 1, 2)
    assert output.out + output.err
    assert_nothing_leaks(output.out + output.err)


@pytest.mark.parametrize(
    "line",
    [
        f"{NUMBER} {MAIL}",
        f'{{"path": "a.xml", "{NUMBER}": "{MAIL}"}}',
        f'{{"path": "a.xml", "rule": "PII102", "owner": "{MAIL}", "reason": "{NUMBER} tlf {PHONE}"}}',
        f'{{"path": "{NUMBER}", "rule": "{MAIL}", "field": "{WORD}"}}',
    ],
)
@pytest.mark.parametrize("format_", FORMATS)
def test_what_stands_in_a_baseline_is_not_shown(
    line: str, format_: str, tmp_path: Path, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (tmp_path / "known.jsonl").write_text(line + "\n")
    (tmp_path / "request.xml").write_bytes(portal_request(NUMBER))
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--baseline", "known.jsonl", "--format", format_]) in (1, 2)
    output = capfd.readouterr()
    assert_nothing_leaks(output.out + output.err)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_baseline_holds_no_value(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "request.xml").write_bytes(DOCUMENTS[kind])
    monkeypatch.chdir(tmp_path)
    main(["check", "--write-baseline", "known.jsonl"])
    written = (tmp_path / "known.jsonl").read_text()
    output = capfd.readouterr()
    assert_nothing_leaks(written + output.out + output.err)


@pytest.mark.parametrize("arguments", [["--since", NUMBER], ["--jobs", NUMBER[:-1] + "x"]])
def test_a_wrong_option_is_not_repeated(
    arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(["check", *arguments])
    except SystemExit as stop:
        code = int(str(stop.code))
    output = capfd.readouterr()
    assert code == 2
    assert_nothing_leaks(output.out + output.err)
