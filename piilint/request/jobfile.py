"""Jobs described in TOML, for those who do not write Python."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from piilint.errors import JobError, JobProblem
from piilint.request.jobs import DirectJob, PortalJob

__all__ = ["FLOWS", "key_lines", "load_job"]

FLOWS: dict[str, type[DirectJob] | type[PortalJob]] = {"direct": DirectJob, "portal": PortalJob}

Location = tuple[str | int, ...]


def load_job(path: Path) -> DirectJob | PortalJob:
    """The job that a TOML file describes. Paths of documents are relative to the file.

    Raises:
        JobError: where it cannot be read or is no job, each problem with its line.
    """
    text = _read(path)
    table = _parsed(path, text)
    flow = table.pop("flow", None)
    if flow not in FLOWS:
        lines = key_lines(text)
        problem = JobProblem(
            location=("flow",), message='must be "direct" or "portal"', line=lines.get(("flow",))
        )
        raise JobError(_what(path), (problem,))
    _resolve_documents(table, path.parent)
    problems: tuple[JobProblem, ...]
    try:
        return FLOWS[flow].model_validate(table)
    except JobError as error:
        problems = error.problems
    lines = key_lines(text)
    raise JobError(_what(path), tuple(_with_line(problem, lines) for problem in problems))


def _what(path: Path) -> str:
    return f"{path} describes no job that can be sent"


def _read(path: Path) -> str:
    failure = None
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        failure = error.strerror or "it cannot be opened"
    except UnicodeDecodeError:
        failure = "it is not in UTF-8"
    raise JobError(f"{path} cannot be read", (JobProblem(location=(), message=failure),))


_NUMBER = re.compile(r"[^=]*=\s*[0-9]{9,11}\s*(?:#.*)?")


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column \d+\)", str(error))
    line = int(place[1]) if place else text.count("\n") + 1
    written = text.split("\n")[line - 1]
    message = (
        'an identity number stands in quotes: "..."'
        if _NUMBER.fullmatch(written.strip())
        else "is not TOML"
    )
    raise JobError(f"{path} cannot be read", (JobProblem(location=(), message=message, line=line),))


def _resolve_documents(table: dict[str, Any], folder: Path) -> None:
    documents = table.get("documents")
    for document in documents if isinstance(documents, list) else ():
        if isinstance(document, dict) and isinstance(document.get("content"), str):
            document["content"] = str(folder / document["content"])


def _with_line(problem: JobProblem, lines: dict[Location, int]) -> JobProblem:
    """The problem with the line of its key, or of the nearest table around it that has one."""
    location = problem.location if problem.key is None else (*problem.location, problem.key)
    for length in range(len(location), 0, -1):
        line = lines.get(location[:length])
        if line is not None:
            return problem._replace(line=line)
    return problem


_HEADER = re.compile(r"\s*(\[\[?)([^\]]+)\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_MULTILINE = ('"""', "'''")


def key_lines(text: str) -> dict[Location, int]:
    """The line (from 1) of each key and table header of a TOML text that can be parsed.

    Keys inside of inline tables and arrays have none of their own.
    """
    lines: dict[Location, int] = {}
    seen: Counter[Location] = Counter()
    table: Location = ()
    inside: str | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if inside is not None:
            inside = None if line.count(inside) % 2 else inside
            continue
        if header := _HEADER.match(line):
            table = _location(header[2], seen)
            if header[1] == "[[":
                seen[table] += 1
                table = (*table, seen[table] - 1)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_steps(key[1])), number)
            inside = next((mark for mark in _MULTILINE if line.count(mark) % 2), None)
    return lines


def _location(name: str, seen: Counter[Location]) -> Location:
    """Where a header's table is: below the latest element of each array of tables on the way."""
    location: Location = ()
    steps = _steps(name)
    for step in steps[:-1]:
        location = (*location, step)
        if seen[location]:
            location = (*location, seen[location] - 1)
    return (*location, steps[-1])


def _steps(name: str) -> list[str]:
    return [step.strip().strip("\"'") for step in name.split(".")]
