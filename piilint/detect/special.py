"""Special categories (GDPR article 9) and criminal records (article 10), by lexicons.

A word counts by its stem, so that inflections and compounds are met. What makes it harmless
is named in the same list: words that only look like it, and neighbours that show that the
field speaks of rules, things or animals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from piilint.detect import words as bits
from piilint.detect.sayings import Hit, joined, weighed
from piilint.detect.tables import Table
from piilint.detect.words import Token, read_list
from piilint.model import Evidence

__all__ = ["is_special", "may_tell", "special_categories"]

_HARMLESS = "HARMLESS"
_CALMS = "CALMS"
_JOINS = "JOINS"
_WORKS = "WORKS"
_SILENT = (None, _HARMLESS, _CALMS, _JOINS, _WORKS)
_MEMBER_ONLY = "?"
"""Marks an organisation whose name is an everyday word: told only beside a word that joins."""
_AT_WORK = "~"
"""Marks a profession, a service or a body: beside a word of work or premises it tells of no client
or member."""
_WEAK = "-"
"""Marks what says the kind of a matter rather than what it is about: told only where the field
tells of nothing else (forfølgelse, prøvesvar, avhør)."""
_MARKS = f"{_AT_WORK}{_WEAK}"
_CALM = (_CALMS,)
_CALM_AT_WORK = (_CALMS, _WORKS)
_REMEMBERED = 8192
"""Most words whose entity is remembered."""
_HOST_GAPS = frozenset({".", "-"})
_LONGEST_SHORT = 4
"""Most letters of an abbreviation that stands for an organisation."""
_FARTHEST_KEY = 3
"""Within how many words of a phrase the one stands that it is known by, if not the first told."""
_PHRASE_GAPS = frozenset({" ", "-", "_", ".", "", "- ", "+", "/", ": "})


class _Phrase(NamedTuple):
    parts: Sequence[str]
    key: int
    """Which part is looked up: the longest of those that are no everyday words."""
    entity: str


class _Lexicon(NamedTuple):
    words: Table
    """The entities of whole words, and of beginnings, which a star follows."""
    endings: Table
    """The same of endings, their letters in reverse."""
    inside: Table
    """The same of stems that stand anywhere in a word."""
    openings: frozenset[str]
    """The first three letters of the stems that stand inside a word."""
    phrases: Table
    """Phrases by the stem of their key, as :func:`_phrase` reads them."""
    things: frozenset[str]
    """Heads of compounds that are institutions, devices or trades: museum, apparat."""
    parts: Table
    """Words that tell only as parts of a compound, and their classes: kne, skade."""
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
        return _HARMLESS if self._is_thing(word, last) else found

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
                            return _HARMLESS if self._is_thing(word, end) else self.pairs[pair]
        return None

    def _is_thing(self, word: str, after: int) -> bool:
        """Whether the head of a compound, somewhere after this place, is a thing."""
        return any(
            form in self.things for at in range(after, len(word) - 2) for form in _forms(word[at:])
        )

    def is_in_phrase(self, word: str) -> bool:
        """Whether this is the word of a phrase by which phrases are looked up."""
        return bool(self.known_by(word))

    def known_by(self, word: str) -> tuple[_Phrase, ...]:
        """The phrases that this word is the key of."""
        return tuple(self._known_by(word))

    def _known_by(self, word: str) -> Iterator[_Phrase]:
        keys = self.phrases.near(word)
        for length in range(2, len(word) + 1) if keys else ():
            for written in keys.get(word[:length], "").split(","):
                phrase = _phrase(written) if written else None
                if phrase is not None and self._meets(phrase.parts[phrase.key], word):
                    yield phrase

    def phrase(self, tokens: Sequence[Token], index: int) -> tuple[int, int, str] | None:
        """First and last word and the entity of the longest phrase whose key stands here."""
        best: tuple[int, int, str] | None = None
        for phrase in _known_by(tokens[index].text):
            first, size = index - phrase.key, len(phrase.parts)
            if first < 0 or (best is not None and not _is_closer(phrase, best)):
                continue
            met = tokens[first : first + size]
            if len(met) == size and self._are_met(phrase.parts, met):
                best = first, first + size - 1, phrase.entity
        return best

    def _are_met(self, parts: Sequence[str], tokens: Sequence[Token]) -> bool:
        return all(
            self._meets(part, token.text.lower()) and (not at or token.gap in _PHRASE_GAPS)
            for at, (part, token) in enumerate(zip(parts, tokens, strict=True))
        )

    def _meets(self, part: str, word: str) -> bool:
        if part[0] == _CLASS:
            return any(part[1:] in _classes(self.parts.get(form)) for form in _forms(word))
        stem = part.strip("*")
        if part.startswith("*") and part.endswith("*"):
            return stem in word
        if part.endswith("*"):
            return word.startswith(stem)
        return word.endswith(stem) if part.startswith("*") else word == stem


def _is_closer(phrase: _Phrase, best: tuple[int, int, str]) -> bool:
    """Whether a phrase says more than the best so far: it is longer, or as long and harmless."""
    more = len(phrase.parts) - (best[1] - best[0] + 1)
    return more > 0 or (more == 0 and phrase.entity == _HARMLESS)


_LONGEST = 24
"""The longest stem in the list, and more."""
_SHORTEST_HEAD = 3
_LINKS = frozenset("se")
"""What Norwegian puts between the parts of a compound."""
_CLASS = "@"
"""Before the name of a class in a phrase: any word of it."""
_INFLECTIONS = frozenset(
    ("a", "ane", "anes", "ar", "as", "e", "en", "ene", "enes", "ens", "er", "ers", "es", "et")
).union(("ets", "n", "ne", "nes", "ns", "r", "s", "t"))


def _forms(word: str) -> Iterator[str]:
    """A word, and what it may be an inflection of."""
    yield word
    for size in range(1, 5):
        if word[-size:] in _INFLECTIONS:
            yield word[:-size]


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon(
        words=Table.open("special-words"),
        endings=Table.open("special-endings"),
        inside=Table.open("special-inside"),
        openings=frozenset(read_list("tables/special-openings.txt")),
        phrases=Table.open("special-phrases"),
        things=frozenset(read_list("tables/special-things.txt")),
        parts=Table.open("special-parts"),
        pairs=_pairs(read_list("tables/special-pairs.txt")),
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
def _phrase(written: str) -> _Phrase:
    """A phrase of a table's row: its parts, which of them is the key, and its entity."""
    parts, key, entity = written.split(":")
    return _Phrase(parts.split("_"), int(key), entity)


