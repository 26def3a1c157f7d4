"""Every place where text can stand becomes a field, with its path and its class."""

import pytest

from piilint.lint.fields import messages, walk
from piilint.lint.parse import UnreadableError, parse
from piilint.lint.paths import PathNames
from piilint.lint.rulepack import RulePack

from .messages import NAMESPACE, direct_request, portal_manifest

PACK = RulePack.load()


def table(data: bytes) -> dict[str, tuple[str, str]]:
    """Path to class and text."""
    paths = PathNames(PACK.namespace)
    return {
        paths.path(field): (field.spec.field_class if field.spec else "open", field.text)
        for field in walk(parse(data), PACK)
    }


def test_a_request() -> None:
    assert table(direct_request()) == {
        "/direct-signature-job-request/reference": ("open", "2024-000417"),
        "/direct-signature-job-request/exit-urls/completion-url": ("open", "https://example.com/done"),
        "/direct-signature-job-request/exit-urls/rejection-url": ("open", "https://example.com/rejected"),
        "/direct-signature-job-request/exit-urls/error-url": ("open", "https://example.com/failed"),
    }  # fmt: skip


def test_a_manifest() -> None:
    root = "/portal-signature-job-manifest"
    assert {path: kind for path, (kind, _) in table(portal_manifest()).items()} == {
        f"{root}/signers/signer/personal-identification-number": "designated",
        f"{root}/signers/signer/notifications/email/@address": "contact",
        f"{root}/signers/signer/notifications/sms/@number": "contact",
        f"{root}/sender/organization-number": "closed",
        f"{root}/title": "designated",
        f"{root}/nonsensitive-title": "open",
        f"{root}/documents/document/@href": "open",
        f"{root}/documents/document/@mime": "open",
        f"{root}/documents/document/title": "designated",
    }


def request(content: str, attributes: str = "") -> bytes:
    return (
        f'<portal-signature-job-request xmlns="{NAMESPACE}" xmlns:x="urn:x"{attributes}>'
        f"{content}</portal-signature-job-request>"
    ).encode()


ROOT = "/portal-signature-job-request"


@pytest.mark.parametrize(
    ("data", "path", "kind", "text"),
    [
        (request("<!-- note -->"), f"{ROOT}/comment()", "open", " note "),
        (request("<!--a--><!--b-->"), f"{ROOT}/comment()[2]", "open", "b"),
        (request("<?pi data?>"), f"{ROOT}/processing-instruction(pi)", "open", "pi data"),
        (b"<!--top-->" + request(""), "/comment()", "open", "top"),
        (request("") + b"<?end x?>", "/processing-instruction(end)", "open", "end x"),
        (request("<reference>a<!-- c -->b</reference>"), f"{ROOT}/reference", "open", "ab"),
        (request("<reference>a<![CDATA[b]]>c</reference>"), f"{ROOT}/reference", "open", "abc"),
        (request("loose <reference/> text"), ROOT, "closed", "loose  text"),
        (request("<reference>1</reference><reference>2</reference>"), f"{ROOT}/reference[2]", "open", "2"),
        (request("<x:other>o</x:other>"), f"{ROOT}/{{urn:x}}other", "open", "o"),
        (request("<referanse>o</referanse>"), f"{ROOT}/referanse", "open", "o"),
        (request("", ' x:a="v"'), f"{ROOT}/@{{urn:x}}a", "open", "v"),
        (request("", ' a="v"'), f"{ROOT}/@a", "open", "v"),
        (request("<reference xmlns:y='urn:y'/>"), f"{ROOT}/reference/namespace::y", "open", "urn:y"),
        # A title is designated at its place in the schema and in its namespace only.
        (request("<title>t</title>"), f"{ROOT}/title", "open", "t"),
        (b"<portal-signature-job-manifest><title>t</title></portal-signature-job-manifest>",
         "/portal-signature-job-manifest/title", "open", "t"),
    ],
)  # fmt: skip
def test_places_where_text_can_stand(data: bytes, path: str, kind: str, text: str) -> None:
    assert table(data)[path] == (kind, text)


def test_unknown_names_are_fields_themselves() -> None:
    names = {
        (field.kind, field.text)
        for field in walk(parse(request("<ola/>", ' kari="1" xmlns:per="urn:per"')), PACK)
        if field.kind not in ("text", "attribute")
    }
    assert names == {
        ("element-name", "ola"),
        ("attribute-name", "kari"),
        ("prefix", "per"),
        ("namespace", "urn:per"),
        ("prefix", "x"),
        ("namespace", "urn:x"),
    }


def test_a_name_that_was_objected_to_is_shown_by_its_shape_and_number() -> None:
    data = request("<reference/><Ola/>", ' Kari="1"')
    paths = PathNames(PACK.namespace, {"Ola", "Kari"})
    shown = [paths.path(field) for field in walk(parse(data), PACK)]
    assert f"{ROOT}/xxx[2]" in shown
    assert f"{ROOT}/@xxxx[1]" in shown
    assert not any("Ola" in path or "Kari" in path for path in shown)


SOAP = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>{}</s:Body></s:Envelope>'
MESSAGE = f'<portal-signature-job-request xmlns="{NAMESPACE}"><reference>1</reference></portal-signature-job-request>'


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<project xmlns='http://maven.apache.org/POM/4.0.0'><title>x</title></project>", 0),
        ("<svg xmlns='http://www.w3.org/2000/svg'><title>x</title></svg>", 0),
        ("<log><error>x</error></log>", 0),
        (MESSAGE, 1),
        (SOAP.format(MESSAGE), 1),
        (SOAP.format(MESSAGE * 2), 2),
        (MESSAGE.replace(NAMESPACE, "urn:other"), 1),
        ("<Portal-Signature-Job-Request/>", 1),
        ("<direct-signature-job-request/>", 1),
        ("<error/>", 1),
        (f"<unknown xmlns='{NAMESPACE}'/>", 1),
        (f"<a xmlns:p='{NAMESPACE}'/>", 1),
        (f"<a xmlns:p='{NAMESPACE}' p:b='1'/>", 1),
    ],
)
def test_messages_and_foreign_xml(text: str, count: int) -> None:
    assert len(messages(parse(text.encode()).root, PACK)) == count


def test_the_path_of_a_wrapped_message_begins_at_the_document() -> None:
    uri = "{http://schemas.xmlsoap.org/soap/envelope/}"
    path = f"/{uri}Envelope/{uri}Body/portal-signature-job-request/reference"
    assert table(SOAP.format(MESSAGE).encode())[path] == ("open", "1")


TOO_MANY = " ".join(f'a{number}=""' for number in range(201))


@pytest.mark.parametrize(
    "data",
    [
        b"<a>" * 101 + b"</a>" * 101,
        f"<a {TOO_MANY}/>".encode(),
        f'<error xmlns="{NAMESPACE}" {TOO_MANY}/>'.encode(),
        f'<error xmlns="{NAMESPACE}"><error-code {TOO_MANY}>a</error-code></error>'.encode(),
    ],
    ids=["deep", "wide", "wide root", "wide element that the pack names"],
)
def test_bounds(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="XML004"):
        walk(parse(data), PACK)
