"""What is in a package: every file measured and hashed in one pass, the XML kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from piilint.archive import Limits, Member, read
from piilint.archive.member import problem
from piilint.bundle.profile import MANIFEST, MIMETYPE, SIGNATURES
from piilint.bundle.report import PackagedFile
from piilint.errors import UsageError

__all__ = ["Contents", "as_path", "read_contents"]

_XML_BYTES = 1024 * 1024
_KEPT = frozenset({MANIFEST, MIMETYPE, SIGNATURES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A package as its archive holds it."""

    files: tuple[PackagedFile, ...]
    kept: dict[str, bytes] = field(repr=False)
    """The content of the manifest, the signature and ``mimetype``, by name."""
    compressed_mimetype: bool = False

    @property
    def signable(self) -> tuple[PackagedFile, ...]:
        """Every file outside of ``META-INF``; all have to be signed, but ``mimetype`` need not."""
        return tuple(file for file in self.files if not file.name.startswith("META-INF/"))

    @property
    def meta(self) -> tuple[PackagedFile, ...]:
        """What lies in ``META-INF``."""
        return tuple(file for file in self.files if file.name.startswith("META-INF/"))


def as_path(source: str | os.PathLike[str]) -> Path:
    """A path; raises UsageError, which shows nothing, for a document given in its place."""
    text = os.fspath(source)
    if text.lstrip().startswith("<") or "\n" in text:
        raise UsageError("a str is a path here; give a package's content as bytes")
    return Path(text)


def read_contents(
    source: bytes | Path | BinaryIO, limits: Limits, *, checksums: bool = True
) -> Contents:
    """Read a whole package, and nothing twice.

    Raises :class:`~piilint.errors.ArchiveError` where it is no sound ZIP file or its XML is
    larger than 1 MiB, and :class:`OSError` where the file cannot be read.
    """
    files: list[PackagedFile] = []
    kept: dict[str, bytes] = {}
    compressed_mimetype = False
    for member in read(source, limits, checksums=checksums):
        if member.name is None or member.headers:
            raise problem("not-an-archive")
        if member.name in _KEPT:
            if member.size > _XML_BYTES:
                raise problem("too-large", member.number)
            kept[member.name] = member.content()
        if member.name == MIMETYPE:
            compressed_mimetype = member.compressed
        digest = hashlib.sha256()
        for chunk in _chunks(member, kept):
            digest.update(chunk)
        files.append(
            PackagedFile(
                number=member.number, name=member.name, size=member.size, sha256=digest.digest()
            )
        )
    return Contents(files=tuple(files), kept=kept, compressed_mimetype=compressed_mimetype)


def _chunks(member: Member, kept: dict[str, bytes]) -> Iterator[bytes]:
    """The very bytes that were kept, where they were: what is hashed is what is read."""
    if member.name in kept:
        return iter((kept[member.name],))
    return member.chunks()
