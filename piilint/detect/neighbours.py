"""What the neighbours of a name make of it: a person, an organisation, a street or a thing."""

from __future__ import annotations

from collections.abc import Sequence

from piilint.detect import words as bits
from piilint.detect.against import is_against, is_contra
from piilint.detect.asides import is_theirs
from piilint.detect.beside import is_builder_s, is_signed, is_sole_trader, is_somebodys
from piilint.detect.commonwords import ambiguous
from piilint.detect.farmnames import are_people, is_sender, is_set_apart
from piilint.detect.pairs import is_child_of_school, is_one_of_pair
from piilint.detect.papers import (
    is_at_body,
    is_of_special_matter,
    is_on_personal_paper,
    is_ones_matter,
)
from piilint.detect.parties import (
    MONTHS,
    are_partners,
    is_after_case,
    is_of_private_matter,
    is_one_of_two,
)
from piilint.detect.quoted import is_asked_for
from piilint.detect.roles import CUES, NUMBERS, asks_for, is_bodys_paper, is_where_head_is
from piilint.detect.slugnames import has_natural_surname, is_joined_to_theirs, with_initial
from piilint.detect.things import is_thing
from piilint.detect.thingwords import SEASONS
from piilint.detect.words import PLACE_ENDINGS, Name, Token

__all__ = ["judge"]

_AFTER_CASE = (" / ", "/ ")
"""What stands between a case's number and its party."""
_SLUG = frozenset("-_/.")
_AT = frozenset({"på", "i"})
"""What stands before a place."""


def judge(
    text: str, tokens: Sequence[Token], name: Name, kinds: int, *, is_prose: bool
) -> Name | None:
    """The name with its neighbours weighed in; None where they make it something else.

    ``kinds`` is what words there are in its field at all.
    """
    first = tokens[name.first]
    if tokens[name.last].text == "anna" and _is_other(tokens, name.last):
        return None
    if are_people(tokens, name):
        return name._replace(confidence="medium", rests_on=(*name.rests_on, "context"))
    if (
        is_thing(tokens, name, kinds)
        and not (kinds & bits.PRIVATE and _is_queued(tokens, name))
        and not (kinds & (bits.SPECIAL | bits.PRIVATE) and has_natural_surname(tokens, name))
    ):
        if is_child_of_school(tokens, name):
            return Name(name.first, name.first, "medium", (*name.rests_on, "context"), False)
        return None
    if name.is_full:
        is_firm = text.startswith(_PARTNERS, tokens[name.last].end)
        return None if is_firm or _are_months(tokens[name.first : name.last + 1]) else name
    if _is_numbered_day(tokens, name) or _is_down(tokens, name.last + 1):
        return None
    if first.text.lower() in SEASONS and _is_when(text, tokens, name):
        return None
    if first.gap[-1:] in _QUERY and text.startswith("=", first.end):
        return None  # a key: &turid=22816
    if kinds & bits.PRIVATE and (_is_private(tokens, name) or is_of_private_matter(tokens, name)):
        return name._replace(confidence="medium", rests_on=(*name.rests_on, "context"))
    if name.first == name.last and name.first and is_where_head_is(tokens[name.first - 1], first):
        return name._replace(confidence="low")
    if name.first == name.last and is_bodys_paper(tokens, name.first):
        return name._replace(confidence="low")
    if asks_for(tokens, name) or _has_paper(tokens, name) or is_asked_for(tokens, name):
        return name._replace(confidence="medium", rests_on=(*name.rests_on, "context"))
    initialed = with_initial(text, tokens, name)
    if initialed is not None:
        return initialed
    is_party = is_after_case(tokens, name) or is_one_of_two(tokens, name)
    is_party = is_party or any(are_partners(tokens, at) for at in (name.first, name.first - 1))
    if (
        is_party
        or is_contra(tokens, name)
        or (name.confidence == "low" and is_against(tokens, name))
    ):
        return name._replace(confidence="medium", rests_on=(*name.rests_on, "context"))
    is_told = is_somebodys(text, tokens, name) or is_sole_trader(tokens, name)
    is_told = is_told or is_builder_s(tokens, name) or is_theirs(tokens, name)
    is_told = is_told or is_sender(tokens, name) or is_set_apart(tokens, name)
    is_told = is_told or is_on_personal_paper(tokens, name) or is_joined_to_theirs(tokens, name)
    if kinds & bits.TELLING:
        is_told = is_told or is_ones_matter(tokens, name)
    if is_told or (kinds & bits.SPECIAL and is_of_special_matter(tokens, name)):
        return name._replace(confidence="medium", rests_on=(*name.rests_on, "context"))
    is_sure = bool(kinds & bits.PRIVATE) or name.confidence != "low"
    if name.first == name.last and is_one_of_pair(tokens, name.first, is_sure=is_sure):
        return name._replace(confidence="medium")
    if kinds & bits.SPECIAL and is_at_body(tokens, name):
        return name._replace(confidence="low")
    if name.confidence == "low":
        return ambiguous(tokens, name, kinds)
    if not is_prose and (len(first.text) < 4 or first.kind & bits.RARE):
        return name._replace(confidence="low")
    run = tokens[name.first : name.last + 1]
    if len(run) > 1 and any(token.kind & bits.PLACE for token in run):
        return name._replace(confidence="low")
    if (
        first.kind & bits.SURNAME
        and not first.kind & bits.GIVEN
        and _is_place_like(tokens, name, kinds)
    ):
        return name._replace(confidence="low")
    return name


