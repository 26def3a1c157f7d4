"""Surnames that farms or towns have too, which what is said beside them makes somebody's.

Who writes something (Klage fra Bråthen om støy), has somebody who works for them (sjefen til Moen),
stands in a register, is set apart from a personal paper (Vikar på SFO: Bergseth), or is one of
several (naboene Husebø).
"""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.beside import is_farm_s
from piilint.detect.papers import is_paper
from piilint.detect.thingwords import THINGS
from piilint.detect.words import Name, Token

__all__ = ["are_people", "is_sender", "is_set_apart"]


def is_sender(tokens: Sequence[Token], name: Name) -> bool:
    """Whether somebody writes something, has somebody who works for them, or is written down."""
    token, at = tokens[name.first], name.first
    if at < _SAID or at != name.last or token.gap != " " or not token.is_title:
        return False
    if not token.kind & bits.SURNAME or token.kind & (bits.PLACE | bits.GENERIC | bits.GENITIVE):
        return False
    if token.text.lower() in THINGS or tokens[at - 1].gap != " ":
        return False
    said, preposition = tokens[at - 2].text.lower(), tokens[at - 1].text
    is_said = said in _BEFORE.get(preposition, ())
    is_said = is_said or (preposition in _FROM and said.endswith(_WRITTEN))
    return is_said and _goes_on(tokens, at + 1)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing follows that would belong to the name, such as gård or velforening."""
    if at == len(tokens):
        return True
    after = tokens[at]
    return after.gap != " " or after.text in _SMALL


_SAID = 2
"""How many words stand before such a name: klage fra."""
_FROM = frozenset({"fra", "frå", "from"})
_WRITTEN = (
    *("klage", "klagen", "klaga", "søknad", "søknaden", "spørsmål", "spørsmålet", "innspill"),
    *("innspel", "merknad", "merknader", "merknadar", "interpellasjon", "henvendelse"),
    *("førespurnad", "forespørsel", "fullmakt", "fullmakta", "fullmakten", "erklæring"),
    *("bekymringsmelding", "begjæring"),
    *("protest", "protesten", "tilsvar", "tilsvaret", "oppsigelse", "oppseiing"),
    *("samtykke", "purring", "epost", "mail", "sms", "complaint", "objection", "application"),
)
"""What somebody writes; the end of longer words too."""
_NEAREST = frozenset(
    {
        *("sekretæren", "advokaten", "sjefen", "kona", "kjerringa", "mannen", "sønnen", "sonen"),
        *("datteren", "dattera", "dottera", "moren", "mora", "faren", "verga", "vergen", "verja"),
        *("fastlegen", "læreren", "læraren", "revisoren", "assistenten", "kollegaen", "samboeren"),
        *("sambuaren", "ektefellen", "broren", "søsteren", "systera", "arvingene", "arvingane"),
        *("fullmektigen", "regnskapsføreren", "rekneskapsføraren", "bobestyreren"),
        "prosessfullmektigen",
    }
)
"""Whom only a person has."""
_REGISTERED = frozenset({"står", "stod", "sto", "registrert", "tinglyst", "skrevet", "skriven"})
"""What is in somebody's name: abonnementet står på Nordahl."""
_BEHALF = frozenset({"vegne", "vegner", "vegna", "rekvirert", "oppdrag"})
"""Before whom something is done for: utfylt på vegne av Brekke."""
_BEFORE = {"til": _NEAREST, "på": _REGISTERED, "av": _BEHALF}
"""What is said before each preposition."""
_SMALL = frozenset(
    {
        *("om", "til", "på", "mot", "over", "vedr", "vedrørende", "vedrørande", "ang", "for"),
        *("angående", "angåande", "av", "i", "og", "er", "var", "skal", "må", "kan", "som", "med"),
        *("den", "datert", "mottatt", "motteke", "ringte", "about", "on", "of", "regarding", "is"),
        *("ikke", "ikkje", "har", "ber", "vil", "men", "mens", "medan", "fordi", "ettersom"),
    }
)
"""Words after a name that no name of a body or a place goes on with."""


def is_set_apart(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a sign sets a surname apart from a personal paper or from who somebody is."""
    token = tokens[name.first]
    if name.first != name.last or not token.is_title or not is_farm_s(token):
        return False
    if name.first and name.last + 1 == len(tokens) and token.gap.endswith(_SIGNS):
        return _are_personal(tokens, range(name.first))
    after = tokens[name.last + 1 : name.last + 2]
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
        *("beboerne", "bebuarane", "hjemmelshaverne", "heimelshavarane", "utleierne"),
        "tvillingene",
        *("representantene", "representantane", "kandidatene", "kandidatane", "ekteparet"),
        *("hytteeierne", "hytteeigarane", "ekteparene", "låntakerne", "låntakarane", "forloverne"),
        *("neighbours", "siblings", "brothers", "sisters", "landowners", "heirs", "spouses"),
    }
)
"""Words in small letters; with a capital, as in Brødrene Dahl, they begin a firm's name."""
