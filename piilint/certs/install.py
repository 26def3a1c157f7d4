"""Fetching the authorities' certificates from their issuers' addresses.

They come over plain HTTP, so what arrives counts only if its fingerprint is in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.serialization import Encoding

from piilint.certs.identity import fingerprint
from piilint.certs.keystore import read
from piilint.certs.plainhttp import FetchError, fetch
from piilint.certs.problem import CertificateProblem, catalog
from piilint.certs.table import TABLE, KnownCertificate, trust_environment
from piilint.errors import TrustError
from piilint.model import Finding

__all__ = ["Installed", "install"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """What became of one row of the table."""

    row: KnownCertificate
    outcome: Literal["fetched", "given", "there", "not-fetched", "mismatch", "by-hand"]
    file: Path | None = None

    @property
    def ok(self) -> bool:
        """Whether the certificate is in the folder now."""
        return self.outcome in {"fetched", "given", "there"}

    def finding(self, language: str = "en") -> Finding | None:
        """What to say where it is not."""
        rules = {"not-fetched": "CRT210", "mismatch": "CRT211", "by-hand": "CRT212"}
        if self.ok:
            return None
        values = {
            "name": self.row.name,
            "url": self.row.url or "",
            "family": self.row.family,
            "sha256": self.row.sha256,
        }
        return catalog(language).finding(rules[self.outcome], path="", values=values)


def install(
    environment: str,
    to: Path,
    *,
    given: Iterable[Path] = (),
    addresses: Mapping[str, str] | None = None,
    table: Sequence[KnownCertificate] = TABLE,
    timeout: float = 10.0,
) -> list[Installed]:
    """Put the needed certificates of an environment into a folder, one PEM file each.

    ``given`` are files that are taken where they match a row; ``addresses`` replaces hosts
    (``{"crt.buypassca.com": "127.0.0.1:8080"}``), for mirrors. What is in the folder already
    stays. Raises :class:`~piilint.errors.TrustError` where the folder cannot be written.
    """
    wanted = trust_environment(environment)
    have = _fingerprints(sorted(to.glob("*.pem")))
    offered = _fingerprints(given)
    outcomes = []
    for row in table:
        if row.environment != wanted or row.needed == "no":
            continue
        if row.sha256 in have:
            outcomes.append(Installed(row=row, outcome="there"))
        elif row.sha256 in offered:
            outcomes.append(_kept(row, offered[row.sha256], to, "given"))
        elif row.needed == "yes":
            outcomes.append(_fetched(row, to, addresses or {}, timeout))
    return outcomes


def _fetched(
    row: KnownCertificate, to: Path, addresses: Mapping[str, str], timeout: float
) -> Installed:
    if row.url is None:
        return Installed(row=row, outcome="by-hand")
    url = urlsplit(row.url)
    data = b""
    failed = False
    try:
        data = fetch(
            url._replace(netloc=addresses.get(url.netloc, url.netloc)).geturl(), timeout=timeout
        )
    except FetchError:
        failed = True
    if failed:
        return Installed(row=row, outcome="not-fetched")
    return _kept(row, data, to, "fetched")


def _kept(
    row: KnownCertificate, data: bytes, to: Path, outcome: Literal["fetched", "given"]
) -> Installed:
    try:
        certificates = read(data).certificates
    except CertificateProblem:
        certificates = ()
    match = next((c for c in certificates if fingerprint(c) == row.sha256), None)
    if match is None:
        return Installed(row=row, outcome="mismatch")
    file = to / f"{_slug(row.name)}.pem"
    written = False
    try:
        to.mkdir(parents=True, exist_ok=True)
        file.write_bytes(match.public_bytes(Encoding.PEM))
        written = True
    except OSError:
        written = False
    if not written:
        raise TrustError(f"{file}: cannot be written; give a folder with --to that can be")
    return Installed(row=row, outcome=outcome, file=file)


def _fingerprints(files: Iterable[Path]) -> dict[str, bytes]:
    """The content of each file, by the fingerprints of the certificates in it."""
    found: dict[str, bytes] = {}
    for file in files:
        try:
            data = file.read_bytes()
            found |= {fingerprint(c): data for c in read(data).certificates}
        except (OSError, CertificateProblem):
            continue  # reported as missing, with the file's name in what the user gave
    return found


def _slug(name: str) -> str:
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in name).split()
    return "-".join(words).lower()
