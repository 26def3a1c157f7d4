"""What is said about a message that breaks its schema, and that it says no value."""

import random
import string

import pytest
from lxml import etree

from piilint.catalog import Catalog
from piilint.resources import data_folder
from piilint.schema.explain import MOST_PROBLEMS
from piilint.schema.xsd import NAMESPACE, MessageSchema
from tests.schema.instances import NAMESPACE as GENERATED
from tests.schema.test_language import OURS, broken, quick

SCHEMA = MessageSchema.load(data_folder("schemas"))
RULES = data_folder("rules") / "posten-signering"
PLANTED = "Kari Planted-Nordmann 01010112345"

PORTAL = f"""<portal-signature-job-manifest xmlns="{NAMESPACE}"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <signers><signer order="1">
    <personal-identification-number>12345678910</personal-identification-number>
    <on-behalf-of>SELF</on-behalf-of></signer></signers>
  <sender><organization-number>123456789</organization-number></sender>
  <title>title</title>
  <documents><document href="a.pdf" mime="application/pdf"><title>one</title></document></documents>
  <availability><activation-time>2026-01-01T00:00:00</activation-time>
    <available-seconds>5</available-seconds></availability>
</portal-signature-job-manifest>""".replace(
    "<on-behalf-of>", '<notifications><email address="x"/></notifications><on-behalf-of>'
)

REQUEST = f"""<direct-signature-job-request xmlns="{NAMESPACE}"><reference>r</reference>
  <exit-urls><completion-url>c</completion-url><rejection-url>r</rejection-url>
    <error-url>e</error-url></exit-urls>
  <status-retrieval-method>POLLING</status-retrieval-method>
  <polling-queue>q</polling-queue></direct-signature-job-request>"""

SIGNER = (
    f"<direct-signer-response xmlns='{NAMESPACE}' href='h'>"
    "<signer-identifier>s</signer-identifier><redirect-url>u</redirect-url>"
    "</direct-signer-response>"
)

