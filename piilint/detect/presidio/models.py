"""NLP engines: the user's, or spaCy's tokeniser alone; a model that is missing is never fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import spacy
from presidio_analyzer.nlp_engine import (
    NlpEngine,
    NlpEngineProvider,
    NoOpNlpEngine,
    SlimSpacyNlpEngine,
    SpacyNlpEngine,
    StanzaNlpEngine,
    TransformersNlpEngine,
)
from spacy.language import Language
from spacy.tokens import Doc

from piilint.detect.presidio.files import read_yaml
from piilint.detect.presidio.offline import is_hub_model
from piilint.errors import ConfigurationError, MissingExtraError

__all__ = ["blank_engine", "configured_engine"]

_ENGINES = {
    kind.engine_name: kind
    for kind in (
        SpacyNlpEngine,
        SlimSpacyNlpEngine,
        StanzaNlpEngine,
        TransformersNlpEngine,
        NoOpNlpEngine,
    )
}


_LEMMAS = "words-as-lemmas"


def _words_as_lemmas(doc: Doc) -> Doc:
    """Context words are looked for among lemmas, which a pipeline without a model lacks."""
    for token in doc:
        token.lemma_ = token.lower_
    return doc


Language.component(_LEMMAS, func=_words_as_lemmas)


class _Blank(SpacyNlpEngine):
    """spaCy's Norwegian tokeniser, which is a part of spaCy and needs no model."""

    def load(self) -> None:
        """There is nothing to load from anywhere."""
        nlp = spacy.blank("nb")
        nlp.add_pipe(_LEMMAS)
        self.nlp = {"nb": nlp}


class _LocalStanza(StanzaNlpEngine):
    """Stanza with the models that are there."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - handed on
        super().__init__(**given, download_if_missing=False)


class _LocalSlim(SlimSpacyNlpEngine):
    """Presidio's slim engine with the models that are there."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - handed on
        super().__init__(**given, auto_download=False)


def blank_engine() -> NlpEngine:
    """Words and no model."""
    engine = _Blank(models=[{"lang_code": "nb", "model_name": "blank"}])
    engine.load()
    return engine


def configured_engine(file: Path) -> NlpEngine:
    """The engine of an NLP configuration file in Presidio's format, loaded.

    A model may be the path of a folder, from the file's own folder on.

    Raises :class:`~piilint.errors.ConfigurationError` where the file cannot be used or a model
    is not installed, :class:`~piilint.errors.MissingExtraError` where the engine is not.
    """
    table = read_yaml(file)
    name = table.get("nlp_engine_name")
    if not isinstance(name, str) or name not in _ENGINES:
        raise ConfigurationError(
            f"{file}: nlp_engine_name must be one of {', '.join(sorted(_ENGINES))}"
        )
    if not _ENGINES[name].is_available:
        raise MissingExtraError(
            f"{file}: the NLP engine {name} is not installed. "
            f"Install it with: pip install 'presidio-analyzer[{name}]'"
        )
    models = table.get("models")
    if not isinstance(models, list) or not models:
        raise ConfigurationError(f"{file}: there must be a list under models")
    table["models"] = [_found(model, name, file) for model in models]
    engine = _made(table)
    if engine is None:
        installs = " and ".join(_install(name, model) for model in models)
        raise ConfigurationError(
            f"{file}: the model cannot be loaded. If it is not installed, install it with: "
            f"{installs}"
        )
    return engine


def _made(table: dict[str, Any]) -> NlpEngine | None:
    engines = (SpacyNlpEngine, _LocalSlim, _LocalStanza, TransformersNlpEngine, NoOpNlpEngine)
    try:
        return NlpEngineProvider(nlp_engines=engines, nlp_configuration=table).create_engine()
    except (Exception, SystemExit):  # noqa: BLE001 - libraries raise what they like, with paths in it
        return None


def _found(model: Any, engine: str, file: Path) -> dict[str, Any]:  # noqa: ANN401 - what a file holds
    """A model with its folder's path, known to be installed as far as can be told beforehand."""
    if not isinstance(model, dict):
        raise ConfigurationError(f"{file}: each model needs lang_code and model_name")
    name = model.get("model_name")
    if isinstance(name, dict):
        found: Any = {part: _local(each, file) for part, each in name.items()}
        missing = not (
            _is_spacy_model(found.get("spacy")) and is_hub_model(found.get("transformers"))
        )
    else:
        found = _local(name, file)
        missing = engine in {"spacy", "slim"} and not _is_spacy_model(found)
    if missing:
        raise ConfigurationError(
            f"{file}: a model is not installed, and piilint never fetches one. "
            f"Install it with: {_install(engine, model)}"
        )
    return {**model, "model_name": found}


def _local(name: object, file: Path) -> object:
    if isinstance(name, str) and (file.parent / name).is_dir():
        return str((file.parent / name).resolve())
    return name


def _is_spacy_model(name: object) -> bool:
    return isinstance(name, str) and (spacy.util.is_package(name) or Path(name).is_dir())


def _install(engine: str, model: Any) -> str:  # noqa: ANN401 - what a file holds
    name = model.get("model_name") if isinstance(model, dict) else None
    if isinstance(name, dict):
        return (
            f"python -m spacy download {name.get('spacy')} && "
            f"hf download {name.get('transformers')}"
        )
    if engine == "stanza":
        return f"python -c \"import stanza; stanza.download('{name}')\""
    return f"python -m spacy download {name}"
