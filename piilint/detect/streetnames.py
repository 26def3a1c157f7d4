"""Where the name of a street begins, of which an address's pattern finds the last word."""

from __future__ import annotations

import re
from functools import cache

from piilint.detect import words as bits
from piilint.detect.cadastre import street_words
from piilint.detect.gazetteer import shipped

__all__ = [
    "first_school",
    "is_class",
    "is_day",
    "is_moved_to",
    "is_other_home",
    "name_start",
    "place_end",
    "street_start",
    "whose",
]

_NO_NAME = ("before", "body")
"""Kinds of words that are no part of the name of the street after them."""
_SIDES = "nordre|s(?:ø|oe?)n?dre|(?:ø|oe?)stre|vestre|indre|ytre|nedre|(?:ø|oe?)vre|midtre"
"""Where a street lies, before its name."""
_ROADS = ("gate", "gata", "gaten", "veg", "vei", "vegen", "veien", "gt")
"""What a street in small letters is called after the word before it."""


def street_start(text: str, start: int, match: re.Match[str]) -> int:
    """Where a street's name begins, with whose it is in a slug or with the words before it."""
    first = whose(text, start, match)
    return name_start(text, start, match.start()) if first is None else first


def whose(text: str, start: int, match: re.Match[str]) -> int | None:
    """Where the word with a genitive s begins that stands before in small letters or a slug.

    Such as ``kongens-gate-12``, ``ostre-aker-vei-33b`` and ``leie_kongens gate 12``.
    """
    joint = text[max(start, match.start() - 1) : match.start()]
    if not joint or joint not in "-_ " or text[match.end("name")] != joint:
        return None
    pattern = _named() if joint != " " and match["name"].lower() in _OF_NAMES else _genitive()
    if joint != " " and match["name"].lower().endswith(_ROADS):
        pattern = _sided() if match["name"].lower() in _ROADS else _side()
    word = pattern.search(text, max(start, match.start() - 32), match.start() - 1)
    if word is None or (joint == " " and not (word[0].islower() and match["name"] in _ROADS)):
        return None
    return word.start()


_OF_NAMES = frozenset({"terrasse", "allé", "alle", "ring"})
"""What a street is called after a farm's name as it is: Solbakken_terrasse_5."""


@cache
def _named() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W\d_])[A-ZÆØÅ][^\W\d_]{3,}\Z")


@cache
def _genitive() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{3,}(?<!s)s|(?:nordre|søndre|østre|vestre))\Z")


@cache
def _sided() -> re.Pattern[str]:
    """The same in a slug, also where a word of its side is first: ostre-aker-vei-33b."""
    return re.compile(
        rf"(?<![^\W\d_])(?:(?:{_SIDES}|gamle|nye|store|lille|vesle)[-_][^\W\d_]{{3,}}"
        rf"|[^\W\d_]{{3,}}(?<!s)s|{_SIDES})\Z",
        re.IGNORECASE,
    )


@cache
def _side() -> re.Pattern[str]:
    """A word of its side alone: sondre-skogvei-8."""
    return re.compile(rf"(?<![^\W\d_])(?:{_SIDES})\Z", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|(?<=[^\w.])|(?<=_))"
        r"([A-ZÆØÅ](?:[^\W\d_A-ZÆØÅ][^\W\d_]*)?(?:\.?[ ]|-)|[IVX]+s[ ]|17\.[ ]mai[ ])$"
    )


def name_start(text: str, start: int, at: int) -> int:
    """Where a street's name begins: the capitalised words before its last one belong to it."""
    first, words = at, list[str]()
    for _ in range(3):
        found = _before().search(text[max(start, first - 24) : first])
        if found is None or street_words().get(found[1].rstrip(". -").lower()) in _NO_NAME:
            break
        first -= len(found[1])
        words.insert(0, found[1])
    for index in range(len(words) - 1):
        if _is_whole(*words[index : index + 2], before=text[at : at + 1]):
            return first + len("".join(words[: index + 2]))
    return first


def _is_whole(given: str, surname: str, *, before: str) -> bool:
    """Whether two words before a street are whose address it is: Kari Hansen Storgata 5.

    What is called after somebody has a genitive (Nils Arne Eggens vei 3), whose sign a surname
    may have by itself ``before`` a capital (Magnhild Os Prestemarka 33).
    """
    if not (given.endswith(" ") and surname.endswith(" ")) or surname[-2] == ".":
        return False
    kinds = shipped().kinds
    one, other = kinds[given.rstrip()], kinds[surname.rstrip()]
    if surname[-2] == "s" and (other & bits.GENITIVE or not before.isupper()):
        return False
    is_given = one & bits.GIVEN and not one & bits.AMBIGUOUS
    if is_given and other & bits.SURNAME:
        return True
    # Thavarajah Sivakumar: the surname first
    is_turned = one & bits.SURNAME and not one & (bits.GIVEN | bits.AMBIGUOUS | bits.PLACE)
    return bool(is_turned and other & bits.GIVEN and not other & bits.AMBIGUOUS)


