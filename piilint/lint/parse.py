"""Bytes to an XML tree, hardened: what is refused here is a finding, and never a traceback.

A DOCTYPE is refused as such, so that no entity but the five of XML can exist. The parser is
made for each call with its options spelled out, since another library in the process can
change lxml's default.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from piilint.errors import PiilintError

if TYPE_CHECKING:
    from lxml import etree

    from piilint.lint.positions import DocumentPlaces

__all__ = [
    "MAX_ATTRIBUTES",
    "MAX_BYTES",
    "MAX_DEPTH",
    "Document",
    "UnreadableError",
    "parse",
    "to_text",
]

MAX_BYTES = 20 * 1024 * 1024
"""Bytes of one XML file. The largest request that the service takes is a few kB."""

MAX_DEPTH = 100
"""Levels of elements. The deepest message of the service has seven."""

MAX_ATTRIBUTES = 200
"""Attributes of one element. The service's messages have two at most."""

_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "iso-8859-1": "iso-8859-1",
    "latin1": "iso-8859-1",
    "latin-1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "windows-1252",
    "cp1252": "windows-1252",
}
_DECLARATION = re.compile(
    rb"""<\?xml\s[^<>?]{0,100}?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,39})["']"""
)
_UTF32_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_STARTS = (
    (codecs.BOM_UTF8, "utf-8", 3),
    (codecs.BOM_UTF16_LE, "utf-16-le", 2),
    (codecs.BOM_UTF16_BE, "utf-16-be", 2),
    (b"<\0", "utf-16-le", 0),
    (b"\0<", "utf-16-be", 0),
)
"""How a document begins, the codec that this tells, and the length of the byte order mark."""
_MARKS = (*_UTF32_BOMS, *(start for start, _, _ in _STARTS))


class Document(NamedTuple):
    """A well-formed XML document without a DTD."""

    root: etree._Element
    utf8: bytes
    """The document in UTF-8, without a byte order mark."""
    nodes: list[etree._Element]
    """Its elements, comments and processing instructions in order, once something asked for all.

    lxml makes a node anew each time that it is asked for while nobody holds it.
    """
    has_only_tags: bool
    """Whether it holds no comment, CDATA section or instruction, as most documents."""
    bare: bool = False
    """Whether white space that stands between elements was left out of the tree."""

    def __repr__(self) -> str:
        return f"<Document of {len(self.utf8)} bytes>"

    @property
    def text(self) -> str:
        """The document as it stands, in code points; positions count these."""
        return self.utf8.decode()

    def places(
        self, objectionable: Collection[str] = (), *, show_values: bool = False
    ) -> DocumentPlaces:
        """Where in the file its fields stand; ``objectionable`` names are not shown."""
        from piilint.lint.positions import DocumentPlaces

        if not self.nodes:  # nobody walked it
            self.nodes.extend(reversed(list(self.root.itersiblings(preceding=True))))
            self.nodes.extend(self.root.iter())
            self.nodes.extend(self.root.itersiblings())
        return DocumentPlaces(self, objectionable, show_values=show_values)


