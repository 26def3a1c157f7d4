"""Small words and numbers beside a lone name, which make a tenant, a place or a storm of it."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.beside import LETTING
from piilint.detect.parties import POSSESSIVE
from piilint.detect.thingwords import SIDES, THINGS
from piilint.detect.words import PLACE_ENDINGS, Name, Token

__all__ = ["is_by_the_way", "is_theirs"]

_NEAR = 8
"""Words on either side of a name that are looked at."""


def is_theirs(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a move, what somebody has, or an address before it tells who is meant."""
    return name.first == name.last and (
        _is_mover(tokens, name.first)
        or _takes_over(tokens, name.first)
        or _is_owner(tokens, name.first)
        or _is_addressed(tokens, name.first)
    )


def _is_mover(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody moves in or out of what is let: Osmani ut / Brekken inn."""
    token, after = tokens[at], tokens[at + 1 : at + 3]
    is_said = at > 0 and token.gap == ": " and tokens[at - 1].text in _MOVES
    if after and after[0].gap == " " and after[0].text in _MOVING:
        after = tokens[at + 2 : at + 4]
    if not token.is_title or not (is_said or (after and _is_move(after[0]))):
        return False
    if (
        not is_said
        and len(after) > 1
        and not after[1].gap.startswith((" /", "/", ",", ".", "\0", " –", " -", ";"))
        and not any(map(str.isdecimal, after[1].gap))
    ):
        return False
    if not token.kind & bits.NAME:
        return False
    around = tokens[max(0, at - _NEAR) : at + _NEAR]
    moves = {one.text for one in around if one.text in _MOVES}
    is_let = any(one.text.lower() in _LET or one.text.lower().startswith(_HOMES) for one in around)
    if token.kind & bits.PLACE or token.text.lower() in THINGS:
        return is_let and len(moves) > 1
    return is_let or len(moves) > 1


def _takes_over(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody takes over what is let: leil 14 Brekke overtar."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    if not after or after[0].gap != " " or after[0].text not in _TAKES:
        return False
    if not token.is_title or not token.kind & bits.NAME or token.kind & bits.PLACE:
        return False
    around = tokens[max(0, at - _NEAR) : at + _NEAR]
    return any(one.text.lower() in _LET or one.text.lower().startswith(_HOMES) for one in around)


def _is_move(token: Token) -> bool:
    return token.text in _MOVES and token.gap == " "


_MOVES = frozenset({"inn", "ut", "in", "out"})
_MOVING = frozenset({"flytter", "flyttar", "flyttet", "flytta", "skal", "moves", "moved"})
_TAKES = frozenset({"overtar", "overtek", "overtok"})
_LET = LETTING | {
    *("leil", "leietaker", "leigetakar", "tenant", "fremleie", "bytte", "byte", "bofellesskap"),
    *("vaktbytte", "vaktbyte", "styret"),
}
_HOMES = (
    *("leil", "hybel", "husl", "leietak", "leigetak", "fremlei", "framlei", "innflytt", "utflytt"),
)


def _is_owner(tokens: Sequence[Token], at: int) -> bool:
    """Whether a given name has something, as it is said everywhere: før Omid sitt møte."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    is_given = token.kind & bits.GIVEN and token.is_title and token.text.lower() not in THINGS
    return bool(is_given and after) and after[0].gap == " " and after[0].text in POSSESSIVE


def _is_addressed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a surname ends a slug after a postal code and a place: _8230_Sulitjelma_Gaup."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    if (
        not at
        or not token.is_title
        or token.gap not in ("_", "-")
        or (after and after[0].gap != ".")
    ):
        return False
    if not (token.kind & bits.SURNAME) or token.kind & (bits.PLACE | bits.GENERIC):
        return False
    place = tokens[at - 1]
    number = place.gap.strip("_-")[-_OF_POST:]
    is_place = place.is_title and len(number) == _OF_POST and number.isdecimal()
    return is_place and number[:2] not in ("19", "20")


_OF_POST = 4
"""Digits of a postal code."""


