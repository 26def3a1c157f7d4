"""SARIF 2.1.0, for GitHub code scanning and other readers of static analysis.

No snippet and no text of a file is in it. GitHub makes a fingerprint of its own where
``primaryLocationLineHash`` is missing, a hash of the source line with the value in it, so
ours, which is made from the place alone, is given under that name too.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from piilint._version import __version__
from piilint.catalog import Catalog, Rule
from piilint.model import Confidence, Finding, Position, Report, Severity, Suppression
from piilint.report import About

__all__ = ["render"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS: dict[Severity, str] = {
    "error": "error",
    "warning": "warning",
    "info": "recommendation",
}
_SECURITY: dict[Severity, str] = {"error": "7.5", "warning": "5.0", "info": "2.0"}
"""GitHub's scale: from 7.0 high, from 4.0 medium, below low."""
_RANKS: dict[Confidence, float] = {"high": 90.0, "medium": 50.0, "low": 10.0}


def render(report: Report, about: About) -> str:
    """The whole report as one SARIF log with one run."""
    ids = sorted({finding.rule for finding in report.findings})
    catalog = about.catalog
    run = {
        "tool": {
            "driver": {
                "name": "piilint",
                "fullName": f"piilint {__version__}",
                "version": __version__,
                "semanticVersion": __version__,
                "language": catalog.language,
                "rules": [_rule(catalog[id_], catalog) for id_ in ids],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The folder of piilint's configuration."}}
        },
        "invocations": [
            {"executionSuccessful": not report.unchecked, "exitCode": report.exit_code}
        ],
        "results": [_result(finding, ids.index(finding.rule)) for finding in report.findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule, catalog: Catalog) -> dict[str, Any]:
    text, advice = catalog.text(rule.id), catalog.advice(rule.id)
    sources = "".join(f"\n- {source}" for source in text.sources)
    properties: dict[str, Any] = {
        "tags": ["security", "privacy"] if rule.id.startswith("PII") else ["correctness"],
        "precision": "high",
        "problem.severity": _PROBLEMS[rule.severity],
    }
    if rule.id.startswith("PII"):
        properties["security-severity"] = _SECURITY[rule.severity]
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": f"{catalog.summary(rule.id)}."},
        "fullDescription": {"text": " ".join(text.explanation.split())},
        "help": {
            "text": f"{advice}\n\n{text.explanation}\n\nSources:{sources}",
            "markdown": (
                f"{advice}\n\n{text.explanation}\n\n"
                f"Not so:\n\n```\n{text.bad}\n```\n\nBut so:\n\n```\n{text.good}\n```\n\n"
                f"Sources:\n{sources}"
            ),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": properties,
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.help}"},
        "locations": [_location(finding)],
        "partialFingerprints": {
            "piilint/v1": finding.fingerprint,
            "primaryLocationLineHash": finding.fingerprint,
        },
    }
    if finding.confidence is not None:
        result["rank"] = _RANKS[finding.confidence]
        result["properties"] = {
            "entity": finding.entity,
            "confidence": finding.confidence,
            "masked": finding.masked,
        }
    # All results or none must say whether they are suppressed.
    result["suppressions"] = (
        [] if finding.suppressed is None else [_suppression(finding.suppressed)]
    )
    return result


def _suppression(suppression: Suppression) -> dict[str, Any]:
    written: dict[str, Any] = {
        "kind": "inSource" if suppression.kind == "inline" else "external",
        "status": "accepted",
    }
    if suppression.reason:
        written["justification"] = suppression.reason
    return written


def _location(finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": _artifact(finding.path),
            "region": _region(finding.position),
        }
    }
    if finding.field is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.field}]
    return location


def _artifact(path: str) -> dict[str, Any]:
    """Relative to the source root where it lies below it, else by its own URI."""
    if PurePath(path).is_absolute():
        return {"uri": f"file://{quote(path, safe='/!')}"}
    return {"uri": quote(path, safe="/!"), "uriBaseId": "%SRCROOT%"}


def _region(position: Position | None) -> dict[str, int]:
    """A finding about a whole file stands at its first line: GitHub shows none without."""
    if position is None:
        return {"startLine": 1}
    return {
        "startLine": position.line,
        "startColumn": position.column,
        "endLine": position.end_line,
        "endColumn": position.end_column,
    }
