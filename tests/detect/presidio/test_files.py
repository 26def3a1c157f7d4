"""The user's recognisers and NLP engines: files in Presidio's formats, unchanged."""

import random
from pathlib import Path

import pytest
import spacy
from presidio_analyzer import RemoteRecognizer
from spacy.training import Example

import piilint
from piilint.errors import ConfigurationError, MissingExtraError
from tests.deep import DOCUMENTED, with_nlp, with_recognizers
from tests.lint.messages import portal_request


def found(text: str, checker: piilint.Linter) -> list[tuple[str, str | None, str]]:
    report = checker.check(portal_request(text))
    return [(one.rule, one.entity, one.severity) for one in report.findings]


def test_a_file_as_presidio_documents_it_works_unchanged(tmp_path) -> None:
    checker = with_recognizers(tmp_path, DOCUMENTED)
    assert found("Til Prof. Moriarty", checker)[0] == ("PII109", "TITLE", "error")
    assert found("zip code 12345", checker) == [("PII109", "ZIP", "info")]
    assert found("Sak 12345", checker) == []
    (finding,) = checker.check(portal_request("zip code 12345")).findings
    assert "context" in finding.rests_on


REGISTRY = """
supported_languages: [en, es]
global_regex_flags: 26
recognizers:
  - name: CreditCardRecognizer
    supported_languages:
      - language: en
        context: [credit, card]
      - language: es
    type: predefined
  - name: EmailRecognizer
    type: predefined
    enabled: false
  - name: Employee
    type: custom
    supported_entity: EMPLOYEE
    patterns: [{name: number, regex: 'ANS-[0-9]{6}', score: 0.9}]
  - IpRecognizer
"""


def test_a_registry_configuration_works(tmp_path) -> None:
    checker = with_recognizers(tmp_path, REGISTRY)
    assert found("ANS-004711", checker) == [("PII109", "EMPLOYEE", "error")]
    assert found("4111 1111 1111 1111", checker)[0][1] == "CREDIT_CARD"
    (finding,) = checker.check(portal_request("kari@example.com")).findings
    assert "presidio" not in finding.rests_on, "it is switched off in the file"


def test_a_pack_s_own_rule_goes_before_the_one_for_any_other(tmp_path) -> None:
    pack = tmp_path / "pack.toml"
    pack.write_text(OWN_RULE, encoding="utf-8")
    file = tmp_path / "recognizers.yaml"
    file.write_text(REGISTRY, encoding="utf-8")
    checker = piilint.Linter(pack, deep=True, recognizers=file)
    assert [rule for rule, _, _ in found("ANS-004711", checker)] == ["USR001"]


OWN_RULE = """
extends = "posten-signering"

[rules.USR001]
name = "employee-number"
severity = "warning"
entity = "EMPLOYEE"
pattern = 'XYZ-[0-9]{6}'
message.en = "Employee number"
message.nb = "Ansattnummer"
help.en = "Leave it out"
help.nb = "Utelat det"
explanation = "Ours."
bad = "XYZ-123456"
good = "2026-1"
sources = ["us"]
matches = ["XYZ-123456"]
does_not_match = ["2026-1"]
"""


