"""The gate: the one way from a job to something that can be packed and sent."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from piilint.errors import SubmissionRejected, UsageError
from piilint.lint.linter import Linter
from piilint.lint.parse import Document, UnreadableError, parse
from piilint.lint.present import Presenter, unchecked_finding
from piilint.lint.source import Content, content
from piilint.model import SEVERITIES, Finding, Source, Suppression
from piilint.request import pdf
from piilint.request.audit import AuditLog
from piilint.request.jobs import Job
from piilint.request.submission import _TOKEN, CheckedDocument, CheckedSubmission
from piilint.request.types import xml_text
from piilint.schema.limits import (
    DOCUMENTS_BYTES,
    Sector,
    pair_problems,
    problems,
    sender_problems,
)
from piilint.schema.tree import find_text, qualified

__all__ = ["Gate"]

_REQUEST, _MANIFEST = "request.xml", "manifest.xml"
_NEVER_WAIVED = (
    "CHK",
    "XML",
    "REQ1",
    "REQ201",
    "REQ212",
    "REQ213",
    "REQ214",
    "REQ215",
    "REQ224",
    "REQ225",
)
"""Rules without which there is nothing that could be packed and sent."""


class Gate:
    """Checks jobs with the linter and against the service's limits, and lets through what holds.

    Args:
        linter: the rule pack and the severity to refuse at; the shipped one, at warnings, where
            None. It applies all its rules: what is to pass is waived with ``allow=``.
        sector: the sender's, where it is known: the limits of public and private organisations
            differ.
        audit: the file of the audit log; none is kept where None.
        at: the moment that time-dependent rules are judged for; None for now.
    """

    def __init__(
        self,
        linter: Linter | None = None,
        *,
        sector: Sector | None = None,
        audit: str | os.PathLike[str] | None = None,
        at: datetime | None = None,
    ) -> None:
        if linter is not None and linter.policy.narrows:
            raise UsageError(
                "The gate applies all rules: make its Linter without select= and ignore=, and "
                "waive a rule for a submission with allow=."
            )
        self.linter = linter or Linter(at=at)
        self.sector = sector
        self.audit = None if audit is None else AuditLog(audit)
        self.at = at

    def check(
        self,
        job: Job,
        *,
        sender: str | None = None,
        allow: Mapping[str, str] | None = None,
        label: str | None = None,
    ) -> CheckedSubmission:
        """Check a job.

        Waivers in files and configurations do not count here, those of ``allow`` do.

        Args:
            job: a direct or portal job whose documents have their content.
            sender: the organisation number that it is sent for, if the job does not say it.
            allow: rules to waive for this submission, each with a reason.
            label: what to call the submission in the audit log; no personal data.

        Raises:
            SubmissionRejected: with the findings that stand in the way.
            JobError: where the job has no sender, or another.
            UsageError: for a document without content, and for waivers or a label that cannot be.
        """
        if sender is not None:
            job = job.with_sender(sender)
        documents: dict[str, Content] = {}
        for number, document in enumerate(job.documents, 1):
            if document.content is None:
                raise UsageError(f"Document {number} of the job has no content to send.")
            documents[document.name or ""] = document.content
        return self.check_xml(
            job.request_xml(), job.manifest_xml(), documents, allow=allow, label=label
        )

    def check_xml(
        self,
        request: bytes,
        manifest: bytes,
        documents: Mapping[str, Content],
        *,
        sender: str | None = None,
        allow: Mapping[str, str] | None = None,
        label: str | None = None,
    ) -> CheckedSubmission:
        """Check messages that were made elsewhere, with their documents by file name.

        Args and errors as for :meth:`check`.
        """
        allow = dict(allow or {})
        self._check_words(allow, label)
        messages = _messages(request, manifest)
        types = {} if messages is None else _media_types(messages.manifest)
        read = [
            self._document(number, name, content, types.get(name, ""))
            for number, (name, content) in enumerate(documents.items(), 1)
        ]
        found = [
            *self._linted(request, manifest),
            *(() if messages is None else self._beyond_limits(messages, read, sender)),
            *(finding for document in read for finding in document.findings),
        ]
        findings = tuple(_waived(finding, allow) for finding in found)
        standing = tuple(filter(self._stands_in_the_way, findings))
        waived = {finding.rule: allow[finding.rule] for finding in findings if _by_call(finding)}
        named = None if messages is None else _sender(messages.manifest)
        self._record(read, label, waived, standing, named)
        if standing or messages is None:
            raise SubmissionRejected(standing)
        by_name = {document.name: document for document in read}
        return CheckedSubmission(
            _TOKEN,
            flow=etree.QName(messages.manifest.root).localname.partition("-")[0],
            request=bytes(request),
            manifest=bytes(manifest),
            documents=tuple(by_name[name].checked(type_) for name, type_ in types.items()),
            sender=named or "",
            waived=waived,
            findings=findings,
            label=label,
        )

    def check_polling_queue(self, queue: str) -> None:
        """Check the name of a queue, which travels in the query string of polling calls.

        Raises:
            SubmissionRejected: with the findings that stand in the way.
        """
        standing = tuple(filter(self._stands_in_the_way, self._objections(queue)))
        if standing:
            raise SubmissionRejected(standing)

    def _objections(self, text: str) -> tuple[Finding, ...]:
        """What the linter says of a text outside of the secured service, such as a queue's name."""
        message = etree.Element(qualified("portal-signature-job-request"))
        etree.SubElement(message, qualified("polling-queue")).text = _checked_text(text)
        return self.linter.check(etree.tostring(message), name="<text>").findings

    def _check_words(self, allow: Mapping[str, str], label: str | None) -> None:
        """Waivers and labels are kept and read, so they may hold no personal data themselves."""
        for rule, reason in allow.items():
            if rule not in self.linter.pack.catalog.rules:
                raise UsageError(f"allow= names no rule of piilint at place {_place(allow, rule)}.")
            if rule.startswith(_NEVER_WAIVED):
                raise UsageError(f"{rule} cannot be waived: without it nothing can be sent.")
            if not reason.strip():
                raise UsageError(f"The waiver of {rule} needs a reason.")
            if any(map(self._stands_in_the_way, self._objections(reason))):
                raise UsageError(f"The reason for waiving {rule} holds personal data itself.")
        if label is not None and any(map(self._stands_in_the_way, self._objections(label))):
            raise UsageError("The label holds personal data. Give the audit log another one.")

    def _linted(self, request: bytes, manifest: bytes) -> Iterator[Finding]:
        """What the linter says of both, values of one in the other included.

        Its limits are left to :meth:`_beyond_limits`, which knows more. The documents' names
        are the manifest's, which :meth:`_beyond_limits` holds them to.
        """
        report = self.linter.check_submission(request=request, manifest=manifest)
        for finding in report.findings:
            if not finding.rule.startswith("REQ2"):
                yield finding

    def _beyond_limits(
        self, messages: _Messages, documents: Iterable[_Read], sender: str | None
    ) -> Iterator[Finding]:
        request, manifest = messages
        at = self.at or datetime.now(UTC)
        sizes = {document.name: document.size for document in documents}
        of_request = problems(request.root, at=at, sector=self.sector)
        of_manifest = chain(
            problems(manifest.root, at=at, documents=sizes, sector=self.sector),
            pair_problems(request.root, manifest.root),
            () if sender is None else sender_problems(manifest.root, sender),
        )
        for document, name, broken in (
            (request, _REQUEST, of_request),
            (manifest, _MANIFEST, of_manifest),
        ):
            presenter = Presenter(self.linter.pack, Source(name=name), document, ())
            yield from map(presenter.problem, broken)

    def _document(self, number: int, name: str, given: Content, media_type: str) -> _Read:
        held = given if isinstance(given, bytes) else None
        source = content(given, None if held is None else f"document {number}")
        data = source.data or b""
        findings: tuple[Finding, ...] = ()
        if source.data is None:
            findings = (unchecked_finding(self.linter.pack, source, "CHK001"),)
        elif len(data) <= DOCUMENTS_BYTES and not media_type.startswith("text/plain"):
            findings = tuple(self._pdf_findings(source.name, data))
        return _Read(
            name=name,
            held=held,
            path=None if isinstance(given, bytes) else Path(given),
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            findings=findings,
        )

    def _pdf_findings(self, shown: str, data: bytes) -> Iterator[Finding]:
        for problem in pdf.inspect(data).problems:
            yield self.linter.pack.catalog.finding(problem.rule, path=shown, values=problem.values)

    def _stands_in_the_way(self, finding: Finding) -> bool:
        if finding.unchecked:
            return True
        grave = SEVERITIES.index(finding.severity) <= SEVERITIES.index(
            self.linter.configuration.fail_on
        )
        return grave and not _by_call(finding)

    def _record(
        self,
        documents: list[_Read],
        label: str | None,
        waived: Mapping[str, str],
        standing: tuple[Finding, ...],
        sender: str | None,
    ) -> None:
        if self.audit is not None:
            self.audit.write(
                "checked",
                {
                    "sender": sender,
                    "label": label,
                    "documents": len(documents),
                    "bytes": sum(document.size for document in documents),
                    "waived": dict(waived),
                    "outcome": "rejected" if standing else "accepted",
                    "findings": dict(Counter(finding.rule for finding in standing)),
                },
            )


