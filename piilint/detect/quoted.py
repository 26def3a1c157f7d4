"""Names in quotes: ships, rooms and plays have theirs so, and somebody of whom is asked or told."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.words import Name, Token

__all__ = ["is_asked_for", "is_quoted"]

_QUOTES = ("«", "“", '"', "”", "„", " '", " ‘")
_ENDS = ("»", "“", '"', "”", "'", "’")


def is_quoted(tokens: Sequence[Token], name: Name) -> bool:
    """A name in quotes, as ships, rooms and houses have theirs; a person's after what asks for one.

    So is a whole name that what is said of somebody follows in the same quotes.
    """
    first = name.first
    while first and name.first - first < 3 and tokens[first].gap in (" ", "-", " & "):
        first -= 1
    if not tokens[first].gap.endswith(_QUOTES):
        return False
    asked = bits.ROLE | (bits.PAPER | bits.PRIVATE if name.is_full else 0)
    if (first and tokens[first - 1].kind & asked) or _is_slug(tokens, name):
        return False
    if name.is_full and first and _is_rewritten(tokens, first):
        return False
    return not (_is_asked_for(tokens, first, name.last) or _is_told_of(tokens, name))


def is_asked_for(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a text asks who a name in quotes is: hvem er «Ødegård»?"""
    first = tokens[name.first]
    if not first.gap.endswith(_QUOTES) or not first.is_title or first.kind & bits.PLACE:
        return False
    return _is_asked_for(tokens, name.first, name.last)


def _is_slug(tokens: Sequence[Token], name: Name) -> bool:
    """Whether it is written as in a user's or a file's name, which no ship's is: "ola.dahl"."""
    return name.first < name.last and tokens[name.last].gap in (".", "_")


def _is_rewritten(tokens: Sequence[Token], first: int) -> bool:
    """Whether a whole name is what a text was changed from: endret "Ola Dahl" til "ansatt 4"."""
    said = tokens[first - 1].text
    if said == "som":
        return first > 1 and tokens[first - 2].text in _WRITTEN
    nearby = {token.text.lower() for token in tokens[max(0, first - _NEAR) : first]}
    return said in _REWRITTEN or not _DATA.isdisjoint(nearby)


def _is_asked_for(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a text asks who that is or says how they are written: hvem er "Kibrom"?"""
    after = tokens[last + 1 : last + 3]
    if after and after[0].gap.startswith(_ENDS):
        said = " ".join(token.text.lower() for token in after)
        if said.startswith(_UNFOUND):
            return True
    if not first:
        return False
    before, before_that = tokens[first - 1], tokens[first - 2] if first > 1 else None
    said = before.text.lower()
    if said in ("er", "is") and before_that is not None:
        return before_that.text.lower() in _WHO
    return before.text.islower() and said in _ASKING


_NEAR = 3
"""Words before quotes in which it is said that a value stands in them."""
_DATA = frozenset(
    {
        *("verdi", "verdien", "value", "mellomrom", "mellomrommet", "mellomrommene", "treff"),
        *("match", "streng", "strengen", "string", "input", "lookup", "oppslag", "oppslaget"),
        *("viste", "viser", "shows", "showed", "felt", "feltet", "navnefelt", "field"),
        *("grep", "søk", "søket", "søkeord", "inneholder", "inneheld", "contains", "equals"),
    }
)
_WRITTEN = frozenset(
    {"står", "stod", "sto", "registrert", "lagret", "lagra", "oppført", "signert", "innlogget"}
)
_REWRITTEN = frozenset(
    {
        *("endret", "endra", "endre", "endrer", "erstatt", "erstatta", "erstattet", "erstatte"),
        *("fjernet", "fjerna", "fjern", "fjerne", "navnet", "namnet", "navn", "namn", "skriv"),
        *("skrive", "skrev", "skreiv", "maskert", "masket", "sladdet", "sladda", "replaced"),
        *("removed", "remove", "replace", "changed", "renamed"),
    }
)
_WHO = frozenset({"hvem", "kven", "who"})
_ASKING = frozenset(
    {
        *("spør", "spurte", "spurde", "ring", "ringte", "kontakt", "kontakta", "kontaktet", "ask"),
        *("maskere", "maskér", "masker", "anonymiser", "anonymisere", "slett", "sletta", "slettet"),
        *("finn", "finnes", "finst", "signert", "undertegnet", "underskrevet"),
        *("signatur", "hilsen"),
        *("fornavn", "fornamn", "etternavn", "etternamn", "kallenavn"),
        *("visningsnavn", "brukernavn"),
        *("innlogget", "pålogget", "logget", "skrevet", "username", "surname", "firstname"),
    }
)
"""Words right before quotes that are round somebody's name."""
_UNFOUND = (
    *("finnes ikke", "finst ikkje", "finnes ikkje", "fins ikke", "fins ikkje", "er ukjent"),
    *("er ukjend", "har sluttet", "har slutta", "slutta i", "sluttet i", "svarer ikke"),
    *("svarar ikkje", "har signert", "signerte", "har ringt", "ringte", "mangler fødselsnummer"),
    *("mangler fnr", "trakk", "trekker seg", "i ad", "ligger i gammel"),
)
"""What follows quotes that are round it."""


def _is_told_of(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a whole name goes on in the quotes with what is somebody's: "Siv Nes hoftebrudd"."""
    after = tokens[name.last + 1 : name.last + 2]
    if after and not name.is_full and tokens[name.first].kind & bits.GIVEN:
        is_said = after[0].gap == " " and bool(after[0].kind & bits.VERB)
        return is_said or after[0].gap == ": "  # "Vilde mener at ...", "Tomasz: try ..."
    if not name.is_full or not after or after[0].gap != " " or not after[0].text.islower():
        return False
    return bool(after[0].kind & (bits.SPECIAL | bits.PRIVATE | bits.PAPER | bits.VERB))