ROWS = [
    # message, what is replaced, by what: rule, path of the element, attribute, values
    (PORTAL, "portal-signature-job-manifest", "Portal-Signature-Job-Manifest",
     "REQ101", "", None, {"expected": "portal-signature-job-manifest"}),
    (SIGNER, "direct-signer-response", "title", "REQ101", "", None, {"found": "title"}),
    (SIGNER, "direct-signer-response", "ola-nordmann", "REQ101", "", None,
     {"found": "xxx-xxxxxxxx"}),
    (SIGNER, NAMESPACE, "urn:12", "REQ102", "", None,
     {"name": "direct-signer-response", "found": "xxx:##", "expected": NAMESPACE}),
    (SIGNER, f" xmlns='{NAMESPACE}'", "", "REQ102", "", None, {"found": ""}),
    (PORTAL, "<title>", "<title xmlns=''>", "REQ102", "title", None,
     {"name": "title", "found": ""}),
    (PORTAL, "<sender>", "<sender xmlns='urn:x'>", "REQ102", "sender", None, {"found": "xxx:x"}),
    (PORTAL, "<title>title</title>", "<title>title</title><ola/>",
     "REQ103", "ola", None,
     {"name": "xxx", "parent": "portal-signature-job-manifest",
      "expected": "<nonsensitive-title>, <description>, <documents>"}),
    (PORTAL, "</sender>", "<title/></sender>", "REQ103", "sender/title", None,
     {"name": "title", "expected": "</sender>"}),
    (PORTAL, ">title<", ">t<email/><", "REQ103", "title/email", None, {"expected": "</title>"}),
    (PORTAL, '<email address="x"/>', '<email address="x"><sms/></email>',
     "REQ103", "signers/signer/notifications/email/sms", None, {"expected": "</email>"}),
    (PORTAL, "<title>title</title>", "", "REQ104", "", None,
     {"expected": "<title> | <document>"}),
    (PORTAL, "<notifications><email address=\"x\"/></notifications>", "",
     "REQ104", "signers/signer", None,
     {"parent": "signer", "expected": "<notifications> | <notifications-using-lookup>"}),
    (PORTAL, '<email address="x"/>', "", "REQ104", "signers/signer/notifications", None,
     {"expected": "<email> | <sms>"}),
    (REQUEST, "<error-url>e</error-url>", "", "REQ104", "exit-urls", None,
     {"parent": "exit-urls", "expected": "<error-url>"}),
    (PORTAL, "<title>", "<title lang='x'>", "REQ105", "title", "lang",
     {"attribute": "xxxx", "name": "title", "expected": "–"}),
    (PORTAL, 'mime="', 'size="1" mime="', "REQ105", "documents/document", "size",
     {"expected": "href, mime"}),
    (PORTAL, "<title>", "<title xsi:nil='true'>", "REQ105", "title",
     "{http://www.w3.org/2001/XMLSchema-instance}nil", {"attribute": "xsi:nil"}),
    (PORTAL, "<sender>", "<sender xsi:type='url'>", "REQ105", "sender",
     "{http://www.w3.org/2001/XMLSchema-instance}type", {"attribute": "xsi:type"}),
    (PORTAL, "<sender>", "<sender xmlns:o='urn:ola' o:href=''>", "REQ105", "sender",
     "{urn:ola}href", {"attribute": "{xxx:xxx}href"}),
    (PORTAL, ' mime="application/pdf"', "", "REQ106", "documents/document", "mime",
     {"attribute": "mime", "name": "document"}),
    (SIGNER, " href='h'", "", "REQ106", "", "href", {"name": "direct-signer-response"}),
    (PORTAL, ">title<", f">{'t' * 81}<", "REQ107", "title", None,
     {"field": "title", "minimum": 1, "maximum": 80, "found": 81}),
    (PORTAL, ">title<", "><", "REQ107", "title", None, {"minimum": 1, "found": 0}),
    (PORTAL, '"a.pdf"', '"a.p"', "REQ107", "documents/document", "href",
     {"field": "document/@href", "minimum": 4, "maximum": 100, "found": 3}),
    (REQUEST, ">r<", f">{'€' * 51}<", "REQ107", "reference", None, {"minimum": 0, "found": 51}),
    (PORTAL, ">12345678910<", ">010101 12345<", "REQ108",
     "signers/signer/personal-identification-number", None,
     {"field": "personal-identification-number", "expected": "#" * 11, "found": "###### #####"}),
    (PORTAL, ">123456789<", ">NO<", "REQ108", "sender/organization-number", None,
     {"expected": "#########", "found": "xx"}),
    (PORTAL, ">SELF<", ">Kari<", "REQ109", "signers/signer/on-behalf-of", None,
     {"field": "on-behalf-of", "expected": "SELF, OTHER", "found": "xxxx"}),
    (REQUEST, ">POLLING<", "> POLLING<", "REQ109", "status-retrieval-method", None,
     {"found": " xxxxxxx"}),
    (PORTAL, 'order="1"', 'order="10"', "REQ110", "signers/signer", "order",
     {"field": "signer/@order", "expected": "0 … 9", "found": "##"}),
    (PORTAL, ">5<", ">1_0<", "REQ110", "availability/available-seconds", None, {"found": "#_#"}),
    (PORTAL, ">5<", ">٥<", "REQ110", "availability/available-seconds", None, {"found": "#"}),
    (PORTAL, ">5<", f">{'9' * 5000}<", "REQ110", "availability/available-seconds", None,
     {"found": "#" * 40 + "…"}),
    (PORTAL, ">2026-01-01T00:00:00<", "> 2026-01-01T00:00:00<", "REQ110",
     "availability/activation-time", None, {"expected": "YYYY-MM-DDThh:mm:ss+hh:mm"}),
    (PORTAL, ">2026-01-01T", ">99999999999999999999-01-01T", "REQ110",
     "availability/activation-time", None, {"field": "activation-time"}),
    (PORTAL, ">2026-01-01T", ">2026-02-30T", "REQ110", "availability/activation-time", None, {}),
    (PORTAL, "</sender>", "Kari</sender>", "REQ111", "sender", None,
     {"name": "sender", "found": "xxxx", "expected": "<organization-number>"}),
    (PORTAL, "<documents>", "<documents>\u00a0", "REQ111", "documents", None, {}),
    (PORTAL, '<email address="x"/>', '<email address="x"> </email>', "REQ111",
     "signers/signer/notifications/email", None, {"found": " ", "expected": "</email>"}),
    (REQUEST, "<reference>r</reference>", "", None, None, None, None),
    (REQUEST, "<polling-queue>q</polling-queue>", "<reference>r</reference>", "REQ113",
     "reference[2]", None, {"maximum": 1, "found": 2}),
    (REQUEST, "<status-retrieval-method>POLLING</status-retrieval-method>", "<polling-queue/>",
     "REQ113", "polling-queue[2]", None, {"name": "polling-queue", "maximum": 1}),
    (SIGNER, "<redirect-url>u</redirect-url>",
     "<personal-identification-number>12345678910</personal-identification-number>"
     "<redirect-url>u</redirect-url>",
     "REQ112", "personal-identification-number", None,
     {"name": "personal-identification-number", "expected": "<redirect-url>"}),
    (REQUEST, "</exit-urls>", "<completion-url>c</completion-url></exit-urls>",
     "REQ113", "exit-urls/completion-url[2]", None, {"maximum": 1, "found": 2}),
    (REQUEST, "<completion-url>c</completion-url><rejection-url>r</rejection-url>",
     "<rejection-url>r</rejection-url><completion-url>c</completion-url>",
     "REQ112", None, None, {"parent": "exit-urls"}),
    (PORTAL, "<on-behalf-of>SELF</on-behalf-of>",
     "<on-behalf-of>SELF</on-behalf-of><signature-type>ADVANCED_ELECTRONIC_SIGNATURE</signature-type>",
     "REQ112", "signers/signer/signature-type", None, {"name": "signature-type"}),
]  # fmt: skip


