"""Both flows from a job to a signed PDF, over real sockets, blocking and awaiting."""

import asyncio
import inspect
import json
import threading
from urllib.parse import parse_qs, urlsplit

import pikepdf
import pytest

from piilint import (
    AsyncSigningClient,
    Gate,
    Sandbox,
    SigningClient,
    UsageError,
    errors,
)
from piilint.bundle.build import build
from piilint.request.jobs import DirectSigner
from piilint.request.responses import JobStatus, SignerStatus

from ..request.jobs import NUMBER, direct_job, portal_job, portal_signer
from .conftest import FAST, unhurried

DONE = JobStatus.COMPLETED_SUCCESSFULLY


def is_pdf_of_one_page(path) -> bool:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages) == 1


def test_a_portal_job(sandbox, client, tmp_path) -> None:
    created = client.portal.create(portal_job(reference="case-1"))
    assert list(client.portal.changes()) == []
    sandbox.advance(1)
    sandbox.sign(created.signature_job_id)
    change = next(client.portal.changes(wait=True))
    with change as status:
        assert (status.status, status.reference) == (DONE, "case-1")
        assert status.signatures[0].personal_identification_number.reveal() == NUMBER
        assert NUMBER not in repr(status)
        client.pades(status, tmp_path / "signed.pdf")
        client.xades(status.signatures[0], tmp_path / "signature.xml")
    assert change.confirmed
    assert is_pdf_of_one_page(tmp_path / "signed.pdf")
    assert b"XAdESSignatures" in (tmp_path / "signature.xml").read_bytes()
    client.archived(str(created.signature_job_id), tmp_path / "archived.pdf")
    assert is_pdf_of_one_page(tmp_path / "archived.pdf")
    with pytest.raises(errors.NotDeletableError):
        client.delete_documents(status)
    sandbox.advance(24 * 3600)
    client.delete_documents(status)
    with pytest.raises(errors.UnexpectedResponseError):
        client.pades(status, tmp_path / "again.pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "archived.pdf", "signature.xml", "signed.pdf",
    ]  # fmt: skip


def test_a_direct_job_with_a_redirect(sandbox, client, tmp_path) -> None:
    created = client.direct.create(direct_job())
    number = created.signature_job_id
    [signer] = created.signers
    assert signer.signer_identifier.reveal() == "signer-1"
    with pytest.raises(errors.CeremonyNotCompletedError):
        client.direct.status(created, sandbox.token(number))
    with pytest.raises(errors.InvalidTokenError):
        client.direct.status(created, "guessed")
    assert client.direct.new_redirect_url(signer).redirect_url != signer.redirect_url
    [back] = sandbox.sign(number)
    assert back.startswith("https://www.example.com/signed?")
    [token] = parse_qs(urlsplit(back).query)["status_query_token"]
    status = client.direct.status(created, token)
    assert (status.status, status.signers[0].status) == (DONE, SignerStatus.SIGNED)
    client.pades(status, tmp_path / "signed.pdf")
    client.xades(status.signers[0], tmp_path / "signature.xml")
    client.confirm(status)
    assert is_pdf_of_one_page(tmp_path / "signed.pdf")


def test_a_direct_job_with_polling(sandbox, client) -> None:
    job = direct_job(
        status_retrieval_method="POLLING",
        polling_queue="contracts",
        signers=[DirectSigner(signer_identifier="a"), DirectSigner(signer_identifier="b")],
    )
    number = client.direct.create(job).signature_job_id
    sandbox.sign(number, 1)
    seen = []
    for change in client.direct.changes("contracts"):
        with change as status:
            seen.append((status.status, [signer.status for signer in status.signers]))
        if len(seen) == 1:
            sandbox.reject(number, 2)
    assert seen == [
        (JobStatus.IN_PROGRESS, ["SIGNED", "WAITING"]),
        (JobStatus.FAILED, ["SIGNED", "REJECTED"]),
    ]


