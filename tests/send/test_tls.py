"""Who is talked to, and with what certificate, seen from the server's side of the socket."""

import asyncio
import shutil
import socket
import ssl
import subprocess
import threading
import time

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from piilint import AsyncSigningClient, Sandbox, SigningClient, UsageError, errors
from piilint.certs.trust import TrustStore
from piilint.sandbox.pki import SERVICE_NUMBER, authority
from piilint.sandbox.server import server_context

from ..request.jobs import portal_job
from .conftest import FAST, unhurried
from .raw import answer, raw_server

YOU = answer(200, b"You are nobody", "text/plain")


def options_for(pki, **more):
    return {
        "environment": "sandbox",
        "certificate": pki["test", "Commfides"].issue().organisation(),
        "trust": TrustStore(pki.certificates()),
        "limiter": unhurried(),
        **more,
    }


def who(url, options):
    with SigningClient(url=url, **options) as client:
        return client.who_am_i()


def who_awaiting(url, options):
    async def main():
        async with AsyncSigningClient(url=url, **options) as client:
            return await client.who_am_i()

    return asyncio.run(main())


BOTH = pytest.mark.parametrize("ask", [who, who_awaiting])


@BOTH
def test_the_server_sees_our_certificate_with_its_whole_chain(ask, pki, service) -> None:
    """With only the root as anchor: what is missing in the client's chain would be refused."""
    leaf = pki["test", "Commfides"].issue()
    options = options_for(pki, certificate=leaf.organisation())
    seen = []

    def script(server, connection):
        seen.extend([connection.getpeercert(binary_form=True), connection.version()])
        YOU(server, connection)

    with raw_server(script, service, [pki["test", "Commfides"].root]) as server:
        assert ask(server.url, options) == "You are nobody"
    assert seen == [leaf.certificate.public_bytes(Encoding.DER), "TLSv1.2"]


def strange_servers(pki):
    other = authority("Buypass", "test", label="public")
    ours = pki["test", "Buypass"]
    return {
        "under another authority": (other.issue(SERVICE_NUMBER), "TLS207"),
        "a web page's": (other.issue(usage="web"), "TLS207"),
        "another organisation's": (ours.issue("987654325"), "TLS208"),
        "with our number in its name": (
            ours.issue("987654325", name=f"NOT {SERVICE_NUMBER} AS"), "TLS209",
        ),
        "without a number": (ours.issue(usage="web"), "TLS210"),
    }  # fmt: skip


@BOTH
@pytest.mark.parametrize(
    "whose",
    [
        "under another authority", "a web page's", "another organisation's",
        "with our number in its name", "without a number",
    ],
)  # fmt: skip
def test_a_server_that_is_not_the_service_sees_no_byte(ask, whose, pki) -> None:
    issued, rule = strange_servers(pki)[whose]
    everybody = [*pki.certificates(), *authority("Buypass", "test", label="public").certificates]
    with (
        raw_server(lambda server, c: server.read(c), issued, everybody) as server,
        pytest.raises(errors.ServerNotTrustedError) as caught,
    ):
        ask(server.url, options_for(pki))
    assert caught.value.rule == rule
    assert caught.value.__context__ is None
    assert server.received == [b""]


def test_the_systems_authorities_count_nothing(pki, service, monkeypatch, tmp_path) -> None:
    """As if the server's authority were public: in OpenSSL's own trust store of this machine."""
    public = authority("Buypass", "test", label="public")
    bundle = tmp_path / "system.pem"
    bundle.write_bytes(b"".join(c.public_bytes(Encoding.PEM) for c in public.certificates))
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    issued = public.issue(SERVICE_NUMBER)
    with raw_server(YOU, issued, pki.certificates()) as server:
        address = ("127.0.0.1", server.port)
        system = ssl.create_default_context()
        system.check_hostname = False
        with (
            pytest.raises(ssl.SSLError) as refused,
            system.wrap_socket(socket.create_connection(address)) as believed,
        ):
            believed.recv(1)
        assert "CERTIFICATE_VERIFY" not in str(refused.value)  # it believes the server
        with pytest.raises(errors.ServerNotTrustedError):
            who(server.url, options_for(pki))


def test_a_server_that_changes_behind_the_address_is_seen(pki, service) -> None:
    """The check is made on every connection, also on the one after a lost one."""
    other = server_context(pki["test", "Buypass"].issue("987654325"), pki.certificates())

    def script(server, connection):
        YOU(server, connection)
        server._context = other

    with (
        raw_server(script, service, pki.certificates()) as server,
        SigningClient(url=server.url, **options_for(pki)) as client,
    ):
        client.who_am_i()
        with pytest.raises(errors.ServerNotTrustedError):
            client.who_am_i()
        assert server.received[1:] == [b""]


class Proxy:
    """An HTTP proxy that tunnels (CONNECT) and keeps what it was asked."""

    def __init__(self, target):
        self.asked, self._target = [], target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._tunnel, args=(client,), daemon=True).start()

    def _tunnel(self, client):
        with client:
            self.asked.append(client.recv(4096))
            if self._target is None:
                client.sendall(b"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n")
                return
            with socket.create_connection(("127.0.0.1", self._target)) as server:
                client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                back = threading.Thread(target=pipe, args=(server, client), daemon=True)
                back.start()
                pipe(client, server)
                back.join()

    def close(self):
        self._listener.close()


