"""The report for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from piilint.model import SEVERITIES, Finding, Report

__all__ = ["render"]


def render(report: Report) -> str:
    """All findings with their masked source lines, and one line that sums them up."""
    lines = [line for finding in report.findings for line in _finding(finding)]
    return "\n".join([*lines, _summary(report), ""])


def _finding(finding: Finding) -> Iterator[str]:
    place = finding.path
    if finding.position is not None:
        place = f"{place}:{finding.position.line}:{finding.position.column}"
    yield f"{place}: {finding.severity}: {finding.message} [{finding.rule} {finding.name}]"
    yield from _excerpt(finding)
    yield f"    help: {finding.help}"
    yield ""


def _excerpt(finding: Finding) -> Iterator[str]:
    if finding.excerpt is None or finding.position is None:
        return
    position, excerpt = finding.position, finding.excerpt
    text = excerpt.text.replace("\t", " ")
    indent = len(text) - len(text.lstrip())
    start = position.column - excerpt.column
    on_this_line = position.end_line == position.line
    end = position.end_column - excerpt.column if on_this_line else len(text)
    indent = min(indent, start)
    carets = "^" * max(min(end, len(text)) - start, 1)
    yield f"    {text[indent:]}"
    yield f"    {' ' * (start - indent)}{carets}"


def _summary(report: Report) -> str:
    counts = ", ".join(
        _count(sum(finding.severity == severity for finding in report.findings), name)
        for severity, name in zip(SEVERITIES, ("error", "warning", "note"), strict=True)
    )
    summary = f"{_count(report.files - report.skipped, 'file')} checked: {counts}"
    if report.skipped:
        summary += f"; {_count(report.skipped, 'other XML file')} skipped"
    if report.unchecked:
        summary += f"; {report.unchecked} not fully checked"
    return summary


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
