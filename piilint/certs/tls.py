"""The TLS side of the way to the service: the only place that builds an ``ssl.SSLContext``.

TLS 1.2 and nothing else, the environment's anchors only, no host name (the service's
certificate has none) but its organisation number, checked after the handshake and before the
first byte of a request. Source: the service's documentation on connecting.
"""

from __future__ import annotations

import os
import secrets
import ssl
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from piilint.certs.identity import organisation_number, readable
from piilint.certs.organisation import OrganisationCertificate
from piilint.certs.problem import CertificateProblem
from piilint.certs.trust import TrustStore

__all__ = [
    "SERVICE_NUMBER",
    "UntrustedServerError",
    "client_context",
    "local_tls_problem",
    "parsed",
    "peer_rule",
    "probe_context",
]

SERVICE_NUMBER = "984661185"
"""The organisation number in the service's certificate: Posten Bring AS."""


class UntrustedServerError(ssl.SSLError):
    """The handshake succeeded with somebody else: not a byte was written.

    An ``SSLError``, so that HTTP libraries close the connection and pass it on; ``rule`` says
    what is wrong with the server's certificate.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(f"the server is not the service ({rule})")
        self.rule = rule


def _check_peers(context: ssl.SSLContext, organisation: str) -> None:
    """Let every handshake of a context end with the check of the peer's organisation number.

    The context itself stays of the plain kind: asynchronous libraries take any other one to
    threads, because it might block.
    """

    class Socket(ssl.SSLSocket):
        def do_handshake(self, block: bool = False) -> None:
            super().do_handshake(block)
            _check_peer(self.getpeercert(binary_form=True), organisation)

    class Object(ssl.SSLObject):
        def do_handshake(self) -> None:
            super().do_handshake()
            _check_peer(self.getpeercert(binary_form=True), organisation)

    context.sslsocket_class = Socket
    context.sslobject_class = Object


def _check_peer(der: bytes | None, organisation: str) -> None:
    rule = peer_rule(der, organisation)
    if rule:
        raise UntrustedServerError(rule)


def peer_rule(der: bytes | None, wanted: str | None) -> str | None:
    """The rule that a server's certificate breaks by whose it is, or None."""
    certificate = parsed(der)
    if certificate is None or wanted is None:
        return "TLS208"
    found = organisation_number(certificate)
    if found and found[0] == wanted:
        return None
    if any(wanted in str(attribute.value) for attribute in certificate.subject):
        return "TLS209"
    return "TLS208" if found else "TLS210"


def parsed(der: bytes | None) -> x509.Certificate | None:
    """A peer's certificate, or None where there is none or it cannot be read."""
    return readable(lambda: x509.load_der_x509_certificate(der)) if der else None


def local_tls_problem() -> str | None:
    """The rule that this Python's own TLS breaks, or None: TLS 1.2 missing or forbidden.

    A configured *lowest* version forbids nothing: the contexts made here set their own.
    """
    if not ssl.HAS_TLSv1_2:
        return "TLS001"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    highest = context.maximum_version
    forbidden = context.options & ssl.OP_NO_TLSv1_2 or 0 < highest < ssl.TLSVersion.TLSv1_2
    return "TLS002" if forbidden else None


def client_context(
    certificate: OrganisationCertificate | None,
    trust: TrustStore,
    environment: str,
    *,
    organisation: str = SERVICE_NUMBER,
) -> ssl.SSLContext:
    """The context for connecting to the service, to hand over as ``verify=`` of an HTTP client.

    Raises :class:`~piilint.errors.CertificateError` where this Python's OpenSSL cannot speak
    TLS 1.2 or the trust store holds no anchor of the environment.
    """
    problem = local_tls_problem()
    if problem:
        raise CertificateProblem(problem)
    if not trust.anchors(environment):
        raise CertificateProblem("CRT206", values={"environment": environment})
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    _check_peers(context, organisation)
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_COMPRESSION
    context.check_hostname = False
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(cadata=_pem(trust.usable(environment)))
    if certificate is not None:
        _load_client_certificate(context, certificate)
    return context


def probe_context(
    certificate: OrganisationCertificate | None = None,
    *,
    lowest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2,
    highest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2,
) -> ssl.SSLContext:
    """A context that only looks: it believes every server, so nothing may be written over it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if lowest < ssl.TLSVersion.TLSv1_2:
        context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = lowest, highest
    if certificate is not None:
        _load_client_certificate(context, certificate)
    return context


def _load_client_certificate(context: ssl.SSLContext, certificate: OrganisationCertificate) -> None:
    """OpenSSL takes a file only: encrypted with a throw-away password, and gone afterwards."""
    password = secrets.token_bytes(32).hex().encode()
    handle, name = tempfile.mkstemp(prefix="piilint-", suffix=".pem")  # mode 0600
    failed = False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(certificate.encrypted_pem(password))
        context.load_cert_chain(name, password=password)
    except ssl.SSLError:
        failed = True
    finally:
        Path(name).unlink(missing_ok=True)
    if failed:
        raise CertificateProblem("CRT109", values={"bits": certificate.key_size})


def _pem(certificates: Iterable[x509.Certificate]) -> str:
    return "".join(c.public_bytes(Encoding.PEM).decode("ascii") for c in certificates)
