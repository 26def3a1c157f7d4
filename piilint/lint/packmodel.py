"""The models that rule packs are validated with, and their errors in our own words.

A user's pack is validated each time it is loaded, a shipped one in the tests. Nothing else
imports this module: it brings pydantic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from piilint.errors import RulePackError
from piilint.model import FieldClass, Severity, mask

__all__ = [
    "FieldEntry",
    "FieldsFile",
    "NewRule",
    "RuleEntry",
    "SeverityChange",
    "TextEntry",
    "UserPack",
    "nearest",
    "shown",
    "validate",
]

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
KebabName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
EntityName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$")]
FieldPath = Annotated[str, StringConstraints(pattern=r"^(/[a-z-]+)+(/@[a-z-]+)?$")]
FormName = Annotated[str, StringConstraints(pattern=r"^[a-z-]+$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


class Bilingual(_Strict):
    """One text in both languages."""

    en: Text
    nb: Text


class RuleEntry(_Strict):
    """A rule in a shipped pack's ``rules.toml``."""

    name: KebabName
    severity: Severity
    entities: tuple[EntityName, ...] = Field(default=(), strict=False)
    rests_on: Text | None = None


class TextEntry(_Strict):
    """The texts of a rule, and texts that it must and must not object to."""

    message: Bilingual
    help: Bilingual
    explanation: Text
    bad: Text
    good: Text
    sources: Annotated[list[Text], Field(min_length=1)]
    matches: list[Text] = []
    does_not_match: list[Text] = []


class FieldsFile(_Strict):
    """A shipped pack's ``fields.toml``."""

    id: FormName
    version: Text
    namespace: Text
    roots: Annotated[list[FormName], Field(min_length=1)]
    imports: list[str] = Field(min_length=1)
    designated: list[FieldPath]
    open: list[FieldPath]
    contact: dict[str, list[FieldPath]]
    forms: dict[FormName, str]
    closed: dict[FormName, list[FieldPath]]


class SeverityChange(_Strict):
    """A user's pack on a rule of the shipped one."""

    severity: Severity


class NewRule(TextEntry):
    """A rule of a user's own."""

    name: KebabName
    severity: Severity
    entity: EntityName
    pattern: Text
    context: list[Text] = []
    matches: Annotated[list[Text], Field(min_length=1)]
    does_not_match: Annotated[list[Text], Field(min_length=1)]


class FieldEntry(_Strict):
    """A user's pack on a field of the shipped one."""

    field_class: FieldClass = Field(alias="class")
    form: Text | None = None
    contact: Text | None = None
    why: Text


class UserPack(_Strict):
    """A user's own pack. Rules are validated one by one, by whether the shipped pack has them."""

    extends: Text
    allow: list[Text] = []
    allow_file: Text | None = None
    fields: dict[str, FieldEntry] = {}
    rules: dict[str, dict[str, Any]] = {}


Model = TypeVar("Model", bound=BaseModel)


def validate(
    model: type[Model], data: Mapping[str, Any], *, file: str, text: str, at: Sequence[str] = ()
) -> Model:
    """Data of a pack's file as a model; ``at`` are the keys that lead to it.

    Raises :class:`~piilint.errors.RulePackError` with file, line and key of the first thing
    that is wrong. Neither the data nor a message of pydantic's is in it.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
    # A misspelt key is behind most of what is missing, so it is told first.
    first = min(problems, key=lambda problem: problem["type"] != "extra_forbidden")
    keys = [*at, *(str(part) for part in first["loc"])]
    what = _explain(first["type"], first.get("ctx", {}))
    if first["type"] == "extra_forbidden":
        known = [field.alias or name for name, field in model.model_fields.items()]
        if len(first["loc"]) > 1:
            known = _known_below(model, first["loc"])
        what = f"is not a key that is known here{nearest(keys[-1], known)}"
    line = _line(text, keys)
    raise RulePackError(f"{file}, line {line}: {'.'.join(map(shown, keys))} {what}")


def shown(key: str) -> str:
    """A key as errors show it: masked where it could be more than a name."""
    return mask(key) if re.search(r"[0-9]{5}|[^/]@|[^!-~]", key) else key


def nearest(key: str, known: Sequence[str]) -> str:
    """A hint at the known key that is nearest, or at all of them where there are few."""
    close = get_close_matches(key, known, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]}?"
    return f"; known are: {', '.join(known)}" if 0 < len(known) <= 12 else ""


def _known_below(model: type[BaseModel], loc: Sequence[int | str]) -> list[str]:
    """The keys that are known where ``loc`` ends, for the tables that packs have."""
    tables: dict[str, type[BaseModel]] = {
        "fields": FieldEntry,
        "message": Bilingual,
        "help": Bilingual,
    }
    inner = tables.get(str(loc[0]), model)
    return [field.alias or name for name, field in inner.model_fields.items()]


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
        case _:
            return "is not of the kind that belongs here"


def _line(text: str, keys: Sequence[str]) -> int:
    """The line on which the last of the keys that can be found begins."""
    at = 0
    for key in keys:
        found = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])").search(text, at)
        if found is not None:
            at = found.start()
    return text.count("\n", 0, at) + 1
