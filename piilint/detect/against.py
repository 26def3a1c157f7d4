"""Surnames of parties that a case, a match or a slug sets against each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from piilint.detect import words as bits
from piilint.detect.beside import is_farm_s
from piilint.detect.words import Name, Token

__all__ = ["AGAINST", "is_against", "is_contra"]

AGAINST = frozenset({"mot", "vs"})
"""What stands between the parties of a case."""
_SLUG = frozenset("-_/.")


def is_against(tokens: Sequence[Token], name: Name) -> bool:
    """One of two parties: Thommessen mot Lund, Berg/Aasen, Myhre mot Vik Bygg AS."""
    first, after = tokens[name.first], name.last + 1
    if (
        name.first
        and first.gap == "/"
        and not first.kind & bits.PLACE
        and _is_party(tokens[name.first - 1])
    ):
        return first.is_title
    if after < len(tokens) and tokens[after].gap in ("/", " / ") and _is_party(tokens[after]):
        return first.is_title and not first.kind & bits.PLACE
    if name.first == name.last and first.text.islower() and _is_against_in_slug(tokens, name):
        return True
    if not first.is_title or name.first != name.last:
        return False
    if name.first > 1 and tokens[name.first - 1].text in AGAINST:
        return _is_party(tokens[name.first - 2])
    if after + 1 < len(tokens) and tokens[after].text in AGAINST:
        return _is_party(tokens[after + 1]) or _is_firm(tokens[after + 1 : after + 5])
    return False


def is_contra(tokens: Sequence[Token], name: Name) -> bool:
    """Whether two surnames are set against each other: Bjorkli_c_Hamidi, Myklebust ./. Dahl."""
    around = tokens[max(name.first - 1, 0) : name.last + 2]
    for one, other in pairwise(around):
        if other.gap.strip() == "./." and is_farm_s(one) and is_farm_s(other):
            return True
    pairs = _set_against(tokens, name, ("c", "contra", "mot"), ("_", "-"))
    return any(
        all(is_farm_s(token) or token.kind & bits.NAME == bits.NAME for token in pair)
        for pair in pairs
    )


def _is_against_in_slug(tokens: Sequence[Token], name: Name) -> bool:
    """The same in small letters: hauge-vs-lunde."""
    pairs = _set_against(tokens, name, ("vs",), _SLUG)
    return any(all(map(_is_surname_in_slug, pair)) for pair in pairs)


def _set_against(
    tokens: Sequence[Token], name: Name, words: Collection[str], signs: Collection[str]
) -> Iterator[tuple[Token, Token]]:
    """What a slug sets a name against by such a word, the same sign on either side; both of it."""
    for start in (name.first - 2, name.last):
        three = tokens[max(start, 0) : start + 3]
        if start < 0 or len(three) < 3 or three[1].text not in words:
            continue
        if three[1].gap == three[2].gap and three[1].gap in signs:
            yield three[0], three[2]


def _is_surname_in_slug(token: Token) -> bool:
    is_surname = bool(token.kind & bits.SURNAME) and not token.kind & (bits.PLACE | bits.GENERIC)
    return is_surname and len(token.text) > 3 and token.text.islower()


def _is_firm(tokens: Sequence[Token]) -> bool:
    return tokens[0].is_title and any(token.kind & bits.ORG_FORM for token in tokens)


def _is_party(token: Token) -> bool:
    is_name = bool(token.kind & (bits.NAME | bits.MORPHOLOGY))
    return token.is_title and is_name and not token.kind & bits.PLACE
