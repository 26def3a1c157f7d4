"""Markup of a template to trees: lenient where the template's own statements cut through it.

Elements that a template opens in two branches, leaves open or closes twice are put where the
pack has room for them. Everything keeps its place in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from piilint.lint.fields import Kind
from piilint.lint.markup import Span
from piilint.lint.parse import MAX_ATTRIBUTES, MAX_BYTES, MAX_DEPTH, UnreadableError
from piilint.lint.positions import Node
from piilint.lint.templates.written import NOT_IN_XML, clark, fit, local, parsed

if TYPE_CHECKING:
    from lxml import etree

    from piilint.lint.rulepack import FieldNode, RulePack

__all__ = ["Forest", "Place", "grow", "line_and_column", "too_much"]

_TAG = re.compile(
    r"""<(?P<tag>[^\W\d][^\s/<>"'=]*+)"""
    r"""(?P<attributes>(?:[^<>"']++|"[^"<]*"|'[^'<]*')*+)>"""
)
_END = re.compile(r"</(?P<end>[^\s<>]++)\s*+>")
_ATTRIBUTE = re.compile(r"""([^\s="']++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")
_DECLARES = re.compile(r"""xmlns:([^\W\d][\w.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_THYMELEAF = re.compile(r"(?:data-)?th[:-]([\w-]+)")
_THYMELEAF_TEXT = ("text", "utext")
_THYMELEAF_STATEMENTS = frozenset(
    (
        "each",
        "if",
        "unless",
        "with",
        "switch",
        "case",
        "object",
        "remove",
        "fragment",
        "insert",
        "replace",
        "include",
        "block",
        "inline",
    )
)
_XSL_MAKES = re.compile(r"xsl:(attribute|element)")


Piece = tuple[int, int, bool]
"""A stretch of text, and whether references in it stay as they are."""


class Place(NamedTuple):
    """Where text of the file went: the field that it is a part of."""

    start: int
    end: int
    node: etree._Element
    kind: Kind
    name: str | None


@dataclass(slots=True)
class Forest:
    """The trees of a template, and what is needed to find everything in them again."""

    roots: list[etree._Element] = field(default_factory=list)
    nodes: dict[etree._Element, Node] = field(default_factory=dict)
    attributes: dict[tuple[etree._Element, str], tuple[Span, list[Piece]]] = field(
        default_factory=dict
    )
    """Where an attribute's name stands, and its value: in pieces, where two branches write it."""
    markup: list[re.Match[str]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    tags: list[Place] = field(default_factory=list)
    """Start tags as wholes."""
    repaired: int | None = None
    """Where markup first did not fit together."""
    structural: bool = False
    """Whether attributes of the template language decide what becomes of elements."""

    def place(self, offset: int) -> Place | None:
        """The field that an offset lies in; in a tag outside of values, the element."""
        for places in (self.places, self.tags):
            at = bisect_right(places, offset, key=lambda place: place.start) - 1
            if at >= 0 and offset < places[at].end:
                return places[at]
        return None


def grow(
    text: str, pack: RulePack, regions: Sequence[Span], notes: Iterable[tuple[int, str]] = ()
) -> Forest:
    """Trees from the inert text of a template, in which placeholders are plain characters.

    ``notes`` are what else is to be searched, as comments: offsets, and what stands there.

    Raises :class:`UnreadableError`: ``XML001`` for a DOCTYPE, ``XML002`` for markup that does
    not end, ``XML003`` for characters that no XML may hold, ``XML004`` for too deep a tree.
    """
    unfit = NOT_IN_XML.search(text)
    if unfit:
        raise UnreadableError("XML003", *line_and_column(text, unfit.start()))
    builder = _Builder(text, pack)
    for start, end in regions:
        builder.read(start, end)
        builder.close_all()
    for start, note in notes:
        builder.note(start, start + len(note), note)
    return builder.forest


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, from 1."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


class _Open(NamedTuple):
    node: etree._Element
    written: str
    entry: FieldNode | None
    namespaces: Mapping[str, str]
    makes: str | None = None
    """Name of the attribute that the content of an XSLT instruction stands for."""


class _Builder:
    def __init__(self, text: str, pack: RulePack) -> None:
        self.text = text
        self.pack = pack
        self.forest = Forest()
        self.open: list[_Open] = []
        declared = {found[1]: found[2] or found[3] or "" for found in _DECLARES.finditer(text)}
        self.outer = declared

    def read(self, start: int, end: int) -> None:
        """One region, markup and text as they come."""
        text, at, ends = self.text, start, set[str]()
        while True:
            less = text.find("<", at, end)
            if less < 0:
                break
            self._text(at, less)
            at = self._markup(less, end, ends)
        self._text(at, end)

    def _markup(self, at: int, end: int, exhausted: set[str]) -> int:
        text = self.text
        for opening, closing, add in (
            ("<!--", "-->", self.aside),
            ("<![CDATA[", "]]>", self._verbatim),
            ("<?", "?>", self._instruction),
        ):
            if text.startswith(opening, at):
                stop = -1 if closing in exhausted else text.find(closing, at + len(opening), end)
                if stop < 0:
                    exhausted.add(closing)
                    raise UnreadableError("XML002", *line_and_column(text, at))
                add(at + len(opening), stop)
                return stop + len(closing)
        if text.startswith("<!DOCTYPE", at):
            raise UnreadableError("XML001", *line_and_column(text, at))
        found = _END.match(text, at, end)
        if found:
            self._end(found)
            return found.end()
        found = _TAG.match(text, at, end)
        if found:
            self._start(found)
            return found.end()
        if text[at + 1 : at + 2].isalpha() or text[at + 1 : at + 2] in ("/", "!"):
            raise UnreadableError("XML002", *line_and_column(text, at))
        self._repaired(at)
        self._text(at, at + 1)
        return at + 1

    def _repaired(self, at: int) -> None:
        if self.forest.repaired is None:
            self.forest.repaired = at

    def _text(self, start: int, end: int, *, verbatim: bool = False) -> None:
        if start >= end:
            return
        value = self.text[start:end]
        if not self.open:
            if not value.isspace():
                self.note(start, end, value)  # not in a message: only to be searched
            return
        top = self.open[-1]
        if top.makes is not None:
            self._add_attribute(top.node, top.makes, (start, start), (start, end))
            return
        value = value.replace("\r\n", "\n").replace("\r", "\n") if verbatim else parsed(value)
        last = top.node[-1] if len(top.node) else None
        if last is None:
            top.node.text = (top.node.text or "") + value
        else:
            last.tail = (last.tail or "") + value
        self.forest.nodes[top.node].pieces.append((start, end, verbatim))
        self.forest.places.append(Place(start, end, top.node, "text", None))

    def _verbatim(self, start: int, end: int) -> None:
        self._text(start, end, verbatim=True)

    def _instruction(self, start: int, end: int) -> None:
        if not self.text.startswith("xml", start):
            self.aside(start, end)

    def aside(self, start: int, end: int) -> None:
        """A comment, or an instruction."""
        comment = self.note(start, end, self.text[start:end])
        self.forest.places.append(Place(start, end, comment, "comment", None))

    def note(self, start: int, end: int, written: str) -> etree._Element:
        """Text to be searched that is no field of a message."""
        from lxml import etree

        safe = re.sub(r"-(?=-)|-\Z", "\ue000", written.replace("\r\n", "\n").replace("\r", "\n"))
        comment = etree.Comment(NOT_IN_XML.sub("\ue000", safe))
        if self.open:
            self.open[-1].node.append(comment)
        else:
            self.forest.roots.append(comment)
        node = Node((start, end))
        node.pieces.append((start, end, True))
        self.forest.nodes[comment] = node
        return comment

    def _start(self, found: re.Match[str]) -> None:
        from lxml import etree

        text, written = self.text, found["tag"]
        attributes = [
            (each[1], each.span(1), each.span(2) if each[2] is not None else each.span(3))
            for each in _ATTRIBUTE.finditer(text, *found.span("attributes"))
        ]
        makes = _XSL_MAKES.fullmatch(written)
        values = {name: value for name, _, value in attributes}
        if makes and "name" in values:
            written = text[slice(*values["name"])]
            if makes[1] == "attribute":
                self._make_attribute(found, written)
                return
            attributes = []
        declared = {
            name[6:]: text[slice(*value)].strip()
            for name, _, value in attributes
            if name == "xmlns" or name.startswith("xmlns:")
        }
        self._make_room(written, declared, found.start())
        namespaces = self._namespaces(written, declared)
        tag = clark(written, namespaces, default=True)
        # lxml's stubs do not know that None stands for no prefix.
        nsmap: dict[Any, str] = {
            prefix or None: uri for prefix, uri in declared.items() if fit(prefix, uri)
        }
        if len(nsmap) < len(declared):
            self.note(*found.span("attributes"), found["attributes"])
        if self.open:
            node = etree.SubElement(self.open[-1].node, tag, nsmap=nsmap)
        else:
            node = etree.Element(tag, nsmap=nsmap)
            self.forest.roots.append(node)
        name_at = values["name"] if makes else found.span("tag")
        self.forest.nodes[node] = Node(name_at, found.span("attributes"))
        self.forest.markup.append(found)
        for name, name_span, value in attributes:
            if not (name == "xmlns" or name.startswith("xmlns:")):
                self._attribute(node, name, name_span, value, namespaces)
        self.forest.tags.append(Place(*found.span(), node, "element-name", None))
        if text[found.end() - 2] != "/":
            if len(self.open) >= MAX_DEPTH:
                raise too_much(text, found.start())
            entry = self._entry(tag)
            self.open.append(_Open(node, found["tag"], entry, namespaces))

    def _namespaces(self, written: str, declared: Mapping[str, str]) -> Mapping[str, str]:
        """What prefixes mean in an element; a message of which nothing is said is the pack's."""
        namespaces = {**(self.open[-1].namespaces if self.open else self.outer), **declared}
        if written in self.pack.roots and written != "error":
            namespaces.setdefault("", self.pack.namespace)
        return namespaces

    def _make_attribute(self, found: re.Match[str], name: str) -> None:
        if self.open and found[0][-2] != "/":
            top = self.open[-1]
            self.open.append(_Open(top.node, found["tag"], None, top.namespaces, name))

    def _attribute(
        self,
        node: etree._Element,
        name: str,
        name_span: Span,
        value: Span,
        namespaces: Mapping[str, str],
    ) -> None:
        thymeleaf = _THYMELEAF.fullmatch(name)
        if thymeleaf and thymeleaf[1] in _THYMELEAF_STATEMENTS:
            self.forest.structural = True
            self.forest.places.append(Place(*value, node, "namespace", None))  # writes nothing
        elif thymeleaf and thymeleaf[1] in _THYMELEAF_TEXT:
            node.text = (node.text or "") + parsed(self.text[slice(*value)])
            self.forest.nodes[node].pieces.append((*value, False))
            self.forest.places.append(Place(*value, node, "text", None))
        elif thymeleaf and thymeleaf[1] in ("attr", "attrappend", "attrprepend"):
            of = self.text[slice(*value)].partition("=")[0].strip() or "attr"
            self._add_attribute(node, of, name_span, value)
        elif thymeleaf:
            self._add_attribute(node, thymeleaf[1], name_span, value)
        else:
            full = clark(name, namespaces, default=False)
            self._add_attribute(node, full, name_span, value)

    def _add_attribute(self, node: etree._Element, name: str, written: Span, value: Span) -> None:
        """One more; of two with one name, in two branches, both are kept."""
        if not name.startswith("{"):
            name = local(name)
        text = parsed(self.text[slice(*value)]).replace("\n", " ").replace("\t", " ")
        node.set(name, (node.get(name) or "") + text)
        known = self.forest.attributes.setdefault((node, name), (written, []))
        known[1].append((*value, False))
        self.forest.places.append(Place(*value, node, "attribute", name))

    def _entry(self, tag: str) -> FieldNode | None:
        """What the pack says of an element below those that are open."""
        uri, _, local = tag.rpartition("}")
        if uri[1:] != self.pack.namespace:
            return None
        parent = self.open[-1].entry if self.open else None
        below = parent.children.get(tag) if parent is not None else None
        return below or self.pack.roots.get(local)

    def _make_room(self, written: str, declared: Mapping[str, str], at: int) -> None:
        """Close what cannot hold the element that begins, if something further out can."""
        local = written.rpartition(":")[2]
        tag = clark(written, self._namespaces(written, declared), default=True)
        if not tag.startswith(f"{{{self.pack.namespace}}}"):
            return
        for level in range(len(self.open) - 1, -1, -1):
            entry = self.open[level].entry
            if entry is not None and tag in entry.children:
                break
        else:
            is_root = local in self.pack.roots and local != "error"
            level = next((i for i, up in enumerate(self.open) if up.entry), 0) - 1
            if not is_root or not any(up.entry for up in self.open):
                return
        if level < len(self.open) - 1:
            self._repaired(at)
            del self.open[level + 1 :]

    def _end(self, found: re.Match[str]) -> None:
        self.forest.markup.append(found)
        for level in range(len(self.open) - 1, -1, -1):
            if self.open[level].written == found["end"]:
                if level < len(self.open) - 1:
                    self._repaired(found.start())
                del self.open[level:]
                return
        self._repaired(found.start())

    def close_all(self) -> None:
        """A region is over."""
        if self.open:
            self._repaired(self.forest.nodes[self.open[-1].node].written[0])
        self.open.clear()


def too_much(text: str, at: int) -> UnreadableError:
    """What is raised where a bound is passed."""
    bounds = {"depth": MAX_DEPTH, "attributes": MAX_ATTRIBUTES, "bytes": MAX_BYTES}
    return UnreadableError("XML004", *line_and_column(text, at), bounds)
