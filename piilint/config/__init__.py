"""One frozen configuration, found once and passed down.

It stands in ``piilint.toml``, or under ``[tool.piilint]`` in ``pyproject.toml``, the nearest
one upward. Where there is none, nothing but this module is loaded; ``docs/configuration.md``
is the manual.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from piilint.model import Language, Severity

__all__ = ["Allowance", "Configuration", "Deep", "Override", "Waiver", "find_configuration"]

FILES = ("piilint.toml", "pyproject.toml")
"""In a folder with both, the first counts."""


class Override(NamedTuple):
    """Other rules for some paths; patterns are those of ``.gitignore``."""

    paths: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Allowance(NamedTuple):
    """A value or a field that is known to be no personal data, and why."""

    reason: str
    pattern: str | None = None
    """A regular expression for the whole of what was found."""
    field: str | None = None
    """A field's path without indexes; ``*`` stands for anything."""
    line: int = 1


class Waiver(NamedTuple):
    """A finding that is accepted at its place: the rule, where, why, and until when."""

    rule: str
    path: str
    """A pattern of ``.gitignore``'s."""
    reason: str
    field: str | None = None
    """A field's path without indexes; ``*`` stands for anything."""
    until: date | None = None
    """The last day on which it counts."""
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Deep:
    """Deep mode: the user's files in Presidio's formats."""

    recognizers: Path | None = None
    nlp: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What is in force for a run, before the command line has its say."""

    folder: Path
    """What paths are relative to: the folder of the file, or the current one."""
    file: Path | None = None
    rules: str = "posten-signering"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = "warning"
    lang: Language = "en"
    exclude: tuple[str, ...] = ()
    baseline: Path | None = None
    jobs: int = 1
    deep: Deep | None = None
    """None for no deep mode."""
    code: bool = False
    """Whether it is an error that the parsers for source code are not installed."""
    per_path: tuple[Override, ...] = ()
    allow: tuple[Allowance, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where each setting comes from that is not the default, by its name."""

    @property
    def file_name(self) -> str:
        """The file as findings about it show it."""
        return "" if self.file is None else self.file.name


def find_configuration(start: Path) -> Configuration:
    """The configuration of a folder: its own, or that of the nearest folder above it.

    Raises :class:`~piilint.errors.ConfigurationError` for a file that cannot be used.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        for name in FILES:
            found = _read(folder / name)
            if found is not None:
                return found
    return Configuration(folder=start)


def _read(file: Path) -> Configuration | None:
    if not file.is_file():
        return None
    own = file.name == "piilint.toml"
    if not own and not _mentions_us(file):
        return None
    from piilint.config.file import read

    return read(file, () if own else ("tool", "piilint"))


def _mentions_us(file: Path) -> bool:
    try:
        return b"piilint" in file.read_bytes()
    except OSError:
        return True  # the reader says what is wrong with it
