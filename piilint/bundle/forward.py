"""Packages that another client built: forwarded unchanged, after the same check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cryptography import x509

from piilint.archive import read
from piilint.bundle.build import _TOKEN, Bundle
from piilint.bundle.profile import MANIFEST, MIMETYPE
from piilint.bundle.verify import verify
from piilint.certs.identity import organisation_number
from piilint.certs.trust import TrustStore
from piilint.errors import BundleError
from piilint.request.gate import Gate

__all__ = ["forwarded"]


def forwarded(
    request: bytes,
    package: bytes,
    *,
    gate: Gate,
    trust: TrustStore | Iterable[x509.Certificate],
    sender: str,
    environment: str = "production",
    allow: Mapping[str, str] | None = None,
    label: str | None = None,
) -> Bundle:
    """A finished package with its request, as something that a client sends as it is.

    The package is verified against the profile and its chain against ``trust``, request,
    manifest and documents pass the gate as those of a job do, and the package must be signed
    by ``sender``, the organisation number that it is sent for.

    Raises:
        BundleError: for a package that does not hold, or that somebody else has signed.
        SubmissionRejected: with the findings in what it holds.
        UsageError: as :meth:`piilint.Gate.check`.
    """
    report = verify(package, trust=trust, environment=environment)
    if report.failures:
        reasons = "; ".join(f"{each.reason} ({each.rule})" for each in report.failures)
        raise BundleError(f"the package does not hold: {reasons}. Nothing was sent")
    found = organisation_number(report.signer) if report.signer else None
    if found is None or found[0] != sender:
        raise BundleError(
            "the package is signed by another organisation than the one that it is to be sent "
            "for. Have it signed with the sender's certificate. Nothing was sent"
        )
    documents = {
        member.name: member.content()
        for member in read(package)
        if member.name and member.name not in {MANIFEST, MIMETYPE} and not _is_meta(member.name)
    }
    checked = gate.check_xml(
        request, report.manifest or b"", documents, sender=sender, allow=allow, label=label
    )
    if report.signing_time is None:
        raise BundleError("the package does not say when it was signed. Nothing was sent")
    return Bundle(_TOKEN, checked, (package,), report.signing_time)


def _is_meta(name: str) -> bool:
    return name.startswith("META-INF/")