@lru_cache(maxsize=_REMEMBERED)
def _known_by(word: str) -> tuple[_Phrase, ...]:
    """The phrases that a word as it is written is the key of."""
    return _lexicon().known_by(word.lower())


@lru_cache(maxsize=_REMEMBERED)
def _entity(word: str) -> str | None:
    """The entity of a word as it is written."""
    return _lexicon().entity(word.lower())


def is_special(word: str) -> bool:
    """Whether a word in lower case belongs to a special category, or to such a phrase."""
    lexicon = _lexicon()
    entity = lexicon.entity(word)
    return entity not in _SILENT or lexicon.is_in_phrase(word)


def may_tell(word: str, text: str) -> bool:
    """Whether a special word tells by itself, or in a phrase that a text in small letters holds."""
    if _entity(word) not in _SILENT:
        return True
    return any(
        phrase.entity not in _SILENT and all(_may_stand_in(text, part) for part in phrase.parts)
        for phrase in _known_by(word)
    )


def _may_stand_in(text: str, part: str) -> bool:
    """A quick look for a part of a phrase: as it is, or for a whole word, where a word begins."""
    if part[0] == _CLASS:
        return True
    stem = part.strip("*")
    at = text.find(stem)
    while at >= 0 and part[0] != "*" and text[at - 1 : at].isalpha():
        at = text.find(stem, at + 1)
    return at >= 0


def special_categories(tokens: Sequence[Token]) -> Iterator[Evidence]:
    """Words of special categories in one field, whose words are given."""
    tokens = _without_host(tokens)
    yield from joined(tokens, weighed(list(_found(tokens))))


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


def _is_joined_to(tokens: Sequence[Token], first: int, last: int, entity: str) -> bool:
    """Whether a word of membership, or another of the kind, stands beside an organisation."""
    around = (*tokens[max(first - 4, 0) : first], *tokens[last + 1 : last + 3])
    return any(_entity(token.text) in (_JOINS, entity) for token in around)