class UnreadableError(PiilintError):
    """A file that could not be checked. Carries the rule, the place and what its message names."""

    def __init__(
        self,
        rule: str,
        line: int | None = None,
        column: int | None = None,
        values: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(rule)
        self.rule = rule
        self.line = line
        self.column = column
        self.values = values or {}


def parse(data: bytes, *, bare: bool = False) -> Document:
    """Read one document.

    Args:
        data: its bytes.
        bare: leave white space between elements out of the tree, which makes it a third smaller.
            Done only where tags and text are all the markup, and right only where no element
            holds text beside elements, which shows in the tree.

    Raises:
        UnreadableError: with ``XML0xx`` or ``CHK0xx``, where it is empty, too large, not decodable,
            not well-formed, has a DOCTYPE, or is deeper or wider than the bounds.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError("CHK002", values={"limit": MAX_BYTES})
    utf8 = _to_utf8(data)
    if not utf8 or utf8.isspace():
        raise UnreadableError("CHK004", 1, 1)
    nul = utf8.find(b"\0")
    if nul >= 0:
        raise UnreadableError("XML003", *_place(utf8, nul))
    has_only_tags = _has_only_tags(utf8)
    if not has_only_tags and utf8.find(b"<!DOCTYPE") >= 0:
        _refuse_doctype(utf8)
    bare = bare and has_only_tags and utf8.find(b"\r") < 0
    return Document(_tree(utf8, bare=bare), utf8, [], has_only_tags, bare)


def to_text(data: bytes) -> str:
    """The text of a file that need not be XML, decoded as XML would be.

    Raises:
        UnreadableError: ``CHK002`` where it is too large, ``XML003`` and ``XML005`` where its
            encoding is not known or not kept to.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError("CHK002", values={"limit": MAX_BYTES})
    utf8 = _to_utf8(data)
    undecodable = _undecodable(utf8)
    if undecodable is not None:
        raise UnreadableError("XML003", *_place(utf8, undecodable))
    return utf8.decode()


def _to_utf8(data: bytes) -> bytes:
    encoding, start = _encoding(data)
    body = data[start:] if start else data
    if encoding == "utf-8":
        return body
    failed_at = None
    try:
        return body.decode(encoding).encode()
    except UnicodeDecodeError as error:
        failed_at = error.start
    except UnicodeEncodeError:
        failed_at = 0
    before = body[:failed_at].decode(encoding, "replace").encode()
    raise UnreadableError("XML003", *_place(before, len(before)))


def _encoding(data: bytes) -> tuple[str, int]:
    """The codec of a document, by byte order mark, first bytes or declaration; and its start."""
    if data.startswith(_MARKS):
        return _marked(data)
    if not data.startswith(b"<?xml"):
        return "utf-8", 0
    declared = _DECLARATION.match(data)
    if not declared:
        return "utf-8", 0
    name = _ENCODINGS.get(declared[1].decode("ascii").lower())
    # A document whose declaration could be read as ASCII is not in UTF-16, whatever it says.
    if name is None or name.startswith("utf-16"):
        raise UnreadableError("XML005", 1, 1)
    return name, 0


def _marked(data: bytes) -> tuple[str, int]:
    """The codec of a document that begins with a byte order mark or in two-byte characters."""
    if data.startswith(_UTF32_BOMS):
        raise UnreadableError("XML005", 1, 1)
    return next((encoding, length) for start, encoding, length in _STARTS if data.startswith(start))


def _has_only_tags(utf8: bytes) -> bool:
    """Whether all markup after the XML declaration is tags.

    That a document lacks the single characters is seen in a tenth of the time.
    """
    start = utf8.find(b"?>") + 2 if utf8[:5] == b"<?xml" and utf8[5:6].isspace() else 0
    return (utf8.find(b"!", start) < 0 or utf8.find(b"<!", start) < 0) and (
        utf8.find(b"?", start) < 0 or utf8.find(b"<?", start) < 0
    )


def _refuse_doctype(utf8: bytes) -> None:
    """A document type declaration can only stand among what precedes the root element."""
    at = 0
    while True:
        at = _skip_white_space(utf8, at)
        if utf8.startswith(b"<!DOCTYPE", at):
            raise UnreadableError("XML001", *_place(utf8, at))
        if utf8.startswith(b"<?", at):
            at = utf8.find(b"?>", at) + 2
        elif utf8.startswith(b"<!--", at):
            at = utf8.find(b"-->", at) + 3
        else:
            return
        if at < 3:
            return  # unclosed: not well-formed, which the parser says better


def _skip_white_space(utf8: bytes, at: int) -> int:
    while utf8[at : at + 1].isspace():
        at += 1
    return at


def _tree(utf8: bytes, *, bare: bool) -> etree._Element:
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8",
        attribute_defaults=False,
        collect_ids=False,
        dtd_validation=False,
        huge_tree=False,
        load_dtd=False,
        no_network=True,
        ns_clean=False,
        recover=False,
        remove_blank_text=bare,
        remove_comments=False,
        remove_pis=False,
        resolve_entities=False,
        strip_cdata=False,
    )
    try:
        return etree.fromstring(utf8, parser)
    except etree.XMLSyntaxError as error:
        place, code = error.position, getattr(error, "code", None)
    undecodable = _undecodable(utf8)
    if undecodable is not None:
        raise UnreadableError("XML003", *_place(utf8, undecodable))
    limits = (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_INTERNAL_ERROR)
    if code in limits:
        raise UnreadableError("XML004", max(place[0], 1), max(place[1], 1), _bounds())
    raise UnreadableError("XML002", max(place[0], 1), max(place[1], 1))


def too_deep_or_wide(node: etree._Element) -> UnreadableError:
    """What the walk over the tree raises when a bound of this module is passed."""
    return UnreadableError("XML004", getattr(node, "sourceline", None) or 1, 1, _bounds())


def _bounds() -> dict[str, object]:
    return {"depth": MAX_DEPTH, "attributes": MAX_ATTRIBUTES, "bytes": MAX_BYTES}


def _undecodable(utf8: bytes) -> int | None:
    try:
        utf8.decode()
    except UnicodeDecodeError as error:
        return error.start
    return None


def _place(utf8: bytes, at: int) -> tuple[int, int]:
    """Line and column of a byte offset, in code points."""
    before = utf8[:at].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")
