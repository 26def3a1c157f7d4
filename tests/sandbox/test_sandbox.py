"""The stand-in behaves as the facts about the service say, and its messages fit the schema."""

import pikepdf
import pytest
from lxml import etree

from piilint import Sandbox, UsageError, errors
from piilint.request.jobs import DirectSigner
from piilint.request.responses import JobStatus, SignerStatus
from piilint.resources import data_folder
from piilint.sandbox import messages, papers
from piilint.sandbox.book import Limits
from piilint.schema.xsd import MessageSchema

from ..request.jobs import direct_job, portal_job, portal_signer
from ..send.conftest import FAST, unhurried


@pytest.fixture
def sandbox():
    with Sandbox(limits=FAST) as running:
        yield running


@pytest.fixture
def client(sandbox):
    with sandbox.client(limiter=unhurried(), retries=0) as ready:
        yield ready


@pytest.mark.parametrize(
    ("signers", "job", "signer"),
    [
        ("wait", JobStatus.IN_PROGRESS, SignerStatus.WAITING),
        ("sign", JobStatus.COMPLETED_SUCCESSFULLY, SignerStatus.SIGNED),
        ("reject", JobStatus.FAILED, SignerStatus.REJECTED),
        ("expire", JobStatus.FAILED, SignerStatus.EXPIRED),
    ],
)
def test_signers_act_by_themselves(signers, job, signer) -> None:
    with (
        Sandbox(limits=FAST, signers=signers) as sandbox,
        sandbox.client(limiter=unhurried()) as client,
    ):
        client.create(portal_job())
        assert sandbox.jobs == {1: job}
        for change in client.portal.changes():
            assert change.status.signatures[0].status is signer


def test_time_runs_out(sandbox, client) -> None:
    client.create(portal_job(availability={"available_seconds": 3600}))
    client.create(portal_job())
    sandbox.advance(3601)
    [change] = client.portal.changes()
    assert change.status.signature_job_id == 1
    assert change.status.signatures[0].status is SignerStatus.EXPIRED
    assert sandbox.jobs == {1: JobStatus.FAILED, 2: JobStatus.IN_PROGRESS}


@pytest.mark.parametrize("status", SignerStatus)
def test_every_status_makes_a_valid_message(status, sandbox, client) -> None:
    schema = MessageSchema.load(data_folder("schemas"))
    for job in (portal_job(reference="a"), direct_job()):
        number = client.create(job).signature_job_id
        sandbox.fail(number, status)
        entry = sandbox._service.book.jobs[number]
        write = messages.portal_status if entry.flow == "portal" else messages.direct_status
        assert schema.accepts(etree.fromstring(write(entry, "https://127.0.0.1/api/x")))
        assert schema.accepts(etree.fromstring(messages.created(entry, "https://127.0.0.1/api/x")))


def test_a_rejection_ends_the_job_for_the_others(sandbox, client) -> None:
    job = portal_job(signers=[portal_signer(), portal_signer(personal_identification_number="12345678910")])  # fmt: skip
    number = client.create(job).signature_job_id
    assert sandbox.reject(number, 1) == ()
    [change] = client.portal.changes()
    assert [s.status for s in change.status.signatures] == ["REJECTED", "NOT_APPLICABLE"]


def test_exit_urls_carry_a_token(sandbox, client) -> None:
    job = direct_job(signers=[DirectSigner(signer_identifier=name) for name in "ab"])
    number = client.create(job).signature_job_id
    assert sandbox.sign(number, 1)[0].startswith("https://www.example.com/signed?status_query")
    assert sandbox.reject(number, 2)[0].startswith("https://www.example.com/rejected?")


def test_polling_before_it_is_permitted() -> None:
    with (
        Sandbox(limits=Limits(calls_per_second=100)) as sandbox,
        sandbox.client(limiter=unhurried()) as one,
        sandbox.client(limiter=unhurried()) as other,
    ):
        assert list(one.portal.changes()) == []
        calls = len(sandbox.requests)
        assert list(one.portal.changes()) == []  # it knows, and does not ask
        assert len(sandbox.requests) == calls
        with pytest.raises(errors.TooEagerPollingError) as caught:
            next(other.portal.changes())
        assert 3 < caught.value.wait <= 5
        assert list(other.portal.changes("another")) == []
        assert list(other.direct.changes()) == []


def test_the_eleventh_call_in_a_second_blocks_the_sender() -> None:
    with (
        Sandbox(brokers={"100101688": {"984661185"}}) as sandbox,
        sandbox.client(limiter=unhurried(), retries=0) as client,
        sandbox.client(limiter=unhurried(), retries=0, sender="984661185") as for_another,
    ):
        for _ in range(10):
            client.who_am_i()
        with pytest.raises(errors.RateLimitedError):
            client.who_am_i()
        for_another.who_am_i()
        sandbox.advance(29)
        client._session.limiter._free.clear()
        with pytest.raises(errors.RateLimitedError):
            client.who_am_i()
        sandbox.advance(2)
        client._session.limiter._free.clear()
        client.who_am_i()


def test_jobs_of_others_are_not_seen() -> None:
    with (
        Sandbox(limits=FAST) as sandbox,
        sandbox.client(limiter=unhurried()) as one,
        sandbox.client(
            certificate=sandbox.issue("984661185", "Commfides").organisation(), limiter=unhurried()
        ) as other,
    ):
        created = one.create(portal_job())
        url = created.cancellation_url.replace("100101688", "984661185")
        with pytest.raises(errors.UnexpectedResponseError):
            other.portal.cancel(url)
        with pytest.raises(errors.BrokerNotAuthorisedError):
            other.portal.cancel(created)


def test_what_can_be_downloaded_is_real(sandbox, client, tmp_path) -> None:
    number = client.create(portal_job()).signature_job_id
    path = tmp_path / "signed.pdf"
    path.write_bytes(papers.signed_document(sandbox._service.book.jobs[number]))
    with pikepdf.open(path) as pdf:
        assert (
            pdf.check_pdf_syntax() == [] if hasattr(pdf, "check_pdf_syntax") else pdf.check() == []
        )


def test_commands_to_signers_who_are_not_there(sandbox, client) -> None:
    client.create(portal_job())
    with pytest.raises(UsageError):
        sandbox.sign(7)
    with pytest.raises(UsageError):
        sandbox.sign(1, 2)
