"""Trust stores: which certification authorities count in an environment."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from cryptography import x509

from piilint.certs.identity import common_name, fingerprint, is_self_signed
from piilint.certs.keystore import Source, read, source_name
from piilint.certs.problem import CertificateProblem, catalog
from piilint.certs.table import TABLE, KnownCertificate, TrustEnvironment, trust_environment
from piilint.errors import TrustError
from piilint.model import Finding

__all__ = ["SOON", "TrustStore"]

SOON = timedelta(days=90)
"""What expires within this time is said to expire soon."""


class TrustStore:
    """Certificates of authorities, and which of them count where.

    In ``production`` and ``test`` only what the table knows for that environment counts, so
    that a store into which something else has slipped trusts no more than it should. In the
    environment ``own`` (a stand-in with a throw-away authority) only what the table does not
    know counts. Immutable.
    """

    __slots__ = ("_by_fingerprint", "_known", "table", "unreadable")

    def __init__(
        self,
        certificates: Iterable[x509.Certificate],
        *,
        table: Sequence[KnownCertificate] = TABLE,
        unreadable: Sequence[str] = (),
    ) -> None:
        self._by_fingerprint = {fingerprint(c): c for c in certificates}
        self._known = {row.sha256: row for row in table}
        self.table = tuple(table)
        self.unreadable = tuple(unreadable)
        """Names of files in its folders that are no certificates."""

    @classmethod
    def load(cls, *sources: Source, table: Sequence[KnownCertificate] = TABLE) -> Self:
        """Read files, folders (not deeper) and PEM bundles.

        Raises :class:`~piilint.errors.TrustError` where a source that was named cannot be read;
        a file in a folder that is no certificate is kept in ``unreadable``.
        """
        found: list[x509.Certificate] = []
        unreadable: list[str] = []
        for source in sources:
            for item, listed in _files(source):
                problem = None
                try:
                    found += read(item).certificates
                except CertificateProblem as error:
                    problem = str(error)
                if problem and listed:
                    unreadable.append(source_name(item))
                elif problem:
                    raise TrustError(f"the trust store cannot be read: {problem}")
        return cls(found, table=table, unreadable=unreadable)

    def __len__(self) -> int:
        return len(self._by_fingerprint)

    def __repr__(self) -> str:
        return f"<TrustStore of {len(self)} certificates>"

    @property
    def certificates(self) -> tuple[x509.Certificate, ...]:
        """Everything that was read."""
        return tuple(self._by_fingerprint.values())

    def usable(self, environment: str) -> tuple[x509.Certificate, ...]:
        """What counts in an environment: its anchors and intermediates."""
        wanted = trust_environment(environment)
        return tuple(c for key, c in self._by_fingerprint.items() if self._counts(key, wanted))

    def anchors(self, environment: str) -> tuple[x509.Certificate, ...]:
        """The roots that chains must end in."""
        return tuple(c for c in self.usable(environment) if is_self_signed(c))

    def intermediates(self, environment: str) -> tuple[x509.Certificate, ...]:
        """What helps to build a chain, and is no anchor."""
        return tuple(c for c in self.usable(environment) if not is_self_signed(c))

    def _counts(self, sha256: str, wanted: TrustEnvironment) -> bool:
        row = self._known.get(sha256)
        if row is None:
            return wanted == "own"
        return row.environment == wanted and row.needed != "no"

    def check(
        self, environment: str, *, at: datetime | None = None, language: str = "en"
    ) -> list[Finding]:
        """What is missing, foreign, expired, soon to expire or of the wrong environment."""
        moment = at or datetime.now(UTC)
        found = [("CRT205", name, {"file": name}) for name in self.unreadable]
        wanted = trust_environment(environment)
        if not self.anchors(environment):
            found.append(("CRT206", "", {"environment": environment}))
        found += [
            ("CRT201", "", {"name": row.name, "environment": environment})
            for row in self.table
            if row.environment == wanted
            and row.needed == "yes"
            and row.sha256 not in self._by_fingerprint
        ]
        for sha256, certificate in self._by_fingerprint.items():
            rule = self._objection(sha256, certificate, wanted, moment)
            if rule:
                values = {
                    "name": common_name(certificate.subject),
                    "environment": environment,
                    "date": certificate.not_valid_after_utc.date().isoformat(),
                    "sha256": sha256,
                }
                found.append((rule, "", values))
        return [
            catalog(language).finding(rule, path=path, values=values)
            for rule, path, values in found
        ]

    def _objection(
        self,
        sha256: str,
        certificate: x509.Certificate,
        wanted: TrustEnvironment,
        at: datetime,
    ) -> str | None:
        row = self._known.get(sha256)
        if row is None:
            if wanted != "own":
                return "CRT202"
        elif row.environment != wanted:
            return "CRT204"
        elif row.needed == "no":
            return "CRT208"
        if certificate.not_valid_after_utc < at:
            return "CRT203"
        return "CRT207" if certificate.not_valid_after_utc < at + SOON else None


def _files(source: Source) -> Iterator[tuple[Source, bool]]:
    """Each file of a source, and whether a folder's listing gave it."""
    if isinstance(source, bytes) or not Path(source).is_dir():
        yield source, False
        return
    for entry in sorted(os.scandir(source), key=lambda e: e.name):
        if entry.is_file() and not entry.name.startswith("."):
            yield entry.path, True
