"""Nothing of a job, a signer or a token in any log, error or repr of the clients."""

import asyncio
import logging

import pytest

from piilint import Gate, errors
from piilint.sandbox.service import Answer
from piilint.send.exchange import Call

from ..request.jobs import portal_job, portal_signer
from ..test_leaks import MAIL, NUMBER, PHONE, WORD, assert_nothing_leaks, whole_chain
from .conftest import unhurried

ERROR = (
    '<error xmlns="http://signering.posten.no/schema/v1"><error-code>{code}</error-code>'
    f"<error-message>CN={WORD} {NUMBER} {MAIL}</error-message><error-type>x</error-type></error>"
)


def job():
    return portal_job(
        title=f"{WORD} {NUMBER}",
        signers=[
            portal_signer(
                personal_identification_number=NUMBER,
                notifications_using_lookup=None,
                notifications={"email": MAIL, "sms": PHONE},
            )
        ],
    )


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.DEBUG)
    return lambda: "\n".join(
        f"{record.name} {record.getMessage()} {_shown(record.args)!r} {record.exc_text}"
        for record in caplog.records
    )


def _shown(args):
    """Arguments, seconds to the millisecond: in all their digits any five stand by chance."""
    return [round(arg, 3) if isinstance(arg, float) else arg for arg in args or ()]


def test_a_whole_story_at_debug(sandbox, client, log, tmp_path) -> None:
    created = client.create(job())
    sandbox.sign(created.signature_job_id)
    shown = [repr(created), repr(client), repr(client._session)]
    for change in client.portal.changes():
        with change as status:
            client.pades(status, tmp_path / "signed.pdf")
            shown += [repr(status), repr(change)]
    assert_nothing_leaks(log() + "".join(shown))
    assert "POST /api/100101688/portal/signature-jobs 200" in log()
    assert "httpcore2" not in log()


def test_tokens_and_queues_are_not_logged(sandbox, client, log) -> None:
    from ..request.jobs import direct_job

    created = client.direct.create(direct_job())
    sandbox.sign(created.signature_job_id)
    client.direct.status(created, token := sandbox.token(created.signature_job_id))
    next(client.portal.changes("contracts"), None)
    assert token not in log()
    assert "contracts" not in log()


def test_the_same_awaiting(sandbox, log) -> None:
    async def main():
        async with sandbox.async_client(limiter=unhurried()) as client:
            created = await client.create(job())
            sandbox.sign(created.signature_job_id)
            async for change in client.portal.changes():
                async with change:
                    pass

    asyncio.run(main())
    assert_nothing_leaks(log())
    assert "httpcore2" not in log()


def test_the_http_library_may_log_for_others(sandbox, client, log) -> None:
    client.who_am_i()
    logging.getLogger("httpcore2.connection").debug("somebody else's")
    assert "somebody else's" in log()


@pytest.mark.parametrize("code", ["ASICE_VALIDATION_FAILED", "NEW", NUMBER, WORD, f"A {MAIL}"])
def test_the_services_own_words_are_not_passed_on(code, sandbox, client, log) -> None:
    body = ERROR.format(code=code).encode()
    sandbox.answer_next(Answer(status=400, body=body))
    with pytest.raises(errors.ResponseError) as caught:
        client.create(job())
    assert_nothing_leaks(whole_chain(caught.value) + log())


def test_an_outcome_that_is_unknown_masks_its_reference(sandbox, client) -> None:
    gate_waives = {"PII102": "on purpose"}
    sandbox.answer_next(Answer(status=500))
    with pytest.raises(errors.OutcomeUnknown) as caught:
        client.create(portal_job(reference=f"case {NUMBER}"), allow=gate_waives)
    assert_nothing_leaks(whole_chain(caught.value))
    assert caught.value.reference.reveal() == f"case {NUMBER}"


def test_a_rejection_shows_no_value(client) -> None:
    with pytest.raises(errors.SubmissionRejected) as caught:
        client.create(portal_job(reference=f"{NUMBER} {MAIL}"))
    assert_nothing_leaks(whole_chain(caught.value))


def test_records_of_a_call_show_nothing() -> None:
    call = Call(
        method="GET",
        url=f"https://127.0.0.1/api/x?status_query_token={NUMBER}",
        body=(MAIL.encode(),),
    )
    assert_nothing_leaks(repr(call) + call.path)


def test_the_audit_log_holds_no_value(sandbox, tmp_path) -> None:
    path = tmp_path / "audit.jsonl"
    with sandbox.client(gate=Gate(audit=path), limiter=unhurried()) as client:
        client.create(job(), label="one")
        with pytest.raises(errors.SubmissionRejected):
            client.create(portal_job(reference=f"{NUMBER} {MAIL}"), label="two")
    assert path.read_text().count("\n") == 3
    assert_nothing_leaks(path.read_text())
