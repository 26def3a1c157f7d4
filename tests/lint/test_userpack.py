"""A user's own pack: what it can change, and how it is refused."""

import re
from datetime import date
from pathlib import Path

import pytest

from piilint.detect.page import Page
from piilint.errors import RulePackError
from piilint.lint.linter import Linter
from piilint.lint.rulepack import RulePack
from piilint.model import Evidence
from tests.lint.messages import portal_request

NUMBER = "01014560013"
REFERENCE_FIELD = "/portal-signature-job-request/reference"
EXTENDS = 'extends = "posten-signering"\n'
OWN_RULE = r"""
[rules.USR001]
name = "customer-number"
severity = "error"
entity = "CUSTOMER_NUMBER"
pattern = 'K-[0-9]{6}'
context = ["Kunde"]
message.en = "Customer number {not a place}"
message.nb = "Kundenummer"
help.en = "Use the number of the case."
help.nb = "Bruk saksnummeret."
explanation = "It leads to one person."
bad = "K-123456"
good = "2026-004711"
sources = ["our routine"]
matches = ["Kunde K-123456"]
does_not_match = ["2026-004711", "Skjema K-123456"]
"""


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str, name: str = "my-pack.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_nothing_changed_is_the_shipped_pack(write) -> None:
    pack, base = RulePack.load(write(EXTENDS)), RulePack.load()
    assert pack.fields == base.fields
    assert dict(pack.catalog.rules) == dict(base.catalog.rules)
    assert pack.objections == base.objections
    assert (pack.allow, pack.patterns) == ((), ())


def test_a_field_gets_another_class(write) -> None:
    text = f'{EXTENDS}[fields."{REFERENCE_FIELD}"]\nclass = "closed"\nform = "A|B"\nwhy = "two"\n'
    pack = RulePack.load(str(write(text)))
    spec = (
        pack.roots["portal-signature-job-request"].children[f"{{{pack.namespace}}}reference"].text
    )
    assert spec is pack.fields[REFERENCE_FIELD]
    assert spec.field_class == "closed"
    assert spec.form is not None
    assert spec.form.fullmatch(" B ")
    assert not spec.form.fullmatch("AB")
    [row] = [row for row in pack.field_table() if row.path == REFERENCE_FIELD]
    assert row.why == "two"


def test_a_field_becomes_a_contact_field(write) -> None:
    text = f'{EXTENDS}[fields."{REFERENCE_FIELD}"]\nclass = "contact"\ncontact = "email"\nwhy = "x"'
    assert RulePack.load(write(text)).fields[REFERENCE_FIELD].contact == "email"


def test_a_rule_gets_another_severity(write) -> None:
    pack = RulePack.load(write(f'{EXTENDS}[rules.PII301]\nseverity = "warning"\n'))
    evidence = Evidence(entity="PERSON", start=0, end=1, confidence="high", detector="test")
    rule = pack.rule_for(evidence)
    assert rule is not None
    assert rule.severity == "warning"
    assert RulePack.load().catalog["PII301"].severity == "error"


def test_phrases_are_allowed_here_and_from_a_file(write) -> None:
    write("# ours\n\n  Hansen-modellen \n", "allowed.txt")
    text = f'{EXTENDS}allow = ["Nordmann-prosjektet"]\nallow_file = "allowed.txt"\n'
    pack = RulePack.load(write(text))
    assert pack.allow == ("Nordmann-prosjektet", "Hansen-modellen")


@pytest.mark.parametrize(
    ("text", "label", "confidences"),
    [
        ("Kunde K-123456", "reference", ["high"]),
        ("K-123456, KUNDE", "reference", ["high"]),
        ("K-123456", "kunde", ["high"]),
        ("K-123456", "reference", ["low"]),
        ("K-123456" + " " * 60 + "kunde", "reference", ["low"]),
        ("kunde K-12345", "reference", []),
    ],
)
def test_an_own_pattern_and_its_context(
    write, text: str, label: str, confidences: list[str]
) -> None:
    [detect] = RulePack.load(write(EXTENDS + OWN_RULE)).patterns
    page = Page(["kunde", text, "kunde"], ["other", label, "other"], date(2026, 11, 23))
    found = list(detect(page))
    assert [hit.confidence for hit in found] == confidences
    for hit in found:
        assert page.text[hit.start : hit.end] == "K-123456"
        assert page.index(hit.start) == 1


