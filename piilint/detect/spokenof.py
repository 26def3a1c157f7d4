"""A given name that is a word too, where a note speaks of somebody: avtalt med Odd i går."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.thingwords import THINGS
from piilint.detect.words import Name, Token

__all__ = ["is_spoken_of"]


def is_spoken_of(tokens: Sequence[Token], name: Name) -> bool:
    """Whether somebody does something, is talked with or waited for, or is a numbered one."""
    first = tokens[name.first]
    if not name.first or name.first != name.last:
        return False
    before, after = tokens[name.first - 1], tokens[name.last + 1 : name.last + 2]
    if _is_numbered(before, first, after):
        return True
    if first.text.lower() in THINGS or (after and after[0].gap not in _GAPS):
        return False
    if first.gap == ", ":
        does = bool(after) and after[0].gap == " " and bool(after[0].kind & bits.VERB)
        return does and before.text.islower() and after[0].text not in _OF_THINGS
    if first.gap != " " or before.gap != " " or name.first < _SAID:
        return False
    verb = tokens[name.first - _SAID].text.lower()
    if before.text == "på":
        return verb in _WAITING
    return before.text in _WITH and verb in _TALKED


_GAPS = frozenset({" ", ". ", ", ", ": ", "? ", ") ", "; "})
_SAID = 2
"""Words before a name where it is said what is done with somebody."""


def _is_numbered(before: Token, first: Token, after: Sequence[Token]) -> bool:
    """Whether it is told in brackets who one of some is: intervjuobjekt 17 (Hoa)."""
    if not first.gap.endswith(" (") or (after and not after[0].gap.startswith(")")):
        return False
    number = first.gap[:-2].strip(" #")
    is_number = number.isdecimal() and len(number) < _LONG
    is_person = bool(before.kind & (bits.POST | bits.ROLE)) or before.text.lower() in _STUDIED
    return is_number and is_person


_LONG = 4
_STUDIED = frozenset(
    {
        *("intervjuobjekt", "informant", "respondent", "deltaker", "deltakar", "deltager"),
        *("forsøksperson", "intervjuperson", "participant", "interviewee", "subject", "testperson"),
        *("beboer", "bebuar", "pasient", "bruker", "brukar", "elev", "lærling", "kandidat"),
        *("søker", "søkjar", "vitne", "barn", "child", "patient", "pupil"),
    }
)
"""Those whom a study, a house or a list counts."""
_OF_THINGS = frozenset(
    {
        *("leverer", "leverte", "fungerer", "kjører", "kjørte", "tester", "works", "starter"),
        *("startet", "ligger", "kan", "can", "has", "is", "mangler", "selger", "deltar", "går"),
    }
)
"""What brands and systems do as well."""
_WAITING = frozenset({"venter", "ventar", "vente", "venta", "ventet"})
_WITH = frozenset({"med", "fra", "frå", "with", "from"})
_TALKED = frozenset(
    {
        *("avtalt", "snakket", "snakka", "pratet", "prata", "avklart", "avklara", "prat", "dialog"),
        *("chat", "chattet", "chatta", "telefonsamtale", "bekreftet", "stadfesta", "agreed"),
        *("spoke", "talked", "discussed", "diskutert", "diskuterte", "drøftet", "drøfta"),
        *("muntlig", "munnleg", "svar", "beskjed", "melding", "sms", "mail"),
    }
)
