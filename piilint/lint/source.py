"""From a candidate, or what a caller hands over, to the bytes that are checked."""

from __future__ import annotations

import codecs
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from piilint.errors import UsageError
from piilint.lint.code.languages import grammar
from piilint.lint.files import Candidate, Passed
from piilint.lint.parse import MAX_BYTES
from piilint.model import Source

if TYPE_CHECKING:
    from piilint.lint.rulepack import RulePack

__all__ = [
    "Content",
    "code_marks",
    "companions",
    "content",
    "load",
    "looks_like_message",
    "looks_packed",
    "marks",
    "may_be_template",
    "mentions",
]

Content = str | PathLike[str] | bytes
"""``str`` and ``PathLike`` are paths, bytes are content."""

_SIBLINGS = {"request.xml": "manifest.xml", "manifest.xml": "request.xml"}
_ONLY_WHEN_NAMED = frozenset((".md", ".xsd", ".wsdl"))
_ALWAYS = frozenset((".xml", ".asice", ".zip"))
MAX_ARCHIVE_BYTES = 32 * 1024 * 1024
"""Bytes of one archive, as its reader has it by default."""

_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 1024
_SNIFFED = 8000
"""Bytes at the start of a file in which a NUL says that it is no text, as with git."""

_IS_WEB_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?<(?:!doctype\s+)?html\b", re.IGNORECASE)
TEMPLATE_NAMES = (".cshtml", ".razor", ".vbhtml", ".jsp", ".jspx", ".tagx")
"""Ends of names whose files are templates even without one of the marks below."""

_PIECE = 7
_TELLING = 12
"""Letters of an element's name that is a mark by itself."""
_PERCENT_MARK = re.compile(rb"<%|%\(")
_PHP_MARK = re.compile(rb"<\?(?:php\b|=)")
_AT_MARK = re.compile(rb"@(?:\(|[Mm]odel\b|[A-Za-z][\w.-]{0,80}@|(?:if|foreach|Html)\b)")
_LOOKS_LIKE_XML = re.compile(rb"\s*(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\0?<")


def content(what: Content, name: str | None = None) -> Source:
    """One thing that a caller hands to the library.

    A ``str`` that begins with ``<`` or holds a line break is content that was meant to be
    bytes; it is refused without being shown.
    """
    if isinstance(what, bytes):
        return Source(name=name or "<bytes>", data=what)
    path = os.fspath(what)
    if path.lstrip().startswith("<") or "\n" in path or "\r" in path:
        raise UsageError(
            "This text looks like a document, but text is taken for a path. "
            "Pass the document as bytes: text.encode()."
        )
    return _file(Path(path), name or path, named=True)


def marks(pack: RulePack) -> tuple[bytes, ...]:
    """What a text mentions if it is, or is meant to be, a message of the service."""
    roots = (root for root in pack.roots if root != "error")  # too common a word
    return tuple(mark.encode() for mark in (pack.namespace, *roots))


def code_marks(pack: RulePack) -> tuple[bytes, ...]:
    """What source code mentions if it may build a message, or a part of one that holds text."""
    sent = [path for path in pack.fields if path.split("/")[1].endswith(("-request", "-manifest"))]
    free = [path.rpartition("/")[2] for path in sent if pack.fields[path].field_class != "closed"]
    telling = [name for name in free if "-" in name and len(name) >= _TELLING]
    return tuple(
        dict.fromkeys((*marks(pack), *(each.encode() for each in (*pack.imports, *telling))))
    )


def mentions(data: bytes, wanted: Sequence[bytes]) -> bool:
    """Whether bytes, in UTF-8 or UTF-16, mention any of the marks."""
    text = data.replace(b"\0", b"") if b"\0" in data[:100] else data
    for piece in _pieces(tuple(wanted)):
        if piece in text:
            return any(mark in text for mark in wanted)
    return False


def may_be_template(data: bytes) -> bool:
    """Whether bytes may hold marks of a template language, or do not begin as XML does.

    It is asked of every document: searches for single bytes first, which cost next to nothing
    (by ``find``, since ``in`` makes an exception of each search for bytes).
    """
    return (
        data.find(b"{") >= 0
        or data.find(b"$") >= 0
        or (data.find(b"%") >= 0 and _PERCENT_MARK.search(data) is not None)
        or (data.find(b"#") >= 0 and b"<#" in data)
        or _has_at_mark(data)
        or (data.find(b"?", 60) >= 0 and _PHP_MARK.search(data) is not None)
        or (data.find(b"X") >= 0 and b"XSL/Transform" in data)
        or not (data.startswith(b"<") or _LOOKS_LIKE_XML.match(data))
    )


def _has_at_mark(data: bytes) -> bool:
    at = data.find(b"@")
    for _ in range(100):
        if at < 0:
            return False
        if _AT_MARK.match(data, at):
            return True
        at = data.find(b"@", at + 1)
    return _AT_MARK.search(data, at) is not None


