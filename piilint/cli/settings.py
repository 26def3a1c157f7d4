"""What is in force for a run: the configuration's file, and the command line over it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from piilint.config import Configuration, Deep, find_configuration

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["in_force", "shown"]

_PLAIN = (
    "rules",
    "select",
    "ignore",
    "fail_on",
    "lang",
    "exclude",
    "baseline",
    "jobs",
    "deep",
    "code",
)


def in_force(options: argparse.Namespace) -> Configuration:
    """The nearest configuration upward, with the command line's options in place of its own.

    Raises :class:`~piilint.errors.ConfigurationError`.
    """
    found = find_configuration(Path.cwd())
    given: dict[str, Any] = {
        "rules": options.rules,
        "select": _rules(options.select),
        "ignore": _rules(options.ignore),
        "fail_on": options.fail_on,
        "lang": options.lang,
        "baseline": None if options.baseline is None else Path(options.baseline).absolute(),
        "jobs": options.jobs,
        "deep": Deep() if options.deep and found.deep is None else None,
    }
    given = {name: value for name, value in given.items() if value}
    origins = {**found.origins, **dict.fromkeys(given, "command line")}
    return replace(found, **given, origins=origins)


def shown(configuration: Configuration, mask_note: Callable[[str], str]) -> Iterator[str]:
    """The lines that say what is in force and where each setting comes from, as TOML.

    ``mask_note`` makes people's reasons fit to be shown.
    """
    yield f"# paths are relative to {configuration.folder}"
    for name in _PLAIN:
        value = getattr(configuration, name)
        written = "none" if value is None else _toml(value)
        line = f"{_key(name)} = {written}" if value is not None else f"# no {_key(name)}"
        yield f"{line}  # {configuration.origins.get(name, 'default')}"
    for name in ("per_path", "allow", "waivers"):
        for entry in getattr(configuration, name):
            yield ""
            yield f"[[{_key(name)}]]  # {configuration.origins[name]}"
            for key, value in entry._asdict().items():
                if value in (None, ()) or key == "line":
                    continue
                yield f"{key} = {_toml(mask_note(value) if key == 'reason' else value)}"


def _key(name: str) -> str:
    return name.replace("_", "-")


def _toml(value: object) -> str:
    import json

    if isinstance(value, tuple):
        return json.dumps(list(value), ensure_ascii=False)
    if isinstance(value, (str, int)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Deep):
        files = {"recognizers": value.recognizers, "nlp": value.nlp}
        written = [f"{key} = {_toml(file)}" for key, file in files.items() if file is not None]
        return f"{{ {', '.join(written)} }}" if written else "true"
    if isinstance(value, Path):
        return json.dumps(str(value), ensure_ascii=False)
    return str(value)


def _rules(given: list[str]) -> tuple[str, ...]:
    return tuple(rule.strip() for each in given for rule in each.split(",") if rule.strip())
