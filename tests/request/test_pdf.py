"""PDFs on both sides of what the service takes."""

import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from piilint.catalog import Catalog
from piilint.request.pdf import inspect
from piilint.resources import data_folder
from tests.reference import REFERENCE, needs_reference
from tests.request.jobs import A4, PDF, make_pdf

CATALOG = Catalog.load(data_folder("rules") / "posten-signering")


def rules(content: bytes) -> list[str]:
    return [problem.rule for problem in inspect(content).problems]


@needs_reference
@pytest.mark.parametrize("path", sorted(REFERENCE.glob("pdf/*.pdf")), ids=lambda path: path.name)
def test_the_official_examples_pass(path):
    found = inspect(path.read_bytes())
    assert {CATALOG[problem.rule].severity for problem in found.problems} <= {"info"}
    assert found.pdfa == ("2B" if "PDF-A" in path.name else None)
    if "PDF-A" not in path.name:
        assert path.name.startswith("PDF-{}-{}".format(*found.version))


def versioned(text: str) -> bytes:
    return PDF.replace(b"%PDF-1.3", f"%PDF-{text}".encode(), 1)


@pytest.mark.parametrize("version", ["1.1", "1.2", "1.4", "1.7"])
def test_versions_that_are_taken(version):
    assert rules(versioned(version)) == []


@pytest.mark.parametrize("version", ["1.0", "1.8", "2.0"])
def test_versions_that_are_refused(version):
    (problem,) = inspect(versioned(version)).problems
    finding = CATALOG.finding(problem.rule, path="", values=problem.values)
    assert finding.message == f"The PDF is version {version}; the service takes 1.1 to 1.7"


def test_the_version_of_the_catalogue_counts_where_it_is_higher():
    def newer(pdf):
        pdf.Root.Version = Name("/2.0")

    assert rules(make_pdf(newer)) == ["REQ231"]


@pytest.mark.parametrize("user", ["", "secret"], ids=["owner password", "user password"])
def test_encrypted_files_are_refused(user):
    locked = make_pdf(encryption=pikepdf.Encryption(owner="owner", user=user))
    assert "REQ232" in rules(locked)


DAMAGED = {
    "nothing": b"",
    "no PDF": b"<html></html>",
    "a header alone": b"%PDF-1.4\n",
    "cut off": PDF[: len(PDF) // 2],
    "the last bytes missing": PDF[:-30],
    "without its first half": PDF[len(PDF) // 2 :],
    "no pages": make_pdf(lambda pdf: pdf.pages.__delitem__(0)),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_damaged_files_are_refused(content):
    assert rules(content) == ["REQ233"]


TEXTS = {
    "REQ232": "The PDF is encrypted or protected with a password",
    "REQ233": "The document cannot be read as PDF",
    "REQ234": "The PDF holds JavaScript",
    "REQ235": "Files embedded in the PDF: 1",
    "REQ236": "The PDF holds a form",
    "REQ237": "Pages of the PDF that are not A4 portrait: 1, the first of them page 1",
    "REQ238": "The PDF's metadata is filled in: author",
}


def test_what_is_said():
    def everything(pdf):
        for change in (on_opening, attached, form):
            change(pdf)
        pdf.docinfo["/Author"] = "Kari Nordmann"

    locked = pikepdf.Encryption(owner="owner", user="")
    found = inspect(make_pdf(everything, (612, 792), encryption=locked)).problems
    found += inspect(b"").problems
    said = {
        problem.rule: CATALOG.finding(problem.rule, path="", values=problem.values).message
        for problem in found
    }
    assert said == TEXTS


def on_opening(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def in_a_rendition(pdf):
    action = Dictionary(S=Name.Rendition, OP=0, JS=String("app.alert(1)"))
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Screen, A=action)])


def by_name(pdf):
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array()))


def on_a_page(pdf):
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.pages[0].obj.AA = Dictionary(O=action)


def attached(pdf):
    pdf.attachments["notes.txt"] = b"notes"


def form(pdf):
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("a")))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def xfa(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xfa/>"))


def empty_form(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array())


CONTENT = {
    "JavaScript on opening": (on_opening, ["REQ234"]),
    "JavaScript by name": (by_name, ["REQ234"]),
    "JavaScript in a rendition": (in_a_rendition, ["REQ234"]),
    "JavaScript on a page": (on_a_page, ["REQ234"]),
    "an embedded file": (attached, ["REQ235"]),
    "a form": (form, ["REQ236"]),
    "a form of the other kind": (xfa, ["REQ236"]),
    "a form without fields": (empty_form, []),
}


@pytest.mark.parametrize(("change", "expected"), CONTENT.values(), ids=CONTENT)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "object streams"])
def test_active_content(change, expected, packed):
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    assert rules(make_pdf(change, object_stream_mode=mode)) == expected


def turned(pdf):
    pdf.pages[0].obj.Rotate = 90


SIZES = {
    "A4": (A4, None, []),
    "A4 in whole points": ((595, 842), None, []),
    "landscape": ((842, 595), None, ["REQ237"]),
    "landscape, turned": ((842, 595), turned, []),
    "A4, turned": (A4, turned, ["REQ237"]),
    "US Letter": ((612, 792), None, ["REQ237"]),
    "just within": ((598, 844), None, []),
    "just beyond": ((599, 842), None, ["REQ237"]),
}


@pytest.mark.parametrize(("size", "change", "expected"), SIZES.values(), ids=SIZES)
def test_page_sizes(size, change, expected):
    assert rules(make_pdf(change, size)) == expected


def test_metadata_is_named_and_not_quoted():
    def described(pdf):
        pdf.docinfo["/Author"] = "Kari Nordmann"
        pdf.docinfo["/Title"] = " "
        pdf.Root.Metadata = pdf.make_stream(
            b'<x xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="1" '
            b'xmlns:dc="http://purl.org/dc/elements/1.1/"><pdfaid:conformance>A'
            b"</pdfaid:conformance><dc:title><i>Kari</i></dc:title></x>"
        )

    found = inspect(make_pdf(described))
    (problem,) = found.problems
    assert (problem.rule, problem.values) == ("REQ238", {"entries": "author, title"})
    assert found.pdfa == "1A"


@pytest.mark.parametrize("metadata", [b"", b"<!DOCTYPE a><a/>", b"\xff", b"<a>"])
def test_metadata_that_is_no_xml_is_passed_over(metadata):
    def broken(pdf):
        pdf.Root.Metadata = pdf.make_stream(metadata)

    assert inspect(make_pdf(broken)).problems == ()


def test_a_stream_that_grows_without_bound_is_refused():
    def bomb(pdf):
        stream = pdf.make_stream(b"")
        stream.write(zlib.compress(bytes(100 * 1024 * 1024)), filter=Name.FlateDecode)
        pdf.Root.Metadata = stream

    assert rules(make_pdf(bomb)) == ["REQ233"]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, len(PDF) - 1), st.integers(0, 255)), max_size=30))
def test_no_file_raises(changes):
    content = bytearray(make_pdf(on_opening))
    for place, byte in changes:
        content[place % len(content)] = byte
    assert all(problem.rule in CATALOG.rules for problem in inspect(bytes(content)).problems)