_PARTNERS = (" & Co", " & co", " & Sønn", " og Sønn", " & Partner")
"""What makes a firm of a whole name: Knut Moe & Co."""


def _is_numbered_day(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a day is counted: Dag 1: refinansiering."""
    after = tokens[name.last + 1 : name.last + 2]
    is_day = tokens[name.first].text in ("Dag", "dag") and bool(after)
    return is_day and after[0].gap.strip(" :.,–-").isdecimal()


def _is_down(tokens: Sequence[Token], at: int) -> bool:
    """Whether a machine is meant, which is out of order: Thor er nede fram til helga."""
    said = [token.text for token in tokens[at : at + 3]]
    return said[:1] == ["er"] and said[1:2] in _DOWN and said[2:] not in _WHERE


_DOWN = (["nede"], ["utilgjengelig"], ["utilgjengeleg"])
_WHERE = (["i"], ["på"], ["hos"], ["med"], ["ved"])
"""What goes on to say where somebody is: Kari er nede i kantina."""


def _is_other(tokens: Sequence[Token], at: int) -> bool:
    """Whether what is a name as well says that it is another: skal ha anna skjema."""
    before, after = tokens[at - 1] if at else None, tokens[at + 1 : at + 2]
    if before is None or tokens[at].gap != " ":
        return False
    if before.text.lower() in _ANYTHING:
        return True
    is_noun = bool(after) and after[0].gap == " " and after[0].text.islower()
    is_noun = is_noun and not after[0].kind & (bits.VERB | bits.NAME)
    return is_noun and before.text.lower() in _BEFORE_OTHER


_ANYTHING = frozenset({"noko", "blant", "mellom", "alt", "ingenting", "ikkje", "eitt", "kva"})
_BEFORE_OTHER = frozenset(
    {
        *("ha", "har", "få", "får", "eit", "ei", "som", "treng", "trenge", "på", "i", "bruke"),
        *("bruk", "bruker", "brukar", "velje", "vel", "gi", "gje", "finne", "det", "denne", "ta"),
        *("skrive", "skriv", "ønskjer", "ønsker", "ville", "vil", "under", "skaffe", "tek", "tar"),
    }
)


def _are_months(run: Sequence[Token]) -> bool:
    """Whether what reads as a whole name is months, or a place and one: reiseregning_Paris_mai."""
    if run[0].text.lower() in MONTHS and run[0].gap.rstrip(" .")[-1:].isdecimal():
        return True  # 17. mai Grimstad
    are_places = all(token.kind & bits.PLACE for token in run[:-1])
    is_month = run[-1].text.lower() in MONTHS
    return is_month and (are_places or all(token.text.lower() in MONTHS for token in run))


_QUERY = ("?", "&", ";")


def _is_when(text: str, tokens: Sequence[Token], name: Name) -> bool:
    """Whether what is a month or a day as well is one of two of them, or numbered: Mai/Juni."""
    end = tokens[name.last].end
    if text[end : end + 1] in ("-", "_") and text[end + 1 : end + 3].isdecimal():
        return True
    after = tokens[name.last + 1 : name.last + 2]
    if after and after[0].gap in _RANGES and after[0].text.lower() in _TIMES:
        return True
    before = tokens[name.first - 1] if name.first and tokens[name.first].gap == "/" else None
    return before is not None and before.text.lower() in _TIMES


_RANGES = ("/", "-", "–", " - ", " – ")
"""What two times are joined by: May–August."""
_TIMES = SEASONS | {"natt", "kveld", "night", "evening"}


def _is_private(tokens: Sequence[Token], name: Name) -> bool:
    """A name beside a matter that only persons have: samvær-tofte-2, grimstvedt/ektepakt."""
    first, after = tokens[name.first], tokens[name.last + 1 : name.last + 2]
    if first.kind & bits.PLACE and name.first and _is_held(tokens[name.first - 1]):
        return False
    shortest = 3 if first.is_title else 4
    if len(first.text) < shortest or name.last - name.first > 1:
        return False
    if first.text.islower() and first.text in _PARTS:
        return False
    if first.kind & bits.SPECIAL and name.first and tokens[name.first - 1].kind & bits.ROLE:
        return False  # epikrise-nakken
    if name.first != name.last and not _are_slugged(tokens[name.first : name.last + 1]):
        return False
    if after and after[0].kind & bits.PRIVATE and after[0].gap in _SLUG:
        return True
    if not name.first or not tokens[name.first - 1].kind & bits.PRIVATE:
        return False
    is_slug = first.gap.strip(NUMBERS + "/_.") == "" and " " not in first.gap
    return first.gap != "" and (is_slug or (first.is_title and first.gap in CUES))


def _is_held(token: Token) -> bool:
    """Whether a rite or a ride is meant, of which a place may say where: Konfirmasjon Tønsberg."""
    return token.text.lower().startswith(_HELD)


_HELD = (
    *("konfirm", "dåp", "daap", "daop", "vigsel", "viels", "begrav", "gravferd", "bisett"),
    *("seremoni", "skoleskyss", "skuleskyss"),
)
_PARTS = SEASONS | {"anke", "hall", "hage", "hagen", "park", "plass", "plassen"}
"""When and where a private matter is, and what comes of it: bryllup-sommer, promilledom_anke."""


def _are_slugged(pair: Sequence[Token]) -> bool:
    """Whether two surnames are joined as in a slug, each in small letters: skilsmisse_vik_holm."""
    one, other = pair
    are_surnames = one.kind & other.kind & bits.SURNAME and other.gap in _SLUG
    return bool(are_surnames) and one.text.islower() and other.text.islower()


def _is_queued(tokens: Sequence[Token], name: Name) -> bool:
    """A surname between a queue's word and such a matter: queue_Mikkelsen_arv."""
    if not name.first or tokens[name.first - 1].text.lower() not in _QUEUES:
        return False
    return name.last + 1 < len(tokens) and _is_private(tokens, name)


_QUEUES = frozenset({"queue", "queues", "topic", "kø", "koe"})


def _is_place_like(tokens: Sequence[Token], name: Name, kinds: int) -> bool:
    """A surname alone that may be a farm or a place as well, with nothing before it that says."""
    token = tokens[name.first]
    lower = token.text.lower().removesuffix("s" if token.kind & bits.GENITIVE else "")
    is_on = name.first > 0 and token.gap == " " and tokens[name.first - 1].text == "på"
    if is_on and name.first == name.last and lower.endswith(_DEFINITE):
        return True  # bokbad på Sølvberget
    if not lower.endswith(PLACE_ENDINGS) or name.first != name.last:
        return False
    before = tokens[name.first - 1] if name.first else None
    if before is not None and before.text in _AT and token.gap == " ":
        return True
    if token.gap.endswith(_AFTER_CASE) or kinds & bits.SPECIAL:
        return False
    if is_signed(tokens, name) or _is_leaving(tokens, name.last + 1):
        return False
    is_joined = token.text.islower() and token.gap in (".", "")
    if is_joined and before is not None and len(before.text) < 3:
        return False  # two initials: mw.aarrestad, ptkrogstad
    if before is not None and before.text in ("fra", "frå") and kinds & bits.ANIMAL:
        return True  # hest, Frøya fra Nordgård
    if before is not None and before.text == "av" and name.first > 1:
        return tokens[name.first - 2].text.lower().endswith(_DEALS)
    return before is None or not before.kind & bits.PREPOSITION


_DEALS = (
    *("salg", "sal", "kjøp", "utleie", "utleige", "overdragelse", "overdraging", "overtakelse"),
    *("takst", "taksering", "riving", "bygging", "drift", "renovering", "restaurering"),
    *("oppussing", "rehabilitering", "leie", "leige"),
)
"""How words end for what is done with a property: salg av Fridheim."""
_DEFINITE = (
    *("berget", "fjellet", "neset", "nesset", "vatnet", "vannet", "tunet", "huset", "bruket"),
    *("skjæret", "tjernet", "sundet", "eidet", "kollen", "høgda", "høyden", "brygga", "bryggen"),
    *("loftet", "låven", "naustet", "torget", "verket", "saga", "stallen", "salen", "parken"),
    *("toppen", "teigen", "sletta", "myra", "øya", "holmen", "odden", "tangen", "gården"),
)
"""Endings of surnames that say where something is, after "på"."""


def _has_paper(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a surname in the genitive has a paper or a matter of persons: Bergs oppsigelse."""
    token, after = tokens[name.first], tokens[name.last + 1 : name.last + 2]
    if name.first != name.last or not token.kind & bits.GENITIVE or not token.is_title or not after:
        return False
    is_surname = bool(token.kind & bits.SURNAME) and not token.kind & bits.PLACE
    return is_surname and after[0].gap == " " and bool(after[0].kind & (bits.PAPER | bits.PRIVATE))


def _is_leaving(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is next that says of somebody that they go: Skarsbø sluttar."""
    return at < len(tokens) and tokens[at].gap == " " and tokens[at].text in _LEAVING


_LEAVING = frozenset({"slutter", "sluttar", "fratrer", "fråtrer", "sluttet", "slutta"})
