"""What is called by a name and is nobody: a company, a street, a church, a ship."""

from __future__ import annotations

import re
from functools import cache

from piilint.detect import words as bits
from piilint.detect.gazetteer import shipped

__all__ = [
    "is_called_after",
    "is_called_so",
    "is_company",
    "is_firm",
    "is_organisation",
    "is_saint",
]

_FAR = 40
"""Characters before a name in which the word before it is looked for."""


def is_called_so(text: str, start: int) -> bool:
    """Whether what stands before a name is what bears it: Villa Nora, advokatfirmaet-hansen."""
    match = _word_before().search(text, max(0, start - _FAR), start)
    if match is None:
        return False
    kind = shipped().kinds[match[1].lower()]
    if not kind & bits.ORG_BEFORE or kind & (bits.ORDINARY | bits.ROLE | bits.TITLE | bits.NAME):
        return False
    return match[2] == " " or not kind & (bits.ORG_AFTER | bits.ANIMAL)


@cache
def _word_before() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])([^\W\d_]{1,30})([ _-])$")


@cache
def _next_word() -> re.Pattern[str]:
    return re.compile(r"[ ._-]([^\W\d_]{2,30})")


def is_firm(text: str, end: int) -> bool:
    """Whether partners or sons follow a surname: Berg & Co."""
    return text.startswith((" &", " og sønn"), end)


def is_organisation(text: str, start: int, end: int, *, genitive: bool) -> bool:
    """Whether a surname is one of a street, a school or a company, by what stands after it."""
    if is_firm(text, end) or is_company(text, start, end) or _is_of_thing(text, end):
        return True
    match = _next_word().match(text, end)
    if match is None or match[1].lower() == "enk":
        return False
    kind = shipped().kinds[match[1]]
    if genitive:  # Haugens bil is somebody's, Haugens hotell a company's
        is_shop = kind & bits.ORG_AFTER and not kind & bits.ORDINARY
        return bool(kind & bits.STREET or is_shop)
    is_one = text[end] == " " and text[start].isupper()
    return bool(kind & (bits.ORG_FORM | bits.STREET | (bits.ORG_AFTER if is_one else 0)))


def is_company(text: str, start: int, end: int) -> bool:
    """Whether a company's form ends what begins with a name: Hansen Porter AS, hansen-bygg-as."""
    is_title = text[start].isupper()
    for _ in range(_LONGEST_FIRM):
        match = _next_of_firm().match(text, end)
        if match is None:
            return False
        if shipped().listed(match[1].lower()) & bits.ORG_FORM:
            return match[1].lower() != "enk"
        if is_title and not match[1][0].isupper():
            return False
        end = match.end()
    return False


_LONGEST_FIRM = 4


@cache
def _next_of_firm() -> re.Pattern[str]:
    return re.compile(r"(?:s?(?: & | |-|_))([^\W\d_]{1,30})(?![^\W_])")


def is_called_after(text: str, start: int, end: int) -> bool:
    """Whether a given name is one of a church or a shop: Maria kirke, Noras bakeri."""
    if is_company(text, start, end) or _is_of_thing(text, end):
        return True
    own = text[end : end + 2] in ("'s", "’s")
    match = _next_word().match(text, end + 2 if own else end)
    if match is None:
        return False
    kind = shipped().listed(match[1].lower())
    if (own or text[end - 1] == "s") and kind & bits.ORDINARY:
        return False  # Noras hytte
    is_one = own or text[end - 1] == "s" or (text[end] == " " and text[start].isupper())
    return bool(is_one and kind & bits.ORG_AFTER)


def _is_of_thing(text: str, end: int) -> bool:
    """Whether what a name is joined to is a thing called so: sara-systemet, Hansen-metoden."""
    match = _joined_to().match(text, end)
    return match is not None and match[1].lower() in _THINGS


@cache
def _joined_to() -> re.Pattern[str]:
    return re.compile(r"[_-]([^\W\d_]{2,30})(?![^\W\d_])")


_THINGS = frozenset(
    (
        *("system", "systemet", "base", "basen", "database", "databasen", "db", "server"),
        *("serveren", "app", "appen", "portal", "portalen", "plattform", "plattformen", "modul"),
        *("modulen", "modell", "modellen", "metode", "metoden", "prosjektet", "programmet"),
        *("tjenesten", "tjeneste", "tenesta", "teneste", "løsningen", "løysinga", "verktøyet"),
        *("integrasjon", "integrasjonen", "kampanjen", "serien", "testen", "skalaen", "indeksen"),
        *("utvalget", "utvalet", "kommisjonen", "komiteen", "loven", "lova", "doktrinen"),
        *("senter", "senteret", "huset", "gården", "garden", "gaarden", "hagen", "parken"),
        *("bygget", "bygningen", "hallen", "salen", "klinikken", "instituttet", "fondet"),
        *("stiftelsen", "stiftinga", "banken", "kjeden", "kjeda", "konsernet", "gruppen"),
        *("brua", "broen", "bruen", "tunnelen", "krysset", "feltet", "stormen", "orkanen"),
        *("skolen", "skulen", "skipet", "ferja", "fergen", "prisen", "cupen", "stipendet"),
        *("kapellet", "kapell", "kyrkja", "kirken", "moskeen"),
        *("platform", "model", "method", "project", "module", "service", "api", "cluster"),
        *("centre", "center", "foundation", "prize", "campaign"),
    )
)
"""What is called after somebody, and joined to the name: of a case or a contract it is theirs."""


def is_saint(text: str, start: int) -> bool:
    """Whether a given name is a saint's or a king's, after whom churches and streets are called."""
    return _saint_before().search(text, max(0, start - _FAR), start) is not None


@cache
def _saint_before() -> re.Pattern[str]:
    """A word of its own: a test or the best is no saint."""
    return re.compile(
        r"(?<![^\W_])(?:(?:st|sankt|kong|dronning)[ -]|st\. ?"
        r"|(?:san|prins|prinsesse|olsok|king|queen) )$",
        re.IGNORECASE,
    )
