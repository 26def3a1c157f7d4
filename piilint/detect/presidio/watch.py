"""Time limits, failures and silence around Presidio, which logs and goes on by itself."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import regex
from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult

from piilint.detect.presidio import OnTrouble, Trouble

__all__ = ["Guarded", "Watch", "quiet", "timed"]

PATTERN_SECONDS = 1.0
"""What one pattern may take for one text."""

_LOGGERS = ("presidio-analyzer", "decision_process", "tldextract", "tldextract.cache", "spacy")


class _Silence(logging.Filter):
    """Lets nothing pass while its own thread is in Presidio; other threads log as they did."""

    def __init__(self) -> None:
        super().__init__()
        self.here = threading.local()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is let through."""
        del record
        return not getattr(self.here, "silent", False)


_silence = _Silence()


@contextmanager
def quiet() -> Iterator[None]:
    """Silence the loggers that write the words around a hit, for this thread's calls."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_silence)  # adding it again does nothing
    before = getattr(_silence.here, "silent", False)
    _silence.here.silent = True
    try:
        yield
    finally:
        _silence.here.silent = before


class Watch:
    """The limit of one search, and whom to tell what went wrong in it."""

    def __init__(self) -> None:
        self._on_trouble: OnTrouble | None = None
        self._end = 0.0

    @contextmanager
    def over(self, seconds: float, on_trouble: OnTrouble) -> Iterator[None]:
        """Watch one search; there is one at a time."""
        self._end = time.monotonic() + seconds
        self._on_trouble = on_trouble
        try:
            yield
        finally:
            self._on_trouble = None

    @property
    def seconds_left(self) -> float:
        """Until the search must end."""
        return self._end - time.monotonic()

    def tell(self, trouble: Trouble) -> None:
        """Tell the one who asked for the search."""
        if self._on_trouble is not None:
            self._on_trouble(trouble)


class _TimedRegex:
    """A compiled pattern that ends in time and says so, where Presidio's would log and go on."""

    def __init__(self, compiled: regex.Pattern[str], name: str, watch: Watch) -> None:
        self._compiled = compiled
        self._name = name
        self._watch = watch

    def finditer(self, text: str, timeout: float) -> Iterator[regex.Match[str]]:
        """Matches until the limit; ours goes before the ``timeout`` of Presidio's."""
        limit = min(timeout, PATTERN_SECONDS, max(self._watch.seconds_left, 0.001))
        try:
            yield from self._compiled.finditer(text, timeout=limit)
        except TimeoutError:
            self._watch.tell(Trouble("timeout", self._name))


def timed(recognizer: PatternRecognizer, watch: Watch) -> None:
    """Give a recogniser patterns with a time limit; patterns shared with others stay as they are.

    Raises :class:`regex.error` for a pattern that cannot be compiled with the flags.
    """
    flags = recognizer.global_regex_flags
    patterns = []
    for shared in recognizer.patterns:
        own = Pattern(shared.name, shared.regex, shared.score)
        compiled: Any = _TimedRegex(
            regex.compile(own.regex, flags=flags or 0), f"{recognizer.name}/{own.name}", watch
        )
        own.compiled_regex, own.compiled_with_flags = compiled, flags
        patterns.append(own)
    recognizer.patterns = patterns


class Guarded(EntityRecognizer):
    """A recogniser whose failure is told, and does not keep the others from searching."""

    def __init__(self, inner: EntityRecognizer, watch: Watch) -> None:
        self._inner = inner
        self._watch = watch
        super().__init__(
            supported_entities=inner.supported_entities,
            name=inner.name,
            supported_language=inner.supported_language,
            version=inner.version,
            context=inner.context,
            score_thresholds=inner.score_thresholds,
        )
        self._id = inner.id  # results lead back to it

    def load(self) -> None:
        """The recogniser has loaded itself."""

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: Any = None,  # noqa: ANN401 - Presidio's own, handed on
    ) -> list[RecognizerResult]:
        """What the recogniser sees; nothing where it fails."""
        try:
            found = self._inner.analyze(text, entities, nlp_artifacts) or []
        except Exception:  # noqa: BLE001 - any failure is told, without its text
            self._watch.tell(Trouble("failed", self.name))
            return []
        return [one for one in found if self._is_in(text, one)]

    def enhance_using_context(self, **given: Any) -> list[RecognizerResult]:  # noqa: ANN401 - handed on
        """The recogniser's own; its results as they are where it fails."""
        results: list[RecognizerResult] = given["raw_recognizer_results"]
        try:
            results = self._inner.enhance_using_context(**given)
        except Exception:  # noqa: BLE001 - any failure is told, without its text
            self._watch.tell(Trouble("failed", self.name))
        return results

    def _is_in(self, text: str, found: RecognizerResult) -> bool:
        """Whether a result has a place in the text; one that has not is a failure."""
        inside: bool = 0 <= found.start < found.end <= len(text)
        if not inside:
            self._watch.tell(Trouble("failed", self.name))
        return inside
