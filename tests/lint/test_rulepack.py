"""The shipped rule pack: every field of the official schemas has its class."""

from collections.abc import Iterator

import pytest
from lxml import etree

from piilint.lint.rulepack import FieldNode, FieldSpec, RulePack
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
