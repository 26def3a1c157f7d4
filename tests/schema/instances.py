"""Messages made from a schema: valid ones, and ones with a single fault at a chosen place.

The schema is walked, so nothing here knows a message. A fault names the node of the schema
whose constraint it breaks.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from xmlschema import XMLSchema10
from xmlschema.validators import XsdAttribute, XsdElement, XsdGroup, XsdSimpleType

NAMESPACE = "http://signering.posten.no/schema/v1"
PREFIXES = {"s": NAMESPACE, "xs": "http://www.w3.org/2001/XMLSchema"}
XSD = "{http://www.w3.org/2001/XMLSchema}"
FACETS = ("minLength", "maxLength", "pattern", "enumeration", "minInclusive", "maxInclusive")
LETTERS = "abcæøåÆŠß ,.-_:/?&<>\"'𝒜€\u0301"

Key = tuple[int, str]
"""The identity of a node of the schema, and which of its constraints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """``way`` leads from the root to where it happens; every particle on it is written."""

    kind: str
    node: object = field(repr=False)
    way: tuple[XsdElement | XsdGroup, ...]
    attribute: XsdAttribute | None = None
    text: str = ""
    index: int = 0

    @property
    def key(self) -> Key:
        return id(self.node), self.kind


def constraints(schema: XMLSchema10) -> dict[Key, str]:
    """Every constraint that the text of the schema states, with a name to print."""
    found: dict[Key, str] = {}
    for document in schema.maps.iter_schemas():
        if document.target_namespace != NAMESPACE:
            continue
        parents = {child: parent for parent in document.source.root.iter() for child in parent}
        for node in document.source.root.iter():
            for kind in _kinds(node, parents.get(node)):
                label = node.get("name") or node.get("value") or node.get("base") or ""
                owner = node
                while owner in parents and not owner.get("name"):
                    owner = parents[owner]
                tag = str(node.tag).removeprefix(XSD)
                found[id(node), kind] = f"{document.name} {owner.get('name')}: {tag} {label} {kind}"
    return found


def _kinds(node, parent) -> Iterator[str]:
    tag = str(node.tag).removeprefix(XSD)
    particles = [
        child
        for child in node
        if str(child.tag).removeprefix(XSD) in ("element", "choice", "sequence", "group")
    ]
    if tag == "element":
        if parent.tag == f"{XSD}schema":
            yield "root"
        else:
            yield from ("name", "namespace", "surplus")
            if node.get("minOccurs") != "0":
                yield "missing"
    elif tag == "attribute" and node.get("use") == "required":
        yield "missing"
    elif tag in FACETS:
        yield "facet"
    elif tag == "choice":
        yield from ("none", "both")
    elif tag == "sequence" and len(particles) > 1:
        yield "order"
    elif tag == "complexType" and node.get("abstract") != "true":
        # An abstract type has no instances; what xsi:type makes of it has a test of its own.
        yield from ("attribute", "child" if _without_children(node) else "text")
        if node.find(f"{XSD}simpleContent") is None and _without_children(node):
            yield "text"
    if tag == "restriction" and node.get("base") in ("xs:long", "xs:int", "long", "int"):
        yield "form"
        if node.get("base", "").endswith("long"):
            yield "range"
    if node.get("type") in ("xs:dateTime", "dateTime"):
        yield "form"


def _without_children(node) -> bool:
    return not any(child.tag in (f"{XSD}sequence", f"{XSD}choice") for child in node.iter())


def faults(schema: XMLSchema10) -> Iterator[Fault]:
    """One or more ways to break every constraint, at every place where it can be met."""
    for root in roots(schema):
        yield Fault(kind="root", node=root.elem, way=(root,))
        yield from _element_faults(root, (root,))


def roots(schema: XMLSchema10) -> list[XsdElement]:
    return [
        schema.maps.elements[name] for name in sorted(schema.maps.elements) if NAMESPACE in name
    ]


