"""Special categories (GDPR article 9) and criminal records (article 10), by lexicons.

A word counts by its stem, so that inflections and compounds are met. What makes it harmless
is named in the same list: words that only look like it, and neighbours that show that the
field speaks of rules, things or animals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from piilint.detect import words as bits
from piilint.detect.words import Token, read_list
from piilint.model import Evidence

__all__ = ["is_special", "special_categories"]

_HARMLESS = "HARMLESS"
_CALMS = "CALMS"
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

    def entity(self, word: str) -> str | None:
        """The entity of a word in lower case; the longest stem decides."""
        if word in self.whole:
            return self.whole[word]
        size = len(word)
        best, found = 0, None
        for length in range(min(size, _LONGEST), 1, -1):
            entity = self.begins.get(word[:length]) or self.ends.get(word[size - length :])
            if entity is not None:
                best, found = length, entity
                break
        for start in range(size - 2):
            for length in range(min(size - start, _LONGEST), max(best, 2), -1):
                entity = self.inside.get(word[start : start + length])
                if entity is not None:
                    best, found = length, entity
                    break
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
    everyday = frozenset(read_list("ordinary.txt"))
    kinds: tuple[dict[str, str], ...] = ({}, {}, {}, {})
    phrases: dict[str, tuple[_Phrase, ...]] = {}
    for pattern, entity in zip(rows[::2], rows[1::2], strict=True):
        parts = tuple(pattern.replace("-", "_").split("_"))
        if len(parts) > 1 and all(part.strip("*") for part in parts):
            stems = [part.strip("*") for part in parts]
            key = max(range(len(stems)), key=lambda at: (stems[at] not in everyday, len(stems[at])))
            phrase = _Phrase(parts, key, entity)
            phrases[stems[key]] = (*phrases.get(stems[key], ()), phrase)
            continue
        stem = pattern.strip("*-_")
        index = 2 * pattern.startswith("*") + pattern.endswith("*")
        kinds[index][stem] = entity
    whole, begins, ends, inside = kinds
    return _Lexicon(whole, begins, ends, inside, phrases)


def is_special(word: str) -> bool:
    """Whether a word in lower case belongs to a special category, or to such a phrase."""
    lexicon = _lexicon()
    entity = lexicon.entity(word)
    return entity not in (None, _HARMLESS, _CALMS) or lexicon.is_in_phrase(word)


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
    """SV: before a subject is an answer, and sv in small letters no party."""
    if first != last or tokens[first].text.upper() not in ("SV", "AP", "SP"):
        return False
    following = tokens[last + 1].gap if last + 1 < len(tokens) else ""
    return not tokens[first].text.isupper() or following.startswith(":")


def _names_company(tokens: Sequence[Token], last: int) -> bool:
    """Whether a form of company follows closely: Rehab Partner AS."""
    return any(
        token.kind & bits.ORG_FORM and token.text.isupper() for token in tokens[last + 1 : last + 4]
    )


def _found(tokens: Sequence[Token]) -> Iterator[tuple[int, int, Evidence]]:
    """First and last word of each hit, and the hit."""
    lexicon = _lexicon()
    calm = any(lexicon.entity(token.text.lower()) == _CALMS for token in tokens)
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not token.kind & bits.SPECIAL:
            index += 1
            continue
        phrase = lexicon.phrase(tokens, index)
        first, last, entity = phrase or (index, index, lexicon.entity(token.text.lower()))
        if entity not in (None, _HARMLESS, _CALMS) and not _is_reply(tokens, first, last):
            evidence = Evidence(
                entity=entity or "",
                start=tokens[first].start,
                end=tokens[last].end,
                confidence="low" if calm or _names_company(tokens, last) else "medium",
                detector="special",
                rests_on=("lexicon",),
            )
            yield first, last, evidence
        index = last + 1
