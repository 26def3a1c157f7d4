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
from piilint.detect.words import Token
from piilint.model import Evidence
from piilint.resources import data_folder

__all__ = ["is_special", "special_categories"]

_HARMLESS = "HARMLESS"
_CALMS = "CALMS"
_PHRASE_GAPS = frozenset({" ", "-", "_", ".", "", "- ", "+"})


class _Lexicon(NamedTuple):
    whole: Mapping[str, str]
    begins: Mapping[str, str]
    ends: Mapping[str, str]
    inside: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """By the first word's stem: the phrase's words, and its entity."""

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

    def starts_phrase(self, word: str) -> bool:
        """Whether a phrase may begin with this word."""
        return any(True for _ in self._phrases(word))

    def _phrases(self, word: str) -> Iterator[tuple[tuple[str, ...], str]]:
        for length in range(2, len(word) + 1):
            yield from self.phrases.get(word[:length], ())

    def phrase(self, tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
        """The last word and the entity of a phrase that begins at a word."""
        for parts, entity in self._phrases(tokens[index].text.lower()):
            last = index + len(parts) - 1
            if last < len(tokens) and all(
                _meets(part, token.text.lower()) and (not at or token.gap in _PHRASE_GAPS)
                for at, (part, token) in enumerate(
                    zip(parts, tokens[index : last + 1], strict=True)
                )
            ):
                return last, entity
        return None


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
    text = (data_folder("words") / "special.txt").read_text(encoding="utf-8")
    rows = text.partition("\n\n")[2].split()
    kinds: tuple[dict[str, str], ...] = ({}, {}, {}, {})
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for pattern, entity in zip(rows[::2], rows[1::2], strict=True):
        parts = tuple(pattern.replace("-", "_").split("_"))
        if len(parts) > 1 and all(part.strip("*") for part in parts):
            head = parts[0].strip("*")
            phrases[head] = (*phrases.get(head, ()), (parts, entity))
            continue
        stem = pattern.strip("*-_")
        index = 2 * pattern.startswith("*") + pattern.endswith("*")
        kinds[index][stem] = entity
    whole, begins, ends, inside = kinds
    return _Lexicon(whole, begins, ends, inside, phrases)


def is_special(word: str) -> bool:
    """Whether a word in lower case belongs to a special category, or begins such a phrase."""
    lexicon = _lexicon()
    entity = lexicon.entity(word)
    return entity not in (None, _HARMLESS, _CALMS) or lexicon.starts_phrase(word)


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
            one = replace(one, start=held[1].start)
        elif held is not None:
            yield held[1]
        held = last, one
    if held is not None:
        yield held[1]


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
        last, entity = phrase or (index, lexicon.entity(token.text.lower()))
        if entity not in (None, _HARMLESS, _CALMS):
            evidence = Evidence(
                entity=entity or "",
                start=token.start,
                end=tokens[last].end,
                confidence="low" if calm or _names_company(tokens, last) else "medium",
                detector="special",
                rests_on=("lexicon",),
            )
            yield index, last, evidence
        index = last + 1
