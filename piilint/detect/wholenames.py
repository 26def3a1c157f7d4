"""What bears a whole name, or two: a ship, a play, a festival, a legacy, a route."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.keyednames import is_keyed
from piilint.detect.thingwords import FIELDS, FIELDS_TOO
from piilint.detect.words import Name, Token

__all__ = ["AND", "SPORTS", "are_siblings", "is_called_so", "is_first_of_couple"]

AND = frozenset({"og", "and", "eller", "or", "samt"})
"""What stands between the names of two."""
_SIBLINGS = frozenset({"brødrene", "søstrene", "søsknene", "tvillingene"})
_INSTITUTIONS = frozenset(
    {
        *("dagane", "dagen", "dagene", "festival", "festivalen", "festspillene", "fondet"),
        *("gruppa", "gruppen", "jubileet", "konsernet", "kammerkor", "legatet", "minnefond"),
        *("museet", "orkester", "prisen", "rederi", "samlingen", "samlinga", "selskapet"),
        *("senteret", "stevnet", "stevne", "stiftelsen", "hotels", "festspelet", "festspela"),
        *("seminaret", "konferansen", "konkurransen", "stipendet", "mila", "løpet", "rennet"),
        *("bygget", "huset", "hallen", "salen", "tunet", "kaia", "biblioteket", "kvartalet"),
        *("stien", "løypa", "løypen", "marsjen", "turneringa", "turneringen", "cupen"),
    }
)
"""What is called after somebody, with a hyphen: olav-thon-gruppen, maria-callas-festivalen."""
_PLAYS = (
    *("spelet", "spillet", "stykket", "musikalen", "operaen", "revyen", "framsyninga"),
    *("barnebok", "barneboka", "barneboken", "serie", "serien", "tegneserien"),
    *("tegnefilmen", "eventyret"),
    *("boka", "boken", "bøker", "bøkene", "bøkane", "filmen", "filmene", "hørespillet"),
)
"""What is about somebody of old: spelet om Margit Hjukse."""
_LEGACIES = ("legat", "legatet", "fond", "fondet", "stiftelsen", "stiftinga")
SPORTS = frozenset(
    {
        *("badminton", "bandy", "basket", "bordtennis", "bryting", "cheerleading", "fotball"),
        *("friidrett", "håndball", "innebandy", "ishockey", "orientering", "ski", "svømming"),
        *("sykkel", "turn", "volleyball", "handball", "hockey", "symjing", "skøyter"),
    }
)
"""What stands after a club's name: Runar Håndball."""
_FLEETS = frozenset(
    {
        *("havila", "island", "normand", "olympic", "rem", "siem", "skandi", "stril"),
        *("viking", "bourbon", "stena", "polar", "nordic", "atlantic", "esvagt", "stolt", "bow"),
    }
)
"""First words of ships' names: Siem Sophie, Viking Amanda."""
_ROUTES = (
    *("trasé", "trase", "traseen", "ledning", "ledningen", "linje", "linja", "linjen", "kabel"),
    *("kabelen", "strekning", "strekningen", "strekninga", "parsell", "parsellen", "samband"),
    *("sambandet", "vei", "veien", "veg", "vegen", "rute", "ruta", "ruten", "bane", "banen"),
    *("etappe", "etappen", "tunnel", "tunnelen", "løype", "løypa", "nett", "fiber", "bussen"),
)
"""What runs between two places: fibertrasé Kvåle-Sæbø."""


def _is_platform(tokens: Sequence[Token], name: Name) -> bool:
    """Whether one of a field's platforms is meant: snorre-a, Heidrun B."""
    first, last = tokens[name.first], tokens[name.last]
    is_lettered = name.last == name.first + 1 and last.text in tuple("abcdABCD")
    is_field = first.text.lower() in FIELDS or first.text.lower() in FIELDS_TOO
    return is_lettered and is_field and last.gap in ("-", "_", " ")


def is_called_so(tokens: Sequence[Token], name: Name) -> bool:
    """What bears a whole name, or two: a ship, a play, a festival, a legacy, a route."""
    if _is_platform(tokens, name):
        return True
    if name.first and (
        _is_of_fleet(tokens, name.first - 1)
        or _is_of_play(tokens, name)
        or _is_legacy(tokens, name)
        or _is_route(tokens, name)
        or is_keyed(tokens, name)
    ):
        return True
    first, last = tokens[name.first], tokens[name.last]
    if name.last == name.first + 1:
        is_spaced = last.gap == " " and last.is_title
        if is_spaced and (last.text.lower() in SPORTS or _is_of_fleet(tokens, name.first)):
            return True
    return _is_institution(tokens, name) or (first.is_title and _is_route_itself(tokens, name))


def _is_of_fleet(tokens: Sequence[Token], at: int) -> bool:
    """Whether a fleet's word stands there and a given name after it."""
    word, given = tokens[at], tokens[at + 1]
    is_given = given.gap == " " and given.is_title and given.kind & bits.GIVEN
    return bool(is_given) and word.is_title and word.text.lower() in _FLEETS


