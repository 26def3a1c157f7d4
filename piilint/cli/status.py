"""``piilint status``: the changes that wait in a queue."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from piilint.cli.connection import add_connection, connected

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
    with connected(options) as client:
        jobs = client.portal if options.flow == "portal" else client.direct
        shown = 0
        for change in jobs.changes(options.queue, wait=options.wait):
            if options.format == "json":
                print(json.dumps(described(change.status)), flush=True)
            else:
                print(states(change.status), flush=True)
            if options.confirm:
                change.confirm()
            shown += 1
            if options.wait:
                break
        if not shown and options.format == "text":
            print("No changes.")
    return 0


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