async def whole_story(sandbox, folder):
    async with sandbox.async_client(limiter=unhurried()) as client:
        assert await client.who_am_i() == "You are 100101688"
        created = await client.portal.create(portal_job())
        sandbox.sign(created.signature_job_id)
        async for change in client.portal.changes():
            async with change as status:
                await client.pades(status, folder / "portal.pdf")
                await client.xades(status.signatures[0], folder / "signature.xml")
            assert change.confirmed
        direct = await client.direct.create(direct_job())
        sandbox.sign(direct.signature_job_id)
        token = sandbox.token(direct.signature_job_id)
        status = await client.direct.status(direct, token)
        await client.pades(status, folder / "direct.pdf")
        await client.confirm(status)
        await client.archived(str(direct.signature_job_id), folder / "archived.pdf")
        late = await client.portal.create(portal_job())
        await client.portal.cancel(late)
        with pytest.raises(errors.NotCancellableError):
            await client.portal.cancel(late)
        await client.direct.new_redirect_url(direct.signers[0])
        with pytest.raises(errors.NotDeletableError):
            await client.delete_documents(status)


def test_both_flows_awaiting(sandbox, tmp_path) -> None:
    asyncio.run(whole_story(sandbox, tmp_path))
    for name in ("portal.pdf", "direct.pdf", "archived.pdf"):
        assert is_pdf_of_one_page(tmp_path / name)


def test_the_async_client_uses_no_thread(sandbox, tmp_path, monkeypatch) -> None:
    def refuse(*_, **__):
        raise AssertionError("a thread")

    async def main():
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(loop, "run_in_executor", refuse, raising=False)
        await whole_story(sandbox, tmp_path)

    start = threading.Thread.start
    serving = sandbox._server

    def start_of_the_servers_alone(thread):
        assert getattr(thread._target, "__self__", None) is serving, "a thread"
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", start_of_the_servers_alone)
    asyncio.run(main())


def test_both_clients_have_the_same_methods() -> None:
    def methods(kind):
        return {
            name: list(inspect.signature(member).parameters)
            for name, member in vars(kind).items()
            if not name.startswith("_") and callable(member)
        }

    from piilint.send import client as module

    for blocking, awaiting in (
        (SigningClient, AsyncSigningClient),
        (module.DirectJobs, module.AsyncDirectJobs),
        (module.PortalJobs, module.AsyncPortalJobs),
    ):
        assert methods(blocking) == methods(awaiting)
    assert list(inspect.signature(SigningClient.create).parameters) == [
        "self", "job", "allow", "label",
    ]  # fmt: skip


def test_a_change_that_was_not_taken_care_of_comes_back(sandbox, client) -> None:
    number = client.portal.create(portal_job()).signature_job_id
    sandbox.sign(number)
    change = next(client.portal.changes())
    with pytest.raises(OSError, match="disk"), change:
        raise OSError("the disk is full")
    assert not any(path.endswith("/complete") for _, path in sandbox.requests)
    assert list(client.portal.changes()) == []
    sandbox.advance(601)
    again = next(client.portal.changes(wait=True))
    assert again.status.signature_job_id == number
    again.confirm()
    again.confirm()
    assert sum(path.endswith("/complete") for _, path in sandbox.requests) == 1
    sandbox.advance(601)
    assert list(client.portal.changes()) == []


def test_cancelling(sandbox, client) -> None:
    created = client.portal.create(portal_job())
    client.portal.cancel(created)
    [change] = client.portal.changes()
    assert change.status.signatures[0].status is SignerStatus.CANCELLED
    with pytest.raises(UsageError):
        client.portal.cancel(change.status)


def test_a_broker() -> None:
    broker, sender = "984661185", "100101688"
    with Sandbox(limits=FAST, brokers={broker: {sender}}) as sandbox:
        certificate = sandbox.issue(broker).organisation()
        with sandbox.client(certificate=certificate, sender=sender, limiter=unhurried()) as client:
            assert client.who_am_i() == f"You are {broker} operating on behalf of {sender}"
            client.create(portal_job())
        with (
            sandbox.client(
                certificate=certificate, sender="987654325", limiter=unhurried()
            ) as client,
            pytest.raises(errors.BrokerNotAuthorisedError),
        ):
            client.create(portal_job())


