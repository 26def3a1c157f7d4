"""Operations without a network: what they ask for, what they make of what comes back."""

import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest

from piilint import Gate, UsageError, errors
from piilint.certs.trust import TrustStore
from piilint.send import calls, creation, operations
from piilint.send.client import SigningClient
from piilint.send.exchange import Call, Failure, Reply, Wait
from piilint.send.session import Polls
from piilint.send.sink import FileSink
from piilint.send.transport import Body, failure

from ..request.jobs import direct_job, portal_job
from .conftest import unhurried

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.time = 50.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture(scope="module")
def base(pki):
    with SigningClient(
        certificate=pki["test", "Buypass"].issue().organisation(),
        trust=TrustStore(pki.certificates()),
        environment="sandbox",
        url="https://service.example/api",
        gate=Gate(),
    ) as client:
        return client._session


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def session(base, clock):
    return replace(base, limiter=unhurried(), polls=Polls(clock), now=lambda: NOW)


def run(flow, *answers, clock=None):
    """Drive an operation by hand; the effects that it asked for, and its result."""
    answers, effects, outcome = list(answers), [], None
    try:
        while True:
            effect = flow.send(outcome)
            if isinstance(effect, Wait):
                effects.append(round(effect.seconds, 2))
                if clock is not None:
                    clock.time += effect.seconds
                outcome = None
            else:
                effects.append(f"{effect.method} {effect.url}")
                outcome = answers.pop(0)
    except StopIteration as end:
        assert not answers
        return effects, end.value


def reply(status=200, body=b"", **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status=status, headers={"content-type": "application/xml", **names}, body=body)


STATUS = (
    b'<portal-signature-job-status-change-response xmlns="http://signering.posten.no/schema/v1">'
    b"<signature-job-id>7</signature-job-id><status>IN_PROGRESS</status>"
    b"<confirmation-url>https://service.example/api/c</confirmation-url><signatures/>"
    b"</portal-signature-job-status-change-response>"
)
QUEUE = "GET https://service.example/api/100101688/portal/signature-jobs"


def permitted(seconds):
    return {"x_next_permitted_poll_time": (NOW + timedelta(seconds=seconds)).isoformat()}


def test_an_empty_queue_is_left_alone_until_it_is_permitted(session, clock) -> None:
    empty = reply(204, **permitted(600))
    assert run(operations.next_portal(session), empty) == ([QUEUE], None)
    assert run(operations.next_portal(session)) == ([], None)
    assert run(operations.next_portal(session, "other"), empty)[0] == [
        f"{QUEUE}?polling_queue=other"
    ]
    clock.time += 601
    assert run(operations.next_portal(session), empty) == ([QUEUE], None)


def test_waiting_goes_on_until_there_is_a_change(session, clock) -> None:
    effects, status = run(
        operations.next_portal(session, wait=True),
        reply(204, **permitted(600)),
        reply(429, **permitted(20)),
        reply(204),
        reply(200, STATUS),
        clock=clock,
    )
    assert effects == [QUEUE, 600, QUEUE, 20, QUEUE, 1, QUEUE]
    assert status.signature_job_id == 7


def test_waiting_bears_with_a_service_whose_clock_is_ahead(session, clock) -> None:
    effects, _ = run(
        operations.next_portal(session, wait=True), reply(429, **permitted(-3)), reply(200, STATUS)
    )
    assert effects == [QUEUE, 1, QUEUE]


def test_who_does_not_wait_is_not_kept_for_minutes(session, clock) -> None:
    run(operations.next_portal(session), reply(200, STATUS, **permitted(600)))
    assert run(operations.next_portal(session)) == ([], None)


def test_a_pause_after_a_change_is_kept(session, clock) -> None:
    run(operations.next_portal(session), reply(200, STATUS, **permitted(5)))
    effects, _ = run(operations.next_portal(session), reply(204), clock=clock)
    assert effects == [5, QUEUE]


@pytest.mark.parametrize("skew", [timedelta(0), timedelta(hours=1), timedelta(hours=-1)])
def test_the_services_clock_counts_where_ours_is_wrong(skew, session) -> None:
    wrong = replace(session, now=lambda: NOW + skew)
    answer = reply(204, date=format_datetime(NOW, usegmt=True), **permitted(600))
    assert calls.permitted_in(wrong, answer) == 600


