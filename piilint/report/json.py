"""The report for programs: JSON, version 1. Keys may be added within the version."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from piilint._version import __version__
from piilint.model import Finding, Report

if TYPE_CHECKING:
    from piilint.report import About

__all__ = ["render", "summary"]


def render(report: Report, about: About | None = None) -> str:  # noqa: ARG001 - as all formats
    """The whole report as one JSON object."""
    return (
        json.dumps(
            {
                "version": 1,
                "tool": {"name": "piilint", "version": __version__},
                "summary": summary(report),
                "passed": dict(report.passed),
                "findings": [_finding(finding) for finding in report.findings],
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def summary(report: Report) -> dict[str, int]:
    """How many files and findings of each kind; suppressed findings count only as such."""
    counted = [finding for finding in report.findings if finding.suppressed is None]
    suppressed = [finding.suppressed for finding in report.findings if finding.suppressed]
    severities = [finding.severity for finding in counted]
    baselined = sum(suppression.kind == "baseline" for suppression in suppressed)
    return {
        "files": report.files,
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "infos": severities.count("info"),
        "suppressed": len(suppressed) - baselined,
        "baselined": baselined,
        "skipped": report.skipped,
        "unchecked": report.unchecked,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    entry: dict[str, Any] = {"path": finding.path}
    position = finding.position
    if position is not None:
        entry |= {
            "line": position.line,
            "column": position.column,
            "end_line": position.end_line,
            "end_column": position.end_column,
        }
    if finding.field is not None:
        entry["field"] = finding.field
    entry |= {"rule": finding.rule, "name": finding.name}
    if finding.entity is not None:
        entry["entity"] = finding.entity
    entry["severity"] = finding.severity
    if finding.confidence is not None:
        entry["confidence"] = finding.confidence
    entry |= {"message": finding.message, "help": finding.help}
    if finding.masked is not None:
        entry["masked"] = finding.masked
    entry["fingerprint"] = finding.fingerprint
    if finding.suppressed is not None:
        entry["suppressed"] = {
            "kind": finding.suppressed.kind,
            "reason": finding.suppressed.reason,
        }
    return entry