def pipe(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return


@BOTH
def test_through_a_proxy(ask, pki, service) -> None:
    with raw_server(YOU, service, pki.certificates()) as server:
        proxy = Proxy(server.port)
        assert ask(server.url, options_for(pki, proxy=proxy.url)) == "You are nobody"
        proxy.close()
    assert proxy.asked[0].startswith(b"CONNECT 127.0.0.1:")


@BOTH
def test_a_stranger_behind_a_proxy_sees_no_byte(ask, pki) -> None:
    issued = pki["test", "Buypass"].issue("987654325")
    with raw_server(lambda server, c: server.read(c), issued, pki.certificates()) as server:
        proxy = Proxy(server.port)
        with pytest.raises(errors.ServerNotTrustedError):
            ask(server.url, options_for(pki, proxy=proxy.url))
        proxy.close()
    assert server.received == [b""]


def test_a_proxy_that_refuses(pki) -> None:
    proxy = Proxy(None)
    with pytest.raises(errors.ConnectionFailedError) as caught:
        who("https://127.0.0.1:9/api", options_for(pki, proxy=proxy.url, retries=0))
    assert caught.value.rule == "TLS107"
    proxy.close()


@pytest.mark.parametrize("address", ["https://a:1", "http://a", "a:1", "http://u:hemmelig@:1", "x"])
def test_an_address_that_is_no_proxy_is_not_shown(address, pki) -> None:
    with pytest.raises(UsageError) as caught:
        who("https://127.0.0.1:9/api", options_for(pki, proxy=address))
    assert "hemmelig" not in str(caught.value)
    assert caught.value.__context__ is None


def test_nothing_is_read_from_the_environment(pki, service, monkeypatch, tmp_path) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password hemmelig\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with raw_server(YOU, service, pki.certificates()) as server:
        who(server.url, options_for(pki))
    assert b"authorization" not in server.received[0].lower()
    assert b"User-Agent: piilint/" in server.received[0]


def test_one_connection_serves_many_calls(sandbox, client) -> None:
    accepted = []
    accept = sandbox._server.get_request

    def counting():
        accepted.append(1)
        return accept()

    sandbox._server.get_request = counting
    for _ in range(5):
        client.who_am_i()
    assert len(accepted) == 1


def test_a_rejected_submission_does_not_touch_the_socket(pki) -> None:
    with (
        raw_server(YOU, pki["test", "Buypass"].issue(SERVICE_NUMBER), pki.certificates()) as server,
        SigningClient(url=server.url, **options_for(pki)) as client,
    ):
        with pytest.raises(errors.SubmissionRejected) as caught:
            client.create(portal_job(reference="17819099936"))
        assert [finding.rule for finding in caught.value.findings] == ["PII601"]
        assert server.received == []


NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@pytest.fixture
def nginx(tmp_path, sandbox):
    """nginx with TLS 1.2 and client verification, and the sandbox behind it."""
    if NGINX is None:
        pytest.skip("nginx is not installed (Debian: apt install nginx-light)")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server, sender = sandbox.issue(SERVICE_NUMBER), sandbox.issue()
    for name, content in {
        "server.pem": server.chain_pem(), "server.key": server.key_pem(),
        "sender.pem": sender.chain_pem(), "sender.key": sender.key_pem(),
        "anchors.pem": sandbox.anchors_pem(),
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
    origin = sandbox.url.removesuffix("/api")
    (tmp_path / "nginx.conf").write_text(f"""
daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; worker_processes 1;
events {{}}
http {{
  access_log {tmp_path}/access.log;
  client_max_body_size 20m;
  client_body_temp_path {tmp_path}/body; proxy_temp_path {tmp_path}/proxy;
  fastcgi_temp_path {tmp_path}/f; uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_protocols TLSv1.2;
    ssl_certificate {tmp_path}/server.pem; ssl_certificate_key {tmp_path}/server.key;
    ssl_client_certificate {tmp_path}/anchors.pem; ssl_verify_client on; ssl_verify_depth 3;
    location / {{
      proxy_pass {origin}; proxy_http_version 1.1; proxy_set_header Host $http_host;
      proxy_ssl_certificate {tmp_path}/sender.pem; proxy_ssl_certificate_key {tmp_path}/sender.key;
    }}
  }}
}}
""")
    running = subprocess.Popen(
        [NGINX, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), "-e", "error.log"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"https://127.0.0.1:{port}/api"
    finally:
        running.terminate()
        running.wait(10)


def test_nginx_as_the_peer(nginx, sandbox, tmp_path) -> None:
    with sandbox.client(url=nginx, limiter=unhurried()) as client:
        created = client.portal.create(portal_job())
        sandbox.sign(created.signature_job_id)
        for change in client.portal.changes():
            with change as status:
                client.pades(status, tmp_path / "signed.pdf")
    assert (tmp_path / "signed.pdf").read_bytes().startswith(b"%PDF-")
    log = (tmp_path / "access.log").read_text()
    assert log.count('POST /api/100101688/portal/signature-jobs HTTP/1.1" 200') == 1


def test_nginx_refuses_a_certificate_that_it_does_not_know(nginx, sandbox) -> None:
    stranger = authority("Buypass", "test", label="other").issue().organisation()
    with (
        sandbox.client(url=nginx, certificate=stranger, limiter=unhurried()) as client,
        pytest.raises(errors.HandshakeFailedError) as caught,
    ):
        client.who_am_i()
    assert caught.value.rule == "TLS311"


def test_a_sandbox_is_reached_by_tls_1_2_with_a_certificate_alone() -> None:
    with Sandbox(limits=FAST) as sandbox:
        address = ("127.0.0.1", sandbox._server.server_port)
        for minimum in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            context.minimum_version = minimum
            with pytest.raises(OSError), socket.create_connection(address) as raw:
                context.wrap_socket(raw).close()
