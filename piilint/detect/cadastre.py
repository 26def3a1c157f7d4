"""Properties and homes that no street names: cadastral units, farms, numbers of dwellings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from piilint.detect import words as bits
from piilint.detect.digits import Run
from piilint.detect.gazetteer import shipped
from piilint.detect.words import read_pairs
from piilint.model import Confidence

__all__ = ["DWELLING", "NO_STREETS", "dwellings", "may_be_property", "properties", "street_words"]

DWELLING = r"(?-i:[HKLU])0[0-9][0-3][0-9](?!\d)"
"""The number of a dwelling in its house: main floor, cellar, loft or basement, storey, number."""
NO_STREETS = ("none", "before", "part")
"""Kinds of words that are no street themselves."""
_COUNTIES = frozenset(
    ("03", "11", "15", "18", "31", "32", "33", "34", "39", "40", "42", "46", "50", "55", "56")
).union(("30", "38", "54"))
"""What numbers of municipalities begin with, those of 2020 to 2023 too; no year does."""


@cache
def street_words() -> Mapping[str, str]:
    """What ``words/streets.txt`` says of a word."""
    return dict(read_pairs("streets.txt"))


def may_be_property(text: str, run: Run) -> bool:
    """Whether a run of digits may belong to an address that no word of streets stands in.

    It is a postal code after a sign and before a place, begins as a municipality's number and
    goes on as a unit, has four parts as a section does, or is a dwelling's number.
    """
    start, end = run.start, run.end
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    if end - start == 4:
        if before in ("H", "K", "L", "U", "h", "k", "l", "u"):
            return True
    elif end - start > 7 and text[start : start + 2] in _COUNTIES and text[start + 4] in "-/_":
        return True
    if text.find("/0/", start, end) > 0:
        return True
    is_place = after[:1] in (" ", "-", "_") and after[1:].isalpha()
    return is_place and before in (" ", "-", "_") and text[start : start + 2] not in ("19", "20")


def properties(text: str, start: int, end: int) -> Iterator[tuple[int, int, Confidence]]:
    """Where properties and dwellings stand in one field, and how surely."""
    for match in _named().finditer(text, start, end):
        yield match.start(), match.end(), "high"
    yield from _units(text, start, end)
    for match in _short().finditer(text, start, end):
        is_long = match["more"] or match["rest"].count("/") > 1
        if is_long or _may_be_unit(int(match["farm"]), int(match["holding"])):
            yield match.start("farm"), match.end(), "medium"
    for match in _in_slug().finditer(text, start, end):
        if _may_be_unit(int(match["farm"]), int(match["holding"])):
            yield match.start("farm"), match.end(), "medium"
    for match in _four().finditer(text, start, end):
        yield match.start(), match.end(), "medium"
    for match in _house_in_slug().finditer(text, start, end):
        if street_words().get(match["house"].lower()) not in NO_STREETS:
            yield match.start(), match.end(), "medium"
    is_rural: bool | None = None
    for match in _farm().finditer(text, start, end):
        if is_rural is None:  # looked for in the whole field, and so only once
            is_rural = _rural().search(text, start, end) is not None
        if _is_farm(match, is_rural=is_rural):
            yield match.start(), match.end(), "medium"


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int, Confidence]]:
    """Units as registers write them, in a field that speaks of a property."""
    units = [match for match in _coded().finditer(text, start, end) if _is_unit(match)]
    if not units:
        return
    has_matter = _matter().search(text, start, end) is not None
    is_registered = "atrikkel" in text[start:end]
    for match in units:
        is_section = sum(map(match[0].count, "-/_")) == _SIGNS
        if has_matter or (is_section and is_registered):
            yield match.start(), match.end(), "medium"


def _is_unit(match: re.Match[str]) -> bool:
    """Whether such a number is one of a municipality, and of no case or document."""
    before = match.string[max(match.pos, match.start() - 20) : match.start()]
    is_case = _year().fullmatch(match[0]) or _entry().search(before)
    return match["county"] in _COUNTIES and not is_case


def dwellings(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where numbers of dwellings stand alone, whose house somebody beside them must tell."""
    for match in _dwelling().finditer(text, start, end):
        if match["after"]:
            yield match.span("number")


