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
        other = tokens[after + 1 : after + 5]
        return _is_party(other[0]) or _is_firm(other)
    return False


def is_contra(tokens: Sequence[Token], name: Name) -> bool:
    """Whether parties are set against each other: Bjorkli_c_Hamidi, Myklebust ./. Staten."""
    at, after = name.first, tokens[name.last + 1 : name.last + 5]
    if len(after) > 1 and after[0].text in AGAINST and _is_body(after[1:]):
        return tokens[at].is_title and is_farm_s(tokens[at])
    around = tokens[max(at - 1, 0) : name.last + 2]
    for one, other in pairwise(around):
        pair = (one, other) if one is tokens[at] else (other, one)
        if other.gap.strip() == "./." and is_farm_s(pair[0]) and pair[1].is_title:
            return True
    pairs = _set_against(tokens, name, ("c", "contra", "mot"), ("_", "-"))
    return any(
        all(is_farm_s(token) or token.kind & bits.NAME == bits.NAME for token in pair)
        for pair in pairs
    )


def _is_against_in_slug(tokens: Sequence[Token], name: Name) -> bool:
    """The same in small letters: hauge-vs-lunde."""
    pairs = _set_against(tokens, name, ("vs",), _SLUG)
    return any(
        all(map(_is_name_in_slug, pair)) and any(one.kind & bits.SURNAME for one in pair)
        for pair in pairs
    )


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


def _is_name_in_slug(token: Token) -> bool:
    is_name = bool(token.kind & bits.NAME) and not token.kind & (bits.PLACE | bits.GENERIC)
    return is_name and len(token.text) > 3 and token.text.islower()


def _is_firm(tokens: Sequence[Token]) -> bool:
    return tokens[0].is_title and any(token.kind & bits.ORG_FORM for token in tokens)


def _is_body(tokens: Sequence[Token]) -> bool:
    """Whether the state, an insurer or a municipality is the other party: Myrdal mot Staten."""
    said = tokens[0].text.lower()
    return tokens[0].is_title and (
        said in _BODIES or any(one.text in _OF_PLACES for one in tokens[1:3])
    )


_BODIES = frozenset(
    {
        *("staten", "gjensidige", "fremtind", "tryg", "storebrand", "protector", "eika", "nav"),
        *("skatteetaten", "påtalemyndigheten", "udi", "une", "utlendingsnemnda", "klp", "dnb"),
        *("nordea", "statsforvalteren", "trafikkforsikringsforeningen", "pasientskadenemnda"),
        *("kommunen", "fylkeskommunen", "forsvaret", "politiet", "statkraft", "statnett"),
    }
)
"""Whom people sue."""
_OF_PLACES = frozenset({"kommune", "fylkeskommune", "forsikring", "borettslag", "sparebank"})


def _is_party(token: Token) -> bool:
    is_name = bool(token.kind & (bits.NAME | bits.MORPHOLOGY))
    return token.is_title and is_name and not token.kind & bits.PLACE
