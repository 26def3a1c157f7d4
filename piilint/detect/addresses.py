"""Street addresses and post boxes, and with them the properties of the cadastre."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from piilint.detect import words as bits
from piilint.detect.cadastre import DWELLING, NO_STREETS, dwellings, properties, street_words
from piilint.detect.gazetteer import shipped
from piilint.detect.page import FIELD_BREAK
from piilint.detect.streetnames import (
    first_school,
    is_class,
    is_day,
    is_moved_to,
    is_other_home,
    name_start,
    place_end,
    street_start,
    whose,
)
from piilint.model import Confidence, Evidence

__all__ = ["homes", "street_addresses"]


_NOT_BEFORE = {"gt": "alnyui", "vn": "aøou"}
"""Letters before which an ending is no street's: solgt, sagt, trygt; navn, søvn."""
_FORMS = ("AS", "ASA", "ANS", "DA", "KS", "SA")
"""Forms of companies, as they end a company's name."""
_HOME = r"(?:leil(?:ighet)?|bolig(?:nr)?|bustad|apt)\.?[ _-]"
"""What may stand before a dwelling's number."""
_UNKNOWN = ("place", "value", "five", "dwelling")
"""Forms in which a name of any kind stands."""
_GLUED = (
    *("gate", "gata", "gaten", "vei", "veg", "veien", "vegen", "svingen", "stubben", "bakken"),
    *("ringen", "alleen", "stien", "gt", "vn"),
)
"""Endings after which a number needs no sign; after others only in a slug on a home."""
_SURE = ("Calle", "C/", "Avenida", "Avda", "Carrer", "ul.", "Ul.", "ulica", "Ulica")
"""Words for a street abroad that no other word is written as."""


