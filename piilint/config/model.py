"""What a configuration file may hold, and what is wrong with one that holds something else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints, field_validator

from piilint.errors import ConfigurationError
from piilint.model import Language, Severity
from piilint.validation import STRICT, validate

__all__ = ["validate_table"]

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
RuleId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9-]*$")]


class _Strict(BaseModel):
    model_config = STRICT


class _Override(_Strict):
    paths: Annotated[list[Text], Field(min_length=1)]
    select: list[RuleId] = []
    ignore: list[RuleId] = []


class _Allowance(_Strict):
    reason: Text
    pattern: Text | None = None
    field: Text | None = None


class _Waiver(_Strict):
    rule: RuleId
    path: Text
    reason: Text
    field: Text | None = None
    until: date | None = None


class _Deep(_Strict):
    recognizers: Text | None = None
    nlp: Text | None = None


class _File(_Strict):
    rules: Text = "posten-signering"
    select: list[RuleId] = []
    ignore: list[RuleId] = []
    fail_on: Severity = Field(default="warning", alias="fail-on")
    lang: Language = "en"
    exclude: list[Text] = []
    baseline: Text | None = None
    jobs: Annotated[int, Field(ge=1)] = 1
    deep: _Deep | None = None
    code: bool = False
    per_path: list[_Override] = Field(default=[], alias="per-path")
    allow: list[_Allowance] = []
    waivers: list[_Waiver] = []

    @field_validator("deep", mode="before")
    @classmethod
    def _switch(cls, written: object) -> object:
        """``deep = true`` is a table without anything in it."""
        if isinstance(written, bool):
            return {} if written else None
        return written


def validate_table(table: Mapping[str, Any], *, file: str, text: str, at: tuple[str, ...]) -> None:
    """Raise :class:`~piilint.errors.ConfigurationError` for what is wrong with a table."""
    validate(_File, table, file=file, text=text, at=at, raised=ConfigurationError)
