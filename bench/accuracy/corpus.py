"""The labelled corpus as records; ``README.md`` beside this file says what is labelled."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["CORPUS", "Label", "Row", "read"]

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


def read(path: Path) -> tuple[Row, ...]:
    """The rows of one part. An unknown or missing key raises TypeError or KeyError."""
    with path.open(encoding="utf-8") as lines:
        return tuple(_row(json.loads(line)) for line in lines)


def _row(entry: dict[str, Any]) -> Row:
    labels = tuple(Label(**label) for label in entry.pop("labels"))
    peeled = tuple(entry.pop("peeled", ()))
    return Row(**entry, labels=labels, peeled=peeled)