@cache
def _street() -> re.Pattern[str]:
    endings = [word for word, kind in street_words().items() if kind in ("street", "weak")]
    types = "|".join(sorted(endings, key=len, reverse=True))
    return re.compile(
        rf"""
        (?<![^\W_])
        (?P<name>[^\W\d_]{{0,40}}?(?P<type>{types}))
        (?:\.?[ ]{{1,2}}|\.[ ]?|[-_+]|%20|(?<=gata|gate)|(?<=veien|vegen|gaten)|(?<=vei|veg)
            |(?=\d))
        (?:nr\.?[ _-]?)?
        (?P<number>(?:(?!19|20)\d{{4}}|\d{{1,3}})
            (?:[ ]?[-–/][ ]?\d{{1,3}})?(?:[ ]?[a-z](?![^\W_]))?)
        (?![\d%]|[ ]%|[.,](?!(?<=,)\d{{4}}[ +])\d|[^\W_])
        (?P<unit>[, _-]{{1,2}}(?:{_HOME})?[hklu]\d{{4}}(?!\d))?
        (?P<post>(?:,?[ _-][ ]?|,\+?)(?:no-|n-)?\d{{4}}
            (?:[ _+-][^\W\d_]+(?:[ -][^\W\d_]+)?)?(?!\d))?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _other() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?<![^\W_])(?:
          (?P<box>(?:postboks|p\.?[ ]?b\.?|p\.?[ ]?o\.?[ ]?box|boks(?=[ ]\d{{1,4}},?[ ]))
            [ _-]{{1,2}}\d{{1,4}}(?!\d)
            (?:[ ][^\W\d_]+)?(?:,?[ ]\d{{4}}[ ][^\W\d_]+)?)
        | (?P<part>(?-i:(?:Heimste|Heimre|Fremste|Inste|Ytste|Øvre|Nedre|Vestre|Østre
            |Søndre|Nordre|Indre|Ytre|Nørdre|Øystre)[ ][A-ZÆØÅ][^\W\d_A-Z]{{2,20}})
            [ ]\d{{1,3}}(?:[ ]?[a-z])?(?![\w%]|[.,/-]\d|[ ](?:%|kr|m2|stk)))
        | (?P<side>(?-i:[A-ZÆØÅ][^\W\d_A-Z]{{1,20}}[ ](?:Øvre|Nedre|Vestre|Østre|Søndre|Nordre|Indre
            |Ytre|Nørdre|Øystre))[ ]\d{{1,3}}(?:[ ]?[a-z])?(?![\w%]|[.,/-]\d|[ ](?:%|kr|m2|stk)))
        | (?P<before>(?<![-/.])(?!0)(?<![fr]v\.[ ])(?<![fr]v[ ])(?<!rute[ ])(?<!linje[ ])(?<!rom[ ])
            (?<!sal[ ])(?<!andel[ ])(?<!snr[ ])(?<!seksjon[ ])
            (?<!room[ ])
            (?-i:\d{{1,4}}[A-Z]?[ ](?:[A-ZÆØÅ][^\W\d_]{{1,20}}[ ])?
            [A-ZÆØÅ]?[^\W\d_]{{0,20}}(?:gate|gata|gaten|vei|veien|veg|vegen))(?![^\W_]|=)
            (?:,[ ]\d{{4}}[ ][^\W\d_]+)?(?![ ]\d))
        | (?P<short>(?-i:[A-ZÆØÅ][^\W\d_]{{1,24}}(?:s|dre)[ ]g\.[ ]?\d{{1,3}}(?:[ ]?[A-Ha-h])?)
            (?![\w%]|[.,]\d))
        | (?P<place>[^\W\d_]{{2,40}}(?:[ ](?!p\.?b|p\.?o|(?:post)?boks)[^\W\d_]{{1,40}})?
            [ ]\d{{1,4}}[ ]?[a-z]?,[ ]\d{{4}}[ ][^\W\d_]+)
        | (?P<dwelling>(?-i:[A-ZÆØÅ][^\W\d_]{{1,30}}(?:[ ][^\W\d_]{{1,30}})?)
            [ ]\d{{1,4}}[ ]?[a-z]?,?[ ](?:{_HOME})?{DWELLING})
        | (?P<value>(?:adresse|adr|bosted|bustad|eiendom|eigedom)[=\v]
            (?P<street>[^\W\d_]{{2,30}}(?:(?:[ +_]|%20)[^\W\d_]{{1,20}}){{0,3}}
            (?:[ +_]|%20)\d{{1,3}}(?:[ +]?[a-z])?(?![^\W_]|[.,]\d)))
        | (?P<abroad>(?-i:(?:Calle|C/|Avenida|Avda\.?|Carrer|Urbanización|[Uu]l\.|[Uu]lica|Rua|Via
            |Viale|Piazza|Corso|Plaza|Paseo|Strada|Rue|os\.|al\.)[ ]?(?:[^\W\d_]{{1,20}}[ ]){{0,4}}
            [^\W\d_a-zæøå][^\W\d_]{{1,23}}),?[ ](?:nº?[ ]?)?\d{{1,4}}(?:[/ ]?[0-9a-z]{{1,3}})?
            (?![^\W_])
            (?P<zip>(?:,[ ][^,]{{1,10}})?,?[ ](?:\d{{5}}|\d\d-\d{{3}})[ ][^\W\d_]{{2,24}})?)
        | (?P<french>\d{{1,4}}(?:[ ]?bis)?,?[ ]rue[ ](?:[^\W\d_]{{1,20}}[ ]){{0,3}}[^\W\d_]{{2,24}})
        | (?P<five>(?-i:[^\W\d_]{{2,30}}(?:[ ][^\W\d_]{{2,30}}){{0,3}}[ ]\d{{1,4}}[ ]?[a-z]?,[ ]
            \d{{5}}[ ][A-ZÅÄÖÜ][^\W\d_]{{2,24}}))
        | (?P<english>\d{{1,5}}[a-z]?[ ](?-i:(?:[A-Z][^\W\d_]+[ ]){{1,3}}
            (?:Street|Road|Avenue|Lane|Drive|Grove|Close|Court|Crescent|Gardens|Terrace|Square
            |Boulevard|Mews|Way|Place|St|Rd|Ave|Ln|Blvd))(?![^\W_]))
        )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def street_addresses(text: str, start: int, end: int) -> Iterator[Evidence]:
    """Addresses in one field, ``start`` to ``end`` of the page."""
    ends: set[int] = set()
    school: int | None = None
    for match in _street().finditer(text, start, end):
        if school is None:  # looked for in the whole field, and so only once
            school = first_school(text, start, end)
        first = street_start(text, start, match)
        confidence = _street_confidence(text, start, match, first)
        if confidence is not None and not is_class(text, start, match, school):
            ends.add(match.end())
            yield _evidence(first, place_end(text, match), confidence)
    for match in _other().finditer(text, start, end):
        kind = match.lastgroup
        if kind in _UNKNOWN and match.end() in ends:
            continue  # the same, and a word of whose it is before
        if kind in _UNKNOWN and street_words().get(_words_before_number(match[0])) in NO_STREETS:
            continue
        if kind == "part" and (
            _is_after_body(text, start, match.start()) or _counted().match(text, match.end())
        ):
            continue
        if kind == "abroad" and not match["zip"] and not match[0].startswith(_SURE):
            continue
        first = match.start("street" if kind == "value" else 0)
        if kind == "short":
            first = name_start(text, start, first)
        yield _evidence(first, match.end(), "medium")
    for first, last, confidence in properties(text, start, end):
        if last not in ends:  # whose words before a street may be its tenant's name
            yield _evidence(first, last, confidence)


def homes(text: str, start: int, end: int) -> Iterator[Evidence]:
    """Numbers of dwellings in a field that says whose they are."""
    for first, last in dwellings(text, start, end):
        yield _evidence(first, last, "medium")


def _words_before_number(place: str) -> str:
    """What stands right before the number: hall in Hall 4, 7010 Trondheim."""
    words = _number().split(place, maxsplit=1)[0]
    return _signs().split(words)[-1].lower()


@cache
def _signs() -> re.Pattern[str]:
    return re.compile("%20|[ +_=\v]")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"(?:[ +_]|%20)\d")


def _evidence(start: int, end: int, confidence: Confidence) -> Evidence:
    return Evidence(
        entity="STREET_ADDRESS",
        start=start,
        end=end,
        confidence=confidence,
        detector="addresses",
        rests_on=("format",),
    )


def _street_confidence(
    text: str, start: int, match: re.Match[str], first: int
) -> Confidence | None:
    """How sure it is that this is an address; None where it is none."""
    kinds = street_words()
    name, kind = match["name"].lower(), kinds[match["type"].lower()]
    if _is_bodys(text, start, first, match) or (
        kinds.get(name) in NO_STREETS and not _is_old(text, start, match)
    ):
        return None
    if _counted().match(text, match.end()) or is_day(text, start, match):
        return None
    if name.endswith("plass") and match["name"].islower() and len(name) > len("plass"):
        return None  # standplass 14
    if name[-3:-2] in tuple(_NOT_BEFORE.get(match["type"].lower(), "")):
        return None
    if kind == "weak" and (_is_code(match) or _is_postal(match)):
        return None
    if text[match.end("name")].isdecimal() and not name.endswith(_GLUED):
        is_farm_s = kind == "weak" and not name.endswith("by")  # studentby4
        is_farm_s = is_farm_s or match["name"].istitle()  # Haugtunet12
        return "medium" if is_farm_s and _is_home_s(text, start, match) else None
    is_short = name[-1] in "gv" and text[match.end("name")] == "."  # Kirkeg. 12
    if name in kinds and name != "torget" and first == match.start() and not is_short:
        return _bare_confidence(text, start, match)
    if match["post"] or match["unit"]:
        return "high"
    if kind == "weak" and not match["name"][0].isupper():
        is_slug = text[match.end("name")] in "-_"
        is_home = (is_slug and match["number"][-1].isalpha()) or is_moved_to(text, start, match)
        return "medium" if is_home or _is_home_s(text, start, match) else None
    return "medium"


def _is_home_s(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a slug on a home names a street in small letters: fastpris-lunnerlinna-7."""
    joint = text[match.end("name")]
    shortest = _SHORTER if match["name"][0].isupper() else _LONGER
    if len(match["name"]) < shortest or match["number"][0] == "0":
        return False
    before = text[max(start, match.start() - 40) : match.start()]
    after = text[match.end() : match.end() + 30]
    if " " in before or (joint == " " and before[-1:] not in ("-", "_", "/", "=")):
        return False
    around = f"{before}{match['name']} {after.partition(FIELD_BREAK)[0]}"
    if _premises().search(around):
        return False
    is_in_url = before[-1:] == "/" and _is_agents(text, start, match)
    return is_in_url or _home().search(around) is not None


def _is_agents(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the URL of one who sells or lets homes ends in it: bolig.example/ok/elvebakken-7."""
    after = text[match.end() : match.end() + 1]
    if after not in ("", "/", "?", FIELD_BREAK):
        return False
    return _agent().search(text, max(start, match.start() - _URL), match.start()) is not None


_URL = 120
"""Characters before a street in which its URL is looked for."""


@cache
def _agent() -> re.Pattern[str]:
    return re.compile(
        r"://[^/\s\x00]{0,60}(?:eiendom|eigedom|megl|utleie|utleige|bolig|bustad)[^/\s\x00]{0,60}"
        r"/(?:[^\W_]{1,20}/){0,3}\Z",
        re.IGNORECASE,
    )


_LONGER, _SHORTER = 8, 6
"""Letters of a street's name whose ending farms have too, in small letters and with a capital."""


@cache
def _premises() -> re.Pattern[str]:
    """What is let or sold and is no home."""
    return re.compile(
        r"hall|lager|kontor|n(?:æ|ae)ring|butikk|verksted|tribune|felt|prosjekt|versjon|parkering"
        r"|idrett|lokale|garasje|brygge|kai|anlegg|fase|trinn|rom(?![^\W_])|bobil|camping|båt|industri",
        re.IGNORECASE,
    )


@cache
def _home() -> re.Pattern[str]:
    """Matters of homes, of which a slug with a street's name speaks."""
    return re.compile(
        r"depositum|hus(?:leie|leige)|(?:inn|ut|fra|(?<![^\W_]))flytting|overtak(?:else|ing)|fastpris|nettlei"
        r"|(?<![^\W_])(?:ut|fr[ae]m)?lei(?:e|ge)(?![^\W_])|lei(?:e|ge)(?:kontrakt|avtale)"
        r"|str(?:ø|oe?)m(?:avtale|kontrakt|m(?:å|aa?)ler)|leilighet|bolig|bustad|takst|visning"
        r"|kj(?:ø|oe?)pekontrakt|skj(?:ø|oe?)te|tinglys|tilstandsrapport|n(?:ø|oe?)kkel|hybel"
        r"|(?:fiber|faktura|br(?:ø|oe?)yte|alarm|bredb(?:å|aa?)nds?|renovasjons?|feie)(?:avtale|kontrakt)"
        r"|varmepumpe|solcelle|tenancy|lease|rental|budrunde|salgsoppgave|egenerkl"
        r"|enova|energimerk|energir(?:å|aa?)d",
        re.IGNORECASE,
    )


def _is_code(match: re.Match[str]) -> bool:
    """Whether a name in capitals or a number with a nought before it is a code: NORDÅSEN-05."""
    is_slug = match.string[match.end("name")] in "-_"
    return match["number"][0] == "0" or (is_slug and match["name"].isupper())


def _is_postal(match: re.Match[str]) -> bool:
    """Whether a place and four digits are no house there: Sandvika 1030."""
    is_whole = len(match["number"]) == _OF_POST and match["number"].isdecimal()
    return is_whole and bool(shipped().kinds[match["name"]] & bits.PLACE)


_OF_POST = 4
"""Digits of a postal code, or of an hour and its minutes."""


def _is_old(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a road's kind is a street's name after all: Gamle Riksvei 88."""
    return text[max(start, match.start() - 6) : match.start() - 1].lower() == "gamle"


def _is_bodys(text: str, start: int, first: int, match: re.Match[str]) -> bool:
    """Whether a street is in the name of a body or a project: Sameiet Kirkeveien 12."""
    rest = text[match.end() : match.end() + 24].replace("_", " ")
    after = rest.replace(",", " , ").replace(".", " . ").split()
    if _is_after_body(text, start, first):
        return True
    if match["post"] or not after:
        return False
    is_compound = (
        after[0][0] == "-" and len(after[0]) > 4 and after[0][1:].isalpha()
    )  # Storgata 5-gruppen
    is_compound = is_compound and not after[0][1:].lower().startswith(_PAPERS)
    is_compound = is_compound and not (after[0][1].isupper() and _begins_name(after[0][1:]))
    return (is_compound and text[match.end("name")] == " ") or _begins_company(after)


def _begins_name(word: str) -> bool:
    """Whether a word, up to a full stop, is a name: Bygdøy allé 104-Falk.pdf."""
    return bool(shipped().kinds[word.partition(".")[0]] & bits.NAME)


_PAPERS = (
    *("kontrakt", "avtale", "leie", "leige", "beboer", "bebuar", "sak", "oppgjør", "skade"),
    *("oppsig", "utflytt", "innflytt", "depositum", "husleie", "skjøte", "takst", "bud"),
)
"""What an address is joined to that homes have: Storgata 5B-kontrakter."""


def _is_after_body(text: str, start: int, first: int) -> bool:
    """Whether a word for a body or a project stands right before."""
    before = text[max(start, first - 40) : first]
    word = _last_word().search(before)
    if word and street_words().get(word[1].lower()) == "body":
        return True
    return _project().search(before) is not None


@cache
def _counted() -> re.Pattern[str]:
    """What makes the number before it a day, or one of classes or measures: 1. mars, 3. trinn."""
    return re.compile(
        r"\.[ ]?(?:jan|feb|mars|april|mai|juni|juli|aug|sept|okt|nov|des)[a-z]{0,6}(?![^\W_])|"
        r"\.[ ](?:trinn|klasse|årstrinn|divisjon|etasje|etg|etappe|termin"
        r"|kvartal|halv[åa]r|tertial|periode|rate|runde|utgave)(?![^\W_])"
        r"|[ ](?:km|m2|m²|kvm|stk|meter|mil|plasser|enheter|leiligheter|boliger|tomter)(?![^\W_])"
    )


@cache
def _last_word() -> re.Pattern[str]:
    """The word before a street, one of where it lies between them: sameiet-nedre-kirkevei-17."""
    return re.compile(
        r"(?<![^\W_])([^\W\d_]+)[ _-](?:(?:nedre|(?:ø|oe?)vre|gamle|nye|store|lille|vesle|vestre"
        r"|(?:ø|oe?)stre|nordre|s(?:ø|oe?)n?dre|indre|ytre|midtre)[ _-])?$",
        re.IGNORECASE,
    )


@cache
def _project() -> re.Pattern[str]:
    """A project before what it is called by, its number between them: prosjekt 10488."""
    return re.compile(
        r"(?<![^\W_])(?:bygge?|ombyggings)?(?:prosjekt|project)(?:et|nr|nummer|navn|namn)?[.:]?"
        r"(?:[ _-]{0,2}[a-z]{0,3}-?\d{2,8})?[ :,_–-]{1,3}$",
        re.IGNORECASE,
    )


def _begins_company(after: Sequence[str]) -> bool:
    """Whether a name of a body begins with the address before these words: Eiendom AS."""
    kinds = street_words()
    if kinds.get(after[0].lower()) == "body":
        return True
    return len(after) > 1 and after[0][0].isupper() and after[1] in _FORMS


def _bare_confidence(text: str, start: int, match: re.Match[str]) -> Confidence | None:
    """The same for an ending that stands as a name itself: Kjøpekontrakt Utsikten 4."""
    if whose(text, start, match) is not None or is_other_home(text, start, match):
        return "medium"
    if match["post"] or match["unit"]:
        return None if match.string[match.end("name")] == "-" else "high"  # VEG-24-3307
    word = text[max(start, match.start() - 24) : match.start()].rstrip(" ,:").rpartition(" ")[2]
    is_home = len(word) > 4 and street_words().get(word.lower()) == "before"
    return "medium" if is_home and match["name"][0].isupper() else None
