"""Lines are told as a table of all of them would tell, in whatever order they are asked for."""

import re

from hypothesis import given
from hypothesis import strategies as st

from piilint.lint.lines import Lines

TEXTS = st.lists(st.sampled_from(["a", "å", "\n", "\r", "\r\n", " ", "\u2028", "bc"]), max_size=40).map("".join)  # fmt: skip


def table(text: str) -> list[int]:
    """Where each line begins."""
    return [0, *(end.end() for end in re.finditer("\r\n|\r|\n", text))]


@given(TEXTS, st.lists(st.integers(0, 60), max_size=12))
def test_a_place_is_in_the_line_that_began_last(text: str, asked: list[int]) -> None:
    lines, starts = Lines(text), table(text)
    between = {pair.start() + 1 for pair in re.finditer("\r\n", text)}
    for offset in asked:
        if offset <= len(text) and offset not in between:
            number = sum(start <= offset for start in starts)
            assert lines.place(offset) == (number, starts[number - 1])


@given(TEXTS, st.integers(0, 60), st.integers(1, 20))
def test_a_line_ends_behind_its_line_end_or_is_cut(text: str, start: int, most: int) -> None:
    if start > len(text):
        return
    line = next(iter(re.findall("[^\r\n]*(?:\r\n|\r|\n|$)", text[start:])), "")
    ends, is_longer = Lines(text).end(start, most)
    assert is_longer == (len(line) > most)
    assert ends == start + min(len(line), most)
