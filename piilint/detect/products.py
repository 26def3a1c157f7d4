"""What bears a name and is no body or street: software, wares, fields, versions, shops."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.parties import POSSESSIVE
from piilint.detect.thingwords import FIELDS, FIELDS_TOO
from piilint.detect.wholenames import AND, SPORTS, are_siblings, is_first_of_couple
from piilint.detect.words import Name, Token

__all__ = ["is_product"]

_SIGNS = frozenset(("-", "_", ".", "", " ", "=", ": "))
_SHOPS = ("bua", "butikken", "kafeen", "kaféen", "kroa", "salongen", "bakeriet", "kiosken", "stua")
"""What may be called after who runs it: Bruktbua til Bodil."""
_STAGES = frozenset({"byggetrinn", "salgstrinn", "byggesteg", "utbyggingstrinn"})
_UNITS = frozenset({"kwh", "kw", "hk", "hp", "ccm", "tdi", "tsi", "tfsi", "dci", "awd", "phev"})
"""What engines and batteries are measured in: zoe_life_41kwh."""
_BODIES = frozenset({"stasjonsvogn", "kombi", "kabriolet", "cabriolet", "hatchback", "sedan"})
"""Kinds of cars, right after their model: Octavia stasjonsvogn."""
_ISSUES = frozenset(
    {
        *("lisens", "lisensen", "lisenser", "license", "licence", "versjon", "version", "update"),
        *("oppdatering", "oppgradering", "installasjon", "upgrade", "migrering", "utrulling"),
    }
)
"""What a version of software is followed by: JULIA-1.10-lisens."""
_ROW = 8
"""Words before a name in which the ware is looked for whose sorts are listed."""
_ROW_GAPS = frozenset((" ", ", ", "-", "_", ": "))


def is_product(tokens: Sequence[Token], name: Name) -> bool:
    """Software and the like that a name alone stands beside: sprint-ragnar, Maria-DB, anna-11.5.2.

    So are a club and its sport, a ship and its fleet, and a shop.
    """
    first, last = tokens[name.first], tokens[name.last]
    before = tokens[name.first - 1] if name.first else None
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    if before is not None and before.kind & bits.PRODUCT and not _is_of_model(tokens, name):
        is_numbered = first.gap.strip(" .0123456789") == ""  # Release 24.1 Hugo
        if first.gap in _SIGNS or is_numbered:
            return True
    if after is not None:
        if after.kind & bits.PRODUCT and after.gap.strip(" .-_=:0123456789") == "":
            return True
        if after.gap == " " and after.is_title and after.text.lower() in SPORTS:
            return last.is_title
        if after.text.lower() in _PLANS and _opens_slug(first, after):
            return True
        if _is_version(after) or (after.gap == ", " and after.text.lower() in _STAGES):
            return True
    if before is not None and (_is_of_terms(tokens, name) or _is_worked_on(tokens, name)):
        return True
    if before is not None and first.gap == " " and before.text.lower().startswith(_UPGRADED):
        return after is None or after.gap != " " or after.text in _TO
    if _is_measured(tokens, name) or _is_beside_field(tokens, name) or _is_in_row(tokens, name):
        return True
    return before is not None and _is_of_shop(tokens, name)


def _is_of_model(tokens: Sequence[Token], name: Name) -> bool:
    """Whether somebody lets pictures of them be used: model_release_Maaren."""
    if name.first < 2 or tokens[name.first - 1].text.lower() != "release":
        return False
    return tokens[name.first - 2].text.lower() in ("model", "photo", "artist", "talent", "video")


_UPGRADED = ("oppgrad", "nedgrad", "bump", "upgrad", "downgrad", "avinstall", "reinstall", "patche")
_TO = frozenset({"til", "to", "fra", "frå", "from", "v", "versjon", "og", "and", "i", "in", "på"})
"""What follows the name of what is upgraded: oppgraderte hugo til 0.111."""


def _opens_slug(first: Token, after: Token) -> bool:
    """Whether a given name in small letters begins a slug: rasmus-utbygging-fase2."""
    is_first = first.gap == "" or first.gap[-1] in ("\0", "/")
    return is_first and first.text.islower() and after.gap in ("-", "_")


_PLANS = frozenset(
    {
        *("utbygging", "feltutbygging", "utviklingsplan", "modifikasjon", "tieback", "subsea"),
        *("boring", "boreprogram", "brønn", "bronn", "havvind", "vindpark", "datasenter"),
    }
)
"""What is done at a field that has a name."""


def _is_of_terms(tokens: Sequence[Token], name: Name) -> bool:
    """Whether terms or a price list are for what is called so: Vilkår for Nora spareavtale.

    In a slug they stand first, and little between: vilkar-kort-sigrid.pdf.
    """
    if tokens[name.first].gap in ("-", "_") and _is_in_terms(tokens, name):
        return True
    if name.first < 2 or tokens[name.first - 1].text not in ("for", "of"):
        return False
    return tokens[name.first - 2].text.lower().endswith(_TERMS)


def _is_in_terms(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a slug begins with what wares have, within two words before a name that ends it."""
    after = tokens[name.last + 1 : name.last + 2]
    before = tokens[max(0, name.first - 2) : name.first]
    is_last = not after or after[0].gap == "."
    return is_last and any(one.text.lower() in _OF_WARES for one in before)


