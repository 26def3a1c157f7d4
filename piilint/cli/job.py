"""``piilint job``: a job described in TOML, from its first lines to its XML."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from piilint.errors import UsageError

__all__ = ["add", "run"]


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    new = actions.add_parser("new", help="write a commented job to start from")
    new.add_argument("--flow", choices=("direct", "portal"), default="portal")
    new.add_argument("--output", metavar="FILE", help="write it here (default: standard output)")
    xml = actions.add_parser("xml", help="write the request and the manifest of a job")
    xml.add_argument("job", metavar="JOB.TOML")
    xml.add_argument("--output", default=".", metavar="FOLDER", help="default: the current one")
    xml.add_argument("--force", action="store_true", help="overwrite what is there")
    xml.add_argument("--sender", metavar="NUMBER", help="organisation number, if the job has none")


def run(options: argparse.Namespace) -> int:
    """Write what was asked for."""
    return _new(options) if options.action == "new" else _xml(options)


def _new(options: argparse.Namespace) -> int:
    from piilint.request.starting_points import STARTING_POINTS

    text = STARTING_POINTS[options.flow]
    if options.output is None:
        sys.stdout.write(text)
    else:
        _write(Path(options.output), text.encode(), force=False)
    return 0


def _xml(options: argparse.Namespace) -> int:
    from piilint.request.jobfile import load_job

    job = load_job(Path(options.job))
    if options.sender is not None:
        job = job.with_sender(options.sender)
    folder = Path(options.output)
    messages = {"request.xml": job.request_xml(), "manifest.xml": job.manifest_xml()}
    for name in messages:
        _refuse_existing(folder / name, force=options.force)
    for name, data in messages.items():
        _write(folder / name, data, force=options.force)
        print(folder / name)
    return 0


def _refuse_existing(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise UsageError(f"{path} is there already. Name another place, or remove it first.")


def _write(path: Path, data: bytes, *, force: bool) -> None:
    _refuse_existing(path, force=force)
    try:
        path.write_bytes(data)
    except OSError as error:
        reason = error.strerror
    else:
        return
    raise UsageError(f"{path} cannot be written: {reason}. Name another place with --output.")
