"""A configuration file, validated: unknown keys and wrong types are errors with their line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints, field_validator

from piilint.config import Allowance, Configuration, Deep, Override, Waiver
from piilint.errors import ConfigurationError
from piilint.model import Language, Severity
from piilint.validation import STRICT, line_of, parse_toml, read_text, validate

__all__ = ["read"]

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


def read(file: Path, at: tuple[str, ...]) -> Configuration | None:
    """The configuration in a file, under the keys ``at``; None where it has none.

    Raises :class:`~piilint.errors.ConfigurationError`.
    """
    text = read_text(file, ConfigurationError)
    table: Any = parse_toml(file, text, ConfigurationError)
    for depth, key in enumerate(at, 1):
        if key not in table:
            return None
        table = table[key]
        if not isinstance(table, dict):
            where = ".".join(at[:depth])
            raise ConfigurationError(f"{file}, line {line_of(text, at)}: {where} must be a table")
    found = validate(_File, table, file=str(file), text=text, at=at, raised=ConfigurationError)
    return _configuration(file, found, text, at)


def _configuration(file: Path, found: _File, text: str, at: Sequence[str]) -> Configuration:
    def line(*keys: str | int) -> int:
        return line_of(text, [*at, *keys])

    for number, entry in enumerate(found.allow):
        if entry.pattern is None and entry.field is None:
            raise ConfigurationError(
                f"{file}, line {line('allow', number)}: allow[{number + 1}] needs a pattern, "
                "a field, or both"
            )
    written = {_File.model_fields[name].alias or name: name for name in found.model_fields_set}
    return Configuration(
        folder=file.parent,
        file=file,
        rules=_pack(file.parent, found.rules),
        select=tuple(found.select),
        ignore=tuple(found.ignore),
        fail_on=found.fail_on,
        lang=found.lang,
        exclude=tuple(found.exclude),
        baseline=None if found.baseline is None else file.parent / found.baseline,
        jobs=found.jobs,
        deep=_deep(file.parent, found.deep),
        code=found.code,
        per_path=tuple(
            Override(
                paths=tuple(entry.paths), select=tuple(entry.select), ignore=tuple(entry.ignore)
            )
            for entry in found.per_path
        ),
        allow=tuple(
            Allowance(
                reason=entry.reason,
                pattern=entry.pattern,
                field=entry.field,
                line=line("allow", number),
            )
            for number, entry in enumerate(found.allow)
        ),
        waivers=tuple(
            Waiver(
                rule=entry.rule,
                path=entry.path,
                reason=entry.reason,
                field=entry.field,
                until=entry.until,
                line=line("waivers", number),
            )
            for number, entry in enumerate(found.waivers)
        ),
        origins={name: f"{file}, line {line(key)}" for key, name in sorted(written.items())},
    )


def _deep(folder: Path, found: _Deep | None) -> Deep | None:
    if found is None:
        return None
    return Deep(
        recognizers=None if found.recognizers is None else folder / found.recognizers,
        nlp=None if found.nlp is None else folder / found.nlp,
    )


def _pack(folder: Path, rules: str) -> str:
    """A pack's file is named from the configuration's folder; a shipped pack has no folder."""
    return str(folder / rules) if (folder / rules).is_file() else rules
