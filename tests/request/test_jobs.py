"""Jobs as types: what they take, what they refuse and with which words, and what they show."""

import copy
import json
import logging
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from piilint.errors import JobError, UsageError
from piilint.request.jobs import (
    Availability,
    DirectSigner,
    Document,
    ExitUrls,
    Notifications,
    PortalJob,
    PortalSigner,
    Sender,
)
from piilint.request.types import (
    AuthenticationLevel,
    EmailAddress,
    IdentityNumber,
    PhoneNumber,
    SignatureType,
)
from tests.request.jobs import NUMBER, direct_job, document, portal_job, portal_signer

SECRETS = ("01019012345", "kari.nordmann@example.com", "+47 912 34 567", "Kari Nordmann")


def refused(make) -> list[str]:
    """What is said about a job that cannot be made; nothing of it may be in the exception."""
    with pytest.raises(JobError) as caught:
        make()
    told = f"{caught.value} {caught.value!r} {vars(caught.value)}"
    assert caught.value.__context__ is None
    assert not any(secret in told for secret in SECRETS)
    return [str(problem) for problem in caught.value.problems]


LENGTHS = {
    "title": (1, 80),
    "nonsensitive_title": (1, 80),
    "reference": (0, 50),
    "description": (0, 220),
}


@pytest.mark.parametrize(("field", "bounds"), LENGTHS.items(), ids=LENGTHS)
@pytest.mark.parametrize("character", ["a", "å", "😀"])
def test_lengths_count_code_points(field, bounds, character):
    low, high = bounds
    for length in (low, high):
        assert len(getattr(portal_job(**{field: character * length}), field)) == length
    long = refused(lambda: portal_job(**{field: character * (high + 1)}))
    assert long == [f"{field}: has more than {high} characters"]
    if low:
        assert refused(lambda: portal_job(**{field: ""})) == [f"{field}: is empty"]


EDGES = {
    "identifier of 80": lambda: DirectSigner(signer_identifier="a" * 80),
    "file name of 4": lambda: document(name="a.pd"),
    "file name of 100": lambda: document(name="a" * 100),
    "media type of 100": lambda: Document(title="a", content=b"", media_type="a" * 100),
    "URL of 500": lambda: ExitUrls(
        completion_url="https://a/".ljust(500, "a"),
        rejection_url="https://a",
        error_url="https://a",
    ),
    "order 0": lambda: portal_signer(order=0),
    "order 9": lambda: portal_signer(order=9),
    "90 days": lambda: Availability(available_seconds=7_776_000),
    "no time at all": lambda: Availability(available_seconds=0),
    "wrong check digits": lambda: portal_signer(personal_identification_number="12345678910"),
    "a number as type": lambda: portal_signer(
        personal_identification_number=IdentityNumber(NUMBER)
    ),
    "level as number": lambda: portal_job(required_authentication=3),
    "level as text": lambda: portal_job(required_authentication="4"),
    "level as enumeration": lambda: portal_job(required_authentication=AuthenticationLevel.LEVEL_4),
    "type as text": lambda: portal_signer(signature_type="ADVANCED_ELECTRONIC_SIGNATURE"),
    "ten signers": lambda: portal_job(
        signers=[portal_signer(personal_identification_number=f"{n:011}") for n in range(10)]
    ),
    "twenty documents": lambda: portal_job(documents=[document(content=b"")] * 20),
    "10 MiB": lambda: portal_job(documents=[document(content=bytes(5 * 1024 * 1024))] * 2),
    "a path": lambda: document(content="contract.pdf"),
    "phone": lambda: Notifications(sms="+47 99 99 99 99"),
    "official phone": lambda: Notifications(sms="00000000"),
}


@pytest.mark.parametrize("make", EDGES.values(), ids=EDGES)
def test_inside_the_edge(make):
    make()


