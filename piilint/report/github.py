"""Annotations in GitHub's workflow command syntax: shown beside the lines of a change."""

from __future__ import annotations

from piilint.model import Finding, Report, Severity
from piilint.report import About, counted

__all__ = ["render"]

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, about: About) -> str:  # noqa: ARG001 - as all formats
    """A line for each finding that counts. GitHub shows ten of a kind for each step."""
    return "".join(f"{_annotation(finding)}\n" for finding in counted(report))


def _annotation(finding: Finding) -> str:
    properties = {"file": finding.path}
    position = finding.position
    if position is not None:
        properties |= {
            "line": str(position.line),
            "endLine": str(position.end_line),
            "col": str(position.column),
            "endColumn": str(position.end_column),
        }
    properties["title"] = f"{finding.rule} {finding.name}"
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = f"{finding.message}. {finding.help}"
    if finding.field is not None:
        message = f"{message} ({finding.field})"
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
