"""The shipped rule pack: every field of the official schemas has its class."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

from piilint.catalog import Language
from piilint.errors import RulePackError
from piilint.lint.packmodel import FieldsFile, RuleEntry
from piilint.lint.rulepack import FieldNode, FieldSpec, RulePack
from piilint.model import Evidence
from piilint.resources import data_folder
from piilint.validation import validate
from tests.reference import REFERENCE, needs_reference

XS = "{http://www.w3.org/2001/XMLSchema}"
MESSAGE_SCHEMAS = ("common", "direct", "direct-legacy", "portal", "portal-legacy")


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return RulePack.load()


class OfficialSchema:
    """Walks the official schemas' declarations, without an engine that could hide some."""

    def __init__(self) -> None:
        self.namespaces: set[str] = set()
        self.elements: dict[str, etree._Element] = {}
        self.types: dict[str, etree._Element] = {}
        for name in MESSAGE_SCHEMAS:
            schema = etree.parse(REFERENCE / "xsd" / f"{name}.xsd").getroot()
            self.namespaces.add(schema.get("targetNamespace"))
            for child in schema.iterchildren(f"{XS}element"):
                self.elements[child.get("name")] = child
            for child in schema.iterchildren(f"{XS}complexType"):
                self.types[child.get("name")] = child

    def paths(self) -> Iterator[str]:
        for name, element in self.elements.items():
            yield from self._element(element, f"/{name}")

    def _element(self, element: etree._Element, path: str) -> Iterator[str]:
        yield path
        if (complex_type := element.find(f"{XS}complexType")) is not None:
            yield from self._content(complex_type, path)
        elif (named := self.types.get(element.get("type", ""))) is not None:
            yield from self._content(named, path)

    def _content(self, node: etree._Element, path: str) -> Iterator[str]:
        for child in node.iterchildren(tag=etree.Element):
            match etree.QName(child).localname:
                case "element":
                    assert child.get("ref") is None
                    yield from self._element(child, f"{path}/{child.get('name')}")
                case "attribute":
                    yield f"{path}/@{child.get('name')}"
                case "extension":
                    if (base := self.types.get(child.get("base", ""))) is not None:
                        yield from self._content(base, path)
                    yield from self._content(child, path)
                case "sequence" | "choice" | "complexContent" | "simpleContent":
                    yield from self._content(child, path)
                case other:
                    assert other == "annotation", f"not walked: {other}"


@needs_reference
def test_every_declared_field_has_its_entry_and_no_other_has(pack: RulePack) -> None:
    official = OfficialSchema()
    assert official.namespaces == {pack.namespace}
    assert set(official.elements) == set(pack.roots)
    assert set(official.paths()) == set(pack.fields)


def nodes(node: FieldNode) -> Iterator[FieldSpec]:
    yield node.text
    yield from node.attributes.values()
    for child in node.children.values():
        yield from nodes(child)


def test_the_tree_holds_exactly_the_named_fields(pack: RulePack) -> None:
    found = [spec for root in pack.roots.values() for spec in nodes(root)]
    assert len(found) == len(pack.fields)
    assert {spec.path: spec for spec in found} == pack.fields


def shipped(name: str) -> tuple[str, dict[str, Any]]:
    text = (data_folder("rules") / "posten-signering" / name).read_text(encoding="utf-8")
    return text, tomllib.loads(text)


def test_the_shipped_pack_fits_the_models() -> None:
    text, fields = shipped("fields.toml")
    validate(FieldsFile, fields, file="fields.toml", text=text, raised=RulePackError)
    assert set(fields["forms"]) == set(fields["closed"])
    assert set(fields["contact"]) == {"email", "phone"}
    text, rules = shipped("rules.toml")
    for rule_id, entry in rules.items():
        validate(
            RuleEntry, entry, file="rules.toml", text=text, at=(rule_id,), raised=RulePackError
        )


