"""Special categories (GDPR article 9) and criminal records (article 10), by lexicons.

A word counts by its stem, so that inflections and compounds are met. What makes it harmless
is named in the same list: words that only look like it, and neighbours that show that the
field speaks of rules, things or animals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from piilint.detect import words as bits
from piilint.detect.words import Token, read_list
from piilint.model import Evidence

__all__ = ["is_special", "special_categories"]

_HARMLESS = "HARMLESS"
_CALMS = "CALMS"
_JOINS = "JOINS"
_THING = "THING"
_SILENT = (None, _HARMLESS, _CALMS, _JOINS)
_MEMBER_ONLY = "?"
"""Marks an organisation whose name is an everyday word: told only beside a word that joins."""
_SHORTEST_RESPELLED = 5
_REMEMBERED = 8192
"""Most words whose entity is remembered."""
_PHRASE_GAPS = frozenset({" ", "-", "_", ".", "", "- ", "+"})


class _Phrase(NamedTuple):
    parts: tuple[str, ...]
    key: int
    """Which part is looked up: the longest of those that are no everyday words."""
    entity: str


class _Lexicon(NamedTuple):
    whole: Mapping[str, str]
    begins: Mapping[str, str]
    ends: Mapping[str, str]
    inside: Mapping[str, str]
    phrases: Mapping[str, tuple[_Phrase, ...]]
    """By the stem of the phrase's key."""
    things: frozenset[str]
    """Heads of compounds that are institutions, devices or trades: museum, apparat."""

    def entity(self, word: str) -> str | None:
        """The entity of a word in lower case; the longest stem decides.

        A compound is what its head is: a head that is a thing leaves nothing to tell.
        """
        if word in self.whole:
            return self.whole[word]
        size = len(word)
        best, last, found = 0, size, None
        for length in range(min(size, _LONGEST), 1, -1):
            entity = self.begins.get(word[:length])
            if entity is not None:
                best, last, found = length, length, entity
                break
            entity = self.ends.get(word[size - length :])
            if entity is not None:
                best, found = length, entity
                break
        for start in range(size - 2):
            for length in range(min(size - start, _LONGEST), max(best, 2), -1):
                entity = self.inside.get(word[start : start + length])
                if entity is not None:
                    best, last, found = length, start + length, entity
                    break
        if found is not None and any(word[at:] in self.things for at in range(last, size - 2)):
            return _HARMLESS
        return found

    def is_in_phrase(self, word: str) -> bool:
        """Whether this is the word of a phrase by which phrases are looked up."""
        return any(True for _ in self._phrases(word))

    def _phrases(self, word: str) -> Iterator[_Phrase]:
        for length in range(2, len(word) + 1):
            for phrase in self.phrases.get(word[:length], ()):
                if _meets(phrase.parts[phrase.key], word):
                    yield phrase

    def phrase(self, tokens: Sequence[Token], index: int) -> tuple[int, int, str] | None:
        """First and last word and the entity of a phrase whose key stands here."""
        for phrase in self._phrases(tokens[index].text.lower()):
            first = index - phrase.key
            met = tokens[max(first, 0) : first + len(phrase.parts)]
            if first >= 0 and len(met) == len(phrase.parts) and _are_met(phrase.parts, met):
                return first, first + len(met) - 1, phrase.entity
        return None


def _are_met(parts: Sequence[str], tokens: Sequence[Token]) -> bool:
    return all(
        _meets(part, token.text.lower()) and (not at or token.gap in _PHRASE_GAPS)
        for at, (part, token) in enumerate(zip(parts, tokens, strict=True))
    )


_LONGEST = 24
"""The longest stem in the list, and more."""


def _meets(part: str, word: str) -> bool:
    stem = part.strip("*")
    if part.startswith("*") and part.endswith("*"):
        return stem in word
    if part.endswith("*"):
        return word.startswith(stem)
    return word.endswith(stem) if part.startswith("*") else word == stem


@cache
def _lexicon() -> _Lexicon:
    rows = read_list("special.txt")
    patterns, entities = _respelled(rows[::2], rows[1::2])
    kinds: tuple[dict[str, str], ...] = ({}, {}, {}, {})
    phrases: dict[str, tuple[_Phrase, ...]] = {}
    things: set[str] = set()
    for pattern, entity in zip(patterns, entities, strict=True):
        if "_" in pattern or "-" in pattern:
            key, phrase = _phrase(pattern, entity)
            phrases[key] = (*phrases.get(key, ()), phrase)
        elif entity == _THING:
            things.add(pattern)
        elif pattern[-1] == "*":
            kinds[3 if pattern[0] == "*" else 1][pattern.strip("*")] = entity
        elif pattern[0] == "*":
            kinds[2][pattern[1:]] = entity
        else:
            kinds[0][pattern] = entity
    whole, begins, ends, inside = kinds
    return _Lexicon(whole, begins, ends, inside, phrases, frozenset(things))


def _phrase(pattern: str, entity: str) -> tuple[str, _Phrase]:
    """A phrase, and the stem that it is looked up by."""
    parts = tuple(pattern.replace("-", "_").split("_"))
    best, key, longest = 0, "", 0
    for at, part in enumerate(parts):
        stem = part.strip("*")
        length = len(stem) if stem not in _everyday() else len(stem) - _LONGEST
        if not at or length > longest:
            best, key, longest = at, stem, length
    return key, _Phrase(parts, best, entity)


