"""From what OpenSSL and the network say to the rule that names the cause.

The only place that reads the names of OpenSSL's errors; messages are never passed on.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Sequence

from piilint.certs.identity import CertificateInfo, is_self_signed, organisation_number
from piilint.certs.table import TABLE, KnownCertificate, trust_environment
from piilint.certs.tls import UntrustedServerError, parsed

__all__ = ["connection_rule", "handshake_rule", "server_rule", "unwound"]

_ALERTS = {
    "TLSV1_ALERT_UNKNOWN_CA": "TLS301",
    "SSLV3_ALERT_CERTIFICATE_EXPIRED": "TLS302",
    "SSLV3_ALERT_BAD_CERTIFICATE": "TLS303",
    "SSLV3_ALERT_CERTIFICATE_UNKNOWN": "TLS304",
    "SSLV3_ALERT_CERTIFICATE_REVOKED": "TLS305",
    "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE": "TLS306",
    "SSLV3_ALERT_NO_CERTIFICATE": "TLS309",
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": "TLS309",
    "TLSV1_ALERT_ACCESS_DENIED": "TLS308",
    "TLSV1_ALERT_DECRYPT_ERROR": "TLS303",
    "SSLV3_ALERT_HANDSHAKE_FAILURE": "TLS307",
    "TLSV1_ALERT_PROTOCOL_VERSION": "TLS201",
    "TLSV1_ALERT_INSUFFICIENT_SECURITY": "TLS307",
    "UNSUPPORTED_PROTOCOL": "TLS202",
    "WRONG_SSL_VERSION": "TLS202",
    "WRONG_VERSION_NUMBER": "TLS105",
    "HTTP_REQUEST": "TLS105",
    "UNEXPECTED_EOF_WHILE_READING": "TLS104",
}
"""OpenSSL's name of the reason, and the rule. What an alert leaves open, further handshakes
decide; see :mod:`piilint.send.probes`."""

_EXPIRED, _NOT_YET, _SELF_SIGNED = 10, 9, 18
_VERIFY = {
    _EXPIRED: "TLS203",
    _NOT_YET: "TLS211",
    _SELF_SIGNED: "TLS204",
    66: "TLS212",
    68: "TLS212",
}
"""OpenSSL's verify codes that are clear in themselves; 66 and 68 are keys and digests too weak."""


def unwound(error: BaseException) -> list[BaseException]:
    """An exception and what it came from, the innermost first: HTTP libraries wrap."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain[::-1]


def connection_rule(error: BaseException) -> str:
    """The rule for a connection that did not come about, before TLS."""
    for cause in unwound(error):
        if isinstance(cause, socket.gaierror):
            return "TLS101"
        if isinstance(cause, ConnectionRefusedError):
            return "TLS102"
        if isinstance(cause, TimeoutError):
            return "TLS103"
    return "TLS108"


def handshake_rule(error: BaseException) -> str:
    """The rule for a handshake, or a first read, that failed.

    A certificate of the server's that did not hold gives ``TLS207``: look at it with
    :func:`server_rule`.
    """
    for cause in unwound(error):
        if isinstance(cause, UntrustedServerError):
            return cause.rule
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _VERIFY.get(cause.verify_code, "TLS207")
        if isinstance(cause, ssl.SSLEOFError):
            return "TLS104"
        if isinstance(cause, ssl.SSLError) and cause.reason:
            return _ALERTS.get(cause.reason, "TLS310")
        if isinstance(cause, (ConnectionResetError, BrokenPipeError, ConnectionAbortedError)):
            return "TLS104"
        if isinstance(cause, TimeoutError):
            return "TLS106"
    return "TLS310"


def server_rule(
    der: bytes | None, environment: str, *, table: Sequence[KnownCertificate] = TABLE
) -> str:
    """Why a server's certificate (DER) leads to no anchor of the environment."""
    certificate = parsed(der)
    if certificate is None:
        return "TLS207"
    if is_self_signed(certificate):
        return "TLS204"
    if organisation_number(certificate) is None:
        return "TLS210"
    claimed = CertificateInfo(certificate, (), table).environment
    if claimed is None:
        return "TLS207"
    return "TLS205" if claimed == trust_environment(environment) else "TLS206"