@pytest.mark.parametrize(
    ("path", "field_class", "contact"),
    [
        ("/direct-signature-job-request/reference", "open", None),
        ("/direct-signature-job-manifest/title", "designated", None),
        ("/direct-signature-job-manifest/documents/document/title", "designated", None),
        ("/portal-signature-job-manifest/document/title", "designated", None),
        ("/portal-signature-job-manifest/nonsensitive-title", "open", None),
        ("/portal-signature-job-manifest/document/nonsensitive-title", "open", None),
        ("/direct-signature-job-manifest/signer/signer-identifier", "open", None),
        ("/direct-signature-job-response/signer/signer-identifier", "designated", None),
        ("/direct-signature-job-status-response/status/@signer", "designated", None),
        (
            "/portal-signature-job-manifest/signers/signer/notifications/email/@address",
            "contact",
            "email",
        ),
        (
            "/portal-signature-job-manifest/signers/signer/notifications/sms/@number",
            "contact",
            "phone",
        ),
        ("/portal-signature-job-manifest/sender/organization-number", "closed", None),
        ("/portal-signature-job-manifest/signers", "closed", None),
        ("/error/error-message", "open", None),
    ],
)
def test_classes(pack: RulePack, path: str, field_class: str, contact: str | None) -> None:
    spec = pack.fields[path]
    assert (spec.field_class, spec.contact) == (field_class, contact)
    assert (spec.form is not None) == (field_class == "closed")


@pytest.mark.parametrize(
    ("field", "fits", "does_not_fit"),
    [
        ("/portal-signature-job-manifest/signers", ["", "\n    "], ["x", "\u00a0"]),
        (
            "/portal-signature-job-manifest/signers/signer/@order",
            ["0", " 9 "],
            ["10", "-1", "", "01014560013", "٣"],
        ),
        (
            "/portal-signature-job-manifest/sender/organization-number",
            ["984661185"],
            ["98466118", "01014560013", "９８４６６１１８５"],
        ),
        (
            "/portal-signature-job-manifest/availability/available-seconds",
            ["864000", "7776000"],
            ["01014560013", "1.5"],
        ),
        (
            "/portal-signature-job-manifest/availability/activation-time",
            ["2026-11-23T12:00:00+01:00", "2026-11-23T12:00:00.123Z", "2026-11-23T12:00:00"],
            ["2026-11-23", "2026-11-23T12:00:00.01014560013"],
        ),
        (
            "/direct-signature-job-manifest/signer/on-behalf-of",
            ["SELF", "OTHER", "\nSELF\n"],
            ["self", "SELF OTHER", "Kari"],
        ),
        ("/direct-signature-job-response/signature-job-id", ["1", "-1"], ["1a", "1" * 20]),
    ],
)
def test_forms_of_closed_fields(
    pack: RulePack, field: str, fits: list[str], does_not_fit: list[str]
) -> None:
    form = pack.fields[field].form
    assert form is not None
    assert [text for text in fits if not form.fullmatch(text)] == []
    assert [text for text in does_not_fit if form.fullmatch(text)] == []


def seen(entity: str, *rests_on: str) -> Evidence:
    return Evidence(
        entity=entity, start=0, end=1, confidence="high", detector="test", rests_on=rests_on
    )


@pytest.mark.parametrize(
    ("evidence", "rule_id"),
    [
        (seen("NO_FODSELSNUMMER", "check-digits"), "PII101"),
        (seen("NO_FODSELSNUMMER", "check-digits", "synthetic"), "PII102"),
        (seen("NO_D_NUMBER", "synthetic"), "PII102"),
        (seen("EMAIL_ADDRESS"), "PII201"),
        (seen("CRIMINAL_RECORD"), "PII508"),
        (seen("NOT_KNOWN"), None),
    ],
)
def test_rule_for_evidence(pack: RulePack, evidence: Evidence, rule_id: str | None) -> None:
    rule = pack.rule_for(evidence)
    assert (rule and rule.id) == rule_id


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_field_table_says_who_sees_each_field_and_why(language: Language) -> None:
    pack = RulePack.load(language=language)
    rows = {row.path: row for row in pack.field_table()}
    assert set(rows) < set(pack.fields)
    assert all(pack.fields[path].form for path in set(pack.fields) - set(rows))
    assert all(row.seen_by and row.why for row in rows.values())
    roots = [row.path.split("/")[1] for row in rows.values()]
    assert roots == sorted(roots, key=list(pack.roots).index)


def test_the_words_on_fields_are_all_used(pack: RulePack) -> None:
    _, words = shipped("texts/fields.toml")
    ends = [end for end in words if end.startswith("/")]
    paths = [row.path for row in pack.field_table()]
    assert [end for end in ends if not any(path.endswith(end) for path in paths)] == []


def test_loading_the_shipped_pack_imports_nothing_heavy() -> None:
    code = (
        "import sys; from piilint.lint.rulepack import RulePack; RulePack.load();"
        "print(sorted({'pydantic', 'lxml', 'stdnum', 'phonenumbers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
