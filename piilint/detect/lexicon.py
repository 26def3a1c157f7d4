"""The lexicon of special categories: what a word, a compound or a phrase tells.

It is ``words/special.txt``, read from the tables that :mod:`piilint.detect.build` makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from piilint.detect import words as bits
from piilint.detect.capitals import IN_CAPITALS
from piilint.detect.spelling import folded
from piilint.detect.tables import HEAD, Table
from piilint.detect.words import Token, read_list

__all__ = [
    "ATTENDS",
    "AT_WORK",
    "BEASTS",
    "CALMS",
    "CLASS",
    "DIGESTS",
    "HARMLESS",
    "JOINS",
    "MARKS",
    "MEMBER_ONLY",
    "OF_FILES",
    "OF_MEN",
    "OWNS",
    "PHRASE_GAPS",
    "SILENT",
    "WEAK",
    "WORKS",
    "Lexicon",
    "Phrase",
    "entity_of",
    "known_by",
    "misspelt_entity_of",
    "shipped_lexicon",
    "words_of_class",
]

HARMLESS = "HARMLESS"
CALMS = "CALMS"
JOINS = "JOINS"
WORKS = "WORKS"
BEASTS = "BEASTS"
OWNS = "OWNS"
ATTENDS = "ATTENDS"
DIGESTS = "DIGESTS"
SILENT = (HARMLESS, CALMS, JOINS, WORKS, BEASTS, OWNS, ATTENDS, DIGESTS)
"""What a row of the list may say that tells of nobody; its head explains each."""
MEMBER_ONLY = "?"
"""Marks an organisation whose name is an everyday word: told only beside a word that joins."""
AT_WORK = "~"
"""Marks a profession, a service or a body: beside a word of work or premises it tells of no client
or member."""
WEAK = "-"
"""Marks what says the kind of a matter rather than what it is about: told only where the field
tells of nothing else (forfølgelse, prøvesvar, avhør)."""
OF_MEN = "!"
"""Marks what no animal has, so that a word of one calms nothing (allergi mot katt)."""
OF_FILES = "#"
"""Marks what a file has too, so that a certificate or a digest calms it (fingerprint)."""
MARKS = f"{AT_WORK}{WEAK}{OF_MEN}{OF_FILES}{IN_CAPITALS}"
"""What may follow an entity, but for MEMBER_ONLY."""
CLASS = "@"
"""Before the name of a class in a phrase: any word of it."""
PHRASE_GAPS = frozenset(
    {
        *(" ", "-", "–", "_", ".", "", "- ", ". ", "+", "/", "=", ": ", " – ", " - "),
        *("'", "’", "' ", "’ ", "/ ", "&", " & "),
    }
)
"""What may stand between the words of a phrase."""
_ANY = "*"
"""A part of a phrase that is any word."""
_NAMES = bits.GIVEN | bits.AMBIGUOUS | bits.ORDINARY
_LONGEST = 24
"""The longest stem in the list, and more."""
_SHORTEST_HEAD = 3
_LINKS = frozenset("se")
"""What Norwegian puts between the parts of a compound."""
_INFLECTIONS = frozenset(
    ("a", "ane", "anes", "ar", "as", "e", "en", "ene", "enes", "ens", "er", "ers", "es", "et")
).union(("ets", "n", "ne", "nes", "ns", "r", "s", "t"))
_SHORTEST_MISSPELT = 6
"""Letters; in a shorter word a letter more or less makes another word."""
_REMEMBERED = 8192
"""Most words whose entity is remembered."""


class Phrase(NamedTuple):
    """Words that tell together what none of them tells alone."""

    parts: Sequence[str]
    key: int
    """Which part is looked up: the longest of those that are no everyday words."""
    entity: str


class Lexicon(NamedTuple):
    """The tables, and how they are asked."""

    words: Table
    """The entities of whole words, and of beginnings, which a star follows."""
    endings: Table
    """The same of endings, their letters in reverse."""
    inside: Table
    """The same of stems that stand anywhere in a word."""
    openings: frozenset[str]
    """The first three letters of the stems that stand inside a word."""
    phrases: Table
    """Phrases by the stem of their key, as :func:`_phrases` reads them."""
    things: frozenset[str]
    """Heads of compounds that are institutions, devices or trades: museum, apparat."""
    parts: Table
    """Words that tell only as parts of a compound, and their classes: kne, skade; and the words of
    each class."""
    pairs: Mapping[tuple[str, str], str]
    """The entity of a compound of two classes."""

    def entity(self, word: str) -> str | None:
        """The entity of a word in lower case; the longest stem decides.

        A compound is what its head is: a head that is a thing leaves nothing to tell.
        """
        words, backwards = self.words.near(word), word[::-1]
        if word in words:
            return words[word]
        endings = self.endings.near(backwards)
        size = len(word)
        best, last, found = 0, size, None
        for length in range(min(size, _LONGEST), 1, -1) if words or endings else ():
            entity = words.get(f"{word[:length]}*")
            if entity is not None:
                best, last, found = length, length, entity
                break
            entity = endings.get(backwards[:length])
            if entity is not None:
                best, found = length, entity
                break
        for start in range(size - 2):
            if word[start : start + 3] not in self.openings:
                continue
            inside = self.inside.near(word[start:])
            for length in range(min(size - start, _LONGEST), max(best, 2), -1):
                entity = inside.get(word[start : start + length])
                if entity is not None:
                    best, last, found = length, start + length, entity
                    break
        if found is None:
            return self._compound(word)
        if found in SILENT:
            return found
        return HARMLESS if self._is_thing(word, last) else found

    def _compound(self, word: str) -> str | None:
        """The entity of a compound that tells though neither of its parts does: kneskade."""
        beginnings = self.parts.near(word)
        for cut in range(len(word) - _SHORTEST_HEAD, 1, -1) if beginnings else ():
            firsts = _classes(beginnings.get(word[:cut]))
            if not firsts:
                continue
            for start in (cut, cut + 1) if word[cut] in _LINKS else (cut,):
                heads = self.parts.near(word[start:])
                for end in range(len(word), start + _SHORTEST_HEAD - 1, -1):
                    for pair in product(firsts, _classes(heads.get(word[start:end]))):
                        if pair in self.pairs:
                            return HARMLESS if self._is_thing(word, end) else self.pairs[pair]
        return None

    def _is_thing(self, word: str, after: int) -> bool:
        """Whether the head of a compound, somewhere after this place, is a thing."""
        ends = (word[at:] for at in range(after, len(word) - 2))
        return any(
            form in self.things and (len(form) > _SHORTEST_HEAD or end != f"{form}e")
            for end in ends
            for form in _forms(end)
        )  # a short thing takes no bare e: pasientmappe is no app

    def is_in_phrase(self, word: str) -> bool:
        """Whether this is the word of a phrase by which phrases are looked up."""
        return bool(self.known_by(word))

    def known_by(self, word: str) -> tuple[Phrase, ...]:
        """The phrases that this word is the key of."""
        return tuple(self._known_by(word))

    def _known_by(self, word: str) -> Iterator[Phrase]:
        keys = self.phrases.near(word)
        for length in range(2, len(word) + 1) if keys else ():
            for phrase in _phrases(keys.get(word[:length])):
                if self._meets(phrase.parts[phrase.key], word):
                    yield phrase
        for name in sorted({name for form in _forms(word) for name in self._classes_of(form)}):
            yield from _phrases(self.phrases.get(f"{CLASS}{name}"))

    def _classes_of(self, form: str) -> Sequence[str]:
        """The classes of a word in its basic form."""
        return _classes(self.parts.get(form)) if len(form) >= HEAD else ()

    def phrase(self, tokens: Sequence[Token], index: int) -> tuple[int, int, str] | None:
        """First and last word and the entity of the longest phrase whose key stands here."""
        best: tuple[int, int, str] | None = None
        for phrase in known_by(tokens[index].text):
            first, size = index - phrase.key, len(phrase.parts)
            if first < 0 or (best is not None and not _is_closer(phrase, best)):
                continue
            met = tokens[first : first + size]
            if len(met) == size and self._are_met(phrase.parts, met):
                is_apart = phrase.parts[-1] == _ANY and _stands_apart(met[-1])
                last = first + size - (2 if is_apart else 1)
                best = first, max(last, index), phrase.entity
        return best

    def _are_met(self, parts: Sequence[str], tokens: Sequence[Token]) -> bool:
        return all(
            self._meets(part, token.text.lower()) and (not at or _joins(token.gap))
            for at, (part, token) in enumerate(zip(parts, tokens, strict=True))
        )

    def _meets(self, part: str, word: str) -> bool:
        if part[0] == CLASS:
            return any(part[1:] in _classes(self.parts.get(form)) for form in _forms(word))
        stem = part.strip("*")
        if part.startswith("*") and part.endswith("*"):
            return stem in word
        if part.endswith("*"):
            return word.startswith(stem)
        return word.endswith(stem) if part.startswith("*") else word == stem


def _joins(gap: str) -> bool:
    """Whether words with this between them may be a phrase: a year may follow one, as in konf26."""
    if gap in PHRASE_GAPS:
        return True
    year = gap[:-1].lstrip("-_")
    is_year = year.isdecimal() and len(year) in _OF_YEAR and len(gap) <= _LONGEST_GAP
    return is_year and gap[-1] in _SIGNS


_SIGNS = ("_", "-", " ")
_OF_YEAR = (2, 4)
"""Digits of a year."""
_LONGEST_GAP = 6


def _stands_apart(token: Token) -> bool:
    """Whether a last word, where any may stand, is none of a phrase's: hiv – Kari, hiv-tabell."""
    if token.is_title and token.kind & bits.SURNAME and not token.kind & bits.ORDINARY:
        return True  # hiv_Nilsen
    return token.kind & _NAMES == bits.GIVEN or entity_of(token.text) in SILENT


