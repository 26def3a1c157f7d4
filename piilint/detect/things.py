"""What makes an organisation, a street or a thing of words that are read as a name."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.bearers import (
    is_beside_bearer,
    is_borne,
    is_named_by,
    is_said_by_itself,
)
from piilint.detect.firms import ends_in_company, is_in_firm
from piilint.detect.following import goes_on_to_thing
from piilint.detect.namesakes import is_called_after
from piilint.detect.papers import is_matter
from piilint.detect.parties import BOTH, are_partners
from piilint.detect.products import is_product
from piilint.detect.quoted import is_quoted
from piilint.detect.roles import COURTESY
from piilint.detect.thingwords import SIDES
from piilint.detect.wholenames import AND, are_siblings, is_called_so
from piilint.detect.words import Name, Token

__all__ = ["is_thing"]

_MAKES = frozenset(
    {
        *("toyota", "volvo", "skoda", "škoda", "renault", "opel", "mercedes", "benz", "audi"),
        *("ford", "kia"),
        *("peugeot", "citroen", "nissan", "mazda", "honda", "hyundai", "suzuki", "fiat", "seat"),
        *("volkswagen", "vw", "bmw", "tesla", "subaru", "mitsubishi", "dacia", "cupra", "polestar"),
        *("ferrari", "lotus", "lamborghini", "maserati", "bentley", "lancia", "aixam"),
        *("porsche", "saab", "lexus", "jeep", "ligier", "yamaha", "iveco", "scania", "piaggio"),
    }
)
"""Makes of cars, whose models bear names (Renault Zoe)."""
_BRANDS = frozenset(
    {
        *("adobe", "apple", "autodesk", "bosch", "electrolux", "google", "ibm", "ikea", "miele"),
        *("microsoft", "møbelringen", "oracle", "philips", "salesforce", "samsung", "sap"),
        *("porsgrund", "figgjo", "hadeland", "jotun", "ekornes", "marimekko", "iittala", "lego"),
        *("siemens", "stressless", "visma", "whirlpool", "grundig", "jøtul", "dovre", "wonderland"),
    }
)
"""Brands of wares whose models do so too (Autodesk Maya)."""
_TRADES = frozenset(
    {
        *("baker", "snekker", "maler", "tømrer", "murer", "slakter", "elektriker", "fotograf"),
        *("frisør", "gullsmed", "urmaker", "optiker", "gartner", "smed", "glassmester"),
    }
)
_ARTICLES = frozenset({"Al", "El"})
"""The Arabic article, which names begin with; no company's form: Al-Khatib."""
_NOT = frozenset({"ikke", "ikkje", "not"})


def is_thing(tokens: Sequence[Token], name: Name, kinds: int) -> bool:
    """Whether neighbours make an organisation, a street or a thing of a name."""
    position = name.last + 1
    if any(one.text == "ENK" for one in tokens[position : position + 3]):
        return False
    if _is_courteous(tokens, name):
        return ends_in_company(tokens, position, is_full=True)
    if not name.is_full and is_in_firm(tokens, name.first, name.last):
        return True
    if kinds & (bits.ANIMAL | bits.BEARER) and is_borne(tokens, name, kinds):
        return True
    if is_said_by_itself(tokens, name):
        return True
    if is_quoted(tokens, name) or is_called_after(tokens, name):
        return True
    if is_called_so(tokens, name) or (not name.is_full and is_product(tokens, name)):
        return True
    last = tokens[name.last]
    if name.first:
        before, gap = tokens[name.first - 1], tokens[name.first].gap
        is_theirs = is_matter(before) and before.text.lower() != "operasjon"  # ryggoperasjon: Ola
        if before.kind & bits.ORG_BEFORE and is_named_by(gap, name) and not is_theirs:
            return not is_beside_bearer(tokens, name)
        if before.text in SIDES and gap == " " and not tokens[name.first].kind & bits.GIVEN:
            return True
        if before.kind & bits.ANIMAL and gap == ": " and last.kind & bits.GIVEN:
            return True
        if _is_ship(tokens, name) or _is_model(tokens, name):
            return True
        if _is_trade(tokens[name.first], gap) and name.first != name.last:
            return True
        if not name.is_full and (_is_dealt_with(tokens, name) or _is_after_trade(before, gap)):
            return True
        if not name.is_full and _is_moved_to(tokens, name.first):
            return True
        if not name.is_full and _is_named_thing(tokens, name, before, gap):
            return True
        if before.kind & bits.TITLE and name.is_full and gap in (" ", ". "):
            return ends_in_company(tokens, position, is_full=True)
    return goes_on_to_thing(tokens, name, kinds)


