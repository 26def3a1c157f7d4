"""Words of a text: what a word can be, and where CamelCase is taken apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from piilint.model import Confidence
from piilint.resources import data_folder

__all__ = [
    "EQUALS",
    "PLACE_ENDINGS",
    "WORD",
    "Name",
    "Token",
    "camel_pieces",
    "read_list",
    "read_pairs",
    "respelled",
    "without_accents",
    "words_of",
]

WORD = re.compile("[A-Za-zªµº\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u1fff\u3040-\ud7ff]+")
"""A run of letters; plain ranges are searched faster than ``\\w`` without digits."""

_LETTERS = bytes(code if chr(code).isalpha() else ord(" ") for code in range(256))
_LETTERS_AND_DIGITS = bytes(code if chr(code).isalnum() else ord(" ") for code in range(256))
"""Of Latin-1, the characters that words are made of; all others become a space."""

GIVEN = 1 << 0
SURNAME = 1 << 1
AMBIGUOUS = 1 << 2
"""A name that is an ordinary word, a place or a brand as well."""
ORDINARY = 1 << 3
PLACE = 1 << 4
ORG_AFTER = 1 << 5
ORG_BEFORE = 1 << 6
ORG_FORM = 1 << 7
TITLE = 1 << 8
ROLE = 1 << 9
PREPOSITION = 1 << 10
GENITIVE = 1 << 11
RARE = 1 << 12
MORPHOLOGY = 1 << 13
"""No name that is known, but with the ending of a surname."""
SPLIT = 1 << 14
"""CamelCase, or two names written together: has pieces of its own."""
STREET = 1 << 15
BIRTH = 1 << 16
SPECIAL = 1 << 17
WAKES_NAMES = 1 << 18
"""Worth a look at the field for names."""
WAKES_IN_SLUG = 1 << 19
"""The same, where it is joined to another word as in a file's name."""
POST = 1 << 20
"""A role that is a person's own (elev, mor, sjåfør), where others are kinds of cases."""
VERB = 1 << 21
"""What persons do, said right after their name (Kari ønsker)."""
ANIMAL = 1 << 22
"""A word of animals, whose fields hold their names."""
BEARER = 1 << 23
"""The same of ships, plants or systems."""
DEAL = 1 << 24
"""A deal with a firm: a surname alone after it is no person's (rammeavtale Berg)."""
SMALL = 1 << 25
"""A name that is an ordinary word where it begins with a small letter (helga)."""
PRIVATE = 1 << 27
"""A matter that only persons have, and no farm or firm (samvær, ektepakt)."""
JOINED = 1 << 26
"""A piece of a name that is written as one word in small letters."""
PRODUCT = 1 << 28
"""A word of software or the like: a name alone beside it is its name (sprint-ragnar)."""
PAPER = 1 << 29
"""A paper on a person, and on no property or firm (oppsigelse)."""
SLUG_PAPER = 1 << 30
"""The same, which a body or a farm has now and then (timeliste)."""
TELLING = 1 << 31
"""Of a field, and no word's own: one of its words tells of somebody's health, belief or case."""
CHILD = 1 << 32
"""A word of children's places and papers (bhg, elev)."""

NAME = GIVEN | SURNAME
GENERIC = ORDINARY | ORG_AFTER | ORG_BEFORE | ORG_FORM | TITLE | ROLE | PREPOSITION | DEAL | PRODUCT
"""What a word is that is listed, and as no name."""

TRANSLITERATED = {
    "ł": "l", "ı": "i", "æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue",
}  # fmt: skip
"""How file names write letters beyond ASCII: kjoep for kjøp."""
STRIPPED = {
    "æ": "ae", "ø": "o", "å": "a", "ł": "l", "ı": "i", "ŋ": "n", "đ": "d", "ð": "d", "þ": "th",
}  # fmt: skip
"""The other way: kjop."""
MIXED = {**STRIPPED, "æ": "ae", "å": "aa"}
"""Both: bjornaas for bjørnås."""

EQUALS = ("=", "\v")
"""What stands before a query's value, as it is written and where an encoding was taken off."""
PLACE_ENDINGS = (
    *("land", "dal", "dalen", "dahl", "stad", "heim", "vik", "viken", "nes", "næs", "berg", "borg"),
    *("lund", "rud", "sund", "sæter", "sæther", "set", "seth", "haug", "haugen", "bakk", "bakken"),
    *("moen", "mo", "bø", "by", "hus", "fjell", "fjord", "ås", "åsen", "øy", "li", "lia", "voll"),
    *("vang", "vangen", "hagen", "gård", "gaard", "gården", "holm", "holmen", "bråten", "eng"),
    *("engen", "skog", "skogen", "strand", "stranda", "tveit", "um", "sand", "grunn", "kleiv"),
    *("ly", "enga", "bakka", "haugane", "vollen", "garden", "gard", "holt", "tun"),
    *("jordet", "jorda"),
)
"""Endings of surnames that farms and places have too."""


class Token(NamedTuple):
    """A word, its place in the page, its kind (bits of this module) and what stands before it."""

    start: int
    end: int
    text: str
    kind: int
    gap: str
    """What stands between the word before and this one; empty inside CamelCase."""

    @property
    def is_title(self) -> bool:
        """Begins with a capital and goes on in small letters."""
        text = self.text
        return text[0].isupper() and (len(text) == 1 or text[1:].islower())

    @property
    def is_initial(self) -> bool:
        """One capital letter."""
        return len(self.text) == 1 and self.text.isupper()


class Name(NamedTuple):
    """Words of a field, first and last by index, that are read as a name."""

    first: int
    last: int
    confidence: Confidence
    rests_on: tuple[str, ...]
    is_full: bool
    """A given name or initial with a surname, so that a neighbour says less."""


def words_of(text: str, *, with_digits: bool = False) -> list[str]:
    """The words of a text, as :data:`WORD` finds them, without their places, and so much faster.

    With digits, a word is a run of letters and digits.
    """
    try:
        written = text.encode("latin-1").translate(_LETTERS_AND_DIGITS if with_digits else _LETTERS)
    except UnicodeEncodeError:
        return (_letters_and_digits() if with_digits else WORD).findall(text)
    return written.decode("latin-1").split()


@cache
def _letters_and_digits() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


def camel_pieces(word: str) -> list[tuple[int, int]]:
    """Where the parts of a CamelCase word stand; one pair for any other word."""
    cuts = [0]
    for index in range(1, len(word)):
        before, here = word[index - 1], word[index]
        after = word[index + 1 : index + 2]
        if here.isupper() and (before.islower() or (before.isupper() and after.islower())):
            cuts.append(index)
    return list(zip(cuts, [*cuts[1:], len(word)], strict=True))


def respelled(text: str, letters: Mapping[str, str]) -> str:
    """A text in small letters with some of them written otherwise."""
    for letter, written in letters.items():
        text = text.replace(letter, written)
    return text


def without_accents(text: str) -> str:
    """A text without the marks on its letters."""
    return _accents().sub("", unicodedata.normalize("NFD", text))


@cache
def _accents() -> re.Pattern[str]:
    return re.compile("[\u0300-\u036f]+")


@cache
def read_list(file: str) -> list[str]:
    """The words of a list in ``words/``: what follows the empty line that ends its header."""
    text = (data_folder("words") / file).read_text(encoding="utf-8")
    return text.partition("\n\n")[2].split()


def read_pairs(file: str) -> list[tuple[str, str]]:
    """The rows of a list whose rows are a word and what it says of it."""
    rows = read_list(file)
    return list(zip(rows[::2], rows[1::2], strict=True))