def _element_faults(element: XsdElement, way) -> Iterator[Fault]:
    kind = element.type
    if isinstance(kind, XsdSimpleType):
        yield from _text_faults(kind, element, way, None)
        yield Fault(kind="a child", node=element.elem, way=way)
        yield Fault(kind="an attribute", node=element.elem, way=way)
        return
    for attribute in kind.attributes.values():
        if attribute.use == "required":
            yield Fault(kind="missing", node=attribute.elem, way=way, attribute=attribute)
        yield from _text_faults(attribute.type, attribute, way, attribute)
    yield Fault(kind="attribute", node=kind.elem, way=way)
    if kind.has_simple_content():
        yield Fault(kind="child", node=kind.elem, way=way)
        yield from _text_faults(kind.content, element, way, None)
    else:
        yield Fault(kind="text", node=kind.elem, way=way)
        if kind.is_empty():
            yield Fault(kind="child", node=kind.elem, way=way)
        yield from _group_faults(kind.content, way)


def _group_faults(group: XsdGroup, way) -> Iterator[Fault]:
    way = (*way, group)
    parts = list(group)
    if group.model == "choice":
        yield Fault(kind="none", node=group.elem, way=way)
        yield Fault(kind="both", node=group.elem, way=way)
    elif len(parts) > 1:
        for index in range(len(parts) - 1):
            yield Fault(kind="order", node=group.elem, way=way, index=index)
    for part in parts:
        if isinstance(part, XsdGroup):
            yield from _group_faults(part, way)
            continue
        here = (*way, part)
        for kind in ("name", "namespace", "surplus", *["missing"] * bool(part.min_occurs)):
            yield Fault(kind=kind, node=part.elem, way=here)
        yield from _element_faults(part, here)


def _text_faults(kind: XsdSimpleType, carrier, way, attribute) -> Iterator[Fault]:
    for node, name, text in bad_texts(kind, carrier):
        yield Fault(kind=name, node=node, way=way, attribute=attribute, text=text)


def bad_texts(kind: XsdSimpleType, carrier) -> Iterator[tuple[object, str, str]]:
    """Texts that break one facet or the lexical form, with the node that says so."""
    restriction = (
        kind.elem if kind.elem.tag == f"{XSD}restriction" else kind.elem.find(f"{XSD}restriction")
    )
    base = "" if restriction is None else restriction.get("base")
    if base.endswith(("long", "int")):
        for text in ("", "1.0", "1e3", "one", "1 0", "0x1", "--1", "1_0", "\u0661"):
            yield restriction, "form", text
        if base.endswith("long"):
            yield restriction, "range", str(2**63)
    if kind.local_name == "dateTime":
        for text in ("", "2026-02-30T00:00:00", "2026-01-01", "01.02.2026", "2026-01-01T25:00:00"):
            yield carrier.elem, "form", text
    for node in () if restriction is None else restriction:
        value = node.get("value", "")
        match str(node.tag).removeprefix(XSD):
            case "minLength":
                texts = ["x" * (int(value) - 1)]
            case "maxLength":
                texts = ["x" * (int(value) + 1), "€" * (int(value) + 1), " " * 5000]
            case "pattern":
                length = int(value.removeprefix("[0-9]{").removesuffix("}"))
                texts = ["1" * (length - 1), "1" * (length + 1), "1" * (length - 1) + "x"]
                texts += [" " + "1" * length, "１" * length, "1" * length + "\n", ""]
            case "enumeration":
                texts = [value + "X", value[:-1], f" {value}", value + "\n"]
            case "minInclusive":
                texts = [str(int(value) - 1)]
            case "maxInclusive":
                texts = [str(int(value) + 1)]
            case _:
                continue
        yield from ((node, "facet", text) for text in texts)


def good_text(kind: XsdSimpleType, chance: random.Random) -> str:
    """A text at, or between, the limits of a simple type."""
    if kind.enumeration is not None:
        return chance.choice(kind.enumeration)
    if kind.patterns is not None:
        length = int(kind.patterns.regexps[0].removeprefix("[0-9]{").removesuffix("}"))
        return "".join(chance.choices("0123456789", k=length))
    if kind.local_name == "dateTime":
        offset = chance.choice(["", "Z", "+01:00", "-14:00", "+14:00"])
        second = chance.choice(["00", "59", "07.5", "30.123456"])
        return f"{chance.randint(1990, 2090)}-02-{chance.randint(1, 28):02}T23:59:{second}{offset}"
    if kind.min_value is not None:
        low, high = int(kind.min_value), int(kind.max_value)
        number = chance.choice([low, high, chance.randint(low, high)])
        return chance.choice(["{}", "{}", " {}\n", "{:03}"]).format(number)
    low, high = kind.min_length or 0, kind.max_length or 60
    length = chance.choice([low, high, chance.randint(low, high), min(high, low + 5)])
    return "".join(chance.choices(LETTERS, k=length))


