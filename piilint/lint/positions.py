"""Where fields stand in the file, to the character: a second pass, made only for findings.

The document is well-formed and has no DTD by the time it comes here, so that its markup can
be told apart by a plain scan. Everything is counted in code points of the decoded document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from piilint.lint.fields import Field, iter_nodes
from piilint.model import Excerpt, Position, mask

if TYPE_CHECKING:
    from lxml import etree

    from piilint.lint.parse import Document

__all__ = ["Places"]

_MARKUP = re.compile(
    r"""<!--(?P<comment>.*?)-->
      | <!\[CDATA\[(?P<cdata>.*?)\]\]>
      | <\?(?P<instruction>.*?)\?>
      | </(?P<end>[^\s>]+)\s*>
      | <(?P<tag>[^\s/>]+)(?P<attributes>(?:[^>"']++|"[^"]*"|'[^']*')*+)>""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.DOTALL)
_PIECE = re.compile(r"\r\n?|&[^;]*;")
_LINE_END = re.compile(r"\r\n?|\n")
_XML_DECLARATION = re.compile(r"<\?xml\s")

EXCERPT = 160
"""Characters of a source line that an excerpt shows, so that a minified file stays readable."""

Span = tuple[int, int]


class _Node:
    """What the scan keeps of an element, a comment or a processing instruction."""

    __slots__ = ("attributes", "pieces", "start", "tag")

    def __init__(self, start: int, tag: Span) -> None:
        self.start = start
        self.tag = tag
        self.attributes: list[tuple[str, Span, Span]] = []
        self.pieces: list[tuple[int, int, bool]] = []
        """Runs of text that stand directly in it, and whether references in it stay as they are."""


class Places:
    """Answers where in a document something stands."""

    def __init__(self, document: Document, objectionable: Collection[str] = ()) -> None:
        """``objectionable`` are names in the markup that an excerpt must not show."""
        self.text = document.text
        self.line_starts = [0, *(end.end() for end in _LINE_END.finditer(self.text))]
        nodes, names = _scan(self.text)
        if _XML_DECLARATION.match(self.text):
            del nodes[0]  # the XML declaration is no node
        self.nodes: dict[etree._Element, _Node] = dict(
            zip(iter_nodes(document.root), nodes, strict=True)
        )
        self.names = [name for name in names if self.text[slice(*name)] not in objectionable]

    def span(self, field: Field, start: int, end: int) -> Span:
        """Where in the file a part of a field's text stands."""
        node = self.nodes[field.node]
        if field.kind in ("text", "comment"):
            return self._in_pieces(node.pieces, start, end)
        if field.kind == "processing-instruction":
            return self._instruction(node.tag, field, start, end)
        if field.kind == "element-name":
            return self._local_name(node.tag, start, end)
        if field.kind in ("prefix", "namespace"):
            return self._declaration(node, field, start, end)
        name, value = self._attribute(field, node)
        if field.kind == "attribute-name":
            return self._local_name(name, start, end)
        return self._in_pieces([(*value, False)], start, end)

    def of_node(self, node: etree._Element) -> Span:
        """Where an element's name stands in its start tag."""
        return self.nodes[node].tag

    def of_attribute(self, node: etree._Element, name: str) -> Span:
        """Where an attribute stands, its name and its value."""
        found, value = self._attribute(Field("", None, node, "attribute", name), self.nodes[node])
        return found[0], value[1] + 1

    def position(self, span: Span) -> Position:
        """A span as lines and columns."""
        line, column = self._line_and_column(span[0])
        end_line, end_column = self._line_and_column(span[1])
        return Position(line=line, column=column, end_line=end_line, end_column=end_column)

    def excerpt(self, position: Position, *, show_values: bool = False) -> Excerpt:
        """The line that a position begins in, with its text masked and its markup kept."""
        line_start = self.line_starts[position.line - 1]
        last = position.line == len(self.line_starts)
        start, stop = line_start, len(self.text) if last else self.line_starts[position.line]
        if stop - start > EXCERPT:
            start = max(start, start + position.column - 1 - EXCERPT // 4)
            stop = min(stop, start + EXCERPT)
        shown = self.text[start:stop].rstrip("\r\n")
        text = shown if show_values else self._masked(start, start + len(shown))
        return Excerpt(text=text, column=start - line_start + 1)

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def _masked(self, start: int, stop: int) -> str:
        """Everything but names in the markup and the markup's own characters is masked."""
        line = list(mask(self.text[start:stop]))
        index = bisect_right(self.names, (start, 0))
        for first, last in self.names[max(index - 1, 0) :]:
            if first >= stop:
                break
            if last > start:
                first, last = max(first, start), min(last, stop)  # noqa: PLW2901  # cut to the line
                line[first - start : last - start] = self.text[first:last]
        return "".join(line)

    def _in_pieces(self, pieces: list[tuple[int, int, bool]], start: int, end: int) -> Span:
        starts: list[int] = []
        ends: list[int] = []
        for first, last, verbatim in pieces:
            for at, until in _characters(self.text, first, last, references=not verbatim):
                starts.append(at)
                ends.append(until)
        return starts[start], ends[max(end - 1, start)]

    @staticmethod
    def _local_name(name: Span, start: int, end: int) -> Span:
        return name[0] + start, name[0] + end

    def _instruction(self, written: Span, field: Field, start: int, end: int) -> Span:
        """The field's text is the target, one space, and the content, whatever parts them."""
        first, last = written
        target = len(field.text.partition(" ")[0])
        content = last - len(self.text[first + target : last].lstrip())
        places = [(at, at + 1) for at in range(first, first + target)]
        places.append((first + target, content))
        places.extend(_characters(self.text, content, last, references=False))
        return places[start][0], places[max(end - 1, start)][1]

    def _declaration(self, node: _Node, field: Field, start: int, end: int) -> Span:
        written = f"xmlns:{field.name}" if field.name else "xmlns"
        for name, where, value in node.attributes:
            if name == written:
                if field.kind == "prefix":
                    return where[0] + 6 + start, where[0] + 6 + end
                return self._in_pieces([(*value, False)], start, end)
        return node.tag

    def _attribute(self, field: Field, node: _Node) -> tuple[Span, Span]:
        written = [entry for entry in node.attributes if not _declares(entry[0])]
        _, name, value = written[field.node.keys().index(field.name or "")]
        return _local(self.text, name), value


def _declares(name: str) -> bool:
    return name == "xmlns" or name.startswith("xmlns:")


def _scan(text: str) -> tuple[list[_Node], list[Span]]:
    """Every node of a document, and every name in its markup, in document order."""
    nodes: list[_Node] = []
    names: list[Span] = []
    open_elements: list[_Node] = []
    at = 0
    for found in _MARKUP.finditer(text):
        if open_elements and at < found.start():
            open_elements[-1].pieces.append((at, found.start(), False))
        at = found.end()
        if found["tag"] is not None:
            node = _element(text, found)
            nodes.append(node)
            names.append(node.tag)
            names.extend(_local(text, name) for _, name, _ in node.attributes)
            if not found[0].endswith("/>"):
                open_elements.append(node)
        elif found["end"] is not None:
            names.append(_local(text, found.span("end")))
            open_elements.pop()
        elif found["comment"] is not None:
            node = _Node(found.start(), found.span("comment"))
            node.pieces.append((*found.span("comment"), True))
            nodes.append(node)
        elif found["instruction"] is not None:
            nodes.append(_Node(found.start(), found.span("instruction")))
        else:
            open_elements[-1].pieces.append((*found.span("cdata"), True))
    return nodes, names


def _element(text: str, found: re.Match[str]) -> _Node:
    node = _Node(found.start(), _local(text, found.span("tag")))
    for attribute in _ATTRIBUTE.finditer(text, *found.span("attributes")):
        value = attribute.span(2) if attribute[2] is not None else attribute.span(3)
        node.attributes.append((attribute[1], attribute.span(1), value))
    return node


def _local(text: str, name: Span) -> Span:
    """A name without its prefix; what a namespace declaration binds is a prefix, not a name."""
    first, last = name
    colon = text.find(":", first, last)
    if colon < 0:
        return name
    return (first, colon) if text.startswith("xmlns:", first) else (colon + 1, last)


def _characters(text: str, start: int, end: int, *, references: bool) -> Iterator[Span]:
    """Each character of a run of text as the parser gives it, with where it stands in the file."""
    at = start
    while at < end:
        found = _PIECE.match(text, at, end) if text[at] in "\r&" else None
        if found and (references or text[at] == "\r"):
            yield at, found.end()
            at = found.end()
        else:
            yield at, at + 1
            at += 1
