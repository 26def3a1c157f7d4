"""The schema as one object: inner elements, threads, hostile messages, nothing fetched."""

import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from time import process_time

import pytest
from lxml import etree

from piilint.resources import data_folder
from piilint.schema.xsd import NAMESPACE, MessageSchema
from tests.schema.test_explain import PORTAL, REQUEST, SIGNER

SCHEMA = MessageSchema.load(data_folder("schemas"))
BROKEN = SIGNER.replace("<redirect-url>u</redirect-url>", "")
HUGE = etree.XMLParser(huge_tree=True, resolve_entities=False)
DEEP = 2000  # libxml2 itself reads no deeper than 2048


def rules(root):
    return [problem.rule for problem in SCHEMA.problems(root)]


def test_an_inner_element_is_judged_alone():
    envelope = etree.fromstring(
        "<e:Envelope xmlns:e='urn:e'><e:Body wrong='x'>"
        f"text{SIGNER}tail{BROKEN}tail</e:Body>x</e:Envelope>"
    )
    good, bad = envelope.findall(".//{*}direct-signer-response")
    assert not SCHEMA.accepts(envelope)
    assert SCHEMA.accepts(good)
    assert not SCHEMA.accepts(bad)
    assert rules(bad) == ["REQ104"]
    assert good.getparent() is bad.getparent() is envelope[0]
    assert good.getnext() is bad
    assert good[0].getparent() is good


def test_an_inner_element_knows_the_namespaces_around_it():
    envelope = etree.fromstring(
        f"<e xmlns:s='{NAMESPACE}' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
        "<s:direct-signer-response xsi:type='s:direct-signer-response' href=''>"
        "<s:signer-identifier xsi:type='s:url'>s</s:signer-identifier>"
        "<s:redirect-url xsi:type='s:url'>u</s:redirect-url></s:direct-signer-response></e>"
    )
    message = envelope[0]
    assert rules(message) == ["REQ105"]
    message.remove(message[0])
    assert rules(message) == ["REQ104"]


def test_threads_share_one_schema_from_its_first_call_on():
    schema = MessageSchema.load(data_folder("schemas"))
    bad = REQUEST.replace(">POLLING<", ">x<")
    want = {PORTAL: [], REQUEST: [], SIGNER: [], BROKEN: ["REQ104"], bad: ["REQ109"]}

    def judge(xml):
        root = etree.fromstring(xml)
        return [] if schema.accepts(root) else [each.rule for each in schema.problems(root)]

    with ThreadPoolExecutor(8) as pool:
        messages = list(want) * 200
        for xml, got in zip(messages, pool.map(judge, messages), strict=True):
            assert got == want[xml]


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<title>" * DEEP + "</title>" * DEEP, id="deep, known names"),
        pytest.param("<x>" * DEEP + "</x>" * DEEP, id="deep, unknown names"),
        pytest.param("<sender>" * DEEP + "</sender>" * DEEP, id="deep, in the wrong place"),
        pytest.param("<x/>" * 50_000, id="many unknown children"),
        pytest.param("<sender/><title/>" * 25_000, id="many known children, alternating"),
        pytest.param("<signers/>" * 50_000, id="many known children, the same"),
        pytest.param("x" * 5_000_000, id="huge text"),
        pytest.param(f"<title>{'9' * 5_000_000}</title>", id="huge value"),
        pytest.param(
            "<title " + " ".join(f"a{n}='x'" for n in range(20_000)) + "/>", id="attributes"
        ),
        pytest.param("<!-- -->" * 50_000, id="comments"),
        pytest.param(
            f"<availability><available-seconds>{'0' * 3_000_000}x</available-seconds>"
            f"<activation-time>{'9' * 3_000_000}</activation-time></availability>",
            id="huge numbers",
        ),
        pytest.param(
            f"<availability><activation-time>2026-01-01T00:00:00.{'1' * 3_000_000}"
            "</activation-time><x/></availability>",
            id="huge fraction of a second",
        ),
        pytest.param(f"<{'x' * 1_000_000}/>", id="huge name"),
    ],
)
def test_hostile_messages_get_an_answer_soon(inside):
    name = "portal-signature-job-manifest"
    xml = f"<{name} xmlns='{NAMESPACE}'>{inside}</{name}>"
    root = etree.fromstring(xml, HUGE)
    SCHEMA.problems(etree.fromstring(BROKEN))  # xmlschema is loaded before the clock starts
    start = process_time()
    assert not SCHEMA.accepts(root)
    problems = SCHEMA.problems(root)
    assert problems
    assert max(len(str(problem.values)) for problem in problems) < 1500
    assert process_time() - start < 10


def test_nothing_is_fetched_for_a_location_that_a_message_names(monkeypatch, tmp_path):
    trap = tmp_path / "trap.xsd"
    trap.write_text("<not a schema")
    monkeypatch.setattr(socket, "socket", None)
    for location in ("http://127.0.0.1:9/x.xsd", trap.as_uri()):
        hints = (
            " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
            f" xsi:schemaLocation='{NAMESPACE} {location} urn:x {location}'"
            f" xsi:noNamespaceSchemaLocation='{location}'>"
        )
        assert SCHEMA.accepts(etree.fromstring(SIGNER.replace(">", hints, 1)))
        assert rules(etree.fromstring(BROKEN.replace(">", hints, 1))) == ["REQ104"]


def test_xmlschema_is_loaded_for_explaining_only():
    program = f"""
import sys
from lxml import etree
from piilint.resources import data_folder
from piilint.schema.xsd import MessageSchema
schema = MessageSchema.load(data_folder("schemas"))
assert schema.accepts(etree.fromstring({SIGNER!r}))
assert not schema.accepts(etree.fromstring({BROKEN!r}))
assert "xmlschema" not in sys.modules
schema.problems(etree.fromstring({BROKEN!r}))
assert "xmlschema" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_the_library_logs_no_value(caplog):
    rules(etree.fromstring(BROKEN))
    caplog.set_level("DEBUG")
    caplog.set_level("DEBUG", logger="xmlschema")
    bad = PORTAL.replace(">SELF<", ">Planted<").replace(">12345678910<", ">Planted<")
    bad = bad.replace(">2026-01-01T00:00:00<", ">2026-02-31T00:00:00<")
    assert rules(etree.fromstring(bad)) == ["REQ108", "REQ109", "REQ110"]
    assert caplog.text == ""