def is_by_the_way(tokens: Sequence[Token], name: Name) -> bool:
    """Whether what stands beside a lone name makes it a word, a place, a storm, a ship or a pet."""
    at = name.first
    if at != name.last:
        return False
    return (
        _is_she(tokens, at)
        or _is_farm(tokens, at)
        or _is_ship(tokens, at)
        or _is_firm_s(tokens, at)
        or _is_stage(tokens, at)
        or _is_farm_s_part(tokens, at)
        or _is_called(tokens, at)
        or (
            at > 0
            and (
                _is_clubs(tokens, at)
                or _is_on_road(tokens, at)
                or _is_storm(tokens, at)
                or _is_pet(tokens, at)
            )
        )
    )


def _is_she(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is she, who does something: Ho ringte i går."""
    after = tokens[at + 1 : at + 2]
    is_said = bool(after) and after[0].gap == " " and after[0].text.islower()
    return tokens[at].text == "Ho" and is_said


def _is_farm(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number of a farm follows what farms are called: jord_Myrheim_gnr9."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    if not after or after[0].text.lower() not in ("gnr", "gbnr") or token.kind & bits.GIVEN:
        return False
    is_land = at > 0 and tokens[at - 1].text.lower().endswith(_LAND)
    return is_land and token.text.lower().endswith(PLACE_ENDINGS)


def _is_farm_s_part(tokens: Sequence[Token], at: int) -> bool:
    """Whether a part of a farm is called so: Haugland nedre."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    is_part = bool(after) and after[0].gap == " " and after[0].text.capitalize() in SIDES
    return is_part and token.is_title and not token.kind & bits.GIVEN


_LAND = (
    *("jord", "jorda", "jordleie", "jordleige", "beite", "beitekontrakt", "forpakting", "gård"),
    *("gard", "skog", "bruk", "bruket", "eiendom", "eigedom", "forpaktning", "tilleggsjord"),
)
"""What is let of a farm, or what it is called."""


def _is_ship(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen and the number of a second ship follow a given name: Geir-II."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    is_second = bool(after) and after[0].gap == "-" and after[0].text in _ROMAN
    return is_second and token.is_title and bool(token.kind & bits.GIVEN)


_ROMAN = frozenset({"II", "III", "IV", "VI", "VII", "VIII"})


def _is_firm_s(tokens: Sequence[Token], at: int) -> bool:
    """Whether a surname has what firms have: bruk Nordvik sin mal."""
    token, after = tokens[at], tokens[at + 1 : at + 3]
    if len(after) < _TWO or token.kind & bits.GIVEN or after[0].text not in POSSESSIVE:
        return False
    return after[0].gap == after[1].gap == " " and after[1].text in _OF_FIRMS


_TWO = 2
_OF_FIRMS = frozenset(
    {
        *("mal", "malen", "mals", "logo", "prisliste", "vilkår", "nettside", "kundesenter"),
        *("kontraktsmal", "avtalemal", "standardavtale", "standardvilkår", "kundeservice"),
    }
)


def _is_stage(tokens: Sequence[Token], at: int) -> bool:
    """Whether a project of that name goes on to a numbered stage: Sluttrapport Sverdrup fase 2."""
    token, after = tokens[at], tokens[at + 1 : at + 3]
    is_stage = bool(after) and after[0].text.lower() in _STAGES and after[0].gap in _JOINTS
    return is_stage and bool(token.kind & bits.SURNAME)


_STAGES = frozenset({"fase", "byggetrinn", "salgstrinn", "etappe", "phase", "byggefase"})


def _is_called(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is said what a thing is called: boligtypen heter Mathilde."""
    after = tokens[at + 1 : at + 3]
    if after and after[0].gap == " (" and after[0].text.endswith(_CALLED):
        return True  # Aino (chatboten)
    if len(after) > 1 and after[0].text == "er" and after[1].text.endswith(_NAMES):
        return True  # Amy er stormnavnet
    if at > 1 and tokens[at - 1].text in ("og", "and"):
        at -= _TWO  # miljøene heter frida og olga
    if at < _TWO or tokens[at - 1].text not in ("heter", "heiter") or tokens[at].gap != " ":
        return False
    return tokens[at - _TWO].text.lower().endswith(_CALLED)


_CALLED = (
    *("typen", "navnet", "namnet", "miljøet", "miljøene", "miljøa", "serveren", "serverne"),
    *("reserven", "basen", "maskinen", "skipet", "båten", "prosjektet", "lokalet", "rommet"),
    *("bygget", "modellen", "hunden", "katten", "hesten", "roboten", "køen", "appen", "systemet"),
    *("tjenesten", "tenesta", "modulen", "klyngen", "klynga", "noden", "instansen", "ferja"),
    *("sorten", "sorta", "rasen", "boten", "kampanjen", "kampanjekoden", "motoren", "routeren"),
    *("fergen", "fartøyet", "huset", "hytta", "hytten", "gården", "garden", "feltet", "festivalen"),
)
"""What is called by a name and is nobody."""
_NAMES = ("navnet", "namnet", "bilnavn", "bilnamn", "båtnavn", "skipsnavn", "produktnavn")
"""What somebody's name is not called: Amy er stormnavnet."""


def _is_clubs(tokens: Sequence[Token], at: int) -> bool:
    """Whether a player goes over to it, or comes from it: Overgangsskjema fra Grei til Frigg."""
    if tokens[at - 1].text not in ("til", "fra", "frå") or tokens[at].gap != " ":
        return False
    around = tokens[max(0, at - _NEAR) : at]
    return any(one.text.lower().startswith(_TRANSFERS) for one in around)


_TRANSFERS = ("overgang", "klubbovergang", "klubbskifte", "spillerovergang", "speloverg")


def _is_on_road(tokens: Sequence[Token], at: int) -> bool:
    """Whether a road's number stands before where it is: fartsbot E6 Storjord."""
    token, before = tokens[at], tokens[at - 1]
    if before.text not in _ROADS or token.kind & bits.GIVEN:
        return False
    number = token.gap.strip(" ._-")
    return token.gap.endswith((" ", "_", "-")) and number.isdecimal() and len(number) <= _OF_POST


_ROADS = frozenset({"E", "Ev", "EV", "Rv", "RV", "rv", "Fv", "FV", "fv", "riksvei", "fylkesvei"})


def _is_storm(tokens: Sequence[Token], at: int) -> bool:
    """Whether a storm is meant: ekstremvær Hans, nett.lofoten.dagmar in a slug."""
    token, before = tokens[at], tokens[at - 1]
    if token.text.lower() not in _STORMS:
        return False
    if before.text.lower() in _WEATHER and token.gap in _JOINTS:
        return True
    around = tokens[max(0, at - _FEW) : at + _FEW]
    is_slug = not any(" " in one.gap for one in around)
    return is_slug and any(one.text.lower() in _NETS for one in around)


_FEW = 3
_JOINTS = (" ", "-", "_", ".", "/")
_STORMS = frozenset(
    {
        *("dagmar", "ingunn", "gyda", "elsa", "frank", "nina", "ylva", "urd", "aina", "cora"),
        *("didrik", "tor", "hans", "amy", "ole", "berit", "hilde", "ivar", "narve", "gudrun"),
        *("jakob", "roar", "oda", "vidar", "marta", "knud", "geir", "xaver", "petra"),
    }
)
"""Storms of the last years in the north."""
_WEATHER = frozenset(
    {
        *("storm", "stormen", "orkan", "orkanen", "ekstremvær", "ekstremværet", "ekstremvaer"),
        *("uvær", "uværet", "uvêr", "uvêret", "uvaer"),
        *("stormskade", "stormskader", "stormskadar", "vindskade", "vindskader", "uværsskade"),
    }
)
_NETS = _WEATHER | {"nett", "linjebrudd", "linjebrot", "strømbrudd", "straumbrot", "strømstans"}
"""What storms break: beside it, in a slug, such a name is a storm's."""


def _is_pet(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is an animal that somebody keeps or minds: matmor til Felix."""
    token, before = tokens[at], tokens[at - 1]
    if not token.kind & bits.GIVEN or token.gap not in (" ", "-", "_"):
        return False
    if at < _TWO or before.text not in ("til", "for"):
        return False
    return tokens[at - 2].text.lower() in (_KEEPERS if before.text == "til" else _HOSTS)


_KEEPERS = frozenset(
    {
        *("matmor", "matfar", "fôrvert", "fôrvertskap", "forvert", "hundeeier", "hundeeigar"),
        *("katteeier", "katteeigar", "hesteeier", "hesteeigar", "hundepasser", "hundepassar"),
        *("hundevakt", "kattevakt", "kattepasser", "hundefører", "hundelufter", "dyreeier"),
        *("avlsvert", "avlsvertskap"),
    }
)
_HOSTS = frozenset({"matmor", "matfar", "fôrvert", "fôrvertskap", "avlsvert", "avlsvertskap"})
"""Who keeps nothing but animals."""
