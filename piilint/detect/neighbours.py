"""What the neighbours of a name make of it: a person, an organisation, a street or a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from piilint.detect import words as bits
from piilint.detect.words import Token, read_list
from piilint.model import Confidence

__all__ = ["PLACE_ENDINGS", "Name", "is_cue", "judge"]

_MONTHS = frozenset(
    {
        *("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september"),
        *("oktober", "november", "desember", "may", "june", "july", "march", "jan", "feb"),
    }
)
_TO = frozenset({"til", "for", "v", "av"})
_AFTER_CASE = (" / ", "/ ")
"""What stands between a case's number and its party."""
_AGAINST = frozenset({"mot", "vs"})
_LIST = frozenset({", ", " ", " & "})
_FAMILY = frozenset({"sønn", "sønner", "sønnene", "søn", "brødre", "brødrene", "partners"})
_COMPANY_GAPS = frozenset({" ", " & ", "-", "_", " + ", "&"})
_FIRM_GAPS = _COMPANY_GAPS | {", "}
_MAKES = frozenset(
    {
        *("toyota", "volvo", "skoda", "renault", "opel", "mercedes", "benz", "audi", "ford", "kia"),
        *("peugeot", "citroen", "nissan", "mazda", "honda", "hyundai", "suzuki", "fiat", "seat"),
        *("volkswagen", "vw", "bmw", "tesla", "subaru", "mitsubishi", "dacia", "cupra", "polestar"),
        *("porsche", "saab", "lexus", "jeep", "ligier", "yamaha", "iveco", "scania", "piaggio"),
    }
)
"""Makes of cars, whose models bear names (Renault Zoe)."""
_KINGS = frozenset({"harald", "haakon", "håkon", "olav", "christian", "karl", "oscar", "frederik"})
_QUOTES = ("«", "“", '"', "”", "„")
_JOINTS = frozenset((" ", "-", "_", "' ", "’ "))
_VERBS = frozenset({"sa", "da", "ba", "al", "ag"})
"""Forms of companies that are everyday words in small letters: Ola Nordmann sa ja."""
_ROMAN = re.compile(r"[IVX]+s?")
PLACE_ENDINGS = (
    *("land", "dal", "dalen", "dahl", "stad", "heim", "vik", "viken", "nes", "næs", "berg", "borg"),
    *("lund", "rud", "sund", "sæter", "sæther", "set", "seth", "haug", "haugen", "bakk", "bakken"),
    *("moen", "mo", "bø", "by", "hus", "fjell", "fjord", "ås", "åsen", "øy", "li", "lia", "voll"),
    *("vang", "vangen", "hagen", "gård", "gaard", "gården", "holm", "holmen", "bråten", "eng"),
    *("engen", "skog", "skogen", "strand", "stranda", "tveit", "um", "sand", "grunn", "kleiv"),
)
"""Endings of surnames that farms and places have too."""


class Name(NamedTuple):
    """Words of a field, first and last by index, that are read as a name."""

    first: int
    last: int
    confidence: Confidence
    rests_on: tuple[str, ...]
    is_full: bool
    """A given name or initial with a surname, so that a neighbour says less."""


def is_cue(before: Token, token: Token) -> bool:
    """Whether a title or a role stands before a word and asks for a name."""
    return bool(before.kind & (bits.TITLE | bits.ROLE)) and token.gap in (
        *(" ", ". ", ": ", "_", "-", ":", " - ", ", ", "", "=", " = ", ".: ", " (", " «"),
    )


def judge(tokens: Sequence[Token], name: Name, is_prose: bool) -> Name | None:
    """The name with its neighbours weighed in; None where they make it something else."""
    first = tokens[name.first]
    if _is_thing(tokens, name):
        return None
    before = tokens[name.first - 1] if name.first else None
    if name.is_full:
        return name
    if before is not None and _asks_for(before, first):
        return name._replace(confidence="medium", rests_on=(*name.rests_on, "context"))
    if name.confidence == "low" and _is_against(tokens, name):
        return name._replace(confidence="medium", rests_on=(*name.rests_on, "context"))
    if name.confidence == "low":
        before_that = tokens[name.first - 2] if name.first > 1 else None
        return _ambiguous(name, first, before, before_that)
    if not is_prose and (len(first.text) < 4 or first.kind & bits.RARE):
        return name._replace(confidence="low")
    run = tokens[name.first : name.last + 1]
    if len(run) > 1 and any(token.kind & bits.PLACE for token in run):
        return name._replace(confidence="low")
    if first.kind & bits.SURNAME and not first.kind & bits.GIVEN and _is_place_like(tokens, name):
        return name._replace(confidence="low")
    return name


