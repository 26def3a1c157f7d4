"""Surnames that farms have too, of who writes, of whom one works for, and in whose name a thing is.

Farms and places ask for nothing and have no secretary: Klage fra Bråthen om støy.
"""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.thingwords import THINGS
from piilint.detect.words import Name, Token

__all__ = ["is_sender"]


def is_sender(tokens: Sequence[Token], name: Name) -> bool:
    """Whether somebody writes something, has somebody who works for them, or is written down."""
    token, at = tokens[name.first], name.first
    if at < len(_SAID) or at != name.last or token.gap != " " or not token.is_title:
        return False
    if not token.kind & bits.SURNAME or token.kind & (bits.PLACE | bits.GENERIC | bits.GENITIVE):
        return False
    if token.text.lower() in THINGS or tokens[at - 1].gap != " ":
        return False
    said, preposition = tokens[at - 2].text.lower(), tokens[at - 1].text
    if preposition == "til":
        return said in _NEAREST and _goes_on(tokens, at + 1)
    if preposition == "på":
        return said in _REGISTERED and _goes_on(tokens, at + 1)
    if preposition == "av":
        return said in _BEHALF and _goes_on(tokens, at + 1)
    is_from = preposition in _FROM and said.endswith(_WRITTEN)
    return is_from and _goes_on(tokens, at + 1)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing follows that would belong to the name, such as gård or velforening."""
    if at == len(tokens):
        return True
    after = tokens[at]
    return after.gap != " " or after.text in _SMALL


_SAID = ("klage", "fra")
"""Words that stand before such a name."""
_FROM = frozenset({"fra", "frå", "from"})
_WRITTEN = (
    *("klage", "klagen", "klaga", "søknad", "søknaden", "spørsmål", "spørsmålet", "innspill"),
    *("innspel", "merknad", "merknader", "merknadar", "interpellasjon", "henvendelse"),
    *(
        "førespurnad",
        "forespørsel",
        "fullmakt",
        "fullmakta",
        "fullmakten",
        "erklæring",
        "bekymringsmelding",
    ),
    *("protest", "protesten", "tilsvar", "tilsvaret", "begjæring", "oppsigelse", "oppseiing"),
    *("samtykke", "purring", "epost", "mail", "sms", "complaint", "objection", "application"),
)
"""What somebody writes; the end of longer words too."""
_NEAREST = frozenset(
    {
        *("sekretæren", "advokaten", "sjefen", "kona", "kjerringa", "mannen", "sønnen", "sonen"),
        *("datteren", "dattera", "dottera", "moren", "mora", "faren", "verga", "vergen", "verja"),
        *("fastlegen", "læreren", "læraren", "revisoren", "assistenten", "kollegaen", "samboeren"),
        *("sambuaren", "ektefellen", "broren", "søsteren", "systera", "arvingene", "arvingane"),
        *(
            "fullmektigen",
            "regnskapsføreren",
            "rekneskapsføraren",
            "bobestyreren",
            "prosessfullmektigen",
        ),
    }
)
"""Whom only a person has."""
_REGISTERED = frozenset({"står", "stod", "sto", "registrert", "tinglyst", "skrevet", "skriven"})
"""What is in somebody's name: abonnementet står på Nordahl."""
_BEHALF = frozenset({"vegne", "vegner", "vegna", "rekvirert", "oppdrag"})
"""Before whom something is done for: utfylt på vegne av Brekke."""
_SMALL = frozenset(
    {
        *("om", "til", "på", "mot", "over", "vedr", "vedrørende", "vedrørande", "ang", "for"),
        *("angående", "angåande", "av", "i", "og", "er", "var", "skal", "må", "kan", "som", "med"),
        *("den", "datert", "mottatt", "motteke", "ringte", "about", "on", "of", "regarding", "is"),
        *("ikke", "ikkje", "har", "ber", "vil", "men", "mens", "medan", "fordi", "ettersom"),
    }
)
"""Words after a name that no name of a body or a place goes on with."""
