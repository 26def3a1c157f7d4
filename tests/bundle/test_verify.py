"""Every requirement of the profile, with a package that meets it and ones that do not."""

import hashlib
import io
import re
import zipfile
from base64 import b64encode
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from piilint.bundle import verify
from piilint.bundle.canonical import canonical
from piilint.bundle.names import same_name
from piilint.bundle.profile import C14N, C14N11, DS, RSA_SHA256, SHA1, SHA256, XADES
from piilint.bundle.signature import read_signature
from tests.bundle.packages import (
    FILES,
    HREF,
    MANIFEST,
    NAME,
    PDF,
    failed,
    issued,
    members,
    now,
    organisation,
    packed,
    pki,
    signature,
    verified,
)
from tests.reference import REFERENCE, needs_reference

SIGNATURES = "META-INF/signatures.xml"
NS = {"ds": DS, "xades": XADES}


def with_signature(change):
    """A package whose signature file is changed as text after it was made."""
    return members(signatures=change(signature().decode()).encode())


def replaced(old, new, count=1):
    def change(xml):
        assert old in xml
        return xml.replace(old, new, count)

    return with_signature(change)


def resigned(change, properties=True):
    """A package whose signature file is changed and signed anew, with its properties or without."""
    root = etree.fromstring(change(signature().decode()).encode())
    signed_info = root.find(".//ds:SignedInfo", NS)
    reference = signed_info.find("ds:Reference[@Type]", NS)
    if properties and reference is not None:
        digest = hashlib.sha256(canonical(root.find(".//xades:SignedProperties", NS))).digest()
        reference.find("ds:DigestValue", NS).text = b64encode(digest).decode()
    value = organisation().sign(canonical(signed_info))
    root.find(".//ds:SignatureValue", NS).text = b64encode(value).decode()
    return members(signatures=etree.tostring(root))


@pytest.mark.parametrize("family", ["Buypass", "Commfides"])
@pytest.mark.parametrize("seid", [1, 2, "cn"])
def test_a_good_package_meets_every_requirement(family, seid):
    certificate = organisation(family=family, seid=seid)
    report = verified(members(signatures=signature(certificate=certificate)))
    assert [r.name for r in report.requirements if r.status != "passed"] == ["mimetype"]
    assert report.valid
    assert report["mimetype"].status == "not-applicable"
    assert report.signer == certificate.certificate
    assert [file.name for file in report.files] == [NAME, "manifest.xml", SIGNATURES]
    assert [file.media_type for file in report.files] == [
        "application/pdf",
        "application/xml",
        None,
    ]
    assert report.manifest == MANIFEST


def test_a_package_is_read_from_bytes_a_path_and_an_open_file(tmp_path):
    path = tmp_path / "job.asice"
    path.write_bytes(packed(members()))
    trust = pki().certificates()
    assert verify(path, trust=trust).valid
    assert verify(str(path), trust=trust).valid
    assert verify(io.BytesIO(path.read_bytes()), trust=trust).valid


def test_rules_are_numbered_in_their_order_and_named_once():
    report = verified(members())
    rules = [requirement.rule for requirement in report.requirements]
    assert sorted(rules) == rules
    assert len(set(rules)) == len(rules)


# the container


def test_what_is_no_sound_archive_is_judged_no_further():
    report = verified(packed(members())[:-1])
    assert [r.name for r in report.failures] == ["container"]
    assert {r.status for r in report.requirements[1:]} == {"not-applicable"}
    assert failed(b"") == ["container"]
    assert failed(b"--b\r\nContent-Type: a/b\r\n\r\n\r\n--b--") == ["container"]


def test_the_old_manifest_must_not_be_there():
    assert failed(members() | {"META-INF/manifest.xml": b"<m/>"}) == ["meta-inf"]


@pytest.mark.parametrize(
    "name", ["META-INF/", "META-INF/signatures2.xml", "META-INF/container.xml"]
)
def test_nothing_else_lies_beside_the_signature(name):
    assert failed(members() | {name: b""}) == ["meta-inf"]


def test_a_package_without_signature():
    entries = members()
    del entries[SIGNATURES]
    assert failed(entries) == ["meta-inf", "signature-file"]


def test_mimetype_is_first_stored_and_right():
    asice = b"application/vnd.etsi.asic-e+zip"
    assert failed(packed({"mimetype": asice} | members(), zipfile.ZIP_STORED)) == []
    assert failed(packed({"mimetype": asice} | members())) == ["mimetype"]
    assert failed(packed(members() | {"mimetype": asice}, zipfile.ZIP_STORED)) == ["mimetype"]
    assert failed(packed({"mimetype": b"text/plain"} | members(), zipfile.ZIP_STORED)) == [
        "mimetype"
    ]


