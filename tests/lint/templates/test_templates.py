"""What else a check says of templates: literals, schema, what cannot be read, and at what cost."""

from pathlib import Path

import pytest

import piilint
from piilint.cli import main
from piilint.lint.source import may_be_template

from ..messages import portal_manifest
from .marked import LINTER, assert_found_where_marked, request

REQUEST = "<portal-signature-job-request></portal-signature-job-request>"
CHECKOUT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (request("Sak {{ id }} «ola@example.com»"), ("PII201",)),
        (request("{{ ref or '«ola@example.com»' }}"), ("PII201",)),
        (request("{{ id }}", "{# «ola@example.com» #}"), ("PII201",)),
        (request("{{ id }}", "{% set ref = '«ola@example.com»' %}"), ("PII201",)),
        (request("{{ id }}&amp;{{ id }} «ola@example.com»"), ("PII201",)),
        (request("<![CDATA[{{ id }} «ola@example.com»]]>"), ("PII201",)),
        (request("{{ id }}\r\n«ola@example.com»"), ("PII201",)),
        (request("{{ id }} å 🙂 «ola@example.com» «{{ fnr }}»"), ("PII201", "PII701")),
    ],
)
def test_literal_text_is_searched_as_in_any_document(text: str, rules: tuple[str, ...]) -> None:
    assert_found_where_marked(text, "a.xml.j2", *rules)


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("Leiekontrakt", "{{ tittel }}", []),
        ("984661185", "{{ orgnr }}", []),
        ("984661185", "12{{ nr }}", []),
        ("984661185", "{% if a %}12{% else %}13{% endif %}", []),
        ("984661185", "12<!-- {{ a }} -->", ["REQ108"]),
        ("<title>Kontrakt</title>", "{{ title }}", []),
        ("<title>Kontrakt</title>", "{% if a %}<title>a</title>{% endif %}", []),
    ],
)
def test_schema_and_limits_speak_only_of_what_is_fixed(
    old: str, new: str, rules: list[str]
) -> None:
    text = portal_manifest().decode().replace(old, new)
    assert [f.rule for f in LINTER.check(text.encode(), name="a.j2").findings] == rules


@pytest.mark.parametrize(
    ("name", "text", "rule", "place"),
    [
        ("a.j2", request("{{ fnr"), "CHK011", (2, 14)),
        ("a.ftl", request("${fnr"), "CHK011", (2, 14)),
        ("a.erb", request("<%= fnr"), "CHK011", (2, 14)),
        ("a.j2", request("{{ a }}").replace("</ref", "</raf"), "XML002", (2, 21)),
        ("a.j2", request("{% if a %}<b {% endif %}"), "XML002", (2, 24)),
        ("a.j2", "{{ a }}<!DOCTYPE a>" + request("x"), "XML001", (1, 8)),
        ("a.j2", request("{{ a }}\x01"), "XML003", (2, 21)),
        ("a.j2", request("{{ a }}" + "<a>" * 200), "XML004", None),
        ("a.sh", "x" + f"\n{REQUEST}" * 1001, "XML004", (1002, 1)),
    ],
)
def test_what_cannot_be_read_is_a_finding(
    name: str, text: str, rule: str, place: tuple[int, int] | None
) -> None:
    report = LINTER.check(text.encode(), name=name)
    assert [finding.rule for finding in report.findings] == [rule]
    assert report.exit_code == 2
    at = report.findings[0].position
    assert at is not None
    assert place is None or (at.line, at.column) == place


def test_a_mark_that_opens_nothing_is_text_in_plain_xml() -> None:
    assert not LINTER.check(request("a {{ b ${").encode(), name="a.xml").unchecked
    found = LINTER.check(request("{{ ola@example.com").encode(), name="a.xml").findings
    assert [finding.rule for finding in found] == ["PII201"]


def test_a_plain_message_is_no_template() -> None:
    assert not may_be_template(portal_manifest())
    assert not may_be_template((CHECKOUT / "bench" / "manifest.xml").read_bytes())


def test_what_is_found_says_its_kind_and_shows_no_expression() -> None:
    finding = LINTER.check(request("{{ kunde.fnr }}").encode(), name="a.j2").findings[0]
    assert finding.entity == "NO_FODSELSNUMMER"
    assert finding.field == "/portal-signature-job-request/reference"
    assert "National identity number" in finding.message
    assert "kunde" not in repr(finding) + finding.message + str(finding.masked)
    assert finding.excerpt is not None
    assert finding.excerpt.text == "  <reference>{{ xxxxx.xxx }}</reference>"
    shown = piilint.Linter(show_values=True).check(request("{{ kunde.fnr }}").encode(), name="a.j2")
    assert shown.findings[0].excerpt is not None
    assert shown.findings[0].excerpt.text == "  <reference>{{ kunde.fnr }}</reference>"


UNITS = ["{{", "{{ x }}", "{%", "{#", "${", "${a}", "<%", "<#a ", "$a.", "@(", "{!!", "{{'", "<a \"", "<!--", "<", "</a>", "<a>", "&a", "{{((", "{% if %}", "{{#a}}", "<c:set ", "<a/>"]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_hostile_templates_end(unit: str) -> None:
    LINTER.check(request(unit * (20_000 // len(unit))).encode(), name="a.j2")


@pytest.mark.parametrize(
    "expression",
    [
        "(" * 50_000,
        "a" + ".b" * 50_000,
        "a" + "-b" * 50_000,
        "a" * 100_000,
        "a" + "|b" * 50_000,
        "a.b(" * 5_000,
        "'${a}' " * 5_000,
        "a" + "[b]" * 10_000,
    ],
    ids=lambda text: text[:6],
)
def test_hostile_expressions_end(expression: str) -> None:
    LINTER.check(request("{{ " + expression + " }}").encode(), name="a.j2")


def test_a_megabyte_of_opened_braces_ends_in_a_finding() -> None:
    report = LINTER.check(request("{{" * 500_000).encode(), name="a.j2")
    assert [finding.rule for finding in report.findings] == ["CHK011"]


def test_assignments_in_a_circle_end() -> None:
    text = "{% set a = b.x + b.y %}{% set b = a.x + a.y %}" + request("{{ a.navn }}{{ b }}")
    LINTER.check(text.encode(), name="a.j2")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xml.j2", request("{{ fnr }}"), 1),
        ("a.txt", "Text\n" + request("{{ fnr }}"), 1),
        ("a.json", '{"xml": "<portal-signature-job-request><reference>{{ fnr }}</reference>"}', 1),
        ("A.java", 's = "<portal-signature-job-request><reference>" + p.fnr + "</reference>"', 1),
        ("a.j2", request("{{ fnr"), 2),
        ("a.md", request("{{ fnr }}"), 0),
        ("a.txt", "See portal-signature-job-request for {{ fnr }} and kari@example.com", 0),
        ("a.py", 'ROOT = "portal-signature-job-request"; fnr = "{fnr}"', 0),
        ("a.j2", "<other>{{ fnr }}", 0),
        ("a.bin", request("{{ fnr }}") + "\0", 0),
    ],
)
def test_files_of_a_folder(tmp_path: Path, name: str, content: str, code: int) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert main(["check", str(tmp_path)]) == code