def first_school(text: str, start: int, end: int) -> int:
    """Where the first word of a school in one field ends; past its end where it has none."""
    found = _school().search(text, start, end)
    return end + 1 if found is None else found.end()


def is_class(text: str, start: int, match: re.Match[str], school: int) -> bool:
    """Whether a pupil and their class are read as a street: Fravær, Ploy Srisuk-Bakken 7a.

    ``school`` is where the field's first word of a school ends, which stands before them.
    """
    if match["post"] or match["unit"] or not _class().fullmatch(match["number"]):
        return False
    if not match["name"][0].isupper() or match["name"].lower().endswith(_ROADS):
        return False
    word = _pupil().search(text, max(start, match.start() - _NAMES), match.start())
    if word is None or not shipped().kinds[word[1]] & bits.GIVEN:
        return False
    if not word[2] and shipped().kinds[word[1]] & bits.AMBIGUOUS:
        return False
    return school <= word.start()


_NAMES = 50


@cache
def _class() -> re.Pattern[str]:
    return re.compile("(?:[1-9]|10)[A-Ga-g]")


@cache
def _pupil() -> re.Pattern[str]:
    """A given name, and part of a surname that goes on after a hyphen."""
    return re.compile(r"(?<![^\W_])([A-ZÆØÅ][^\W\d_]+) ([A-ZÆØÅ][^\W\d_]+-)?\Z")


@cache
def _school() -> re.Pattern[str]:
    return re.compile(
        r"permisjon|fravær|elev|foresatt|foreldre|skole|skule|utviklingssamtale|spesialunderv"
        r"|spesialped|individuell|leksehjelp|(?<![^\W_])(?:iop|sfo|aks|ppt|klasse|trinn)"
        r"|karakter|vitnemål|lærer|lærar|morsmål|logoped|pupil|school",
        re.IGNORECASE,
    )


def is_moved_to(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether somebody moves to a street in small letters, or from it: flytter ut lunnerlia 6b."""
    before = text[max(start, match.start() - _VERB) : match.start()]
    return len(match["name"]) >= _LONG and _moved().search(before) is not None


_VERB, _LONG = 24, 8
"""Characters before a street in which its verb is looked for, and letters of its name at least."""


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:(?:inn|ut)?flytt[a-z]{0,5}(?:[ ](?:inn|ut))?(?:[ ](?:i|til|fra|frå|av))?"
        r"|(?:bor|bur)(?:[ ](?:i|på))?)[ ]\Z",
        re.IGNORECASE,
    )


def is_other_home(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether it is where somebody moves to from a street: fra Storgata 6 B til Tunet 11."""
    return _from().search(text, max(start, match.start() - _NAMES), match.start()) is not None


@cache
def _from() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:fra|frå|from)[ ][^,;:\x00]{0,30}(?:gat[ae]n?|ve[ig]|ve[ig]en)[ ]\d{1,3}"
        r"(?:[ ]?[a-zA-Z])?[ ](?:til|to)[ ]\Z"
    )


def is_day(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a day and a month follow where one looks at a property: visning Solbakken 26/5."""
    day, _, month = match["number"].partition("/")
    if not (month.isdecimal() and day.isdecimal() and int(day) < 32 and int(month) < 13):
        return False
    if _hour().match(text, match.end()):
        return True
    seen = text[max(start, match.start() - 24) : match.start()].lower()
    return int(month) < int(day) and any(word in seen for word in _SEEN)


_SEEN = ("visning", "syning", "befaring", "synfaring", "overtakelse", "overtaking")
"""What is done at a property on a day."""


@cache
def _hour() -> re.Pattern[str]:
    return re.compile(r",?[ ](?:kl|at)\.?[ ]?\d", re.IGNORECASE)


def place_end(text: str, match: re.Match[str]) -> int:
    """Where an address ends, before who lives there: 1369 Stabekk Ulrik Mohn."""
    word = _second_word().search(match["post"] or "")
    if word is None or not _next_name().match(text, match.end()):
        return match.end()
    kind = shipped().kinds[word[1]]
    is_given = kind & bits.GIVEN and not kind & (bits.AMBIGUOUS | bits.PLACE)
    return match.end() - len(word[0]) if is_given else match.end()


@cache
def _second_word() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\W\d_]) ([A-ZÆØÅ][^\W\d_]+)$")


@cache
def _next_name() -> re.Pattern[str]:
    return re.compile(r"[ ][A-ZÆØÅ][^\W\d_]")
