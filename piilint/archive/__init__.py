"""The one bounded reader of ZIP files and saved ``multipart/mixed`` bodies.

What two readers could understand differently is refused: a gap or an overlap, a local header
that differs from the central directory, a name twice, a comment, an extra field that renames.
Nothing is ever written to disk, and no name is believed before it was found to be harmless.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

from piilint.archive.member import PROBLEMS, Limits, Member, check_name, name_key, problem
from piilint.archive.multipart import looks_multipart, multipart_members
from piilint.archive.zipped import zip_members

__all__ = ["PROBLEMS", "Limits", "Member", "check_name", "kind", "name_key", "read"]

_DEFAULT = Limits()


def kind(head: bytes) -> Literal["zip", "multipart"] | None:
    """What a file is, told from its first bytes (a kilobyte will do)."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    return "multipart" if looks_multipart(head) else None


def read(
    source: bytes | Path | BinaryIO, limits: Limits = _DEFAULT, *, checksums: bool = True
) -> Iterator[Member]:
    """The members of an archive in their order.

    The structure is checked as a whole before the first member is given, each member's
    length and checksum while it is read. Raises :class:`ArchiveError` where the archive is
    unsafe, broken or beyond the limits, and :class:`OSError` where the file cannot be read.
    Without ``checksums`` the CRC-32 of members is not looked at: for an archive that was
    written a moment ago, and whose content is held against better digests.
    """
    with _opened(source) as file:
        size = file.seek(0, 2)
        if size > limits.archive_bytes:
            raise problem("too-large")
        file.seek(0)
        what = kind(file.read(1024))
        if what == "zip":
            yield from zip_members(file, size, limits, checksums=checksums)
        elif what == "multipart":
            file.seek(0)
            yield from multipart_members(file.read(), limits)
        else:
            raise problem("not-an-archive")


@contextmanager
def _opened(source: bytes | Path | BinaryIO) -> Iterator[BinaryIO]:
    if isinstance(source, Path):
        with source.open("rb") as file:
            yield file
    else:
        yield BytesIO(source) if isinstance(source, bytes) else source
