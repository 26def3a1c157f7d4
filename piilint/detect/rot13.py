"""ROT13: each letter as the one thirteen places on, which is its own way back."""

from __future__ import annotations

from collections.abc import Iterator

from piilint.detect.change import Change
from piilint.detect.gazetteer import shipped
from piilint.detect.words import MORPHOLOGY, RARE, SPLIT, words_of

__all__ = ["MARKS", "changes", "may_have", "rotate"]

_ROTATED = bytes(
    byte + 13 if chr(byte | 32) in "abcdefghijklm" and byte < 128
    else byte - 13 if chr(byte | 32) in "nopqrstuvwxyz" and byte < 128
    else byte
    for byte in range(256)
)  # fmt: skip


def rotate(text: str) -> str:
    """A text in ROT13; letters beyond A to Z, digits and signs stay as they are."""
    return text.encode().translate(_ROTATED).decode()


MARKS = (" ni ", " bt ", " sbe ", " zrq ", " gvy ")
"""The commonest words of Norwegian when so written: av, og, for, med, til."""


def may_have(text: str) -> Iterator[int]:
    """Where a text may be in ROT13, by words that are none otherwise."""
    for mark in filter(text.__contains__, MARKS):
        at = text.find(mark)
        while at >= 0:
            yield at
            at = text.find(mark, at + 1)


def changes(text: str) -> list[Change]:
    """The lines of a text as they read rotated, where their words are none before."""
    if not any(mark in text for mark in MARKS):
        return []
    return [
        Change(start, end, rotate(text[start:end]), "rot13", 1)
        for start, end in _lines(text)
        if _reads_better(text[start:end])
    ]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for part in text.splitlines(keepends=True):
        yield start, start + len(part)
        start += len(part)


def _reads_better(text: str) -> bool:
    words = [word for word in words_of(text[:_MOST]) if len(word) > 1]
    before = sum(map(_is_known, words))
    after = sum(map(_is_known, map(rotate, words)))
    return after >= _FEWEST and after * 2 >= len(words) and after > 2 * before


_MOST = 400
"""Characters that are read to see whether a text is rotated."""
_FEWEST = 2


def _is_known(word: str) -> bool:
    return bool(shipped().kinds[word] & ~(MORPHOLOGY | SPLIT | RARE))