@pytest.mark.parametrize("text", ["", "soon", "2026-11-23T12:10:00", "9" * 99])
def test_a_time_that_is_none(text, session) -> None:
    assert calls.permitted_in(session, reply(204, x_next_permitted_poll_time=text)) == 0


def test_a_time_in_a_thousand_years_is_not_believed(session) -> None:
    assert calls.permitted_in(session, reply(204, **permitted(10**9))) == 3600


def test_asked_too_early_by_another_process(session) -> None:
    with pytest.raises(errors.TooEagerPollingError) as caught:
        run(operations.next_portal(session), reply(429, **permitted(42)))
    assert caught.value.wait == 42


WHO = "GET https://service.example/api/100101688"


@pytest.mark.parametrize(
    ("after", "seconds"),
    [("7", 7), (format_datetime(NOW + timedelta(seconds=9), usegmt=True), 9), ("0", 0)],
)
def test_a_503_that_says_when(after, seconds, session) -> None:
    effects, said = run(
        operations.who_am_i(session), reply(503, retry_after=after), reply(200, b"You")
    )
    assert (effects, said) == ([WHO, seconds, WHO], "You")


def test_a_429_blocks_the_sender_for_everybody(session) -> None:
    with pytest.raises(errors.RateLimitedError):
        run(operations.who_am_i(session), reply(429, retry_after="61"))
    assert session.limiter.blocked(session.sender) > 60


def test_repetitions_are_bounded_and_grow_apart(session, monkeypatch) -> None:
    monkeypatch.setattr(calls.random, "random", lambda: 0.0)
    lost = Failure(kind="connect", begun=False, rule="TLS102")
    with pytest.raises(errors.ConnectionFailedError):
        run(operations.who_am_i(session), lost, lost, lost, lost)
    effects, _ = run(operations.who_am_i(session), lost, lost, lost, reply(200, b"You"))
    assert effects == [WHO, 0.25, WHO, 0.5, WHO, 1.0, WHO]


ONCE = {
    "cancel": lambda s: operations.cancel(s, "https://service.example/api/c"),
    "new_redirect_url": lambda s: operations.new_redirect_url(s, "https://service.example/api/r"),
}
AGAIN = {
    "confirm": lambda s: operations.confirm(s, "https://service.example/api/c"),
    "delete_documents": lambda s: operations.delete_documents(s, "https://service.example/api/d"),
    "who_am_i": operations.who_am_i,
}


@pytest.mark.parametrize("name", ONCE)
def test_what_is_made_once(name, session) -> None:
    lost = Failure(kind="broken", begun=True, rule="TLS104")
    with pytest.raises(errors.OutcomeUnknown):
        run(ONCE[name](session), lost)


@pytest.mark.parametrize("name", AGAIN)
def test_what_is_repeated(name, session) -> None:
    lost = Failure(kind="broken", begun=True, rule="TLS104")
    run(AGAIN[name](session), lost, lost, reply(200))


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/api/c", "http://service.example/api/c", "https://service.example:444/",
        "https://service.example@evil.example/", "https://u:p@service.example/", "//service.example",
        "https://service.example:x/", "https://service.example/\n", "https://service.example/ x", "https://[service.example/",
        "https://service.example/" + "x" * 3000, "https://sérvice.example/", "https://service.example.evil.example",
    ],
)  # fmt: skip
def test_addresses_that_lead_elsewhere(address, session) -> None:
    with pytest.raises(errors.UnexpectedResponseError) as caught:
        run(operations.confirm(session, address))
    assert "evil" not in str(caught.value)


def test_a_status_that_gives_no_address(session) -> None:
    status = operations.PortalJobStatus(signature_job_id=1, status="FAILED", signatures=())
    for operation in (operations.confirm, operations.cancel, operations.delete_documents):
        with pytest.raises(UsageError, match="no address"):
            run(operation(session, status))


@pytest.mark.parametrize("document", ["", "../x", "a/b", "a?b", "æ"])
def test_an_id_of_the_archive_is_no_path(document, session, tmp_path) -> None:
    with pytest.raises(UsageError):
        run(operations.archived(session, document, tmp_path / "x"))


def test_a_sink_leaves_nothing_behind(tmp_path) -> None:
    sink = FileSink(tmp_path / "x")
    sink.begin()
    sink.write(b"half")
    sink.begin()
    sink.write(b"all")
    sink.keep()
    sink.begin()
    sink.discard()
    sink.discard()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("x", b"all")]


