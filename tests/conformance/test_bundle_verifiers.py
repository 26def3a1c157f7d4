"""Other people's verifiers agree with ours, on good packages and on bad ones."""

import random
import shutil
import subprocess
from base64 import b64decode, b64encode
from importlib.metadata import version
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from piilint.bundle import signatures_xml, verify
from piilint.bundle.names import distinguished_name, encoded_file_name, same_name
from piilint.sandbox.pki import private_key
from tests.bundle.packages import (
    FILES,
    HREF,
    MANIFEST,
    PDF,
    failed,
    issued,
    members,
    now,
    organisation,
    packed,
    pki,
)

HERE = Path(__file__).parent
RESULT = "ours verify, and with a changed file are refused by both"
SIGNATURES = "META-INF/signatures.xml"
PLAIN = (
    ("contract.pdf", PDF, "application/pdf"),
    ("manifest.xml", MANIFEST.replace(HREF.encode(), b"contract.pdf"), "application/xml"),
)
needs_xmlsec1 = pytest.mark.skipif(
    not shutil.which("xmlsec1"), reason="xmlsec1 is not installed (Debian package xmlsec1)"
)
needs_java = pytest.mark.skipif(
    not shutil.which("javac"), reason="no Java development kit is installed"
)


def package(files=FILES, **options):
    return members(files, signatures_xml(files, organisation(), now(), **options))