# the signature file


def test_a_dtd_is_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><XAdESSignatures'
    assert failed(replaced("<XAdESSignatures", bomb)) == ["signature-file"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-7", "cp037"])
def test_another_encoding_hides_nothing(encoding):
    xml = signature().decode()
    body = xml.partition("?>")[2]
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b">]>{body}'
    assert failed(members(signatures=xml.encode(encoding))) == ["signature-file"]


def test_xml_that_is_not_well_formed():
    assert failed(replaced("</SignedInfo>", "</x>")) == ["signature-file"]


def test_a_second_signature_is_refused():
    def twice(xml):
        signature = re.search("<Signature .*</Signature>", xml, re.DOTALL)[0]
        return xml.replace(signature, signature + signature.replace('Id="', 'Id="x'))

    assert failed(with_signature(twice)) == ["signature-file"]


WRAPPED = '<Object><x xmlns="urn:x">{}</x></Object>'


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace("</KeyInfo>", "</KeyInfo>" + WRAPPED.format("")),
        lambda xml: xml.replace("</Object>", "</Object><Object/>"),
        lambda xml: re.sub(
            "(<SignedProperties .*</SignedProperties>)", r"\1\1", xml, flags=re.DOTALL
        ),
        lambda xml: re.sub(
            "(<QualifyingProperties .*</QualifyingProperties>)", r"\1\1", xml, flags=re.DOTALL
        ),
        lambda xml: xml.replace("</SignedInfo>", "</SignedInfo><!-- -->"),
        lambda xml: xml.replace("</SignedInfo>", "</SignedInfo><?x y?>"),
        lambda xml: xml.replace("<SignedInfo>", "text<SignedInfo>"),
        lambda xml: xml.replace("<SignedInfo>", '<SignedInfo x="y">'),
        lambda xml: xml.replace("<SignedInfo>", '<SignedInfo xml:lang="nb">'),
        lambda xml: xml.replace("<KeyInfo>", '<KeyInfo Id="ID_0">'),
        lambda xml: xml.replace("<KeyInfo>", '<KeyInfo Id="SignedProperties">'),
        lambda xml: xml.replace("<X509Data>", "<KeyName>x</KeyName><X509Data>"),
        lambda xml: xml.replace("<SigningTime>", "<SigningTime><!-- -->"),
        lambda xml: xml.replace("<SigningTime>", "<SigningTime><x/>"),
        lambda xml: xml.replace("<MimeType>", "<Description>x</Description><MimeType>"),
        lambda xml: xml.replace("<X509Certificate>", "<X509Certificate>!"),
        lambda xml: xml.replace("<X509Certificate>MII", "<X509Certificate>AII"),
        lambda xml: xml.replace("<SignatureValue>", "<SignatureValue>\u00e6"),
        lambda xml: xml.replace("2918/v1.2.1#", "2918/v1.1.1#"),
        lambda xml: xml.replace("01903/v1.3.2#", "01903/v1.4.1#"),
    ],
)
def test_only_the_one_shape_is_read(change):
    assert failed(with_signature(change)) == ["signature-file"]


# what the signature says


