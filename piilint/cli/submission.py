"""What a command packs or sends: a job file, or request, manifest and documents."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from piilint.errors import UsageError

if TYPE_CHECKING:
    from piilint.request.gate import Gate
    from piilint.request.submission import CheckedSubmission

__all__ = ["add_submission", "checked_submission", "read_file"]


def add_submission(parser: argparse.ArgumentParser) -> None:
    """The options that name it."""
    parser.add_argument("job", nargs="?", metavar="JOB.TOML", help="or the next three")
    parser.add_argument("--request", metavar="FILE")
    parser.add_argument("--manifest", metavar="FILE")
    parser.add_argument(
        "--document",
        action="append",
        default=[],
        metavar="FILE",
        help="a file named as the manifest's href says; once for each document",
    )


def checked_submission(
    options: argparse.Namespace,
    gate: Gate,
    *,
    sender: str | None,
    allow: Mapping[str, str],
    label: str | None,
) -> CheckedSubmission:
    """What the options name, through the gate.

    Raises:
        SubmissionRejected: with the findings that stand in the way.
        UsageError: where the options name none, two, or a file that cannot be read.
    """
    from piilint.request.jobfile import load_job

    if options.job is not None:
        if options.request or options.manifest or options.document:
            raise UsageError("Give a job file, or a request with manifest and documents, not both.")
        job = load_job(Path(options.job))
        return gate.check(job, sender=sender, allow=allow, label=label)
    if not (options.request and options.manifest and options.document):
        raise UsageError("Give a job file, or --request, --manifest and every --document.")
    documents = {Path(each).name: Path(each) for each in options.document}
    if len(documents) < len(options.document):
        raise UsageError("Two documents have the same file name; a package cannot hold both.")
    return gate.check_xml(
        read_file(options.request),
        read_file(options.manifest),
        documents,
        sender=sender,
        allow=allow,
        label=label,
    )


def read_file(file: str) -> bytes:
    """A file or standard input, at most a byte more than is allowed: what is larger shows."""
    from piilint.archive import Limits

    most = Limits().archive_bytes + 1
    if file == "-":
        return sys.stdin.buffer.read(most)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(most)
    except OSError as error:
        reason = error.strerror
    raise UsageError(f"{file} cannot be read: {reason}.")
