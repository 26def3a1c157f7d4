"""Options that say where the service is and who sends, with environment variables behind them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from piilint.cli.password import add_password, password_for
from piilint.errors import UsageError

if TYPE_CHECKING:
    from piilint.request.gate import Gate
    from piilint.send.client import SigningClient

__all__ = ["add_connection", "connected"]


def add_connection(parser: argparse.ArgumentParser) -> None:
    """The options of every command that calls the service."""
    group = parser.add_argument_group(
        "connection",
        "Each has an environment variable: PIILINT_ENVIRONMENT, PIILINT_CERTIFICATE, "
        "PIILINT_TRUST (paths with the system's separator), PIILINT_URL, PIILINT_SENDER, "
        "PIILINT_PROXY.",
    )
    group.add_argument("--environment", default=_variable("ENVIRONMENT"), metavar="NAME")
    group.add_argument(
        "--certificate", default=_variable("CERTIFICATE"), metavar="FILE", help="the key store"
    )
    group.add_argument("--alias", help="which key, where the store has several")
    group.add_argument("--trust", action="append", metavar="PATH", help="folder or file of anchors")
    group.add_argument(
        "--url", default=_variable("URL"), help="the API's root, if not the environment's own"
    )
    group.add_argument(
        "--sender", default=_variable("SENDER"), metavar="NUMBER", help="who a broker sends for"
    )
    group.add_argument("--proxy", default=_variable("PROXY"), metavar="http://HOST:PORT")
    add_password(parser)


def _variable(name: str) -> str | None:
    return os.environ.get(f"PIILINT_{name}") or None


@contextmanager
def connected(options: argparse.Namespace, gate: Gate | None = None) -> Iterator[SigningClient]:
    """A client as the options say."""
    from piilint.certs.organisation import OrganisationCertificate
    from piilint.certs.trust import TrustStore
    from piilint.send.client import SigningClient

    trust = options.trust or (_variable("TRUST") or "").split(os.pathsep)
    missing = [
        f"--{name}" for name in ("environment", "certificate") if not getattr(options, name)
    ] + ([] if any(trust) else ["--trust"])
    if missing:
        raise UsageError(f"Give {', '.join(missing)}, or the environment variable for it.")
    store = Path(options.certificate)
    with SigningClient(
        environment=options.environment,
        certificate=OrganisationCertificate.load(
            store, password_for(options, store), options.alias
        ),
        trust=TrustStore.load(*(Path(each) for each in trust if each)),
        url=options.url,
        sender=options.sender,
        proxy=options.proxy,
        gate=gate,
        progress=_show_progress if sys.stderr.isatty() else None,
    ) as client:
        yield client


_LARGE = 1_000_000


def _show_progress(sent: int, size: int) -> None:
    """A line on a terminal for what takes a while; it is wiped out at the end."""
    if size >= _LARGE:
        line = f"sending: {sent / size:4.0%} of {size / 1e6:.1f} MB" if sent < size else ""
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