def _is_closer(phrase: Phrase, best: tuple[int, int, str]) -> bool:
    """Whether a phrase says more than the best so far: it is longer, or as long and harmless."""
    more = len(phrase.parts) - (best[1] - best[0] + 1)
    return more > 0 or (more == 0 and phrase.entity == HARMLESS)


def _forms(word: str) -> Iterator[str]:
    """A word, and what it may be an inflection of."""
    yield word
    for size in range(1, 5):
        if word[-size:] in _INFLECTIONS:
            yield word[:-size]


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that travels with piilint."""
    return Lexicon(
        words=Table.open("special-words"),
        endings=Table.open("special-endings"),
        inside=Table.open("special-inside"),
        openings=frozenset(read_list("tables/special-openings.txt")),
        phrases=Table.open("special-phrases"),
        things=frozenset(read_list("tables/special-things.txt")),
        parts=Table.open("special-parts"),
        pairs=_pairs(read_list("tables/special-pairs.txt")),
    )


@cache
def _shipped_spellings() -> Lexicon:
    """The same as far as it may be misspelt, its words folded."""
    nothing = Table(b"")
    return Lexicon(
        words=Table.open("folded-words"),
        endings=Table.open("folded-endings"),
        inside=Table.open("folded-inside"),
        openings=frozenset(read_list("tables/folded-openings.txt")),
        phrases=nothing,
        things=frozenset(read_list("tables/folded-things.txt")),
        parts=nothing,
        pairs={},
    )


def _pairs(rows: Sequence[str]) -> dict[tuple[str, str], str]:
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return {
        (first, head): entity
        for (first, _, head), entity in ((p.partition("+"), e) for p, e in pairs)
    }


def _classes(written: str | None) -> Sequence[str]:
    return written.split("/") if written else ()


@lru_cache(maxsize=_REMEMBERED)
def _phrases(row: str | None) -> Sequence[Phrase]:
    """The phrases of a table's row: the parts of each, which of them is the key, and its entity."""
    rows = [written.split(":") for written in row.split(",")] if row else ()
    return [Phrase(parts.split("_"), int(key), entity) for parts, key, entity in rows]


@lru_cache(maxsize=_REMEMBERED)
def known_by(word: str) -> tuple[Phrase, ...]:
    """The phrases that a word as it is written is the key of."""
    return shipped_lexicon().known_by(word.lower())


@cache
def words_of_class(part: str) -> Sequence[str]:
    """The words of the class that a part of a phrase names."""
    return _classes(shipped_lexicon().parts.get(part))


@lru_cache(maxsize=_REMEMBERED)
def entity_of(word: str) -> str | None:
    """The entity of a word as it is written."""
    entity = shipped_lexicon().entity(word.lower())
    return None if IN_CAPITALS in (entity or "") and not word.isupper() else entity


@lru_cache(maxsize=_REMEMBERED)
def misspelt_entity_of(word: str) -> str | None:
    """The entity of a word that nothing is known of, if it was meant for another."""
    if len(word) < _SHORTEST_MISSPELT or not word.isalpha():
        return None
    return _shipped_spellings().entity(folded(word.lower()))