class Writer:
    """Writes a message; with a fault, one that has it."""

    def __init__(self, chance: random.Random, fault: Fault | None = None) -> None:
        self.chance = chance
        self.fault = fault
        self.way = fault.way if fault else ()

    def message(self, root: XsdElement) -> etree._Element:
        written = self._element(root)
        if self._has("root", root):
            written.tag = f"{{{NAMESPACE}}}none-of-the-messages"
        # Written and read again: what a parser makes of it, not what lxml was told.
        return etree.fromstring(etree.tostring(written))

    def _has(self, kind: str, at: XsdElement | XsdGroup) -> bool:
        return self.fault is not None and self.fault.kind == kind and self.way[-1] is at

    def _here(self, element: XsdElement, kind: str) -> bool:
        return self._has(kind, element) and self.fault.attribute is None

    def _element(self, declared: XsdElement) -> etree._Element:
        element = etree.Element(declared.name, nsmap=PREFIXES)
        kind = declared.type
        content = kind if isinstance(kind, XsdSimpleType) else kind.content
        if not isinstance(kind, XsdSimpleType):
            self._attributes(element, declared, kind.attributes)
        if isinstance(content, XsdSimpleType):
            element.text = good_text(content, self.chance)
            if any(self._here(declared, each) for each in ("facet", "form", "range")):
                element.text = self.fault.text
        else:
            element.extend(self._particle(content))
        if self._has("text", declared):
            element.text = "stray"
        if self._has("child", declared) or self._has("a child", declared):
            etree.SubElement(element, f"{{{NAMESPACE}}}title")
        if self._has("attribute", declared) or self._has("an attribute", declared):
            element.set("none-of-the-attributes", "x")
        return element

    def _attributes(self, element: etree._Element, declared: XsdElement, attributes) -> None:
        for name, attribute in attributes.items():
            hit = self.fault is not None and self.fault.attribute is attribute
            hit = hit and self.way[-1] is declared
            if hit and self.fault.kind == "missing":
                continue
            if hit:
                element.set(name, self.fault.text)
            elif attribute.use == "required" or self.chance.random() < 0.6:
                element.set(name, good_text(attribute.type, self.chance))

    def _particle(self, item: XsdElement | XsdGroup) -> list[etree._Element]:
        low, high = item.min_occurs, item.max_occurs
        times = self.chance.choice([low, min(high, low + 1), self.chance.randint(low, high)])
        if item in self.way:
            times = max(times, 1)
        if isinstance(item, XsdGroup):
            return [each for _ in range(times) for each in self._group(item)]
        if self._here(item, "missing"):
            times = 0
        elif self._here(item, "surplus"):
            times = high + 1
        written = [self._element(item) for _ in range(times)]
        if self._has("name", item):
            written[0].tag = f"{{{NAMESPACE}}}none-of-the-elements"
        if self._has("namespace", item):
            written[0].tag = item.local_name
        return written

    def _group(self, group: XsdGroup) -> list[etree._Element]:
        parts = list(group)
        if group.model == "choice":
            if self._has("none", group):
                return []
            if self._has("both", group):
                return [each for part in parts for each in self._forced(part)]
            forced = [part for part in parts if part in self.way]
            return self._particle(*(forced or [self.chance.choice(parts)]))
        if any(self._here(part, "missing") for part in parts if isinstance(part, XsdElement)):
            # What may stand without it would else make a valid message of another kind.
            parts = [part for part in parts if part.min_occurs]
        written = [self._particle(part) for part in parts]
        if self._has("order", group):
            first, second = self.fault.index, self.fault.index + 1
            written[first] = self._forced(parts[first])
            written[second] = self._forced(parts[second])
            written[first], written[second] = written[second], written[first]
        return [each for part in written for each in part]

    def _forced(self, item: XsdElement | XsdGroup) -> list[etree._Element]:
        """A particle that is there, its optional parts included."""
        if isinstance(item, XsdElement):
            return [self._element(item)]
        if item.model == "choice":
            return self._forced(item[0])
        return [each for part in item for each in self._forced(part)]
