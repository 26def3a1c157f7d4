"""The labelled corpus is what its README says: frozen, balanced, without repetition."""

import hashlib
import re
from collections import Counter

import pytest
from lxml import etree

from bench.accuracy.corpus import (
    CORPUS,
    Row,
    Submission,
    Template,
    read,
    read_submissions,
    read_templates,
)

ENTITIES = {
    "BIOMETRIC",
    "CRIMINAL_RECORD",
    "DATE_OF_BIRTH",
    "EMAIL_ADDRESS",
    "ETHNICITY",
    "HEALTH",
    "IBAN_CODE",
    "NO_BANK_ACCOUNT",
    "NO_D_NUMBER",
    "NO_FODSELSNUMMER",
    "NO_VEHICLE_REGISTRATION",
    "PERSON",
    "PHONE_NUMBER",
    "POLITICS",
    "RELIGION",
    "SEXUALITY",
    "STREET_ADDRESS",
    "TRADE_UNION",
}
FIELDS = {
    "comment",
    "completion-url",
    "document-name",
    "error-url",
    "href",
    "nonsensitive-title",
    "polling-queue",
    "reference",
    "rejection-url",
    "signer-identifier",
}
DIALECTS = {
    "csharp-format",
    "django",
    "envsubst",
    "erb",
    "freemarker",
    "go",
    "handlebars",
    "javascript",
    "jinja2",
    "jsp",
    "liquid",
    "mustache",
    "nunjucks",
    "php",
    "printf",
    "python-format",
    "python-percent",
    "razor",
    "shell",
    "spring",
    "thymeleaf",
    "twig",
    "velocity",
    "xslt",
}
SIZES = {"plain": 800, "encoded": 150}
ENCODINGS = {
    "base64",
    "base64url",
    "bidi",
    "combining",
    "full-width",
    "hex",
    "jwt",
    "look-alikes",
    "percent",
    "punycode",
    "quoted-printable",
    "references",
    "rfc2047",
    "separators",
    "zero-width",
}
PARTS = [CORPUS / name / f"{part}.jsonl" for name in SIZES for part in ("develop", "report")]


def part_name(path: object) -> str:
    return "/".join(path.parts[-2:])


@pytest.fixture(scope="module", params=PARTS, ids=part_name)
def part(request) -> tuple[str, tuple[Row, ...]]:
    return request.param.parent.name, read(request.param)


def skeleton(text: str) -> str:
    return re.sub(r"\d", "#", text.lower())


def test_rows_are_enough(part):
    name, rows = part
    assert len(rows) >= SIZES[name]


def test_ids_are_unique(part):
    _, rows = part
    assert len({row.id for row in rows}) == len(rows)


def test_half_of_the_rows_are_benign(part):
    _, rows = part
    assert 0.45 <= sum(not row.labels for row in rows) / len(rows) <= 0.55


def test_many_domains(part):
    _, rows = part
    assert len({row.domain for row in rows}) >= 12


def test_only_known_fields_and_entities(part):
    _, rows = part
    assert {row.field for row in rows} <= FIELDS
    assert {label.entity for row in rows for label in row.labels} <= ENTITIES


def test_spans_lie_in_the_text_in_order_and_hold_something(part):
    _, rows = part
    for row in rows:
        start = 0
        for label in row.labels:
            assert start <= label.start < label.end <= len(row.text), row.id
            span = row.text[label.start : label.end]
            assert span == span.strip(), row.id
            start = label.start if row.peeled else label.end  # one encoded text may tell two things


def test_plain_rows_are_not_peeled_and_encodings_are_known(part):
    name, rows = part
    peeled = {encoding for row in rows for encoding in row.peeled}
    assert peeled == (ENCODINGS if name == "encoded" else set())


@pytest.mark.parametrize("name", SIZES)
def test_no_text_twice_in_a_set(name):
    texts = Counter(
        skeleton(row.text)
        for part in ("develop", "report")
        for row in read(CORPUS / name / f"{part}.jsonl")
    )
    assert [text for text, count in texts.items() if count > 1] == []


def test_names_are_in_about_half_of_the_positive_rows():
    rows = [row for path in PARTS if "plain" in path.parts for row in read(path) if row.labels]
    named = sum(any(label.entity == "PERSON" for label in row.labels) for row in rows)
    assert 0.4 <= named / len(rows) <= 0.5


def test_identity_and_account_numbers_have_right_check_digits():
    weights = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    spans = [
        row.text[label.start : label.end]
        for path in PARTS
        if "plain" in path.parts
        for row in read(path)
        for label in row.labels
        if label.entity in {"NO_FODSELSNUMMER", "NO_D_NUMBER", "NO_BANK_ACCOUNT"}
    ]
    for span in spans:
        digits = [int(character) for character in span if character.isdigit()]
        assert len(digits) == 11
        assert sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0


@pytest.fixture(scope="module", params=["develop", "report"])
def submissions(request) -> tuple[Submission, ...]:
    return read_submissions(CORPUS / "submissions" / f"{request.param}.jsonl")


def test_submissions_are_enough_half_of_them_harmless_none_twice(submissions):
    assert len(submissions) >= 75
    assert 0.45 <= sum(not row.expected for row in submissions) / len(submissions) <= 0.55
    assert len({(row.request, row.manifest, row.documents) for row in submissions}) == len(
        submissions
    )


def test_what_recurs_in_a_submission_is_where_it_is_said_to_be(submissions):
    for row in submissions:
        for place in row.expected:
            if place.where == "documents":
                assert 1 <= int(place.field.strip("[]")) <= len(row.documents), row.id
            else:
                root = etree.fromstring(getattr(row, place.where).encode())
                path = re.sub(r"/(?=[a-z-]+(\[|/|$))", "/s:", place.field)
                path = path.replace("/s:comment()", "/comment()")
                namespaces = {"s": etree.QName(root).namespace}
                assert len(root.xpath(path, namespaces=namespaces)) == 1, row.id


@pytest.fixture(scope="module", params=["develop", "report"])
def templates(request) -> tuple[Template, ...]:
    return read_templates(CORPUS / "templates" / f"{request.param}.jsonl")


def test_templates_are_enough_half_of_them_harmless_none_twice(templates):
    assert len(templates) >= 100
    assert 0.45 <= sum(not row.expected for row in templates) / len(templates) <= 0.55
    assert len({row.text for row in templates}) == len(templates)


def test_each_dialect_has_harmful_and_harmless_templates(templates):
    assert {row.dialect for row in templates if row.expected} == DIALECTS
    assert {row.dialect for row in templates if not row.expected} == DIALECTS


def test_templates_name_the_namespace_and_the_field_stands_on_the_line(templates):
    for row in templates:
        assert "http://signering.posten.no/schema/v1" in row.text, row.id
        lines = row.text.splitlines()
        for place in row.expected:
            assert place.field.removeprefix("@") in lines[place.line - 1], row.id


def test_the_reporting_parts_are_as_they_were_frozen():
    frozen = dict(
        reversed(line.split()) for line in (CORPUS / "FROZEN.txt").read_text().splitlines()
    )
    assert frozen == {
        part_name(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in CORPUS.glob("*/report*.jsonl")
    }
