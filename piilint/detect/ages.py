"""How old somebody is: years beside a name, or beside what says that they are an age."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from piilint.detect.spans import Spans, is_beside
from piilint.model import Evidence

__all__ = ["OLDEST", "ages"]

OLDEST = 115
"""Years; nobody is older."""

_FAR = 48
"""Characters around years in which their verb and whoever is that old are looked for."""


def ages(text: str, span: tuple[int, int], people: Spans) -> Iterator[Evidence]:
    """Ages in one field, ``span`` of the page; ``people`` are as for :func:`birth_dates`."""
    start, end = span
    is_lasting: bool | None = None
    for match in _age().finditer(text, start, end):
        years = int(match[match.lastgroup or 0])
        if match.lastgroup == "a5" and not _is_baby(match, people):
            continue
        said = match.lastgroup != "a2" or match[0].lower().endswith(("gammel", "gml", "gml."))
        if not said and _bound().search(text, max(start, match.start() - _BOUND), match.start()):
            continue
        is_said = True if said else _is_of_age(match, people)
        is_theirs = is_said is True
        if is_said is None and (is_beside(match, people) or _is_somebody_s(match)):
            if is_lasting is None:  # searched as a whole, and so only once
                is_lasting = _lasting().search(text, start, end) is not None
            is_theirs = not _is_term(match, is_lasting=is_lasting)
        if years <= OLDEST and is_theirs:
            first = match.start("a4") if match["a4"] else match.start()
            yield Evidence(
                entity="DATE_OF_BIRTH",
                start=first,
                end=match.end(),
                confidence="medium",
                detector="dates",
                rests_on=("context",),
            )


@cache
def _age() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.,])(?:(?:alder|age|aged)[ :=_\v-]{1,2}|alder(?:[ ][^\W\d_]{2,12}){1,3}:[ ])"
        r"(?P<a1>\d{1,3})(?!\d)"
        r"|(?<![^\W_])(?<![.,⁄])(?P<a2>\d{1,3})[ -]?(?:(?:(?:å|aa)rs?|åring|yrs?|years)(?![^\W_])"
        r"(?:[ ](?:gammel|gamle|gammal|gml)\.?)?"
        r"|(?:mnd\.?|måne?der|månader)[ ](?:gammel|gammal|gml))"
        r"|(?<![\d.,])(?P<a5>\d{1,2})[ -]?(?:mnd|måne?der|månader|uker|veker|weeks)(?![^\W_])"
        r"|(?<![\d.,])(?P<a3>\d{1,3})[ -]years?[ -]old"
        r"|(?<![^\W_])(?:kvinne|kvinna|mann|dame|herre|enke|enkje|enkemann)[ ]på[ ]"
        r"(?P<a4>\d{2,3})[ ]år(?![^\W_]|[ ]ell)",
        re.IGNORECASE,
    )


_BOUND = 12
"""Characters before years in which stands that they are a bound: for alle over 15 år."""


@cache
def _bound() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:over|under|minst|inntil|fylt|eldre[ ]enn|yngre[ ]enn|opptil)[ ]\Z",
        re.IGNORECASE,
    )


def _is_somebody_s(match: re.Match[str]) -> bool:
    """Whether a word for somebody stands right before, and no group is meant: jente-4 år."""
    before = match.string[max(match.pos, match.start() - _BABY) : match.start()]
    if match.string.startswith((" og eldre", " eller", " og opp"), match.end()):
        return False
    said = _somebody().search(before)
    return said is not None and (not said["adult"] or int(match["a2"] or 0) >= _GROWN)


@cache
def _somebody() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:jente|gut|gutt|s(?:ø|oe?)nn|son|datter|dotter|daughter|barnet|elev|baby|girl"
        r"|boy|(?P<adult>kvinne|kvinna|mann|dame|herre|enke|enkje|woman|brukar|bebuar|beboer|sjåfør"
        r"|(?:med)?forsikr(?:a|et)))(?:[ ]på)?[ ,:(_-]{1,2}\Z",
        re.IGNORECASE,
    )


def _is_baby(match: re.Match[str], people: Spans) -> bool:
    """Whether months are how old who is right before is: tilvenning Iben (14 mnd)."""
    said = match.string[max(match.pos, match.start() - _BABY) : match.start()]
    word = _baby().search(said)
    if word and (word["sure"] or not match[0].lower().endswith(_WEEKS)):
        return True  # barn 14 mnd, but sykt barn 2 uker
    before = people.end_before(match.start())
    if before is None or match.string[before : match.start()] not in (" (", " ", "-", "_", ", "):
        return False
    first, last = max(match.pos, match.start() - _FAR), min(match.endpos, match.end() + _FAR)
    return _nursery().search(match.string, first, last) is not None


_GROWN = 16
"""Years; fewer beside a grown person's word are how long something lasts."""
_WEEKS = ("uker", "veker", "weeks")
_BABY = 16
"""Characters before months in which a small child's word stands."""


