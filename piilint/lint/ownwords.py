"""A user's own words as detectors: names, words that are no persons, terms of a category."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from piilint.detect import Detector, Page
from piilint.detect.gazetteer import shipped
from piilint.detect.plain import PlainText
from piilint.model import Evidence

__all__ = ["own_terms", "plain_text_with"]


def plain_text_with(names: Sequence[str], places: Sequence[str]) -> Detector:
    """The shipped detector of plain text, which also knows these; it replaces the shipped one."""
    return PlainText(shipped().extended(names=names, places=places))


def own_terms(terms: Mapping[str, Sequence[str]]) -> Detector:
    """A detector of terms, by entity: whole words, or their beginnings where a ``*`` ends them."""
    patterns = {
        entity: re.compile("|".join(map(_pattern, words)), re.IGNORECASE)
        for entity, words in terms.items()
    }

    def own_terms_found(page: Page) -> Iterator[Evidence]:
        for entity, pattern in patterns.items():
            for hit in pattern.finditer(page.text):
                yield Evidence(
                    entity=entity,
                    start=hit.start(),
                    end=hit.end(),
                    confidence="high",
                    detector="own_terms",
                    rests_on=("lexicon",),
                )

    return own_terms_found


def _pattern(term: str) -> str:
    stem = term.removesuffix("*").strip()
    ending = r"[^\W\d_]*+" if term.endswith("*") else ""
    return rf"(?<![^\W_]){re.escape(stem)}{ending}(?![^\W_])"
