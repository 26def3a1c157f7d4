"""The catalogue of the shipped rules: complete, in both languages, and printed as it stands."""

import string
import tomllib
from collections.abc import Iterator
from datetime import date

import pytest

from piilint.catalog import Catalog, Rule
from piilint.detect import find, normalise
from piilint.detect.page import Page
from piilint.errors import RulePackError
from piilint.lint.packmodel import TextEntry
from piilint.lint.rulepack import RulePack
from piilint.model import Evidence
from piilint.report.catalogue import rules_markdown
from piilint.resources import data_folder
from piilint.validation import validate
from tests.reference import CHECKOUT

FOLDER = data_folder("rules") / "posten-signering"
CATALOG = Catalog.load(FOLDER)
RULES = list(CATALOG)
OBJECTING = [rule for rule in RULES if rule.entities]
LANGUAGES = ("en", "nb")


def family(rule: Rule) -> str:
    return rule.id.rstrip("0123456789")


def _entries() -> Iterator[tuple[str, str, dict[str, object], str]]:
    for path in sorted(FOLDER.glob("texts/[A-Z]*.toml")):
        text = path.read_text(encoding="utf-8")
        for rule_id, entry in tomllib.loads(text).items():
            yield path.name, rule_id, entry, text


ENTRIES = list(_entries())


def test_rules_and_texts_are_of_the_same_ids() -> None:
    assert sorted(rule_id for _, rule_id, _, _ in ENTRIES) == sorted(CATALOG.rules)
    assert all(name == f"{family(CATALOG[rule_id])}.toml" for name, rule_id, _, _ in ENTRIES)


@pytest.mark.parametrize(
    ("name", "rule_id", "entry", "text"), ENTRIES, ids=[rule_id for _, rule_id, _, _ in ENTRIES]
)
def test_each_text_is_whole(name: str, rule_id: str, entry: dict[str, object], text: str) -> None:
    found = validate(TextEntry, entry, file=name, text=text, at=(rule_id,), raised=RulePackError)
    for both in (found.message, found.help):
        assert "\n" not in both.en + both.nb
        assert places(both.en) == places(both.nb)


def places(template: str) -> set[str | None]:
    return {place for _, place, _, _ in string.Formatter().parse(template) if place is not None}


def test_names_are_given_once() -> None:
    names = [rule.name for rule in RULES]
    assert sorted(set(names)) == sorted(names)


def test_every_family_says_what_it_is_about() -> None:
    assert [rule.id for rule in RULES if CATALOG.family(rule.id) is None] == []


def test_families_of_personal_data_name_the_authority() -> None:
    families = {CATALOG.family(rule.id) for rule in RULES if rule.id.startswith("PII")}
    assert len(families) == 9
    for about in families:
        assert about is not None
        assert "Datatilsynet" in about.explanation
        assert any("Datatilsynet" in source for source in about.sources)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entity_has_a_name(language) -> None:
    catalog = Catalog.load(FOLDER, language)
    for rule in catalog:
        for entity in rule.entities:
            assert catalog.entity(entity) != entity.replace("_", " ").lower()
    assert catalog.entity("MY_OWN") == "my own"


def test_a_finding_is_made_in_the_language_that_is_asked_for() -> None:
    values = {"kind": Catalog.load(FOLDER, "nb").entity("NO_FODSELSNUMMER")}
    finding = Catalog.load(FOLDER, "nb").finding("PII101", path="a.xml", values=values)
    assert finding.message.startswith("Fødselsnummer i et felt")


@pytest.mark.parametrize(
    ("rule_id", "summary"),
    [
        ("PII502", "Fagforening: et ord"),
        ("PII104", "Svensk personnummer, Dansk CPR-nummer, Finsk personnummer i et felt"),
        ("CHK002", "Filen er større enn … byte"),
    ],
)
def test_a_summary_has_no_open_places(rule_id: str, summary: str) -> None:
    assert Catalog.load(FOLDER, "nb").summary(rule_id).startswith(summary)


@pytest.mark.parametrize("rule", OBJECTING, ids=lambda rule: rule.id)
def test_a_rule_with_entities_has_texts_on_both_sides(rule: Rule) -> None:
    text = CATALOG.text(rule.id)
    assert text.matches
    assert text.does_not_match


def objections(rule: Rule, text: str) -> list[Evidence]:
    """What the detectors see in a text that this rule objects to, surer than low."""
    page = Page([normalise(text).text], ["reference"], date(2026, 11, 23))
    pack = RulePack.load()
    return [seen for seen in find(page) if seen.confidence != "low" and pack.rule_for(seen) == rule]


@pytest.mark.parametrize("rule", OBJECTING, ids=lambda rule: rule.id)
def test_the_detectors_agree_with_the_rule_s_texts(rule: Rule) -> None:
    text = CATALOG.text(rule.id)
    found = [match for match in text.matches if objections(rule, match)]
    assert found == list(text.matches)
    assert [match for match in text.does_not_match if objections(rule, match)] == []


def test_the_rule_reference_is_current() -> None:
    written = (CHECKOUT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == rules_markdown(CATALOG), (
        "write it anew: python -m piilint.report.catalogue > docs/rules.md"
    )