def bent(entries, name):
    changed = bytearray(entries[name])
    changed[len(changed) // 2] ^= 1
    return entries | {name: bytes(changed)}


def java(program, *arguments, **options):
    return subprocess.run(
        ["java", HERE / "java" / program, *arguments], capture_output=True, check=False, **options
    )


@needs_java
@pytest.mark.parametrize("c14n11", [False, True])
def test_the_jdk_validates_our_packages(tmp_path, c14n11, jdk, interop):
    path = tmp_path / "job.asice"
    path.write_bytes(packed(package(c14n11=c14n11)))
    run = java("VerifyPackage.java", path)
    assert run.stdout.decode().split("\n")[:-1] == [
        "signature true",
        "reference true",
        "reference true",
        "reference true",
        "core true",
    ], run.stderr
    interop.record("signatures", "javax.xml.crypto of the JDK", jdk, RESULT)


@needs_java
def test_the_jdk_and_we_refuse_a_changed_file(tmp_path):
    entries = bent(package(), "manifest.xml")
    path = tmp_path / "job.asice"
    path.write_bytes(packed(entries))
    run = java("VerifyPackage.java", path)
    assert run.stdout.decode().split("\n")[:-1] == [
        "signature true",
        "reference true",
        "reference false",
        "reference true",
        "core false",
    ], run.stderr
    assert "file-digests" in failed(entries)


@needs_java
def test_an_archive_that_the_jdk_packed_is_read(tmp_path, jdk, interop):
    entries = package(PLAIN)
    for number, content in enumerate(entries.values()):
        (tmp_path / str(number)).write_bytes(content)
    path = tmp_path / "job.asice"
    run = java("WritePackage.java", path, tmp_path, *entries)
    assert run.returncode == 0, run.stderr
    assert verify(path, trust=pki().certificates()).valid
    interop.record("archives", "java.util.zip of the JDK", jdk, "packages that it packed verify")


def xmlsec1(folder, entries):
    for name, content in entries.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    (folder / "root.pem").write_bytes(pki()["test", "Buypass"].root.public_bytes(Encoding.PEM))
    return subprocess.run(
        [
            "xmlsec1",
            "--verify",
            *("--trusted-pem", "root.pem"),
            *("--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties"),
            SIGNATURES,
        ],
        cwd=folder,
        capture_output=True,
        check=False,
    )


@needs_xmlsec1
@pytest.mark.parametrize("c14n11", [False, True])
def test_xmlsec1_verifies_our_signature_and_chain(tmp_path, c14n11, interop):
    run = xmlsec1(tmp_path, package(PLAIN, c14n11=c14n11))
    assert run.returncode == 0, run.stderr
    assert b"SignedInfo References (ok/all): 3/3" in run.stderr + run.stdout
    said = subprocess.run(["xmlsec1", "--version"], capture_output=True, text=True, check=True)
    interop.record("signatures", "xmlsec1", said.stdout.split()[1], f"{RESULT}, chain included")


@needs_xmlsec1
@pytest.mark.parametrize("name", ["contract.pdf", "manifest.xml"])
def test_xmlsec1_and_we_refuse_a_changed_file(tmp_path, name):
    entries = bent(package(PLAIN), name)
    assert xmlsec1(tmp_path, entries).returncode != 0
    assert "file-digests" in failed(entries)


def signxml_references(entries, files):
    signxml = pytest.importorskip("signxml", reason="signxml is not installed")
    contents = {encoded_file_name(name): entries[name] for name, _, _ in files}
    verifier = signxml.XMLVerifier()
    verifier.excise_empty_xmlns_declarations = True  # lxml writes them inside of a tree
    return verifier.verify(
        entries[SIGNATURES],
        x509_cert=issued().certificate,
        uri_resolver=contents.__getitem__,
        expect_references=3,
        id_attribute="Id",
    )


def test_signxml_verifies_our_signature(interop):
    results = signxml_references(package(), FILES)
    assert [result.signed_data for result in results[:2]] == [PDF, MANIFEST]
    assert results[2].signed_xml.tag == "{http://uri.etsi.org/01903/v1.3.2#}SignedProperties"
    interop.record("signatures", "signxml", version("signxml"), RESULT)


@pytest.mark.parametrize("name", [FILES[0][0], "manifest.xml"])
def test_signxml_and_we_refuse_a_changed_file(name):
    signxml = pytest.importorskip("signxml", reason="signxml is not installed")
    entries = bent(package(), name)
    with pytest.raises(signxml.InvalidDigest):
        signxml_references(entries, FILES)
    assert "file-digests" in failed(entries)


ALPHABET = "aZ 09 ,=+<>#;\"\\ \u00e6\u00d8\u0161\u20ac'()/.:?*~-_%&"
PRINTABLE = "aZ 09 ,=+'()/.:?-"
TYPES = {
    NameOID.COMMON_NAME: ALPHABET,
    NameOID.ORGANIZATION_NAME: ALPHABET,
    NameOID.ORGANIZATIONAL_UNIT_NAME: ALPHABET,
    NameOID.LOCALITY_NAME: ALPHABET,
    NameOID.STATE_OR_PROVINCE_NAME: ALPHABET,
    NameOID.STREET_ADDRESS: ALPHABET,
    NameOID.DOMAIN_COMPONENT: PRINTABLE,
    NameOID.USER_ID: ALPHABET,
    NameOID.ORGANIZATION_IDENTIFIER: ALPHABET,
    NameOID.SERIAL_NUMBER: PRINTABLE,
    NameOID.EMAIL_ADDRESS: PRINTABLE,
    NameOID.TITLE: ALPHABET,
    NameOID.GIVEN_NAME: ALPHABET,
}


def generated():
    """Names of one to five parts, some of several attributes, with every special character."""
    dice = random.Random(20261123)

    def text(alphabet, length):
        return "".join(dice.choices(alphabet, k=length))

    def part():
        types = dice.sample(list(TYPES), dice.choice((1, 1, 1, 2)))
        return x509.RelativeDistinguishedName(
            [x509.NameAttribute(each, text(TYPES[each], dice.randint(1, 12))) for each in types]
        )

    names = [encoded(x509.Name([part() for _ in range(dice.randint(1, 5))])) for _ in range(300)]
    return names, [text(ALPHABET, dice.randint(1, 30)) for _ in range(300)]


@needs_java
def test_names_are_written_as_the_jdk_writes_them(jdk, interop):
    names, files = generated()
    lines = [b"name " + b64encode(name.public_bytes()) for name in names]
    lines += [b"file " + b64encode(file.encode()) for file in files]
    run = java("Names.java", input=b"\n".join(lines))
    written = [b64decode(line).decode() for line in run.stdout.split()]
    assert [distinguished_name(name) for name in names] == written[: len(names)], run.stderr
    assert [encoded_file_name(file) for file in files] == written[len(names) :]
    assert all(same_name(text, name) for text, name in zip(written, names, strict=False))
    interop.record(
        "names of certificates and files", "X500Principal and URLEncoder of the JDK", jdk,
        "written alike for 300 generated names each",
    )  # fmt: skip


def encoded(name):
    """The name as it comes back out of DER, which sorts the attributes of a part."""
    request = x509.CertificateSigningRequestBuilder().subject_name(name)
    return request.sign(private_key("names"), hashes.SHA256()).subject
