import sys
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from piilint.detect import Page
from piilint.detect.gazetteer import shipped
from piilint.detect.plain import PlainText, plain_text
from piilint.detect.words import WORD, camel_pieces
from tests.detect.generators import AT


def told(detector: PlainText, text: str) -> list[str]:
    return [text[e.start : e.end] for e in detector(Page([text], ["reference"], AT))]


def test_a_users_own_names_places_and_phrases():
    words = shipped()
    assert told(PlainText(words), "avtale zqxarvid zqxland") == []
    own = words.extended(names=["Zqxarvid"], places=["Svendsen"], allow=["Nordmann-kontrakten"])
    assert told(PlainText(own), "avtale zqxarvid") == ["zqxarvid"]
    assert told(PlainText(own), "Avtale Svendsen") == []
    assert told(PlainText(words), "Avtale Svendsen") == ["Svendsen"]
    assert told(PlainText(words), "ola_nordmann-kontrakten") == ["ola_nordmann"]
    assert told(PlainText(own), "Ola, Nordmann-kontrakten") == ["Ola"]


def test_fields_are_judged_apart():
    page = Page(["Kari", "Nordmann"], ["reference", "reference"], AT)
    assert [(e.start, e.end, e.confidence) for e in plain_text(page)] == [
        (0, 4, "medium"),
        (5, 13, "medium"),
    ]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("OlaNordmann", ["Ola", "Nordmann"]),
        ("PDFKontrakt", ["PDF", "Kontrakt"]),
        ("kontrakt", ["kontrakt"]),
        ("KONTRAKT", ["KONTRAKT"]),
    ],
)
def test_camel_case_is_taken_apart(word: str, parts: list[str]):
    assert [word[low:high] for low, high in camel_pieces(word)] == parts


def steps(text: str) -> int:
    """How many lines of the detectors run: time without a clock."""
    counted: Counter[str] = Counter()

    def trace(frame, event, arg):
        if "piilint" not in frame.f_code.co_filename:
            return None
        counted[event] += 1
        return trace

    page = Page([text], ["reference"], AT)
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        list(plain_text(page))
    finally:
        sys.settrace(before)
    return counted["line"]


@pytest.mark.parametrize(
    "unit",
    [
        *("Aa ", "1", "a.a.a@", "a", "Aa", "Aa-", "Kari ", "kari-k-", "gata 1 ", "gnr 1 "),
        *("Kari 1985 ", "fravaer_Leon_7B_", "liv-og-stein-", "bhg-plass/2021-06-30/"),
        *("oppsigelse_Haugen_", "bjerknes/leil.12/innfl/"),
    ],
)
def test_work_grows_no_faster_than_the_text(unit: str):
    plain_text(Page(["warm"], ["reference"], AT))
    steps(unit * 50)
    small, large = (steps((unit * size)[:size]) for size in (2_000, 8_000))
    assert large <= 5 * small + 1_000


@pytest.mark.parametrize("unit", ["Aa ", "1", "a.a.a@"])
def test_long_adversarial_texts_end(unit: str):
    text = (unit * 100_000)[:100_000]
    assert all(e.end <= len(text) for e in plain_text(Page([text], ["reference"], AT)))


def test_words_are_letters_only():
    assert WORD.findall("Åse_Ødegård-2024 løk’s «x»") == ["Åse", "Ødegård", "løk", "s", "x"]


def test_an_old_date_that_is_all_of_a_file_name_is_seen_wherever_the_file_stands():
    name = "1990-07-02-zqx.pdf"
    page = Page(["zqx", name, "zqx"], ["reference", "href", "reference"], AT)
    assert [(e.entity, page.text[e.start : e.end]) for e in plain_text(page)] == [
        ("DATE_OF_BIRTH", "1990-07-02")
    ]


@given(word=st.text(st.characters(categories=["L"]), min_size=1, max_size=12))
@example(word="ᾈA")
@example(word="ǅA")
def test_each_word_of_letters_has_a_kind(word: str):
    assert shipped().kind(word) >= 0
