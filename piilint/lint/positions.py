"""Where fields stand in the file, to the character: a second pass, made only for findings.

The document is well-formed and has no DTD by the time it comes here, so that its markup can
be told apart by a plain scan. Everything is counted in code points of the decoded document.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import accumulate, count
from operator import add
from typing import TYPE_CHECKING

from piilint.lint.fields import Field
from piilint.lint.lines import Lines
from piilint.lint.markup import Span, attributes_of, local_name, spans_of_characters
from piilint.lint.ownline import EXCERPT, OwnLines
from piilint.model import Excerpt, Position, mask

if TYPE_CHECKING:
    from lxml import etree

    from piilint.lint.parse import Document

__all__ = [
    "DocumentPlaces",
    "Node",
    "Places",
]

_OPENING_OR_ASIDE = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<[^/]", re.DOTALL)
_TAG = re.compile(
    r"""</?(?:[^ \t\r\n/>:]++:)?([^ \t\r\n/>]++)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>"""
)
_BARE_TAGS = re.compile(r"(</?[^ \t\r\n/<>:]++/?>)")
"""Tags of names without a prefix and nothing else."""
_XML_DECLARATION = re.compile(r"<\?xml\s")

Shown = tuple[Position, Excerpt]
"""A span as lines and columns, and the line that it begins in."""


class Node:
    """What a scan keeps of an element, a comment or a processing instruction."""

    __slots__ = ("attributes", "pieces", "written")

    def __init__(self, written: Span, attributes: Span = (0, 0)) -> None:
        self.written = written
        """An element's name, else all that stands between the marks."""
        self.attributes = attributes
        self.pieces: list[tuple[int, int, bool]] = []
        """Runs of text that stand directly in it, and whether references in it stay as they are."""


