import pytest

from piilint.detect.spelling import folded


@pytest.mark.parametrize(
    ("meant", "misspelt"),
    [
        ("allergi", "alergi"),
        ("sykemelding", "sykemelling"),
        ("skjelett", "kjelet"),
        ("reumatisme", "rheumatisme"),
        ("epilepsi", "epileppsi"),
        ("asylsøknad", "assylsøknad"),
        ("dåpsattest", "daapsattest"),
    ],
)
def test_a_word_and_its_misspelling_fold_alike(meant: str, misspelt: str):
    assert folded(meant) == folded(misspelt)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("generasjonsskifte", "generakjonsskifte"),
        ("brannskade", "brandskade"),
        ("kors", "kurs"),
        ("alkohol", "alcohol"),
    ],
)
def test_other_words_stay_apart(word: str, other: str):
    assert folded(word) != folded(other)
