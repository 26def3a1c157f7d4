"""Dates of children: what in a field speaks of a child, and what of one child before a date."""

from __future__ import annotations

import re
from functools import cache

__all__ = [
    "is_joined_before_child",
    "is_of_group",
    "is_right_after_child",
    "joined_to_child",
    "speaks_of_child",
]


def speaks_of_child(text: str, start: int, end: int) -> bool:
    """Whether a field speaks of a child or what is for children."""
    return _child().search(text, start, end) is not None


@cache
def _child() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:elev|barn|plasstil(?:bud|bod|del)|småbarn|ny(?:tt)?barn|sfo|skole|skule|konfirmant|spiller|utøver"
        r"|deltak|ungdom|foster"
        r"|pupil|child|lilletrinn|samvær|foreldre|omsorg|adopsjon|adoptiv|farskap|speller|gutt"
        r"|jente|sønn|datter|dotter|småtrinn|trinn|avlastning|sakkyndig|spesialpedagog|ppt|bup"
        r"|mindreårig|junior|aldersbestemt|umyndig|vergemål|gut(?![^\W_])|daughter|minor|custody|bhg|baby|toddler"
        r"|henteli|hentefull|henterett|hentemeld|leksehjelp|leirskole|skoleskyss|dagmamma|barnepass"
        r"|helsestasjon|vuggestue|sfoplass|aks(?:plass)?(?![^\W_])|navnefest|barnedåp"
        r"|m[áa]n[áa]idg[áa]rd|plassoppsi|fritidskort|s(?:ø|oe?)sken|ferieklubb"
        r"|(?:[^\W\d_]{0,8}ball|sv(?:ø|oe?)mme|symje|kultur|somm[ae]r|ferie|idretts|musikk|danse|ride"
        r"|seil|ski|tennis|turn|alpin|barne|grunn|ungdoms|s(?:ø|oe?)ndags)sk[ou]le"
        r"|kindergarten|nursery|daycare|preschool|førsk[ou]le|nyfødt|tvilling|logoped"
        r"|f(?:ø|oe?)dsels(?:attest|meld)|birth[ _-]?cert|d(?:å|aa?)psattest|navn(?:evalg|emeld)"
        r"|namne(?:val|meld)|fotosamtykke|barneforsikring"
        r"|barneulykkes|individuell[ _-]oppl|plass(?=[_-][^\W\d_]{2,14}[_-]\d))",
        re.IGNORECASE,
    )


def is_right_after_child(match: re.Match[str]) -> bool:
    """Whether one child's word stands right before: Kretsovergang jente 2012-06-18."""
    return _one_child().search(_before(match)) is not None


def is_of_group(match: re.Match[str]) -> bool:
    """Whether a path has a day of a group that is called by a name: avd/Odin/190324."""
    return _group().search(_before(match)) is not None


@cache
def _group() -> re.Pattern[str]:
    return re.compile(
        r"/(?:avd|avdeling|gruppe|gruppa|base|stue|team|department|group)/[^/]{1,20}/\Z",
        re.IGNORECASE,
    )


def joined_to_child(match: re.Match[str]) -> re.Match[str] | None:
    """The word of one child's place or matter that is joined to it: bhg-plass/2021-06-30/tilbud.

    Nothing, where what is done on a day follows: sfo/2021-08-18/oppstart.
    """
    if _done_on().match(match.string, match.end(), match.endpos):
        return None
    return _of_child().search(_before(match))


def is_joined_before_child(match: re.Match[str]) -> bool:
    """Whether a date, its day first, opens a field that goes on with a child's file: 140911_elev.

    A file that is named by the day of its making has the year first.
    """
    is_day_first = bool(match["d2"] or match["d3"])
    is_first = is_day_first and match.start() == match.pos
    return is_first and _file().match(match.string, match.end(), match.endpos) is not None


@cache
def _file() -> re.Pattern[str]:
    return re.compile(
        r"[_-](?:elev|pasient|barne|klient|student)?(?:mappe|journal)(?:[_.-]|\Z)"
        r"|[_-](?:elev|barn|bup|ppt|gutt|jente|fosterbarn|pupil|child)(?:[_-]|\Z)",
        re.IGNORECASE,
    )


def _before(match: re.Match[str]) -> str:
    """What stands right before a date in its field."""
    return match.string[max(match.pos, match.start() - _FAR) : match.start()]


_FAR = 32
"""Characters before a date in which a child's word is looked for."""


@cache
def _of_child() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:plass|plasstil(?:bud|bod)|(?:elev|ungdoms|skole|skule)(?:bevis|kort)|bhg|barnehage|barnehageplass|elev|(?:bhg|barnehage|skole|skule|sfo|foster)?barn|kontantst(?:ø|oe?)tte|bup|ppt"
        r"|barnetrygd|adopsjon|(?:elev|barne|klient)mappe|elevjournal|(?:foreldre|foto)samtykke|tilvenning|fosterbarn|gutt|jente"
        r"|pupil|child|nursery|(?P<school>(?:sfo|aks|skole)(?:plass|skyss|start)?))[_/-]\Z",
        re.IGNORECASE,
    )


@cache
def _done_on() -> re.Pattern[str]:
    return re.compile(
        r"\.pptx?(?![^\W_])"
        r"|[_/-](?:vedtak|vitnem|kjennelse|epikrise|avtale|attest|s(?:ø|oe?)knad|oppstart"
        r"|start|frist|fra|m(?:ø|oe?)te|referat|protokoll|rapport|plan|program|tilsyn"
        r"|anbud|bygg|satser|takst|vedtekt|tur|rute|versjon|v[0-9]|rev|høring|budsjett|årsm)",
        re.IGNORECASE,
    )


@cache
def _one_child() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:jente|(?:elev|ungdoms|student|skole|skule)(?:bevis|kort)|gutt|gut|sønn|datter"
        r"|dotter|daughter|tvilling|[^\W\d_]{0,8}elev|bup|ppt|fosterbarn|s(?:ø|oe?)skenmoderasjon"
        r"|barne(?:ulykkes?)?forsikring|spesialpedagogisk[ _-]hjelp|spesialundervisning"
        r"|sakkyndig[ _-]vurdering|individuell[ _-]oppl(?:æ|ae)ringsplan)[ ,_:(-]{1,2}$",
        re.IGNORECASE,
    )
