"""What happens when something goes wrong on the way: the table in docs/sending.md, row by row."""

import asyncio
import socket
import ssl
import time

import pytest

from piilint import AsyncSigningClient, SigningClient, errors
from piilint.certs.trust import TrustStore
from piilint.sandbox.server import server_context
from piilint.send import calls
from piilint.send.transport import MAX_ANSWER_BYTES, Timeouts

from ..request.jobs import portal_job
from .conftest import unhurried
from .raw import answer, raw_server, reset

QUICK = Timeouts(connect=5.0, read=0.4, write=5.0, whole=1.0)

RESPONSE = (
    b'<portal-signature-job-response xmlns="http://signering.posten.no/schema/v1">'
    b"<signature-job-id>7</signature-job-id>"
    b"<cancellation-url>https://127.0.0.1/x</cancellation-url></portal-signature-job-response>"
)
DTD = b'<!DOCTYPE x [<!ENTITY e "v">]>' + RESPONSE
ERROR = (
    b'<ns4:error xmlns:ns4="http://signering.posten.no/schema/v1">'
    b"<ns4:error-code>%s</ns4:error-code><ns4:error-message>CN=Kari Nordmann 17819099936"
    b"</ns4:error-message><ns4:error-type>CLIENT</ns4:error-type></ns4:error>"
)


def reset_at_once(server, connection):
    time.sleep(0.05)  # so that the client has seen the end of the handshake
    reset(connection)


def reset_in_the_head(server, connection):
    server.read(connection, 20)
    reset(connection)


def reset_in_the_body(server, connection):
    while len(server.received[-1]) < 3000 and server.read(connection, 1000):
        pass
    reset(connection)


def reset_after_the_body(server, connection):
    server.read_request(connection)
    reset(connection)


def silent(server, connection):
    server.read_request(connection)
    time.sleep(0.7)


