"""From what the user named to bytes: files, folders, standard input, contents."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from piilint.errors import UsageError
from piilint.lint.code.languages import grammar
from piilint.lint.parse import MAX_BYTES
from piilint.model import Source

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from piilint.lint.rulepack import RulePack

__all__ = ["Content", "code_marks", "content", "marks", "may_be_template", "mentions", "read"]

Content = str | PathLike[str] | bytes
"""``str`` and ``PathLike`` are paths, bytes are content."""

_SKIPPED_FOLDERS = frozenset(
    (".git", ".hg", ".svn", ".venv", ".tox", ".nox", "__pycache__", "node_modules")
)
_ONLY_WHEN_NAMED = frozenset((".md", ".xsd", ".wsdl"))
_NOT_WRITTEN_HERE = frozenset((
    ".gradle", ".next", ".nuxt", "bin", "bower_components", "build", "coverage", "dist", "gen",
    "generated", "generated-sources", "obj", "out", "site-packages", "target", "third_party",
    "vendor",
))  # fmt: skip
"""Folders whose source code is generated or somebody else's: read when named."""
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

    It is asked of every document: searches for single bytes first, which cost next to nothing.
    """
    return (
        b"{" in data
        or b"$" in data
        or (b"%" in data and _PERCENT_MARK.search(data) is not None)
        or (b"#" in data and b"<#" in data)
        or _has_at_mark(data)
        or (data.find(b"?", 60) >= 0 and _PHP_MARK.search(data) is not None)
        or (b"X" in data and b"XSL/Transform" in data)
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


def read(
    paths: Sequence[str], base: Path, wanted: Sequence[bytes], in_code: Sequence[bytes] = ()
) -> Iterator[Source]:
    """Every file to check, one after the other, in a fixed order.

    ``base`` is the folder that names are relative to. ``wanted`` are marks; a file that is
    not called ``.xml`` must mention one of them to be read when a folder is walked; source code
    may mention one of ``in_code`` instead.
    """
    for path in paths:
        if path == "-":
            yield Source(name="<stdin>", data=sys.stdin.buffer.read(MAX_BYTES + 1))
        elif Path(path).is_dir():
            yield from _walk(Path(path), base, wanted, in_code)
        else:
            yield _file(Path(path), _shown(Path(path), base), named=True)


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
            size = os.fstat(file.fileno()).st_size or MAX_BYTES
            data = file.read(min(size, MAX_BYTES) + 1)
    except OSError as error:
        reason = error.strerror
    else:
        return Source(name=name, data=data, named=named, on_disk=True)
    return Source(name=name, named=named, on_disk=True, failure=reason or "it cannot be read")


def _walk(
    folder: Path, base: Path, wanted: Sequence[bytes], in_code: Sequence[bytes]
) -> Iterator[Source]:
    for path in _walk_below(folder, base, _ignores_above(folder)):
        if isinstance(path, Source):
            yield path
        elif (source := _found_file(path, folder, base, wanted, in_code)) is not None:
            yield source


def _walk_below(
    folder: Path, base: Path, ignores: tuple[tuple[Path, GitIgnoreSpec], ...]
) -> Iterator[Path | Source]:
    """The files below a folder; a folder that cannot be read is a source that failed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        yield Source(name=_shown(folder, base), named=False, on_disk=True, failure=reason)
        return
    own = folder / ".gitignore"
    if own.is_file():
        ignores = (*ignores, (folder, _ignore_file(own)))
    for entry in entries:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _SKIPPED_FOLDERS and not _ignored(path, ignores, folder=True):
                yield from _walk_below(path, base, ignores)
        elif entry.is_file() and not _ignored(path, ignores, folder=False):
            yield path


def _found_file(
    path: Path, top: Path, base: Path, wanted: Sequence[bytes], in_code: Sequence[bytes]
) -> Source | None:
    """A file that a walk from ``top`` came across, if it is of interest."""
    suffix = path.suffix.lower()
    if suffix in _ONLY_WHEN_NAMED:
        return None
    if grammar(path.name) is not None:
        if not _NOT_WRITTEN_HERE.isdisjoint(path.parts[len(top.parts) :]):
            return None
        wanted = in_code or wanted
    source = _file(path, "", named=False)
    data = source.data
    if suffix != ".xml" and data is not None and not (_is_text(data) and mentions(data, wanted)):
        return None
    return replace(source, name=_shown(path, base))


def _is_text(data: bytes) -> bool:
    """Whether bytes are text as far as can be seen: git's rule, and UTF-16 is text too."""
    return b"\0" not in data[:8000] or data.startswith((b"<\0", b"\0<", b"\xff\xfe", b"\xfe\xff"))


def _shown(path: Path, base: Path) -> str:
    """A path as findings show it: relative to the base where it lies below, with slashes."""
    try:
        return path.absolute().relative_to(base.absolute()).as_posix()
    except ValueError:
        return path.as_posix()


def _ignores_above(folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
    """The ``.gitignore`` files between a folder and the top of its repository."""
    folder = folder.absolute()
    above: list[tuple[Path, GitIgnoreSpec]] = []
    for parent in folder.parents:
        ignore = parent / ".gitignore"
        if ignore.is_file():
            above.append((parent, _ignore_file(ignore)))
        if (parent / ".git").exists():
            return tuple(reversed(above))
    return ()


def _ignore_file(path: Path) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    return GitIgnoreSpec.from_lines(lines)


def _ignored(path: Path, ignores: tuple[tuple[Path, GitIgnoreSpec], ...], *, folder: bool) -> bool:
    """Whether git would ignore a path; the innermost file that has a say decides."""
    for root, spec in reversed(ignores):
        below = path.absolute().relative_to(root.absolute()).as_posix()
        verdict = spec.check_file(f"{below}/" if folder else below).include
        if verdict is not None:
            return verdict
    return False
