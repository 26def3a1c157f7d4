"""``piilint sandbox``: a local stand-in for the service."""

from __future__ import annotations

import argparse
import os
import secrets
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from piilint.errors import UsageError

if TYPE_CHECKING:
    from piilint.sandbox.sandbox import Sandbox

__all__ = ["add", "run"]


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--signers",
        choices=("sign", "reject", "expire", "wait"),
        default="sign",
        help="what signers do as soon as a job is there (default: sign)",
    )
    parser.add_argument("--port", type=int, default=0, help="a free one by default")
    parser.add_argument(
        "command",
        nargs="*",
        metavar="-- COMMAND",
        help="run this in the sandbox, and end with it; without one, run until Ctrl-C",
    )


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C, or as long as the command runs; its exit code is ours."""
    from piilint.sandbox.sandbox import Sandbox

    failure = None
    try:
        sandbox = Sandbox(signers=options.signers, port=options.port)
    except (OSError, OverflowError):
        failure = "The sandbox cannot listen on this port. Give another one, or none."
    if failure is not None:
        raise UsageError(failure)
    with sandbox, tempfile.TemporaryDirectory(prefix="piilint-sandbox-") as folder:
        variables = _written(sandbox, Path(folder))
        if options.command:
            return _command(options.command, variables)
        print(_welcome(sandbox, Path(folder)), flush=True)
        try:
            Event().wait()
        except KeyboardInterrupt:
            print("The sandbox and everything in it are gone.", file=sys.stderr)
    return 0


def _written(sandbox: Sandbox, folder: Path) -> dict[str, str]:
    """The throw-away key store and anchors as files, and the variables that lead to them."""
    password = secrets.token_urlsafe(12)
    (folder / "sender.p12").write_bytes(sandbox.issue().pkcs12(password.encode()))
    (folder / "trust.pem").write_bytes(sandbox.anchors_pem())
    variables = {
        "PIILINT_ENVIRONMENT": "sandbox",
        "PIILINT_URL": sandbox.url,
        "PIILINT_CERTIFICATE": str(folder / "sender.p12"),
        "PIILINT_CERTIFICATE_PASSWORD": password,
        "PIILINT_TRUST": str(folder / "trust.pem"),
    }
    lines = [f"export {name}={shlex.quote(value)}\n" for name, value in variables.items()]
    (folder / "settings").write_text("".join(lines), encoding="utf-8")
    return variables


def _command(command: list[str], variables: dict[str, str]) -> int:
    # The command finds the piilint that runs the sandbox, also out of an environment of its own.
    folder = str(Path(sys.argv[0]).resolve().parent)
    variables |= {"PATH": os.pathsep.join((folder, os.environ.get("PATH", os.defpath)))}
    failure = None
    try:
        return subprocess.run(command, env={**os.environ, **variables}, check=False).returncode  # noqa: S603  # what the user typed
    except OSError as error:
        failure = error.strerror
    raise UsageError(f"The command cannot be run: {failure}.")


def _welcome(sandbox: Sandbox, folder: Path) -> str:
    return (
        f"This is a sandbox at {sandbox.url}, and NOT the signing service: its keys are\n"
        "thrown away, its signatures are worth nothing, and all is gone when it ends (Ctrl-C).\n"
        "Send a first job from another terminal:\n\n"
        f"  . {folder}/settings\n"
        "  piilint send examples/send/job.toml\n"
        "  piilint download portal --into signed\n"
    )
