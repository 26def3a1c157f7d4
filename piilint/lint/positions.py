"""Where fields stand in the file, to the character: a second pass, made only for findings.

The document is well-formed and has no DTD by the time it comes here, so that its markup can
be told apart by a plain scan. Everything is counted in code points of the decoded document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from io import StringIO
from itertools import accumulate
from typing import TYPE_CHECKING

from piilint.lint.fields import Field, iter_nodes
from piilint.model import Excerpt, Position, mask

if TYPE_CHECKING:
    from lxml import etree

    from piilint.lint.parse import Document

__all__ = ["DocumentPlaces", "Node", "Places", "Span", "spans_of_characters"]

_MARKUP = re.compile(
    r"""<!--(?P<comment>.*?)-->
      | <!\[CDATA\[(?P<cdata>.*?)\]\]>
      | <\?(?P<instruction>.*?)\?>
      | </(?P<end>[^\s>]+)\s*>
      | <(?P<tag>[^\s/>]+)(?P<attributes>(?:[^>"']++|"[^"]*"|'[^']*')*+)>""",
    re.DOTALL | re.VERBOSE,
)
_TAG = re.compile(r"</?(?:[^\s/>:]+:)?([^\s/>]+)")
_ATTRIBUTES = re.compile(r"""(?:[^>"']++|"[^"]*"|'[^']*')*+""")
_OPENING = re.compile("<[^/?]")
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.DOTALL)
_PIECE = re.compile(r"\r\n?|&[^;]*;")
_XML_DECLARATION = re.compile(r"<\?xml\s")

EXCERPT = 160
"""Characters of a source line that an excerpt shows, so that a minified file stays readable."""

Span = tuple[int, int]


class Node:
    """What a scan keeps of an element, a comment or a processing instruction."""

    __slots__ = ("attributes", "pieces", "written")

    def __init__(self, written: Span, attributes: Span = (0, 0)) -> None:
        self.written = written
        """An element's name, else all that stands between the marks."""
        self.attributes = attributes
        self.pieces: list[tuple[int, int, bool]] = []
        """Runs of text that stand directly in it, and whether references in it stay as they are."""


class Places:
    """Answers where in a text something stands."""

    markup: Sequence[re.Match[str]]
    nodes: Mapping[etree._Element, Node]

    def __init__(self, text: str, written: str, objectionable: Collection[str] = ()) -> None:
        """``written`` is what an excerpt shows, as long as ``text``, in which markup was found.

        ``objectionable`` are names in the markup that an excerpt must not show.
        """
        self.text = text
        self.written = written
        self.objectionable = objectionable
        self.characters: dict[Field, list[Span]] = {}

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line begins."""
        starts = [0, *accumulate(map(len, StringIO(self.text, newline="")))]
        if not self.text.endswith(("\r", "\n")):
            starts.pop()  # the last line has no end
        return starts or [0]

    @cached_property
    def _ends(self) -> list[int]:
        return [found.end() for found in self.markup]

    def _node(self, node: etree._Element) -> Node:
        return self.nodes[node]

    def _names_in(self, start: int, stop: int) -> Iterator[Span]:
        """The names in the markup that a stretch of the text holds, or a part of."""
        for index in range(bisect_right(self._ends, start), len(self.markup)):
            if self.markup[index].start() >= stop:
                return
            yield from _names(self.text, self.markup[index])

    def span(self, field: Field, start: int, end: int) -> Span:
        """Where in the file a part of a field's text stands."""
        node = self._node(field.node)
        if field.kind in ("text", "comment"):
            return self._in_pieces(field, node.pieces, start, end)
        if field.kind == "processing-instruction":
            return self._instruction(node.written, field, start, end)
        if field.kind == "element-name":
            name = _local(self.text, node.written)
            return name[0] + start, name[0] + end
        if field.kind in ("prefix", "namespace"):
            return self._declaration(node, field, start, end)
        name, value = self._attribute(field.node, field.name or "")
        if field.kind == "attribute-name":
            return name[0] + start, name[0] + end
        return self._in_pieces(field, [(*value, False)], start, end)

    def of_node(self, node: etree._Element) -> Span:
        """Where an element's name stands in its start tag."""
        return _local(self.text, self._node(node).written)

    def of_attribute(self, node: etree._Element, name: str) -> Span:
        """Where an attribute stands, its name and its value."""
        found, value = self._attribute(node, name)
        return found[0], value[1] + 1

    def position(self, span: Span) -> Position:
        """A span as lines and columns."""
        return Position(*self._line_and_column(span[0]), *self._line_and_column(span[1]))

    def excerpt(self, position: Position, *, show_values: bool = False) -> Excerpt:
        """The line that a position begins in, with its text masked and its markup kept."""
        line_start = self.line_starts[position.line - 1]
        last = position.line == len(self.line_starts)
        start, stop = line_start, len(self.text) if last else self.line_starts[position.line]
        if stop - start > EXCERPT:
            start = max(start, start + position.column - 1 - EXCERPT // 4)
            stop = min(stop, start + EXCERPT)
        shown = self.written[start:stop].rstrip("\r\n")
        text = shown if show_values else self._masked(start, start + len(shown))
        return Excerpt(text=text, column=start - line_start + 1)

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def _masked(self, start: int, stop: int) -> str:
        """Everything but names in the markup and the markup's own characters is masked."""
        shape = mask(self.written[start:stop])
        parts: list[str] = []
        at = start
        for first, last in self._names_in(start, stop):
            if at < last and first < stop and self.text[first:last] not in self.objectionable:
                begin, end = max(first, at), min(last, stop)
                parts += (shape[at - start : begin - start], self.text[begin:end])
                at = end
        return "".join((*parts, shape[at - start :]))

    def _in_pieces(
        self, field: Field, pieces: list[tuple[int, int, bool]], start: int, end: int
    ) -> Span:
        """Where a part of a text stands that the file holds in pieces, read once for each field."""
        if len(pieces) == 1 and self._is_verbatim(*pieces[0]):
            first = pieces[0][0]
            return first + start, first + max(end, start + 1)
        characters = self.characters.get(field)
        if characters is None:
            characters = [
                span
                for first, last, verbatim in pieces
                for span in spans_of_characters(self.text, first, last, references=not verbatim)
            ]
            self.characters[field] = characters
        return characters[start][0], characters[max(end - 1, start)][1]

    def _is_verbatim(self, first: int, last: int, without_references: bool) -> bool:
        """Whether a run of text stands in the file just as the parser gives it."""
        text = self.text
        return text.find("\r", first, last) < 0 and (
            without_references or text.find("&", first, last) < 0
        )

    def _instruction(self, written: Span, field: Field, start: int, end: int) -> Span:
        """The field's text is the target, one space, and the content, whatever parts them."""
        first, last = written
        target = len(field.text.partition(" ")[0])
        content = last - len(self.text[first + target : last].lstrip(" \t\r\n"))
        places = [(at, at + 1) for at in range(first, first + target)]
        places.append((first + target, content))
        places.extend(spans_of_characters(self.text, content, last, references=False))
        return places[start][0], places[max(end - 1, start)][1]

    def _declaration(self, node: Node, field: Field, start: int, end: int) -> Span:
        written = f"xmlns:{field.name}" if field.name else "xmlns"
        for name, where, value in _attributes(self.text, node.attributes):
            if name == written:
                if field.kind == "prefix":
                    return where[0] + 6 + start, where[0] + 6 + end
                return self._in_pieces(field, [(*value, False)], start, end)
        return node.written

    def _attribute(self, node: etree._Element, clark: str) -> tuple[Span, Span]:
        """Where the name and the value of an attribute stand."""
        attributes = _attributes(self.text, self._node(node).attributes)
        written = [entry for entry in attributes if not _declares(entry[0])]
        _, name, value = written[node.keys().index(clark)]
        return _local(self.text, name), value


class DocumentPlaces(Places):
    """Answers where in an XML document something stands.

    Most documents hold elements and nothing else, and most findings are about an element with
    nothing inside: then no more is read than that element and the line around it.
    """

    def __init__(self, document: Document, objectionable: Collection[str] = ()) -> None:
        """``objectionable`` are names in the markup that an excerpt must not show."""
        text = document.text
        super().__init__(text, text, objectionable)
        self._root = document.root
        # No comment, CDATA section or instruction but the declaration: each "<" is of a tag.
        # The single characters, which most documents lack, are sought in a tenth of the time.
        body = text.find("?>") + 2 if _XML_DECLARATION.match(text) else 0
        self._has_only_tags = ("!" not in text or "<!" not in text) and (
            text.find("?", body) < 0 or text.find("<?", body) < 0
        )

    @cached_property
    def markup(self) -> Sequence[re.Match[str]]:  # type: ignore[override]  # read when needed
        """All tags, comments, CDATA sections and instructions."""
        return list(_MARKUP.finditer(self.text))

    @cached_property
    def nodes(self) -> Mapping[etree._Element, Node]:  # type: ignore[override]  # the same
        """All nodes, found by going through the whole document."""
        return dict(zip(iter_nodes(self._root), _nodes(self.text, self.markup), strict=True))

    @cached_property
    def _openings(self) -> Mapping[etree._Element, int]:
        """Where the start tag of each element begins, of a document that has only tags."""
        openings = [found.start() for found in _OPENING.finditer(self.text)]
        return dict(zip(self._root.iter(), openings, strict=True))

    def _node(self, node: etree._Element) -> Node:
        if not self._has_only_tags or len(node):
            return super()._node(node)
        found = _tag(self.text, self._openings[node])
        attributes = self._attributes_from(found.end())
        leaf = Node(found.span(1), attributes)
        if self.text[attributes[1] - 1] != "/":
            first = attributes[1] + 1
            leaf.pieces.append((first, self.text.find("<", first), False))
        return leaf

    def _names_in(self, start: int, stop: int) -> Iterator[Span]:
        if not self._has_only_tags:
            yield from super()._names_in(start, stop)
            return
        at = self.text.rfind("<", 0, start)
        if at < 0:
            at = self.text.find("<", start, stop)
        while at >= 0:
            found = _tag(self.text, at)
            first, last = self._attributes_from(found.end())
            if last >= start:
                yield found.span(1)
                if first < last:
                    for _, name, _ in _attributes(self.text, (first, last)):
                        yield _local(self.text, name)
            at = self.text.find("<", last, stop)

    def _attributes_from(self, at: int) -> Span:
        """What stands between the name and the end of a tag."""
        if self.text[at] == ">":
            return at, at
        found = _ATTRIBUTES.match(self.text, at)
        assert found is not None  # noqa: S101 - nothing at all would match
        return found.span()


def _tag(text: str, at: int) -> re.Match[str]:
    """The tag that begins there in a well-formed document; its name without a prefix."""
    found = _TAG.match(text, at)
    assert found is not None  # noqa: S101
    return found


def _declares(name: str) -> bool:
    return name == "xmlns" or name.startswith("xmlns:")


def _nodes(text: str, markup: Sequence[re.Match[str]]) -> list[Node]:
    """Every node of a document in document order, with the text that stands directly in it."""
    nodes: list[Node] = []
    open_elements: list[Node] = []
    at = 0
    for found in markup:
        start, end = found.span()
        if open_elements and at < start:
            open_elements[-1].pieces.append((at, start, False))
        at = end
        kind = found.lastgroup
        if kind == "attributes":
            node = Node(found.span("tag"), found.span("attributes"))
            nodes.append(node)
            if text[end - 2] != "/":
                open_elements.append(node)
        elif kind == "end":
            open_elements.pop()
        elif kind == "cdata":
            open_elements[-1].pieces.append((*found.span("cdata"), True))
        elif kind == "comment":
            node = Node(found.span("comment"))
            node.pieces.append((*found.span("comment"), True))
            nodes.append(node)
        elif nodes or not _XML_DECLARATION.match(found[0]):
            nodes.append(Node(found.span("instruction")))
    return nodes


def _names(text: str, found: re.Match[str]) -> Iterator[Span]:
    """The names in a tag that an excerpt may show."""
    if found.lastgroup == "end":
        yield _local(text, found.span("end"))
    elif found.lastgroup == "attributes":
        yield _local(text, found.span("tag"))
        for _, name, _ in _attributes(text, found.span("attributes")):
            yield _local(text, name)


def _attributes(text: str, within: Span) -> Iterator[tuple[str, Span, Span]]:
    """What a start tag says: each name as written, where it stands, where its value stands."""
    for found in _ATTRIBUTE.finditer(text, *within):
        value = found.span(2) if found[2] is not None else found.span(3)
        yield found[1], found.span(1), value


def _local(text: str, name: Span) -> Span:
    """A name without its prefix; what a namespace declaration binds is a prefix, not a name."""
    first, last = name
    colon = text.find(":", first, last)
    if colon < 0:
        return name
    return (first, colon) if text.startswith("xmlns:", first) else (colon + 1, last)


def spans_of_characters(text: str, start: int, end: int, *, references: bool) -> Iterator[Span]:
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
