"""What a message breaks of its schema, all of it in one pass, in terms of the schema.

The schema is read by xmlschema; the message is walked here. xmlschema's own errors quote
the document, end at the first child that does not fit, and a hostile value can make them
an exception of another kind, so none is passed on.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from lxml import etree
from xmlschema import XMLSchema10
from xmlschema.validators import (
    XsdAtomic,
    XsdAttribute,
    XsdComplexType,
    XsdElement,
    XsdGroup,
    XsdSimpleType,
)

from piilint.schema.content import END, ContentModel
from piilint.schema.problem import SchemaProblem, shape
from piilint.schema.values import XML_SPACE, value_problem
from piilint.schema.xsd import NAMESPACE, ROOTS

__all__ = ["MOST_PROBLEMS", "Explainer"]

MOST_PROBLEMS = 1000
"""Where more is wrong, a ``REQ100`` ends the list: nobody mends a thousand places by hand."""

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_HINTS = frozenset({f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"})
_STANDARD = {
    f"{_XSI}type": "xsi:type",
    f"{_XSI}nil": "xsi:nil",
    f"{_XML}base": "xml:base",
    f"{_XML}id": "xml:id",
    f"{_XML}lang": "xml:lang",
    f"{_XML}space": "xml:space",
}
_NOTHING = "–"

_Type: TypeAlias = XsdSimpleType | XsdComplexType


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """An element of the document and what the schema says it is.

    ``namespace`` passes for the right one below it: where a whole part of a message is in
    a wrong namespace, only the topmost element is reported for that.
    """

    element: etree._Element
    declared: XsdElement
    namespace: str

    @property
    def name(self) -> str:
        return str(self.declared.local_name)


class Explainer:
    """The schema in a form that can be asked for what it expects."""

    def __init__(self, entry: Path) -> None:
        self._maps = XMLSchema10(str(entry), allow="local", use_fallback=False).maps
        self._contents: dict[XsdGroup, tuple[ContentModel, dict[str, XsdElement]]] = {}
        self._names = {
            declaration.get("name")
            for path in entry.parent.glob("*.xsd")
            for declaration in etree.parse(path).iter(f"{_XSD}element", f"{_XSD}attribute")
        }

    def problems(self, root: etree._Element) -> list[SchemaProblem]:
        """Everything that is wrong with a message, at most ``MOST_PROBLEMS`` and a ``REQ100``."""
        found: list[SchemaProblem] = []
        for problem in self._message(root):
            if len(found) == MOST_PROBLEMS:
                return [*found, SchemaProblem(rule="REQ100", element=root)]
            found.append(problem)
        return found

    def _message(self, root: etree._Element) -> Iterator[SchemaProblem]:
        namespace, local = _split(root.tag)
        name = local if local in ROOTS else local.lower()
        if name not in ROOTS or (namespace == NAMESPACE and name != local):
            expected = name if name in ROOTS else ", ".join(sorted(ROOTS))
            values = {"found": self._shown(local), "expected": expected}
            yield SchemaProblem(rule="REQ101", element=root, values=values)
            return
        if namespace != NAMESPACE:
            yield _wrong_namespace(root, name, namespace)
        declared = self._maps.elements[f"{{{NAMESPACE}}}{name}"]
        # A stack of our own: a message may be nested deeper than Python recurses.
        ahead = [_Place(element=root, declared=declared, namespace=namespace)]
        while ahead:
            below = yield from self._judge(ahead.pop())
            ahead += reversed(below)

    def _judge(self, place: _Place) -> Generator[SchemaProblem, None, list[_Place]]:
        """An element's own problems; returns its children that can be judged in turn."""
        kind: _Type = place.declared.type
        if f"{_XSI}type" in place.element.attrib:
            named = self._named_type(place.element, kind)
            if named is None:
                yield self._unexpected_attribute(place, f"{_XSI}type", kind)
            kind = named or kind
        yield from self._attributes(place, kind)
        content = kind if isinstance(kind, XsdSimpleType) else kind.content
        if isinstance(content, XsdSimpleType):
            yield from self._simple_content(place, content)
            return []
        return (yield from self._complex_content(place, content))

    def _named_type(self, element: etree._Element, declared: _Type) -> _Type | None:
        """The type that ``xsi:type`` names, where it may stand for the declared one."""
        prefix, _, local = str(element.attrib[f"{_XSI}type"]).rpartition(":")
        kind = self._maps.types.get(f"{{{element.nsmap.get(prefix or None, '')}}}{local}")
        return kind if kind and not kind.abstract and kind.is_derived(declared) else None

    def _attributes(self, place: _Place, kind: _Type) -> Iterator[SchemaProblem]:
        known = _declared_attributes(kind)
        for name, value in _attributes(place.element):
            if name in known:
                field = f"{place.name}/@{name}"
                yield from _value(place.element, field, known[name].type, value, name)
            elif name != f"{_XSI}type" and name not in _HINTS:
                yield self._unexpected_attribute(place, name, kind)
        for name, attribute in known.items():
            if attribute.use == "required" and name not in place.element.attrib:
                values = {"attribute": name, "name": place.name}
                yield SchemaProblem(
                    rule="REQ106", element=place.element, attribute=name, values=values
                )

    def _unexpected_attribute(self, place: _Place, name: str, kind: _Type) -> SchemaProblem:
        known = _declared_attributes(kind)
        values = {
            "attribute": _STANDARD.get(name) or self._shown(name),
            "name": place.name,
            "expected": ", ".join(known) or _NOTHING,
        }
        return SchemaProblem(rule="REQ105", element=place.element, attribute=name, values=values)

    def _simple_content(self, place: _Place, kind: XsdSimpleType) -> Iterator[SchemaProblem]:
        yield from _value(place.element, place.name, kind, "".join(_texts(place.element)))
        for child in place.element.iterchildren("*"):
            yield self._unexpected_element(place, child, (END,))

    def _complex_content(
        self, place: _Place, content: XsdGroup
    ) -> Generator[SchemaProblem, None, list[_Place]]:
        model, declared = self._content(content)
        yield from _stray_text(place, model.names, empty=content.is_empty())
        children = list(place.element.iterchildren("*"))
        names: list[str] = []
        below: list[_Place] = []
        for child in children:
            namespace, local = _split(child.tag)
            if local not in declared:
                names.append(child.tag)
                continue
            if namespace not in (NAMESPACE, place.namespace):
                yield _wrong_namespace(child, local, namespace)
            names.append(local)
            below.append(_Place(element=child, declared=declared[local], namespace=namespace))
        for edit in model.edits(names):
            if edit.kind == "missing":
                expected = " | ".join(f"<{name}>" for name in edit.names)
                values = {"parent": place.name, "expected": expected}
                yield SchemaProblem(rule="REQ104", element=place.element, values=values)
            elif edit.kind == "surplus":
                yield SchemaProblem(
                    rule="REQ113",
                    element=children[edit.index],
                    values={
                        "name": names[edit.index],
                        "parent": place.name,
                        "maximum": edit.maximum,
                        "found": edit.found,
                    },
                )
            elif edit.kind == "misplaced":
                expected = _listed(edit.names, place.name)
                values = {"name": names[edit.index], "parent": place.name, "expected": expected}
                yield SchemaProblem(rule="REQ112", element=children[edit.index], values=values)
            else:
                yield self._unexpected_element(place, children[edit.index], edit.names)
        return below

    def _unexpected_element(
        self, place: _Place, child: etree._Element, expected: Sequence[str]
    ) -> SchemaProblem:
        values = {
            "name": self._shown(child.tag),
            "parent": place.name,
            "expected": _listed(expected, place.name),
        }
        return SchemaProblem(rule="REQ103", element=child, values=values)

    def _content(self, group: XsdGroup) -> tuple[ContentModel, dict[str, XsdElement]]:
        if group not in self._contents:
            declared = {
                str(part.local_name): part
                for part in group.iter_elements()
                if isinstance(part, XsdElement)
            }
            self._contents[group] = ContentModel(group), declared
        return self._contents[group]

    def _shown(self, tag: str) -> str:
        """A name out of the document: plain only where it is one of the schema's own."""
        namespace, local = _split(tag)
        shown = local if local in self._names else shape(local)
        if namespace in ("", NAMESPACE):
            return shown
        return f"{{{shape(namespace)}}}{shown}"


