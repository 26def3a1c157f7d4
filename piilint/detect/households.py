"""Several people by their surnames, towns' names too: naboene Husebø, grunneierne Mo og Fosse."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.thingwords import THINGS
from piilint.detect.words import Name, Token

__all__ = ["are_people"]


def are_people(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a word for several people stands right before, or before others in a row."""
    at = name.first
    if at != name.last or not _may_be_surname(tokens[at]) or _begins_body(tokens[at + 1 : at + 3]):
        return False
    for back in range(at, max(0, at - _MOST), -1):
        token, before = tokens[back], tokens[back - 1]
        if token.gap == " " and before.text in _PEOPLE:
            return True
        is_row = token.gap == ", " and _may_be_surname(before)
        is_row = is_row or (token.gap == " " and before.text in _AND and before.gap == " ")
        is_row = is_row or (token.text in _AND and token.gap == " " and _may_be_surname(before))
        if not is_row:
            return False
    return False


def _may_be_surname(token: Token) -> bool:
    is_surname = bool(token.kind & bits.SURNAME) and token.is_title and len(token.text) > 1
    return is_surname and token.text.lower() not in THINGS


def _begins_body(after: Sequence[Token]) -> bool:
    """Whether what follows makes a body of the last one: naboene Moen barnehage."""
    is_joined = bool(after) and after[0].gap in (" ", "-")
    return is_joined and any(one.kind & (bits.ORG_AFTER | bits.ORG_FORM) for one in after)


_MOST = 8
"""Words of such a row at most."""
_AND = frozenset({"og", "and", "&"})
_PEOPLE = frozenset(
    {
        *("brødrene", "brørne", "brørene", "søstrene", "systrene", "søsknene", "syskena"),
        *("søsken", "sysken", "naboene", "naboane", "naboar", "grannane", "ektefellene"),
        *("grunneierne", "grunneigarane", "rettighetshaverne", "rettshavarane", "rettshaverne"),
        *("arvingene", "arvingane", "foreldrene", "selgerne", "seljarane", "kjøperne", "kjøparane"),
        *("eierne", "eigarane", "sameierne", "sameigarane", "leietakerne", "leigetakarane"),
        *(
            "beboerne",
            "bebuarane",
            "hjemmelshaverne",
            "heimelshavarane",
            "utleierne",
            "tvillingene",
        ),
        *("representantene", "representantane", "kandidatene", "kandidatane", "ekteparet"),
        *("hytteeierne", "hytteeigarane", "ekteparene", "låntakerne", "låntakarane", "forloverne"),
        *("neighbours", "siblings", "brothers", "sisters", "landowners", "heirs", "spouses"),
    }
)
"""Words in small letters; with a capital, as in Brødrene Dahl, they begin a firm's name."""