def _asks_for(before: Token, first: Token) -> bool:
    """Whether a title or role before a name that may be a word too says that it is one."""
    if not is_cue(before, first):
        return False
    if first.kind & bits.PLACE and not before.text.lower().startswith("fam"):
        return False
    if first.is_title:
        return True
    is_given = bool(first.kind & bits.GIVEN) and len(first.text) > 2
    return is_given and (first.gap == "=" or (first.gap == "_" and bool(before.kind & bits.TITLE)))


def _is_against(tokens: Sequence[Token], name: Name) -> bool:
    """One of two parties: Thommessen mot Lund, Berg/Aasen."""
    first, after = tokens[name.first], name.last + 1
    if (
        name.first
        and first.gap == "/"
        and not first.kind & bits.PLACE
        and _is_party(tokens[name.first - 1])
    ):
        return first.is_title
    if after < len(tokens) and tokens[after].gap == "/" and _is_party(tokens[after]):
        return first.is_title and not first.kind & bits.PLACE
    if not first.is_title or name.first != name.last:
        return False
    if name.first > 1 and tokens[name.first - 1].text in _AGAINST:
        return _is_party(tokens[name.first - 2])
    if after + 1 < len(tokens) and tokens[after].text in _AGAINST:
        return _is_party(tokens[after + 1])
    return False


def _is_party(token: Token) -> bool:
    is_name = bool(token.kind & (bits.NAME | bits.MORPHOLOGY))
    return token.is_title and is_name and not token.kind & bits.PLACE


def _is_place_like(tokens: Sequence[Token], name: Name) -> bool:
    """A surname alone that may be a farm or a place as well, with nothing before it that says."""
    token = tokens[name.first]
    lower = token.text.lower().removesuffix("s" if token.kind & bits.GENITIVE else "")
    if not lower.endswith(PLACE_ENDINGS) or name.first != name.last:
        return False
    if token.gap.endswith(_AFTER_CASE) or any(one.kind & bits.SPECIAL for one in tokens):
        return False
    return not (name.first and tokens[name.first - 1].kind & bits.PREPOSITION)


def _ambiguous(
    name: Name, first: Token, before: Token | None, before_that: Token | None
) -> Name | None:
    """A name that is an ordinary word too: told only where it is written as a name."""
    if not first.is_title or first.kind & bits.PLACE or first.text.lower() in _MONTHS:
        return None
    if before is None or not first.kind & bits.GIVEN:
        return None
    if before.text.lower() in _TO and first.gap in (" ", "/ ", "/"):
        return name._replace(confidence="medium", rests_on=(*name.rests_on, "context"))
    if first.gap == " " and before.text == "og" and before_that is not None:
        return name._replace(confidence="medium") if before_that.kind & bits.NAME else name
    return name


def _is_thing(tokens: Sequence[Token], name: Name) -> bool:
    """Whether neighbours make an organisation, a street or a thing of a name."""
    if not name.is_full and _is_in_firm(tokens, name):
        return True
    if _is_quoted(tokens, name) or _is_called_after(tokens, name):
        return True
    last = tokens[name.last]
    if name.first:
        before, gap = tokens[name.first - 1], tokens[name.first].gap
        if before.kind & bits.ORG_BEFORE and _is_named_by(gap, name):
            return True
        if not name.is_full and _is_named_thing(tokens, name, before, gap):
            return True
    position = name.last + 1
    if position < len(tokens):
        after = tokens[position]
        if any(one.text == "ENK" for one in tokens[position : position + 3]):
            return False
        if after.gap in (" & ", "&", " + ") and not name.is_full and not after.kind & bits.GIVEN:
            return True
        is_surname = not name.is_full and not tokens[name.first].kind & bits.GIVEN
        if is_surname and after.gap == " " and after.is_title and len(after.text) > 2:
            return not after.kind & bits.GIVEN
        if after.gap == " " and _is_of_a_king(last, after):
            return True
        if last.kind & bits.GENITIVE and after.gap == " " and _is_proper(after):
            return True
        if not name.is_full and _goes_on_to_a_thing(tokens, position):
            return True
        if after.gap == "-" and last.is_title and after.text.islower() and _is_spaced(tokens, name):
            return _is_thing_s_word(after)
        is_slug = after.gap == "_" and name.is_full and not after.kind & bits.ORG_FORM
        if after.gap in _JOINTS and after.kind & bits.ORG_AFTER and not is_slug:
            return after.text not in _VERBS
        if after.kind & bits.STREET and after.gap == " " and tokens[name.last].kind & bits.GENITIVE:
            return True
    return _ends_in_company(tokens, position, name.is_full)


def _is_named_by(gap: str, name: Name) -> bool:
    """Whether a word before a name is what bears it: Okse 11988 Sigvart, Hund: Kaisa."""
    if gap in (" ", ". ", "-", "_"):
        return True
    return not name.is_full and (gap == ": " or gap.strip().isdecimal())