def test_a_sender_that_is_not_registered() -> None:
    with (
        Sandbox(limits=FAST, senders={"987654325"}) as sandbox,
        sandbox.client(limiter=unhurried()) as client,
        pytest.raises(errors.NotAuthorisedError) as caught,
    ):
        client.who_am_i()
    assert (caught.value.status, caught.value.code) == (403, "NOT_AUTHORIZED")


def test_what_was_checked_or_packed_elsewhere(sandbox, client) -> None:
    checked = Gate().check(portal_job(), sender="100101688")
    assert client.create(checked).signature_job_id == 1
    assert client.create(build(checked, sandbox.certificate)).signature_job_id == 2
    assert client.create(client.pack(portal_job())).signature_job_id == 3
    for_another = Gate().check(portal_job(), sender="984661185")
    with pytest.raises(UsageError, match="another sender"):
        client.create(for_another)


def test_a_waiver_is_explicit_and_in_the_audit_log(sandbox, tmp_path) -> None:
    log = tmp_path / "audit.jsonl"
    job = portal_job(reference="17819099936", signers=[portal_signer()])
    with sandbox.client(gate=Gate(audit=log), limiter=unhurried()) as client:
        with pytest.raises(errors.SubmissionRejected) as caught:
            client.create(job, label="first")
        allow = {f.rule: "a number of the test series" for f in caught.value.findings}
        client.create(job, allow=allow, label="second")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(line["event"], line["label"], line["outcome"]) for line in lines] == [
        ("checked", "first", "rejected"),
        ("checked", "second", "accepted"),
        ("sent", "second", "created"),
    ]
    assert lines[-1]["job"] == 1
    assert lines[-1]["waived"] == allow
    assert "17819099936" not in log.read_text()


def test_a_polling_queue_passes_the_gate(client, sandbox) -> None:
    with pytest.raises(errors.SubmissionRejected):
        next(client.portal.changes("kari.nordmann@example.com"))
    assert sandbox.requests == ()


def test_a_download_is_there_whole_or_not_at_all(sandbox, client, tmp_path) -> None:
    from piilint.sandbox.service import Answer

    number = client.portal.create(portal_job()).signature_job_id
    sandbox.sign(number)
    status = next(client.portal.changes()).status
    target = tmp_path / "signed.pdf"
    target.write_bytes(b"before")
    sandbox.answer_next(Answer(body=b"<html>", media_type="text/html"))
    with pytest.raises(errors.UnexpectedResponseError):
        client.pades(status, target)
    assert target.read_bytes() == b"before"
    client.pades(status, target)
    assert is_pdf_of_one_page(target)
    assert [path.name for path in tmp_path.iterdir()] == ["signed.pdf"]
    with pytest.raises(FileNotFoundError):
        client.pades(status, tmp_path / "nowhere" / "signed.pdf")


def test_another_clients_package_is_forwarded_unchanged(sandbox, client) -> None:
    from piilint.bundle.forward import forwarded

    bundle = client.pack(portal_job())
    request, package = bundle.submission.request, bundle.content()
    again = forwarded(
        request, package, gate=Gate(), trust=sandbox.trust, environment="sandbox",
        sender=client.sender,
    )  # fmt: skip
    assert client.create(again).signature_job_id == 1


def test_a_create_that_is_cancelled_stands_in_the_audit_log(sandbox, tmp_path) -> None:
    log = tmp_path / "audit.jsonl"

    async def main():
        async with sandbox.async_client(gate=Gate(audit=log), limiter=unhurried()) as client:
            task = asyncio.create_task(client.create(portal_job()))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(main())
    assert json.loads(log.read_text().splitlines()[-1])["outcome"] == "interrupted"
