"""What follows a name and makes an organisation, a street or a thing of it."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.bearers import is_club_s, is_referred
from piilint.detect.firms import (
    ends_in_company,
    is_everyday_word,
    is_owned_in_slug,
    is_whole_street,
)
from piilint.detect.namesakes import JOINTS, has_epithet, is_of_a_king
from piilint.detect.papers import is_for_place_at, is_paper
from piilint.detect.parties import are_partners
from piilint.detect.thingwords import ROADS
from piilint.detect.words import Name, Token

__all__ = ["goes_on_to_thing"]


def goes_on_to_thing(tokens: Sequence[Token], name: Name, kinds: int) -> bool:
    """Whether the words after a name make an organisation, a street or a thing of it."""
    position, last = name.last + 1, tokens[name.last]
    if position == len(tokens):
        return False
    after = tokens[position]
    if (
        after.gap in (" & ", "&", " + ")
        and not name.is_full
        and not are_partners(tokens, name.first)
        and not (after.kind & bits.GIVEN and not after.kind & bits.SURNAME)
        and not (after.gap == " + " and tokens[name.first].kind & bits.GIVEN)
        and not (after.text in _KIN and tokens[name.first].kind & bits.GIVEN)
        and not _is_key(tokens, position)
        and not (after.gap != " & " and after.text.islower() and not after.kind & bits.NAME)
    ):
        return True
    is_surname = not name.is_full and not tokens[name.first].kind & bits.GIVEN
    if is_surname and after.gap == " " and after.is_title and len(after.text) > 2:
        return not (after.kind & bits.GIVEN or after.text.lower() in _MODELS)
    if is_of_a_king(last, after) or _is_street_s_initial(tokens, position):
        return True
    if not name.is_full and has_epithet(tokens, position):
        return True
    if name.is_full and after.text in _NURSERIES and is_for_place_at(tokens, name):
        return False
    if name.is_full and _is_house(tokens, position):
        return True
    if last.kind & bits.GENITIVE and _is_proper(after):
        return True
    if name.is_full and last.kind & bits.GENITIVE and _is_owned(tokens, position):
        return False
    is_place = after.kind & bits.ORG_AFTER or after.text.lower() in _STREETS
    if last.kind & bits.GENITIVE and after.gap in JOINTS and is_place:
        return True
    if not name.is_full and _is_street_of_two(tokens, position):
        return True
    if not name.is_full and _is_in_memory(tokens, position):
        return True
    if not name.is_full and _goes_on_to_a_thing(tokens, position):
        return True
    if not name.is_full and after.text in _NURSERIES and not last.kind & bits.GIVEN:
        return True
    is_titled = bool(name.first and tokens[name.first - 1].kind & bits.TITLE)
    is_word = after.text.islower() and len(after.text) > 1
    is_joined = after.gap == "-" and last.is_title and is_word
    if is_joined and not is_titled and _is_spaced(tokens, name):
        return _is_thing_s_word(after)
    if after.gap in ("'", "’") and after.text == "s" and _is_before_proper(tokens, position):
        return True
    is_next = after.gap in JOINTS or (after.gap == "" and after.is_title)
    is_apart = _is_apart(name, last, after) or is_referred(tokens, name)
    is_apart = is_apart or is_owned_in_slug(name, last, after)
    # plass9 on a list; a square has a genitive (Christian Krohgs plass)
    is_apart = is_apart or (name.is_full and after.text == "plass" and last.text[-1] != "s")
    is_apart = is_apart or (name.is_full and after.text.endswith("forbundet"))  # their union
    if name.is_full and after.gap == " " and after.text in _WORK:
        is_own = bool(kinds & (bits.PRIVATE | bits.PAPER)) or is_paper(tokens, name.first - 1)
        is_apart = is_apart or is_own
    if after.gap == " " and after.text.islower():
        is_apart = is_apart or _is_named_post(tokens, name)
    if is_next and after.kind & bits.ORG_AFTER and not is_apart:
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        return not (is_everyday_word(after, following) or is_club_s(name, after, following))
    if after.kind & bits.STREET and after.gap == " " and tokens[name.last].kind & bits.GENITIVE:
        return True
    return ends_in_company(tokens, position, name.is_full)


_HISSING = ("s", "st", "x", "z", "sch", "sh")
"""How names end that take no genitive s in older use."""


_WORK = frozenset(
    {
        *("renhold", "kjøkken", "lager", "drift", "butikk", "bar", "restaurant"),
        *("taxi", "transport"),
        *("regnskap", "rekneskap", "it", "økonomi", "salg", "support", "bakeri", "verksted"),
        *("kantine", "resepsjon", "vaskeri", "bygg", "elektro", "rør", "hotell", "apotek"),
        "felt",
    }
)
"""Where somebody works, as a paper of theirs says (Arbeidsavtale Kari Nes lager), or is buried."""


def _is_named_post(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a given name stands right after who somebody is: barnet Amanuel reiser."""
    first = tokens[name.first]
    is_given = name.first == name.last and first.is_title and bool(first.kind & bits.GIVEN)
    return is_given and first.gap == " " and bool(tokens[name.first - 1].kind & bits.POST)


