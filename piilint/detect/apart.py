"""Surnames that farms have too, set apart from what only persons have: Vikar på SFO: Bergset."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.beside import is_farm_s
from piilint.detect.papers import is_paper
from piilint.detect.words import Name, Token

__all__ = ["is_set_apart"]


def is_set_apart(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a sign sets a surname apart from a personal paper or from who somebody is."""
    token = tokens[name.first]
    if name.first != name.last or not token.is_title or not is_farm_s(token):
        return False
    if name.first and name.last + 1 == len(tokens) and token.gap.endswith(_SIGNS):
        return _are_personal(tokens, range(name.first))
    after = tokens[name.last + 1 :]
    if name.first or not after or after[0].gap not in _DASHES:
        return False
    return _are_personal(tokens, range(1, len(tokens)))


_SIGNS = (", ", " – ", " - ", ": ", " / ")
_DASHES = (" – ", " - ", ": ")


def _are_personal(tokens: Sequence[Token], places: range) -> bool:
    """Whether some words speak of a person, and none of a body or a place."""
    if any(tokens[at].kind & _OF_BODIES for at in places):
        return False
    return any(tokens[at].kind & bits.POST or is_paper(tokens, at) for at in places)


_OF_BODIES = bits.ORG_BEFORE | bits.ORG_FORM | bits.DEAL | bits.PRODUCT | bits.NAME | bits.PLACE
