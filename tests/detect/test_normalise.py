import pytest
from hypothesis import given
from hypothesis import strategies as st

from piilint.detect.normalise import is_plain, normalise


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("", ""),
        ("Ærlig talt, «ja»: § 12", "Ærlig talt, «ja»: § 12"),
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("1\u20132\u20143\u22124\u20115\uff0d6", "1-2-3-4-5-6"),
        ("１２３ ٣٤ ९", "123 34 9"),
        ("a\u200b\u200d\u2060\ufeffb\u00ad\u202ec", "abc"),
        ("A\u030a\u00e5a\u200d\u030a", "Ååå"),
        ("ﬁn ２\u20de", "fin 2\u20de"),
        ("ola＠example．com", "ola@example.com"),
        ("\u200b", ""),
        ("½", "1\u20442"),
    ],
)
def test_normal_form(text: str, normal: str):
    assert normalise(text).text == normal


@pytest.mark.parametrize(
    ("text", "part", "stood"),
    [
        ("a–1２3", "123", "1２3"),
        ("x\u200b1\u200b2y", "12", "1\u200b2"),
        ("fA\u030ar", "år".upper()[0], "A\u030a"),
        ("ﬁn", "i", "ﬁ"),
        ("–abc–", "abc", "abc"),
    ],
)
def test_span_leads_back(text: str, part: str, stood: str):
    normalised = normalise(text)
    start = normalised.text.index(part)
    first, last = normalised.span(start, start + len(part))
    assert text[first:last] == stood


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_left_alone(text: str):
    assert normalise(text).text is text
    assert is_plain(text)


@given(st.text() | st.text("aA1\u030a\u200b\u00ad–２ﬁ½å", max_size=60))
def test_normal_form_is_stable_and_every_character_has_a_place(text: str):
    normalised = normalise(text)
    assert normalise(normalised.text).text == normalised.text
    spans = [normalised.span(i, i + 1) for i in range(len(normalised.text))]
    assert spans == sorted(spans)
    for (start, end), character in zip(spans, normalised.text, strict=True):
        assert 0 <= start < end <= len(text)
        if text[start:end] != character:
            assert not is_plain(text[start:end])


@given(st.text("aå \u00a0–1２", max_size=60))
def test_nothing_is_lost(text: str):
    assert len(normalise(text).text) == len(text)


def test_a_long_row_of_marks_is_taken_in_bites():
    marks = "a" + "\u0301\u0316" * 50_000
    normalised = normalise(marks)
    assert normalised.span(0, len(normalised.text)) == (0, len(marks))
