"""Look into a package: what lies in it, who says to have signed it, and what lint says of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lxml import etree

from piilint.archive import Limits
from piilint.bundle.contents import as_path
from piilint.bundle.profile import MANIFEST
from piilint.bundle.report import VerificationReport
from piilint.bundle.verify import examine
from piilint.certs.identity import CertificateInfo
from piilint.detect import with_own
from piilint.lint.fields import Field
from piilint.lint.judge import judge_evidence
from piilint.lint.linter import Linter
from piilint.lint.present import fingerprint, unchecked_finding
from piilint.lint.rulepack import RulePack
from piilint.lint.search import Searched, search
from piilint.model import Finding, Source, mask

__all__ = ["Inspection", "ShownFile", "inspect", "requirement_findings"]

_OF_CONTENTS = ("container", "manifest", "documents", "signature-file")
"""The requirements that say whether a package can be looked into at all."""

_MEDIA_TYPES = frozenset({None, "application/pdf", "application/xml", "text/plain"})
"""What can be in a package; anything else that the signature says is shown masked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFile:
    """A file of the package as it may be shown."""

    number: int
    name: str
    """Masked where a detector objects to it."""
    size: int
    media_type: str | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a package holds. Who signed it is what it says; :func:`verify` says whether it is so."""

    files: tuple[ShownFile, ...]
    signer: str | None
    """The organisation's name in the certificate."""
    organisation_number: str | None
    signing_time: datetime | None
    findings: tuple[Finding, ...]
    """On the manifest and on the names, and what cannot be read."""
    report: VerificationReport = field(repr=False)


def inspect(
    source: bytes | str | os.PathLike[str], *, linter: Linter, name: str | None = None
) -> Inspection:
    """Read a package and lint its manifest and its names.

    ``name`` is what findings show as the path, by default the path itself. Raises
    :class:`OSError` where the file cannot be read.
    """
    if not isinstance(source, bytes):
        name = os.fspath(source) if name is None else name
        source = as_path(source)
    name = name or "<bytes>"
    report = examine(source, None, "production", datetime.now(UTC), Limits())
    certificate = CertificateInfo(report.signer) if report.signer else None
    organisation = _organisation(certificate)
    names = [file.name for file in report.files]
    objections = list(_objections([*names, organisation or ""], linter.pack, name))
    objected = {number for number, _ in objections}
    shown = tuple(
        ShownFile(
            number=file.number,
            name=mask(file.name) if file.number in objected else file.name,
            size=file.size,
            media_type=_shown_type(file.media_type),
            sha256=file.sha256.hex(),
        )
        for file in report.files
    )
    findings = [
        *requirement_findings(report, linter.pack, name, _OF_CONTENTS),
        *(finding for number, finding in objections if number <= len(names)),
    ]
    if report.manifest is not None:
        manifest = Source(name=f"{name}!/{MANIFEST}", data=report.manifest)
        findings += linter.report(linter.results([manifest])).findings
    return Inspection(
        files=shown,
        signer=mask(organisation) if organisation and len(names) + 1 in objected else organisation,
        organisation_number=certificate.organisation_number if certificate else None,
        signing_time=report.signing_time,
        findings=tuple(findings),
        report=report,
    )


def requirement_findings(
    report: VerificationReport, pack: RulePack, path: str, names: Sequence[str] | None = None
) -> list[Finding]:
    """Findings for the requirements that are not met; for those of ``names`` where given."""
    return [
        pack.catalog.finding(
            each.rule,
            path=path,
            values={"reason": each.reason},
            fingerprint=fingerprint(path, each.rule, "", 1),
            unchecked=each.name == "container",
        )
        for each in report.failures
        if names is None or each.name in names
    ]


def _shown_type(media_type: str | None) -> str | None:
    return media_type if media_type in _MEDIA_TYPES else mask(media_type or "")


def _organisation(certificate: CertificateInfo | None) -> str | None:
    name = certificate.name if certificate else None
    return name if name is None or name.isprintable() else mask(name)


def _objections(names: Sequence[str], pack: RulePack, path: str) -> Iterator[tuple[int, Finding]]:
    """What the detectors object to in names, with each name's number from 1."""
    fields = [Field(name, None, etree.Element("name"), "attribute") for name in names]
    number = {id(field): index for index, field in enumerate(fields, 1)}
    searched = Searched(fields, datetime.now(UTC).date())
    failed: list[str] = []
    for found, seen in search(searched, with_own(pack.patterns), failed.append):
        verdict = judge_evidence(found, seen, pack)
        if verdict is None:
            continue
        place = f"{path}!/(file {number[id(found)]})"
        shape = mask(found.text[verdict.start : verdict.end])
        yield (
            number[id(found)],
            pack.catalog.finding(
                verdict.rule,
                path=place,
                severity=verdict.severity,
                entity=seen.entity,
                confidence=seen.confidence,
                masked=shape,
                rests_on=seen.rests_on,
                fingerprint=fingerprint(place, verdict.rule, "", 1),
                values={"field": place, "masked": shape, "kind": pack.catalog.entity(seen.entity)},
            ),
        )
    for detector in failed:
        yield 0, unchecked_finding(pack, Source(name=path), "CHK003", detector=detector)