def _value(
    element: etree._Element,
    field: str,
    kind: XsdSimpleType | None,
    text: str,
    attribute: str | None = None,
) -> Iterator[SchemaProblem]:
    if not isinstance(kind, XsdAtomic):
        raise TypeError("the schema has a list or a union")
    broken = value_problem(kind, text)
    if broken:
        rule, values = broken
        yield SchemaProblem(
            rule=rule, element=element, attribute=attribute, values={"field": field, **values}
        )


def _stray_text(place: _Place, names: Sequence[str], *, empty: bool) -> Iterator[SchemaProblem]:
    """Text where only elements, or nothing at all, may stand; white space goes between elements."""
    texts = [text for text in _texts(place.element) if empty or text.strip(XML_SPACE)]
    if texts:
        values = {
            "name": place.name,
            "found": shape("".join(texts)),
            "expected": _listed(names or (END,), place.name),
        }
        yield SchemaProblem(rule="REQ111", element=place.element, values=values)


def _wrong_namespace(element: etree._Element, name: str, namespace: str) -> SchemaProblem:
    values = {"name": name, "found": shape(namespace), "expected": NAMESPACE}
    return SchemaProblem(rule="REQ102", element=element, values=values)


def _listed(names: Sequence[str], parent: str) -> str:
    """Elements that may stand somewhere, its parent's end tag among them where it may end."""
    return ", ".join(f"<{name}>" if name != END else f"</{parent}>" for name in names)


def _texts(element: etree._Element) -> Iterator[str]:
    """The pieces of an element's own text, whatever stands between them.

    Each is asked for once: of many CDATA sections in a row lxml makes one text each time.
    """
    for text in (element.text, *(child.tail for child in element)):
        if text:
            yield text


def _declared_attributes(kind: _Type) -> dict[str, XsdAttribute]:
    if isinstance(kind, XsdSimpleType):
        return {}
    return {
        name: attribute
        for name, attribute in kind.attributes.items()
        if name is not None and isinstance(attribute, XsdAttribute)
    }


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def _split(tag: str) -> tuple[str, str]:
    """Namespace and local name."""
    namespace, _, local = tag.rpartition("}")
    return namespace[1:], local