def _is_abbreviation(token: Token) -> bool:
    """Whether a word is in capitals and short."""
    return token.text.isupper() and len(token.text) <= _LONGEST_SHORT


def _with_joining(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """An organisation's words, with a word of membership at their side."""
    for start in range(first - 1, max(first - 3, -1), -1):
        if tokens[start + 1].gap not in _PHRASE_GAPS:
            break
        if _entity(tokens[start].text) == _JOINS:
            return start, last
    after = tokens[last + 1 : last + 2]
    if after and after[0].gap in _PHRASE_GAPS and _entity(after[0].text) == _JOINS:
        return first, last + 1
    return first, last


def _names_company(tokens: Sequence[Token], last: int) -> bool:
    """Whether a form of company follows closely: Rehab Partner AS."""
    return any(
        token.kind & bits.ORG_FORM and token.text.isupper() for token in tokens[last + 1 : last + 4]
    )


def _phrase_at(
    lexicon: _Lexicon, tokens: Sequence[Token], index: int
) -> tuple[int, int, str] | None:
    """The phrase that this word is in, or a longer one from here that a later word is known by."""
    best = lexicon.phrase(tokens, index)
    for at in range(index + 1, min(index + _FARTHEST_KEY, len(tokens))):
        phrase = lexicon.phrase(tokens, at)
        if phrase is None or phrase[0] != index:
            continue
        if best is None or (phrase[1], phrase[2] == _HARMLESS) > (best[1], False):
            best = phrase
    return best


def _is_name(token: Token) -> bool:
    """Whether a word is a name and nothing else: Skogly is no forest."""
    return bool(token.kind & bits.NAME) and not token.kind & (bits.AMBIGUOUS | bits.ORDINARY)


def _without_host(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words of a field without those of its URL's host, which is the sender's."""
    for first, token in enumerate(tokens):
        if token.gap.endswith("://"):
            last = first + 1
            while last < len(tokens) and tokens[last].gap in _HOST_GAPS:
                last += 1
            return (*tokens[:first], *tokens[last:])
    return tokens


def _found(tokens: Sequence[Token]) -> Iterator[Hit]:
    """What each word and phrase tells, in order."""
    lexicon = _lexicon()
    said = [(at, _entity(token.text)) for at, token in enumerate(tokens) if not _is_name(token)]
    calming = [(at, kind) for at, kind in said if kind in _CALM_AT_WORK]
    is_about_member = any(kind == _JOINS for _, kind in said)
    is_slug = all(" " not in token.gap for token in tokens)
    is_mixed = any(token.text.islower() for token in tokens)
    before: Hit | None = None
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not token.kind & bits.SPECIAL:
            index += 1
            continue
        phrase = _phrase_at(lexicon, tokens, index)
        first, last, entity = phrase or (index, index, _entity(token.text))
        if entity is not None and entity.endswith(_MEMBER_ONLY):
            entity = entity.replace(_MEMBER_ONLY, _AT_WORK)
            category = entity.rstrip(_MARKS)
            is_name = category == "RELIGION" or is_slug or tokens[first].text[0].isupper()
            is_any = is_about_member and is_mixed and _is_abbreviation(token)
            is_next = before is not None and before.is_near(first, category)
            if not is_name or not (
                is_any or is_next or _is_joined_to(tokens, first, last, category)
            ):
                entity = None
        if not (entity in _SILENT or _is_reply(tokens, first, last) or _is_codename(tokens, last)):
            at_work = _AT_WORK in entity and not is_about_member
            calmed_by = _CALM_AT_WORK if at_work else _CALM
            calm = any(kind in calmed_by and not first <= at <= last for at, kind in calming)
            if _AT_WORK in entity:
                first, last = _with_joining(tokens, first, last)
            before = Hit(
                first,
                last,
                Evidence(
                    entity=entity.rstrip(_MARKS),
                    start=tokens[first].start,
                    end=tokens[last].end,
                    confidence="low" if calm or _names_company(tokens, last) else "medium",
                    detector="special",
                    rests_on=("lexicon",),
                ),
                _WEAK in entity,
            )
            yield before
        index = max(index, last) + 1
