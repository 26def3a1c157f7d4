"""What makes a firm of words that are read as a name: its form, its trade, a row of surnames."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.parties import BOTH
from piilint.detect.thingwords import ROADS
from piilint.detect.wholenames import are_siblings
from piilint.detect.words import Name, Token

__all__ = [
    "ends_in_company",
    "is_everyday_word",
    "is_in_firm",
    "is_owned_in_slug",
    "is_whole_street",
]

_LIST = frozenset({", ", " ", " & "})
_FAMILY = frozenset(
    {
        *("sønn", "sønner", "sønnene", "søn", "brødre", "brødrene", "partners", "partnere"),
        *("sonner", "soenner", "brodre", "broedre", "brodrene", "broedrene", "brør", "brørne"),
    }
)
_SON = frozenset({"sønn", "søn"})
_COMPANY_GAPS = frozenset({" ", " & ", "-", "_", " + ", "&"})
_FIRM_GAPS = _COMPANY_GAPS | {", "}
_RATINGS = frozenset({"seaman", "sailor", "engine", "deck"})
"""What makes an able-bodied one of AB, which is a Swedish company's form."""
_OWNERS = frozenset(
    {
        *("invest", "holding", "eiendom", "eigedom", "eiendommer", "kapital", "capital", "gruppen"),
        *("partners", "consulting", "advokater", "entreprenør", "regnskap", "shipping"),
    }
)
"""What a firm of two surnames ends in, in a slug too: Hagen_Lie_Invest."""

_VERBS = frozenset({"sa", "da", "ba", "al", "ag"})
"""Forms of companies that are everyday words in small letters: Ola Nordmann sa ja."""


