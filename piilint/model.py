"""The frozen records that travel through the flow: source, field, evidence, finding, report.

No record shows a field's text in its ``repr``; a finding holds none at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from piilint.errors import SubmissionRejected

__all__ = [
    "CONFIDENCES",
    "SEVERITIES",
    "Confidence",
    "Evidence",
    "Excerpt",
    "FieldClass",
    "Finding",
    "Language",
    "Position",
    "Report",
    "Severity",
    "Source",
    "Suppression",
    "mask",
    "milder",
]

Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]
Language = Literal["en", "nb"]
FieldClass = Literal["designated", "contact", "closed", "open"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Severities, the gravest first."""

CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
"""Confidences, the surest first; each allows the severity at the same place."""


def milder(severity: Severity, confidence: Confidence) -> Severity:
    """The milder of a rule's own severity and what a confidence allows."""
    return SEVERITIES[max(SEVERITIES.index(severity), CONFIDENCES.index(confidence))]


_BEYOND_ASCII = re.compile(r"(\d)|[^\x00-\x7f]")
_SHAPES = bytes(
    ord("#") if chr(code).isdecimal()
    else ord("x") if chr(code).isalpha()
    else code if chr(code).isprintable() or chr(code) == "\t"
    else ord("?")
    for code in range(128)
) + bytes(range(128, 256))  # fmt: skip


def mask(text: str) -> str:
    """The shape of a text: ``#`` for a digit, ``x`` for a letter or mark, punctuation kept.

    Whatever is not ASCII is a letter, and control characters become ``?``, so that a masked
    text is safe on a terminal.
    """
    if not text.isascii():
        text = _BEYOND_ASCII.sub(lambda found: "#" if found[1] else "x", text)
    return text.encode("ascii").translate(_SHAPES).decode("ascii")


class Source(NamedTuple):
    """One thing to check: its bytes and the name that findings show for it.

    ``data`` is None where reading failed; ``failure`` then says why in our own words.
    """

    name: str
    data: bytes | None = None
    named: bool = True
    """True where the user named it, False where walking a folder found it."""
    on_disk: bool = False
    """True for a file that lies somewhere, False for what is about to be sent."""
    finished: bool = False
    """True for one of a submission's messages: it is no template, whatever it holds."""
    failure: str | None = None
    path: Path | None = None
    """Where it lies, for a file."""

    def __repr__(self) -> str:
        return f"<Source {self.name}>"


class Position(NamedTuple):
    """A place in a file: lines and columns start at 1, count code points, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Excerpt(NamedTuple):
    """A source line with its text masked and its markup kept; a long line is cut.

    ``column`` is the column that ``text`` begins at, more than 1 where the line was cut.
    """

    text: str
    column: int = 1

    def __repr__(self) -> str:
        return f"<Excerpt of {len(self.text)} characters>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a detector saw, and never where it may be.

    ``start`` and ``end`` are code points in the text that was searched, the end exclusive.
    ``rests_on`` are words of a fixed vocabulary: ``check-digits``, ``check-digits-2032``,
    ``check-digits-failed``, ``synthetic``, ``context``, ``format``, ``gazetteer``,
    ``morphology``, ``lexicon``, ``peeled:<encoding>``, ``known-whole``, ``known-part``,
    ``known-hash``, ``presidio`` and with it ``presidio:<recogniser>/<pattern>``.
    """

    entity: str
    start: int
    end: int
    confidence: Confidence
    detector: str
    rests_on: tuple[str, ...] = ()


class Suppression(NamedTuple):
    """Why a finding does not count: the kind of waiver and the reason given with it."""

    kind: Literal["inline", "config", "baseline", "call"]
    reason: str


class Finding(NamedTuple):
    """Evidence that a rule objects to, or a schema or limit that is broken. Holds no value."""

    path: str
    rule: str
    name: str
    severity: Severity
    message: str
    help: str
    position: Position | None = None
    field: str | None = None
    entity: str | None = None
    confidence: Confidence | None = None
    masked: str | None = None
    """The shape of the value, see :func:`mask`; never a part of the value."""
    rests_on: tuple[str, ...] = ()
    excerpt: Excerpt | None = None
    fingerprint: str = ""
    """Stable over moved lines; made from path, rule, field and occurrence, never from the value."""
    unchecked: bool = False
    """True where this finding says that something could not be checked (exit code 2)."""
    suppressed: Suppression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a check."""

    findings: tuple[Finding, ...]
    files: int = 0
    """How many files were read."""
    skipped: int = 0
    """How many XML files were none of the pack's, and therefore not judged."""
    fail_on: Severity = "warning"
    """The mildest severity that makes a check fail."""
    names: tuple[str, ...] = ()
    """The files that were read, as findings name them, in order."""
    passed: Mapping[str, int] = field(default_factory=dict)
    """How many files were passed by without being read, by reason."""

    @property
    def unchecked(self) -> int:
        """How many findings say that something could not be checked."""
        return sum(finding.unchecked for finding in self.findings)

    @property
    def partly(self) -> int:
        """How many files were read with less than their own reader; the exit code is unaffected."""
        return sum(finding.rule == "CHK006" for finding in self.findings)

    @property
    def exit_code(self) -> Literal[0, 1, 2]:
        """0 for all clear, 1 for findings that count, 2 where something could not be checked."""
        if self.unchecked:
            return 2
        allowed = SEVERITIES[SEVERITIES.index(self.fail_on) + 1 :]
        failed = any(
            finding.severity not in allowed and finding.suppressed is None
            for finding in self.findings
        )
        return 1 if failed else 0

    @property
    def ok(self) -> bool:
        """True only where the exit code would be 0."""
        return self.exit_code == 0

    def raise_for_findings(self) -> None:
        """Raise :class:`~piilint.errors.SubmissionRejected` unless all is well."""
        if not self.ok:
            raise SubmissionRejected(self.findings)
