"""``piilint cert``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from piilint.cli.password import add_password, password_for

if TYPE_CHECKING:
    from piilint.certs.identity import CertificateInfo
    from piilint.model import Finding

__all__ = ["add", "run"]


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("show", help="what a key store or certificate is, and is fit for")
    show.add_argument("file", metavar="FILE")
    show.add_argument("--alias", help="which key, where a store has several")
    show.add_argument("--environment", help="the environment it is meant for")
    show.add_argument("--format", choices=("text", "json"), default="text")
    show.add_argument("--lang", choices=("en", "nb"), default="en")
    add_password(show)


def run(options: argparse.Namespace) -> int:
    """Show a certificate: 0 where nothing stands against it, 1 where something does, 2 unread."""
    from piilint.certs.fitness import fitness
    from piilint.certs.problem import CertificateProblem

    try:
        info = _load(options, password_for(options, Path(options.file)))
    except CertificateProblem as problem:
        if options.format != "json":
            raise
        print(json.dumps({"file": options.file, "problems": [problem.rule]}, indent=2))
        return 2
    findings = fitness(
        info, environment=options.environment, path=options.file, language=options.lang
    )
    if options.format == "json":
        print(json.dumps(_described(info, findings), indent=2, ensure_ascii=False))
    else:
        _print(info, findings)
    return 1 if findings else 0


def _load(options: argparse.Namespace, password: str | None) -> CertificateInfo:
    """The organisation certificate in a key store, or the certificate in a file without key."""
    from piilint.certs.identity import CertificateInfo
    from piilint.certs.keystore import read
    from piilint.certs.organisation import OrganisationCertificate

    store = read(options.file, password=password)
    if store.entries or store.orphans or not store.certificates:
        return OrganisationCertificate.load(options.file, password, options.alias)
    infos = [CertificateInfo(c, store.certificates) for c in store.certificates]
    return next((info for info in infos if info.kind != "authority"), infos[0])


def _described(info: CertificateInfo, findings: list[Finding]) -> dict[str, object]:
    return {
        "organisation_number": info.organisation_number,
        "organisation_number_from": info.organisation_number_from,
        "name": info.name,
        "issuer": info.issuer,
        "issuer_family": info.issuer_family,
        "environment": info.environment,
        "environment_verified": info.origin.verified,
        "kind": info.kind,
        "seid": info.seid,
        "not_before": info.not_before.isoformat(),
        "not_after": info.not_after.isoformat(),
        "days_left": info.days_left(),
        "key_type": info.key_type,
        "key_size": info.key_size,
        "policies": sorted(info.policies),
        "sha256": info.sha256,
        "sha1": info.sha1,
        "chain": len(info.chain),
        "chain_complete": info.chain_complete,
        "problems": [finding.rule for finding in findings],
    }


def _print(info: CertificateInfo, findings: list[Finding]) -> None:
    claimed = " (claimed, not verified)" if info.environment and not info.origin.verified else ""
    rows = {
        "organisation": f"{info.name}, {info.organisation_number or 'no number'}",
        "number from": f"{info.organisation_number_from or '-'} (SEID {info.seid or '-'})",
        "issuer": f"{info.issuer} ({info.issuer_family or 'unknown'})",
        "environment": f"{info.environment or 'unknown'}{claimed}",
        "made for": info.kind,
        "valid": f"{info.not_before:%Y-%m-%d} to {info.not_after:%Y-%m-%d}, "
        f"{info.days_left()} days left",
        "key": f"{info.key_type} {info.key_size or ''}".strip(),
        "chain": f"{len(info.chain)} certificates, "
        f"{'complete' if info.chain_complete else 'not up to a root'}",
        "sha256": info.sha256,
    }
    for label, value in rows.items():
        print(f"{label:13} {value}")
    for finding in findings:
        print(f"\n{finding.severity}: {finding.message} ({finding.rule})\n  {finding.help}")
