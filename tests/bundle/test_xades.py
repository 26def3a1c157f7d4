"""The signature file: its structure, and every value that the profile prescribes."""

import hashlib
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives import hashes
from lxml import etree

from piilint.bundle import signatures_xml
from piilint.bundle.xades import signing_time_text
from piilint.errors import BundleError
from tests.bundle.packages import FILES, NAME, PDF, issued, organisation, pki, signature
from tests.reference import REFERENCE, needs_reference

NS = {
    "asic": "http://uri.etsi.org/2918/v1.2.1#",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
    "xades": "http://uri.etsi.org/01903/v1.3.2#",
}
TIME = datetime(2026, 11, 23, 11, 0, 0, 120_999, timezone(timedelta(hours=1)))


def outline(element):
    """An element with all that is a matter of structure: names, prefixes, attributes, order."""
    variable = {"URI", "ObjectReference"} if element.get("Type") is None else set()
    attributes = [
        (name, None if name in variable else value) for name, value in element.attrib.items()
    ]
    return (element.tag, element.prefix, element.nsmap, attributes, [outline(e) for e in element])


@needs_reference
def test_structure_is_that_of_the_official_example():
    official = etree.parse(REFERENCE / "examples" / "xades" / "signatures.xml").getroot()
    files = (("document.pdf", PDF, "application/pdf"), FILES[1])
    ours = etree.fromstring(signature(files))
    key_info = "ds:Signature/ds:KeyInfo/ds:X509Data"
    chain = ours.find(key_info, NS)
    assert [e.tag for e in chain] == 3 * [official.find(key_info, NS)[0].tag]
    del chain[1:]  # the example's certificate is self-signed
    assert outline(ours) == outline(official)
    uris = [e.get("URI") for e in ours.iterfind(".//ds:Reference", NS)]
    assert uris == [e.get("URI") for e in official.iterfind(".//ds:Reference", NS)]


def values(xml, path):
    return [e.text for e in etree.fromstring(xml).iterfind(f".//{path}", NS)]


def test_digests_are_those_of_the_files():
    digests = values(signature(), "ds:SignedInfo/ds:Reference/ds:DigestValue")
    assert [b64decode(digest) for digest in digests[:2]] == [
        hashlib.sha256(content).digest() for _, content, _ in FILES
    ]


def test_files_can_be_read_from_disk(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(PDF)
    from_disk = ((NAME, path, "application/pdf"), FILES[1])
    assert signature(from_disk, time=TIME) == signature(time=TIME)


def test_names_are_encoded_as_in_a_form():
    root = etree.fromstring(signature())
    assert root.find(".//ds:Reference", NS).get("URI") == "Kj%C3%B8p+%26+salg+%282%29%2B%7E*.pdf"


@pytest.mark.parametrize("family", ["Buypass", "Commfides"])
@pytest.mark.parametrize("seid", [1, 2])
def test_the_certificate_is_named_and_its_chain_included(family, seid):
    shape = {"family": family, "seid": seid}
    leaf, *above = issued(**shape).chain
    xml = signature(certificate=organisation(**shape))
    assert values(xml, "xades:CertDigest/ds:DigestValue") == [
        b64encode(leaf.fingerprint(hashes.SHA1())).decode()
    ]
    [name] = values(xml, "ds:X509IssuerName")
    assert name.startswith(f"CN={family}-shaped CA G2 HT Business test,O=Piilint throw-away")
    assert ",2.5.4.97=#0c0f4e54524e4f2d" in name
    assert name.endswith(",C=NO")
    assert values(xml, "ds:X509SerialNumber") == [str(leaf.serial_number)]
    assert len(values(xml, "ds:X509Certificate")) == 1 + len(above)


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (TIME, "2026-11-23T11:00:00.120+01:00"),
        (TIME.replace(microsecond=999), "2026-11-23T11:00:00+01:00"),
        (TIME.replace(microsecond=999_999), "2026-11-23T11:00:00.999+01:00"),
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02T03:04:05Z"),
        (datetime(2026, 1, 2, 3, 4, 5, 6000, tzinfo=UTC), "2026-01-02T03:04:05.006Z"),
        (
            datetime(2026, 1, 2, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
            "2026-01-02T00:00:00-03:30",
        ),
    ],
)
def test_signing_time(time, text):
    assert signing_time_text(time) == text
    assert values(signature(time=time), "xades:SigningTime") == [text]


@pytest.mark.parametrize(
    "time",
    [datetime(2026, 1, 2), datetime(2026, 1, 2, tzinfo=timezone(timedelta(seconds=30)))],  # noqa: DTZ001
    ids=["no zone", "seconds in the zone"],
)
def test_a_time_that_cannot_be_written_is_refused(time):
    with pytest.raises(BundleError, match="time zone"):
        signature(time=time)


def test_the_same_input_makes_the_same_bytes():
    assert signature(time=TIME) == signature(time=TIME)


def test_canonical_xml_1_1_is_an_option():
    root = etree.fromstring(signature(c14n11=True))
    method = root.find(".//ds:CanonicalizationMethod", NS)
    assert method.get("Algorithm") == "http://www.w3.org/2006/12/xml-c14n11"


def test_a_chain_that_does_not_reach_its_root_is_refused_with_the_remedy():
    alone = issued().organisation()
    alone = type(alone)(issued().key, issued().certificate)
    with pytest.raises(BundleError, match="completed"):
        signature(certificate=alone)
    assert signature(certificate=alone.completed(pki().certificates()), time=TIME) == signature(
        time=TIME
    )


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("../a.pdf", "application/pdf"),
        ("META-INF/a.pdf", "application/pdf"),
        ("a\\b.pdf", "application/pdf"),
        ("a\nb.pdf", "application/pdf"),
        ("", "application/pdf"),
        ("manifest.xml", "application/pdf"),
        ("Manifest.XML", "application/pdf"),
        ("a.pdf", "pdf"),
        ("a.pdf", "application/<pdf>"),
        ("a.pdf", ""),
    ],
)
def test_names_and_media_types_that_no_package_can_have(name, media_type):
    with pytest.raises(BundleError) as caught:
        signatures_xml([(name, PDF, media_type), FILES[1]], organisation(), TIME)
    assert caught.value.__context__ is None
