"""A tree to fields: every place where text can stand, with what the pack says of it.

The walk is the hot path: a field is made only where there is text, paths are built for
findings alone, and so are positions (:mod:`piilint.lint.positions`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from piilint.lint.parse import MAX_ATTRIBUTES, MAX_DEPTH, Document, too_deep_or_wide

if TYPE_CHECKING:
    from lxml import etree

    from piilint.lint.rulepack import FieldNode, FieldSpec, RulePack

__all__ = ["Field", "Kind", "MixedContentError", "file_name", "messages", "walk", "walk_forest"]

Kind = Literal[
    "text",
    "attribute",
    "comment",
    "processing-instruction",
    "element-name",
    "attribute-name",
    "prefix",
    "namespace",
    "file-name",
]


class MixedContentError(Exception):
    """Text stands beside elements, in a tree that lacks the white space between them."""


class Field:
    """One place where text can stand. ``spec`` is None where the pack does not name it: open.

    ``name`` is the attribute's Clark name, the declared prefix or the file's number, where
    there is one. ``node`` is the element of it all; the name of a file has none.
    """

    __slots__ = ("kind", "name", "node", "spec", "text")

    def __init__(
        self,
        text: str,
        spec: FieldSpec | None,
        node: etree._Element | None,
        kind: Kind,
        name: str | None = None,
    ) -> None:
        self.text = text
        self.spec = spec
        self.node: etree._Element = node  # type: ignore[assignment]  # only a file's name has none
        self.kind = kind
        self.name = name

    def __repr__(self) -> str:
        return f"<Field {self.kind} of {len(self.text)} characters>"


def file_name(name: str, number: int) -> Field:
    """The name of a file of a submission, or of a member of an archive: open."""
    return Field(_decoded(name), None, None, "file-name", str(number))


def _decoded(name: str) -> str:
    """A file's name, its bytes that are no UTF-8 read as Latin-1, as older systems wrote them."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return "".join(map(_decoded_character, name))
    return name