def _is_apart(name: Name, last: Token, after: Token) -> bool:
    """Whether a slug only goes on after a name, or a whole street follows: bud_Moen_Kirkeveien.

    After a whole name a slug's next word makes no firm or place of it: kari_hansen_bil.
    """
    is_slug = name.is_full and after.text.lower() not in _STREETS
    is_slug = is_slug and not after.kind & bits.ORG_FORM
    is_slug = is_slug and (after.gap in ("_", "") or (after.gap == "-" and last.text.islower()))
    is_slug = is_slug or (after.gap == "_" and last.text.islower() and after.is_title)
    is_joined = after.gap in ("_", "-") or (name.is_full and after.gap == " ")
    return is_slug or (is_joined and is_whole_street(after))


_STREETS = frozenset(
    {
        *("gate", "gata", "gaten", "gt", "vei", "veien", "veg", "vegen", "plass", "plads", "torg"),
        *("hus", "bru", "minne", "skole", "senter", "park", "kirke", "allé", "alle", "hage"),
        *("gård", "gard", "trafo", "plattform", "rigg", "cup", "fond", "legat", "museum", "hotell"),
        *("bygg", "brygge", "kai", "tunnel", "hall", "sal", "minnefond", "pris", "prisen"),
        *("kvartal", "kvartalet", "gården", "garden", "senteret", "museet", "tun", "tunet", "foss"),
        "minde",
    }
)


def _is_owned(tokens: Sequence[Token], position: int) -> bool:
    """Whether what somebody has ends a part of a text, right after who has it: Kari Hansens bil."""
    token, after = tokens[position], tokens[position + 1 : position + 2]
    is_last = (
        not after
        or after[0].gap[:1] in (",", ".", ":", ";", "(", "\0")
        or (after[0].gap == " " and after[0].text.islower())
    )
    return token.gap == " " and token.text in _OWNED and is_last


_OWNED = frozenset(
    {
        *("bil", "bilen", "båt", "båten", "hybel", "hybelen", "leilighet", "leiligheten", "hytte"),
        *("hytta", "eiendom", "eigedom", "tomt", "bolig", "bustad", "konto", "hus", "garasje"),
        *("firma", "hund", "katt", "hest", "sykkel", "tilhenger", "campingvogn", "bobil", "mobil"),
        *("leilegheit", "husvære", "kjellerleilighet", "traktor", "dødsbo", "skap", "nøkkel"),
    }
)
"""What somebody has; their street, school or prize is called after them."""


_KIN = frozenset(
    {"baby", "barn", "familie", "familien", "mor", "far", "mamma", "pappa", "sønn", "datter"}
)
"""Who may be beside somebody, and beside no firm: oksana & baby."""


def _is_street_of_two(tokens: Sequence[Token], position: int) -> bool:
    """One more word and a word for a street or house: haakon-viis-gate."""
    if position + 1 >= len(tokens):
        return False
    word, end = tokens[position], tokens[position + 1]
    if word.gap not in JOINTS or end.gap != word.gap or word.kind & (bits.ORDINARY | bits.ROLE):
        return False
    return end.text.lower() in _STREETS and word.text.lower().endswith("s")


def _is_street_s_initial(tokens: Sequence[Token], position: int) -> bool:
    """Whether the last name of whom a street is called after is in short: Hans Nielsen H. gt."""
    initial, road = tokens[position], tokens[position + 1 : position + 2]
    is_next = bool(road) and road[0].gap in (". ", ".") and road[0].text.islower()
    return is_next and initial.is_initial and road[0].text in ROADS


def _is_in_memory(tokens: Sequence[Token], position: int) -> bool:
    """One of two whose legacy a thing is: Inger og Peder Moens minne."""
    if tokens[position].text not in ("og", "&"):
        return False
    for index, token in enumerate(tokens[position + 1 : position + 5], position + 1):
        if token.kind & bits.ORG_AFTER and token.gap in JOINTS:
            owner = tokens[index - 1]  # Vestnes ends so by itself
            is_whole = owner.kind & (bits.NAME | bits.PLACE) and not owner.kind & bits.GENITIVE
            return owner.text.endswith("s") and not is_whole and index > position + 1
        if not (token.is_title and token.gap in (" ", "-")):
            return False
    return False