def looks_like_message(data: bytes, wanted: Sequence[bytes]) -> bool:
    """Whether bytes begin as XML does and mention any of the marks; a web page is none."""
    begins = _LOOKS_LIKE_XML.match(data) and not _IS_WEB_PAGE.match(data)
    return bool(begins) and mentions(data, wanted)


def looks_packed(data: bytes) -> bool:
    """Whether bytes are an archive or a multipart body; cheap for those that are not."""
    if data.startswith(b"<") or not data:
        return False
    head = data[:_HEAD]
    if not head.startswith(b"PK") and b"ontent-" not in head.replace(b"C", b"c"):
        return False
    from piilint.archive import kind

    return kind(head) is not None


def companions(together: Iterable[Sequence[str]]) -> Callable[[Source], list[Source]]:
    """What tells the other files of a source's submission, read for the values in them.

    A folder's ``request.xml`` and ``manifest.xml`` belong together; ``together`` names others.
    """
    told: dict[Path, list[Path]] = {}
    for group in together:
        paths = [Path(name).absolute() for name in group]
        for path in paths:
            told.setdefault(path, []).extend(other for other in paths if other != path)

    def beside(source: Source) -> list[Source]:
        if source.path is None:
            return []
        paths = list(told.get(source.path.absolute(), ()))
        sibling = _SIBLINGS.get(source.path.name)
        if sibling is not None:
            paths.append(source.path.with_name(sibling))
        return [_file(path, path.name, named=False) for path in paths if path.is_file()]

    return beside


def load(
    candidate: Candidate, wanted: Sequence[bytes], in_code: Sequence[bytes] = ()
) -> Source | Passed:
    """A candidate's bytes, or why it is passed by; ``wanted`` are marks, ``in_code`` of code.

    A file that was not named and is not called ``.xml`` must look like a message of the service.
    """
    suffix = _suffix(candidate.name)
    if grammar(candidate.name) is not None:
        wanted = in_code or wanted
    if candidate.named or suffix in _ALWAYS:
        return _read(candidate)
    if suffix in _ONLY_WHEN_NAMED:
        return Passed(name=candidate.name, reason="only-when-named")
    small = 0 < candidate.size <= _SNIFFED * 10
    head = _head(candidate, small=small)
    binary = b"\0" in head[:_SNIFFED] and not head.startswith((b"<\0", b"\0<", *_BOMS))
    passed = Passed(name=candidate.name, reason="binary" if binary else "no-message")
    if binary and not looks_packed(head):
        return passed
    if small and len(head) == candidate.size and not mentions(head, wanted):
        return passed
    source = _read(candidate)
    data = source.data
    if data is None or (not _IS_WEB_PAGE.match(data) and not binary and mentions(data, wanted)):
        return source
    if looks_packed(data) and mentions(data, wanted):
        return source
    return passed


def _head(candidate: Candidate, *, small: bool) -> bytes:
    """The first bytes, all of a small file; none where it cannot be read, which reading says."""
    if candidate.data is not None or candidate.path is None:
        return (candidate.data or b"")[:_SNIFFED]
    try:
        with open(candidate.path, "rb") as file:  # noqa: PTH123 - once a file
            return file.read(max(_SNIFFED, candidate.size if small else 0))
    except OSError:
        return b""


def _read(candidate: Candidate) -> Source:
    name, named = candidate.name, candidate.named
    if candidate.failure is not None:
        return Source(name=name, named=named, on_disk=True, failure=candidate.failure)
    if candidate.path is None:
        return Source(name=name, named=named, data=candidate.data)
    if candidate.data is not None:
        path = Path(candidate.path)
        return Source(name=name, named=named, data=candidate.data, on_disk=True, path=path)
    return _file(Path(candidate.path), name, named=named)


@cache
def _pieces(wanted: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """Few pieces, one of which stands in each mark: they are looked for in every file there is."""
    left, found = set(wanted), []
    while left:
        counts = Counter(
            piece
            for mark in left
            for piece in {mark[at : at + _PIECE] for at in range(max(len(mark) - _PIECE, 0) + 1)}
        )
        best = max(sorted(counts), key=counts.__getitem__)
        found.append(best)
        left = {mark for mark in left if best not in mark}
    return tuple(found)


def _file(path: Path, name: str, *, named: bool) -> Source:
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size or MAX_BYTES  # a device tells none
            data = file.read(min(size, MAX_BYTES) + 1)
            if len(data) > MAX_BYTES and looks_packed(data):
                data += file.read(MAX_ARCHIVE_BYTES - MAX_BYTES)
    except OSError as error:
        reason = error.strerror
    else:
        return Source(name=name, data=data, named=named, on_disk=True, path=path)
    return Source(name=name, named=named, on_disk=True, failure=reason or "it cannot be read")


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - once a file, and it is no path