def test_every_error_stands_in_the_table_of_the_documentation() -> None:
    from ..reference import CHECKOUT

    page = (CHECKOUT / "docs" / "sending.md").read_text(encoding="utf-8")
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.SendError)
    ]
    assert len(kinds) == 19
    for kind in set(kinds) - {errors.SendError, errors.ResponseError}:
        assert f"`{kind.__name__}`" in page, kind.__name__


def test_authentication_is_one_part_that_can_be_exchanged(session) -> None:
    class ByToken:
        shown = None

        def headers(self):
            answer = yield Call(method="POST", url="https://tokens.example/")
            return {"Authorization": f"Bearer {answer.body.decode()}"}

    flow = operations.who_am_i(replace(session, authentication=ByToken()))
    assert next(flow).url == "https://tokens.example/"
    assert flow.send(reply(200, b"abc")).headers == {"Authorization": "Bearer abc"}
    flow.close()


RULES = [
    *(f"TLS{n}" for n in (*range(101, 109), 201, 202, *range(203, 213), *range(301, 312), 404)),
    "CRT109",
]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("connect", errors.ConnectionFailedError),
        ("untrusted", errors.ServerNotTrustedError),
        ("handshake", errors.HandshakeFailedError),
    ],
)
def test_every_rule_of_a_connection_has_words(rule, kind, error, session) -> None:
    call = Call(method="GET", url="https://service.example/")
    said = calls.failed(session, call, Failure(kind=kind, begun=False, rule=rule))
    assert type(said) is error
    assert said.rule == rule
    assert f"({rule})" in str(said)


def tls_error(kind, reason):
    """An error of the HTTP library that came from TLS."""
    cause = ssl.SSLError(1, "secret words")
    cause.reason = reason
    error = kind("secret words")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind", "begun"),
    [
        (tls_error(httpx2.ConnectError, "TLSV1_ALERT_UNKNOWN_CA"), "handshake", True),
        (tls_error(httpx2.ReadError, "SSLV3_ALERT_CERTIFICATE_UNKNOWN"), "handshake", True),
        (tls_error(httpx2.ConnectError, "SSLV3_ALERT_HANDSHAKE_FAILURE"), "handshake", True),
        (tls_error(httpx2.WriteError, "BAD_LENGTH"), "broken", True),
        (tls_error(httpx2.ReadError, "SSLV3_ALERT_BAD_RECORD_MAC"), "broken", True),
        (tls_error(httpx2.ReadError, "UNEXPECTED_EOF_WHILE_READING"), "broken", True),
        (httpx2.PoolTimeout("x"), "connect", False),
        (httpx2.ConnectTimeout("x"), "connect", False),
        (httpx2.ProxyError("x"), "connect", False),
        (httpx2.WriteTimeout("x"), "timeout", True),
        (httpx2.RemoteProtocolError("x"), "broken", True),
    ],
)
def test_what_the_librarys_errors_mean(error, kind, begun) -> None:
    body = Body((b"x",), None)
    list(body)
    found = failure(error, body, 0.0)
    assert (found.kind, found.begun) == (kind, begun)
    assert "secret" not in repr(found)


def test_progress_is_told_of_every_byte() -> None:
    told = []
    body = Body((b"x" * 300_000, b"y" * 10), lambda sent, size: told.append((sent, size)))
    assert b"".join(body) == b"x" * 300_000 + b"y" * 10
    assert told == [(262144, 300_010), (300_000, 300_010), (300_010, 300_010)]


def test_a_waiver_for_what_was_checked_before_is_refused(session, base) -> None:
    checked = Gate().check(portal_job(), sender=base.sender)
    with pytest.raises(UsageError, match="checked before"):
        run(creation.create(session, checked, allow={"PII102": "late"}))


def test_a_job_of_the_other_flow_is_refused_before_it_is_sent(session) -> None:
    with pytest.raises(UsageError, match=r"client\.portal\.create"):
        run(creation.create_direct(session, portal_job()))
    with pytest.raises(UsageError, match=r"client\.direct\.create"):
        run(creation.create_portal(session, direct_job()))


def test_an_answer_of_the_other_flow_leaves_the_outcome_unknown(session) -> None:
    direct = STATUS.replace(b"portal-signature-job-status-change-response", b"direct-signature-job-response")  # fmt: skip
    with pytest.raises(errors.OutcomeUnknown):
        run(creation.create_portal(session, portal_job()), reply(200, direct))