def test_wrapping_cannot_show_other_properties_than_the_signed_ones():
    """The signed element is moved aside, another one takes its place."""

    def wrap(xml):
        properties = re.search("<SignedProperties .*</SignedProperties>", xml, re.DOTALL)[0]
        other = properties.replace("2026", "2025")
        hidden = f"<UnsignedProperties>{properties}</UnsignedProperties>"
        return xml.replace(properties, other.replace('Id="S', 'Id="x') + hidden)

    assert failed(with_signature(wrap)) == ["signature-file"]
    assert failed(
        replaced('<SignedProperties Id="SignedProperties"', '<SignedProperties Id="x"')
    ) == ["signed-properties"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (RSA_SHA256, "http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
        (RSA_SHA256, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"),
        (RSA_SHA256, "http://www.w3.org/2000/09/xmldsig#hmac-sha1"),
        (SHA256, "http://www.w3.org/2001/04/xmlenc#sha512"),
        (C14N, "http://www.w3.org/2001/10/xml-exc-c14n#"),
        (C14N, C14N + "#WithComments"),
    ],
)
def test_algorithms_outside_of_the_profile(old, new):
    assert "algorithms" in failed(resigned(lambda xml: xml.replace(old, new)))


def test_the_certificate_digest_is_sha_1_and_nothing_else():
    entries = resigned(lambda xml: xml.replace(SHA1, SHA256))
    assert "algorithms" in failed(entries)


def test_canonical_xml_1_1_is_allowed():
    assert failed(members(signatures=signature(c14n11=True))) == []
    assert failed(resigned(lambda xml: xml.replace(C14N, C14N11, 1))) == []


def test_a_file_that_is_transformed_first_is_refused():
    transform = f'<Transforms><Transform Algorithm="{C14N}"/></Transforms><DigestMethod'
    changed = resigned(lambda xml: xml.replace("<DigestMethod", transform, 1))
    assert failed(changed) == ["algorithms"]


def test_a_file_that_is_not_signed():
    assert failed(members() | {"extra.pdf": PDF}) == ["documents", "coverage"]


def test_a_signed_file_that_is_missing():
    entries = members()
    del entries[NAME]
    assert failed(entries) == ["documents", "coverage"]


def test_a_file_that_is_signed_twice():
    files = (*FILES, (f"x{NAME}", PDF, "application/pdf"))
    twice = signature(files).replace(b"xKj%C3", b"Kj%C3")
    assert "coverage" in failed(members(signatures=twice))


@pytest.mark.parametrize(
    "uri", ["..%2Fx.pdf", "http://example.test/x", "", "#ID_1", "%2Fetc%2Fpasswd"]
)
def test_a_reference_that_leaves_the_package(uri):
    changed = resigned(lambda xml: re.sub('URI="Kj[^"]*"', f'URI="{uri}"', xml))
    assert "coverage" in failed(changed)


@pytest.mark.parametrize("name", [NAME, "manifest.xml"])
def test_a_file_that_was_changed(name):
    entries = members()
    entries[name] = entries[name].replace(b"%PDF", b"%PDE").replace(b"Avtale", b"Avtalt")
    assert failed(entries) == ["file-digests"]


def test_properties_that_were_changed():
    assert failed(replaced(">application/pdf<", ">application/xml<")) == ["signed-properties"]


def test_properties_that_are_not_referenced():
    unreferenced = resigned(
        lambda xml: re.sub("<Reference Type=.*?</Reference>", "", xml, flags=re.DOTALL)
    )
    assert failed(unreferenced) == ["signed-properties"]


def test_properties_of_another_signature():
    assert failed(replaced('Target="#Signature"', 'Target="#x"')) == ["signed-properties"]


def test_a_signed_info_that_was_changed():
    assert failed(replaced('Id="ID_0"', 'Id="ID_7"')) == ["signature-value", "media-types"]


def test_a_signature_by_another_key():
    other = signature(certificate=organisation(usage="enc")).decode()
    value = re.search("<SignatureValue>.*?</SignatureValue>", other, re.DOTALL)[0]
    changed = with_signature(
        lambda xml: re.sub("<SignatureValue>.*?</SignatureValue>", value, xml, flags=re.DOTALL)
    )
    assert failed(changed) == ["signature-value"]


# the certificate


def certificates(*chain):
    """A package whose KeyInfo is exchanged, which no signature protects."""
    elements = "".join(
        f"<X509Certificate>{b64encode(each.public_bytes(Encoding.DER)).decode()}</X509Certificate>"
        for each in chain
    )
    return with_signature(
        lambda xml: re.sub("<X509Certificate>.*</X509Certificate>", elements, xml, flags=re.DOTALL)
    )


def test_a_certificate_that_does_not_match_its_digest():
    other = issued(family="Commfides")
    assert "certificate-digest" in failed(certificates(*other.chain))


def test_the_signer_alone_is_read_as_the_c_sharp_client_writes_it():
    assert failed(certificates(issued().certificate)) == []


C_SHARP_ISSUER = (
    "CN=Buypass-shaped CA G2 HT Business test, O=Piilint throw-away B, "
    "OID.2.5.4.97=NTRNO-983163327, C=NO"
)


@pytest.mark.parametrize("uri", ["Kj%C3%B8p%20%26%20salg%20(2)%2B~*.pdf", HREF])
def test_a_signature_in_the_manner_of_the_c_sharp_client(uri):
    """Names percent-encoded or plain, no prefix for the other namespace, spaces in the issuer."""

    def change(xml):
        xml = re.sub('URI="Kj[^"]*"', f'URI="{uri}"', xml)
        xml = re.sub("(?<=<ns2:X509IssuerName>)[^<]*", C_SHARP_ISSUER, xml)
        xml = re.sub(f' xmlns:ns2="{DS}"', "", xml)
        return re.sub("<ns2:([A-Za-z0-9]+)", rf'<\1 xmlns="{DS}"', xml).replace("</ns2:", "</")

    assert failed(resigned(change)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("CN=Buypass", "CN=Commfides"),
        (",C=NO", ""),
        (",C=NO", ",C=NO,C=NO"),
        (",C=NO", ",OU=NO"),
        (",2.5.4.97=#", ",2.5.4.98=#"),
        ("=#0c0f", "=#130f"),
        ("<ns2:X509SerialNumber>", "<ns2:X509SerialNumber>1"),
        ("<ns2:X509SerialNumber>", "<ns2:X509SerialNumber>0"),
    ],
)
def test_another_issuer_or_serial_number(old, new):
    assert failed(resigned(lambda xml: xml.replace(old, new, 1))) == ["certificate-digest"]