_OF_WARES = frozenset(
    {
        *("vilkår", "vilkar", "vilkaar", "terms", "prisliste", "produktark", "brosjyre", "katalog"),
        *("monteringsanvisning", "bruksanvisning", "bruksanvisninger", "datablad", "produktblad"),
        *("monteringsrettleiing", "brukerveiledning", "fargekart", "prisblad", "fdv"),
    }
)
_TERMS = ("vilkår", "terms", "prisliste", "produktark", "personvernerklæring", "manual")
"""What wares and services have, and nobody."""


def _is_worked_on(tokens: Sequence[Token], name: Name) -> bool:
    """Whether what is done to systems, ships or plays is done to a given name: Innføring av Nora.

    What is somebody's (Drift av Karis nettside, Vedlikehold av Ola sin bil) is none of these.
    """
    at, given = name.first, tokens[name.first]
    is_given = name.first == name.last and given.kind & bits.GIVEN and given.is_title
    if at < 2 or not is_given or given.gap != " " or given.kind & bits.GENITIVE:
        return False
    if tokens[at - 1].text not in ("av", "of") or tokens[at - 2].text.lower() not in _WORK:
        return False
    return not any(token.text in POSSESSIVE for token in tokens[name.last + 1 : name.last + 4])


_WORK = frozenset(
    {
        *("innføring", "implementering", "anskaffelse", "anskaffing", "utrulling", "oppgradering"),
        *("utfasing", "pilotering", "konfigurering", "drift", "vedlikehold", "vedlikehald"),
        *("reparasjon", "bygging", "ombygging", "dokking", "befraktning", "slep", "klassing"),
        *("migrering", "migrasjon", "migration", "upgrade"),
        *("produksjon", "oppsetting", "lisensiering", "distribusjon", "avhending", "opphugging"),
        *("procurement", "implementation", "maintenance", "decommissioning", "rollout"),
    }
)
"""What is done to things only."""


def _is_measured(tokens: Sequence[Token], name: Name) -> bool:
    """Whether the size of an engine or a kind of car follows a given name: zoe_life_41kwh."""
    if name.first != name.last or not tokens[name.first].kind & bits.GIVEN:
        return False
    following = tokens[name.last + 1 : name.last + 3]
    if any(one.text.lower() in _UNITS and one.gap[-1:].isdecimal() for one in following):
        return True
    return bool(following) and following[0].gap == " " and following[0].text.lower() in _BODIES


def _is_beside_field(tokens: Sequence[Token], name: Name) -> bool:
    """Whether two oil fields are joined, one of which nobody is called after."""
    said = tokens[name.first].text.lower()
    if said not in FIELDS and said not in FIELDS_TOO:
        return False
    for joint, other in ((name.first - 1, name.first - 2), (name.last + 1, name.last + 2)):
        if 0 <= other < len(tokens) and tokens[joint].text in AND:
            others = tokens[other].text.lower()
            if others in FIELDS or (said in FIELDS and others in FIELDS_TOO):
                return True
    return False


def _is_in_row(tokens: Sequence[Token], name: Name) -> bool:
    """One of the sorts of a ware: jordbær Sonata, Polka og Frida; barnebok-nora-og-alfred."""
    at, after = name.first, tokens[name.last + 1 : name.last + 2]
    is_row = bool(after) and after[0].text in AND
    while at and name.first - at < _ROW and tokens[at].gap in _ROW_GAPS:
        before = tokens[at - 1]
        if before.kind & (bits.PRODUCT | bits.ORG_BEFORE) and tokens[at].gap != ", ":
            return is_row and not (are_siblings(tokens, at) or is_first_of_couple(tokens, name))
        if before.text in AND:
            is_row = True
        elif not (before.is_title or before.kind & bits.NAME):
            return False
        at -= 1
    return False


def _is_version(after: Token) -> bool:
    """Whether a number of three parts that is no date stands between: maria-11.5.2.pdf.

    One of two parts is a version before a word that says so.
    """
    parts = after.gap.strip("-_. ").split(".")
    if len(parts) < 2 or not all(part.isdecimal() for part in parts):
        return False
    if len(parts) == 2:
        return after.text.lower() in _ISSUES
    return len(parts) > 3 or len(parts[2]) == 1 or parts[0] == "0"


def _is_of_shop(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a shop's word stands before: Bruktbua til Bodil amid a text, restaurant-hos-thea."""
    if name.first < 2:
        return False
    first, before, shop = (tokens[name.first - back] for back in range(3))
    if before.text == "hos" and first.gap == before.gap and shop.text.lower() in _VENUES:
        return True
    if first.gap != " " or not first.is_title:
        return False
    if before.text == "Hos" and before.gap == " ":
        return True
    if before.text != "til":
        return False
    return shop.is_title and " " in shop.gap and shop.text.lower().endswith(_SHOPS)


_VENUES = frozenset(
    {
        *("restaurant", "restauranten", "kafe", "kafé", "kafeen", "kaféen", "kro", "kroa", "pub"),
        *("puben", "bistro", "pizzeria", "gatekjøkken", "salong", "salongen"),
        *("bakeri", "pensjonat"),
    }
)
"""What is called by who one is at: restaurant hos Thea."""
