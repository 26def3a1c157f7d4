"""From a checked submission to a signed package that was verified."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NoReturn, Self, final

from piilint.archive import Limits
from piilint.bundle.container import container
from piilint.bundle.pieces import Pieces
from piilint.bundle.profile import MANIFEST
from piilint.bundle.verify import examine
from piilint.bundle.xades import SignedFile, signed
from piilint.certs.organisation import OrganisationCertificate
from piilint.errors import BundleError, UsageError
from piilint.request.submission import CheckedSubmission

__all__ = ["Bundle", "build"]

_TOKEN = object()
"""Known to the builder alone. Without it no Bundle comes into being."""


@final
class Bundle:
    """A signed package together with the submission that it was made of.

    Only :func:`build` makes one, and what is sent is made of nothing else. It lies in memory
    in pieces, the documents among them as they were checked, so that they are not copied.
    """

    __slots__ = ("_pieces", "signing_time", "size", "submission")

    _pieces: tuple[bytes, ...]
    submission: CheckedSubmission
    size: int
    """Bytes of the archive."""
    signing_time: datetime

    def __new__(cls, token: object = None, *_fields: object) -> Self:
        """Refuse to be made by anybody but the builder."""
        if token is not _TOKEN:
            raise UsageError("Only the builder makes a Bundle: use piilint.bundle.build.")
        return super().__new__(cls)

    def __init__(
        self,
        token: object,
        submission: CheckedSubmission,
        pieces: tuple[bytes, ...],
        signing_time: datetime,
    ) -> None:
        del token  # seen by __new__
        settle = super().__setattr__
        settle("_pieces", pieces)
        settle("submission", submission)
        settle("size", sum(map(len, pieces)))
        settle("signing_time", signing_time)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise UsageError("A Bundle stays as it was built and verified.")

    def __delattr__(self, name: str) -> NoReturn:
        raise UsageError("A Bundle stays as it was built and verified.")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise UsageError("A Bundle is neither copied nor pickled: save it as a file.")

    def __repr__(self) -> str:
        return f"Bundle({self.size} bytes, {len(self.submission.documents)} documents)"

    def chunks(self) -> Iterator[bytes]:
        """The archive from its beginning to its end; can be had any number of times."""
        return iter(self._pieces)

    def content(self) -> bytes:
        """The archive as one object, which is a copy of all that it holds."""
        return b"".join(self._pieces)

    def open(self) -> BinaryIO:
        """The archive as a file that is open for reading."""
        return io.BufferedReader(Pieces(self._pieces))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the archive to a file, readable by its owner alone, whole or not at all.

        Raises :class:`OSError` where it cannot be written; an existing file is replaced.
        """
        target = Path(path)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(self._pieces)
            Path(name).replace(target)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise


def build(
    checked: CheckedSubmission,
    certificate: OrganisationCertificate,
    *,
    signing_time: datetime | None = None,
    mimetype_entry: bool = False,
    c14n11: bool = False,
) -> Bundle:
    """Pack and sign what the gate let through, and verify the result.

    ``signing_time`` (with a zone; now, in local time, by default) stands in the signature and
    on the entries: the same input makes the same bytes. ``mimetype_entry`` puts the entry
    ``mimetype`` first, ``c14n11`` names Canonical XML 1.1; the official Java client does
    neither.

    Raises :class:`~piilint.errors.BundleError` where the certificate does not fit or its chain
    is not complete, :class:`~piilint.errors.NotCheckedError` where a document on disk is no
    longer what was checked.
    """
    if type(checked) is not CheckedSubmission:
        raise UsageError("Only a CheckedSubmission can be packed: have the job checked first.")
    time = datetime.now(UTC).astimezone() if signing_time is None else signing_time
    documents = [(each.name, each.content, each.media_type) for each in checked.documents]
    files = [*documents, (MANIFEST, checked.manifest, "application/xml")]
    digests = [bytes.fromhex(each.sha256) for each in checked.documents]
    digests.append(hashlib.sha256(checked.manifest).digest())
    to_sign = [
        SignedFile(name=name, sha256=digest, media_type=media_type)
        for (name, _, media_type), digest in zip(files, digests, strict=True)
    ]
    signatures = signed(to_sign, certificate, time, c14n11=c14n11)
    pieces = container(files, signatures, time, mimetype_entry=mimetype_entry)
    archive = io.BufferedReader(Pieces(pieces))
    failures = examine(archive, None, "", time, Limits(), checksums=False).failures
    if failures:
        reasons = "; ".join(f"{each.reason} ({each.rule})" for each in failures)
        raise BundleError(
            f"the package was built, but does not hold: {reasons}. Nothing is given out; "
            "piilint explain tells more about each rule"
        )
    return Bundle(_TOKEN, checked, pieces, time)