@needs_reference
def test_the_official_example_has_a_shape_that_is_read():
    data = (REFERENCE / "examples" / "xades" / "signatures.xml").read_bytes()
    seen = read_signature(data)
    assert [reference.uri for reference in seen.references] == [
        "document.pdf",
        "manifest.xml",
        "#SignedProperties",
    ]
    assert [media_type for _, media_type in seen.media_types] == [
        "application/pdf",
        "application/xml",
    ]
    assert same_name(seen.issuer_name, seen.certificates[0].issuer)
    assert seen.serial_number == str(seen.certificates[0].serial_number)


def test_a_chain_that_is_cut_or_out_of_order():
    leaf, intermediate, root = issued().chain
    assert failed(certificates(leaf, intermediate)) == ["key-info"]
    assert failed(certificates(leaf, root, intermediate)) == ["key-info"]
    assert failed(certificates(root, intermediate, leaf)) == ["key-info"]
    assert failed(
        certificates(leaf, intermediate, root, issued(family="Commfides").certificate)
    ) == ["key-info"]


def test_a_chain_that_ends_nowhere():
    assert failed(members(), trust=pki().certificates("production")) == ["trusted-chain"]
    assert failed(members(), trust=()) == ["trusted-chain"]
    assert failed(members(), trust=[pki()["test", "Commfides"].root]) == ["trusted-chain"]


def test_the_root_alone_is_trust_enough_where_the_chain_is_whole():
    assert failed(members(), trust=[pki()["test", "Buypass"].root]) == []


@pytest.mark.parametrize("usage", ["sign", "enc"])
def test_a_certificate_for_another_use(usage):
    certificate = organisation(usage=usage)
    assert failed(members(signatures=signature(certificate=certificate))) == ["certificate-use"]


def test_a_certificate_without_organisation_number():
    certificate = pki()["test", "Buypass"].issue("x", seid="cn").organisation()
    assert failed(members(signatures=signature(certificate=certificate))) == ["certificate-use"]


# time


def test_a_signing_time_in_the_future_beyond_the_tolerance():
    entries = members(signatures=signature(time=now()))
    assert failed(entries, at=now() - timedelta(seconds=3)) == []
    assert failed(entries, at=now() - timedelta(seconds=8)) == ["signing-time"]


def test_a_signing_time_outside_of_the_certificates_validity():
    early = members(signatures=signature(time=now() - timedelta(days=30)))
    assert "signing-time" in failed(early)


# media types and manifest


def test_each_file_has_one_media_type():
    twice = re.compile("(<DataObjectFormat .*?</DataObjectFormat>)", re.DOTALL)
    assert "media-types" in failed(with_signature(lambda xml: twice.sub(r"\1\1", xml, 1)))
    assert "media-types" in failed(with_signature(lambda xml: twice.sub("", xml, 1)))
    assert "media-types" in failed(replaced("#ID_0", "#ID_5"))
    assert "media-types" in failed(replaced(">application/pdf<", "><"))


def manifest(change):
    changed = (FILES[0], ("manifest.xml", change(MANIFEST), "application/xml"))
    return members(changed)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda m: m.replace(b"<sender>", b"<sender><x/>"), ["manifest"]),
        (lambda m: b"not xml", ["manifest"]),
        (lambda m: m.replace(b"<direct", b"<!DOCTYPE x []><direct", 1), ["manifest"]),
        (lambda m: m.replace(HREF.encode(), b"other.pdf"), ["documents"]),
        (lambda m: b"<a/>", ["manifest", "documents"]),
    ],
)
def test_the_manifest_is_valid_and_names_the_documents(change, expected):
    assert failed(manifest(change)) == expected


def test_a_package_without_manifest():
    entries = members(FILES[:1])
    assert failed(entries) == ["manifest"]


def test_reasons_and_records_name_no_file():
    entries = members() | {"Kari Nordmann.pdf": PDF}
    report = verified(entries)
    assert "Nordmann" not in repr(report)
    assert "file 4" in report["coverage"].reason
