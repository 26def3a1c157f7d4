"""Abbreviations that tell in capitals only: ``Samtykke LAR``, but ``Lar seg ikke signere``.

In small letters they are other words or none, and so they are where a number or another word
joins them, or where a whole field shouts. The list of special words marks them, and twice those
that a case's number may begin with as well (``DBT-01``).
"""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect.words import Token

__all__ = ["IN_CAPITALS", "stands_in_capitals"]

IN_CAPITALS = "^"
"""In what the list says of a word: it tells only so; twice, it tells by no number alone."""
_OF_NUMBERS = IN_CAPITALS * 2
_NEAR = 4
"""Characters after the last word in which the digits of its number begin."""
_LONGEST = 4
"""Letters of a word that may be an abbreviation too."""
_DIGITS = frozenset("0123456789")


def stands_in_capitals(entity: str, text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether an abbreviation is a word of its own in capitals, in a field that has others too.

    ``entity`` is what the list says of it.
    """
    token, after = tokens[at], tokens[at + 1 : at + 2]
    if not token.text.isupper() or (at and not token.gap) or (after and not after[0].gap):
        return False
    if _DIGITS.intersection(text[max(token.start - 1, 0)] + text[token.end : token.end + 1]):
        return False
    if not all(one.text.isupper() for one in tokens):
        return True
    if _OF_NUMBERS in entity and _DIGITS.intersection(
        text[tokens[0].start : tokens[-1].end + _NEAR]
    ):
        return False
    return all(len(one.text) <= _LONGEST for one in tokens)