_FAR = 8
"""Words before a name in which a play's word is looked for."""


def _is_of_play(tokens: Sequence[Token], name: Name) -> bool:
    at = name.first
    while at > 3 and name.first - at < _FAR and tokens[at - 1].text != "om":
        if not (tokens[at - 1].text in AND or tokens[at - 1].is_title):
            return False
        at -= 1
    if at < 2 or tokens[at - 1].text != "om":
        return False
    said = tokens[at - 2].text.lower()
    return said == "bok" or said.endswith(_PLAYS)


def _is_legacy(tokens: Sequence[Token], name: Name) -> bool:
    """A body of two names or of the dead: Stiftelsen Karen og Peder Hauge, Legatet etter Anna."""
    at = name.first
    is_second = at > 2 and tokens[at].gap == " " and tokens[at - 1].text in AND
    if is_second and tokens[at - 2].kind & bits.NAME:
        at -= 2
    before = tokens[at - 1]
    if tokens[at].gap != " ":
        return False
    if before.kind & bits.TITLE and at > 2 and before.gap == " ":
        at -= 1  # Legatet etter konsul Skrindsrud
        before = tokens[at - 1]
    if before.text == "etter" and at > 1:
        return tokens[at - 2].text.lower().endswith(_LEGACIES)
    is_body = bool(before.kind & bits.ORG_BEFORE) and not are_siblings(tokens, at)
    return at < name.first and is_body


def _is_route(tokens: Sequence[Token], name: Name) -> bool:
    """Two places with a hyphen after what runs between them."""
    return tokens[name.first].gap == " " and _are_ends(tokens, name.first)


def _is_route_itself(tokens: Sequence[Token], name: Name) -> bool:
    """The same where that word was read as part of the name: Ferjesamband Hansen-Dale."""
    return name.last == name.first + 1 and _are_ends(tokens, name.last)


def _are_ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether two words with a hyphen stand there, right after a word of routes."""
    pair, after = tokens[at : at + 2], tokens[at + 2 : at + 3]
    is_route = at > 0 and tokens[at - 1].text.lower().endswith(_ROUTES)
    is_route = is_route or (
        bool(after) and after[0].gap == ", " and after[0].text.lower().endswith(_ROUTES)
    )
    return (
        is_route and len(pair) > 1 and pair[1].gap == "-" and pair[0].is_title and pair[1].is_title
    )


def _is_institution(tokens: Sequence[Token], name: Name) -> bool:
    """What ends in a word of institutions, one unknown word between them or none."""
    position, last = name.last + 1, tokens[name.last]
    if last.gap == "-" and last.text in _INSTITUTIONS and name.first < name.last:
        return tokens[name.first].is_title  # Anders Larsa-stien, as Stien is a surname
    if last.gap == "-" and last.text in _ESTATES and tokens[name.first].kind & bits.GIVEN:
        return name.first < name.last  # Maria-Terrassen
    for end in tokens[position : position + 2]:
        if end.gap == "_" and end.text in _EVENTS and name.is_full:
            return True  # thorleif_haug_rennet
        if end.gap != "-" or not end.text.islower():
            return False
        if end.text in _INSTITUTIONS:
            return True
        if name.is_full or end.kind & bits.GENERIC:
            return False
    return False


_EVENTS = frozenset(
    {
        *("rennet", "løpet", "stevnet", "stemnet", "cupen", "marsjen", "festivalen", "mila"),
        *("turneringen", "turneringa", "minneløpet", "rittet", "konkurransen", "dagene", "dagane"),
    }
)
"""What is held in somebody's memory."""
_ESTATES = frozenset({"Terrassen", "Tunet", "Parken", "Kvartalet", "Gården", "Torget", "Brygga"})
"""What buildings are called after a name and a hyphen."""


def are_siblings(tokens: Sequence[Token], at: int) -> bool:
    """Whether two given names follow a word for siblings, which firms are called too."""
    if not at or tokens[at - 1].text.lower() not in _SIBLINGS or at + 2 >= len(tokens):
        return False
    one, joint, other = tokens[at : at + 3]
    is_pair = joint.text in AND and one.kind & other.kind & bits.GIVEN
    return bool(is_pair) and one.is_title and other.is_title


def is_first_of_couple(tokens: Sequence[Token], name: Name) -> bool:
    """Whether two are named after what they own: Driveavtale for gardsbruk: Ola og Kari Rygg."""
    at, rest = name.first, tokens[name.last + 1 : name.last + 4]
    if (
        tokens[at].gap != ": "
        or not tokens[at].kind & bits.GIVEN
        or len(rest) < len(("og", "Kari", "Rygg"))
    ):
        return False
    joint, given, surname = rest
    is_whole = bool(given.kind & bits.GIVEN and surname.kind & bits.SURNAME)
    return is_whole and joint.text in AND and joint.gap == given.gap == surname.gap == " "
