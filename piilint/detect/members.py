"""Members of organisations whose names are everyday words or abbreviations: Delta, Sp, NISO."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.lexicon import JOINS, MARKS, PHRASE_GAPS, entity_of
from piilint.detect.words import Token

__all__ = [
    "SHORTEST_SURE",
    "is_abbreviation",
    "is_in_brackets",
    "is_joined_to",
    "is_signers",
    "with_joining",
]

SHORTEST_SURE = 11
"""Fewest letters of an organisation's name that is one in small letters too (naturviterne)."""
_LONGEST_SHORT = 4
"""Most letters of an abbreviation that stands for an organisation."""
_EVERYDAY = frozenset({"delta", "fo", "kol", "lederne", "lo", "pf", "safe"})
"""Unions' names that signers have in another sense: safe-boks, lederne-styret, Kim Lo."""


def is_abbreviation(token: Token) -> bool:
    """Whether a word is in capitals and short."""
    return token.text.isupper() and len(token.text) <= _LONGEST_SHORT


def is_joined_to(tokens: Sequence[Token], first: int, last: int, entity: str) -> bool:
    """Whether a word of membership, or another of the kind, stands beside an organisation."""
    around = (*tokens[max(first - 4, 0) : first], *tokens[last + 1 : last + 3])
    kinds = (entity_of(token.text) or "" for token in around)
    return any(kind.rstrip(MARKS) in (JOINS, entity) for kind in kinds)


def with_joining(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """An organisation's words, with a word of membership at their side."""
    for start in range(first - 1, max(first - 3, -1), -1):
        if tokens[start + 1].gap not in PHRASE_GAPS:
            break
        if entity_of(tokens[start].text) == JOINS:
            return start, last
    after = tokens[last + 1 : last + 2]
    if after and after[0].gap in PHRASE_GAPS and entity_of(after[0].text) == JOINS:
        return first, last + 1
    return first, last


def is_in_brackets(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a party stands in brackets right after who is in it: Gunvor Espeseth (Sp)."""
    token = tokens[at]
    if not at or token.gap != " (" or text[token.end : token.end + 1] != ")":
        return False
    return tokens[at - 1].is_title and bool(tokens[at - 1].kind & bits.SURNAME)


def is_signers(tokens: Sequence[Token], first: int, last: int, category: str) -> bool:
    """Whether a signer is called by a union and by more, as its members are: NISO målvakt.

    A firm may be called as a union is (Delta Elektro), and what stands alone is the union itself.
    """
    if category != "TRADE_UNION" or last - first + 1 == len(tokens):
        return False
    named, after = tokens[first].text, tokens[last + 1 : last + 2]
    if named.lower() in _EVERYDAY:
        return False
    is_firm_s = bool(after) and after[0].gap == " " and after[0].is_title
    is_firm_s = is_firm_s and not after[0].kind & (bits.POST | bits.ROLE | bits.NAME)
    return not (named.istitle() and len(named) < SHORTEST_SURE and is_firm_s)
