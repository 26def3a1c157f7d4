"""JUnit XML, as Jenkins and GitLab read it: a file is a test case, its findings one failure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from piilint.model import SEVERITIES, Finding, Report
from piilint.report import About, counted

__all__ = ["render"]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, about: About) -> str:  # noqa: ARG001 - as all formats
    """One test suite. Findings that are too mild to fail the run are output of their case."""
    by_file: dict[str, list[Finding]] = {name: [] for name in report.names}
    for finding in counted(report):
        by_file.setdefault(finding.path, []).append(finding)
    cases = [list(_case(name, found, report)) for name, found in by_file.items()]
    errors = sum(any(finding.unchecked for finding in found) for found in by_file.values())
    failures = sum(_fails(found, report) for found in by_file.values())
    counts = f'tests="{len(cases)}" failures="{failures}" errors="{errors}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="piilint" {counts}>',
        f'  <testsuite name="piilint" {counts} skipped="0" time="0">',
        *(line for case in cases for line in case),
        "  </testsuite>",
        "</testsuites>",
    ]
    return _NOT_XML.sub("?", "\n".join(lines)) + "\n"


def _case(name: str, found: list[Finding], report: Report) -> Iterator[str]:
    opened = f'    <testcase classname="piilint" name={quoteattr(name)} file={quoteattr(name)}'
    if not found:
        yield f'{opened} time="0"/>'
        return
    yield f'{opened} time="0">'
    if any(finding.unchecked for finding in found):
        tag = "error"
    elif _fails(found, report):
        tag = "failure"
    else:
        tag = "system-out"
    body = escape("\n".join(map(_line, found)))
    if tag == "system-out":
        yield f"      <system-out>{body}</system-out>"
    else:
        rules = ", ".join(sorted({finding.rule for finding in found}))
        message = quoteattr(f"{len(found)} finding{'s' * (len(found) > 1)}: {rules}")
        yield f'      <{tag} type="piilint" message={message}>{body}</{tag}>'
    yield "    </testcase>"


def _fails(found: list[Finding], report: Report) -> bool:
    """Whether a file fails by its findings, and not already by what could not be checked."""
    if any(finding.unchecked for finding in found):
        return False
    failing = SEVERITIES[: SEVERITIES.index(report.fail_on) + 1]
    return any(finding.severity in failing for finding in found)


def _line(finding: Finding) -> str:
    position = finding.position
    place = "" if position is None else f":{position.line}:{position.column}"
    return (
        f"{finding.path}{place}: {finding.severity}: {finding.message} "
        f"[{finding.rule} {finding.name}] {finding.help}"
    )