class Places(ABC):
    """Answers where in a text something stands."""

    def __init__(
        self,
        text: str,
        written: str,
        objectionable: Collection[str] = (),
        *,
        show_values: bool = False,
    ) -> None:
        """``written`` is what an excerpt shows, as long as ``text``, in which markup was found.

        ``objectionable`` are names in the markup that an excerpt must not show; with
        ``show_values`` it shows everything as it stands.
        """
        self.text = text
        self.written = written
        self.objectionable = objectionable
        self.show_values = show_values
        self.characters: dict[Field, list[Span]] = {}
        self.lines = Lines(text)

    @abstractmethod
    def _node(self, node: etree._Element) -> Node:
        """What was read of a node."""

    @abstractmethod
    def _names_in(self, start: int, stop: int) -> Iterator[Span]:
        """The names in the markup that a stretch of the text holds, or a part of."""

    def part(self, field: Field, start: int, end: int) -> Shown:
        """Where a part of a field's text stands, and the line."""
        return self.shown(self.span(field, start, end))

    def name(self, node: etree._Element) -> Shown:
        """Where an element's name stands in its start tag, and the line."""
        return self.shown(local_name(self.text, self._node(node).written))

    def attribute(self, node: etree._Element, name: str) -> Shown:
        """Where an attribute stands, its name and its value, and the line."""
        found, value = self._attribute(node, name)
        return self.shown((found[0], value[1] + 1))

    def span(self, field: Field, start: int, end: int) -> Span:
        """Where in the file a part of a field's text stands."""
        node = self._node(field.node)
        if field.kind in ("text", "comment"):
            return self._in_pieces(field, node.pieces, start, end)
        if field.kind == "processing-instruction":
            return self._instruction(node.written, field, start, end)
        if field.kind == "element-name":
            name = local_name(self.text, node.written)
            return name[0] + start, name[0] + end
        if field.kind in ("prefix", "namespace"):
            return self._declaration(node, field, start, end)
        name, value = self._attribute(field.node, field.name or "")
        if field.kind == "attribute-name":
            return name[0] + start, name[0] + end
        return self._in_pieces(field, [(*value, False)], start, end)

    def shown(self, span: Span) -> Shown:
        """A span as lines and columns, and the line that it begins in."""
        first, last = span
        line, start = self.lines.place(first)
        end_line, end_start = self.lines.place(last)
        position = Position(line, first - start + 1, end_line, last - end_start + 1)
        return position, self._excerpt(first, start)

    def _excerpt(self, at: int, line_start: int) -> Excerpt:
        """The line that a place is in, with its text masked and its markup kept."""
        start = line_start
        stop, is_longer = self.lines.end(start, EXCERPT)
        if is_longer:
            start = max(start, at - EXCERPT // 4)
            stop, _ = self.lines.end(start, EXCERPT)
        text = self.written[start:stop].rstrip("\r\n")
        if not self.show_values:
            text = self._masked(start, start + len(text))
        return Excerpt(text, start - line_start + 1)

    def _masked(self, start: int, stop: int) -> str:
        """Everything but names in the markup and the markup's own characters is masked."""
        shape = mask(self.written[start:stop])
        parts: list[str] = []
        at = start
        for first, last in self._names_in(start, stop):
            if self.objectionable and self.text[first:last] in self.objectionable:
                continue
            if at < last and first < stop:
                if first > at:
                    parts.append(shape[at - start : first - start])
                parts.append(self.text[max(first, at) : min(last, stop)])
                at = last
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
        for name, where, value in attributes_of(self.text, node.attributes):
            if name == written:
                if field.kind == "prefix":
                    return where[0] + 6 + start, where[0] + 6 + end
                return self._in_pieces(field, [(*value, False)], start, end)
        return node.written

    def _attribute(self, node: etree._Element, clark: str) -> tuple[Span, Span]:
        """Where the name and the value of an attribute stand."""
        attributes = attributes_of(self.text, self._node(node).attributes)
        written = [entry for entry in attributes if not _declares(entry[0])]
        _, name, value = written[node.keys().index(clark)]
        return local_name(self.text, name), value


class DocumentPlaces(Places):
    """Answers where in an XML document something stands.

    An element that has a line to itself is found by that line. For the rest, no more is kept of
    the whole document than where each piece of markup begins; an element is read when a finding
    is about it, and with it whatever parts its text.
    """

    def __init__(
        self,
        document: Document,
        objectionable: Collection[str] = (),
        *,
        show_values: bool = False,
    ) -> None:
        """``objectionable`` are names in the markup that an excerpt must not show."""
        text = document.text
        super().__init__(text, text, objectionable, show_values=show_values)
        self._nodes = document.nodes
        self._has_only_tags = document.has_only_tags
        self._read: dict[etree._Element, Node] = {}
        self._own_lines = OwnLines("" if objectionable else text, show_values=show_values)

    def part(self, field: Field, start: int, end: int) -> Shown:
        """Where a part of a field's text stands, and the line."""
        if field.kind == "text":
            own = self._own_lines.of(field.node, field.text)
            if own is not None:
                line, _, at, shown = own
                return Position(line, at + start, line, at + max(end, start + 1)), Excerpt(shown)
        return super().part(field, start, end)

    def name(self, node: etree._Element) -> Shown:
        """Where an element's name stands in its start tag, and the line."""
        own = self._own_lines.of(node, node.text or "")
        if own is not None:
            line, at, behind, shown = own
            return Position(line, at, line, behind - 1), Excerpt(shown)
        return super().name(node)

    @cached_property
    def _start(self) -> int:
        """Where the document begins, after its XML declaration."""
        return self.text.find("?>") + 2 if _XML_DECLARATION.match(self.text) else 0

    @cached_property
    def _begins(self) -> list[int]:
        """Where each start tag, comment, CDATA section and instruction begins, in order."""
        if self._has_only_tags:
            return _begins_of_tags(self.text, self._start)
        return list(map(re.Match.start, _OPENING_OR_ASIDE.finditer(self.text, self._start)))

    @cached_property
    def _own(self) -> dict[etree._Element, int]:
        """Where each node's own markup begins."""
        own = self._begins
        if not self._has_only_tags:
            own = [at for at in own if not self.text.startswith("<![", at)]
        return dict(zip(self._nodes, own, strict=True))

    def _node(self, node: etree._Element) -> Node:
        read = self._read.get(node)
        if read is None:
            read = self._read[node] = self._read_at(self._own[node])
        return read

    def _read_at(self, at: int) -> Node:
        """The node whose markup begins there."""
        text, mark = self.text, self.text[at + 1]
        if mark == "!":
            inside = at + 4, text.find("-->", at)
            node = Node(inside)
            node.pieces.append((*inside, True))
            return node
        if mark == "?":
            return Node((at + 2, text.find("?>", at)))
        tag = self._tag(at)
        node = Node(tag.span(1), tag.span(2))
        end = tag.end()
        if text[end - 2] != "/":
            node.pieces += self._pieces(end)
        return node

    def _pieces(self, at: int) -> Iterator[tuple[int, int, bool]]:
        """The text that stands directly in an element, given where its content begins."""
        text, depth = self.text, 0
        while True:
            begin = text.find("<", at)
            if at < begin and not depth:
                yield at, begin, False
            is_end_tag = text[begin + 1] == "/"
            if is_end_tag and not depth:
                return
            at = self._end(begin)
            if is_end_tag:
                depth -= 1
            elif text[begin + 1] not in "!?":
                depth += text[at - 2] != "/"
            elif not depth and text.startswith("<![", begin):
                yield begin + 9, at - 3, True

    def _end(self, begin: int) -> int:
        """Where a piece of markup ends, given where it begins."""
        text = self.text
        if text.startswith("<!--", begin):
            return text.find("-->", begin) + 3
        if text.startswith("<![", begin):
            return text.find("]]>", begin) + 3
        if text.startswith("<?", begin):
            return text.find("?>", begin) + 2
        return self._tag(begin).end()

    def _masked(self, start: int, stop: int) -> str:
        """The same, sooner for a line that holds texts and tags without attributes."""
        if self._has_only_tags and not self.objectionable:
            masked = _masked_between_bare_tags(self.text[start:stop])
            if masked is not None:
                return masked
        return super()._masked(start, stop)

    def _names_in(self, start: int, stop: int) -> Iterator[Span]:
        text, begins = self.text, self._begins
        at = begins[max(bisect_right(begins, start) - 1, 0)]
        while 0 <= at < stop:
            if text[at + 1] in "!?":
                end = self._end(at)
            else:
                tag = self._tag(at)
                end = tag.end()
                if end > start:
                    yield tag.span(1)
                    for _, name, _ in attributes_of(text, tag.span(2)):
                        yield local_name(text, name)
            at = text.find("<", end)

    def _tag(self, at: int) -> re.Match[str]:
        """The tag that begins there: its local name, and what stands between that and its end."""
        found = _TAG.match(self.text, at)
        assert found is not None  # noqa: S101 - the document is well-formed
        return found


def _begins_of_tags(text: str, start: int) -> list[int]:
    """Where each start tag begins, in a text whose markup is tags; faster than to match them."""
    between = text[start:].replace("</", "  ").split("<")
    return list(map(add, accumulate(map(len, between[:-1])), count(start)))


def _masked_between_bare_tags(line: str) -> str | None:
    """A part of a document with its texts masked, if all its markup is bare tags.

    Where it begins inside a tag, that tag ends before another begins.
    """
    pieces = _BARE_TAGS.split(line)
    texts = "<".join(pieces[::2])
    if ">" in texts or texts.count("<") != len(pieces) // 2:
        return None
    pieces[::2] = mask(texts).split("<")
    return "".join(pieces)


def _declares(name: str) -> bool:
    return name == "xmlns" or name.startswith("xmlns:")
