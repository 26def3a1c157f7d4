"""People's TOML, read: what is wrong with a file is told by its line and nothing of its text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from piilint.errors import PiilintError

__all__ = ["Key", "line_of", "parse_toml", "read_text"]

Key = str | int
"""A key of a table, or the number of an entry in an array."""


def read_text(path: Path, raised: type[PiilintError], what: str = "") -> str:
    """A file of a user's; ``what`` stands before its name in the error."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problem = "is not UTF-8" if isinstance(error, ValueError) else "cannot be read"
    raise raised(f"{what}{path}: the file {problem}")


def parse_toml(path: Path, text: str, raised: type[PiilintError]) -> dict[str, Any]:
    """TOML to a table, or an error that names file, line and column and nothing of the text."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line ([0-9]+), column ([0-9]+)", str(error))
    where = f"line {place[1]}, column {place[2]}" if place else "at the end"
    raise raised(f"{path}, {where}: is not TOML from here on")


def line_of(text: str, keys: Sequence[Key]) -> int:
    """The line on which the last of the keys that can be found begins.

    A number counts the tables of an array, ``[[waivers]]``, from 0.
    """
    at, table = 0, ""
    for key in keys:
        if isinstance(key, int):
            header = re.compile(rf"\[\[[^\]\n]*?{re.escape(table)}\s*\]\]")
            for _ in range(key):
                following = header.search(text, at)
                at = following.start() + 1 if following else at
            continue
        found = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])").search(text, at)
        if found is not None:
            at, table = found.start(), key
    return text.count("\n", 0, at) + 1
