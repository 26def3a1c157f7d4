"""Trees from what a program puts into messages.

Whole messages in strings are grown as a template's are. Of parts of messages, and of arguments
that fill a field, each value gets the chain of elements that leads to its field.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from piilint.lint.code.strings import Hole, Region
from piilint.lint.markup import Span
from piilint.lint.parse import UnreadableError
from piilint.lint.positions import Node
from piilint.lint.templates.tree import Forest, Place, grow

if TYPE_CHECKING:
    from lxml import etree

    from piilint.lint.rulepack import RulePack

__all__ = ["INERT", "Trees", "loose"]

INERT = "\ue000"
"""Stands for each character of what is filled in."""

_TAG = re.compile(r"<(/?)(?:[\w.-]+:)?([\w-]+)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>")
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NAMESPACE = re.compile(rf"xmlns(:[\w.-]+)?=([\"'])[ {INERT}]*{INERT}[ {INERT}]*\2")
_REQUESTS = tuple(
    f"{kind}-signature-job-{part}"
    for kind in ("direct", "portal")
    for part in ("request", "manifest")
)


class Trees:
    """Grows the trees of one file."""

    def __init__(self, text: str, pack: RulePack) -> None:
        self.pack = pack
        self.written = text
        self._inert = [each if each in "\r\n" else " " for each in text]
        self.holes: list[Hole] = []
        self._forest = Forest()
        roots = [root for root in pack.roots if root != "error"]
        self._roots = re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(roots)})(?![\w-])")
        self.parts = _parts(pack)
        names = sorted({*roots, *(name for name in self.parts if not name.startswith("@"))})
        self.elements = re.compile(rf"</?(?:[\w.-]+:)?(?:{'|'.join(names)})(?![\w-])")

    @property
    def inert(self) -> str:
        """The file with nothing in it but what stands in messages."""
        return "".join(self._inert)

    def finished(self) -> Forest:
        """All that was grown, its places in order."""
        self._forest.places.sort(key=lambda place: place.start)
        return self._forest

    def region(self, region: Region) -> None:
        """Markup in strings: a message, or parts of one."""
        self._write(region)
        prefixed = self._blank_namespaces(region)
        text = "".join(self._inert[region.start : region.end])
        if not prefixed and (self._roots.search(text) or self.pack.namespace in text):
            try:
                grown = grow(self.inert, self.pack, [(region.start, region.end)])
            except UnreadableError:
                pass  # what is no markup as a whole still has parts
            else:
                self._join(grown)
                return
        self._fragments(text, region.start)

    def _blank_namespaces(self, region: Region) -> bool:
        """Take out declarations of a namespace that stands under a name: it is the service's.

        Returns whether one of them binds a prefix, which is then bound to nothing.
        """
        text = "".join(self._inert[region.start : region.end])
        prefixed = False
        for found in _NAMESPACE.finditer(text):
            prefixed = prefixed or found[1] is not None
            start, end = region.start + found.start(), region.start + found.end()
            self._inert[start:end] = " " * (end - start)
        return prefixed

    def filled(self, path: str, region: Region) -> None:
        """A value that goes into a field."""
        self._write(region)
        self._add(path, (region.start, region.end))

    def _write(self, region: Region) -> None:
        for start, end in region.literals:
            self._inert[start:end] = self.written[start:end]
        for hole in region.holes:
            for at in range(hole.start, hole.end):
                if self._inert[at] not in "\r\n":
                    self._inert[at] = INERT
        for number, (start, end) in enumerate(sorted(region.quotes)):
            closing = number % 2
            self._inert[start if closing else end - 1] = self.written[end - 1]
        self.holes += region.holes

    def _join(self, grown: Forest) -> None:
        self._forest.roots += grown.roots
        self._forest.nodes.update(grown.nodes)
        self._forest.attributes.update(grown.attributes)
        self._forest.markup += grown.markup
        self._forest.places += grown.places
        self._forest.tags += grown.tags

    def _fragments(self, text: str, offset: int) -> None:
        """Elements of a message without the message around them; other markup is passed by."""
        tags = list(_TAG.finditer(text))
        if any(tag[2] not in self.parts and f"@{tag[2]}" not in self.parts for tag in tags):
            return
        for at, tag in enumerate(tags):
            if tag[1]:
                continue
            for attribute in _ATTRIBUTE.finditer(text, *tag.span(3)):
                path = self.parts.get(f"{tag[2]}/@{attribute[1]}")
                group = 2 if attribute[2] is not None else 3
                start, end = attribute.span(group)
                if path is not None and end > start:
                    self._add(path, (offset + start, offset + end))
            end = tags[at + 1].start() if at + 1 < len(tags) else len(text)
            content = text[tag.end() : end]
            path = self.parts.get(tag[2])
            closed = at + 1 == len(tags) or bool(tags[at + 1][1])
            if path is not None and closed and not tag[0].endswith("/>") and content.strip():
                self._add(path, (offset + tag.end(), offset + end))

    def _add(self, path: str, span: Span) -> None:
        """A chain of elements down to one field, which holds a stretch of the file."""
        from lxml import etree

        start, end = span
        text = "".join(self._inert[start:end])
        if not text.strip():
            return
        text = re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", INERT, text)
        _, *steps = path.split("/")
        node: etree._Element | None = None
        for step in steps:
            if step.startswith("@"):
                break
            tag = f"{{{self.pack.namespace}}}{step}"
            if node is None:
                nsmap = {None: self.pack.namespace}
                node = etree.Element(tag, nsmap=nsmap)  # type: ignore[arg-type]  # as lxml has it
                self._forest.roots.append(node)
            else:
                node = etree.SubElement(node, tag)
            self._forest.nodes[node] = Node(span)
        if node is None:
            return
        last = steps[-1]
        if last.startswith("@"):
            node.set(last[1:], text.replace("\n", " ").replace("\r", " ").replace("\t", " "))
            self._forest.attributes[node, last[1:]] = (span, [(start, end, True)])
            self._forest.places.append(Place(start, end, node, "attribute", last[1:]))
        else:
            node.text = text.replace("\r", "\n")
            self._forest.nodes[node].pieces.append((start, end, True))
            self._forest.places.append(Place(start, end, node, "text", None))


def loose(forest: Forest, name: str, span: Span) -> etree._Element:
    """An element that stands in no message, for what is said of a stretch of the file."""
    from lxml import etree

    node = etree.Element(name)
    forest.nodes[node] = Node(span)
    forest.nodes[node].pieces.append((*span, True))
    return node


def _parts(pack: RulePack) -> dict[str, str]:
    """Where an element, or an attribute of one, stands in what is sent: by its own name."""
    found: dict[str, str] = {}
    for path, spec in pack.fields.items():
        if path.split("/")[1] not in _REQUESTS:
            continue
        *above, last = path.split("/")
        key = f"{above[-1]}/{last}" if last.startswith("@") else last
        if key not in found or spec.field_class == "open":
            found[key] = path
    return found
