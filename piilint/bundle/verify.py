"""Verify a package against every requirement of the profile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from piilint.archive import Limits
from piilint.bundle.checks import (
    OF_CONTENTS,
    OF_SIGNATURE,
    NotApplicableError,
    Package,
    signing_time,
)
from piilint.bundle.contents import Contents, read_contents
from piilint.bundle.profile import MANIFEST, SIGNATURES
from piilint.bundle.report import PackagedFile, Requirement, VerificationReport
from piilint.bundle.signature import read_signature
from piilint.errors import ArchiveError, BundleError

__all__ = ["verify"]

T = TypeVar("T")


def verify(
    source: bytes | str | os.PathLike[str] | BinaryIO,
    *,
    trust: Iterable[x509.Certificate],
    at: datetime | None = None,
    limits: Limits | None = None,
) -> VerificationReport:
    """Check a package, given as bytes, a path or an open seekable file.

    ``trust`` are the roots that count, and intermediates that may be missing in the package.
    ``at`` is the moment to judge for, now by default. Hostile input ends in a failed
    requirement; raised is only :class:`OSError`, where the file cannot be read.
    """
    if isinstance(source, str | os.PathLike):
        source = Path(source)
    contents, package, unsound, unreadable = None, None, None, None
    try:
        contents = read_contents(source, limits or Limits())
        signature = read_signature(contents.kept.get(SIGNATURES, b""))
    except ArchiveError as error:
        unsound = str(error)
    except BundleError as error:
        unreadable = str(error)
    else:
        package = Package(
            contents=contents,
            signature=signature,
            trust=tuple(trust),
            at=at or datetime.now(UTC),
        )
    return VerificationReport(
        requirements=(
            _outcome("BUN101", "container", [unsound] if unsound else []),
            *(_judged(rule, name, check, contents) for rule, name, check in OF_CONTENTS),
            _read(contents, unreadable),
            *(_judged(rule, name, check, package) for rule, name, check in OF_SIGNATURE),
        ),
        files=_files(contents, package),
        manifest=contents.kept.get(MANIFEST) if contents else None,
        signer=package.signer if package else None,
        signing_time=signing_time(package.signature) if package else None,
    )


def _read(contents: Contents | None, unreadable: str | None) -> Requirement:
    if contents is None:
        return _skipped("BUN106", "signature-file")
    return _outcome("BUN106", "signature-file", [unreadable] if unreadable else [])


def _judged(
    rule: str, name: str, check: Callable[[T], Iterator[str]], subject: T | None
) -> Requirement:
    if subject is None:
        return _skipped(rule, name)
    try:
        return _outcome(rule, name, list(check(subject)))
    except NotApplicableError as reason:
        return Requirement(rule=rule, name=name, status="not-applicable", reason=str(reason))
    except (ValueError, TypeError, UnsupportedAlgorithm):  # out of a certificate, read when needed
        return _outcome(rule, name, ["a certificate in the package cannot be read"])


def _outcome(rule: str, name: str, reasons: Sequence[str]) -> Requirement:
    return Requirement(
        rule=rule,
        name=name,
        status="failed" if reasons else "passed",
        reason="; ".join(reasons),
    )


def _skipped(rule: str, name: str) -> Requirement:
    reason = "could not be looked at, because an earlier requirement failed"
    return Requirement(rule=rule, name=name, status="not-applicable", reason=reason)


def _files(contents: Contents | None, package: Package | None) -> tuple[PackagedFile, ...]:
    if contents is None:
        return ()
    if package is None:
        return contents.files
    said = dict(package.signature.media_types)
    types = {
        file.number: said.get(f"#{reference.id}")
        for reference in package.file_references
        for file in package.files(reference)
    }
    return tuple(replace(file, media_type=types.get(file.number)) for file in contents.files)
