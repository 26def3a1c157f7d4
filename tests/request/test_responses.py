"""The service's answers, as they are and as they may become."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piilint.errors import SendError
from piilint.request.responses import (
    ApiError,
    DirectJobResponse,
    DirectJobStatus,
    DirectSignerResponse,
    JobStatus,
    PortalJobResponse,
    PortalJobStatus,
    SignerStatus,
    read_response,
)
from tests.reference import REFERENCE, needs_reference

NAMESPACE = "http://signering.posten.no/schema/v1"
NUMBER = "01019012345"

OFFICIAL = {
    "direct/response.xml": DirectJobResponse,
    "direct/multiple_signers/response.xml": DirectJobResponse,
    "direct/signer-response.xml": DirectSignerResponse,
    "direct/status-response.xml": DirectJobStatus,
    "direct/multiple_signers/status-response.xml": DirectJobStatus,
    "portal/response.xml": PortalJobResponse,
    "portal/status-change-response.xml": PortalJobStatus,
    "portal/status-change-response-signer-without-pin.xml": PortalJobStatus,
}


def official(path: str):
    return read_response((REFERENCE / "examples" / path).read_bytes())


@needs_reference
@pytest.mark.parametrize(("path", "kind"), OFFICIAL.items(), ids=OFFICIAL)
def test_official_answers(path, kind):
    response = official(path)
    assert type(response) is kind
    assert "10987654321" not in repr(response)
    assert "https:" not in repr(response)
    assert "example.com" not in repr(response)


@needs_reference
def test_what_stands_in_the_official_answers():
    created = official("direct/multiple_signers/response.xml")
    assert created.signature_job_id == 1
    assert created.status_url.endswith("/signature-jobs/1/status")
    first, second = created.signers
    assert first.personal_identification_number.reveal() == "10987654321"
    assert second.signer_identifier.reveal() == "123abc"
    assert second.redirect_url.startswith("https://signering.posten.no#/redirect/")
    assert official("direct/response.xml").signers[0].redirect_url.startswith("https://")

    status = official("direct/multiple_signers/status-response.xml")
    assert status.status is JobStatus.COMPLETED_SUCCESSFULLY
    assert [signer.status for signer in status.signers] == [SignerStatus.SIGNED] * 2
    assert [signer.xades_url[-1] for signer in status.signers] == ["1", "2"]
    assert status.signers[0].since.isoformat() == "2017-01-23T12:51:43+01:00"
    assert official("direct/status-response.xml").signers[0].xades_url.endswith("/xades/1")

    change = official("portal/status-change-response-signer-without-pin.xml")
    assert change.confirmation_url.endswith("/complete")
    assert change.pades_url.endswith("/pades")
    assert change.signatures[1].sms.reveal() == "12345678"
    assert change.signatures[1].email.reveal() == "test@example.com"


def test_what_is_new_is_passed_over_and_what_is_unknown_is_kept():
    response = read_response(
        f'<?xml version="1.0"?><s:portal-signature-job-status-change-response xmlns:s="{NAMESPACE}"'
        ' xmlns="urn:other" new="1"><new><status>A</status></new>'
        "<s:signature-job-id> 7 </s:signature-job-id><s:status>PAUSED</s:status><s:new/>"
        '<s:signatures><s:signature><s:status since="2026-11-23T10:00:00Z">NAPPING</s:status>'
        f"<s:personal-identification-number>{NUMBER}</s:personal-identification-number>"
        "</s:signature></s:signatures></s:portal-signature-job-status-change-response>".encode()
    )
    assert (response.signature_job_id, response.status) == (7, "PAUSED")
    (signature,) = response.signatures
    assert signature.status == "NAPPING"
    assert signature.since == datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert NUMBER not in repr(response)
    assert response.confirmation_url is None


def test_an_error_under_any_prefix():
    error = read_response(
        f'<ns4:error xmlns="urn:other" xmlns:ns4="{NAMESPACE}">'
        "<ns4:error-code>NOT_AUTHORIZED</ns4:error-code>"
        f"<ns4:error-message>certificate of {NUMBER}</ns4:error-message>"
        "<ns4:error-type>CLIENT</ns4:error-type></ns4:error>".encode()
    )
    assert error == ApiError(
        code="NOT_AUTHORIZED", message=f"certificate of {NUMBER}", type="CLIENT"
    )
    assert NUMBER not in repr(error)


REFUSED = {
    "no XML": b"01019012345",
    "a DTD": b"<!DOCTYPE a><a/>",
    "nothing": b"",
    "another namespace": b"<error/>",
    "a request": f'<portal-signature-job-request xmlns="{NAMESPACE}"/>'.encode(),
    "no id": f'<portal-signature-job-response xmlns="{NAMESPACE}"/>'.encode(),
    "an id that is none": (
        f'<portal-signature-job-response xmlns="{NAMESPACE}"><signature-job-id>{NUMBER}x'
        "</signature-job-id></portal-signature-job-response>"
    ).encode(),
    "an endless id": (
        f'<portal-signature-job-response xmlns="{NAMESPACE}"><signature-job-id>{"9" * 5000}'
        "</signature-job-id></portal-signature-job-response>"
    ).encode(),
    "a signer without a way": f'<direct-signer-response xmlns="{NAMESPACE}"/>'.encode(),
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_answers_that_cannot_be_read(data):
    with pytest.raises(SendError) as caught:
        read_response(data)
    assert NUMBER not in str(caught.value)
    assert caught.value.__context__ is None


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_response_or_an_error_of_ours(data):
    root = b'<portal-signature-job-response xmlns="http://signering.posten.no/schema/v1">'
    for answer in (data, root + data):
        with contextlib.suppress(SendError):
            read_response(answer)
