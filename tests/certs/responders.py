"""A local OCSP responder and list server with the answers that matter."""

import contextlib
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp


def _now():
    return datetime.now(UTC).replace(microsecond=0)


class Responder:
    """Answers what it is told to; ``requests`` counts what it was asked."""

    def __init__(self):
        self.routes = {}
        self.requests = []

    def answer(self, path, make):
        self.routes[path] = make

    @contextlib.contextmanager
    def running(self):
        responder = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.reply(b"")

            def do_POST(self):
                self.reply(self.rfile.read(int(self.headers["Content-Length"])))

            def reply(self, body):
                responder.requests.append((self.path, body))
                make = responder.routes.get(self.path)
                data = make(body) if make else None
                self.send_response(200 if data is not None else 404)
                self.send_header("Content-Length", str(len(data or b"")))
                self.end_headers()
                self.wfile.write(data or b"")

            def log_message(self, *arguments):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def ocsp_answer(
    authority, issued, status, *, age=timedelta(minutes=5), lasts=timedelta(hours=1), by=None
):
    """What an authority says about a certificate of its own, or a delegate ``by`` for it."""
    revoked = status == ocsp.OCSPCertStatus.REVOKED
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=issued.certificate,
        issuer=authority.intermediate,
        algorithm=hashes.SHA1(),
        cert_status=status,
        this_update=_now() - age,
        next_update=_now() - age + lasts,
        revocation_time=_now() - age if revoked else None,
        revocation_reason=x509.ReasonFlags.superseded if revoked else None,
    )
    signer = by.certificate if by else authority.intermediate
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, signer)
    if by:
        builder = builder.certificates([by.certificate])
    key = by.key if by else authority.key
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def revocation_list(name, key, revoked=(), *, age=timedelta(minutes=5), lasts=timedelta(days=1)):
    """A list of an authority."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(name)
        .last_update(_now() - age)
        .next_update(_now() - age + lasts)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
        )
        .add_extension(x509.CRLNumber(1), critical=False)
    )
    for issued in revoked:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(issued.certificate.serial_number)
            .revocation_date(_now() - age)
            .build()
        )
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)
