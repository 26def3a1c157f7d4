"""Asking whether a certificate is revoked: OCSP (RFC 6960) first, else the list (RFC 5280).

Answers are fetched here and judged by the validator: a signature decides, not the transport.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from asn1crypto import crl as asn1_crl
from asn1crypto import ocsp as asn1_ocsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID

from piilint.certs.plainhttp import Cache, FetchError

__all__ = ["Answers", "revocation_answers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the addresses in a certificate answered."""

    ocsps: tuple[asn1_ocsp.OCSPResponse, ...] = ()
    crls: tuple[asn1_crl.CertificateList, ...] = ()
    reason: Literal["unreachable", "unknown", "undeclared"] | None = None
    """Why there is nothing to judge by, where that shows before judging."""


def revocation_answers(
    certificate: x509.Certificate, issuer: x509.Certificate, cache: Cache
) -> Answers:
    """Ask the OCSP addresses of a certificate, then its revocation lists, until one answers.

    A list is asked for too where the responder does not know the certificate or its answer is
    unusable; both then stand to be judged.
    """
    responders, lists = list(_ocsp_urls(certificate)), list(_crl_urls(certificate))
    if not responders and not lists:
        return Answers(reason="undeclared")
    ocsps: tuple[asn1_ocsp.OCSPResponse, ...] = ()
    unknown = False
    question = _question(certificate, issuer)
    for url in responders:
        answer = _fetched(cache, url, question)
        status = _status(answer) if answer else None
        if answer and status in {ocsp.OCSPCertStatus.GOOD, ocsp.OCSPCertStatus.REVOKED}:
            ocsps = (asn1_ocsp.OCSPResponse.load(answer),)
            break
        unknown = unknown or status == ocsp.OCSPCertStatus.UNKNOWN
    crls = tuple(found for url in lists if (found := _list(_fetched(cache, url))) is not None)
    if ocsps or crls:
        return Answers(ocsps=ocsps, crls=crls)
    return Answers(reason="unknown" if unknown else "unreachable")


def _question(certificate: x509.Certificate, issuer: x509.Certificate) -> bytes:
    """An OCSP request; SHA-1 identifies the issuer, because every responder knows it."""
    builder = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA1())  # noqa: S303  an identifier
    return builder.build().public_bytes(Encoding.DER)


def _fetched(cache: Cache, url: str, question: bytes | None = None) -> bytes | None:
    try:
        return cache.fetch(
            url, body=question, kind="application/ocsp-request" if question else None
        )
    except FetchError:
        return None


def _status(answer: bytes) -> ocsp.OCSPCertStatus | None:
    """What the answer says, not yet believed; None where it is no answer."""
    try:
        return ocsp.load_der_ocsp_response(answer).certificate_status
    except ValueError:
        return None


def _list(data: bytes | None) -> asn1_crl.CertificateList | None:
    if data is None:
        return None
    try:
        x509.load_der_x509_crl(data)  # looks at the whole structure, which the other does lazily
        return asn1_crl.CertificateList.load(data)
    except ValueError:
        return None


def _ocsp_urls(certificate: x509.Certificate) -> Iterator[str]:
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess)
    except (x509.ExtensionNotFound, ValueError):
        return
    for description in access.value:
        if description.access_method == AuthorityInformationAccessOID.OCSP and isinstance(
            description.access_location, x509.UniformResourceIdentifier
        ):
            yield description.access_location.value


def _crl_urls(certificate: x509.Certificate) -> Iterator[str]:
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints)
    except (x509.ExtensionNotFound, ValueError):
        return
    for point in points.value:
        for name in point.full_name or ():
            if isinstance(name, x509.UniformResourceIdentifier):
                yield name.value
