"""What the doctor tries: one small attempt at a time, each answered with a rule or None.

No probe writes a request over a connection whose peer was not checked.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

from piilint.certs.diagnose import connection_rule, handshake_rule, server_rule
from piilint.certs.organisation import OrganisationCertificate
from piilint.certs.table import TABLE, KnownCertificate
from piilint.certs.tls import probe_context
from piilint.errors import UsageError
from piilint.send.quiet import silenced

__all__ = [
    "Answer",
    "Target",
    "ask_who",
    "clock_offset",
    "connect",
    "environment_proxy",
    "handshake",
    "proxy_address",
    "resolve",
]

_V = ssl.TLSVersion

CLOCK_TOLERANCE = timedelta(seconds=5)
"""How far the signing time may be off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where to connect, and by which way."""

    root: SplitResult
    proxy: tuple[str, int] | None = None
    timeout: float = 10.0
    """Seconds, for the connection and for each read."""

    @property
    def host(self) -> str:
        """The host's name."""
        return self.root.hostname or ""

    @property
    def port(self) -> int:
        """The port, 443 if none is given."""
        return self.root.port or 443


def proxy_address(url: str) -> tuple[str, int]:
    """Host and port of a proxy's address.

    Raises :class:`~piilint.errors.UsageError` where it is no ``http://host:port``; a password
    in it is refused, because command lines are seen by others.
    """
    parts = urlsplit(url)
    port = None
    try:
        port = parts.port
    except ValueError:
        port = None
    if parts.scheme != "http" or not parts.hostname or not port or "@" in parts.netloc:
        raise UsageError("the proxy must be http://host:port, without user or password")
    return parts.hostname, port


def environment_proxy(host: str) -> bool:
    """Whether the environment or the system names a proxy for https to this host."""
    proxies = getproxies()
    return bool(proxies.get("https") or proxies.get("all")) and not proxy_bypass(host)


def resolve(target: Target) -> str | None:
    """Whether the name, or the proxy's, resolves."""
    host, port = target.proxy or (target.host, target.port)
    try:
        socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return "TLS101"
    return None


def connect(target: Target) -> socket.socket | str:
    """A connection to the host, through the proxy if there is one, or the rule."""
    try:
        connection = socket.create_connection(
            target.proxy or (target.host, target.port), timeout=target.timeout
        )
    except OSError as error:
        return connection_rule(error)
    if target.proxy and not _tunnel(connection, target):
        connection.close()
        return "TLS107"
    return connection


