"""The models that rule packs are validated with.

A user's pack is validated each time it is loaded, a shipped one in the tests. Nothing else
imports this module: it brings pydantic.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from piilint.model import FieldClass, Severity
from piilint.validation import STRICT

__all__ = [
    "FieldEntry",
    "FieldsFile",
    "NewRule",
    "RuleEntry",
    "SeverityChange",
    "TextEntry",
    "UserPack",
]

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Term = Annotated[str, StringConstraints(min_length=3, pattern=r"^\w[^*]+\*?$")]
KebabName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
EntityName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$")]
FieldPath = Annotated[str, StringConstraints(pattern=r"^(/[a-z-]+)+(/@[a-z-]+)?$")]
FormName = Annotated[str, StringConstraints(pattern=r"^[a-z-]+$")]


class _Strict(BaseModel):
    model_config = STRICT


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
    names: list[Text] = []
    names_file: Text | None = None
    places: list[Text] = []
    places_file: Text | None = None
    terms: dict[EntityName, Annotated[list[Term], Field(min_length=1)]] = {}
    fields: dict[str, FieldEntry] = {}
    rules: dict[str, dict[str, Any]] = {}