def _is_courteous(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a slug has a courtesy title before a surname: loft_fru_hansen_pris2."""
    if not name.first or tokens[name.first].gap not in ("_", "-"):
        return False
    is_surname = bool(tokens[name.first].kind & bits.SURNAME)
    return is_surname and tokens[name.first - 1].text in COURTESY


def _is_dealt_with(tokens: Sequence[Token], name: Name) -> bool:
    """A surname alone after a deal with a firm: Kaffeavtale Friele, Rammeavtale med Berg.

    So is one from which wares come (leveranse fra Lerum), and in a slug one in small letters too:
    driftskontrakt-haugland.
    """
    first, before = tokens[name.first], tokens[name.first - 1]
    is_given = bool(first.kind & bits.GIVEN) and not first.kind & bits.AMBIGUOUS
    if is_given or (first.kind == 0 and name.first < name.last):
        return False
    if first.gap in ("-", "_"):
        return bool(before.kind & bits.DEAL) and not before.kind & bits.SLUG_PAPER
    if first.gap != " " or not first.is_title:
        return False
    if before.text in _FROM and name.first > 1 and tokens[name.first - 2].text.lower() in _SUPPLIES:
        return True
    if before.text == "med" and name.first > 1:
        before = tokens[name.first - 2]
    return bool(before.kind & bits.DEAL)


_FROM = frozenset({"fra", "frå", "from"})
_SUPPLIES = frozenset(
    {
        *("leveranse", "leveransen", "leveranser", "leveransar", "levering", "leveringen"),
        *("leveringa", "varer", "delivery", "supply"),
    }
)
"""What comes from a supplier."""


def _is_trade(token: Token, gap: str) -> bool:
    """A trade with a capital amid a text, as firms are called: hos Baker Hansen."""
    return gap in (" ", ", ") and token.is_title and token.text.lower() in _TRADES


def _is_after_trade(before: Token, gap: str) -> bool:
    return gap == " " and before.is_title and _is_trade(before, before.gap)


def _is_ship(tokens: Sequence[Token], name: Name) -> bool:
    """What stands after M/S, M/T and the like, or a few capitalised words after such a word."""
    index = name.first
    for _ in range(2):
        before = tokens[index - 1]
        is_mark = len(before.text) == 1 and before.gap == "/" and before.text.isupper()
        if is_mark and not before.kind & bits.JOINED:
            return True
        if (
            tokens[index].gap != " "
            or index < 2
            or before.kind & bits.PLACE
            or not (before.is_title and before.gap == " ")
        ):
            return False
        index -= 1
        if tokens[index - 1].kind & bits.ORG_BEFORE and not name.is_full:
            return True
    return False


def _is_model(tokens: Sequence[Token], name: Name) -> bool:
    """A car's model, also one that is not its make's first: Renault Clio og Zoe."""
    last = tokens[name.last]
    if name.is_full and last.kind & bits.SURNAME:
        return False
    for before in reversed(tokens[max(0, name.first - 3) : name.first]):
        said = before.text.lower()
        if said in _MAKES or (said in _BRANDS and tokens[name.first].gap in (" ", "-", "_")):
            return True
        if not (before.is_title or before.text in BOTH):
            return False
    return False


def _is_named_thing(tokens: Sequence[Token], name: Name, before: Token, gap: str) -> bool:
    """A car's model, a partner of a firm, one of two names that a house has, Elektro-Olsen."""
    before_that = tokens[name.first - 2] if name.first > 1 else None
    if before.text.isupper() and len(before.text) > 3 and gap == "-" and before.gap.endswith(" "):
        return tokens[name.first].is_title  # a project's short name: AURORA-Marie
    if before_that is not None and before_that.kind & bits.ORG_BEFORE:
        if gap in (" & ", "&", " + "):
            return True
    elif gap in (" & ", "&", " + ") and not before.kind & bits.GIVEN:
        return not are_partners(tokens, name.first - 1)
    is_joined = gap == " " and (before.text in AND or before.text in _NOT)
    if is_joined and name.first > 2:
        is_body = bool(tokens[name.first - 3].kind & bits.ORG_BEFORE)
        return is_body and not are_siblings(tokens, name.first - 2)
    is_compound = gap == "-" and before.is_title and before.gap.endswith(" ")
    is_compound = is_compound and before.text not in _ARTICLES
    return is_compound and bool(before.kind & (bits.ORDINARY | bits.ORG_AFTER))


def _is_moved_to(tokens: Sequence[Token], at: int) -> bool:
    """Whether rooms or groups are called so: avdeling fra Nansen til Amundsen."""
    if tokens[at - 1].text != "til" or tokens[at].gap != " ":
        return False
    if at < _MOVED or tokens[at - 3].text not in _FROM:
        return False
    return tokens[at - _MOVED].text.lower() in _ROOMS


_MOVED = 4
"""Words before the second name: the room, fra, the first name, til."""
_FROM = frozenset({"fra", "frå"})
_ROOMS = frozenset(
    {
        *("avdeling", "avdelinga", "avdelingen", "gruppe", "gruppa", "rom", "møterom", "klasserom"),
        *("kull", "stue", "stua", "team", "sal", "fløy"),
        *("fløyen", "barnehagegruppe", "etasje", "klasse", "trinn", "seksjon"),
    }
)
"""What bears the names of authors and explorers."""