def _is_quoted(tokens: Sequence[Token], name: Name) -> bool:
    """A name in quotes, as ships, rooms and houses have theirs; after a role it is a person's."""
    first = name.first
    if first and tokens[first].gap == "-":
        first -= 1
    if not tokens[first].gap.endswith(_QUOTES):
        return False
    return not (first and tokens[first - 1].kind & bits.ROLE)


@cache
def _namesakes() -> frozenset[str]:
    return frozenset(read_list("namesakes.txt"))


def _is_called_after(tokens: Sequence[Token], name: Name) -> bool:
    """The long dead, brands and figures of plays: Edvard Munch, Helly Hansen, Peer Gynt."""
    if any(token.gap not in (" ", ". ") for token in tokens[name.first + 1 : name.last + 1]):
        return False
    words = "-".join([token.text.lower() for token in tokens[name.first : name.last + 1]])
    return words in _namesakes() or words.removesuffix("s") in _namesakes()


def _is_named_thing(tokens: Sequence[Token], name: Name, before: Token, gap: str) -> bool:
    """A car's model, a partner of a firm, one of two names that a house has, Elektro-Olsen."""
    before_that = tokens[name.first - 2] if name.first > 1 else None
    if before.text.lower() in _MAKES and gap in (" ", "-", "_"):
        return True
    if before_that is not None and before_that.kind & bits.ORG_BEFORE:
        if gap in (" & ", "&", " + "):
            return True
    elif gap in (" & ", "&", " + ") and not before.kind & bits.GIVEN:
        return True
    if gap == " " and before.text == "og" and name.first > 2:
        return bool(tokens[name.first - 3].kind & bits.ORG_BEFORE)
    is_compound = gap == "-" and before.is_title and before.gap.endswith(" ")
    return is_compound and bool(before.kind & (bits.ORDINARY | bits.ORG_AFTER))


def _is_of_a_king(last: Token, after: Token) -> bool:
    if not _ROMAN.fullmatch(after.text):
        return False
    return len(after.text) > 1 or last.text.lower() in _KINGS


def _is_proper(token: Token) -> bool:
    """A noun with a capital, as in the name of a house: Thorvald Meyers Hjørne."""
    return token.is_title and len(token.text) > 2 and not token.kind & (bits.NAME | bits.PLACE)


def _goes_on_to_a_thing(tokens: Sequence[Token], position: int) -> bool:
    """Whether one more capitalised word and a hyphen follow: Knut Hamsun-senteret."""
    if position + 1 >= len(tokens):
        return False
    word, end = tokens[position], tokens[position + 1]
    is_name = word.gap == " " and word.is_title and end.gap == "-" and end.text.islower()
    return is_name and _is_thing_s_word(end)


def _is_thing_s_word(token: Token) -> bool:
    """What stands after a name and a hyphen: a word of things, or one that is no name."""
    is_thing = bool(token.kind & (bits.ORDINARY | bits.ORG_AFTER | bits.STREET))
    return is_thing or not token.kind & bits.NAME


def _is_in_firm(tokens: Sequence[Token], name: Name) -> bool:
    """Three surnames in a row with nothing else (Vik, Karlsen og Ahmed), or a family firm."""
    first, last = name.first, name.last
    while first and tokens[first].gap in _LIST and _is_listed(tokens[first - 1]):
        first -= 1
        if name.first - first > 3:
            break
    while last + 1 < len(tokens) and tokens[last + 1].gap in _LIST and _is_listed(tokens[last + 1]):
        last += 1
        if last - name.last > 3:
            break
    members = [token for token in tokens[first : last + 1] if token.kind & bits.SURNAME]
    family = any(token.text.lower() in _FAMILY for token in tokens[first : last + 1])
    return family or (len(members) > 2 and not any(m.kind & bits.GIVEN for m in members))


def _is_listed(token: Token) -> bool:
    is_surname = bool(token.kind & bits.SURNAME) and token.is_title
    return is_surname or token.text == "og" or token.text.lower() in _FAMILY


def _is_spaced(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name is written with spaces, so that a hyphen after it is no slug's."""
    gaps = [tokens[i].gap for i in range(name.first, name.last + 1)]
    return "-" not in gaps and (" " in gaps or gaps[0].endswith(" "))


def _ends_in_company(tokens: Sequence[Token], position: int, is_full: bool) -> bool:
    """Whether the capitalised words that follow end in a form of company."""
    gaps = _COMPANY_GAPS if is_full else _FIRM_GAPS
    for token in tokens[position : position + 5]:
        if token.gap not in gaps:
            return False
        if token.text in _VERBS and token.gap == " ":
            return False
        if token.kind & bits.ORG_FORM and (token.text.isupper() or token.gap in "-_ "):
            return True
        if not (token.is_title or token.text.isupper() or token.text == "og"):
            return False
    return False
