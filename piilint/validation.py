"""People's tables held against a model, and what is wrong with it in our own words.

Only what reads people's files imports this module: it brings pydantic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from piilint.errors import PiilintError
from piilint.model import mask
from piilint.tomlfile import Key, line_of

__all__ = [
    "STRICT",
    "Model",
    "nearest",
    "shown",
    "validate",
]


STRICT = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)
"""Of a table in which every key is known and has its own type."""

Model = TypeVar("Model", bound=BaseModel)


def validate(
    model: type[Model],
    data: Mapping[str, Any],
    *,
    file: str,
    text: str,
    raised: type[PiilintError],
    at: Sequence[str] = (),
) -> Model:
    """Data of a file as a model; ``at`` are the keys that lead to it.

    Raises an error of the type ``raised`` with file, line and key of the first thing that is
    wrong. Neither the data nor a message of pydantic's is in it.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
    # A misspelt key is behind most of what is missing, so it is told first.
    first = min(problems, key=lambda problem: problem["type"] != "extra_forbidden")
    keys = [*at, *first["loc"]]
    what = _explain(first["type"], first.get("ctx", {}))
    if first["type"] == "extra_forbidden":
        known = _known_at(model, first["loc"])
        what = f"is not a key that is known here{nearest(str(keys[-1]), known)}"
    raise raised(f"{file}, line {line_of(text, keys)}: {_dotted(keys)} {what}")


def shown(key: str) -> str:
    """A key as errors show it: masked where it could be more than a name."""
    return mask(key) if re.search(r"[0-9]{5}|[^/]@|[^!-~]", key) else key


def nearest(key: str, known: Sequence[str]) -> str:
    """A hint at the known key that is nearest, or at all of them where there are few."""
    close = get_close_matches(key, known, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]}?"
    return f"; known are: {', '.join(known)}" if 0 < len(known) <= 12 else ""


def _dotted(keys: Sequence[Key]) -> str:
    """Keys as people write them, entries of arrays counted from 1: ``waivers[2].until``."""
    written = ""
    for key in keys:
        written += f"[{key + 1}]" if isinstance(key, int) else f".{shown(key)}"
    return written.removeprefix(".")


def _known_at(model: type[BaseModel], loc: Sequence[Key]) -> list[str]:
    """The keys that are known in the table that holds the last key of ``loc``."""
    for key in loc[:-1]:
        for name, field in model.model_fields.items():
            if key in {name, field.alias}:
                model = _model_in(field.annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - what typing gives
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(argument) for argument in get_args(annotation))
    return next((model for model in inner if model is not None), None)


def _explain(kind: str, context: Mapping[str, Any]) -> str:
    match kind:
        case "missing":
            return "is missing"
        case "literal_error":
            return f"must be one of {context['expected']}"
        case "too_short":
            return f"needs at least {context['min_length']} entry"
        case "string_too_short":
            return "must not be empty"
        case "string_pattern_mismatch":
            return f"must have the form {context['pattern']}"
        case "string_type":
            return "must be text"
        case "list_type" | "tuple_type":
            return "must be a list"
        case "dict_type" | "model_type" | "model_attributes_type":
            return "must be a table"
        case "date_type" | "date_from_datetime_inexact" | "date_from_datetime_parsing":
            return "must be a date without quotes, like 2027-01-31"
        case "int_type":
            return "must be a whole number"
        case "greater_than_equal":
            return f"must be at least {context['ge']}"
        case _:
            return "is not of the kind that belongs here"
