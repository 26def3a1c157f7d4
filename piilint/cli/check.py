"""``piilint check``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from piilint.errors import UsageError
from piilint.model import SEVERITIES, Report
from piilint.report import FORMATS, About

if TYPE_CHECKING:
    from piilint.config import Configuration
    from piilint.lint.baseline import Baseline
    from piilint.lint.files import Selection
    from piilint.lint.linter import Linter
    from piilint.lint.tally import Tally

__all__ = ["add", "run"]

Output = tuple[str, str | None]
"""A format, and the file that it goes to; None for standard output."""


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("path", nargs="*", metavar="PATH")
    parser.add_argument(
        "--format",
        action="append",
        metavar="|".join(FORMATS) + "[:FILE]",
        help="how to report, and where to; can be given more than once (default: text)",
    )
    rules = parser.add_argument_group("rules")
    rules.add_argument("--rules", metavar="PACK", help="a shipped pack, or your own pack's file")
    rules.add_argument("--select", action="append", default=[], metavar="RULES")
    rules.add_argument("--ignore", action="append", default=[], metavar="RULES")
    rules.add_argument("--fail-on", choices=SEVERITIES, help="default: warning")
    rules.add_argument(
        "--deep", action="store_true", help="search with Presidio too; it takes seconds to load"
    )
    files = parser.add_argument_group("files")
    changed = files.add_mutually_exclusive_group()
    changed.add_argument("--since", metavar="REV", help="only what a branch changed since REV")
    changed.add_argument("--staged", action="store_true", help="what is about to be committed")
    files.add_argument(
        "--together",
        nargs=2,
        action="append",
        default=[],
        metavar=("A", "B"),
        help="files of one submission, as a folder's request.xml and manifest.xml are anyway",
    )
    files.add_argument(
        "--force-exclude", action="store_true", help="exclude holds for files that are named, too"
    )
    files.add_argument(
        "--stdin-filename", metavar="NAME", help="what standard input (-) is shown as"
    )
    files.add_argument("--jobs", type=_jobs, metavar="N", help="processes (default: 1)")
    files.add_argument("--list-files", action="store_true", help="list what would be read; no more")
    known = parser.add_argument_group("accepted findings")
    known.add_argument("--baseline", metavar="FILE", help="report only what is not in it")
    known.add_argument("--write-baseline", metavar="FILE", help="record what is there now")
    known.add_argument("--no-suppress", action="store_true", help="count accepted findings too")
    shown = parser.add_argument_group("showing")
    shown.add_argument("--lang", choices=("en", "nb"), help="default: en")
    shown.add_argument(
        "--show-values", action="store_true", help="show source lines as they are; not in CI"
    )
    shown.add_argument("--show-config", action="store_true", help="what is in force; no more")


def run(options: argparse.Namespace) -> int:
    """Check, report, and say how it went."""
    from piilint.cli.settings import in_force
    from piilint.lint.files import Selection
    from piilint.lint.linter import Linter

    together = [path for pair in options.together for path in pair]
    options.path = options.path or together or ["."]
    _refuse(options, together)
    outputs = _outputs(options.format or ["text"])
    configuration = in_force(options)
    selection = Selection(
        paths=options.path,
        base=configuration.folder,
        exclude=configuration.exclude,
        force_exclude=options.force_exclude,
        since=options.since,
        staged=options.staged,
        stdin_name=options.stdin_filename,
    )
    if options.show_config:
        return _show_config(configuration, Linter.configured(replace(configuration, deep=None)))
    if options.list_files:
        return _list_files(selection, Linter.configured(replace(configuration, deep=None)))
    if configuration.deep is not None and sys.stderr.isatty():
        sys.stderr.write("Loading Presidio and its language model ...\n")
    linter = Linter.configured(configuration, show_values=options.show_values)
    report = _check(options, linter, selection, outputs)
    return report.exit_code


def _refuse(options: argparse.Namespace, together: list[str]) -> None:
    """Calls that cannot be right, each with what to do instead."""
    if options.show_values and os.environ.get("CI"):
        raise UsageError("--show-values is refused where CI is set: a build log is kept and read.")
    if options.write_baseline and options.no_suppress:
        raise UsageError(
            "--write-baseline leaves out what is waived; run it without --no-suppress."
        )
    if (options.since or options.staged) and "-" in options.path:
        raise UsageError("--since and --staged ask git for files; standard input is none of them.")
    for path in (*options.path, *together):
        if path.lstrip().startswith("<") or "\n" in path:
            raise UsageError(
                "A PATH looks like a document; give its file's name, or - and pipe it."
            )


def _check(
    options: argparse.Namespace, linter: Linter, selection: Selection, outputs: list[Output]
) -> Report:
    from piilint.cli.progress import ProgressBar
    from piilint.lint.batch import check_files
    from piilint.lint.tally import Tally
    from piilint.report.text import render_findings, render_summary

    tally = Tally(
        linter,
        baseline=None if options.write_baseline else _baseline(linter.configuration),
        whole=selection.whole,
        suppress=not options.no_suppress,
    )
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal's own encoding may lack a letter
        sys.stdout.reconfigure(errors="backslashreplace")
    language, colour = linter.configuration.lang, _in_colour()
    live = ("text", None) in outputs and not options.write_baseline
    bar = ProgressBar()
    try:
        for checked in check_files(
            linter,
            selection.candidates(),
            jobs=linter.configuration.jobs,
            together=options.together,
        ):
            found = tally.add(checked)
            if live and found:
                with bar.aside():
                    sys.stdout.write(render_findings(found, language, colour=colour))
            bar.advance()
    finally:
        bar.close()
    at_the_end = tally.close()
    report = tally.report()
    if live:
        sys.stdout.write(render_findings(at_the_end, language, colour=colour))
        sys.stdout.write(render_summary(report, language, colour=colour))
    if options.write_baseline:
        report = _write_baseline(Path(options.write_baseline), tally, report)
    about = About(catalog=linter.pack.catalog, field_table=linter.pack.field_table)
    for format_, file in outputs:
        if not live or (format_, file) != ("text", None):
            _write(format_, file, report, about, colour=colour)
    return report


def _baseline(configuration: Configuration) -> Baseline | None:
    if configuration.baseline is None:
        return None
    from piilint.lint.baseline import Baseline
    from piilint.lint.files import shown_name

    file = configuration.baseline
    return Baseline.read(file, shown_name(file, configuration.folder))


def _write_baseline(file: Path, tally: Tally, report: Report) -> Report:
    """Write what counts into the baseline; the report is then of what the baseline leaves."""
    from piilint.lint.baseline import Baseline
    from piilint.lint.files import shown_name

    linter = tally.linter
    name = shown_name(file, linter.configuration.folder)
    known = Baseline.read(file, name) if file.exists() else Baseline(file, name, {})
    written = known.rewritten(report.findings, tally.coverage, linter.policy.applies)
    written.write()
    settled = (written.settle(each, linter.pack, linter.today) for each in report.findings)
    return replace(report, findings=tuple(settled))


def _show_config(configuration: Configuration, linter: Linter) -> int:
    from piilint.cli.settings import shown
    from piilint.lint.notes import shown_note

    for line in shown(configuration, lambda note: shown_note(note, linter.pack, linter.today)):
        print(line)
    return 0


def _list_files(selection: Selection, linter: Linter) -> int:
    """The files that a check would read, and on standard error those that it passes by."""
    from piilint.lint.files import Passed
    from piilint.lint.source import code_marks, load, marks

    wanted, in_code, failed = marks(linter.pack), code_marks(linter.pack), 0
    for each in selection.candidates():
        loaded = each if isinstance(each, Passed) else load(each, wanted, in_code)
        if isinstance(loaded, Passed):
            print(f"{loaded.name}: passed by ({loaded.reason})", file=sys.stderr)
            continue
        print(loaded.name)
        failed += loaded.data is None
    return 2 if failed else 0


def _in_colour() -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def _jobs(written: str) -> int:
    if not written.isdecimal() or int(written) < 1:
        raise argparse.ArgumentTypeError("must be a number from 1")
    return int(written)


def _outputs(written: list[str]) -> list[Output]:
    outputs: list[Output] = []
    for each in written:
        format_, _, file = each.partition(":")
        if format_ not in FORMATS:
            raise UsageError(f"There is no such format. Take one of: {', '.join(FORMATS)}.")
        if file and not Path(file).absolute().parent.is_dir():
            raise UsageError(f"The report cannot be written to {file}: there is no such folder.")
        outputs.append((format_, file or None))
    if sum(file is None for _, file in outputs) > 1:
        raise UsageError("Only one format can go to standard output; write the others FORMAT:FILE.")
    return outputs


def _write(format_: str, file: str | None, report: Report, about: About, *, colour: bool) -> None:
    from importlib import import_module

    render: Callable[..., str] = import_module(f"piilint.report.{format_}").render
    if file is None:
        options = {"colour": colour} if format_ == "text" else {}
        sys.stdout.write(render(report, about, **options))
        return
    text = render(report, about)
    try:
        Path(file).write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror
    else:
        return
    raise UsageError(f"The report cannot be written to {file}: {reason}.")
