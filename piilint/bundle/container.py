"""The ZIP file of a package."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

from piilint.bundle.pieces import Pieces
from piilint.bundle.profile import MIMETYPE, MIMETYPE_CONTENT, SIGNATURES

__all__ = ["container"]

_COMPRESSED_ALREADY = frozenset({"application/pdf", "application/zip"})


def container(
    files: Sequence[tuple[str, bytes, str]],
    signatures: bytes,
    time: datetime,
    *,
    mimetype_entry: bool = False,
) -> tuple[bytes, ...]:
    """The archive of files, given as name, content and media type, and their signature.

    The same input makes the same bytes; ``time`` stands on every entry. The result is in
    pieces, and the contents that are stored as they are (PDF) are among them, not copied.
    """
    sink = Pieces()
    with zipfile.ZipFile(sink, "w") as archive:
        if mimetype_entry:
            archive.writestr(_entry(MIMETYPE, time, compressed=False), MIMETYPE_CONTENT)
        for name, content, media_type in files:
            entry = _entry(name, time, compressed=media_type not in _COMPRESSED_ALREADY)
            archive.writestr(entry, content)
        archive.writestr(_entry(SIGNATURES, time, compressed=True), signatures)
    return tuple(sink.pieces)


def _entry(name: str, time: datetime, *, compressed: bool) -> zipfile.ZipInfo:
    moment = time.astimezone(UTC)
    entry = zipfile.ZipInfo(
        name, (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    )
    entry.create_system = 3  # Unix, wherever it is made
    entry.external_attr = 0o100644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    return entry
