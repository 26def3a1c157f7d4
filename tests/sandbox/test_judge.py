"""What the sandbox refuses, and that the bundle verifier and it agree on it."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from piilint import Gate
from piilint.bundle import build
from piilint.bundle.verify import verify
from piilint.sandbox.judge import RefusedError, judge, shipped_schema
from piilint.sandbox.pki import Pki

from ..request.jobs import direct_job, portal_job

SENDER = "100101688"
SCHEMA = shipped_schema()


@pytest.fixture(scope="module")
def pki():
    return Pki.create()


@pytest.fixture(scope="module")
def bundle(pki):
    checked = Gate().check(portal_job(), sender=SENDER)
    return build(checked, pki["test", "Buypass"].issue().organisation())


def body(request, package, types=("application/xml", "application/octet-stream")):
    parts = zip(types, (request, package), strict=True)
    return b"".join(
        b"--limit\r\nContent-Type: " + kind.encode() + b"\r\n\r\n" + data + b"\r\n"
        for kind, data in parts
    ) + b"--limit--\r\n"  # fmt: skip


def judged(pki, data, **more):
    options = {
        "flow": "portal", "sender": SENDER, "anchors": pki.certificates(), "signers": {SENDER},
        "at": datetime.now(UTC), "signing_time_seconds": 60, "schema": SCHEMA, **more,
    }  # fmt: skip
    return judge(data, **options)


def refused(pki, data, **more):
    with pytest.raises(RefusedError) as caught:
        judged(pki, data, **more)
    return caught.value.code, str(caught.value)


def changed(package, change):
    """A package with its members changed."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return sink.getvalue()


def test_what_the_builder_makes_is_accepted(pki, bundle) -> None:
    accepted = judged(pki, body(bundle.submission.request, bundle.content()))
    assert list(accepted.documents) == ["document-1.pdf"]


SIGNATURE = "META-INF/signatures.xml"


def in_signature(old, new):
    def change(members):
        assert old in members[SIGNATURE]
        members[SIGNATURE] = members[SIGNATURE].replace(old, new, 1)

    return change


def more(name, data=b"x"):
    return lambda members: members.update({name: data})


def flipped(name):
    def change(members):
        members[name] = members[name][:-1] + bytes([members[name][-1] ^ 1])

    return change


def second_signature(members):
    start = members[SIGNATURE].index(b"<Signature ")
    end = members[SIGNATURE].index(b"</XAdESSignatures>")
    one = members[SIGNATURE][start:end]
    members[SIGNATURE] = members[SIGNATURE][:end] + one + members[SIGNATURE][end:]


CHANGES = {
    "a document changed": (flipped("document-1.pdf"), "digest"),
    "a file that is not signed": (more("more.txt"), "every file"),
    "a second file in META-INF": (more("META-INF/manifest.xml"), "META-INF"),
    "no signature": (lambda members: members.pop(SIGNATURE), "no sound ZIP"),
    "no manifest": (lambda members: members.pop("manifest.xml"), "no sound ZIP"),
    "two signatures": (second_signature, "exactly one"),
    "another signature algorithm": (
        in_signature(b"xmldsig-more#rsa-sha256", b"xmldsig-more#rsa-sha512"), "RSA with SHA-256",
    ),
    "another digest algorithm": (in_signature(b"xmlenc#sha256", b"xmlenc#sha512"), ""),
    "a DTD": (in_signature(b"<XAdESSignatures", b"<!DOCTYPE x><XAdESSignatures"), "exactly one"),
    "a broken certificate": (in_signature(b"<X509Certificate>", b"<X509Certificate>AAAA"), "form"),
    "other signed properties": (in_signature(b"<DataObjectFormat", b"<DataObjectFormat x='1'"), ""),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_package_is_refused_by_both_verifiers(what, pki, bundle) -> None:
    change, reason = CHANGES[what]
    package = changed(bundle.content(), change)
    code, said = refused(pki, body(bundle.submission.request, package))
    assert code == "ASICE_VALIDATION_FAILED"
    assert reason in said
    assert not verify(package, trust=pki.certificates()).valid


def test_who_signed_and_when(pki, bundle) -> None:
    data = body(bundle.submission.request, bundle.content())
    assert "another organisation" in refused(pki, data, signers={"984661185"})[1]
    assert "trusted root" in refused(pki, data, anchors=pki["test", "Commfides"].certificates)[1]
    late = datetime.now(UTC) + timedelta(seconds=90)
    assert "signing time" in refused(pki, data, at=late)[1]
    years = datetime.now(UTC) + timedelta(days=4 * 365)
    assert "not valid" in refused(pki, data, at=years)[1]


def test_a_chain_must_hold(pki, bundle) -> None:
    other = Pki.create()["test", "Buypass"]  # the same keys, so the same signatures
    assert other.root != pki["test", "Buypass"].root
    assert "trusted root" in refused(
        pki, body(bundle.submission.request, bundle.content()), anchors=other.certificates
    )[1]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"", b"nothing", body(b"<x/>", b"PK"), body(b"<x/>", b"", ("text/xml", "text/plain")),
    ],
)  # fmt: skip
def test_a_body_that_is_none(data, pki) -> None:
    assert refused(pki, data)[0] == "INVALID_REQUEST"


def test_messages_of_the_wrong_kind(pki, bundle) -> None:
    request, package = bundle.submission.request, bundle.content()
    assert refused(pki, body(request, package), flow="direct")[0] == "INVALID_REQUEST"
    assert refused(pki, body(request, b"PK\x03\x04"))[0] == "ASICE_VALIDATION_FAILED"
    assert refused(pki, body(request, package), sender="984661185")[0] == "INVALID_REQUEST"
    direct = direct_job().with_sender(SENDER)
    assert refused(pki, body(direct.request_xml(), package))[0] == "INVALID_REQUEST"
    long = request.replace(b"/>", b"><reference>" + b"x" * 51 + b"</reference></").replace(
        b"</ ", b"</"
    )  # fmt: skip
    assert refused(pki, body(long, package))[0] == "INVALID_REQUEST"
