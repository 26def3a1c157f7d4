"""Names that a path or a query gives by the key before them: to ships and plans, and to persons."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.papers import is_matter, is_personal
from piilint.detect.parties import BOTH
from piilint.detect.words import EQUALS, Name, Token

__all__ = ["is_keyed", "is_keyed_name"]


def is_keyed(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a path or a query says that a ship or a plan is called so: vessel/Lady-Astrid.

    Two words of its own may stand before the name, or another one and "og". A whole name is
    somebody's, and so is one beside what persons have: prosjekt/Kari/cv.pdf.
    """
    at = name.first
    before = tokens[at - 1]
    if tokens[at].gap in EQUALS and before.text.lower() in _VESSELS:
        return True
    if name.is_full or any(map(_is_theirs, tokens[max(0, at - _NEAR) : at + _NEAR])):
        return False
    if before.text == "Lady" and tokens[at].gap in ("-", "_", " "):
        return True
    if before.text in BOTH and at > 1:
        at -= 2  # bedrift=Moen+og+Lien
    for _ in range(_WORDS):
        before = tokens[at - 1]
        is_second = tokens[at].gap in ("-", "_", "+", " ") and not before.kind & bits.NAME
        if not is_second or at < 2:
            break
        if not (before.is_title or tokens[at - 2].text.lower() in _OF_WARES):
            break
        at -= 1
    said = tokens[at - 1].text.lower()
    return tokens[at].gap in ("/", *EQUALS) and (said in _KEYS or said in _OF_WARES)


def _is_theirs(token: Token) -> bool:
    """Whether a word is of a paper or a matter that only persons have."""
    return is_personal(token) or is_matter(token)


_WORDS = 2
"""Words of a thing's own before the name: produkt=BSU-Ung-Frida."""
_NEAR = 6
"""Words on either side of a name that are looked at."""
_VESSELS = frozenset(
    {
        *("vessel", "vessels", "vesselname", "ship", "ships", "skip", "skipsnavn", "fartøy"),
        *("fartoy", "rig", "rigg", "boat", "fartøynavn", "båtnavn", "bygg", "building", "lokale"),
    }
)
"""Keys of what bears whole names too: vessel=Kristin+Knutsen."""
_KEYS = _VESSELS | frozenset(
    {
        "animal",
        *("plan", "plans", "planid", "plannavn", "project", "projects", "projectid", "prosjekt"),
        *("prosjektid", "model", "models", "modell", "exchange", "cluster", "avdeling"),
        *("department", "area", "felt", "anlegg", "plant", "site"),
        *("moterom", "møterom", "product", "produkt", "tenant", "tenantid", "realm", "workspace"),
        *("instance", "instans", "namespace", "theme", "brand", "template", "alg", "algorithm"),
        *("pakke", "package", "cipher", "curve", "font", "server", "host", "node"),
        *("region", "facility"),
        *("rute", "route", "stasjon", "station", "hund", "hest", "dyr", "virksomhet", "bedrift"),
        *("foretak", "selskap", "company", "organisasjon", "organisation", "organization"),
        *("butikk", "shop", "store", "salong", "klinikk", "clinic", "restaurant", "hotell"),
        *("hotel", "kafe", "forhandler", "dealer", "firma"),
    }
)
"""Keys of what is called by names, and is nobody."""
_OF_WARES = frozenset(
    {
        *("product", "products", "productid", "produkt", "produktnavn", "sku", "vare", "varenr"),
        *("item", "model", "modell", "theme", "tema", "plan", "pakke", "package", "kampanje"),
        *("campaign", "tariff", "abonnement", "kolleksjon", "collection", "kort", "korttype"),
        *("variant", "serie", "series", "hustype", "hustyper", "modeller", "farge", "edition"),
    }
)
"""Keys of wares, of which a word in small letters may say the kind: produkt=gold-amalie."""


def is_keyed_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether a key says that a word is a name: ?fornavn=Ruzgar."""
    token = tokens[index]
    said = token.text.lower()
    is_value = token.gap in EQUALS and len(said) >= _FEWEST and index > 0
    is_word = bool(token.kind & bits.GENERIC) or said in _VALUES or said in _NAME_KEYS
    return is_value and not is_word and tokens[index - 1].text.lower() in _NAME_KEYS


_FEWEST = 3
_VALUES = frozenset(
    {
        *("true", "false", "null", "none", "nil", "undefined", "required", "missing", "invalid"),
        *(
            "mangler",
            "manglar",
            "ugyldig",
            "påkrevd",
            "tom",
            "tomt",
            "empty",
            "test",
            "demo",
            "asc",
        ),
        *("desc", "string", "optional", "hidden", "redacted", "sladdet", "anonym", "ukjent"),
    }
)
"""What stands where no name was given."""
_NAME_KEYS = frozenset(
    {
        *("fornavn", "fornamn", "firstname", "givenname", "etternavn", "etternamn", "lastname"),
        *("surname", "familyname", "mellomnavn", "enavn", "fnavn", "fname", "lname"),
    }
)