class CallsHome(RemoteRecognizer):
    def __init__(self, supported_language="nb", **given):
        super().__init__(["X"], "CallsHome", supported_language, "1")

    def load(self) -> None: ...
    def analyze(self, text, entities, nlp_artifacts=None): ...
    def get_supported_entities(self): ...


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("recognizers: [", r"recognizers.yaml is not YAML, line 1"),
        ("- a", r"must hold a mapping"),
        ("recognisers: []", r"a list under recognizers"),
        ("recognizers: [{name: Secretname, supported_entity: X}]", r"makes no recognisers"),
        ("recognizers: [{name: HuggingFaceNerRecognizer, type: predefined, model_name: a/b}]", r"hf download a/b"),
        ("recognizers: [{name: CallsHome, type: predefined}]", r"never uses the network"),
        ("recognizers: [{name: A, supported_entity: X, patterns: [{name: s, regex: '(secret', score: 1}]}]", r"makes no recognisers"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_recognisers_is_said_in_our_words(tmp_path, text, message) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        with_recognizers(tmp_path, text)
    assert "secret" not in str(caught.value).lower()
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("nlp_engine_name: magic", ConfigurationError, "must be one of no_op, slim, spacy"),
        ("nlp_engine_name: spacy", ConfigurationError, "a list under models"),
        ("nlp_engine_name: spacy\nmodels: [x]", ConfigurationError, "needs lang_code and model_name"),
        (
            "nlp_engine_name: spacy\nmodels: [{lang_code: nb, model_name: nb_core_news_lg}]",
            ConfigurationError,
            "python -m spacy download nb_core_news_lg",
        ),
        (
            "nlp_engine_name: slim\nmodels: [{lang_code: nb, model_name: nb_core_news_sm}]",
            ConfigurationError,
            "python -m spacy download nb_core_news_sm",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_nlp_configuration_is_said(tmp_path, text, error, message) -> None:
    with pytest.raises(error, match=message) as caught:
        with_nlp(tmp_path, text)
    assert caught.value.__context__ is None


@pytest.mark.parametrize("engine", ["stanza", "transformers"])
def test_an_engine_that_is_not_installed_names_its_extra(tmp_path, engine) -> None:
    from piilint.detect.presidio.models import _ENGINES

    if _ENGINES[engine].is_available:
        pytest.skip("it is installed here")
    with pytest.raises(MissingExtraError, match=rf"presidio-analyzer\[{engine}\]"):
        with_nlp(
            tmp_path, f"nlp_engine_name: {engine}\nmodels: [{{lang_code: nb, model_name: nb}}]"
        )


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"nothere.yaml cannot be read"):
        piilint.Linter(deep=True, nlp=tmp_path / "nothere.yaml")


def test_no_op_needs_no_model(tmp_path) -> None:
    checker = with_nlp(
        tmp_path, "nlp_engine_name: no_op\nmodels: [{lang_code: nb, model_name: none}]"
    )
    assert found("NIF 12345678Z", checker) == [("PII104", "ES_NIF", "error")]


SENTENCES = [
    ("{} skal signere leiekontrakten", "Zylvar Quandt"),
    ("Avtale med {} om oppdrag", "Xerbon Trall"),
    ("Til signering hos {} i dag", "Quimby Vaxholt"),
    ("Kontrakt for {} er klar", "Brunhex Zolt"),
    ("{} har fått dokumentet", "Ykvelin Dorp"),
    ("Avtale med {} om hytta", "Trelko Vimm"),
]
HARMLESS = ["Leiekontrakt for hytta er klar", "Avtale om oppdrag i dag", "Til signering"]


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    """A tiny model of names that no gazetteer holds."""
    nlp = spacy.blank("nb")
    nlp.add_pipe("ner").add_label("PER")
    examples = []
    for sentence, name in SENTENCES:
        text = sentence.format(name)
        start = text.index(name)
        spans = {"entities": [(start, start + len(name), "PER")]}
        examples.append(Example.from_dict(nlp.make_doc(text), spans))
    examples += [Example.from_dict(nlp.make_doc(text), {"entities": []}) for text in HARMLESS]
    spacy.util.fix_random_seed(1)
    optimizer = nlp.initialize(lambda: examples)
    order = random.Random(1)
    for _ in range(25):
        order.shuffle(examples)
        nlp.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("nlp")
    nlp.to_disk(folder / "model")
    return folder


NLP = """
nlp_engine_name: spacy
models:
  - lang_code: nb
    model_name: model
ner_model_configuration:
  model_to_presidio_entity_mapping: {PER: PERSON}
"""


def test_a_trained_model_finds_what_no_gazetteer_holds(model: Path) -> None:
    checker = with_nlp(model, NLP)
    text = "Avtale med Zylvar Quandt om oppdrag"
    assert piilint.check(portal_request(text)).findings == ()
    (finding,) = checker.check(portal_request(text)).findings
    assert (finding.rule, finding.entity, finding.severity) == ("PII301", "PERSON", "warning")
    assert finding.masked == "xxxxxx xxxxxx"
    assert finding.message.endswith("(Presidio: SpacyRecognizer)")
    assert checker.check(portal_request(HARMLESS[0])).findings == ()