def _is_farm(match: re.Match[str], *, is_rural: bool) -> bool:
    """Whether it is a farm, and neither somebody with a farm's name nor a municipality."""
    if (match["side"] or match["behind"]) and not is_rural:
        return False
    if any(street_words().get(word.lower()) == "body" for word in _signs().split(match[0])):
        return False
    first = max(match.pos, match.start() - 24)
    word = _word_before().search(match.string, first, match.start())
    return not (word and shipped().kinds[word[1]] & bits.GIVEN)


@cache
def _named() -> re.Pattern[str]:
    """A unit whose parts are named, and others after it: gnr. 12 bnr. 34, gbnr. 62/13 og 62/88."""
    return re.compile(
        r"""
        (?<![^\W_])(?:
          (?:g[.-]?[ ]?nr|gårdsnr|gardsnr|gårdsnummer|gardsnummer|gnr
            |g[åa]rds-?[ ]og[ ]bruksn(?:r|ummer))\.?
            (?:[ ]?[/,&][ ]?b\.?nr\.?|[ ]og[ ]bnr\.?)?[ _:=-]{0,2}\d{1,4}[ ,/_&-]{0,3}
            (?:(?:og[ ])?(?:b[.-]?[ ]?nr|bruksnr|bruksnummer|bnr)\.?[ _:=-]{0,2})?(?:\d{1,4})?
            (?:[ ,/_&-]{0,3}(?:s\.?nr|snr|seksjon|seksjonsnr|f\.?nr|fnr|festenr)\.?
              [ _:=-]{0,2}\d{1,4})*
        | (?:gbnr|g/bnr|gnr[/_]?bnr)\.?[ _:=\v-]{0,3}
            (?:\d{4}-)?\d{1,4}[/_-]\d{1,5}(?:/\d{1,4}){0,2}(?!\d)
        | g(?:å|a|aa)rd[ ](?:nr\.?[ ])?\d{1,4}(?:,[ ]?|[ ]?/[ ]?|[ ]og[ ]|[ ])
            bruk[ ](?:nr\.?[ ])?\d{1,4}(?:,?[ ](?:feste|seksjon)[ ](?:nr\.?[ ])?\d{1,4}){0,2}
        )
        (?:(?:,|[ ]og|[ ]&|[ ]til|[ ]mot)[ ](?:[1-9]\d{0,2}/|bnr\.?[ ]|b\.nr\.?[ ])\d{1,4}
            (?![\d/]|[ ](?:part|andel|del|ideel))){0,4}
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _coded() -> re.Pattern[str]:
    """A unit as registers write it, the municipality first: 4601-151/893, 1576-12-88-0-4."""
    return re.compile(
        r"(?<!\d)(?<!\d[-/._])(?P<county>\d\d)\d\d[-/_][1-9]\d{0,3}[-/_][1-9]\d{0,4}"
        r"(?:[-/_]\d{1,4}){0,2}(?![\d%]|[-/._]\d)"
    )


_SIGNS = 4
"""Between the parts of a section's number: municipality, farm, holding, lease and section."""


@cache
def _short() -> re.Pattern[str]:
    """A unit without its municipality, right after a matter of property: Nabovarsel 44/201."""
    return re.compile(
        r"(?<![^\W_])(?:grunne(?:ier|igar)avtale|nabovarsel|sk(?:jø|joe?|øy)te|fradeling|seksjonering"
        r"|jordskifte|målebrev|matrikkelbrev|festekontrakt|odelsløysing|odelsløsning|eiendom|eigedom"
        r"|hjemmel(?:soverf[^\W\d_]{1,7})?|grensejustering|arealoverføring|tomt"
        r"|(?:hjemmel|heimel|rettighet|rett)s?hav(?:er|ar)|fester|festar|grunne(?:ier|igar)|nabo"
        r"|granne|nabo(?:eiendom|eigedom)|hyttenabo|forpakt(?:er|ar)|tiltakshav(?:er|ar)"
        r"|medeigar|hovudeigar|hovedeier)"
        r"(?:[ ](?:av|for|på|fra|frå|over))?[ :,_=\v-]{1,2}"
        r"(?P<farm>[1-9]\d{0,2})/(?P<holding>[1-9]\d{0,3})"
        r"(?P<more>(?:,[1-9]\d{0,3})*)(?P<rest>(?:/\d{1,3}){0,2})"
        r"(?![\w%/-]|[.,]\d|[ ](?:andel|del|part|ideel))",
        re.IGNORECASE,
    )


@cache
def _in_slug() -> re.Pattern[str]:
    """The same where a file's name cannot hold a slash: skjøte_45_112.pdf."""
    return re.compile(
        r"(?<![^\W_])(?:grunne(?:ier|igar)avtale|nabovarsel|sk(?:jø|joe?|øy)te|fradeling"
        r"|seksjonering|m(?:å|aa?)lebrev|matrikkelbrev|festekontrakt|odelsl(?:ø|oe?)(?:ysing|sning)|hjemmel)"
        r"[_-](?P<farm>[1-9]\d{0,2})[_-](?P<holding>[1-9]\d{1,3})(?![\w-]|[.,]\d)",
        re.IGNORECASE,
    )


@cache
def _four() -> re.Pattern[str]:
    """A section of a unit that is on no leased ground, by its four numbers: 48/211/0/12."""
    return re.compile(r"(?<![\w/.-])[1-9]\d{0,3}/[1-9]\d{1,3}/0/\d{1,4}(?![\w/%]|[.,-]\d)")


def _may_be_unit(farm: int, holding: int) -> bool:
    """Whether farm and holding are no day, share or number of a year: 12/11, 50/50, 44/24."""
    if farm + holding == 100 or holding == 1 or 14 < holding < 30 or 89 < holding < 100:
        return False
    return (farm > 31 or holding > 29) and holding < 1900


@cache
def _year() -> re.Pattern[str]:
    """The municipality's number, a year and a number, as cases have them: 3301-24-118."""
    return re.compile(r"\d{4}[-_](?:1[5-9]|2\d|19\d\d|20\d\d)[-_]\d+")


@cache
def _entry() -> re.Pattern[str]:
    """Words right before the number of a document in the land register, or of a case."""
    return re.compile(
        r"(?:dok|dokument|dagbok|journal|saks?)(?:nr|nummer)[.: ]{0,2}$|tinglyst[ ]$", re.IGNORECASE
    )


@cache
def _rural() -> re.Pattern[str]:
    return re.compile(
        r"odel|skj(?:ø|oe?)te|g(?:å|aa?)rds?(?![^\W_])|kårkontr|føderåd|jordlei|landbruk|driveplikt"
        r"|buplikt|overdrag|generasjonsskifte",
        re.IGNORECASE,
    )


@cache
def _matter() -> re.Pattern[str]:
    """Matters of properties: what makes such a number a unit and no case."""
    return re.compile(
        r"eiendom|eigedom|matrikkel(?=brev|kart|utskr|føring)|situasjons(?:kart|plan)"
        r"|byggesak|byggesøk|byggemeld|byggetill"
        r"|bygges[oø]k|byggesoek|grunnbok|målebrev|oppm(?:å|aa?)ling|nabosam|ferdigattest"
        r"|bruksendr|rammetill|igangsett|arealoverf|grensejust|seksjonering|gårdskart|gardskart"
        r"|jordskifte|grunneig|sk(?:jø|joe?|øy)te|fasade|fradeling|delings|hjemmels|heimels"
        r"|obligasjon|ur(?:å|aa?)dighet|festekontrakt|tomtefeste|cadast|property|tiltakshav|utslipp|avl(?:ø|au)p|brukstill"
        r"|forpakt|tilsk(?:udd|ot)|jordlei|beitelei|beiterett|skog(?:fond|bruk|eige|eie|kultur)"
        r"|arealplan|dispensasjon|konsesjon|kommunale?[ _-]avg|feieavg|vannm(?:å|a)l|vassm(?:å|a)l"
        r"|renovasjon|servitutt|v(?:ei|eg)rett|adkomstrett|atkomstrett|tilkomstrett|grunnerverv"
        r"|eksprop|kårb|jaktrett|jaktlei|fallrett|strandsone|branntilsyn|radonm|nydyrk"
        r"|buplikt|boplikt|driveplikt|generasjonsskifte|tilknytning|tinglys(?!t)|sammensl|samansl|heftels|heftingar"
        r"|(?:hjemm|heim)el(?![^\W_])|(?<![^\W_])(?:tomt|pant|odel|deling|hytte|parsell|parcel|plot|garasje|tilbygg|påbygg"
        r"|gid|sml|matr(?=\.)|seksj|naust|riving|septik|slamtøm|nabov|hogst|brygge(?![^\W_]))",
        re.IGNORECASE,
    )


@cache
def _house_in_slug() -> re.Pattern[str]:
    """A house's number and a dwelling's in a slug: toemmerkrana-5-h0201."""
    return re.compile(
        r"(?<![^\W_])(?:[^\W\d_]{2,40}[-_])?(?P<house>[^\W\d_]{2,40})"
        r"[-_]\d{1,3}[a-z]?[-_][hklu]0[0-9][0-3][0-9](?![^\W_])",
        re.IGNORECASE,
    )


@cache
def _dwelling() -> re.Pattern[str]:
    """A dwelling's number, also after a word for a home."""
    return re.compile(
        rf"""
        (?P<after>(?<![^\W_])
          (?:leilighet(?:s?nr|snummer)?|leil|leiligheit|lejlighet|bolig(?:nr|nummer)?
          |bustad(?:nr|nummer)?|bruksenhet(?:snr|snummer)?|hybel|apartment|apt|flat|bueining)
          (?:[ ]?nr)?[.:]?[ :_-]{{1,2}})?
        (?<![^\W_])(?P<number>{DWELLING})(?![^\W_])
        """,
        re.VERBOSE | re.IGNORECASE,
    )


_PARTS = (
    "Heimste|Heimre|Fremste|Inste|Ytste|Øvre|Nedre|Vestre|Østre|Søndre|Søre|Midtre|Nordre|Indre|Ytre"
    "|Nørdre|Øystre"
)
"""What the parts of a farm are called by."""


@cache
def _farm() -> re.Pattern[str]:
    """A farm with its postal code and place: Nigard Kvåle, 6854 Kaupanger."""
    return re.compile(
        r"(?<![^\W_])(?!(?:Kirke|Kyrkje|Herre|By|Skole|Skule|Barne)g)(?:[A-ZÆØÅ][^\W\d_]{1,20}"
        r"g(?:a|å|aa)rd(?:en)?(?:[ -][A-ZÆØÅ][^\W\d_]{1,20})?"
        rf"|(?P<side>{_PARTS})[ -][A-ZÆØÅ][^\W\d_]{{1,20}}"
        rf"|[A-ZÆØÅ][^\W\d_]{{1,20}}[ -](?P<behind>(?i:{_PARTS})))"
        r"(?:,[ ]|[-_])(?!19|20)\d{4}[ _-][A-ZÆØÅ][^\W\d_]{1,20}"
    )


@cache
def _signs() -> re.Pattern[str]:
    return re.compile("[ ,_-]+")


@cache
def _word_before() -> re.Pattern[str]:
    return re.compile(r"([^\W\d_]{2,20})[ _-]$")
