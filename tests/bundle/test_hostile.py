"""Hostile packages end in a failed requirement: no crash, no hang, no file, no name shown."""

import re
import zipfile
from base64 import b64encode
from datetime import datetime

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st

from piilint.bundle import inspect, verify
from piilint.errors import UsageError
from piilint.lint.linter import Linter
from tests.bundle.packages import FILES, PDF, failed, issued, members, packed, signature, verified
from tests.test_archive import declared, directory, entry, patched
from tests.test_archive import packed as packed_entries

LINTER = Linter()
SECRET = "Kari Nordmann 01014560013"


def with_entry(name, content=PDF, **attributes):
    entries = [*members().items(), (entry(name, **attributes), content)]
    return packed_entries(*entries)


def encrypted():
    data = packed(members())
    flagged = patched(data, 6, data[6] | 1)
    return patched(flagged, directory(data) + 8, data[directory(data) + 8] | 1)


HOSTILE = {
    "a name that leaves the package": lambda: with_entry(f"../../{SECRET}.pdf"),
    "an absolute name": lambda: with_entry(f"/etc/{SECRET}"),
    "a backslash name": lambda: with_entry(f"..\\{SECRET}.pdf"),
    "a link": lambda: with_entry(SECRET, b"/etc/passwd", external_attr=0o120777 << 16),
    "an encrypted entry": encrypted,
    "a duplicate entry": lambda: with_entry("manifest.xml"),
    "a duplicate entry in other case": lambda: with_entry("MANIFEST.XML"),
    "a decompression bomb": lambda: with_entry("x.pdf", bytes(70_000_000)),
    "a bomb that lies": lambda: declared(packed_entries((SECRET, bytes(70_000_000))), 10),
    "a large signature": lambda: packed(members(signatures=b" " * 1_100_000)),
    "data behind the end": lambda: packed(members()) + b"x",
    "data before the beginning": lambda: b"PK\x03\x04" + bytes(26) + packed(members()),
}


@pytest.mark.parametrize("package", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_archives(package, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = package()
    report = verified(data)
    assert [each.name for each in report.failures] == ["container"]
    assert report.files == ()
    seen = inspect(data, linter=LINTER, name="job.asice")
    assert [finding.rule for finding in seen.findings] == ["BUN101"]
    assert seen.findings[0].unchecked
    assert "Nordmann" not in repr((report, seen))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"\0",
        b"<" * 1000,
        b"<a>" * 100_000,
        b"<a " + b"a='b' " * 10_000 + b"/>",
        b'<!DOCTYPE a [<!ENTITY x "' + b"x" * 1000 + b'"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<XAdESSignatures xmlns="http://uri.etsi.org/2918/v1.2.1#"/>',
    ],
)
@pytest.mark.parametrize("name", ["manifest.xml", "META-INF/signatures.xml"])
def test_hostile_xml(name, xml):
    names = failed(members() | {name: xml})
    assert names[0] in {"manifest", "signature-file"}


def test_names_and_media_types_are_shown_masked_where_they_hold_something():
    files = ((f"{SECRET}.pdf", PDF, "application/01014560013"),)
    data = packed(members(files))
    seen = inspect(data, linter=LINTER, name="job.asice")
    assert seen.files[0].name == "xxxx xxxxxxxx ###########.xxx"
    assert seen.files[0].media_type == "xxxxxxxxxxx/###########"
    places = {finding.path for finding in seen.findings if finding.rule == "PII101"}
    assert places == {"job.asice!/(file 1)"}
    assert "01014560013" not in repr(seen)


def test_inspect_lists_what_is_there():
    data = packed(members())
    seen = inspect(data, linter=LINTER)
    assert [(file.number, file.media_type) for file in seen.files] == [
        (1, "application/pdf"),
        (2, "application/xml"),
        (3, None),
    ]
    assert (seen.signer, seen.organisation_number) == ("PIILINT PROEVESENDER AS", "100101688")
    assert seen.signing_time.tzinfo
    assert seen.findings == ()


def test_inspect_reads_an_unsigned_package_too():
    entries = members()
    del entries["META-INF/signatures.xml"]
    seen = inspect(packed(entries, zipfile.ZIP_STORED), linter=LINTER)
    assert len(seen.files) == 2
    assert seen.signer is None
    assert [finding.rule for finding in seen.findings] == ["BUN106"]


def test_inspect_does_not_pass_over_what_it_cannot_lint():
    files = (FILES[0], ("manifest.xml", b"<other/>", "application/xml"))
    seen = inspect(packed(members(files)), linter=LINTER)
    assert [finding.rule for finding in seen.findings] == ["BUN104", "BUN105"]
    seen = inspect(packed(members(FILES[:1])), linter=LINTER)
    assert [finding.rule for finding in seen.findings] == ["BUN104"]


def test_a_namespace_that_has_no_canonical_form():
    xml = signature().replace(b"<Signature ", b'<Signature xmlns:x="relative" ')
    assert failed(members(signatures=xml)) == ["signature-file"]


@pytest.mark.parametrize(
    "time",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "20261123T110000Z",
        "2026-W47-1T11:00:00Z",
        "2026-11-23T11:00:00",
        "2026-13-23T11:00:00Z",
        "2026-11-23T11:00:00+99:99",
        "\u0662\u0660\u0662\u0666-11-23T11:00:00Z",
        "",
    ],
)
def test_hostile_signing_times(time):
    xml = re.sub("(?<=<SigningTime>)[^<]*", time, signature().decode())
    report = verified(members(signatures=xml.encode()))
    assert report["signing-time"].status == "failed"


@pytest.mark.parametrize("element", ["X509Certificate", "DataObjectFormat", "Reference"])
def test_endless_lists_are_refused_before_they_cost_work(element):
    xml = signature()
    one = re.search(rb"<%s[ >].*?</%s>" % ((element.encode(),) * 2), xml, re.DOTALL)[0]
    assert failed(members(signatures=xml.replace(one, one * 300, 1))) == ["signature-file"]


@settings(max_examples=150)
@given(
    number=st.integers(0, 2),
    at=st.integers(0, 1200),
    change=st.binary(min_size=1, max_size=3),
)
def test_certificates_that_are_bent(number, at, change):
    chain = [each.public_bytes(Encoding.DER) for each in issued().chain]
    der = chain[number]
    at %= len(der)
    chain[number] = der[:at] + change + der[at + len(change) :]
    elements = "".join(
        f"<X509Certificate>{b64encode(each).decode()}</X509Certificate>" for each in chain
    )
    xml = re.sub(
        "<X509Certificate>.*</X509Certificate>", elements, signature().decode(), flags=re.DOTALL
    )
    report = verified(members(signatures=xml.encode()))
    assert report.valid == (chain[number] == der)
    assert inspect(packed(members(signatures=xml.encode())), linter=LINTER).files


def test_a_document_in_the_place_of_a_path_is_not_shown():
    for call in (lambda text: verify(text, trust=()), lambda text: inspect(text, linter=LINTER)):
        with pytest.raises(UsageError) as caught:
            call("<a>01014560013</a>")
        assert "0101" not in str(caught.value)
    with pytest.raises(UsageError, match="zone"):
        verify(b"", trust=(), at=datetime(2026, 1, 1))  # noqa: DTZ001
