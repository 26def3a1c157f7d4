"""``piilint bundle``: build, inspect, verify."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from piilint.errors import UsageError
from piilint.model import SEVERITIES, Finding, Report

if TYPE_CHECKING:
    from piilint.bundle.inspection import Inspection
    from piilint.bundle.report import VerificationReport

__all__ = ["add", "run"]


def add(parser: argparse.ArgumentParser) -> None:
    """The commands and their options."""
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="bundle_command")
    inspect = commands.add_parser("inspect", help="list what is in a package, and lint it")
    inspect.add_argument("file", metavar="FILE")
    _add_common(inspect)
    verify = commands.add_parser("verify", help="check a package against the service's profile")
    verify.add_argument("file", metavar="FILE")
    verify.add_argument(
        "--trust",
        action="append",
        required=True,
        metavar="PATH",
        help="file or folder of certificates to trust; can be given more than once",
    )
    verify.add_argument("--environment", default="production", metavar="NAME")
    verify.add_argument("--at", metavar="TIME", help="the moment to judge for (ISO 8601 with zone)")
    _add_common(verify)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--rules", default="posten-signering", metavar="PACK")
    parser.add_argument("--fail-on", choices=SEVERITIES, default="warning")
    parser.add_argument("--lang", choices=("en", "nb"), default="en")


def run(options: argparse.Namespace) -> int:
    """Run one of the commands."""
    if options.bundle_command == "inspect":
        return _inspect(options)
    return _verify(options)


def _inspect(options: argparse.Namespace) -> int:
    from piilint.bundle.inspection import inspect
    from piilint.lint.linter import Linter

    linter = Linter(options.rules, language=options.lang, fail_on=options.fail_on)
    seen = inspect(_read(options.file), linter=linter, name=options.file)
    if options.format == "json":
        return _write(options, seen.findings, _inspected(seen), "")
    return _write(options, seen.findings, {}, "".join(f"{line}\n" for line in _listing(seen)))


def _verify(options: argparse.Namespace) -> int:
    from piilint.bundle.inspection import requirement_findings
    from piilint.bundle.verify import verify
    from piilint.certs.trust import TrustStore
    from piilint.lint.rulepack import RulePack

    report = verify(
        _read(options.file),
        trust=TrustStore.load(*(Path(each) for each in options.trust)),
        environment=options.environment,
        at=_time(options.at),
    )
    findings = requirement_findings(
        report, RulePack.load(options.rules, options.lang), options.file
    )
    text = "".join(
        f"{each.status:15} {each.name:20} {each.reason}".rstrip() + "\n"
        for each in report.requirements
    )
    return _write(options, findings, _verified(report), text + "\n")


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        reason = error.strerror
    raise UsageError(f"{file} cannot be read: {reason}.")


def _time(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise UsageError("--at takes a time with its zone, such as 2026-11-23T11:00:00+01:00.")
    return time


def _write(
    options: argparse.Namespace, findings: Sequence[Finding], more: Mapping[str, Any], text: str
) -> int:
    report = Report(findings=tuple(findings), files=1, fail_on=options.fail_on)
    if options.format == "json":
        from piilint.report.json import render as render_json

        entries = json.loads(render_json(report)) | more
        sys.stdout.write(json.dumps(entries, ensure_ascii=False, indent=1) + "\n")
    else:
        from piilint.report.text import render

        sys.stdout.write(text + render(report))
    return report.exit_code


def _verified(report: VerificationReport) -> dict[str, Any]:
    return {
        "valid": report.valid,
        "requirements": [
            {"rule": each.rule, "name": each.name, "status": each.status, "reason": each.reason}
            for each in report.requirements
        ],
    }


def _inspected(seen: Inspection) -> dict[str, Any]:
    return {
        "files": [
            {
                "name": file.name,
                "size": file.size,
                "media_type": file.media_type,
                "sha256": file.sha256,
            }
            for file in seen.files
        ],
        "signer": {"name": seen.signer, "organisation_number": seen.organisation_number},
        "signing_time": seen.signing_time.isoformat() if seen.signing_time else None,
    }


def _listing(seen: Inspection) -> list[str]:
    lines = [
        f"{file.number:3} {file.size:>10} bytes  {file.media_type or '-':16} {file.name}\n"
        f"    sha256 {file.sha256}"
        for file in seen.files
    ]
    if seen.signer or seen.organisation_number:
        number = seen.organisation_number or "no organisation number"
        lines.append(f"signed by {seen.signer or '?'} ({number}), as the package says")
    if seen.signing_time:
        lines.append(f"signed at {seen.signing_time.isoformat()}, as the package says")
    return [*lines, ""]
