"""The sandbox's socket: mutual TLS 1.2 on loopback, a thread for each connection."""

from __future__ import annotations

import os
import secrets
import socket
import ssl
import tempfile
from collections.abc import Callable, Collection
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from piilint.sandbox.pki import Issued
from piilint.sandbox.service import Answer, Received, Service, date_header

__all__ = ["Server", "server_context"]

_MOST = 32 * 1024 * 1024
_PATIENCE = 30.0
"""Seconds that a connection may be silent."""


def server_context(issued: Issued, anchors: Collection[x509.Certificate]) -> ssl.SSLContext:
    """TLS 1.2, and a client certificate under one of the anchors is required."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(
        cadata="".join(each.public_bytes(Encoding.PEM).decode("ascii") for each in anchors)
    )
    password = secrets.token_hex(16).encode()
    handle, name = tempfile.mkstemp(suffix=".pem")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(issued.key_pem(password) + issued.chain_pem())
        context.load_cert_chain(name, password=password)
    finally:
        Path(name).unlink()
    return context


class Server(ThreadingHTTPServer):
    """Answers what the service says, over TLS."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        address: tuple[str, int],
        context: ssl.SSLContext,
        service: Service,
        now: Callable[[], datetime],
    ) -> None:
        self.service = service
        self.now = now
        self._context = context
        self._open: set[ssl.SSLSocket] = set()
        self._lock = Lock()
        super().__init__(address, _Handler)

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  # the library's
        """Shake hands in the connection's own thread, then answer until the client has gone."""
        request.settimeout(_PATIENCE)
        try:
            connection = self._context.wrap_socket(request, server_side=True)
        except OSError:  # a client that is not believed, or does not believe us
            return
        with self._lock:
            self._open.add(connection)
        try:
            _Handler(connection, client_address, self)
        except OSError:  # the client has gone in the middle of something
            pass
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def server_close(self) -> None:
        """Stop listening, and hang up on everybody."""
        super().server_close()
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def version_string(self) -> str:
        return "piilint-sandbox (not the service)"

    def date_time_string(self, timestamp: float | None = None) -> str:
        del timestamp
        return date_header(self.server.now())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing: request lines hold tokens."""

    def _respond(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > _MOST or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self._send(Answer(status=413, media_type="text/plain"))
            return
        der = self.connection.getpeercert(binary_form=True)
        received = Received(
            method=self.command,
            target=self.path,
            host=self.headers.get("Host", ""),
            body=self.rfile.read(int(length)),
            certificate=x509.load_der_x509_certificate(der) if der else None,
        )
        self._send(self.server.service.answer(received))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.body:
            self.send_header("Content-Type", answer.media_type)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    do_GET = do_POST = do_DELETE = _respond  # noqa: N815  # the library's names
