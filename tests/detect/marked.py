"""Texts that mark what is to be found: ``ref [[01019012345]] x``."""

from __future__ import annotations

from datetime import date

from piilint.detect import Page, find
from piilint.model import Evidence
from tests.detect.generators import AT


def search(text: str, label: str = "reference", at: date = AT) -> list[Evidence]:
    return find(Page([text], [label], at))


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the spans that were marked."""
    text, spans = "", []
    for index, part in enumerate(marked.replace("]]", "[[").split("[[")):
        if index % 2:
            spans.append((len(text), len(text) + len(part)))
        text += part
    return text, spans


def found(marked: str, label: str = "reference", at: date = AT) -> list[tuple[str, str]]:
    """``(entity, confidence)`` of all that is found, which must be just what is marked."""
    text, spans = unmark(marked)
    evidence = search(text, label, at)
    assert [(e.start, e.end) for e in evidence] == spans
    return [(e.entity, e.confidence) for e in evidence]
