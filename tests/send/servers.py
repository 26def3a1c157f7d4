"""Real TLS peers on loopback: OpenSSL's s_server, nginx, and small ones for what those cannot do."""

import contextlib
import shutil
import socket
import ssl
import struct
import subprocess
import threading
import time
from email.utils import formatdate

import pytest


@contextlib.contextmanager
def s_server(folder, issued, *options, chain=True):
    """OpenSSL's own server; yields its port. ``options`` are s_server's."""
    (folder / "server.pem").write_bytes(issued.key_pem() + issued.chain_pem(1))
    (folder / "chain.pem").write_bytes(issued.chain_pem())
    command = ["openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", "server.pem"]
    if chain:
        command += ["-cert_chain", "chain.pem"]
    process = subprocess.Popen(
        [*command, *map(str, options)],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        line = next(line for line in process.stdout if line.startswith("ACCEPT"))
        drain = threading.Thread(target=process.stdout.read, daemon=True)
        drain.start()
        yield int(line.rsplit(":", 1)[1]), process
    finally:
        process.kill()
        process.wait()
        drain.join(5)
        process.stdin.close()
        process.stdout.close()


@contextlib.contextmanager
def listener(handle):
    """A TCP server; ``handle`` gets each connection in a thread of its own. Yields its port."""
    server = socket.create_server(("127.0.0.1", 0))
    threads = []

    def one(connection):
        with connection, contextlib.suppress(OSError, ssl.SSLError):
            handle(connection)

    def loop():
        with contextlib.suppress(OSError):
            while True:
                connection, _ = server.accept()
                connection.settimeout(5)
                thread = threading.Thread(target=one, args=(connection,), daemon=True)
                thread.start()
                threads.append(thread)

    accepting = threading.Thread(target=loop, daemon=True)
    accepting.start()
    try:
        yield server.getsockname()[1]
    finally:
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        server.close()
        accepting.join(5)
        for thread in threads:
            thread.join(5)


def server_context(folder, issued, authorities=()):
    """Mutual TLS 1.2 from Python's own ssl."""
    pem = folder / f"python-{issued.certificate.serial_number}.pem"
    pem.write_bytes(issued.key_pem() + issued.chain_pem())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(pem)
    if authorities:
        context.verify_mode = ssl.CERT_REQUIRED
        for certificate in authorities:
            context.load_verify_locations(cadata=_pem(certificate))
    return context


def _pem(certificate):
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.PEM).decode()


def answer(body, status="200 OK", kind="text/plain", ahead=0):
    """An HTTP answer whose clock is so many seconds ahead, made when it is sent."""
    return lambda: _answer(body, status, kind, ahead)


def _answer(body, status, kind, ahead):
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        f"Date: {formatdate(time.time() + ahead, usegmt=True)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


@contextlib.contextmanager
def service(folder, issued, authorities, reply, seen=None):
    """A stand-in that answers everything alike, with what ``reply`` makes; ``seen`` collects what clients sent."""
    context = server_context(folder, issued, authorities)

    def handle(connection):
        with context.wrap_socket(connection, server_side=True) as wrapped:
            request = b""
            while b"\r\n\r\n" not in request:
                part = wrapped.recv(4096)
                if not part:
                    return
                request += part
            if seen is not None:
                seen.append((request, wrapped.getpeercert(binary_form=True)))
            wrapped.sendall(reply())

    with listener(handle) as port:
        yield port


@contextlib.contextmanager
def nginx(folder, issued, authorities, depth=3):
    """nginx with mutual TLS 1.2, which refuses a client certificate by HTTP status 400."""
    binary = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not binary:
        pytest.skip("nginx is not here")
    (folder / "server.pem").write_bytes(issued.chain_pem())
    (folder / "key.pem").write_bytes(issued.key_pem())
    (folder / "authorities.pem").write_text("".join(map(_pem, authorities)))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    configuration = folder / "nginx.conf"
    configuration.write_text(f"""
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/key.pem;
    ssl_protocols TLSv1.2;
    ssl_client_certificate {folder}/authorities.pem;
    ssl_verify_client on; ssl_verify_depth {depth};
    location / {{ default_type text/plain; return 200 "You are an organisation"; }}
  }}
}}
""")
    process = subprocess.Popen(
        [binary, "-c", str(configuration), "-p", str(folder)], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def reset(connection):
    """Read something, then cut the connection with a reset."""
    connection.recv(4096)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def silent(connection):
    """Say nothing for a while."""
    connection.settimeout(1.5)
    with contextlib.suppress(TimeoutError):
        while connection.recv(4096):
            pass


def plain_http(connection):
    """Answer TLS with HTTP, as a plain web server does."""
    connection.recv(4096)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


def relay(port, cut=lambda data: False):
    """Pass bytes on to a port, and cut with a reset when ``cut`` says so of the client's."""

    def handle(connection):
        with socket.create_connection(("127.0.0.1", port)) as onward:
            pump(connection, onward, cut)

    return handle


def pump(client, onward, cut=lambda data: False):
    """Both ways until one side ends."""

    def back():
        with contextlib.suppress(OSError):
            while data := onward.recv(65536):
                client.sendall(data)
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_WR)

    thread = threading.Thread(target=back, daemon=True)
    thread.start()
    with contextlib.suppress(OSError):
        while data := client.recv(65536):
            if cut(data):
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                client.close()
                break
            onward.sendall(data)
    with contextlib.suppress(OSError):
        onward.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def shows_a_certificate(data):
    """Whether a client's flight (TLS 1.2, in the clear) begins with a certificate in it."""
    return data[:2] == b"\x16\x03" and data[5:6] == b"\x0b" and int.from_bytes(data[6:9]) > 3


def proxy(seen=None, refuse=False):
    """An HTTP proxy that knows CONNECT only."""

    def handle(connection):
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(1)
        if seen is not None:
            seen.append(head)
        if refuse:
            connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return
        place = head.split(b" ")[1].decode()
        host, port = place.rsplit(":", 1)
        with socket.create_connection((host, int(port))) as onward:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            pump(connection, onward)

    return handle
