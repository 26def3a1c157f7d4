"""``piilint send``."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from piilint.cli.connection import add_connection, connected
from piilint.cli.submission import add_submission, checked_submission
from piilint.errors import SubmissionRejected, UsageError
from piilint.model import SEVERITIES, Finding, Report

if TYPE_CHECKING:
    from piilint.request.responses import DirectJobResponse, PortalJobResponse
    from piilint.request.submission import CheckedSubmission
    from piilint.send.client import SigningClient

__all__ = ["add", "run"]


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_submission(parser)
    parser.add_argument("--dry-run", action="store_true", help="check and pack, and send nothing")
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="RULE=REASON",
        help="waive a rule for this job",
    )
    parser.add_argument("--label", help="what to call the job in the audit log")
    parser.add_argument("--audit-log", metavar="FILE", help="add lines on what was done to it")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--rules", default="posten-signering", metavar="PACK")
    parser.add_argument("--fail-on", choices=SEVERITIES, default="warning")
    parser.add_argument("--lang", choices=("en", "nb"), default="en")
    add_connection(parser)


def run(options: argparse.Namespace) -> int:
    """Send, or say why not: 0 sent, 1 rejected by the check."""
    from piilint.lint.linter import Linter
    from piilint.request.gate import Gate

    gate = Gate(
        Linter(options.rules, language=options.lang, fail_on=options.fail_on),
        audit=options.audit_log,
    )
    try:
        with connected(options, gate) as client:
            checked = checked_submission(
                options,
                gate,
                sender=client.sender,
                allow=_allowed(options.allow),
                label=options.label,
            )
            if options.dry_run:
                _show_package(options, checked, client)
            else:
                _show_created(options, client.create(checked))
            return 0
    except SubmissionRejected as rejected:
        findings = rejected.findings
    _show_findings(options, findings)
    return 1


def _allowed(waivers: list[str]) -> dict[str, str]:
    allow = {}
    for number, waiver in enumerate(waivers, 1):
        rule, equals, reason = waiver.partition("=")
        if not equals:
            raise UsageError(f"--allow number {number} must be RULE=REASON.")
        allow[rule.strip()] = reason
    return allow


def _show_package(
    options: argparse.Namespace, checked: CheckedSubmission, client: SigningClient
) -> None:
    bundle = client.pack(checked)
    entry = {
        "sent": False,
        "flow": checked.flow,
        "sender": checked.sender,
        "package_bytes": bundle.size,
        "documents": [
            {"number": number, "bytes": document.size, "sha256": document.sha256}
            for number, document in enumerate(checked.documents, 1)
        ],
    }
    if options.format == "json":
        print(json.dumps(entry, indent=1))
        return
    print(f"Nothing was sent. This would be: a {checked.flow} job for {checked.sender}")
    for number, document in enumerate(checked.documents, 1):
        print(f"  document {number}: {document.size} bytes, {document.media_type}")
    print(f"  package: {bundle.size} bytes, signed and verified")


def _show_created(
    options: argparse.Namespace, created: DirectJobResponse | PortalJobResponse
) -> None:
    from piilint.request.responses import DirectJobResponse

    flow = "direct" if isinstance(created, DirectJobResponse) else "portal"
    if options.format == "text":
        print(f"Sent: {flow} job {created.signature_job_id}")
        return
    entry: dict[str, object] = {"sent": True, "flow": flow, "job": created.signature_job_id}
    if isinstance(created, DirectJobResponse):
        entry["status_url"] = created.status_url
        entry["redirect_urls"] = [signer.redirect_url for signer in created.signers]
    else:
        entry["cancellation_url"] = created.cancellation_url
    print(json.dumps(entry, indent=1))


def _show_findings(options: argparse.Namespace, findings: tuple[Finding, ...]) -> None:
    report = Report(findings=findings, files=2, fail_on=options.fail_on)
    if options.format == "json":
        from piilint.report.json import render as render_json

        sys.stdout.write(json.dumps(json.loads(render_json(report)) | {"sent": False}, indent=1))
        sys.stdout.write("\n")
    else:
        from piilint.report.text import render

        sys.stdout.write(render(report))
        print("Rejected: nothing was sent.")
