"""``piilint download``: signed documents, to files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from piilint.cli.connection import add_connection, connected
from piilint.cli.status import add_queue, signers_of, states
from piilint.errors import UsageError

if TYPE_CHECKING:
    from piilint.request.responses import DirectJobStatus, PortalJobStatus
    from piilint.send.client import SigningClient

__all__ = ["add", "run"]


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("flow", nargs="?", choices=("portal", "direct"), help="whose changes")
    parser.add_argument(
        "--into",
        default=".",
        metavar="FOLDER",
        help="where to store what changes bring; a change is confirmed when it is stored",
    )
    parser.add_argument("--archived", metavar="ID", help="a document of the archive instead")
    parser.add_argument("--pades", metavar="URL", help="a signed document at its address instead")
    parser.add_argument("--xades", metavar="URL", help="a signature at its address instead")
    parser.add_argument("--output", metavar="FILE", help="the file for one of these three")
    add_queue(parser)
    add_connection(parser)


def run(options: argparse.Namespace) -> int:
    """Store, and say where."""
    single = [name for name in ("archived", "pades", "xades") if getattr(options, name)]
    if len(single) + bool(options.flow) != 1 or bool(single) != bool(options.output):
        raise UsageError("Give a flow, or one of --archived, --pades, --xades with --output.")
    failure = None
    try:
        with connected(options) as client:
            if single:
                getattr(client, single[0])(getattr(options, single[0]), options.output)
                print(options.output)
            else:
                _changes(options, client)
    except OSError as error:
        failure = error.strerror
    if failure is not None:
        raise UsageError(f"The file cannot be written: {failure}. Nothing was confirmed.")
    return 0


def _changes(options: argparse.Namespace, client: SigningClient) -> None:
    folder = Path(options.into)
    folder.mkdir(parents=True, exist_ok=True)
    jobs = client.portal if options.flow == "portal" else client.direct
    shown = 0
    for change in jobs.changes(options.queue, wait=options.wait):
        with change as status:
            print(states(status), flush=True)
            for path in _stored(client, status, folder):
                print(f"  {path}", flush=True)
        shown += 1
        if options.wait:
            break
    if not shown:
        print("No changes.")


def _stored(
    client: SigningClient, status: DirectJobStatus | PortalJobStatus, folder: Path
) -> list[Path]:
    job = status.signature_job_id
    stored = []
    if status.pades_url is not None:
        stored.append(folder / f"{job}.pdf")
        client.pades(status, stored[-1])
    for number, signer in enumerate(signers_of(status), 1):
        if signer.xades_url is not None:
            stored.append(folder / f"{job}-signer-{number}.xml")
            client.xades(signer, stored[-1])
    return stored
