"""``piilint check``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from piilint.errors import UsageError
from piilint.model import SEVERITIES, Report, Source

if TYPE_CHECKING:
    from piilint.lint.linter import Linter

__all__ = ["add", "run"]

_FORMATS = ("text", "json")


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("path", nargs="*", default=["."], metavar="PATH")
    parser.add_argument(
        "--format",
        action="append",
        metavar="|".join(_FORMATS) + "[:FILE]",
        help="how to report, and where to; can be given more than once (default: text)",
    )
    parser.add_argument("--rules", default="posten-signering", metavar="PACK")
    parser.add_argument("--select", action="append", default=[], metavar="RULES")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULES")
    parser.add_argument("--fail-on", choices=SEVERITIES, default="warning")
    parser.add_argument("--lang", choices=("en", "nb"), default="en")
    parser.add_argument(
        "--show-values", action="store_true", help="show source lines as they are; not in CI"
    )
    parser.add_argument(
        "--stdin-filename", metavar="NAME", help="what standard input (-) is shown as"
    )


def run(options: argparse.Namespace) -> int:
    """Check, report, and say how it went."""
    from piilint.lint.linter import Linter

    if options.show_values and os.environ.get("CI"):
        raise UsageError("--show-values is refused where CI is set: a build log is kept and read.")
    outputs = [_output(written) for written in options.format or ["text"]]
    linter = Linter(
        options.rules,
        language=options.lang,
        fail_on=options.fail_on,
        select=_rules(options.select),
        ignore=_rules(options.ignore),
        show_values=options.show_values,
    )
    report = linter.report(linter.results(_sources(options, linter)))
    for format_, file in outputs:
        _write(format_, file, report)
    return report.exit_code


def _sources(options: argparse.Namespace, linter: Linter) -> Iterator[Source]:
    from piilint.lint.source import code_marks, marks, read

    for path in options.path:
        if path.lstrip().startswith("<") or "\n" in path:
            raise UsageError(
                "A PATH looks like a document; give its file's name, or - and pipe it."
            )
    for source in read(options.path, Path.cwd(), marks(linter.pack), code_marks(linter.pack)):
        if source.name == "<stdin>" and options.stdin_filename:
            yield Source(name=options.stdin_filename, data=source.data)
        else:
            yield source


def _rules(given: list[str]) -> tuple[str, ...]:
    return tuple(rule.strip() for each in given for rule in each.split(",") if rule.strip())


def _output(written: str) -> tuple[str, str | None]:
    format_, _, file = written.partition(":")
    if format_ not in _FORMATS:
        raise UsageError(f"There is no such format. Take one of: {', '.join(_FORMATS)}.")
    return format_, file or None


def _write(format_: str, file: str | None, report: Report) -> None:
    from importlib import import_module

    render = import_module(f"piilint.report.{format_}").render
    text: str = render(report)
    if file is None:
        sys.stdout.write(text)
        return
    try:
        Path(file).write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror
    else:
        return
    raise UsageError(f"The report cannot be written to {file}: {reason}.")
