"""The labelled corpus as records; ``README.md`` beside this file says what is labelled."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

__all__ = [
    "CORPUS",
    "Label",
    "Program",
    "Recurrence",
    "Row",
    "Submission",
    "Template",
    "Written",
    "read",
    "read_programs",
    "read_submissions",
    "read_templates",
]

CORPUS = Path(__file__).parent
"""The folder of the sets: ``<set>/develop.jsonl`` and ``<set>/report.jsonl``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A stretch of a text that tells about a person, in code points, the end exclusive."""

    entity: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field's text and what is to be found in it; without labels it is benign."""

    id: str
    domain: str
    field: str
    text: str
    labels: tuple[Label, ...]
    peeled: tuple[str, ...] = ()
    """Which encodings hide what is labelled, the outermost first; none where it stands plain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A place where a value of a designated or contact field stands again."""

    where: Literal["request", "manifest", "documents"]
    field: str
    """The field's path, or ``[n]`` for the n-th document name."""
    rule_family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A request and its manifest as XML, the names of its documents, and what recurs in them."""

    id: str
    request: str
    manifest: str
    documents: tuple[str, ...]
    expected: tuple[Recurrence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A place in a template where personal data will be written to a field that may not hold it."""

    line: int
    """The line of the placeholder, from 1."""
    field: str
    """The field's last step: ``reference``, ``@href``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template file of one dialect and what is to be found in it."""

    id: str
    dialect: str
    name: str
    text: str
    expected: tuple[Written, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A source file and what is to be found in it."""

    id: str
    language: str
    name: str
    text: str
    expected: tuple[Written, ...]


def read(path: Path) -> tuple[Row, ...]:
    """The rows of one part. An unknown or missing key raises TypeError or KeyError."""
    with path.open(encoding="utf-8") as lines:
        return tuple(_row(json.loads(line)) for line in lines)


def read_submissions(path: Path) -> tuple[Submission, ...]:
    """The submissions of one part. An unknown or missing key raises TypeError or KeyError."""
    with path.open(encoding="utf-8") as lines:
        return tuple(_submission(json.loads(line)) for line in lines)


def _submission(entry: dict[str, Any]) -> Submission:
    documents = tuple(entry.pop("documents"))
    expected = tuple(Recurrence(**place) for place in entry.pop("expected"))
    return Submission(**entry, documents=documents, expected=expected)


def read_templates(path: Path) -> tuple[Template, ...]:
    """The templates of one part. An unknown or missing key raises TypeError or KeyError."""
    with path.open(encoding="utf-8") as lines:
        return tuple(_template(json.loads(line)) for line in lines)


def read_programs(path: Path) -> tuple[Program, ...]:
    """The source files of one part. An unknown or missing key raises TypeError or KeyError."""
    with path.open(encoding="utf-8") as lines:
        return tuple(_program(json.loads(line)) for line in lines)


def _program(entry: dict[str, Any]) -> Program:
    expected = tuple(Written(**place) for place in entry.pop("expected"))
    return Program(**entry, expected=expected)


def _template(entry: dict[str, Any]) -> Template:
    expected = tuple(Written(**place) for place in entry.pop("expected"))
    return Template(**entry, expected=expected)


def _row(entry: dict[str, Any]) -> Row:
    labels = tuple(Label(**label) for label in entry.pop("labels"))
    peeled = tuple(entry.pop("peeled", ()))
    return Row(**entry, labels=labels, peeled=peeled)
