"""Verify a package against every requirement of the profile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, TypeVar

from cryptography import x509

from piilint.archive import Limits
from piilint.bundle.checks import (
    OF_CONTENTS,
    OF_SIGNATURE,
    NotApplicableError,
    Package,
    signing_time,
)
from piilint.bundle.contents import Contents, as_path, read_contents
from piilint.bundle.profile import MANIFEST, SIGNATURES
from piilint.bundle.report import PackagedFile, Requirement, VerificationReport
from piilint.bundle.signature import Signature, read_signature
from piilint.certs.trust import TrustStore
from piilint.errors import ArchiveError, BundleError, UsageError

__all__ = ["examine", "verify"]

T = TypeVar("T")


def verify(
    source: bytes | str | os.PathLike[str] | BinaryIO,
    *,
    trust: TrustStore | Iterable[x509.Certificate],
    environment: str = "production",
    at: datetime | None = None,
    limits: Limits | None = None,
) -> VerificationReport:
    """Check a package, given as bytes, a path or an open seekable file.

    ``trust`` is a trust store, of which that counts what belongs to the environment, or the
    certificates that count: roots, and intermediates that may be missing in the package.
    ``at`` is the moment to judge for, now by default. Hostile input ends in a failed
    requirement; raised are only :class:`OSError`, where the file cannot be read, and
    :class:`~piilint.errors.UsageError` for a ``str`` that is no path or a time without zone.
    Blocks: call it from a thread where an event loop is running.
    """
    if not isinstance(trust, TrustStore):
        trust, environment = TrustStore(trust, table=()), "sandbox"
    if at is not None and at.tzinfo is None:
        raise UsageError("at= is a time with its zone.")
    if isinstance(source, str | os.PathLike):
        source = as_path(source)
    return examine(source, trust, environment, at or datetime.now(UTC), limits or Limits())


def examine(
    source: bytes | Path | BinaryIO,
    trust: TrustStore | None,
    environment: str,
    at: datetime,
    limits: Limits,
    *,
    checksums: bool = True,
) -> VerificationReport:
    """The same without defaults.

    Without ``trust``, whom to believe is left open. For ``checksums`` see
    :func:`piilint.archive.read`.
    """
    contents, package, unsound, unreadable = None, None, None, None
    try:
        contents = read_contents(source, limits, checksums=checksums)
        signature = _signature(contents)
    except ArchiveError as error:
        unsound = str(error)
    except BundleError as error:
        unreadable = str(error)
    else:
        package = Package(
            contents=contents, signature=signature, trust=trust, environment=environment, at=at
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


def _signature(contents: Contents) -> Signature:
    if SIGNATURES not in contents.kept:
        raise BundleError("it is missing")
    return read_signature(contents.kept[SIGNATURES])


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