BEYOND = {
    "identifier of 81": (
        lambda: DirectSigner(signer_identifier="a" * 81),
        "signer_identifier: has more than 80 characters",
    ),
    "file name of 3": (lambda: document(name="a.p"), "name: has fewer than 4 characters"),
    "file name of 101": (lambda: document(name="a" * 101), "name: has more than 100 characters"),
    "file name of the package": (
        lambda: document(name="manifest.xml"),
        "name: must be a plain file name, and none that the package uses itself",
    ),
    "URL of 501": (
        lambda: ExitUrls(
            completion_url="https://a/".ljust(501, "a"),
            rejection_url="https://a",
            error_url="https://a",
        ),
        "completion_url: has more than 500 characters",
    ),
    "relative URL": (
        lambda: ExitUrls(completion_url="/a", rejection_url="https://a", error_url="https://a"),
        "completion_url: must be an absolute http or https URL",
    ),
    "order 10": (lambda: portal_signer(order=10), "order: must be at most 9"),
    "order -1": (lambda: portal_signer(order=-1), "order: must be at least 0"),
    "order as truth": (lambda: portal_signer(order=True), "order: must be a whole number"),
    "90 days and a second": (
        lambda: Availability(available_seconds=7_776_001),
        "available_seconds: must be at most 7776000",
    ),
    "time without zone": (
        lambda: Availability(activation_time=datetime(2030, 1, 1)),  # noqa: DTZ001
        "activation_time: needs a time zone",
    ),
    "time as text": (
        lambda: Availability(activation_time="2030-01-01T00:00:00Z"),
        "activation_time: must be a date with time and zone",
    ),
    "number of ten digits": (
        lambda: portal_signer(personal_identification_number="0101901234"),
        "personal_identification_number: must be a text of eleven digits",
    ),
    "number in other digits": (
        lambda: portal_signer(personal_identification_number="٠" * 11),
        "personal_identification_number: must be a text of eleven digits",
    ),
    "number without quotes": (
        lambda: portal_signer(personal_identification_number=12345678910),
        "personal_identification_number: must be a text of eleven digits, in quotes",
    ),
    "two addresses": (
        lambda: Notifications(email="kari.nordmann@example.com, b@example.com"),
        "email: must be one e-mail address and nothing else",
    ),
    "a name with an address": (
        lambda: Notifications(email="Kari Nordmann <kari.nordmann@example.com>"),
        "email: must be one e-mail address and nothing else",
    ),
    "a name with a number": (
        lambda: Notifications(sms="Kari Nordmann +47 912 34 567"),
        "sms: must be one phone number and nothing else",
    ),
    "organisation number": (
        lambda: Sender(organization_number="98466118"),
        "organization_number: must be a text of nine digits",
    ),
    "control character": (
        lambda: portal_job(title="Kari Nordmann\x08"),
        "title: holds U+0008 at character 14, which XML cannot hold",
    ),
    "surrogate": (
        lambda: portal_job(title="Kari Nordmann\ud800"),
        "title: holds half of a surrogate pair, which XML cannot hold",
    ),
    "not a character": (
        lambda: portal_job(title="\uffff"),
        "title: holds U+FFFF at character 1, which XML cannot hold",
    ),
    "title of bytes": (lambda: portal_job(title=b"Kari Nordmann"), "title: must be a text"),
    "no documents": (lambda: portal_job(documents=[]), "documents: is empty"),
    "documents as text": (lambda: portal_job(documents="a.pdf"), "documents: must be a list"),
    "a document as text": (
        lambda: document(content="<Kari Nordmann>"),
        "content: is a text where a path is expected; give content as bytes",
    ),
    "unknown level": (
        lambda: portal_job(required_authentication=5),
        "required_authentication: must be one of '3' or '4'",
    ),
    "unknown field": (
        lambda: portal_job(refrence="Kari Nordmann"),
        "has a field that is not known: did you mean reference?",
    ),
    "unknown field below": (
        lambda: portal_job(signers=[{"personal_identification_number": NUMBER, "sms": "1"}]),
        "signers[0]: has a field that is not known",
    ),
    "signer without identity": (
        DirectSigner,
        "needs personal_identification_number or signer_identifier, and one only",
    ),
    "signer with two identities": (
        lambda: DirectSigner(personal_identification_number=NUMBER, signer_identifier="a"),
        "needs personal_identification_number or signer_identifier, and one only",
    ),
    "portal signer without identity": (
        lambda: PortalSigner(notifications=Notifications(sms="99999999")),
        "needs personal_identification_number, or identified_by_contact_information "
        "set to true, and one only",
    ),
    "portal signer who is told nowhere": (
        lambda: PortalSigner(personal_identification_number=NUMBER),
        "needs notifications or notifications_using_lookup, and one only",
    ),
    "notifications of no kind": (Notifications, "needs email or sms"),
    "legacy form of two documents": (
        lambda: portal_job(legacy=True, documents=[document()] * 2),
        "the legacy form has one document, and its title is the job's",
    ),
    "eleven signers": (
        lambda: portal_job(
            signers=[portal_signer(personal_identification_number=f"{n:011}") for n in range(11)]
        ),
        "signers[10]: REQ203: The job has 11 signers; the service takes 10. "
        "Divide the signers over several jobs.",
    ),
    "twenty-one documents": (
        lambda: portal_job(documents=[document(content=b"")] * 21),
        "documents[20]: REQ202: The job has 21 documents; the service takes 20. "
        "Divide the documents over several jobs.",
    ),
    "more than 10 MiB": (
        lambda: portal_job(documents=[document(content=bytes(5 * 1024 * 1024 + 1))] * 2),
        "REQ201: The documents are 10485762 bytes together; the service takes 10485760. "
        "Make the documents smaller, or divide them over several jobs.",
    ),
    "the same signer twice": (
        lambda: portal_job(signers=[portal_signer()] * 2),
        "signers[1].personal_identification_number: REQ206: The same signer stands in the job "
        "twice (numbers 1 and 2 of their kind). Name each signer once.",
    ),
    "the same name twice": (
        lambda: portal_job(documents=[document(name="a.pdf")] * 2),
        "documents[1].name: REQ212: Documents 1 and 2 have the same href. "
        "Give each document a name of its own.",
    ),
    "a word processor's file": (
        lambda: portal_job(documents=[document(media_type="application/msword")]),
        "documents[0].media_type: REQ216: The service does not take documents of this media "
        'type. Send the document as PDF, with mime="application/pdf".',
    ),
}


