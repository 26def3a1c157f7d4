"""Presidio's analyser, built from the pack's choice and the user's files; no way to the network."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import regex
from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    PatternRecognizer,
    RecognizerRegistry,
    RemoteRecognizer,
    predefined_recognizers,
)
from presidio_analyzer.nlp_engine import NlpEngine, NoOpNlpEngine
from presidio_analyzer.predefined_recognizers import EmailRecognizer, SpacyRecognizer

from piilint.detect.presidio import Choice
from piilint.detect.presidio.files import own_recognizers
from piilint.detect.presidio.models import blank_engine, configured_engine
from piilint.detect.presidio.offline import OfflineEmailRecognizer
from piilint.detect.presidio.watch import Guarded, Watch, timed
from piilint.errors import ConfigurationError

__all__ = ["build"]

_LANGUAGES = ("nb", "no", "nn")
"""Languages of an engine that are taken before others."""


def build(
    choice: Choice, recognizers: Path | None, nlp: Path | None, watch: Watch
) -> tuple[AnalyzerEngine, str]:
    """The analyser and the language that it is asked in.

    Raises :class:`~piilint.errors.ConfigurationError`.
    """
    engine = blank_engine() if nlp is None else configured_engine(nlp)
    language = _language(engine)
    own, named = (
        ([], frozenset()) if recognizers is None else own_recognizers(recognizers, language)
    )
    if recognizers is not None:
        _refuse_remote(own, recognizers)
    made = [
        getattr(predefined_recognizers, name)(supported_language=language)
        for name in choice.recognizers
        if name not in named  # where the user configures one, that is the one
    ]
    made += own
    if not isinstance(engine, NoOpNlpEngine) and not any(
        isinstance(each, SpacyRecognizer) for each in own
    ):
        made.append(
            RecognizerRegistry.get_nlp_recognizer(engine)(
                supported_language=language, supported_entities=engine.get_supported_entities()
            )
        )
    registry = RecognizerRegistry(
        recognizers=[_watched(each, language, watch) for each in made],
        supported_languages=[language],
    )
    analyser = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=[language])
    return analyser, language


def _language(engine: NlpEngine) -> str:
    known = engine.get_supported_languages()
    return next((each for each in _LANGUAGES if each in known), known[0])


def _watched(recognizer: EntityRecognizer, language: str, watch: Watch) -> Guarded:
    """A recogniser for our language, offline, with limits."""
    if isinstance(recognizer, EmailRecognizer):
        recognizer = _offline(recognizer)
    recognizer.supported_language = language
    if isinstance(recognizer, PatternRecognizer):
        try:
            timed(recognizer, watch)
        except regex.error:
            pass
        else:
            return Guarded(recognizer, watch)
        raise ConfigurationError(
            f"The recogniser {recognizer.name} has a pattern that cannot be compiled with the "
            "file's global_regex_flags; mend the pattern or leave the flags out."
        )
    return Guarded(recognizer, watch)


def _offline(made: EmailRecognizer) -> OfflineEmailRecognizer:
    offline = OfflineEmailRecognizer(
        patterns=made.patterns,
        context=made.context,
        supported_language=made.supported_language,
        supported_entity=made.supported_entities[0],
        name=made.name,
    )
    offline.global_regex_flags = made.global_regex_flags
    offline.score_thresholds = made.score_thresholds
    return offline


def _refuse_remote(recognizers: Iterable[EntityRecognizer], file: Path) -> None:
    for recognizer in recognizers:
        if isinstance(recognizer, RemoteRecognizer):
            raise ConfigurationError(
                f"{file}: the recogniser {recognizer.name} sends texts to a service, and piilint "
                "never uses the network while it checks. Take it out of the file."
            )
