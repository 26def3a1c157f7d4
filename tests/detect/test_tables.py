"""Tables are what their lists make them, and answer as a dictionary would."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piilint.detect.build import tables
from piilint.detect.tables import Table
from piilint.detect.words import WORD, words_of
from piilint.resources import data_folder

BUILT = tables()
LISTS = data_folder("words")


@pytest.mark.parametrize("name", sorted(BUILT))
def test_a_table_is_what_its_list_makes_it(name: str) -> None:
    written = (LISTS / "tables" / f"{name}.txt").read_text(encoding="utf-8")
    assert written == BUILT[name], "make the tables anew: python -m piilint.detect.build"


def test_no_table_is_left_that_nothing_makes() -> None:
    files = {path.stem for path in (LISTS / "tables").iterdir()}
    assert files == set(BUILT)


@pytest.mark.parametrize("name", [path.name for path in sorted(LISTS.glob("*.txt"))])
def test_no_row_of_a_list_stands_twice(name: str) -> None:
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    rows = Counter(line for line in lines if line and not line.startswith("#"))
    assert [row for row, times in rows.items() if times > 1] == []


KEYS = st.text(st.characters(codec="utf-8", categories=("Ll", "Lo")), min_size=2, max_size=5)
NEAR = st.text("abøå", min_size=2, max_size=4)


@given(st.dictionaries(st.one_of(KEYS, NEAR), st.integers().map(str)), st.lists(NEAR))
def test_a_table_answers_as_a_dictionary_does(rows: dict[str, str], others: list[str]) -> None:
    lines = sorted(f"{key} {value}\n".encode() for key, value in rows.items())
    table = Table(b"".join(lines))
    for key in (*rows, *others):
        assert table.get(key) == rows.get(key)
        assert table.near(key) == {k: v for k, v in rows.items() if k[:2] == key[:2]}


def test_what_is_not_there_is_not_kept() -> None:
    table = Table(b"ola 1\n")
    for first in range(0x4E00, 0x4E80):
        assert table.get(chr(first) * 2) is None
    assert len(table._read) == 0
    assert table.get("ola") == "1"
    assert len(table._read) == 1


def test_an_empty_table_holds_nothing() -> None:
    assert Table(b"").get("ola") is None


@given(st.text(st.one_of(st.characters(max_codepoint=0x17F), st.sampled_from(" -_.\0å«»Ø×"))))
def test_words_are_the_same_however_they_are_found(text: str) -> None:
    assert words_of(text) == WORD.findall(text)
    assert words_of(text, with_digits=True) == re.findall(r"[^\W_]+", text)