def replaced(xml, old, new):
    """With a tag's bare name both tags are renamed."""
    return xml.replace(old, new, -1 if old.replace("-", "").isalpha() else 1)


@pytest.mark.parametrize(("xml", "old", "new", "rule", "path", "attribute", "values"), ROWS)
def test_one_fault_is_one_problem(xml, old, new, rule, path, attribute, values):
    assert old in xml
    root = etree.fromstring(replaced(xml, old, new))
    assert SCHEMA.accepts(root) is (rule is None)
    if rule is None:
        return
    (problem,) = SCHEMA.problems(root)
    assert (problem.rule, problem.attribute) == (rule, attribute)
    assert {key: problem.values[key] for key in values} == values
    if path is not None:
        steps = "/".join(f"{{*}}{step}" for step in path.split("/")) if path else "."
        assert problem.element is root.find(steps)


def test_everything_is_said_at_once():
    root = etree.fromstring(
        f"""<portal-signature-job-manifest xmlns="{NAMESPACE}">
          <signers><signer order="10">
            <personal-identification-number>1</personal-identification-number>
            <notifications><email foo="">a</email></notifications></signer></signers>
          <title/><ola/><documents><document href="a.p"><title>t</title></document></documents>
          <description/></portal-signature-job-manifest>"""
    )
    assert sorted(problem.rule for problem in SCHEMA.problems(root)) == [
        "REQ103",  # ola
        "REQ104",  # sender
        "REQ105",  # email/@foo
        "REQ106",  # email/@address
        "REQ106",  # document/@mime
        "REQ107",  # title
        "REQ107",  # document/@href
        "REQ108",  # personal-identification-number
        "REQ110",  # signer/@order
        "REQ111",  # text in email
        "REQ112",  # description after documents
    ]


def test_a_whole_message_without_namespace_is_judged_as_if_it_had_one():
    root = etree.fromstring(
        SIGNER.replace(f" xmlns='{NAMESPACE}'", "").replace("<redirect-url>u</redirect-url>", "")
    )
    assert [problem.rule for problem in SCHEMA.problems(root)] == ["REQ102", "REQ104"]


def test_every_generated_fault_is_explained():
    """Where lxml says no, the explanation has more to say than that."""
    unexplained = [
        fault
        for fault, message in broken(OURS)[::3]
        if not quick(OURS)(message)
        and any(problem.rule == "REQ100" for problem in SCHEMA.problems(message))
    ]
    assert unexplained == []


@pytest.mark.parametrize("language", ["en", "nb"])
def test_every_rule_renders_and_shows_nothing_of_the_message(language):
    """The planted name and number stand in every text, attribute and name of the message."""
    catalog = Catalog.load(RULES, language)
    chance = random.Random(7)
    rendered = set()
    messages = [message for _, message in chance.sample(broken(OURS), 200)]
    messages += [etree.fromstring(replaced(*row[:3])) for row in ROWS]
    for message in messages:
        for element in message.iter("*"):
            element.set("Planted-Nordmann", PLANTED)
            etree.SubElement(element, "{urn:Planted-Nordmann}Planted-Nordmann").tail = PLANTED
            if chance.random() < 0.5:
                element.text = PLANTED + (element.text or "")
        for problem in SCHEMA.problems(message):
            finding = catalog.finding(problem.rule, path="m.xml", values=problem.values)
            rendered.add(problem.rule)
            shown = repr(problem) + repr(finding) + str(finding)
            for secret in ("Kari", "Planted", "Nordmann", "01010112345", "12345678910"):
                assert secret not in shown
    assert rendered == {f"REQ{number}" for number in range(101, 114)}


def test_names_are_shown_plain_only_where_the_schema_has_them():
    letters = random.Random(8).choices(string.ascii_lowercase, k=12)
    root = etree.fromstring(
        SIGNER.replace("<redirect-url>u</redirect-url>", f"<{''.join(letters)}/>")
    )
    assert {problem.values.get("name") for problem in SCHEMA.problems(root)} == {None, "x" * 12}


def test_a_flood_of_problems_ends_with_a_general_one():
    root = etree.fromstring(
        REQUEST.replace("<polling-queue>q", "<polling-queue>" + "<ola/>" * 5000)
    )
    problems = SCHEMA.problems(root)
    assert len(problems) == MOST_PROBLEMS + 1
    assert [problem.rule for problem in problems].count("REQ100") == 1


def test_the_generator_and_the_package_mean_the_same_namespace():
    assert GENERATED == NAMESPACE
