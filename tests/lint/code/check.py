"""Checks a piece of source code and says what was found, and where."""

from piilint.lint.linter import Linter
from piilint.model import Finding, Source

LINTER = Linter()
NAMESPACE = "http://signering.posten.no/schema/v1"


def findings(name: str, text: str) -> tuple[Finding, ...]:
    source = Source(name=name, data=text.encode(), on_disk=True)
    (checked,) = LINTER.results([source])
    return checked.findings


def found(name: str, text: str) -> list[tuple[str, str, str]]:
    """Rule, field and the stretch of the source that each finding points at."""
    lines = text.split("\n")
    return [
        (
            finding.rule,
            (finding.field or "").rpartition("/")[2],
            lines[finding.position.line - 1][
                finding.position.column - 1 : finding.position.end_column - 1
            ],
        )
        for finding in findings(name, text)
        if finding.position is not None
    ]
