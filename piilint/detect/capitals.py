"""Abbreviations that tell in capitals only: ``Samtykke LAR``, but ``Lar seg ikke signere``.

In small letters they are other words or none, and so they are where a number or another word
joins them, or where a whole field shouts. The list of special words marks them.
"""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect.words import Token

__all__ = ["IN_CAPITALS", "stands_in_capitals"]

IN_CAPITALS = "^"
"""In what the list says of a word: it tells only so."""
_LONGEST = 4
"""Letters of a word that may be an abbreviation too."""
_DIGITS = frozenset("0123456789")


def stands_in_capitals(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether an abbreviation is a word of its own in capitals, in a field that has others too."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    if not token.text.isupper() or (at and not token.gap) or (after and not after[0].gap):
        return False
    if _DIGITS.intersection(text[max(token.start - 1, 0)] + text[token.end : token.end + 1]):
        return False
    is_loud = all(one.text.isupper() for one in tokens)
    return not is_loud or all(len(one.text) <= _LONGEST for one in tokens)
