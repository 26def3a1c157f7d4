"""The Norwegian recognisers in other people's engines, by Presidio's conventions."""

import pytest
import spacy
import yaml
from presidio_analyzer import (
    AnalyzerEngine,
    BatchAnalyzerEngine,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

from piilint.detect.presidio.models import blank_engine
from piilint.errors import UsageError
from piilint.presidio import (
    LANGUAGES,
    NoBankAccountRecognizer,
    NoIdentityNumberRecognizer,
    NoPersonalTextRecognizer,
    recognizers,
)
from tests.detect.generators import broken, identity_number
from tests.reference import CHECKOUT

EXAMPLES = CHECKOUT / "examples" / "deep"
NUMBER = identity_number(1, 1, 1960)


class Engine(SpacyNlpEngine):
    def __init__(self, language: str) -> None:
        super().__init__(models=[{"lang_code": language, "model_name": "blank"}])
        self.nlp = {language: spacy.blank("nb")}


def engine(language: str) -> AnalyzerEngine:
    registry = RecognizerRegistry(recognizers(language), supported_languages=[language])
    return AnalyzerEngine(
        registry=registry, nlp_engine=Engine(language), supported_languages=[language]
    )


def hits(results) -> list[tuple[str, int, int]]:
    return sorted((one.entity_type, one.start, one.end) for one in results)


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_engine_takes_them(language: str) -> None:
    results = engine(language).analyze(f"Kari Nordmann, fnr {NUMBER}", language)
    assert hits(results) == [("NO_FODSELSNUMMER", 19, 30), ("PERSON", 0, 13)]
    assert max(one.score for one in results) == 1.0


def test_a_batch_engine_takes_them() -> None:
    found = BatchAnalyzerEngine(engine("nb")).analyze_iterator(["Avtale", f"Sak {NUMBER}"], "nb")
    assert [hits(each) for each in found] == [[], [("NO_FODSELSNUMMER", 4, 15)]]


def test_another_language_is_refused() -> None:
    with pytest.raises(UsageError, match="nb, nn, no"):
        recognizers("en")


@pytest.mark.parametrize("recognizer", recognizers(), ids=lambda one: one.name)
def test_they_survive_being_written_down(recognizer: EntityRecognizer) -> None:
    written = recognizer.to_dict()
    again = type(recognizer).from_dict(written)
    assert again.to_dict() == written
    assert written["supported_entities"]
    assert written["supported_language"] == "nb"


def test_entities_are_those_that_are_asked_for() -> None:
    recognizer = NoPersonalTextRecognizer()
    text = "Kari Nordmann, Storgata 1, 0155 Oslo"
    assert {one.entity_type for one in recognizer.analyze(text, [])} == {"PERSON", "STREET_ADDRESS"}
    assert hits(recognizer.analyze(text, ["PERSON"])) == [("PERSON", 0, 13)]
    assert recognizer.analyze(text, ["HEALTH"]) == []
    narrow = NoPersonalTextRecognizer(supported_entities=["STREET_ADDRESS"])
    assert {one.entity_type for one in narrow.analyze(text, ["PERSON", "STREET_ADDRESS"])} == {
        "STREET_ADDRESS"
    }


@pytest.mark.parametrize(
    ("text", "valid"),
    [(NUMBER, True), (broken(NUMBER), False), ("Kari", False), (f" {NUMBER}", False), ("", False)],
)
def test_check_digits_are_validated(text: str, valid: bool) -> None:
    assert NoIdentityNumberRecognizer().validate_result(text) is valid


def test_what_has_no_check_digits_is_neither_valid_nor_invalid() -> None:
    assert NoPersonalTextRecognizer().validate_result("Kari Nordmann") is None


def test_results_explain_themselves_without_the_text() -> None:
    (result,) = NoIdentityNumberRecognizer().analyze(f"fnr {NUMBER}", [])
    explanation = result.analysis_explanation
    assert explanation.recognizer == "NoIdentityNumberRecognizer"
    assert explanation.validation_result is True
    assert NUMBER not in str(explanation)
    assert "check-digits" in explanation.textual_explanation


def test_spans_count_in_the_text_as_it_stands() -> None:
    (result,) = NoIdentityNumberRecognizer().analyze(f"nr\u200b {NUMBER[:6]}\u200b{NUMBER[6:]}", [])
    assert (result.start, result.end) == (4, 16)


def test_context_counts_once() -> None:
    text = "konto 86011117947"
    (result,) = NoBankAccountRecognizer().analyze(text, [])
    metadata = result.recognition_metadata
    assert metadata[RecognizerResult.IS_SCORE_ENHANCED_BY_CONTEXT_KEY] is True
    assert "konto" in NoBankAccountRecognizer().context


def test_a_registry_provider_loads_the_example() -> None:
    provider = RecognizerRegistryProvider(conf_file=EXAMPLES / "recognizers.yaml")
    registry = provider.create_recognizer_registry()
    assert len(registry.recognizers) == 2 * 8
    assert registry.get_country_codes() == ["no"]
    registry = RecognizerRegistry(
        [one for one in registry.recognizers if one.supported_language == "nb"],
        supported_languages=["nb"],
    )
    analyser = AnalyzerEngine(
        registry=registry, nlp_engine=blank_engine(), supported_languages=["nb"]
    )
    results = analyser.analyze(f"ansatt ANS-123456 {NUMBER}", "nb")
    assert hits(results) == [("EMPLOYEE_NUMBER", 7, 17), ("NO_FODSELSNUMMER", 18, 29)]


@pytest.mark.parametrize("name", ["nlp-spacy.yaml", "nlp-transformers.yaml"])
def test_the_example_engines_are_of_presidio_s_form(name: str) -> None:
    from presidio_analyzer.input_validation import ConfigurationValidator

    table = yaml.safe_load((EXAMPLES / name).read_text(encoding="utf-8"))
    ConfigurationValidator.validate_nlp_configuration(table)
