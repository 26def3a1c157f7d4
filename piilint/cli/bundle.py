"""``piilint bundle``: build, inspect, verify."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from piilint.cli.password import add_password, password_for
from piilint.cli.submission import add_submission, checked_submission, read_file
from piilint.errors import SubmissionRejected, UsageError
from piilint.model import SEVERITIES, Finding, Report

if TYPE_CHECKING:
    from piilint.bundle.build import Bundle
    from piilint.bundle.inspection import Inspection
    from piilint.bundle.report import VerificationReport
    from piilint.request.submission import CheckedSubmission

__all__ = ["add", "run"]


def add(parser: argparse.ArgumentParser) -> None:
    """The commands and their options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_build(actions.add_parser("build", help="check a job, then pack and sign it"))
    inspect = actions.add_parser("inspect", help="list what is in a package, and lint it")
    inspect.add_argument("file", metavar="FILE")
    _add_common(inspect)
    verify = actions.add_parser("verify", help="check a package against the service's profile")
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


def _add_build(parser: argparse.ArgumentParser) -> None:
    add_submission(parser)
    parser.add_argument("--output", required=True, metavar="FILE", help="the package to write")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")
    parser.add_argument("--certificate", required=True, metavar="FILE", help="the key store")
    parser.add_argument("--alias", help="which key, where the store has several")
    parser.add_argument(
        "--trust",
        action="append",
        default=[],
        metavar="PATH",
        help="certificates to complete the chain with, where the store holds less",
    )
    parser.add_argument("--sender", metavar="NUMBER", help="organisation number, if not in the job")
    parser.add_argument("--mimetype-entry", action="store_true", help="begin with it, as ETSI has")
    parser.add_argument("--c14n11", action="store_true", help="name Canonical XML 1.1")
    add_password(parser)
    _add_common(parser)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--rules", default="posten-signering", metavar="PACK")
    parser.add_argument("--fail-on", choices=SEVERITIES, default="warning")
    parser.add_argument("--lang", choices=("en", "nb"), default="en")


def run(options: argparse.Namespace) -> int:
    """Run one of the commands."""
    actions = {"build": _build, "inspect": _inspect, "verify": _verify}
    return actions[options.action](options)


def _build(options: argparse.Namespace) -> int:
    from piilint.bundle.build import build
    from piilint.certs.organisation import OrganisationCertificate
    from piilint.certs.trust import TrustStore

    target = Path(options.output)
    if target.exists() and not options.force:
        raise UsageError(f"{target} is there already. Name another place, or give --force.")
    try:
        checked = _checked(options)
    except SubmissionRejected as rejected:
        findings = rejected.findings
    else:
        store = Path(options.certificate)
        password = password_for(options, store)
        certificate = OrganisationCertificate.load(store, password, options.alias)
        trust = TrustStore.load(*(Path(each) for each in options.trust))
        bundle = build(
            checked,
            certificate.completed(trust.certificates),
            mimetype_entry=options.mimetype_entry,
            c14n11=options.c14n11,
        )
        _save(bundle, target)
        text = f"{target}: {bundle.size} bytes, {len(checked.documents) + 1} files signed\n\n"
        return _write(options, checked.findings, {"output": str(target)}, text)
    return _write(options, findings, {"output": None}, "")


def _checked(options: argparse.Namespace) -> CheckedSubmission:
    from piilint.lint.linter import Linter
    from piilint.request.gate import Gate

    gate = Gate(Linter(options.rules, language=options.lang, fail_on=options.fail_on))
    return checked_submission(options, gate, sender=options.sender, allow={}, label=None)


def _save(bundle: Bundle, target: Path) -> None:
    try:
        bundle.save(target)
    except OSError as error:
        reason = error.strerror
    else:
        return
    raise UsageError(f"{target} cannot be written: {reason}.")


def _inspect(options: argparse.Namespace) -> int:
    from piilint.bundle.inspection import inspect
    from piilint.lint.linter import Linter

    linter = Linter(options.rules, language=options.lang, fail_on=options.fail_on)
    seen = inspect(read_file(options.file), linter=linter, name=options.file)
    if options.format == "json":
        return _write(options, seen.findings, _inspected(seen), "")
    return _write(options, seen.findings, {}, "".join(f"{line}\n" for line in _listing(seen)))


def _verify(options: argparse.Namespace) -> int:
    from piilint.bundle.inspection import requirement_findings
    from piilint.bundle.verify import verify
    from piilint.certs.trust import TrustStore
    from piilint.lint.rulepack import RulePack

    report = verify(
        read_file(options.file),
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