class _Messages(NamedTuple):
    """A submission's two messages, parsed."""

    request: Document
    manifest: Document


class _Read(NamedTuple):
    """A document as it was read for the check."""

    name: str
    held: bytes | None
    path: Path | None
    size: int
    sha256: str
    findings: tuple[Finding, ...]

    def checked(self, media_type: str) -> CheckedDocument:
        return CheckedDocument(
            name=self.name,
            media_type=media_type,
            sha256=self.sha256,
            size=self.size,
            held=self.held,
            path=self.path,
        )


def _waived(finding: Finding, allow: Mapping[str, str]) -> Finding:
    if finding.unchecked or finding.rule not in allow:
        return finding
    return finding._replace(suppressed=Suppression(kind="call", reason=allow[finding.rule]))


def _by_call(finding: Finding) -> bool:
    return finding.suppressed is not None and finding.suppressed.kind == "call"


def _place(allow: Mapping[str, str], rule: str) -> int:
    return list(allow).index(rule) + 1


def _messages(request: bytes, manifest: bytes) -> _Messages | None:
    """Both messages, None where one cannot be read; the linter says why."""
    try:
        return _Messages(parse(request), parse(manifest))
    except UnreadableError:
        return None


def _media_types(manifest: Document) -> dict[str, str]:
    """The media type of each document of a manifest by its name, in the manifest's order."""
    documents = manifest.root.iter(qualified("document"))
    return {document.get("href", ""): document.get("mime", "") for document in documents}


def _sender(manifest: Document) -> str | None:
    """The sender that a manifest names; a log holds nothing but nine digits of it."""
    number = find_text(manifest.root, "sender", "organization-number") or ""
    return number if re.fullmatch("[0-9]{9}", number) else None


def _checked_text(text: str) -> str:
    try:
        xml_text(text)
    except ValueError:
        pass
    else:
        return text
    raise UsageError("A text holds characters that no message can hold.")
