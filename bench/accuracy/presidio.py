"""Presidio as the peer: every predefined recogniser, made for Norwegian, never the network."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib.util import find_spec

from bench.accuracy.corpus import Row

__all__ = ["MISSING", "analyser"]

MISSING = (
    "Presidio's column is missing: it is not installed."
    ' Install it with: pip install "piilint[deep]"'
)
_NAMES = {"LOCATION": "STREET_ADDRESS", "DATE_TIME": "DATE_OF_BIRTH"}
"""Presidio's entity that comes closest, where ours has no name of its own there."""


def analyser() -> Callable[[Row], list[tuple[str, int, int]]] | None:
    """What analyses a row, or None where Presidio is not installed."""
    if find_spec("presidio_analyzer") is None or find_spec("spacy") is None:
        return None
    import presidio_analyzer.predefined_recognizers as predefined
    import spacy
    from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer, SpacyRecognizer
    from tldextract import TLDExtract

    logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL)

    class Blank(SpacyNlpEngine):
        """spaCy's tokeniser for Norwegian, without a model."""

        def __init__(self) -> None:
            super().__init__(models=[{"lang_code": "nb", "model_name": "blank"}])
            self.nlp = {"nb": spacy.blank("nb")}

    local = (PatternRecognizer, PhoneRecognizer, SpacyRecognizer)
    registry = RecognizerRegistry(supported_languages=["nb"])
    registry.recognizers = [
        made
        for name in sorted(vars(predefined))
        for kind in [getattr(predefined, name)]
        if isinstance(kind, type) and issubclass(kind, local)
        for made in [_made(kind)]
        if made is not None
    ]
    for recogniser in registry.recognizers:
        if hasattr(recogniser, "tld_extractor"):
            recogniser.tld_extractor = TLDExtract(suffix_list_urls=())
    _offline(TLDExtract)
    engine = AnalyzerEngine(
        registry=registry,
        nlp_engine=Blank(),
        supported_languages=["nb"],
        log_decision_process=False,
    )

    def analyse(row: Row) -> list[tuple[str, int, int]]:
        results = engine.analyze(text=row.text, language="nb")
        return [
            (_NAMES.get(one.entity_type, one.entity_type), one.start, one.end) for one in results
        ]

    return analyse


def _made(kind: type) -> object | None:
    """A recogniser for Norwegian; None for one that needs more than a language."""
    try:
        return kind(supported_language="nb")
    except TypeError:
        return None


def _offline(extractor: type) -> None:
    """Let tldextract use the list that it ships, wherever a recogniser calls it."""
    import tldextract

    tldextract.extract = extractor(suffix_list_urls=())