def _tunnel(connection: socket.socket, target: Target) -> bool:
    """Ask the proxy for a tunnel (RFC 9110, CONNECT)."""
    place = f"{target.host}:{target.port}"
    answer = b""
    try:
        connection.sendall(f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n\r\n".encode())
        while b"\r\n\r\n" not in answer and len(answer) < 8192:
            part = connection.recv(1)  # not a byte of what follows the head
            if not part:
                return False
            answer += part
    except OSError:
        return False
    return answer.split(b" ", 2)[1:2] == [b"200"]


def handshake(
    target: Target,
    context: ssl.SSLContext,
    certificate: OrganisationCertificate,
    environment: str,
    *,
    table: Sequence[KnownCertificate] = TABLE,
) -> str | None:
    """The rule that the handshake breaks, or None; what an alert leaves open is tried out."""
    rule = _shake(target, context)
    if rule is None:
        return None
    if rule in {"TLS201", "TLS202", "TLS307"}:
        return _by_versions(target, rule, certificate)
    if rule in {"TLS104", "TLS308", "TLS310"} and _shake(target, probe_context()) is None:
        return "TLS308"
    if rule == "TLS207":
        return server_rule(_server_certificate(target, certificate), environment, table=table)
    return rule


def _shake(target: Target, context: ssl.SSLContext) -> str | None:
    return _tried(target, context)[0]


def _tried(target: Target, context: ssl.SSLContext) -> tuple[str | None, str | None]:
    """The rule that a handshake breaks, else the version that was agreed on."""
    connection = connect(target)
    if isinstance(connection, str):
        return connection, None
    with connection:
        try:
            with context.wrap_socket(connection, server_hostname=target.host) as wrapped:
                return None, wrapped.version()
        except (OSError, ValueError) as error:
            return handshake_rule(error), None


def _by_versions(target: Target, rule: str, certificate: OrganisationCertificate) -> str:
    """Which version the server does speak, where it refused ours or said nothing clear."""
    if _shake(target, probe_context()) is None:
        return "TLS308"  # without a certificate, TLS 1.2 goes: it is the certificate
    if _shake(target, probe_context(certificate, lowest=_V.TLSv1_3, highest=_V.TLSv1_3)) is None:
        return "TLS201"
    _, version = _tried(target, probe_context(certificate, lowest=_V.MINIMUM_SUPPORTED))
    if rule == "TLS202" or version in {"SSLv3", "TLSv1", "TLSv1.1"}:
        return "TLS202"
    return "TLS307"


def _server_certificate(target: Target, certificate: OrganisationCertificate) -> bytes | None:
    """The certificate (DER) that the server shows, not believed; nothing is written."""
    for context in (probe_context(), probe_context(certificate)):
        connection = connect(target)
        if isinstance(connection, str):
            return None
        with connection:
            try:
                with context.wrap_socket(connection, server_hostname=target.host) as wrapped:
                    return wrapped.getpeercert(binary_form=True)
            except (OSError, ValueError):
                continue
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the service said to the one GET."""

    rule: str | None
    status: int | None = None
    broker: bool = False
    """Whether it knows the certificate as a broker's."""
    clock: timedelta | None = None
    """How far this machine's clock is ahead of the server's, if it is known."""


def ask_who(target: Target, context: ssl.SSLContext, organisation: str) -> Answer:
    """``GET /{organisation}``: who the service says we are."""
    import httpx2

    proxy = f"http://{target.proxy[0]}:{target.proxy[1]}" if target.proxy else None
    address = f"{target.root.geturl()}/{organisation}"
    headers = {"Accept": "application/xml", "User-Agent": "piilint-doctor"}
    sent = datetime.now(UTC)
    try:
        with (
            silenced(),
            httpx2.Client(
                verify=context, trust_env=False, proxy=proxy, timeout=target.timeout
            ) as client,
            client.stream("GET", address, headers=headers) as response,
        ):
            body = next(response.iter_bytes(16384), b"")
            status, kind = response.status_code, response.headers.get("content-type", "")
            date = response.headers.get("date")
    except httpx2.HTTPError as error:
        return Answer(rule=handshake_rule(error))
    clock = clock_offset(date, sent, datetime.now(UTC))
    rule = _answer_rule(status, kind, body)
    return Answer(rule=rule, status=status, broker=b"on behalf of" in body, clock=clock)


def _answer_rule(status: int, kind: str, body: bytes) -> str | None:
    if b"No required SSL certificate was sent" in body:
        return "TLS309"
    if b"SSL certificate error" in body:
        return "TLS311"
    if b"BROKER_NOT_AUTHORIZED" in body:
        return "TLS403"
    if b"NOT_AUTHORIZED" in body or status in {401, 403}:
        return "TLS402"
    if status == 200 and body.lstrip().startswith(b"You are"):
        return None
    return "TLS406" if kind.startswith("text/html") else "TLS404"


def clock_offset(date: str | None, before: datetime, after: datetime) -> timedelta | None:
    """How far this machine's clock is ahead of a Date header, at least.

    The header has whole seconds and was written at some moment between ``before`` and
    ``after``, so what lies within that is no offset.
    """
    if not date:
        return None
    try:
        server = parsedate_to_datetime(date)
    except ValueError:
        return None
    if server.tzinfo is None:
        server = server.replace(tzinfo=UTC)
    if before > server + timedelta(seconds=1):
        return before - server - timedelta(seconds=1)
    return min(after - server, timedelta(0))