def _decoded_character(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # what stands for a byte, see PEP 383
        return chr(code - 0xDC00)
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else character


def messages(root: etree._Element, pack: RulePack) -> list[etree._Element]:
    """The outermost elements of a tree that are messages of the service, or are meant to be.

    None means that the tree is foreign: nothing in it is in the pack's namespace, and neither
    its root nor any element inside bears the name of a message.
    """
    if _is_message(root, pack):
        return [root]
    found = [node for node in root.iter("{*}*") if _is_message(node, pack)]
    inner = set(found)
    outermost = [node for node in found if not any(up in inner for up in node.iterancestors())]
    return outermost or ([root] if _mentions_namespace(root, pack.namespace) else [])


def _is_message(node: etree._Element, pack: RulePack) -> bool:
    name = str(node.tag).rpartition("}")[2].lower()
    # "error" is a common name, so it counts as a message's only at the root.
    return name in pack.roots and (name != "error" or node.getparent() is None)


def _mentions_namespace(root: etree._Element, namespace: str) -> bool:
    if next(root.iter(f"{{{namespace}}}*"), None) is not None:
        return True
    mentioned = root.xpath("//namespace::*[. = $uri] | //@*[namespace-uri() = $uri]", uri=namespace)
    return bool(mentioned)


def walk(document: Document, pack: RulePack) -> list[Field]:
    """All fields of a document that hold text, in document order; fills its ``nodes``.

    Raises:
        UnreadableError: ``XML004``, where the tree is deeper or wider than the bounds.
        MixedContentError: where a bare document holds text beside elements.
    """
    root, nodes = document.root, document.nodes
    fields: list[Field] = []
    if root.getprevious() is not None:
        nodes += reversed(list(root.itersiblings(preceding=True)))
        for node in nodes:
            _add_comment(node, fields)
    nodes.append(root)
    declares = document.utf8.count(b"xmlns") > 1
    walker = _Walker(pack, fields, nodes, declares=declares, bare=document.bare)
    walker.element(root, None, 1)
    for node in root.itersiblings():
        nodes.append(node)
        _add_comment(node, fields)
    return fields


def walk_forest(roots: Iterable[etree._Element], pack: RulePack) -> list[Field]:
    """All fields of trees and comments that stand beside each other, as in a template."""
    fields: list[Field] = []
    walker = _Walker(pack, fields, [], declares=True)
    for root in roots:
        if isinstance(root.tag, str):
            walker.element(root, None, 1)
        else:
            _add_comment(root, fields)
    return fields


def _add_comment(node: etree._Element, fields: list[Field]) -> None:
    target = getattr(node, "target", None)
    text = node.text or ""
    if target is not None:
        fields.append(Field(f"{target} {text}", None, node, "processing-instruction"))
    elif text and not text.isspace():
        fields.append(Field(text, None, node, "comment"))


class _Walker:
    """Goes down a tree and the pack's table side by side."""

    __slots__ = ("bare", "declares", "fields", "namespace", "nodes", "prefix", "roots", "skip")

    def __init__(
        self,
        pack: RulePack,
        fields: list[Field],
        nodes: list[etree._Element],
        *,
        declares: bool,
        bare: bool = False,
    ) -> None:
        self.fields = fields
        self.nodes = nodes
        self.namespace = pack.namespace
        self.prefix = f"{{{pack.namespace}}}"
        self.skip = len(self.prefix)
        self.roots = pack.roots
        self.declares = declares
        self.bare = bare

    def element(self, node: etree._Element, entry: FieldNode | None, depth: int) -> None:
        """One element: its name, what it declares, its attributes, its text, its children."""
        if depth > MAX_DEPTH:
            raise too_deep_or_wide(node)
        if entry is None:
            tag = str(node.tag)
            if tag.startswith(self.prefix):
                entry = self.roots.get(tag[self.skip :])
            if entry is None:
                name = tag.rpartition("}")[2]
                self.fields.append(Field(name, None, node, "element-name"))
        if self.declares or depth == 1:
            self._declarations(node)
        names = node.keys()
        if names:
            self._attributes(node, entry, len(names))
        text = node.text
        if len(node):
            self._content(node, text, entry, depth)
        elif text and not text.isspace():
            self.fields.append(Field(text, entry.text if entry else None, node, "text"))

    def _declarations(self, node: etree._Element) -> None:
        parent = node.getparent()
        outer = {} if parent is None else parent.nsmap
        for prefix, uri in node.nsmap.items():
            if outer.get(prefix) == uri:
                continue
            if prefix:
                self.fields.append(Field(prefix, None, node, "prefix", prefix))
            if uri != self.namespace:
                self.fields.append(Field(uri, None, node, "namespace", prefix or ""))

    def _attributes(self, node: etree._Element, entry: FieldNode | None, count: int) -> None:
        if count > MAX_ATTRIBUTES:  # whose values take square time to read
            raise too_deep_or_wide(node)
        items: list[tuple[str, str]] = node.items()  # type: ignore[assignment]  # never bytes
        fields, specs = self.fields, {} if entry is None else entry.attributes
        for name, value in items:
            spec = specs.get(name)
            if spec is None:
                fields.append(Field(name.rpartition("}")[2], None, node, "attribute-name", name))
            if value and not value.isspace():
                fields.append(Field(value, spec, node, "attribute", name))

    def _content(
        self, node: etree._Element, text: str | None, entry: FieldNode | None, depth: int
    ) -> None:
        """Text that children, comments or CDATA split is joined before it is read: one field."""
        fields, hold = self.fields, self.nodes.append
        known = {} if entry is None or self.declares else entry.children
        place = len(fields)
        is_text = text is not None and text != "" and not text.isspace()
        for child in node:
            hold(child)
            tag = child.tag
            below = known.get(tag)
            if below is not None:
                # Most elements are such: known, and declaring nothing.
                names = child.keys()
                if names:
                    self._attributes(child, below, len(names))
                own = child.text
                if len(child):
                    self._content(child, own, below, depth + 1)
                elif own and not own.isspace():
                    fields.append(Field(own, below.text, child, "text"))
            elif isinstance(tag, str):
                if entry is not None:
                    below = entry.children.get(tag)
                self.element(child, below, depth + 1)
            else:
                _add_comment(child, fields)
            tail = child.tail
            if tail and not tail.isspace():
                is_text = True
        if is_text:
            if self.bare:
                raise MixedContentError
            joined = Field(joined_text(node), entry.text if entry else None, node, "text")
            fields.insert(place, joined)


def joined_text(node: etree._Element) -> str:
    """All text that stands directly in an element, whatever stands between its pieces."""
    return "".join([node.text or "", *(child.tail or "" for child in node)])