def trickling(server, connection):
    server.read_request(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n")
    for _ in range(30):
        time.sleep(0.1)
        connection.sendall(b" ")


oversized = answer(200, RESPONSE + b" " * MAX_ANSWER_BYTES)
truncated = answer(200, RESPONSE[:-20], Content_Length=len(RESPONSE))
garbage = answer(200, b"<a><b></a>")
with_dtd = answer(200, DTD)
web_page = answer(200, b"<html>Log in</html>", "text/html")
redirect = answer(307, Location="https://www.example.com/")
compressed = answer(200, b"\x1f\x8b\x08", Content_Encoding="gzip")
UNKNOWN, NONE, UNEXPECTED = (
    errors.OutcomeUnknown,
    errors.NoAnswerError,
    errors.UnexpectedResponseError,
)

FAULTS = {
    # fault: what a create ends in, what a poll ends in, how often each is made with two retries
    reset_at_once: (UNKNOWN, NONE, 1, 3),
    reset_in_the_head: (UNKNOWN, NONE, 1, 3),
    reset_in_the_body: (UNKNOWN, None, 1, None),
    reset_after_the_body: (UNKNOWN, NONE, 1, 3),
    silent: (UNKNOWN, errors.CallTimeoutError, 1, 3),
    trickling: (UNKNOWN, errors.CallTimeoutError, 1, 3),
    truncated: (UNKNOWN, NONE, 1, 3),
    oversized: (UNKNOWN, NONE, 1, 1),
    garbage: (UNKNOWN, UNEXPECTED, 1, 1),
    with_dtd: (UNKNOWN, UNEXPECTED, 1, 1),
    web_page: (UNKNOWN, UNEXPECTED, 1, 1),
    compressed: (UNKNOWN, UNEXPECTED, 1, 1),
    redirect: (UNEXPECTED, UNEXPECTED, 1, 1),
    answer(500): (UNKNOWN, UNEXPECTED, 1, 1),
    answer(502): (UNKNOWN, errors.UnavailableError, 1, 3),
    answer(503): (UNKNOWN, errors.UnavailableError, 1, 3),
    answer(503, Retry_After=0): (errors.UnavailableError, errors.UnavailableError, 3, 3),
    answer(503, Retry_After=3600): (errors.UnavailableError, errors.UnavailableError, 1, 1),
    answer(429, Retry_After=3600): (errors.RateLimitedError, errors.RateLimitedError, 1, 1),
    answer(403): (errors.NotAuthorisedError, errors.NotAuthorisedError, 1, 1),
    answer(403, ERROR % b"NOT_AUTHORIZED"): (
        errors.NotAuthorisedError, errors.NotAuthorisedError, 1, 1,
    ),
    answer(403, ERROR % b"BROKER_NOT_AUTHORIZED"): (
        errors.BrokerNotAuthorisedError, errors.BrokerNotAuthorisedError, 1, 1,
    ),
    answer(400, ERROR % b"ASICE_VALIDATION_FAILED"): (errors.PackageRefusedError, None, 1, None),
    answer(400, ERROR % b"SOMETHING_NEW"): (UNEXPECTED, UNEXPECTED, 1, 1),
}  # fmt: skip


def name_of(fault):
    return getattr(fault, "__name__", "fault")


@pytest.fixture(autouse=True)
def _no_long_pauses(monkeypatch):
    monkeypatch.setattr(calls, "_BACKOFF", 0.001)


@pytest.fixture
def options(pki):
    return {
        "environment": "sandbox",
        "certificate": pki["test", "Buypass"].issue().organisation(),
        "trust": TrustStore(pki.certificates()),
        "timeouts": QUICK,
        "retries": 2,
    }


def create(client):
    client.create(portal_job(reference="case-77"))


def poll(client):
    next(client.portal.changes(), None)


def caught(kind, act):
    with pytest.raises(kind) as error:
        act()
    assert type(error.value) is kind
    shown = f"{error.value!r}{error.value}{vars(error.value)}"
    assert not any(private in shown for private in ("Nordmann", "17819099936", "case-77"))
    assert error.value.__cause__ is None
    assert error.value.__context__ is None
    return error.value


@pytest.mark.parametrize("fault", FAULTS, ids=name_of)
def test_a_create_is_made_once(fault, pki, service, options) -> None:
    kind, _, times, _ = FAULTS[fault]
    with (
        raw_server(fault, service, pki.certificates()) as server,
        SigningClient(url=server.url, limiter=unhurried(), **options) as client,
    ):
        error = caught(kind, lambda: create(client))
        assert len(server.received) == times
        if kind is UNKNOWN:
            assert error.reference.reveal() == "case-77"


@pytest.mark.parametrize("fault", [f for f in FAULTS if FAULTS[f][1]], ids=name_of)
def test_a_poll_is_repeated_where_that_helps(fault, pki, service, options) -> None:
    _, kind, _, times = FAULTS[fault]
    with (
        raw_server(fault, service, pki.certificates()) as server,
        SigningClient(url=server.url, limiter=unhurried(), **options) as client,
    ):
        caught(kind, lambda: poll(client))
        assert len(server.received) == times


@pytest.mark.parametrize("fault", FAULTS, ids=name_of)
def test_the_same_for_the_async_client(fault, pki, service, options) -> None:
    kind, _, times, _ = FAULTS[fault]

    async def main(url):
        async with AsyncSigningClient(url=url, limiter=unhurried(), **options) as client:
            await client.create(portal_job(reference="case-77"))

    with raw_server(fault, service, pki.certificates()) as server:
        caught(kind, lambda: asyncio.run(main(server.url)))
        assert len(server.received) == times


def test_nobody_listens(options) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"https://127.0.0.1:{port}/api"
    with SigningClient(url=url, limiter=unhurried(), **options) as client:
        error = caught(errors.ConnectionFailedError, lambda: create(client))
    assert error.rule == "TLS102"
    assert "Nothing was sent" in str(error)


def test_a_server_that_hangs_up_before_tls_is_tried_again(options) -> None:
    with (
        raw_server(lambda server, connection: None) as server,
        SigningClient(url=server.url, limiter=unhurried(), **options) as client,
    ):
        caught(errors.ConnectionFailedError, lambda: create(client))
        assert len(server.received) == 3


def test_a_server_that_says_nothing_in_the_handshake(options) -> None:
    options |= {"retries": 0, "timeouts": Timeouts(connect=0.2)}
    with (
        raw_server(lambda server, connection: time.sleep(0.6)) as server,
        SigningClient(url=server.url, limiter=unhurried(), **options) as client,
    ):
        caught(errors.ConnectionFailedError, lambda: create(client))


def test_plain_http(options) -> None:
    def script(server, connection):
        server.read(connection)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with (
        raw_server(script) as server,
        SigningClient(url=server.url, limiter=unhurried(), **{**options, "retries": 0}) as client,
    ):
        error = caught(errors.ConnectionFailedError, lambda: create(client))
    assert error.rule == "TLS105"


def test_a_server_that_does_not_believe_the_certificate(pki, service, options) -> None:
    from piilint.sandbox.pki import authority

    strangers = authority("Buypass", "test", label="other").certificates
    with (
        raw_server(answer(), service, strangers) as server,
        SigningClient(url=server.url, limiter=unhurried(), **options) as client,
    ):
        error = caught(errors.HandshakeFailedError, lambda: create(client))
        assert error.rule.startswith("TLS3")
        assert "piilint doctor" in str(error)
        assert len(server.received) == 1


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_3])
def test_another_version_of_tls(version, pki, service, options) -> None:
    context = server_context(service, pki.certificates())
    context.maximum_version = context.minimum_version = version
    with (
        raw_server(answer(), context=context) as server,
        SigningClient(url=server.url, limiter=unhurried(), **options) as client,
    ):
        caught(errors.HandshakeFailedError, lambda: create(client))


def test_addresses_of_another_server_are_not_followed(pki, service, options) -> None:
    status = RESPONSE.replace(b"-response", b"-status-change-response").replace(
        b"<cancellation-url>",
        b"<status>FAILED</status><confirmation-url>https://evil.example/c</confirmation-url>"
        b"<cancellation-url>",
    ).replace(
        b"</portal", b"<signatures/></portal"
    )  # fmt: skip
    with (
        raw_server(answer(200, status), service, pki.certificates()) as server,
        SigningClient(url=server.url, limiter=unhurried(), **options) as client,
    ):
        change = next(iter(client.portal.changes()))
        caught(UNEXPECTED, change.confirm)
        caught(UNEXPECTED, lambda: client.portal.cancel(change.status))
        assert len(server.received) == 1
