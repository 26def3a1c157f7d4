from pathlib import Path

import pytest

from piilint.detect import Page, find
from tests.detect.generators import AT
from tests.detect.marked import search

BENIGN = [
    line
    for line in (Path(__file__).parent / "benign.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_the_list_is_long_and_says_nothing_twice():
    assert len(BENIGN) == len(set(BENIGN)) >= 300


@pytest.mark.parametrize("text", BENIGN)
def test_nothing_benign_is_a_warning(text: str):
    told = [(e.entity, text[e.start : e.end]) for e in search(text) if e.confidence != "low"]
    assert told == []


def test_all_of_it_on_one_page_is_no_warning_either():
    page = Page(BENIGN, ["reference"] * len(BENIGN), AT)
    assert [e.entity for e in find(page) if e.confidence != "low"] == []
