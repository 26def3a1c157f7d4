"""The words that names in code and templates are made of, and what they say of their owner.

The words are data, ``words/expressions.toml``, read when a name is first looked at.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from piilint.resources import data_folder

__all__ = ["Owner", "Vocabulary", "split", "vocabulary"]

Owner = Literal["person", "organisation", "thing", "home", "unknown"]

_WORD = re.compile(
    r"[A-ZÀ-ÖØ-Þ]+(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])|[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]+|[A-ZÀ-ÖØ-Þ]+|[^\W\d_]+"
)
_FOLDS = (
    ("ø", "o"),
    ("ö", "o"),
    ("oe", "o"),
    ("å", "a"),
    ("aa", "a"),
    ("æ", "a"),
    ("ä", "a"),
    ("ae", "a"),
)
_INFLECTIONS = ("s", "es", "er", "ere", "ene", "ne", "ens", "ets", "ns", "en", "et", "e", "r", "n")
_AGENT = re.compile(r"[a-z]{3,}(?:er|or|ee|ant|(?<!l)ist)")
_LONGEST_OWNER = 24
"""Letters of the last part of a compound, at most."""
_LONGEST = 4
"""Words of an identifier that are looked up as one: ``date of birth``, ``e mail address``."""


def fold(text: str) -> str:
    """A word in lower case with its Norwegian letters as they are written without them."""
    text = text.lower()
    for letter, plain in _FOLDS:
        text = text.replace(letter, plain)
    return text


def split(identifier: str) -> list[str]:
    """The folded words of an identifier in any case style: ``fulltNavn`` is ``fullt navn``."""
    return [fold(word) for word in _WORD.findall(identifier)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The word lists; the mappings go from a word to the entity that it holds."""

    personal: Mapping[str, str]
    not_of_things: Mapping[str, str]
    of_persons: Mapping[str, str]
    parts: Mapping[str, str]
    endings: frozenset[str]
    not_endings: frozenset[str]
    persons: frozenset[str]
    person_endings: tuple[str, ...]
    organisations: frozenset[str]
    things: frozenset[str]
    homes: frozenset[str]
    harmless: frozenset[str]
    transforms: frozenset[str]
    lookups: frozenset[str]
    before: frozenset[str]
    behind: frozenset[str]
    questions: frozenset[str]
    generic: frozenset[str]
    accessors: frozenset[str]

    def owner(self, words: Sequence[str]) -> Owner:
        """What kind of owner an identifier names, by its last words."""
        for size in range(min(_LONGEST, len(words)), 0, -1):
            kind = self._listed("".join(words[-size:]))
            if kind != "unknown":
                return kind
        return self._by_ending(words[-1]) if words else "unknown"

    def names_person(self, words: Sequence[str]) -> bool:
        """Whether an owner is listed as a person, and not only looks like one."""
        return self._listed(words[-1]) == "person" if words else False

    def is_thing(self, word: str) -> bool:
        """Whether a word is listed as a thing that has properties of its own."""
        passed_over = word in self.generic or word in self.behind or word in self.before
        return not passed_over and self._listed(word) in ("thing", "organisation")

    def _listed(self, word: str) -> Owner:
        stems = [word]
        stems += [word[: -len(end)] for end in _INFLECTIONS if word.endswith(end)]
        for stem in stems:
            if stem in self.homes:
                return "home"
            if stem in self.organisations:
                return "organisation"
            if stem in self.persons:
                return "person"
            if stem in self.things:
                return "thing"
        return "unknown"

    def _by_ending(self, word: str) -> Owner:
        """A compound is what its last part is; an agent noun is taken for a person."""
        for start in range(max(2, len(word) - _LONGEST_OWNER), len(word) - 3):
            kind = self._listed(word[start:])
            if kind != "unknown":
                return kind
        if word.endswith(self.person_endings) or _AGENT.fullmatch(word):
            return "person"
        return "unknown"


@cache
def vocabulary() -> Vocabulary:
    """The shipped words."""
    table = tomllib.loads((data_folder("words") / "expressions.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        personal=_entities(table["personal"]),
        not_of_things=_entities(table["not_of_things"]),
        of_persons=_entities(table["of_persons"]),
        parts=_entities(table["parts"]),
        endings=_words(table["endings"]["words"]),
        not_endings=_words(table["endings"]["but_not"]),
        persons=_words(table["persons"]["words"]),
        person_endings=tuple(_words(table["persons"]["endings"])),
        organisations=_words(table["organisations"]["words"]),
        things=_words(table["things"]["words"]),
        homes=_words(table["homes"]["words"]),
        harmless=_words(table["harmless"]["words"]),
        transforms=_words(table["transforms"]["words"]),
        lookups=_words(table["lookups"]["words"]),
        before=_words(table["fillers"]["before"]),
        behind=_words(table["fillers"]["behind"]),
        questions=_words(table["fillers"]["questions"]),
        generic=_words(table["generic"]["words"]),
        accessors=_words(table["accessors"]["words"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


def _entities(table: Mapping[str, Any]) -> dict[str, str]:
    return {word: entity for entity, text in table.items() for word in _words(text)}
