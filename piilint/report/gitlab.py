"""GitLab's code quality report: a list of issues, each with a fingerprint of its own."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from piilint.model import Finding, Report, Severity
from piilint.report import About, counted

__all__ = ["render"]

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, about: About) -> str:  # noqa: ARG001 - as all formats
    """The findings that count; what could not be checked is a blocker."""
    seen = Counter[str]()
    issues = []
    for finding in counted(report):
        seen[finding.fingerprint] += 1
        issues.append(_issue(finding, seen[finding.fingerprint]))
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issue(finding: Finding, occurrence: int) -> dict[str, Any]:
    """An issue; GitLab drops one whose fingerprint it has seen, so a second one is told apart."""
    position = finding.position
    return {
        "description": f"{finding.rule}: {finding.message}. {finding.help}",
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint
        if occurrence == 1
        else f"{finding.fingerprint}-{occurrence}",
        "severity": "blocker" if finding.unchecked else _SEVERITIES[finding.severity],
        "location": {
            "path": finding.path,
            "lines": {"begin": 1 if position is None else position.line},
        },
    }
