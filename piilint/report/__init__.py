"""Findings in, one format out; a module a format.

Each has ``render(report, about)``, which gives the whole report as one text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from piilint.catalog import Catalog
from piilint.model import Finding, Report

if TYPE_CHECKING:
    from piilint.lint.rulepack import FieldRow

__all__ = ["FORMATS", "About", "counted"]

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "html")
"""The formats; each is the module of the same name in this package."""


class About(NamedTuple):
    """What a format may want beside the report."""

    catalog: Catalog
    field_table: Callable[[], Sequence[FieldRow]]


def counted(report: Report) -> list[Finding]:
    """The findings that count: those that nobody suppressed."""
    return [finding for finding in report.findings if finding.suppressed is None]
