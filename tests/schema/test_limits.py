"""Each limit of the service on both sides of its edge, with its text."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from piilint.catalog import Catalog
from piilint.resources import data_folder
from piilint.schema.limits import (
    has_organisation_check_digit,
    is_absolute_url,
    is_safe_name,
    pair_problems,
    problems,
    sender_problems,
)
from piilint.schema.xsd import NAMESPACE
from tests.reference import REFERENCE, needs_reference

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
PACK = data_folder("rules") / "posten-signering"
CATALOG = Catalog.load(PACK)

NUMBERED = "<personal-identification-number>{}</personal-identification-number>"
EMAIL = '<notifications><email address="{}"/></notifications>'
LOOKUP = "<notifications-using-lookup><email/></notifications-using-lookup>"
BY_CONTACT = "<identified-by-contact-information/>"
ADVANCED = "<signature-type>ADVANCED_ELECTRONIC_SIGNATURE</signature-type>"
AUTHENTICATED = "<signature-type>AUTHENTICATED_ELECTRONIC_SIGNATURE</signature-type>"
SENDER = "<sender><organization-number>{}</organization-number></sender>"
DOCUMENT = '<document href="{}" mime="{}"><title>T</title></document>'
TITLES = "<title>T</title><nonsensitive-title>N</nonsensitive-title>"


def signer(number: int, kind: str = "", way: str = LOOKUP, attributes: str = "") -> str:
    return f"<signer{attributes}>{NUMBERED.format(f'{number:011}')}{kind}{way}</signer>"


def contact(address: str, sms: str = "") -> str:
    way = EMAIL.format(address).replace("</", f'<sms number="{sms}"/></' if sms else "</")
    return f"<signer>{BY_CONTACT}{way}</signer>"


def documents(*names: str, mime: str = "application/pdf") -> str:
    return f"<documents>{''.join(DOCUMENT.format(name, mime) for name in names)}</documents>"


def portal(
    signers: str | None = None,
    *,
    sender: str = "984661185",
    titles: str = TITLES,
    files: str | None = None,
    rest: str = "",
) -> etree._Element:
    return etree.fromstring(
        f'<portal-signature-job-manifest xmlns="{NAMESPACE}">'
        f"<signers>{signers or signer(1)}</signers>{SENDER.format(sender)}{titles}"
        f"{files or documents('a.pdf')}{rest}</portal-signature-job-manifest>"
    )


def direct(signers: str, rest: str = "") -> etree._Element:
    return etree.fromstring(
        f'<direct-signature-job-manifest xmlns="{NAMESPACE}">{signers}'
        f"{SENDER.format('984661185')}<title>T</title>{documents('a.pdf')}"
        f"{rest}</direct-signature-job-manifest>"
    )


def own(*identifiers: str) -> str:
    return "".join(
        f"<signer><signer-identifier>{identifier}</signer-identifier></signer>"
        for identifier in identifiers
    )


def request(completion: str = "https://www.example.com/c?a=b", rest: str = "") -> etree._Element:
    return etree.fromstring(
        f'<direct-signature-job-request xmlns="{NAMESPACE}"><exit-urls>'
        f"<completion-url>{completion}</completion-url>"
        "<rejection-url>http://localhost:8080/r</rejection-url>"
        "<error-url>HTTPS://blåbær.example/æøå</error-url>"
        f"</exit-urls>{rest}</direct-signature-job-request>"
    )


def availability(seconds: str = "", activation: str = "") -> str:
    time_ = f"<activation-time>{activation}</activation-time>" if activation else ""
    open_ = f"<available-seconds>{seconds}</available-seconds>" if seconds else ""
    return f"<availability>{time_}{open_}</availability>"


def in_documents(identifier: str) -> str:
    return f"<identifier-in-signed-documents>{identifier}</identifier-in-signed-documents>"


NUMBER_AND_NAME = in_documents("PERSONAL_IDENTIFICATION_NUMBER_AND_NAME")
NAME = in_documents("NAME")
MANY_SIGNERS = "".join(signer(number) for number in range(1, 12))
TEN_SIGNERS = "".join(signer(number) for number in range(1, 11))
POLLING = "<status-retrieval-method>POLLING</status-retrieval-method>"
QUEUE = "<polling-queue>a</polling-queue>"


def rules(root: etree._Element) -> list[str]:
    return [problem.rule for problem in problems(root, at=AT)]


def messages(found) -> list[str]:
    return [
        CATALOG.finding(problem.rule, path="m.xml", values=problem.values).message
        for problem in found
    ]


CLEAN = {
    "portal": portal(),
    "ten signers": portal(TEN_SIGNERS),
    "twenty documents": portal(files=documents(*(f"{n:04}.pdf" for n in range(20)))),
    "open for 90 days": portal(rest=availability("7776000")),
    "leading zeros": portal(rest=availability("00000000000000000000000000001")),
    "activation now": portal(rest=availability(activation="2026-11-23T12:00:00Z")),
    "activation without zone": portal(rest=availability(activation="2026-11-23T12:30:00")),
    "no time at all": portal(rest=availability(activation="soon")),
    "the first order with one signer": portal(signer(1, attributes=' order="0"')),
    "order with two signers": portal(
        signer(1, attributes=' order="1"') + signer(2, attributes=' order="2"')
    ),
    "same address, one with a number too": portal(
        contact("a@example.com") + contact("a@example.com", "91234567")
    ),
    "one document, advanced": portal(signer(1, ADVANCED)),
    "two documents, authenticated": portal(
        signer(1, AUTHENTICATED), files=documents("a.pdf", "b.pdf")
    ),
    "contact with an address": portal(contact("a@example.com")),
    "names that differ in case": portal(files=documents("a.pdf", "A.pdf")),
    "spelling of the media type": portal(files=documents("a.pdf", mime="Application/PDF; v=1")),
    "name, authenticated": portal(signer(1, AUTHENTICATED), rest=NAME),
    "name, advanced, of a company": portal(signer(1, ADVANCED, EMAIL.format("a@b.no")), rest=NAME),
    "number in the document": portal(rest=NUMBER_AND_NAME),
    "own identifiers": direct(own("a", "b")),
    "exit URLs": request(),
    "polling": request(rest=POLLING + QUEUE),
    "another root": etree.fromstring(f'<error xmlns="{NAMESPACE}"/>'),
    "another namespace": etree.fromstring("<portal-signature-job-manifest/>"),
}

BROKEN = {
    "twenty-one documents": (
        portal(files=documents(*(f"{n:04}.pdf" for n in range(21)))),
        "REQ202",
        "The job has 21 documents; the service takes 20",
    ),
    "eleven signers": (
        portal(MANY_SIGNERS),
        "REQ203",
        "The job has 11 signers; the service takes 10",
    ),
    "open for a second too long": (
        portal(rest=availability("7776001")),
        "REQ204",
        "available-seconds is above 7776000 (90 days)",
    ),
    "a number without end": (
        portal(rest=availability("9" * 5000)),
        "REQ204",
        "available-seconds is above 7776000 (90 days)",
    ),
    "a deadline in the direct flow": (
        direct(own("a"), availability("1")),
        "REQ205",
        "A direct job has no availability of its own choosing",
    ),
    "the same number twice": (
        portal(signer(7) + signer(8) + signer(7)),
        "REQ206",
        "The same signer stands in the job twice (numbers 1 and 3 of their kind)",
    ),
    "the same number, a comment inside": (
        portal(signer(7) + signer(7).replace("0007", "00<!-- -->07")),
        "REQ206",
        "The same signer stands in the job twice (numbers 1 and 2 of their kind)",
    ),
    "the same identifier twice": (
        direct(own("a", "a")),
        "REQ206",
        "The same signer stands in the job twice (numbers 1 and 2 of their kind)",
    ),
    "the same contact twice": (
        portal(contact("a@example.com", "91234567") + contact("A@example.com", "91 23 45 67")),
        "REQ206",
        "The same signer stands in the job twice (numbers 1 and 2 of their kind)",
    ),
    "order with one signer": (
        portal(signer(1, attributes=' order="1"')),
        "REQ207",
        "An order has no effect where there is one signer",
    ),
    "two documents, advanced": (
        portal(signer(1, ADVANCED), files=documents("a.pdf", "b.pdf")),
        "REQ208",
        "2 documents with an advanced signature: not supported for public organisations",
    ),
    "lookup without a number": (
        portal(f"<signer>{BY_CONTACT}{LOOKUP}</signer>"),
        "REQ209",
        "A signer known by contact information alone cannot be looked up",
    ),
    "a relative exit URL": (
        request("/completed"),
        "REQ210",
        "The exit URL is not an absolute http or https URL",
    ),
    "check digit": (
        portal(sender="984661186"),
        "REQ211",
        "The check digit of the organisation number does not hold",
    ),
    "the same href twice": (
        portal(files=documents("a.pdf", "b.pdf", "a.pdf")),
        "REQ212",
        "Documents 1 and 3 have the same href",
    ),
    "a step up": (
        portal(files=documents("../a.pdf")),
        "REQ213",
        "The href leaves the package or is a name of the package's own",
    ),
    "a word processor's file": (
        portal(files=documents("a.doc", mime="application/msword")),
        "REQ216",
        "The service does not take documents of this media type",
    ),
    "plain text": (
        portal(files=documents("a.txt", mime="text/plain; charset=utf-8")),
        "REQ217",
        "The service may not take plain text",
    ),
    "name, advanced, of a public organisation": (
        portal(signer(1, ADVANCED), rest=NAME),
        "REQ219",
        "A signed document without the identity number needs the authenticated signature",
    ),
    "number without a number": (
        portal(signer(1) + contact("a@example.com"), rest=NUMBER_AND_NAME),
        "REQ220",
        "The signed document is to hold identity numbers, but 1 of 2 signers have none here",
    ),
    "activation a second ago": (
        portal(rest=availability(activation="2026-11-23T12:59:59+01:00")),
        "REQ221",
        "The activation time has passed",
    ),
    "no non-sensitive title": (
        portal(titles="<title>T</title>"),
        "REQ222",
        "The job has no non-sensitive title",
    ),
    "a queue that nobody polls": (
        request(rest=QUEUE),
        "REQ223",
        "The polling queue has no effect: the job's status is not retrieved by polling",
    ),
}


@pytest.mark.parametrize("root", CLEAN.values(), ids=CLEAN)
def test_within_the_limits(root):
    assert rules(root) == []


@pytest.mark.parametrize(("root", "rule", "message"), BROKEN.values(), ids=BROKEN)
def test_beyond_the_limits(root, rule, message):
    (problem,) = problems(root, at=AT)
    finding = CATALOG.finding(problem.rule, path="m.xml", values=problem.values)
    assert (finding.rule, finding.message) == (rule, message)


def test_norwegian_texts_take_the_same_values():
    catalog = Catalog.load(PACK, "nb")
    for root, rule, _ in BROKEN.values():
        (problem,) = problems(root, at=AT)
        finding = catalog.finding(rule, path="m.xml", values=problem.values)
        assert finding.message != CATALOG.text(rule).message["en"]


def test_problems_point_at_what_breaks_the_limit():
    (problem,) = problems(portal(files=documents("a.pdf", "a.pdf")), at=AT)
    assert (problem.element.tag, problem.attribute) == (f"{{{NAMESPACE}}}document", "href")
    assert problem.element.getprevious() is not None
    (problem,) = problems(portal(MANY_SIGNERS), at=AT)
    assert problem.element.getnext() is None
    assert problem.element.getparent().index(problem.element) == 10


NOT_IN_PACKAGE = "No file in the package has this href"
SECOND_NOT_IN_MANIFEST = "File 2 of the package is not a document of the manifest"

PACKED = {
    "as in the manifest": ({"a.pdf": 10, "b.pdf": 10}, []),
    "exactly 10 MiB": ({"a.pdf": 10 * 1024 * 1024 - 1, "b.pdf": 1}, []),
    "a byte more": (
        {"a.pdf": 10 * 1024 * 1024, "b.pdf": 1},
        ["The documents are 10485761 bytes together; the service takes 10485760"],
    ),
    "other case": ({"a.pdf": 1, "B.pdf": 1}, [NOT_IN_PACKAGE, SECOND_NOT_IN_MANIFEST]),
    "a file too many": (
        {"a.pdf": 1, "b.pdf": 1, "c.pdf": 1},
        [SECOND_NOT_IN_MANIFEST.replace("2", "3")],
    ),
    "a file missing": ({"a.pdf": 1}, [NOT_IN_PACKAGE]),
    "nothing": ({}, [NOT_IN_PACKAGE] * 2),
}


@pytest.mark.parametrize(("packed", "expected"), PACKED.values(), ids=PACKED)
def test_manifest_against_its_package(packed, expected):
    manifest = portal(files=documents("a.pdf", "b.pdf"))
    assert messages(problems(manifest, at=AT, documents=packed)) == expected


SECTORS = {
    "lookup": (portal(), "private", ["Only public organisations may use this"]),
    "lookup, public": (portal(), "public", []),
    "authenticated": (
        portal(signer(1, AUTHENTICATED, EMAIL.format("a@b.no"))),
        "private",
        ["Only public organisations may use this"],
    ),
    "level 3": (
        portal(contact("a@b.no"), rest="<required-authentication>3</required-authentication>"),
        "private",
        ["Only public organisations may use this"],
    ),
    "level 4": (
        portal(contact("a@b.no"), rest="<required-authentication>4</required-authentication>"),
        "private",
        [],
    ),
    "name, advanced": (
        portal(contact("a@b.no").replace("<not", f"{ADVANCED}<not"), rest=NAME),
        "public",
        ["A signed document without the identity number needs the authenticated signature"],
    ),
    "name, advanced, private": (
        portal(contact("a@b.no").replace("<not", f"{ADVANCED}<not"), rest=NAME),
        "private",
        [],
    ),
    "two documents, advanced, private": (
        portal(signer(1, ADVANCED, EMAIL.format("a@b.no")), files=documents("a.pdf", "b.pdf")),
        "private",
        [],
    ),
}


@pytest.mark.parametrize(("root", "sector", "expected"), SECTORS.values(), ids=SECTORS)
def test_rules_of_a_sector_that_is_known(root, sector, expected):
    assert messages(problems(root, at=AT, sector=sector)) == expected


def test_request_and_manifest_are_of_one_flow():
    assert list(pair_problems(request(), direct(own("a")))) == []
    differ = ["Request and manifest do not belong to the same flow"]
    assert messages(pair_problems(request(), portal())) == differ
    assert messages(pair_problems(portal(), portal())) == differ


def test_a_manifest_names_the_organisation_that_it_is_sent_for():
    assert list(sender_problems(portal(), "984661185")) == []
    assert messages(sender_problems(portal(), "974760673")) == [
        "The manifest names another sender than the organisation it is sent for"
    ]


URLS = [
    ("https://www.example.com", True),
    ("https://www.example.com/a?b=c#d", True),
    ("http://127.0.0.1:8080/", True),
    ("https://[::1]/", True),
    ("https://{host}/completed", True),
    ("https://", False),
    ("https:///a", False),
    ("https://:443/a", False),
    ("https://a:99999/", False),
    ("https://[::1/", False),
    ("ftp://www.example.com", False),
    ("javascript:alert(1)", False),
    ("www.example.com", False),
    ("//www.example.com", False),
    (" https://www.example.com", False),
    ("https://www.example.com\n", False),
    ("https://www.example.com/a b", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "absolute"), URLS)
def test_absolute_urls(text, absolute):
    assert is_absolute_url(text) is absolute


NAMES = [
    ("document.pdf", True),
    ("æøå (2).pdf", True),
    ("a/b.pdf", True),
    (".pdf", True),
    ("a..b", True),
    ("..", False),
    ("a/../b.pdf", False),
    ("./a.pdf", False),
    ("/a.pdf", False),
    ("a//b", False),
    ("a/", False),
    ("C:a.pdf", False),
    ("a\\b.pdf", False),
    ("a\nb", False),
    ("Manifest.XML", False),
    ("mimetype", False),
    ("meta-inf/signatures.xml", False),
    ("META-INF", False),
    ("", False),
]


@pytest.mark.parametrize(("name", "safe"), NAMES)
def test_safe_names(name, safe):
    assert is_safe_name(name) is safe


@pytest.mark.parametrize(
    ("number", "holds"), [("984661185", True), ("974760673", True), ("123456789", False)]
)
def test_organisation_number_check_digit(number, holds):
    assert has_organisation_check_digit(number) is holds


@pytest.mark.parametrize("function", [is_absolute_url, is_safe_name])
@pytest.mark.parametrize("part", ["a", "https://a", "../", "\x0b ", ":", "[", "A:/"])
def test_long_input_takes_linear_time(function, part):
    """Quadratic time would be minutes here."""
    start = time.process_time()
    function("https://" + part * 300_000 + " \n")
    assert time.process_time() - start < 5


@needs_reference
@pytest.mark.parametrize(
    "path", sorted((REFERENCE / "examples").rglob("*.xml")), ids=lambda path: path.name
)
def test_official_examples_break_no_limit(path: Path):
    root = etree.parse(path).getroot()
    assert set(rules(root)) <= {"REQ211", "REQ221", "REQ222"}


_TAGS = st.sampled_from(
    [
        "signers",
        "signer",
        "sender",
        "organization-number",
        "title",
        "nonsensitive-title",
        "documents",
        "document",
        "personal-identification-number",
        "signer-identifier",
        "identified-by-contact-information",
        "notifications",
        "notifications-using-lookup",
        "email",
        "sms",
        "signature-type",
        "required-authentication",
        "availability",
        "activation-time",
        "available-seconds",
        "identifier-in-signed-documents",
        "exit-urls",
        "completion-url",
        "polling-queue",
        "status-retrieval-method",
    ]
)
_TEXTS = st.none() | st.sampled_from(
    [
        "",
        " ",
        "3",
        "NAME",
        "ADVANCED_ELECTRONIC_SIGNATURE",
        "123456789",
        "-1",
        "9" * 30,
        "٣" * 9,
        "2016-02-10T12:00:00",
        "0000-00-00",
        "https://[",
        "POLLING",
        "²",
    ]
)
_ATTRIBUTES = st.dictionaries(
    st.sampled_from(["href", "mime", "order", "address", "number", "{urn:a}b"]),
    st.sampled_from(["", "a.pdf", "../a", "application/pdf", "1", "a@example.com"]),
    max_size=2,
)
_TREES = st.recursive(
    st.tuples(_TAGS, _TEXTS, _ATTRIBUTES, st.just([])),
    lambda below: st.tuples(_TAGS, _TEXTS, _ATTRIBUTES, st.lists(below, max_size=5)),
    max_leaves=30,
)
_ROOTS = st.sampled_from(["portal-signature-job-manifest", "direct-signature-job-manifest",
                          "direct-signature-job-request", "portal-signature-job-request"])  # fmt: skip


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_ROOTS, st.lists(_TREES, max_size=5), st.sampled_from([None, "public", "private"]))
def test_whatever_the_tree_there_are_problems_with_texts_and_no_exception(name, trees, sector):
    def grow(parent, tree):
        tag, text, attributes, below = tree
        element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
        element.text = text
        for each in below:
            grow(element, each)

    root = etree.Element(f"{{{NAMESPACE}}}{name}")
    for tree in trees:
        grow(root, tree)
    packed = {"a.pdf": 1}
    assert all(messages(problems(root, at=AT, documents=packed, sector=sector)))
