"""A job's XML: valid by every schema at hand, the same each time, and the way back."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from piilint.errors import JobError
from piilint.request.jobs import DirectJob, PortalJob
from piilint.resources import data_folder
from piilint.schema.xsd import MessageSchema
from tests.reference import REFERENCE, needs_reference
from tests.request.strategies import JOBS

EXAMPLES = REFERENCE / "examples"
SCHEMA = MessageSchema.load(data_folder("schemas"))
FLOWS = {"direct": DirectJob, "portal": PortalJob}
FEW = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def contents(job) -> dict[str, bytes]:
    return {document.name: document.content for document in job.documents}


@FEW
@given(JOBS)
def test_every_job_has_valid_xml_and_comes_back_from_it(job):
    request, manifest = job.request_xml(), job.manifest_xml()
    assert SCHEMA.accepts(etree.fromstring(request))
    assert SCHEMA.accepts(etree.fromstring(manifest))
    assert type(job).from_xml(request, manifest, contents(job)) == job


@needs_reference
@FEW
@given(JOBS)
def test_the_official_schema_takes_it_too(job):
    assert official().validate(etree.fromstring(job.request_xml()))
    assert official().validate(etree.fromstring(job.manifest_xml()))


def official(known: list[etree.XMLSchema] = []) -> etree.XMLSchema:  # noqa: B006  # made once
    if not known:
        known.append(etree.XMLSchema(file=str(REFERENCE / "xsd" / "direct-and-portal.xsd")))
    return known[0]


def examples() -> list[Path]:
    return sorted(EXAMPLES.rglob("manifest*.xml"))


@needs_reference
@pytest.mark.parametrize("path", examples(), ids=lambda path: str(path.relative_to(EXAMPLES)))
def test_every_official_example_is_a_job(path):
    flow = path.relative_to(EXAMPLES).parts[0]
    request, manifest = (EXAMPLES / flow / "request.xml").read_bytes(), path.read_bytes()
    job = FLOWS[flow].from_xml(request, manifest)
    assert canonical(job.request_xml()) == canonical(request)
    assert canonical(job.manifest_xml()) == canonical(manifest)
    assert job.legacy == (b"<documents>" not in manifest)


def canonical(data: bytes) -> bytes:
    """Canonical XML without comments and without the white space between elements."""
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_blank_text=True))
    return etree.tostring(root, method="c14n2")


def manifest(inner: str) -> bytes:
    return (
        '<portal-signature-job-manifest xmlns="http://signering.posten.no/schema/v1">'
        f"{inner}</portal-signature-job-manifest>"
    ).encode()


REQUEST = b'<portal-signature-job-request xmlns="http://signering.posten.no/schema/v1"/>'

UNREADABLE = {
    "no XML": (b"01019012345", "portal-signature-job-manifest cannot be read", "XML002"),
    "a DTD": (b"<!DOCTYPE a><a/>", "portal-signature-job-manifest cannot be read", "XML001"),
    "another message": (REQUEST, "this is another message", None),
    "incomplete": (manifest(""), "portal-signature-job-manifest breaks its schema", "REQ104"),
}


@pytest.mark.parametrize(("data", "what", "rule"), UNREADABLE.values(), ids=UNREADABLE)
def test_messages_that_are_no_job(data, what, rule):
    with pytest.raises(JobError) as caught:
        PortalJob.from_xml(REQUEST, data)
    assert str(caught.value).startswith(what)
    assert caught.value.problems[0].rule == rule
    assert "01019012345" not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_prefix_and_comments_make_no_difference():
    job = PortalJob(
        title="T",
        documents=[{"title": "D", "content": b""}],
        signers=[
            {
                "personal_identification_number": "01013300001",
                "notifications_using_lookup": {"sms": True},
            }
        ],
    ).with_sender("984661185")
    written = job.manifest_xml().decode()
    prefixed = written.replace("</", "</s:").replace("<", "<s:").replace("<s:/s:", "</s:")
    prefixed = prefixed.replace("<s:?xml", "<?xml").replace("xmlns=", "xmlns:s=")
    prefixed = prefixed.replace("01013300001", "010133<!-- -->00001")
    again = PortalJob.from_xml(job.request_xml(), prefixed.encode(), contents(job))
    assert again == job
