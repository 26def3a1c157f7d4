"""How words are commonly misspelt: one form for all spellings that sound alike.

A letter single for double (alergi), ``kj`` for ``skj``, a mute letter left out (sykemelling):
a word and its misspellings fold into the same.
"""

from __future__ import annotations

__all__ = ["folded"]

_OPENINGS = ("skj", "sch", "kj", "sj", "tj")
"""What sounds alike where a word begins; inside one it parts words (generasjonsskifte)."""
_ALIKE = (
    ("rh", "r"), ("th", "t"), ("ld", "l"), ("dt", "t"), ("z", "s"), ("aa", "å"), ("ä", "æ"),
    ("ö", "ø"),
)  # fmt: skip
"""Letters that are written for each other, in the order in which they are replaced."""


def folded(word: str) -> str:
    """A word in small letters as all its likely spellings are written."""
    for opening in _OPENINGS:
        if word.startswith(opening):
            word = f"kj{word[len(opening) :]}"
            break
    for letters, alike in _ALIKE:
        word = word.replace(letters, alike)
    return "".join(letter for at, letter in enumerate(word) if not at or letter != word[at - 1])
