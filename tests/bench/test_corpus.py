"""The labelled corpus is what its README says: frozen, balanced, without repetition."""

import hashlib
import re
from collections import Counter

import pytest

from bench.accuracy.corpus import CORPUS, Row, read

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
SIZES = {"plain": 800}
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
        end = 0
        for label in row.labels:
            assert end <= label.start < label.end <= len(row.text), row.id
            span = row.text[label.start : label.end]
            assert span == span.strip(), row.id
            end = label.end


@pytest.mark.parametrize("name", SIZES)
def test_no_text_twice_in_a_set(name):
    texts = Counter(
        skeleton(row.text)
        for part in ("develop", "report")
        for row in read(CORPUS / name / f"{part}.jsonl")
    )
    assert [text for text, count in texts.items() if count > 1] == []


def test_names_are_in_about_half_of_the_positive_rows():
    rows = [row for path in PARTS for row in read(path) if row.labels]
    named = sum(any(label.entity == "PERSON" for label in row.labels) for row in rows)
    assert 0.4 <= named / len(rows) <= 0.5


def test_identity_and_account_numbers_have_right_check_digits():
    weights = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    spans = [
        row.text[label.start : label.end]
        for path in PARTS
        for row in read(path)
        for label in row.labels
        if label.entity in {"NO_FODSELSNUMMER", "NO_D_NUMBER", "NO_BANK_ACCOUNT"}
    ]
    for span in spans:
        digits = [int(character) for character in span if character.isdigit()]
        assert len(digits) == 11
        assert sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0


def test_the_reporting_parts_are_as_they_were_frozen():
    frozen = dict(
        reversed(line.split()) for line in (CORPUS / "FROZEN.txt").read_text().splitlines()
    )
    reports = [path for path in PARTS if path.name == "report.jsonl"]
    assert frozen == {
        part_name(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in reports
    }
