"""The user's files in Presidio's formats: recognisers, and the reading of YAML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from presidio_analyzer import EntityRecognizer
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

import piilint.detect.presidio.native  # noqa: F401 - a file may name the Norwegian recognisers
from piilint.detect.presidio.offline import is_hub_model
from piilint.errors import ConfigurationError

__all__ = ["own_recognizers", "read_yaml"]

_FLAGS = 26
"""Presidio's default: dot matches all, many lines, case ignored."""


def read_yaml(file: Path) -> dict[str, Any]:
    """A YAML file that holds a mapping.

    Raises :class:`~piilint.errors.ConfigurationError`.
    """
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
    except UnicodeDecodeError:
        reason = "is not UTF-8"
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = f"is not YAML{f', line {mark.line + 1}' if mark else ''}"
    else:
        if isinstance(found, dict):
            return found
        reason = "must hold a mapping, as the examples in Presidio's documentation do"
    raise ConfigurationError(f"{file} {reason}")


def own_recognizers(file: Path, language: str) -> tuple[list[EntityRecognizer], frozenset[str]]:
    """The recognisers of a file, and the names of the predefined ones that it configures.

    Whatever language a recogniser is written for, it is asked in ours: it is the user's wish
    that it searches these texts.

    Raises :class:`~piilint.errors.ConfigurationError`.
    """
    table = read_yaml(file)
    entries = table.get("recognizers")
    if not isinstance(entries, list) or not entries:
        raise ConfigurationError(f"{file}: there must be a list under recognizers")
    entries = [_entry(each, language) for each in entries]
    _require_models(entries, file)
    languages = sorted({language, *_languages(entries), *(table.get("supported_languages") or ())})
    configuration = {
        "global_regex_flags": _FLAGS,
        **table,
        "recognizers": entries,
        "supported_languages": languages,
    }
    try:
        provider = RecognizerRegistryProvider(registry_configuration=configuration)
        made = list(provider.create_recognizer_registry().recognizers)
    except Exception:  # noqa: BLE001 - whatever Presidio says of it may quote the file
        made = []
    if not made:
        raise ConfigurationError(
            f"{file}: Presidio makes no recognisers of it. Each needs a name, supported_entity, "
            "and patterns or a deny_list; or the name of a predefined one whose package is "
            "installed."
        )
    named = {
        str(entry.get("class_name") or entry.get("name"))
        for entry in entries
        if isinstance(entry, dict)
    }
    return made, frozenset(named)


def _require_models(entries: list[object], file: Path) -> None:
    """Models of recognisers are on the hub of Hugging Face, and are not fetched."""
    for entry in entries:
        if isinstance(entry, dict) and entry.get("model_name") and entry.get("enabled", True):
            name = entry["model_name"]
            if not is_hub_model(name):
                raise ConfigurationError(
                    f"{file}: the model {name} is not installed, and piilint never fetches one. "
                    f"Install it with: hf download {name}"
                )


def _entry(entry: object, language: str) -> object:
    """An entry with a language; Presidio would make one recogniser for each language there is."""
    if isinstance(entry, str):
        entry = {"name": entry, "type": "predefined"}
    if isinstance(entry, dict) and not (
        entry.get("supported_language") or entry.get("supported_languages")
    ):
        return {**entry, "supported_languages": [language]}
    return entry


def _languages(entries: list[object]) -> Iterator[str]:
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        if isinstance(entry.get("supported_language"), str):
            yield entry["supported_language"]
        for each in entry.get("supported_languages") or ():
            code = each.get("language") if isinstance(each, dict) else each
            if isinstance(code, str):
                yield code
