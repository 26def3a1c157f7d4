"""Servers that behave as a fault demands: raw TLS, a script for each connection."""

import socket
import ssl
import struct
import threading
from contextlib import contextmanager, suppress

from piilint.sandbox.server import server_context


class RawServer:
    """Accepts, shakes hands if it has a context, and lets a script do the rest."""

    def __init__(self, script, context):
        self.received = []
        """What arrived on each connection, in order."""
        self._script, self._context = script, context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open = True
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self):
        return f"https://127.0.0.1:{self.port}/api"

    def _serve(self):
        while self._open:
            try:
                raw, _ = self._listener.accept()
            except OSError:
                return
            with raw:
                if not self._open:
                    return
                raw.settimeout(5)
                self.received.append(b"")
                with suppress(OSError):
                    if self._context is None:
                        self._script(self, raw)
                    else:
                        with self._context.wrap_socket(raw, server_side=True) as connection:
                            self._script(self, connection)

    def read(self, connection, size=65536):
        data = connection.recv(size)
        self.received[-1] += data
        return data

    def read_request(self, connection):
        """The whole request: its head, and as much body as it says."""
        while b"\r\n\r\n" not in self.received[-1]:
            if not self.read(connection):
                return
        head, _, body = self.received[-1].partition(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        while len(body) < length:
            data = self.read(connection)
            if not data:
                return
            body += data

    def close(self):
        self._open = False
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        self._thread.join(10)
        self._listener.close()


def reset(connection):
    """End a connection with RST."""
    linger = struct.pack("ii", 1, 0)
    if isinstance(connection, ssl.SSLSocket):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        socket.socket.close(connection)
    else:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        connection.close()


@contextmanager
def raw_server(script, issued=None, anchors=(), context=None):
    if issued is not None:
        context = server_context(issued, anchors)
    server = RawServer(script, context)
    try:
        yield server
    finally:
        server.close()


def answer(status=200, body=b"", media_type="application/xml", **headers):
    """A script that reads a request and answers it, then hangs up."""

    def script(server, connection):
        server.read_request(connection)
        lines = [f"HTTP/1.1 {status} Said", f"Content-Type: {media_type}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if "Content_Length" not in headers:
            lines.append(f"Content-Length: {len(body)}")
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    return script