def test_an_own_pattern_does_not_see_two_fields_as_one(write) -> None:
    text = (EXTENDS + OWN_RULE).replace("K-[0-9]{6}", "K-[^-]{6}")
    [detect] = RulePack.load(write(text)).patterns
    assert list(detect(Page(["K-12", "3456"], ["", ""], date(2026, 11, 23)))) == []


def test_an_own_rule_objects_and_has_its_texts(write) -> None:
    pack = RulePack.load(write(EXTENDS + OWN_RULE), "nb")
    evidence = Evidence(
        entity="CUSTOMER_NUMBER", start=0, end=8, confidence="high", detector="customer-number"
    )
    rule = pack.rule_for(evidence)
    assert rule is not None
    assert rule.id == "USR001"
    finding = pack.catalog.finding("USR001", path="a.xml", values={"kind": "x"})
    assert (finding.message, finding.help) == ("Kundenummer", "Bruk saksnummeret.")
    assert pack.catalog.entity("CUSTOMER_NUMBER") == "customer number"
    english = RulePack.load(write(EXTENDS + OWN_RULE)).catalog.finding("USR001", path="a.xml")
    assert english.message == "Customer number {not a place}"


REFUSED = [
    ("allow = 1\n", "line 1: extends is missing"),
    ('extends = "postn"\n', "extends must name a shipped pack: posten-signering"),
    (EXTENDS + "allow = [", "at the end: is not TOML"),
    (EXTENDS + "allow : []", "line 2, column 7: is not TOML"),
    (EXTENDS + "alow = []", "line 2: alow is not a key that is known here; did you mean allow?"),
    (EXTENDS + 'allow = "x"', "line 2: allow must be a list"),
    (EXTENDS + "allow = [1]", "line 2: allow[1] must be text"),
    (EXTENDS + "allow = ['']", "allow[1] must not be empty"),
    (EXTENDS + f"allow = ['case {NUMBER}']", "allow, entry 1: holds a number or an address"),
    (EXTENDS + "allow_file = 'none.txt'", "allow_file names a file that is not there"),
    (
        EXTENDS + '[fields."/portal-signature-job-request/referense"]\nclass="open"\nwhy="x"',
        "did you mean /portal-signature-job-request/reference?",
    ),
    (
        EXTENDS + f'[fields."{REFERENCE_FIELD}"]\nclass = "opn"\nwhy = "x"',
        "must be one of 'designated', 'contact', 'closed' or 'open'",
    ),
    (EXTENDS + f'[fields."{REFERENCE_FIELD}"]\nclass = "open"', "why is missing"),
    (EXTENDS + f'[fields."{REFERENCE_FIELD}"]\nklass = "open"\nwhy="x"', "did you mean class?"),
    (
        EXTENDS + f'[fields."{REFERENCE_FIELD}"]\nclass = "open"\nwhi = "x"\nwhy="x"',
        "line 4: fields./portal-signature-job-request/reference.whi is not a key that is known "
        "here; did you mean why?",
    ),
    (EXTENDS + f'[fields."{REFERENCE_FIELD}"]\nclass="closed"\nwhy="x"', '"form" belongs'),
    (EXTENDS + f'[fields."{REFERENCE_FIELD}"]\nclass="contact"\nwhy="x"', '"contact" belongs'),
    (
        EXTENDS + f'[fields."{REFERENCE_FIELD}"]\nclass="contact"\ncontact="fax"\nwhy="x"',
        'must be "email" or "phone"',
    ),
    (EXTENDS + '[rules.PII301]\nseverity = "fatal"', "line 3: rules.PII301.severity must be one"),
    (
        EXTENDS + '[rules.PII301]\nseverty = "info"',
        "rules.PII301.severty is not a key that is known here; did you mean severity?",
    ),
    (EXTENDS + '[rules.PII991]\nseverity = "info"', "PII is reserved"),
    (EXTENDS + '[rules.mine]\nseverity = "info"', "rules.mine is neither a rule of the pack"),
    (EXTENDS + OWN_RULE.replace("help.nb", "help.no"), "rules.USR001.help.no is not a key"),
    (EXTENDS + OWN_RULE.replace("matches = [", "matchs = [", 1), "did you mean matches?"),
    (EXTENDS + OWN_RULE.replace('["Kunde K-123456"]', "[]"), "matches needs at least 1 entry"),
    (EXTENDS + OWN_RULE.replace('["Kunde K-1', '["Kunde L-1'), "matches: text 1 is not found"),
    (EXTENDS + OWN_RULE.replace('"2026-004711", "Skjema', '"Kunde'), "does_not_match: text 1 is"),
    (EXTENDS + OWN_RULE.replace("{6}", "{6"), "matches: text 1 is not found"),
    (EXTENDS + OWN_RULE.replace("K-[", "K-("), "is not a regular expression of Python's"),
    (EXTENDS + OWN_RULE.replace("{6}", "+"), "Write {1,40} in place of +"),
    (EXTENDS + OWN_RULE.replace("K-[0-9]{6}", "(a{0,9}){0,9}b"), "no repeat inside a repeat"),
    (EXTENDS + OWN_RULE.replace("K-[0-9]{6}", "(K-)?"), "matches the empty text"),
    (EXTENDS + OWN_RULE.replace("K-[0-9]{6}", NUMBER), "pattern: holds a number or an address"),
    (
        EXTENDS + OWN_RULE.replace("K-[0-9]{6}", r"kari\.hansen@example\.com"),
        "pattern: holds a number or an address",
    ),
    (EXTENDS + OWN_RULE.replace("USR001", f"X-{NUMBER}"), "rules.x-########### is neither"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_a_pack_that_cannot_be_used_is_refused(write, text: str, message: str) -> None:
    path = write(text)
    with pytest.raises(RulePackError) as caught:
        RulePack.load(path)
    said = str(caught.value)
    assert str(path) in said
    assert message in said
    assert NUMBER not in said
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None


def test_a_key_that_is_a_number_is_masked(write) -> None:
    with pytest.raises(RulePackError) as caught:
        RulePack.load(write(f"{EXTENDS}{NUMBER} = 1\n"))
    assert NUMBER not in str(caught.value)
    assert "########### is not a key" in str(caught.value)


@pytest.mark.parametrize("rules", ["posten-singering", "no/such/pack.toml"])
def test_a_pack_that_is_not_there_is_refused(rules: str) -> None:
    with pytest.raises(RulePackError, match="posten-signering"):
        RulePack.load(rules)


def test_a_pack_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pack.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RulePackError, match="is not UTF-8") as caught:
        RulePack.load(path)
    assert caught.value.__context__ is None


def rules_found(pack_path, reference: str) -> list[str]:
    report = Linter(pack_path).check(portal_request(reference))
    return [finding.rule for finding in report.findings]


@pytest.mark.parametrize(
    ("own", "reference", "without", "with_it"),
    [
        ('names = ["Zyqvil"]', "Avtale med Ola Zyqvil", ["PII301"], ["PII301"]),
        ('names = ["Zyqvil"]', "Leiekontrakt Zyqvil", [], ["PII301"]),
        ('places = ["Tollefsen"]', "Avtale om Tollefsen", ["PII301"], []),
        ('terms.HEALTH = ["mestringsrom*"]', "Plass i mestringsrommet", [], ["PII501"]),
        ('terms.HEALTH = ["mestringsrom"]', "Plass i mestringsrommet", [], []),
        ('allow = ["Kari Nordmann"]', "Avtale om Kari Nordmann", ["PII301"], []),
    ],
)
def test_own_words(write, own: str, reference: str, without: list[str], with_it: list[str]) -> None:
    assert rules_found("posten-signering", reference) == without
    assert rules_found(write(f"{EXTENDS}{own}\n"), reference) == with_it


def test_own_words_from_a_file(write, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("# ours\nZyqvil\n", encoding="utf-8")
    path = write(f'{EXTENDS}names_file = "{tmp_path / "names.txt"}"\n')
    assert rules_found(path, "Leiekontrakt Zyqvil") == ["PII301"]


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ('names = ["ola@example.com"]', "names, entry 1: holds a number or an address"),
        ('names_file = "none.txt"', "names_file names a file that is not there"),
        ('terms.HELTH = ["kurs"]', "terms.HELTH is no entity that a rule objects to; did you mean HEALTH"),
        ('terms.HEALTH = ["*"]', "terms"),
    ],
)  # fmt: skip
def test_own_words_that_cannot_be(write, own: str, message: str) -> None:
    with pytest.raises(RulePackError, match=re.escape(message)):
        RulePack.load(write(f"{EXTENDS}{own}\n"))