def _is_house(tokens: Sequence[Token], position: int) -> bool:
    """Whether a word of a house ends a field right after the full name: Fredrik Holst hus."""
    token = tokens[position]
    if token.gap != " " or not token.text.islower() or token.text not in _STREETS:
        return False
    if position + 1 < len(tokens) and tokens[position + 1].gap == " ":
        return False
    return tokens[position - 1].text.endswith(_HISSING)


def _is_proper(token: Token) -> bool:
    """A noun with a capital, as in the name of a house: Thorvald Meyers Hjørne."""
    if not token.is_title or len(token.text) < 3 or token.kind & (bits.NAME | bits.PLACE):
        return False
    return token.gap == " " or (
        token.gap == "_" and not token.kind & (bits.ORDINARY | bits.SPECIAL)
    )


def _goes_on_to_a_thing(tokens: Sequence[Token], position: int) -> bool:
    """Whether one more capitalised word and a thing follow: Knut Hamsun-senteret.

    A school needs no hyphen: Marie Hamsun barneskole.
    """
    if position + 1 >= len(tokens):
        return False
    word, end = tokens[position], tokens[position + 1]
    is_name = word.gap == " " and word.is_title and end.text.islower()
    if is_name and end.gap == " " and not word.kind & bits.SURNAME:
        return bool(end.kind & bits.ORG_AFTER) and end.text.endswith(_SCHOOLS)
    return is_name and end.gap == "-" and _is_thing_s_word(end)


_SCHOOLS = ("skole", "skule", "barnehage", "videregående", "vidaregåande")
_MODELS = frozenset(
    {
        *("passat", "golf", "polo", "tiguan", "corolla", "yaris", "rav", "leaf"),
        *("octavia", "kodiaq"),
        *("qashqai", "outlander", "transporter", "caddy", "caravelle", "berlingo"),
        *("astra", "focus"),
        *("mondeo", "fiesta", "civic", "accord", "avensis", "auris", "hilux", "superb", "enyaq"),
    }
)
"""Cars that who has them stands before, and no firm: Krasniqi Passat avbestilt."""


def _is_before_proper(tokens: Sequence[Token], position: int) -> bool:
    """Whether an English genitive is followed by what is called so: Hege's Hår, Odd's garage."""
    if position + 1 >= len(tokens):
        return False
    following = tokens[position + 1]
    return _is_proper(following) or bool(following.kind & bits.ORG_AFTER)


_NURSERIES = frozenset({"bhg", "barnehage", "barnehagen", "skole", "sfo", "vgs"})
"""What is called after where it is, and right behind it: Espeland bhg."""


def _is_thing_s_word(token: Token) -> bool:
    """What stands after a name and a hyphen: a word of things, or one that is no name."""
    is_thing = bool(token.kind & (bits.ORDINARY | bits.ORG_AFTER | bits.STREET))
    if token.text in _CASES or token.text.startswith(_DOCUMENTS):
        return False  # Hansen-saken, Kari Hansen-faktura.pdf
    return is_thing or not token.kind & bits.NAME


_CASES = frozenset({"saken", "saka", "sak", "mappa", "mappen", "familien", "familiens", "familie"})
"""What is joined to somebody's name, and to no thing's: Hansen-saken, Olsen-familien."""
_DOCUMENTS = (
    *("faktura", "avtale", "kontrakt", "tilbud", "skjema", "søknad", "soknad", "referat", "notat"),
    *("kvittering", "vedlegg", "signert", "kopi", "oppsigelse", "oppseiing", "fullmakt", "bud"),
    *("samtykke", "attest", "cv", "kjøpekontrakt", "kjopekontrakt", "skjøte", "takst", "visning"),
    *("født", "fødd", "utkast", "invoice", "contract", "lease", "offer", "salær", "timeliste"),
)
"""How words begin for papers that a file's name joins to whose they are."""


def _is_spaced(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name is written with spaces, so that a hyphen after it is no slug's."""
    gaps = [tokens[i].gap for i in range(name.first, name.last + 1)]
    is_prose = name.last + 2 < len(tokens) and " " in tokens[name.last + 2].gap
    return "-" not in gaps and (" " in gaps or gaps[0].endswith(" ") or is_prose)


def _is_key(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word is the key of a URL's next argument: barn=Noor&plass=halv."""
    return index + 1 < len(tokens) and tokens[index + 1].gap == "="
