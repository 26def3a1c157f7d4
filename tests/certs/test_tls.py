"""The TLS context: 1.2 only, our anchors only, our certificate whole, and the right peer."""

import asyncio
import contextlib
import os
import socket
import ssl
import stat
import tempfile
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from piilint.certs.tls import UntrustedServerError, client_context
from piilint.certs.trust import TrustStore
from piilint.errors import CertificateError
from piilint.sandbox.pki import SENDER_NUMBER, SERVICE_NUMBER, Pki
from tests.send import servers


@pytest.fixture(scope="module")
def pki():
    return Pki.create()


@pytest.fixture(scope="module")
def trust(pki):
    return TrustStore(pki.certificates(), table=pki.table)


@pytest.fixture(scope="module")
def client(pki):
    return pki["test", "Commfides"].issue()


@pytest.fixture
def context(trust, client):
    return client_context(client.organisation(), trust, "difitest")


def connect(context, port):
    with (
        socket.create_connection(("127.0.0.1", port), timeout=5) as plain,
        context.wrap_socket(plain) as wrapped,
    ):
        wrapped.sendall(b"GET / HTTP/1.1\r\n\r\n")
        return wrapped.recv(4096)


async def connect_async(context, port):
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    except ssl.SSLError:
        await asyncio.sleep(0.05)  # asyncio closes the transport a turn later
        raise
    writer.write(b"GET / HTTP/1.1\r\n\r\n")
    data = await reader.read(4096)
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return data


WAYS = pytest.mark.parametrize(
    "way", [connect, lambda c, p: asyncio.run(connect_async(c, p))], ids=["blocking", "async"]
)


class TestSettings:
    def test_tls_1_2_and_nothing_else(self, context):
        assert context.minimum_version == context.maximum_version == ssl.TLSVersion.TLSv1_2

    def test_verifies_always_but_no_host_name(self, context):
        assert context.verify_mode == ssl.CERT_REQUIRED
        assert not context.check_hostname

    def test_holds_the_environments_certificates_and_no_others(self, context, pki):
        held = {bytes(der) for der in context.get_ca_certs(binary_form=True)}
        assert held == {c.public_bytes(Encoding.DER) for c in pki.certificates()}

    def test_no_anchor_no_context(self, client, trust):
        with pytest.raises(CertificateError, match="CRT206"):
            client_context(client.organisation(), trust, "production")


@WAYS
class TestPeer:
    def test_the_service_is_talked_to(self, way, context, pki, tmp_path):
        server = pki["test", "Buypass"].issue(SERVICE_NUMBER)
        seen = []
        reply = servers.answer(b"You are")
        with servers.service(tmp_path, server, pki.certificates(), reply, seen) as port:
            assert way(context, port).endswith(b"You are")
            assert way(context, port).endswith(b"You are")
        assert len(seen) == 2

    @pytest.mark.parametrize(
        ("leaf", "rule"),
        [
            ({"number": SENDER_NUMBER}, "TLS208"),
            ({"number": f"{SERVICE_NUMBER}1"}, "TLS209"),
            ({"number": "POSTEN"}, "TLS210"),
        ],
    )
    def test_anybody_else_sees_no_byte(self, way, context, pki, tmp_path, leaf, rule):
        server = pki["test", "Buypass"].issue(**leaf)
        seen = []
        reply = servers.answer(b"")
        with (
            servers.service(tmp_path, server, pki.certificates(), reply, seen) as port,
            pytest.raises(UntrustedServerError) as raised,
        ):
            way(context, port)
        assert raised.value.rule == rule
        assert isinstance(raised.value, OSError)
        assert seen == []

    def test_a_public_authority_is_refused(self, way, context, tmp_path, monkeypatch):
        authority = trustme.CA()
        leaf = authority.issue_cert("127.0.0.1")
        authority.cert_pem.write_to_path(tmp_path / "public.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "public.pem"))
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(server)
        believing = ssl.create_default_context()
        server.maximum_version = ssl.TLSVersion.TLSv1_2

        def handle(connection):
            with server.wrap_socket(connection, server_side=True) as wrapped:
                wrapped.recv(100)
                wrapped.sendall(b"hello")

        with servers.listener(handle) as port:
            with (
                socket.create_connection(("127.0.0.1", port)) as plain,
                believing.wrap_socket(plain, server_hostname="127.0.0.1") as wrapped,
            ):
                wrapped.sendall(b"x")
                assert wrapped.recv(10) == b"hello"
            with pytest.raises(ssl.SSLCertVerificationError):
                way(context, port)


def test_the_server_gets_our_certificate_with_its_whole_chain(context, pki, client, tmp_path):
    server = pki["test", "Buypass"].issue(SERVICE_NUMBER)
    (tmp_path / "root.pem").write_bytes(pki["test", "Commfides"].root.public_bytes(Encoding.PEM))
    options = ("-tls1_2", "-Verify", 5, "-verify_return_error", "-CAfile", "root.pem", "-www")
    # the server knows the root alone, so it can only believe us if we send the intermediate
    with servers.s_server(tmp_path, server, *options) as (port, _):
        assert connect(context, port).startswith(b"HTTP/1.0 200")


class TestKeyFile:
    def test_is_encrypted_private_and_gone(self, client, trust, tmp_path, monkeypatch):
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        seen = []
        load = ssl.SSLContext.load_cert_chain

        def watched(self, certfile, keyfile=None, password=None):
            (file,) = tmp_path.iterdir()
            assert str(file) == certfile
            seen.append((stat.S_IMODE(file.stat().st_mode), file.read_bytes(), password))
            return load(self, certfile, keyfile, password)

        monkeypatch.setattr(ssl.SSLContext, "load_cert_chain", watched)
        for _ in range(2):
            client_context(client.organisation(), trust, "difitest")
        assert list(tmp_path.iterdir()) == []
        (mode, content, password), (_, _, other) = seen
        assert mode == 0o600
        assert b"ENCRYPTED PRIVATE KEY" in content
        assert password != other
        with pytest.raises(TypeError):
            load_pem_private_key(content, None)

    def test_is_gone_when_loading_fails(self, pki, trust, tmp_path, monkeypatch):
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        weak = pki["test", "Buypass"].issue(bits=1024)
        with pytest.raises(CertificateError, match="CRT109") as raised:
            client_context(weak.organisation(), trust, "difitest")
        assert raised.value.__context__ is None
        assert list(tmp_path.iterdir()) == []


def test_only_one_module_builds_contexts():
    package = Path(__file__).parents[2] / "piilint"
    building = {
        os.fspath(file.relative_to(package))
        for file in package.rglob("*.py")
        if "SSLContext(" in file.read_text(encoding="utf-8")
        or "create_default_context" in file.read_text(encoding="utf-8")
    }
    assert {name for name in building if not name.startswith("sandbox")} == {"certs/tls.py"}
