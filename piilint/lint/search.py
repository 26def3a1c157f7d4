"""Fields to evidence: all texts go through the detectors at once, in one buffer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from piilint.detect import DETECTORS, Detector, Normalised, Page, find, normalise
from piilint.lint.fields import Field
from piilint.model import Evidence

__all__ = ["search"]


def search(
    fields: Sequence[Field],
    at: date,
    own: tuple[Detector, ...],
    on_failure: Callable[[str], None],
) -> Iterator[tuple[Field, Evidence]]:
    """What the detectors see, each with its field; spans count in the field's own text.

    ``own`` are a user's detectors. ``on_failure`` is told the name of a detector that failed.
    """
    texts = [normalise(field.text) for field in fields]
    labels = [field.spec.label if field.spec is not None else "" for field in fields]
    page = Page([text.text for text in texts], labels, at)
    for seen in find(page, on_failure, DETECTORS + own):
        index = page.index(seen.start)
        yield fields[index], _in_field(seen, page.starts[index], texts[index])


def _in_field(seen: Evidence, offset: int, text: Normalised) -> Evidence:
    start, end = text.span(seen.start - offset, seen.end - offset)
    return replace(seen, start=start, end=end)