@pytest.mark.parametrize(("make", "message"), BEYOND.values(), ids=BEYOND)
def test_beyond_the_edge(make, message):
    (problem,) = refused(make)
    assert problem.startswith(message)


def test_a_rejected_value_is_nowhere_in_what_is_raised():
    number, far = SECRETS[0], SECRETS[0] * 9
    assert refused(lambda: portal_job(title=far)) == ["title: has more than 80 characters"]
    assert refused(lambda: portal_signer(personal_identification_number=number + "x"))
    assert refused(lambda: portal_signer(**{number: "a"}))
    assert refused(lambda: PortalJob.model_validate({"title": far}))
    assert refused(lambda: PortalJob.model_validate_json(json.dumps({"title": far})))


def test_a_job_shows_shapes_only(caplog):
    job = portal_job(
        title="Kari Nordmann",
        reference="01019012345",
        documents=[document(content=Path("kari-nordmann/01019012345.pdf"))],
        signers=[
            portal_signer(
                personal_identification_number="01019012345",
                notifications=Notifications(
                    email="kari.nordmann@example.com", sms="+47 912 34 567"
                ),
                notifications_using_lookup=None,
            )
        ],
    )
    caplog.set_level(logging.DEBUG)
    logging.getLogger().debug("%s %r %s %s", job, job, job.signers[0], job.documents)
    shown = f"{caplog.text} {job} {job!r} {job.signers[0].notifications}"
    assert not any(secret.lower() in shown.lower() for secret in (*SECRETS, "kari"))
    assert "kari.nordmann@example.com" not in job.model_dump_json(include={"signers"})


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        (IdentityNumber, NUMBER, "###########"),
        (EmailAddress, "kari@example.com", "xxxx@xxxxxxx.xxx"),
        (PhoneNumber, "+47 91234567", "+## ########"),
    ],
)
def test_masked_texts(kind, text, shown):
    value = kind(text)
    assert (str(value), f"{value}", "%s" % value, value.reveal()) == (shown, shown, shown, text)  # noqa: UP031
    assert repr(value) == f"{kind.__name__}({shown!r})"
    assert value == kind(text)
    assert hash(value) == hash(kind(text))
    assert value != text
    with pytest.raises(ValueError, match="must be"):
        kind("?")


def test_generated_names_are_short_unique_and_ascii():
    job = portal_job(
        documents=[
            document(),
            document(name="document-3.pdf"),
            document(),
            document(media_type="text/plain"),
        ]
    )
    names = [each.name for each in job.documents]
    assert names == ["document-1.pdf", "document-3.pdf", "document-3-2.pdf", "document-4.txt"]


def test_times_keep_their_instant_and_get_an_offset_that_xml_can_say():
    odd = datetime(1890, 1, 1, tzinfo=ZoneInfo("Europe/Berlin"))
    assert odd.utcoffset() % timedelta(minutes=1)
    wide = datetime(2030, 1, 1, tzinfo=timezone(timedelta(hours=20)))
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Oslo"), fold=1)
    for given in (odd, wide, twice, datetime(2030, 1, 1, tzinfo=UTC)):
        kept = Availability(activation_time=given).activation_time
        assert kept.astimezone(UTC) == given.astimezone(UTC)
        assert abs(kept.utcoffset()) <= timedelta(hours=14)
        assert kept.utcoffset() % timedelta(minutes=1) == timedelta(0)
    end = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=20)))
    assert refused(lambda: Availability(activation_time=end)) == [
        "activation_time: is too near the end of the calendar"
    ]


def test_a_job_is_frozen_and_its_lists_are_too():
    job = direct_job()
    with pytest.raises(UsageError, match="stays as it was"):
        job.title = "another"
    assert job.model_copy(update={"title": "another"}).title == "another"
    assert refused(lambda: job.model_copy(update={"title": ""})) == ["title: is empty"]
    assert isinstance(job.signers, tuple)
    assert isinstance(job.documents, tuple)
    assert copy.deepcopy(job) == job


def test_sender_is_added_once():
    job = portal_job()
    assert refused(job.manifest_xml) == ["sender: is missing"]
    sent = job.with_sender("984661185")
    assert sent.sender == Sender(organization_number="984661185")
    assert sent.with_sender("984661185") == sent
    assert refused(lambda: sent.with_sender("974760673")) == [
        "sender: is another organisation already"
    ]


def test_enumerations_have_the_values_of_the_api():
    assert portal_signer(signature_type=SignatureType.AUTHENTICATED).signature_type == (
        "AUTHENTICATED_ELECTRONIC_SIGNATURE"
    )
