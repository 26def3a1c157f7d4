"""The service's official Java client against our sandbox, over mutual TLS with its throw-away keys.

Every call of its API is made at least once. What it is told of a job is what our own client is
told of the same job.
"""

import os
import subprocess
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from piilint import Sandbox
from piilint.sandbox.book import Limits
from piilint.send.rate import RateLimiter
from tests.request.jobs import PDF

from .conftest import JAVA

pytestmark = pytest.mark.slow

FIRST, SECOND = "17819099936", "04818999807"
POLL = timedelta(seconds=60)
UNCONFIRMED = 600
DAY = 24 * 3600


class Client:
    """The Java client in its own process; see ``java/Client.java`` for the calls."""

    def __init__(self, process):
        self._process = process
        self.made = set()

    def __call__(self, call, argument=""):
        self._process.stdin.write(f"{call} {argument}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().rstrip("\n")
        assert answer, "the Java client has ended"
        if not answer.startswith("error"):
            self.made.add(call)
        return answer


@pytest.fixture
def sandbox():
    limits = Limits(calls_per_second=100_000, poll_seconds=POLL.total_seconds())
    with Sandbox(limits=limits) as running:
        yield running


@pytest.fixture
def java(sandbox, maven, tmp_path):
    folder = tmp_path
    (folder / "sender.p12").write_bytes(sandbox.issue().pkcs12(b"password"))
    (folder / "document.pdf").write_bytes(PDF)
    anchors = folder / "anchors"
    anchors.mkdir()
    for number, each in enumerate(sandbox.trust.certificates):
        (anchors / f"{number}.cer").write_bytes(each.public_bytes(Encoding.DER))
    path = os.pathsep.join(map(str, maven("client").jars))
    command = ["java", "-cp", path, str(JAVA / "Client.java")]
    arguments = [sandbox.url, folder / "sender.p12", anchors, folder / "document.pdf"]
    with (
        (folder / "log.txt").open("w") as log,
        subprocess.Popen(
            [*command, *map(str, arguments)], env=os.environ | {"LC_ALL": "C.UTF-8"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8",
        ) as process,
    ):  # fmt: skip
        yield Client(process)
        process.stdin.close()


@pytest.fixture
def python(sandbox):
    with sandbox.client(limiter=RateLimiter(1e9)) as ready:
        yield ready


def signer(line):
    """Who, status, time and address of a signature, out of a line of the Java client's."""
    who, status, since, xades = line.split("|")
    return who, status, datetime.fromisoformat(since), None if xades == "null" else xades


def read(line):
    """A status that the Java client printed."""
    number, reference, status, pades, delete, signers = line.split(" ")
    urls = [None if url == "null" else url for url in (pades, delete)]
    return int(number), reference, status, *urls, [signer(each) for each in signers.split(",")]


def ours(status):
    """The same of a status that our client read. The Java client counts milliseconds."""
    signers = getattr(status, "signatures", None) or status.signers
    return (
        status.signature_job_id,
        status.reference,
        status.status,
        status.pades_url,
        status.delete_documents_url,
        [(who(each), each.status, milliseconds(each.since), each.xades_url) for each in signers],
    )


def milliseconds(time):
    return time.replace(microsecond=time.microsecond // 1000 * 1000)


def who(each):
    names = ("signer", "personal_identification_number", "email", "sms")
    return "/".join(known.reveal() for name in names if (known := getattr(each, name, None)))


def digest(path):
    return sha256(path.read_bytes()).hexdigest()


def direct_flow_with_callback(java, python, sandbox, tmp_path):
    number, reference, status_url, line = java("direct.create", "callback").split(" ")
    assert reference == "sak-1"
    name, signer_url, redirect_url = line.split("|")
    assert name == "kj\u00f8per-1"
    assert java("direct.redirect", signer_url).split("|")[:2] == [name, signer_url]
    assert java("direct.redirect", signer_url).split("|")[2] != redirect_url
    assert (
        java("direct.status", f"{status_url} guessed") == "error InvalidStatusQueryTokenException"
    )
    early = java("direct.status", f"{status_url} {sandbox.token(int(number))}")
    assert early == "error CantQueryStatusException"

    [back] = sandbox.sign(int(number))
    [token] = parse_qs(urlsplit(back).query)["status_query_token"]
    found = read(java("direct.status", f"{status_url} {token}"))
    status = python.direct.status(status_url, token)
    assert found == ours(status)
    assert found[2] == "COMPLETED_SUCCESSFULLY"

    python.pades(status, tmp_path / "signed.pdf")
    document = digest(tmp_path / "signed.pdf")
    assert java("direct.pades", found[3]) == document == java("archive.pades", number)
    assert "XAdESSignatures" in java("direct.xades", found[5][0][3])
    assert java("direct.confirm") == "done"
    assert java("direct.delete", found[4]).endswith("409 DOCUMENTS_NOT_DELETABLE")
    sandbox.advance(DAY)
    assert java("direct.delete", found[4]) == "done"
    assert java("direct.pades", found[3]).startswith("error UnexpectedResponseException 404")


def direct_flow_with_polling(java, python, sandbox):
    number = int(java("direct.create", "polling").split(" ")[0])
    assert java("direct.change", "kontrakter").startswith("nothing ")
    assert java("direct.change", "kontrakter") == "error TooEagerPollingException"
    assert java("direct.change").startswith("nothing ")
    sandbox.advance(POLL.total_seconds())
    sandbox.sign(number, 1)
    found = read(java("direct.change", "kontrakter"))
    assert [each[:2] for each in found[5]] == [(FIRST, "SIGNED"), (SECOND, "WAITING")]
    assert found == same_later(python.direct, sandbox, "kontrakter")
    assert java("direct.confirm") == "done"
    sandbox.reject(number, 2)
    found = read(java("direct.change", "kontrakter"))
    assert (found[0], found[2]) == (number, "FAILED")
    assert found == same_later(python.direct, sandbox, "kontrakter")
    assert java("direct.confirm") == "done"


def same_later(flow, sandbox, queue):
    """What our client is told when a change that was not confirmed comes back."""
    sandbox.advance(UNCONFIRMED)
    return ours(next(flow.changes(queue)).status)


def portal_flow_in_order(java, python, sandbox, tmp_path):
    number, reference, _ = java("portal.create", "ordered").split(" ")
    assert reference == "ordered"
    assert java("portal.change").startswith("nothing ")
    assert java("portal.change") == "error TooEagerPollingException"
    sandbox.advance(POLL.total_seconds())
    sandbox.sign(int(number), 1)
    found = read(java("portal.change"))
    assert found == same_later(python.portal, sandbox, None)
    assert [each[:2] for each in found[5]] == [(FIRST, "SIGNED"), (SECOND, "WAITING")]
    assert java("portal.confirm") == "done"

    sandbox.sign(int(number), 2)
    found = read(java("portal.change"))
    sandbox.advance(UNCONFIRMED)
    status = next(python.portal.changes()).status
    assert found == ours(status)
    assert found[2] == "COMPLETED_SUCCESSFULLY"
    python.pades(status, tmp_path / "signed.pdf")
    document = digest(tmp_path / "signed.pdf")
    assert java("portal.pades", found[3]) == document == java("archive.pades", number)
    for each in found[5]:
        assert "XAdESSignatures" in java("portal.xades", each[3])
    assert java("portal.confirm") == "done"
    assert java("portal.cancel") == "error JobCannotBeCancelledException"
    sandbox.advance(DAY)
    assert java("portal.delete", found[4]) == "done"


def portal_flow_by_contact_information(java, python, sandbox):
    number = int(java("portal.create", "contact").split(" ")[0])
    sandbox.sign(number, 2)
    found = read(java("portal.change", "kontakt"))
    assert found == same_later(python.portal, sandbox, "kontakt")
    assert [each[:2] for each in found[5]] == [
        ("ola@example.com", "WAITING"),
        ("+4740000001", "SIGNED"),
        ("kari@example.com/+4740000002", "WAITING"),
    ]
    assert java("portal.confirm") == "done"
    assert java("portal.cancel") == "done"
    found = read(java("portal.change", "kontakt"))
    assert [each[1] for each in found[5]] == ["CANCELLED", "SIGNED", "CANCELLED"]
    assert found == same_later(python.portal, sandbox, "kontakt")
    assert java("portal.confirm") == "done"


CALLS = {
    "direct.create", "direct.redirect", "direct.status", "direct.change", "direct.confirm",
    "direct.xades", "direct.pades", "direct.delete", "portal.create", "portal.change",
    "portal.confirm", "portal.cancel", "portal.xades", "portal.pades", "portal.delete",
    "archive.pades",
}  # fmt: skip


def test_every_call_of_the_java_client_is_answered_as_ours_is(
    java, python, sandbox, maven, interop, tmp_path
):
    direct_flow_with_callback(java, python, sandbox, tmp_path)
    direct_flow_with_polling(java, python, sandbox)
    portal_flow_in_order(java, python, sandbox, tmp_path)
    portal_flow_by_contact_information(java, python, sandbox)
    assert java.made == CALLS
    interop.record(
        "the sandbox, over mutual TLS", "signature-api-client-java", maven("client").version,
        "every call of its direct, portal and archive clients; of each job it is told what our "
        "client is told",
    )  # fmt: skip
