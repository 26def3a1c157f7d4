"""``piilint status``: the changes that wait in a queue."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from piilint.cli.connection import add_connection, connected
from piilint.errors import UsageError

if TYPE_CHECKING:
    from piilint.request.responses import (
        DirectJobStatus,
        DirectSignerStatus,
        PortalJobStatus,
        PortalSignature,
    )

__all__ = ["add", "add_queue", "described", "run", "signers_of", "states"]


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("flow", choices=("portal", "direct"))
    add_queue(parser)
    parser.add_argument(
        "--confirm",
        action="store_true",
        help="confirm each change after it was shown; else it comes back after ten minutes",
    )
    parser.add_argument(
        "--status-url",
        metavar="URL",
        help="a direct job's instead of the queue; its token is in PIILINT_STATUS_TOKEN",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_connection(parser)


def add_queue(parser: argparse.ArgumentParser) -> None:
    """The options that say what is polled, and for how long."""
    parser.add_argument("--queue", metavar="NAME", help="the polling queue; none by default")
    parser.add_argument(
        "--wait", action="store_true", help="wait for a first change, as long as it takes"
    )


def run(options: argparse.Namespace) -> int:
    """Show the changes. With JSON, one object a line, with the addresses to go on with."""
    if options.status_url is not None:
        return _of_one(options)
    with connected(options) as client:
        jobs = client.portal if options.flow == "portal" else client.direct
        shown = 0
        for change in jobs.changes(options.queue, wait=options.wait):
            _show(options, change.status)
            if options.confirm:
                change.confirm()
            shown += 1
            if options.wait:
                break
        if not shown and options.format == "text":
            print("No changes.")
    return 0


def _of_one(options: argparse.Namespace) -> int:
    token = os.environ.get("PIILINT_STATUS_TOKEN", "")
    if options.flow != "direct" or not token:
        raise UsageError("--status-url is a direct job's, and needs PIILINT_STATUS_TOKEN.")
    with connected(options) as client:
        status = client.direct.status(options.status_url, token)
        _show(options, status)
        if options.confirm:
            client.confirm(status)
    return 0


def _show(options: argparse.Namespace, status: DirectJobStatus | PortalJobStatus) -> None:
    text = json.dumps(described(status)) if options.format == "json" else states(status)
    print(text, flush=True)


def states(status: DirectJobStatus | PortalJobStatus) -> str:
    """One line on a job: no identifier, no reference, no address."""
    signers = ", ".join(str(signer.status) for signer in signers_of(status))
    return f"job {status.signature_job_id}: {status.status} ({signers})"


def signers_of(
    status: DirectJobStatus | PortalJobStatus,
) -> Sequence[DirectSignerStatus | PortalSignature]:
    """The signers of a job of either flow."""
    from piilint.request.responses import DirectJobStatus

    return status.signers if isinstance(status, DirectJobStatus) else status.signatures


def described(status: DirectJobStatus | PortalJobStatus) -> dict[str, object]:
    """A job for programs, with the addresses that the service gave for going on."""
    return {
        "job": status.signature_job_id,
        "status": status.status,
        "signers": [
            {
                "status": signer.status,
                "since": signer.since.isoformat() if signer.since else None,
                "xades_url": signer.xades_url,
            }
            for signer in signers_of(status)
        ],
        "pades_url": status.pades_url,
        "confirmation_url": status.confirmation_url,
        "delete_documents_url": status.delete_documents_url,
    }
