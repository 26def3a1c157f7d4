"""Deep mode: what Presidio adds, what both see, and that nothing is skipped in silence."""

import logging
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from presidio_analyzer.predefined_recognizers import EmailRecognizer

import piilint
from piilint.detect import resolve
from piilint.detect.presidio import Choice, Trouble, load
from piilint.detect.presidio import detector as under_test
from piilint.detect.presidio.watch import Guarded
from piilint.errors import MissingExtraError
from piilint.model import Evidence
from piilint.resources import data_folder
from tests.deep import linter, with_recognizers
from tests.lint.messages import portal_request

CHOICE = Choice.read(data_folder("rules") / "posten-signering" / "deep.toml")
SLOW = """
recognizers:
  - name: Slow
    supported_entity: SLOW
    supported_language: nb
    patterns: [{name: nested, regex: "(a|aa|b?)+$", score: 0.9}]
"""


def found(text: str, checker: piilint.Linter | None = None) -> list[tuple[str, str | None]]:
    report = (checker or linter()).check(portal_request(text))
    return [(one.rule, one.entity) for one in report.findings if one.rule != "REQ107"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wallet 1111111111111111111114oLvT2", [("PII109", "CRYPTO")]),
        ("NIF 12345678Z", [("PII104", "ES_NIF")]),
        ("nie X1234567L", [("PII104", "ES_NIE")]),
        ("RSSMRA85T10A562S", [("PII104", "IT_FISCAL_CODE")]),
        ("nino AB 12 34 56 C", [("PII104", "UK_NINO")]),
        ("kari@example.co.uk", [("PII201", "EMAIL_ADDRESS")]),
        ("01819010192", [("PII102", "NO_FODSELSNUMMER")]),
        ("NIF 12345678A", []),
        ("Sak 2026/01234", []),
        ("Leiekontrakt Oslo 12.03.2026", []),
        ("https://example.com/avtale", []),
        ("1f0e6b2c-7a41-4f39-9b55-0c2f6a1d7e90", []),
        ("12345678901", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_deep_mode_objects_to(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_findings_say_which_recogniser_saw_it() -> None:
    (finding,) = linter().check(portal_request("NIF 12345678Z")).findings
    assert finding.message.endswith(" (Presidio: EsNifRecognizer/NIF)")
    assert finding.rests_on[:2] == ("presidio", "presidio:EsNifRecognizer/NIF")
    assert finding.position is not None
    assert finding.masked == "########x"


def test_what_both_see_is_told_once_and_names_both() -> None:
    (finding,) = linter().check(portal_request("kari@example.com")).findings
    assert finding.rests_on == ("format", "presidio", "presidio:EmailRecognizer/Email (Medium)")


def seen(start: int, end: int, confidence, detector: str, entity: str = "PERSON") -> Evidence:
    reasons = ("presidio",) if detector == "presidio" else ("gazetteer",)
    return Evidence(
        entity=entity, start=start, end=end, confidence=confidence, detector=detector, rests_on=reasons,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "theirs", "span", "confidence"),
    [
        ((0, 5, "high"), (0, 9, "medium"), (0, 5), "high"),
        ((0, 5, "low"), (0, 9, "medium"), (0, 9), "medium"),
        ((0, 5, "medium"), (0, 5, "medium"), (0, 5), "medium"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_surer_gives_the_span(ours, theirs, span, confidence, turned) -> None:
    both = [seen(*ours, "plain_text"), seen(*theirs, "presidio")]
    (kept,) = resolve(both[::-1] if turned else both)
    assert ((kept.start, kept.end), kept.confidence) == (span, confidence)
    assert sorted(kept.rests_on) == ["gazetteer", "presidio"]


def test_another_entity_in_the_same_place_is_no_second_opinion() -> None:
    kept = resolve([seen(0, 5, "high", "plain_text"), seen(0, 5, "low", "presidio", "CRYPTO")])
    assert [one.rests_on for one in kept] == [("gazetteer",)]


def test_what_is_encoded_is_searched_too() -> None:
    (finding,) = linter().check(portal_request("NIF%2012345678Z")).findings
    assert (finding.rule, finding.entity) == ("PII104", "ES_NIF")


@pytest.mark.parametrize("text", ["a.a." * 1001, "a.a." * 4000])
def test_a_text_over_the_bound_is_not_checked_fully(text: str) -> None:
    report = linter().check(portal_request(text))
    assert "CHK009" in [finding.rule for finding in report.findings]
    assert report.exit_code == 2


def test_the_longest_text_is_searched_in_time() -> None:
    before = time.monotonic()
    assert found("a.a." * 1000) == []
    assert time.monotonic() - before < 10


def test_a_pattern_that_runs_out_of_time_is_told(tmp_path, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    checker = with_recognizers(tmp_path, SLOW)
    report = checker.check(portal_request("a" * 300 + "!"))
    assert [one.rule for one in report.findings if one.rule != "REQ107"] == ["CHK008"]
    assert "Slow/nested" in report.findings[0].message
    assert report.exit_code == 2
    assert "aaa" not in caplog.text
    assert found("kari@example.com", checker) == [("PII201", "EMAIL_ADDRESS")]


def test_a_document_that_runs_out_of_time_is_told(monkeypatch) -> None:
    monkeypatch.setattr(under_test, "PAGE_SECONDS", 0.0)
    report = linter().check(portal_request("NIF 12345678Z"))
    assert [finding.rule for finding in report.findings] == ["CHK008"]


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("12345678Z")


def inner(checker: piilint.Linter, name: str) -> Guarded:
    deep = checker._checker.deep
    assert deep is not None
    (one,) = [each for each in deep._engine.registry.recognizers if each.name == name]
    return one._inner


@pytest.mark.parametrize("method", ["analyze", "enhance_using_context"])
def test_a_recogniser_that_fails_is_named_and_the_others_search_on(monkeypatch, method) -> None:
    monkeypatch.setattr(inner(linter(), "CryptoRecognizer"), method, broken)
    report = linter().check(portal_request("NIF 12345678Z"))
    assert [finding.rule for finding in report.findings] == ["CHK003", "PII104"]
    assert "CryptoRecognizer" in report.findings[0].message
    assert "12345678Z" not in report.findings[0].message
    assert report.exit_code == 2


def test_a_result_outside_of_the_text_is_a_failure(monkeypatch) -> None:
    recogniser = inner(linter(), "EsNifRecognizer")
    right = recogniser.analyze

    def shifted(*given):
        results = right(*given)
        for result in results:
            result.end += 1000
        return results

    monkeypatch.setattr(recogniser, "analyze", shifted)
    assert found("NIF 12345678Z") == [("CHK003", None)]


def test_an_nlp_engine_that_fails_is_told(monkeypatch) -> None:
    deep = linter()._checker.deep
    assert deep is not None
    monkeypatch.setattr(deep._engine.nlp_engine, "process_batch", broken)
    report = linter().check(portal_request("kari@example.com"))
    assert [finding.rule for finding in report.findings] == ["CHK003", "PII201"]


def test_threads_get_their_own_results() -> None:
    texts = [f"NIF 12345678Z nr {number}" if number % 2 else "Avtale" for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda text: len(found(text)), texts))
    assert counts == [number % 2 for number in range(40)]


def test_presidio_s_own_patterns_stay_as_they_are() -> None:
    linter()
    assert not hasattr(EmailRecognizer.PATTERNS[0].compiled_regex, "_watch")


def test_other_users_of_presidio_are_heard() -> None:
    linter().check(portal_request("kari@example.com"))
    logger = logging.getLogger("presidio-analyzer")
    record = logger.makeRecord(logger.name, logging.INFO, "", 0, "x", (), None)
    assert logger.filter(record)


def test_a_missing_extra_names_the_line_that_installs_it(monkeypatch) -> None:
    monkeypatch.setattr("piilint.detect.presidio.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'piilint\[deep\]'"):
        piilint.Linter(deep=True)
    with pytest.raises(MissingExtraError, match=r"pip install 'piilint\[deep\]'"):
        load(CHOICE)


def test_without_deep_nothing_of_presidio_is_imported() -> None:
    code = (
        "import sys, piilint\n"
        "piilint.check(sys.stdin.buffer.read())\n"
        "print(sorted({'presidio_analyzer', 'spacy', 'tldextract', 'regex'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=portal_request("Kari Nordmann kari@example.com"),
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().strip() == "[]"


def test_troubles_are_told_to_the_one_who_asked() -> None:
    from datetime import date

    from piilint.detect import Page

    told: list[Trouble] = []
    deep = linter()._checker.deep
    assert deep is not None
    page = Page(["x" * 5000, "NIF 12345678Z"], ["a", "b"], date(2026, 11, 23))
    results = list(deep.detector(told.append)(page))
    assert told == [Trouble("too-long", "")]
    assert [(one.start, one.end) for one in results] == [(5005, 5014)]


def test_the_pack_s_choice_is_of_what_there_is() -> None:
    from presidio_analyzer import predefined_recognizers

    assert [name for name in CHOICE.recognizers if not hasattr(predefined_recognizers, name)] == []
    assert list(CHOICE.scores) == ["high", "medium", "low"]
    scores = list(CHOICE.scores.values())
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("score", "confidence"),
    [(1.0, "high"), (0.9, "high"), (0.85, "medium"), (0.5, "medium"), (0.4, "low"), (0.29, None)],
)
def test_a_score_is_a_confidence(score: float, confidence: str | None) -> None:
    assert CHOICE.confidence(score) == confidence