@cache
def _baby() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:(?P<sure>spe?dbarn|baby|babyen)|barn|barnet)(?:[ ]er)?[ -]\Z",
        re.IGNORECASE,
    )


@cache
def _nursery() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:tilvenn|barnehage|bhg|baby|småbarn|helsestasjon|vaksin|dagmamma|barnepass)",
        re.IGNORECASE,
    )


def _is_of_age(match: re.Match[str], people: Spans) -> bool | None:
    """Whether a pronoun or a person and a verb stand before: Vedkommende er 62 år.

    It is false where something else is that old (Firmaet fyller 10 år, Kari Nes), and None where
    nothing is said. ``people`` are the spans of names and of words for a person in the field.
    """
    said = _said().search(match.string, max(match.pos, match.start() - _FAR), match.start())
    if said is None:
        return None
    if said["who"] is not None or people.end_before(said.start("is")) == said.start("is"):
        return True
    return False if said["thing"] else None


@cache
def _said() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<![^\W_])(?P<who>han|hun|ho|hen|vedkommende|vedkomande|s(?:ø|oe?)ker(?:en)?"
        r"|s(?:ø|oe?)kj?ar(?:en)?"
        r"|medlem(?:met|men)?|l(?:æ|ae)rling(?:en)?|deltak(?:er|ar)(?:en)?|spill?er(?:en)?"
        r"|ut(?:ø|oe?)v(?:er|ar)(?:en)?"
        r"|innbygger(?:en)?|bruker(?:en)?|brukar(?:en)?|klient(?:en)?|kunde(?:n)?|pasient(?:en)?"
        r"|l(?:å|aa?)ntaker(?:en)?|barnet|eleven|s?he"
        r"|gut(?:t?en)|jent(?:a|en)|mannen|kvinn(?:en|a)|s(?:ø|oe?)nnen|datt(?:eren|ra|era)|dottera"
        r"|mor(?:en|a)?|far(?:en)?)"
        r"|(?P<thing>(?:firma|bedrift|selskap|bygg|bygning|hus|hytt|bolig|avtale|kontrakt|anlegg|lag"
        r"|klubb|foreining|forening|kommun|skol|skul|bil|båt|lån|stiftelse|museum|museet|verk)"
        r"[a-zæøå]{0,4}))?"
        r"(?P<is>\)?[ ](?:er|var|fyller|fyllte|fylte|fyllar|blir|ble|vert|vart|is|was"
        r"|turns|turned))"
        r"[ ](?:n(?:å|aa?)[ ]|snart[ ]|now[ ])?\Z",
        re.IGNORECASE,
    )


def _is_term(match: re.Match[str], *, is_lasting: bool) -> bool:
    """Whether years are how long something lasts, joined to a name in a slug or right after it.

    As in leie_Ola_Moe_10år and Jordleieavtale 10 år, Asbjørn Kvåle; ``is_lasting`` says whether
    the field has a word of what lasts at all.
    """
    text, start = match.string, match.start()
    if text.startswith((" fra ", " frå ", " from "), match.end()):
        return True
    if text[start - 1 : start] in ("_", "-"):
        return is_lasting
    word = text[max(match.pos, start - _BACK) : start].rstrip(" ,").rpartition(" ")[2]
    return _lasting().search(word) is not None


_BACK = 30
"""Characters before years in which the word that they are of is looked for."""


@cache
def _lasting() -> re.Pattern[str]:
    return re.compile(
        r"lei[eg]|l(?:ø|oe?)petid|bindingstid|nedbetal|varighet|fastrente|avdragsfri|avtale|kontrakt"
        r"|feste|l(?:å|aa?)n|garanti|abonnement|lisens|binding|(?:å|aa)rem(?:å|aa)l"
        r"|opsjon|lease|rental|loan|warranty|agreement|contract|engasjement|vikariat",
        re.IGNORECASE,
    )