def is_in_firm(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Three surnames in a row with nothing else (Vik, Karlsen og Ahmed), or a family firm."""
    if are_siblings(tokens, first) or (first > 2 and are_siblings(tokens, first - 2)):
        return False
    if tokens[last].kind & bits.GENITIVE:
        return False  # Haugens sønn
    if _has_company(tokens, last) or (first == last and _is_partner_in_slug(tokens, first)):
        return True
    if first == last and (
        _is_of_brothers(tokens, first)
        or _is_after_trade(tokens, first)
        or _is_of_chain(tokens, first)
    ):
        return True
    start, stop = first, last
    while first and tokens[first].gap in _LIST and _is_listed(tokens[first - 1]):
        before = tokens[first - 1].text
        if before.islower() and (tokens[first].gap == ", " or before in _SON):
            break  # mellom far og sønn, Olaf; kausjon for sønn Elias
        first -= 1
        if start - first > 3:
            break
    while last + 1 < len(tokens) and tokens[last + 1].gap in _LIST and _is_listed(tokens[last + 1]):
        last += 1
        if last - stop > 3:
            break
    members = [
        token
        for token in tokens[first : last + 1]
        if token.kind & bits.SURNAME and token.gap != "-"  # Thorvaldsen og Pettersen-Lie are two
    ]
    family = any(token.text.lower() in _FAMILY for token in tokens[first : last + 1])
    return family or (len(members) > 2 and not any(m.kind & bits.GIVEN for m in members))


def _is_partner_in_slug(tokens: Sequence[Token], at: int) -> bool:
    """The first of two names that a slug ends after in a trade or body: wiese-og-lund-regnskap."""
    rest = tokens[at + 1 : at + 4]
    if len(rest) < _REST or rest[0].text != "og":
        return False
    other, trade = rest[1:]
    if tokens[at].kind & bits.GIVEN:
        is_body = trade.text in _LEGACIES and rest[0].gap == other.gap == trade.gap == "-"
        return is_body and bool(other.kind & bits.NAME)
    is_slug = rest[0].gap == other.gap == trade.gap and trade.gap in ("-", "_")
    is_trade = bool(trade.kind & bits.ORG_AFTER) or trade.text.lower() in _OWNERS
    return is_slug and is_trade and bool(other.kind & bits.SURNAME)


_REST = 3
_LEGACIES = frozenset(
    {
        *("stiftelse", "stiftelsen", "stiftinga", "stifting", "legat", "legatet", "fond"),
        *("fondet", "minnefond", "minnelegat", "familiestiftelse", "foundation"),
    }
)
"""Bodies that two people have founded: fritjof-og-gudrun-stiftelse."""


def _has_company(tokens: Sequence[Token], at: int) -> bool:
    """Whether a firm's other partners follow: kjell-and-company, Holm og sønner."""
    rest = tokens[at + 1 : at + 3]
    if len(rest) < _REST - 1 or rest[0].text not in BOTH:
        return False
    if at and tokens[at - 1].kind & bits.PRIVATE:
        return False  # samvær-hansen-og-sønn
    return rest[0].gap == rest[1].gap and rest[1].text.lower() in _OTHERS


_OTHERS = frozenset(
    {
        *("company", "co", "compagnie", "sons", "sønner", "søn", "son", "sønn", "søner"),
        *("partners", "partnere", "sonner", "soenner", "sonn", "soenn", "soner", "soener"),
        *("brødre", "brodre", "broedre"),
    }
)


def _is_of_brothers(tokens: Sequence[Token], at: int) -> bool:
    """Whether brothers who have a firm stand beside a surname: brdr-Hansen, hansen-sonner."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    if token.kind & bits.GIVEN or not token.kind & bits.SURNAME:
        return False
    if at and token.gap in _SLUG and tokens[at - 1].text.lower() in _BROTHERS:
        return True
    is_joined = bool(after) and after[0].gap in ("-", "_")
    return is_joined and after[0].text.lower() in _HEIRS


_SLUG = frozenset({"-", "_", " ", ". "})
_BROTHERS = frozenset({"brdr", "brd", "br", "brødr", "brodr"})
_HEIRS = frozenset(
    {"sønner", "sonner", "soenner", "brødrene", "brodrene", "broedrene", "brødre", "brodre"}
)


def _is_after_trade(tokens: Sequence[Token], at: int) -> bool:
    """Whether a trade with a capital is joined to a surname: garanti_Mobile_Bilverksted_Larsen."""
    if not at or tokens[at].gap not in ("_", "-", " ") or not tokens[at].is_title:
        return False
    before, surname = tokens[at - 1 : at + 1]
    said = before.text.lower()
    is_shop = before.is_title and (said in _SHOPS or said.endswith(_TRADE_ENDINGS))
    is_family = bool(surname.kind & bits.SURNAME) and not surname.kind & bits.GIVEN
    return is_shop and is_family and not any(map(_is_own, tokens[max(0, at - _NEAR) : at]))


def _is_of_chain(tokens: Sequence[Token], at: int) -> bool:
    """Whether a chain's word in CamelCase stands before a surname: PrivatMegleren Dyve."""
    if not at or tokens[at].kind & bits.GIVEN or tokens[at].gap not in (" ", "+", "-", "_"):
        return False
    before = tokens[at - 1]
    return before.gap == "" and before.is_title and before.text.lower() in _CHAINS


_CHAINS = frozenset({"megleren", "advokaten", "takstmannen", "legen", "tannlegen", "optikeren"})
_SHOPS = frozenset(
    {
        *("bakeri", "blomster", "catering", "elektro", "gartneri", "glass", "maskin", "optikk"),
        *("snekkeri", "snikkeri", "tannklinikk", "tomrer", "trafikkskole"),
        *("trafikkskule", "transport", "bilpleie", "billakk", "auto", "bil"),
        *("rorlegger", "byggmester"),
        *("tømrermester", "malermester", "murmester", "begravelsesbyrå", "begravelsesbyra"),
    }
)


def _is_listed(token: Token) -> bool:
    is_surname = bool(token.kind & bits.SURNAME) and token.is_title
    return is_surname or token.text == "og" or token.text.lower() in _FAMILY


def ends_in_company(tokens: Sequence[Token], position: int, is_full: bool) -> bool:
    """Whether the capitalised words that follow end in a form of company."""
    if not is_full and _is_between(tokens, position):
        return False
    gaps = _COMPANY_GAPS if is_full else _FIRM_GAPS
    is_two = position > 1 and _are_surnames(*tokens[position - 2 : position])
    if is_full and _is_slug_of_firm(tokens[position : position + 3]):
        return True
    for index, token in enumerate(tokens[position : position + 5], position + 1):
        following = tokens[index] if index < len(tokens) else None
        if token.gap not in gaps:
            return False
        if token.text in _VERBS and token.gap == " ":
            return False
        if is_full and token.text in BOTH and not _is_family(following):
            return False
        if _is_other_word(token, following):
            return False
        if token.gap == " " and token.is_title and token.kind & bits.ORG_AFTER:
            return not (is_full and is_whole_street(token))
        if token.gap == " " and _is_trade(token) and _ends_name(following):
            return not any(map(_is_own, tokens[max(0, position - _NEAR) : position]))
        if is_two and index == position + 1 and token.text.lower() in _OWNERS:
            return True
        if index <= position + (1 if is_full else 2) and _is_in_slug(token):
            return True
        if token.kind & bits.ORG_FORM and (token.text.isupper() or token.gap in "-_ "):
            return True
        is_in_slug = not is_full and token.gap == "-" and token.text.islower()
        if not (token.is_title or token.text.isupper() or token.text == "og" or is_in_slug):
            return False
    return False


def _is_slug_of_firm(after: Sequence[Token]) -> bool:
    """Whether a slug goes on from a whole name to a form of company: ole-berg-transport-as/."""
    if len(after) < len(("transport", "as")) or after[0].gap != "-" or after[1].gap != "-":
        return False
    is_end = len(after) == len(("transport", "as")) or after[2].gap[:1] in ("/", ".", "_", "\0")
    return is_end and bool(after[1].kind & bits.ORG_FORM) and after[0].text.islower()


def is_whole_street(token: Token) -> bool:
    """Whether a street has a name of its own, so that who lives there is before: Storgata 5."""
    is_written = token.is_title or token.gap in ("-", "_")
    is_street = is_written and token.kind & bits.STREET and not token.kind & bits.NAME
    return bool(is_street) and token.text.lower().endswith(ROADS) and len(token.text) > _LONG


_LONG = 6
"""Letters that the name of a street has more than."""


def _is_in_slug(token: Token) -> bool:
    """Whether a slug goes on from a whole name to what firms end in: dagfinn-hansen-eftf-as."""
    return token.gap in ("-", "_") and token.text.lower() in _FIRMS_ONLY


_FIRMS_ONLY = frozenset(
    {"advokater", "eftf", "etterf", "holding", "invest", "partners", "shipping"}
)
"""What nothing ends in that is somebody's."""


def _is_trade(token: Token) -> bool:
    """Whether a word with a capital is a trade that ends a firm's name: Johannes Vik Sikring.

    With a small letter it says what a paper on somebody is about.
    """
    said = token.text.lower()
    return token.is_title and (said in _TRADES or said.endswith(_TRADE_ENDINGS))


def _is_own(token: Token) -> bool:
    """Whether a word is of a paper on a person, which says where they work: Kundeservice."""
    return bool(token.kind & (bits.PRIVATE | bits.PAPER | bits.SLUG_PAPER | bits.POST))


_NEAR = 6
"""Words before a trade in which such a paper is looked for."""


def _ends_name(following: Token | None) -> bool:
    """Whether nothing goes on in the same words that would make a person's post of a trade."""
    return following is None or following.gap != " " or following.text.islower()


_TRADES = frozenset(
    {
        *("sikring", "sikkerhet", "alarm", "takst", "taksering", "fotografi", "isolering"),
        *("stillas", "vakthold", "vektertjeneste", "overvåking", "reklame"),
        *("grafisk", "rådgivning", "rådgjeving", "rekneskap", "bedriftshelse", "hudpleie"),
        *("fotpleie", "kiropraktikk", "akupunktur", "oppmåling", "logistikk", "spedisjon"),
        *("utleie", "utleige", "gravemaskin", "graving", "sprenging", "fjellsprenging"),
        *("brøyting", "snøbrøyting", "snørydding", "trefelling", "feiing"),
        *("vindusvask", "polering"),
        *("blikk", "ventilasjon", "kjøling", "kulde", "sveis", "sveising", "lakkering"),
        *("bunad", "søm", "gravferd", "flis", "taktekking"),
    }
)
_TRADE_ENDINGS = (
    *("kontroll", "tjeneste", "tjenester", "teneste", "tenester", "service", "blåsing"),
    *("legging", "montering", "montasje", "sanering", "rengjøring", "reingjering", "entreprise"),
    *("reparasjon", "reparasjoner", "utleie", "utleige", "verksted", "verkstad", "boring"),
)


def _is_between(tokens: Sequence[Token], position: int) -> bool:
    """Whether a given name alone is one of two parties: mellom Anne og Nordvik Bygg AS."""
    if position < 2 or tokens[position - 2].text.lower() not in ("mellom", "between"):
        return False
    given, joint = tokens[position - 1], tokens[position : position + 1]
    is_given = given.kind & bits.GIVEN and not given.kind & (bits.AMBIGUOUS | bits.SURNAME)
    return bool(is_given and joint) and joint[0].text in BOTH


def _are_surnames(one: Token, other: Token) -> bool:
    """Whether two words are surnames, the first of which hardly anybody is called as well."""
    is_given = bool(one.kind & bits.GIVEN) and not one.kind & bits.AMBIGUOUS
    return bool(one.kind & other.kind & bits.SURNAME) and not is_given


def is_everyday_word(token: Token, following: Token | None) -> bool:
    """Whether a form of company is an everyday word here: Ola sa ja, Siriporn as guarantor.

    So is what somebody has, and no firm is called by in small letters: Ola Nordmann hytte.
    """
    is_owned = token.text in _OWNED or (
        token.text.islower() and token.text.endswith(_ACCOUNTS) and token.text not in _ACCOUNTS
    )
    is_owned = is_owned and token.gap == " "
    return token.text in _VERBS or is_owned or _is_other_word(token, following)


def is_owned_in_slug(name: Name, last: Token, after: Token) -> bool:
    """Whether a slug joins to a whole name what somebody has: dispensasjon-kari-hansen-hytte."""
    is_whole = name.is_full and not last.text.endswith("s")
    return is_whole and after.gap in ("-", "_") and after.text in _OWNED


_ACCOUNTS = ("regnskap", "rekneskap", "plass", "bil", "dekk", "renovasjon")
"""Ends of longer words for what somebody has: Signe Nes årsregnskap."""
_OWNED = frozenset(
    {
        *("bil", "bilen", "foto", "film", "hytte", "hytta", "hage", "hagen", "passet", "sykkel"),
        *("taxi", "dekk", "kjeller", "kjøkken", "møbler", "sofa", "uka", "uken", "året", "ski"),
        *("stol", "huset", "naust", "kollektiv", "utstilling", "utstillinga", "utstillingen"),
        *("konsert", "konserten", "foredrag", "foredraget", "turné", "turne"),
    }
)


def _is_other_word(token: Token, following: Token | None) -> bool:
    """Whether a form of company is an English word by what follows: as guarantor, AB seaman."""
    if token.text == "plass":
        return following is not None and following.text in _WHEN  # Nasra Hersi plass fra 15/8
    if token.text == "kollektiv":
        return following is not None and following.text in _PROTECTION
    if token.text == "AB":
        return following is not None and following.text.lower() in _RATINGS
    return token.text == "as" and _is_english(following)


_PROTECTION = frozenset({"beskyttelse", "vern"})
"""What refugees have together: Oksana-Bondar-kollektiv-beskyttelse."""
_WHEN = frozenset({"fra", "frå", "til", "i", "på", "ved", "som"})
"""What follows somebody's place."""


def _is_family(following: Token | None) -> bool:
    """Whether what follows "og" are sons, brothers or partners."""
    return following is not None and following.text.lower() in _FAMILY


def _is_english(following: Token | None) -> bool:
    """Whether "as" before that is the English word: Siriporn Chaiyasit as guarantor."""
    if following is None or following.gap != " ":
        return False
    return bool(following.kind & bits.ROLE) or following.text in ("a", "an", "the", "co")
