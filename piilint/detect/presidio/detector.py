"""Texts through Presidio's analyser, results as evidence."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

from presidio_analyzer import AnalyzerEngine, RecognizerResult

from piilint.detect.page import FIELD_BREAK, Detector, Page
from piilint.detect.presidio import Choice, OnTrouble, Trouble
from piilint.detect.presidio.engine import build
from piilint.detect.presidio.offline import hub_offline
from piilint.detect.presidio.watch import Watch, quiet
from piilint.model import Evidence

__all__ = ["Deep"]

LONGEST = 4000
"""Characters of one text. Fields are shorter; Presidio's own patterns take square time."""

PAGE_SECONDS = 20.0
"""What all texts of one document may take."""

_BATCH = 64
_UNUSUAL = re.compile(r"[^\w .,:()\[\]/+-]")


class Deep:
    """Presidio's analyser, loaded. Reusable; threads take turns."""

    def __init__(self, choice: Choice, recognizers: Path | None, nlp: Path | None) -> None:
        self._choice = choice
        self._watch = Watch()
        self._turn = threading.Lock()
        with quiet(), hub_offline():
            self._engine, self._language = build(choice, recognizers, nlp, self._watch)

    def detector(self, on_trouble: OnTrouble) -> Detector:
        """A detector for one document; ``on_trouble`` is told what was not searched fully."""

        def presidio(page: Page) -> Iterator[Evidence]:
            return iter(self._search(page, on_trouble))

        return presidio

    def _search(self, page: Page, on_trouble: OnTrouble) -> list[Evidence]:
        with self._turn, quiet(), self._watch.over(PAGE_SECONDS, on_trouble):
            return list(self._evidence(page))

    def _evidence(self, page: Page) -> Iterator[Evidence]:
        kept: list[tuple[int, str]] = []
        texts = page.text.split(FIELD_BREAK) if page.starts else []
        for start, text in zip(page.starts, texts, strict=True):
            if len(text) > LONGEST:
                self._watch.tell(Trouble("too-long", ""))
            elif text and not text.isspace():
                kept.append((start, text))
        engine, language = self._engine, self._language
        made = engine.nlp_engine.process_batch([text for _, text in kept], language, _BATCH)
        for (start, text), (_, artifacts) in zip(kept, made, strict=True):
            if self._watch.seconds_left <= 0:
                self._watch.tell(Trouble("timeout", "Presidio"))
                return
            yield from self._in_text(engine, start, text, artifacts)

    def _in_text(
        self, engine: AnalyzerEngine, start: int, text: str, artifacts: object
    ) -> Iterator[Evidence]:
        results = engine.analyze(
            text, self._language, nlp_artifacts=artifacts, return_decision_process=True
        )
        for found in results:
            entity = self._choice.entity(found.entity_type)
            confidence = self._choice.confidence(found.score)
            if entity is not None and confidence is not None:
                yield Evidence(
                    entity=entity,
                    start=start + found.start,
                    end=start + found.end,
                    confidence=confidence,
                    detector="presidio",
                    rests_on=_reasons(found),
                )


def _reasons(found: RecognizerResult) -> tuple[str, ...]:
    """Presidio's explanation as far as it names its own: recogniser, pattern, context."""
    metadata = found.recognition_metadata or {}
    name = str(metadata.get(RecognizerResult.RECOGNIZER_NAME_KEY, "recogniser"))
    explanation = found.analysis_explanation
    pattern = explanation.pattern_name if explanation is not None else None
    source = f"presidio:{name}/{pattern}" if pattern else f"presidio:{name}"
    reasons = ("presidio", _UNUSUAL.sub("?", source)[:120])
    improved = explanation is not None and explanation.score_context_improvement > 0
    return (*reasons, "context") if improved else reasons