@cache
def _everyday() -> frozenset[str]:
    return frozenset(read_list("ordinary.txt"))


def _respelled(patterns: list[str], entities: list[str]) -> tuple[list[str], list[str]]:
    """How patterns look in file names (daapsattest, dapsattest), and then the patterns as such."""
    rows = [
        row
        for row in zip(patterns, entities, strict=True)
        if not row[0].isascii() and len(row[0]) > _SHORTEST_RESPELLED
    ]
    joined = " ".join([pattern for pattern, _ in rows])
    named = [entity for _, entity in rows]
    spelled = [
        pattern
        for table in (bits.TRANSLITERATED, bits.STRIPPED)
        for pattern in bits.respelled(joined, table).split()
    ]
    return [*spelled, *patterns], [*named, *named, *entities]


@lru_cache(maxsize=_REMEMBERED)
def _entity(word: str) -> str | None:
    """The entity of a word as it is written."""
    return _lexicon().entity(word.lower())


def is_special(word: str) -> bool:
    """Whether a word in lower case belongs to a special category, or to such a phrase."""
    lexicon = _lexicon()
    entity = lexicon.entity(word)
    return entity not in _SILENT or lexicon.is_in_phrase(word)


def special_categories(tokens: Sequence[Token]) -> Iterator[Evidence]:
    """Words of special categories in one field, whose words are given."""
    yield from _joined(tokens, _found(tokens))


def _are_beside(tokens: Sequence[Token], last: int, first: int) -> bool:
    """Whether nothing, or a preposition, stands between two words."""
    return last + 1 == first or (
        last + 2 == first and bool(tokens[last + 1].kind & bits.PREPOSITION)
    )


def _joined(
    tokens: Sequence[Token], found: Iterator[tuple[int, int, Evidence]]
) -> Iterator[Evidence]:
    """What is of one category and stands side by side, told once."""
    held: tuple[int, Evidence] | None = None
    for first, last, one in found:
        if (
            held is not None
            and held[1].entity == one.entity
            and _are_beside(tokens, held[0], first)
        ):
            held = last, replace(one, start=held[1].start)
            continue
        if held is not None:
            yield held[1]
        held = last, one
    if held is not None:
        yield held[1]


def _is_reply(tokens: Sequence[Token], first: int, last: int) -> bool:
    """SV: before a subject is an answer and no party."""
    if first != last or tokens[first].text.upper() != "SV":
        return False
    return last + 1 < len(tokens) and tokens[last + 1].gap.startswith(":")


def _is_codename(tokens: Sequence[Token], last: int) -> bool:
    """Operasjon Mimir: no operation on a patient is called by a name."""
    if tokens[last].text != "Operasjon" or last + 1 == len(tokens):
        return False
    return tokens[last + 1].gap == " " and tokens[last + 1].is_title


def _is_joined_to(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a word of membership stands beside an organisation's name."""
    around = (*tokens[max(first - 3, 0) : first], *tokens[last + 1 : last + 3])
    return any(_entity(token.text) == _JOINS for token in around)


def _names_company(tokens: Sequence[Token], last: int) -> bool:
    """Whether a form of company follows closely: Rehab Partner AS."""
    return any(
        token.kind & bits.ORG_FORM and token.text.isupper() for token in tokens[last + 1 : last + 4]
    )


def _phrase_at(
    lexicon: _Lexicon, tokens: Sequence[Token], index: int
) -> tuple[int, int, str] | None:
    """The phrase that this word is in, or that begins with it and is known by its next word."""
    phrase = lexicon.phrase(tokens, index)
    if phrase is None and index + 1 < len(tokens):
        phrase = lexicon.phrase(tokens, index + 1)
        if phrase is not None and phrase[0] != index:
            return None
    return phrase


def _found(tokens: Sequence[Token]) -> Iterator[tuple[int, int, Evidence]]:
    """First and last word of each hit, and the hit."""
    lexicon = _lexicon()
    calming = [index for index, token in enumerate(tokens) if _entity(token.text) == _CALMS]
    is_slug = all(" " not in token.gap for token in tokens)
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not token.kind & bits.SPECIAL:
            index += 1
            continue
        phrase = _phrase_at(lexicon, tokens, index)
        first, last, entity = phrase or (index, index, _entity(token.text))
        if entity is not None and entity.endswith(_MEMBER_ONLY):
            entity = entity.rstrip(_MEMBER_ONLY)
            is_name = entity == "RELIGION" or is_slug or tokens[first].text[0].isupper()
            if not (is_name and _is_joined_to(tokens, first, last)):
                entity = None
        if not (entity in _SILENT or _is_reply(tokens, first, last) or _is_codename(tokens, last)):
            calm = any(not first <= at <= last for at in calming)
            evidence = Evidence(
                entity=entity or "",
                start=tokens[first].start,
                end=tokens[last].end,
                confidence="low" if calm or _names_company(tokens, last) else "medium",
                detector="special",
                rests_on=("lexicon",),
            )
            yield first, last, evidence
        index = max(index, last) + 1
