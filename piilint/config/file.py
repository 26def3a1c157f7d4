"""A configuration file, read: unknown keys and wrong types are errors with their line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

from piilint.config import Allowance, Configuration, Deep, Override, Waiver
from piilint.errors import ConfigurationError
from piilint.model import SEVERITIES, Language
from piilint.tomlfile import line_of, parse_toml, read_text

__all__ = ["looks_right", "read"]


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
    if not looks_right(table):
        from piilint.config.model import validate_table  # brings pydantic, to say what is wrong

        validate_table(table, file=str(file), text=text, at=at)
    return _configuration(file, table, text, at)


def looks_right(table: Mapping[str, Any]) -> bool:
    """Whether a table holds only keys that are known, each with a value of its form."""
    return _is_table(table, {}, _FORMS)


def _configuration(
    file: Path, table: Mapping[str, Any], text: str, at: Sequence[str]
) -> Configuration:
    def line(*keys: str | int) -> int:
        return line_of(text, [*at, *keys])

    for number, entry in enumerate(table.get("allow", ())):
        if "pattern" not in entry and "field" not in entry:
            raise ConfigurationError(
                f"{file}, line {line('allow', number)}: allow[{number + 1}] needs a pattern, "
                "a field, or both"
            )
    return Configuration(
        folder=file.parent,
        file=file,
        rules=_pack(file.parent, table.get("rules", "posten-signering")),
        select=tuple(table.get("select", ())),
        ignore=tuple(table.get("ignore", ())),
        fail_on=table.get("fail-on", "warning"),
        lang=table.get("lang", "en"),
        exclude=tuple(table.get("exclude", ())),
        baseline=file.parent / table["baseline"] if "baseline" in table else None,
        jobs=table.get("jobs", 1),
        deep=_deep(file.parent, table.get("deep", False)),
        code=table.get("code", False),
        per_path=tuple(
            Override(**{key: tuple(values) for key, values in entry.items()})
            for entry in table.get("per-path", ())
        ),
        allow=tuple(
            Allowance(**entry, line=line("allow", number))
            for number, entry in enumerate(table.get("allow", ()))
        ),
        waivers=tuple(
            Waiver(**entry, line=line("waivers", number))
            for number, entry in enumerate(table.get("waivers", ()))
        ),
        origins={key.replace("-", "_"): f"{file}, line {line(key)}" for key in sorted(table)},
    )


def _deep(folder: Path, written: bool | Mapping[str, str]) -> Deep | None:
    """``deep = true`` is a table without anything in it."""
    if written is False:
        return None
    files = {} if written is True else written
    return Deep(**{key: folder / name for key, name in files.items()})


def _pack(folder: Path, rules: str) -> str:
    """A pack's file is named from the configuration's folder; a shipped pack has no folder."""
    return str(folder / rules) if (folder / rules).is_file() else rules


Form = Callable[[object], bool]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_rule(value: object) -> bool:
    return isinstance(value, str) and _RULE.fullmatch(value) is not None


def _is_list(of: Form) -> Form:
    return lambda value: isinstance(value, list) and all(map(of, value))


def _is_one_of(words: Sequence[str]) -> Form:
    return lambda value: isinstance(value, str) and value in words


def _is_table(value: object, needed: Mapping[str, Form], more: Mapping[str, Form]) -> bool:
    """Whether a table holds what it must, and nothing that is not known or of another form."""
    if not isinstance(value, dict) or not needed.keys() <= value.keys():
        return False
    forms = {**needed, **more}
    return all(key in forms and forms[key](held) for key, held in value.items())


_RULE = re.compile("[A-Z][A-Z0-9-]*")
_RULES = _is_list(_is_rule)
_FORMS: Mapping[str, Form] = {
    "rules": _is_text,
    "select": _RULES,
    "ignore": _RULES,
    "fail-on": _is_one_of(SEVERITIES),
    "lang": _is_one_of(get_args(Language)),
    "exclude": _is_list(_is_text),
    "baseline": _is_text,
    "jobs": lambda value: type(value) is int and value >= 1,
    "deep": lambda value: (
        isinstance(value, bool) or _is_table(value, {}, {"recognizers": _is_text, "nlp": _is_text})
    ),
    "code": lambda value: isinstance(value, bool),
    "per-path": _is_list(
        lambda value: _is_table(
            value,
            {"paths": lambda paths: bool(paths) and _is_list(_is_text)(paths)},
            {"select": _RULES, "ignore": _RULES},
        )
    ),
    "allow": _is_list(
        lambda value: _is_table(
            value, {"reason": _is_text}, {"pattern": _is_text, "field": _is_text}
        )
    ),
    "waivers": _is_list(
        lambda value: _is_table(
            value,
            {"rule": _is_rule, "path": _is_text, "reason": _is_text},
            {"field": _is_text, "until": lambda until: type(until) is date},
        )
    ),
}
"""What is right at first sight: the model in :mod:`piilint.config.model` is loaded only to say
what is wrong with a file that is not."""
