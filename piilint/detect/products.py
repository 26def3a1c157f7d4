"""What bears a name and is no body or street: software, festivals, ships, plays, routes."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.keyednames import is_keyed
from piilint.detect.words import Name, Token

__all__ = ["AND", "are_siblings", "is_called_so", "is_product"]

AND = frozenset({"og", "and", "eller", "or", "samt"})
"""What stands between the names of two."""
_SIBLINGS = frozenset({"brødrene", "søstrene", "søsknene", "tvillingene"})
_SIGNS = frozenset(("-", "_", ".", "", " ", "=", ": "))
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
_SHOPS = ("bua", "butikken", "kafeen", "kaféen", "kroa", "salongen", "bakeriet", "kiosken", "stua")
"""What may be called after who runs it: Bruktbua til Bodil."""
_STAGES = frozenset({"byggetrinn", "salgstrinn", "byggesteg", "utbyggingstrinn"})
_SPORTS = frozenset(
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
_FIELDS = frozenset(
    {
        *("sleipner", "oseberg", "gullfaks", "statfjord", "ekofisk", "eldfisk"),
        *("snøhvit", "goliat"),
        *("draugen", "valhall", "åsgard", "visund", "kvitebjørn", "veslefrikk", "norne", "skarv"),
        *("gjøa", "tyrihans", "ringhorne", "alvheim", "ormen", "njord", "troll", "grane"),
    }
)
"""Oil fields that nobody is called after."""
_FIELDS_TOO = frozenset(
    {
        *("gudrun", "heidrun", "kristin", "maria", "snorre", "vigdis", "tordis", "brage", "balder"),
        *("gyda", "oda", "embla", "ula", "tor", "ivar", "edvard", "gina", "johan"),
        *("martin", "vega"),
        *("mikkel", "frøy", "frigg", "odin", "idun", "urd", "sigyn", "solveig", "huldra", "trym"),
    }
)
"""Those that somebody may be: things beside one of the others (Gudrun og Sleipner)."""
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
        if after.gap == " " and after.is_title and after.text.lower() in _SPORTS:
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
    return not any(token.text in _POSSESSIVE for token in tokens[name.last + 1 : name.last + 4])


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
_POSSESSIVE = frozenset({"sin", "si", "sitt", "sine"})


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
    if said not in _FIELDS and said not in _FIELDS_TOO:
        return False
    for joint, other in ((name.first - 1, name.first - 2), (name.last + 1, name.last + 2)):
        if 0 <= other < len(tokens) and tokens[joint].text in AND:
            others = tokens[other].text.lower()
            if others in _FIELDS or (said in _FIELDS and others in _FIELDS_TOO):
                return True
    return False


def _is_platform(tokens: Sequence[Token], name: Name) -> bool:
    """Whether one of a field's platforms is meant: snorre-a, Heidrun B."""
    first, last = tokens[name.first], tokens[name.last]
    is_lettered = name.last == name.first + 1 and last.text in tuple("abcdABCD")
    is_field = first.text.lower() in _FIELDS or first.text.lower() in _FIELDS_TOO
    return is_lettered and is_field and last.gap in ("-", "_", " ")


def _is_in_row(tokens: Sequence[Token], name: Name) -> bool:
    """One of the sorts of a ware: jordbær Sonata, Polka og Frida; barnebok-nora-og-alfred."""
    at, after = name.first, tokens[name.last + 1 : name.last + 2]
    is_row = bool(after) and after[0].text in AND
    while at and name.first - at < _ROW and tokens[at].gap in _ROW_GAPS:
        before = tokens[at - 1]
        if before.kind & (bits.PRODUCT | bits.ORG_BEFORE) and tokens[at].gap != ", ":
            return is_row and not are_siblings(tokens, at)
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
        if is_spaced and (last.text.lower() in _SPORTS or _is_of_fleet(tokens, name.first)):
            return True
    return _is_institution(tokens, name) or (first.is_title and _is_route_itself(tokens, name))


def _is_of_fleet(tokens: Sequence[Token], at: int) -> bool:
    """Whether a fleet's word stands there and a given name after it."""
    word, given = tokens[at], tokens[at + 1]
    is_given = given.gap == " " and given.is_title and given.kind & bits.GIVEN
    return bool(is_given) and word.is_title and word.text.lower() in _FLEETS


def _is_of_play(tokens: Sequence[Token], name: Name) -> bool:
    at = name.first
    while at > 3 and name.first - at < _ROW and tokens[at - 1].text != "om":
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
        if end.gap != "-" or not end.text.islower():
            return False
        if end.text in _INSTITUTIONS:
            return True
        if name.is_full or end.kind & bits.GENERIC:
            return False
    return False


_ESTATES = frozenset({"Terrassen", "Tunet", "Parken", "Kvartalet", "Gården", "Torget", "Brygga"})
"""What buildings are called after a name and a hyphen."""


def are_siblings(tokens: Sequence[Token], at: int) -> bool:
    """Whether two given names follow a word for siblings, which firms are called too."""
    if not at or tokens[at - 1].text.lower() not in _SIBLINGS or at + 2 >= len(tokens):
        return False
    one, joint, other = tokens[at : at + 3]
    is_pair = joint.text in AND and one.kind & other.kind & bits.GIVEN
    return bool(is_pair) and one.is_title and other.is_title
