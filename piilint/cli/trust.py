"""``piilint trust``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from piilint.errors import UsageError

if TYPE_CHECKING:
    from piilint.model import Finding

__all__ = ["add", "run"]


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the certificates that piilint knows")
    listing.add_argument("--environment")
    listing.add_argument("--outdated", action="store_true", help="what expires soon, or has")
    check = actions.add_parser("check", help="what a trust store lacks, or has too much")
    check.add_argument("store", nargs="+", metavar="DIR")
    check.add_argument("--environment", required=True)
    install = actions.add_parser("install", help="fetch the anchors from their issuers")
    install.add_argument("--environment", required=True)
    install.add_argument("--to", required=True, metavar="DIR")
    install.add_argument(
        "--from", dest="given", action="append", default=[], metavar="FILE", help="had by hand"
    )
    install.add_argument(
        "--address",
        action="append",
        default=[],
        metavar="HOST=HOST[:PORT]",
        help="a mirror to ask instead of an issuer's host",
    )
    for action in (listing, check, install):
        action.add_argument("--format", choices=("text", "json"), default="text")
        action.add_argument("--lang", choices=("en", "nb"), default="en")


def run(options: argparse.Namespace) -> int:
    """List, check or install."""
    return {"list": _list, "check": _check, "install": _install}[options.action](options)


def _list(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from piilint.certs.table import TABLE, TABLE_DATE, trust_environment
    from piilint.certs.trust import SOON

    wanted = trust_environment(options.environment) if options.environment else None
    limit = (datetime.now(UTC) + SOON).date()
    rows = [
        row
        for row in TABLE
        if (wanted is None or row.environment == wanted)
        and (not options.outdated or row.valid_to <= limit)
    ]
    if options.format == "json":
        entries = [
            {
                "environment": row.environment,
                "kind": row.kind,
                "family": row.family,
                "name": row.name,
                "valid_to": row.valid_to.isoformat(),
                "needed": row.needed,
                "sha256": row.sha256,
                "url": row.url,
            }
            for row in rows
        ]
        print(json.dumps({"date": TABLE_DATE.isoformat(), "certificates": entries}, indent=2))
        return 0
    print(f"As of {TABLE_DATE.isoformat()}:")
    for row in rows:
        print(
            f"{row.environment:10} {row.kind:12} {row.valid_to} {row.needed:10} "
            f"{row.name}\n{'':10} {row.sha256}"
        )
    return 0


def _check(options: argparse.Namespace) -> int:
    from piilint.certs.trust import TrustStore

    findings = TrustStore.load(*options.store).check(options.environment, language=options.lang)
    if options.format == "json":
        _print_json(findings)
    else:
        _print(findings)
        if not findings:
            print(f"The trust store has what {options.environment} needs, and nothing else.")
    return 1 if any(finding.severity != "info" for finding in findings) else 0


def _install(options: argparse.Namespace) -> int:
    from piilint.certs.install import install

    outcomes = install(
        options.environment,
        Path(options.to),
        given=[_file(name) for name in options.given],
        addresses=dict(_address(text) for text in options.address),
    )
    findings = [f for outcome in outcomes if (f := outcome.finding(options.lang))]
    if options.format == "json":
        _print_json(findings)
    else:
        for outcome in outcomes:
            if outcome.ok:
                print(f"{outcome.outcome:8} {outcome.row.name}")
        _print(findings)
    return 1 if findings else 0


def _file(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise UsageError(f"{name}: there is no such file to take with --from")
    return path


def _address(text: str) -> tuple[str, str]:
    host, sign, instead = text.partition("=")
    if not (host and sign and instead):
        raise UsageError("--address is HOST=HOST[:PORT]")
    return host, instead


def _print_json(findings: Sequence[Finding]) -> None:
    entries = [
        {
            "rule": finding.rule,
            "name": finding.name,
            "severity": finding.severity,
            "message": finding.message,
            "help": finding.help,
        }
        for finding in findings
    ]
    print(json.dumps({"findings": entries}, indent=2, ensure_ascii=False))


def _print(findings: Sequence[Finding]) -> None:
    for finding in findings:
        print(f"{finding.severity}: {finding.message} ({finding.rule})\n  {finding.help}")
